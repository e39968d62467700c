//! One's own account: the second factor, recovery codes, proving oneself anew.

use kernel::{Actor, Secret};
use totp_rs::{Algorithm, Builder};

use super::house::{Fixture, PASSPHRASE, at, id, secret};
use crate::testing::stores;
use crate::{
    ChallengeToken, CodeAttempt, PeopleError, ProofOf, SessionToken, SignedIn, SteppedUp, Store,
    StoreError, TotpSetup,
};

/// What an authenticator shows at a moment.
pub(super) fn shown(setup: &TotpSetup, second: i64) -> Secret<String> {
    let secret = totp_rs::Secret::try_from_base32(setup.secret.expose()).expect("base 32");
    let totp = Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_secret(secret.as_bytes().to_vec())
        .with_account_name("x")
        .build()
        .expect("an authenticator");
    let second = u64::try_from(at(second).now.as_second()).expect("after 1970");
    Secret::new(totp.generate(second).to_string())
}

async fn with_code(
    store: &Store,
    challenge: &ChallengeToken,
    code: &Secret<String>,
    second: i64,
) -> SignedIn {
    let attempt = CodeAttempt {
        challenge: challenge.clone(),
        code: code.clone(),
        network: None,
    };
    let moment = at(second);
    let answer = store.sign_in_with_code(&Actor::Public, &attempt, &moment);
    answer.await.expect("an answer")
}

/// Somebody with an authenticator, set up at the start, and their recovery codes.
async fn with_totp(house: &Fixture<'_>) -> (Actor, TotpSetup, Vec<Secret<String>>) {
    let ana = house.person("ana", house.own, &[]).await;
    let setup = house.store.start_totp(&ana, &at(0)).await.expect("begun");
    let codes = house
        .store
        .confirm_totp(&ana, &shown(&setup, 0), &at(0))
        .await;
    (ana, setup, codes.expect("confirmed"))
}

async fn challenge(house: &Fixture<'_>, second: i64) -> ChallengeToken {
    let email = Fixture::email("ana", house.own);
    match house.try_sign_in(&email, PASSPHRASE, second).await {
        SignedIn::NeedsCode(challenge) => challenge,
        other => panic!("a code is asked for: {other:?}"),
    }
}

#[tokio::test]
async fn a_second_factor_is_asked_for_once_it_is_confirmed() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let ana = house.person("ana", house.own, &[]).await;
        let email = Fixture::email("ana", house.own);
        let setup = store.start_totp(&ana, &at(0)).await.expect("begun");
        // Begun is not done: whoever is called away can still sign in.
        house.sign_in(&email, 1).await;
        let again = store
            .pending_totp(&ana)
            .await
            .expect("read")
            .expect("begun");
        assert_eq!(again.secret, setup.secret, "{}", test.name);
        let wrong = store.confirm_totp(&ana, &secret("000000"), &at(2)).await;
        assert!(matches!(
            wrong,
            Err(StoreError::People(PeopleError::WrongCode))
        ));
        let codes = store.confirm_totp(&ana, &shown(&setup, 30), &at(30)).await;
        assert_eq!(codes.expect("confirmed").len(), 10);
        assert!(store.me(&ana).await.expect("me").totp);

        let challenge = challenge(&house, 40).await;
        // The code that confirmed it is used already.
        let replayed = with_code(store, &challenge, &shown(&setup, 30), 41).await;
        assert!(matches!(replayed, SignedIn::Refused { wait } if wait.is_zero()));
        let code = shown(&setup, 60);
        let done = with_code(store, &challenge, &code, 61).await;
        assert!(matches!(done, SignedIn::Done(..)), "{done:?}");
        // A challenge is good once, and so is its code.
        let twice = with_code(store, &challenge, &shown(&setup, 90), 91).await;
        assert!(matches!(twice, SignedIn::StartAgain));
        let next = self::challenge(&house, 62).await;
        let replayed = with_code(store, &next, &code, 63).await;
        assert!(matches!(replayed, SignedIn::Refused { .. }));
    }
}

#[tokio::test]
async fn a_challenge_ends_after_five_minutes_and_cannot_be_made_up() {
    for test in stores().await {
        let house = Fixture::new(&test.store).await;
        let (_, setup, _) = with_totp(&house).await;
        let late = challenge(&house, 60).await;
        let answer = with_code(&test.store, &late, &shown(&setup, 360), 360).await;
        assert!(matches!(answer, SignedIn::StartAgain), "{}", test.name);
        let made_up = ChallengeToken::parse(&"A".repeat(43)).expect("a token");
        let answer = with_code(&test.store, &made_up, &shown(&setup, 390), 390).await;
        assert!(matches!(answer, SignedIn::StartAgain));
    }
}

#[tokio::test]
async fn codes_cannot_be_guessed_either() {
    for test in stores().await {
        let house = Fixture::new(&test.store).await;
        with_totp(&house).await;
        let challenge = challenge(&house, 60).await;
        let mut looked_at = 0;
        for number in 0..1_000 {
            let code = secret(&format!("{number:06}"));
            match with_code(&test.store, &challenge, &code, 61).await {
                SignedIn::Refused { wait } if wait.is_zero() => looked_at += 1,
                SignedIn::Refused { .. } => {}
                other => panic!("guessed: {other:?}"),
            }
        }
        // One of the five went to the passphrase.
        assert_eq!(looked_at, 4, "{}", test.name);
    }
}

#[tokio::test]
async fn recovery_codes_let_in_once_each() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let (ana, _, codes) = with_totp(&house).await;
        let first = challenge(&house, 60).await;
        let typed = secret(&codes[3].expose().to_lowercase().replace('-', " "));
        let done = with_code(store, &first, &typed, 61).await;
        assert!(matches!(done, SignedIn::Done(..)), "{}", test.name);
        assert_eq!(store.recovery_codes_left(&ana).await.expect("read"), 9);
        let second = challenge(&house, 62).await;
        let again = with_code(store, &second, &codes[3], 63).await;
        assert!(matches!(again, SignedIn::Refused { .. }));
        let renewed = store
            .new_recovery_codes(&ana, &at(64))
            .await
            .expect("renewed");
        let old = with_code(store, &second, &codes[4], 65).await;
        assert!(matches!(old, SignedIn::Refused { .. }));
        let new = with_code(store, &second, &renewed[0], 66).await;
        assert!(matches!(new, SignedIn::Done(..)));
        // Another person's codes are nothing to one.
        let bob = house.person("bob", house.own, &[]).await;
        let setup = store.start_totp(&bob, &at(100)).await.expect("begun");
        let bobs = store
            .confirm_totp(&bob, &shown(&setup, 100), &at(100))
            .await;
        let third = challenge(&house, 101).await;
        let theirs = with_code(store, &third, &bobs.expect("confirmed")[0], 102).await;
        assert!(matches!(theirs, SignedIn::Refused { .. }));
    }
}

#[tokio::test]
async fn a_second_factor_can_be_taken_off() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let (ana, ..) = with_totp(&house).await;
        store.remove_totp(&ana, &at(1)).await.expect("taken off");
        let email = Fixture::email("ana", house.own);
        house.sign_in(&email, 2).await;
        assert_eq!(
            store.recovery_codes_left(&ana).await.expect("read"),
            0,
            "{}",
            test.name
        );
        for answer in [
            store.remove_totp(&ana, &at(3)).await,
            store.new_recovery_codes(&ana, &at(3)).await.map(|_| ()),
        ] {
            assert!(matches!(
                answer,
                Err(StoreError::People(PeopleError::NoSecondFactor))
            ));
        }
    }
}

#[tokio::test]
async fn proving_oneself_anew_changes_the_token_and_lasts_ten_minutes() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let (ana, setup, _) = with_totp(&house).await;
        let first = challenge(&house, 60).await;
        let SignedIn::Done(token, session) = with_code(store, &first, &shown(&setup, 60), 60).await
        else {
            panic!("signed in");
        };
        let step_up = async |proof: ProofOf, second| {
            let moment = at(second);
            store
                .step_up(&ana, session.id, &proof, &moment)
                .await
                .expect("an answer")
        };
        let wrong = step_up(ProofOf::Passphrase(secret("not this one")), 61).await;
        assert!(matches!(wrong, SteppedUp::Refused { wait } if wait.is_zero()));
        let SteppedUp::Done(new, stepped) =
            step_up(ProofOf::Passphrase(secret(PASSPHRASE)), 62).await
        else {
            panic!("proved");
        };
        assert_eq!(stepped.id, session.id);
        assert!(
            stepped.is_stepped_up(at(62 + 599).now) && !stepped.is_stepped_up(at(62 + 600).now)
        );
        let open = async |token: &SessionToken| {
            let found = store.session(&Actor::Public, token, &at(63)).await;
            found.expect("an answer")
        };
        assert!(
            open(&token).await.is_none(),
            "the old token opens nothing: {}",
            test.name
        );
        let (found, _) = open(&new).await.expect("the new one does");
        assert!(found.is_stepped_up(at(63).now));
        let by_code = step_up(ProofOf::Code(shown(&setup, 120)), 120).await;
        assert!(matches!(by_code, SteppedUp::Done(..)));
        // Nobody steps somebody else's session up.
        let bob = house.person("bob", house.own, &[]).await;
        let proof = ProofOf::Passphrase(secret(PASSPHRASE));
        let answer = store.step_up(&bob, session.id, &proof, &at(130)).await;
        assert!(matches!(
            answer,
            Err(StoreError::People(PeopleError::UnknownSession))
        ));
    }
}

#[tokio::test]
async fn who_is_signed_in_is_not_held_up_by_strangers_and_cannot_guess_either() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let ana = house.person("ana", house.own, &[]).await;
        let email = Fixture::email("ana", house.own);
        let (_, session) = house.sign_in(&email, 0).await;
        for _ in 0..20 {
            house.try_sign_in(&email, "a stranger's guess", 1).await;
        }
        let prove = async |text: &str| {
            let proof = ProofOf::Passphrase(secret(text));
            let answer = store.step_up(&ana, session.id, &proof, &at(2)).await;
            answer.expect("an answer")
        };
        assert!(
            matches!(prove(PASSPHRASE).await, SteppedUp::Done(..)),
            "{}",
            test.name
        );
        for _ in 0..5 {
            assert!(
                matches!(prove("a guess").await, SteppedUp::Refused { wait } if wait.is_zero())
            );
        }
        assert!(matches!(prove(PASSPHRASE).await, SteppedUp::Refused { wait } if !wait.is_zero()));
    }
}

#[tokio::test]
async fn a_sealed_secret_moved_to_another_person_does_not_open() {
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let (ana, setup, _) = with_totp(&house).await;
        let eve = house.person("eve", house.own, &[]).await;
        let mut transaction = store.write().await.expect("writing");
        let keys = crate::people::person::keys(&mut transaction, id(&ana)).await;
        let sealed = keys
            .expect("read")
            .expect("ana")
            .totp_secret
            .expect("sealed");
        assert!(sealed.starts_with("1.") && !sealed.contains(setup.secret.expose()));
        let moved =
            crate::people::person::set_totp(&mut transaction, id(&eve), Some(sealed), None, 0);
        moved.await.expect("moved");
        transaction.commit().await.expect("kept");
        let email = Fixture::email("eve", house.own);
        let SignedIn::NeedsCode(challenge) = house.try_sign_in(&email, PASSPHRASE, 60).await else {
            panic!("a code is asked for");
        };
        let attempt = CodeAttempt {
            challenge,
            code: shown(&setup, 60),
            network: None,
        };
        let answer = store
            .sign_in_with_code(&Actor::Public, &attempt, &at(60))
            .await;
        assert!(
            matches!(
                answer,
                Err(StoreError::Vault(vault::VaultError::CannotOpen))
            ),
            "{}",
            test.name
        );
    }
}
