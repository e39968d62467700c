//! What travels: only what a live consent names, and nothing from the moment it is withdrawn.

use casework::case::{Kept, LegalName, Person};
use casework::consent::{Answer, DataKind, Exception, ExceptionKind, Purpose, Recipient};
use casework::note::Note;
use casework::referral::{EndReason, RecipientView, Referral, ReferralState};
use casework::words::{CaseId, ExceptionId, OrganizationId, Private, WorkerId};
use jiff::SignedDuration;
use kernel::Actor;
use uuid::Uuid;

use super::house::{CaseHouse, at, consent, now, referral};
use crate::testing::stores;
use crate::{CaseError, CasePurpose, LeadMove, ReferralAnswer, StoreError};

fn person() -> Person {
    let by = WorkerId(Uuid::nil());
    let why = || Private::new("for the permit");
    Person {
        alias: Private::new("Ondine"),
        legal_name: Kept::new(
            LegalName {
                first: Private::new("Plantée"),
                second: Private::new("Visible"),
                ..LegalName::default()
            },
            why(),
            by,
            now(0),
        ),
        health: Kept::new(Private::new("asthma"), why(), by, now(0)),
        ..Person::default()
    }
}

#[tokio::test]
async fn a_partner_sees_what_consent_names_and_nothing_else() {
    for test in stores().await {
        let house = CaseHouse::new(&test.store).await;
        let store = &test.store;
        let case = house.case(1).await;
        house.name(case, &person(), 2).await;
        house.note(case, "A narrative", 2).await;
        let kinds = [DataKind::Outline, DataKind::Health];
        // Not consented: not sent.
        let draft = referral(house.other, &kinds, 3);
        let id = store
            .add_referral(&house.worker, case, &draft, at(3))
            .await
            .expect("added");
        let send = || store.move_referral(&house.worker, case, id, LeadMove::Send, at(4));
        assert!(matches!(
            send().await,
            Err(StoreError::Case(CaseError::NotConsented(refused))) if refused.len() == 2
        ));
        assert!(matches!(
            store.shared_case(&house.partner, case, id, at(4)).await,
            Err(StoreError::Forbidden(_))
        ));
        house
            .consent(case, &consent(Purpose::Referral, house.other, &kinds, 4), 4)
            .await;
        send().await.expect("sent");
        let list = store.received_referrals(&house.partner, house.other, at(5));
        let list = list.await.expect("read");
        assert_eq!(list.len(), 1);
        assert_eq!(list[0].view, RecipientView::Open(ReferralState::Sent));
        let shared = store
            .shared_case(&house.partner, case, id, at(5))
            .await
            .expect("shared");
        assert_eq!(shared.kinds, kinds.into(), "{}", test.name);
        let seen = shared.person.expect("health");
        assert!(seen.alias.is_empty() && seen.legal_name.is_none());
        assert_eq!(seen.health.expect("shared").value.expose(), "asthma");
        assert_eq!(shared.items, Vec::new(), "no note, no consent, no need");
        assert_eq!(shared.referral.state, ReferralState::Seen);
        // The case itself stays closed to them.
        let read = store
            .case(&house.partner, case, CasePurpose::Work, at(5))
            .await;
        assert!(matches!(read, Err(StoreError::Forbidden(_))));
        let notes = store
            .case_items::<Note>(&house.partner, case, CasePurpose::Work, at(5))
            .await;
        assert!(matches!(notes, Err(StoreError::Forbidden(_))));
        store
            .answer_referral(&house.partner, case, id, ReferralAnswer::Accept, at(6))
            .await
            .expect("accepted");
        let accesses = store
            .case_accesses(&house.worker, case, at(7))
            .await
            .expect("read");
        assert!(
            accesses.iter().any(|one| one.detail == "outline health"),
            "{accesses:?}"
        );
    }
}

#[tokio::test]
async fn withdrawing_ends_every_share_at_once() {
    for test in stores().await {
        let house = CaseHouse::new(&test.store).await;
        let store = &test.store;
        let case = house.case(1).await;
        let kinds = [DataKind::Outline];
        let given = consent(Purpose::Referral, house.other, &kinds, 2);
        let given = house.consent(case, &given, 2).await;
        let first = house.referred(case, &kinds, 3).await;
        let second = house.referred(case, &kinds, 3).await;
        // Somebody reads while it is withdrawn: wholly before, or not at all.
        let (read, ended) = tokio::join!(
            store.shared_case(&house.partner, case, first, at(4)),
            store.withdraw_consent(&house.officer, case, given, at(4)),
        );
        assert_eq!(ended.expect("withdrawn"), 2, "{}", test.name);
        if let Err(refused) = read {
            assert!(matches!(
                refused,
                StoreError::Forbidden(_) | StoreError::Case(_)
            ));
        }
        for referral in [first, second] {
            let answer = store
                .shared_case(&house.partner, case, referral, at(5))
                .await;
            assert!(matches!(answer, Err(StoreError::Forbidden(_))));
        }
        let list = store.received_referrals(&house.partner, house.other, at(5));
        for line in list.await.expect("read") {
            assert_eq!((line.view, line.need), (RecipientView::Over, None));
        }
        let all = store
            .case_items::<Referral>(&house.worker, case, CasePurpose::Work, at(6))
            .await
            .expect("read");
        let why = all.iter().map(|one| one.payload.ended);
        assert!(
            why.clone()
                .all(|why| why == Some(EndReason::ConsentWithdrawn))
        );
        // Whoever withdraws twice withdraws once.
        let again = store
            .withdraw_consent(&house.worker, case, given, at(7))
            .await;
        assert_eq!(again.expect("nothing"), 0);
    }
}

#[tokio::test]
async fn a_later_no_ends_what_an_earlier_yes_let_out() {
    for test in stores().await {
        let house = CaseHouse::new(&test.store).await;
        let case = house.case(1).await;
        let kinds = [DataKind::Outline];
        let yes = consent(Purpose::Referral, house.other, &kinds, 2);
        let yes = house.consent(case, &yes, 2).await;
        house.referred(case, &kinds, 3).await;
        let no = casework::consent::Consent {
            answer: Answer::Refused,
            ..consent(Purpose::Referral, house.other, &kinds, 4)
        };
        let recorded = test
            .store
            .record_consent(&house.worker, case, &no, at(4))
            .await
            .expect("recorded");
        assert_eq!(
            (recorded.withdrawn, recorded.ended),
            (vec![yes], 1),
            "{}",
            test.name
        );
    }
}

#[tokio::test]
async fn a_consent_that_ran_out_lets_nothing_out_also_when_the_clock_is_set_back() {
    for test in stores().await {
        let house = CaseHouse::new(&test.store).await;
        let store = &test.store;
        let case = house.case(1).await;
        let kinds = [DataKind::Outline];
        let short = casework::consent::Consent {
            to: now(100),
            ..consent(Purpose::Referral, house.other, &kinds, 2)
        };
        house.consent(case, &short, 2).await;
        let referral = house.referred(case, &kinds, 3).await;
        store
            .shared_case(&house.partner, case, referral, at(99))
            .await
            .expect("live");
        // Something is recorded later; then the clock goes back.
        house.note(case, "later", 200).await;
        let answer = store
            .shared_case(&house.partner, case, referral, at(50))
            .await;
        assert!(matches!(answer, Err(StoreError::Case(_))), "{}", test.name);
        let verified = store.verify_history(&Actor::System, &[]).await;
        assert_eq!(verified.expect("verified").faults, Vec::new());
    }
}

#[tokio::test]
async fn what_was_sent_to_an_organization_that_is_gone_ends() {
    for test in stores().await {
        let house = CaseHouse::new(&test.store).await;
        let store = &test.store;
        let case = house.case(1).await;
        let kinds = [DataKind::Outline];
        house
            .consent(case, &consent(Purpose::Referral, house.other, &kinds, 2), 2)
            .await;
        house.referred(case, &kinds, 3).await;
        let gone = format!(
            "UPDATE organization SET withdrawn = 1 WHERE id = '{}'",
            house.other
        );
        assert_eq!(house.by_hand(&gone).await, 1);
        let ended = store.end_orphaned_shares(&Actor::System, at(4)).await;
        assert_eq!(ended.expect("ended"), 1, "{}", test.name);
        let draft = referral(house.other, &kinds, 5);
        let refused = store.add_referral(&house.worker, case, &draft, at(5)).await;
        assert!(matches!(
            refused,
            Err(StoreError::Case(CaseError::UnknownOrganization))
        ));
    }
}

#[tokio::test]
async fn an_exception_needs_two_people_and_ends_within_a_day() {
    for test in stores().await {
        let house = CaseHouse::new(&test.store).await;
        let store = &test.store;
        let case = house.case(1).await;
        let kinds = [DataKind::Outline];
        let asked = Exception {
            id: ExceptionId(Uuid::nil()),
            case: CaseId(Uuid::nil()),
            kind: ExceptionKind::Emergency,
            authority: Private::new("house rule 4"),
            reason: Private::new("She is in danger now"),
            purpose: Purpose::Referral,
            recipient: Recipient::Organization(OrganizationId(house.other)),
            kinds: kinds.into(),
            minimum: Private::new("They need to know whom to let in"),
            first: WorkerId(Uuid::nil()),
            second: Some(WorkerId(Uuid::from_u128(9))),
            from: now(2),
            to: now(2) + SignedDuration::from_hours(20),
            privacy_officer_told_at: None,
            ended_at: None,
        };
        let exception = store
            .ask_exception(&house.worker, case, &asked, at(2))
            .await
            .expect("asked");
        let draft = referral(house.other, &kinds, 3);
        let id = store
            .add_referral(&house.worker, case, &draft, at(3))
            .await
            .expect("added");
        let send = || store.move_referral(&house.worker, case, id, LeadMove::Send, at(4));
        assert!(
            send().await.is_err(),
            "a second person must really have agreed"
        );
        let alone = store
            .second_exception(&house.worker, case, exception, at(4))
            .await;
        assert!(matches!(
            alone,
            Err(StoreError::Case(CaseError::NeedsSecondPerson))
        ));
        store
            .second_exception(&house.supervisor, case, exception, at(4))
            .await
            .expect("agreed");
        send().await.expect("sent");
        let ended = store
            .end_exception(&house.officer, case, exception, at(5))
            .await;
        assert_eq!(ended.expect("ended"), 1, "{}", test.name);
    }
}

#[tokio::test]
async fn a_link_opens_once_with_its_code_and_tells_a_guesser_nothing() {
    for test in stores().await {
        let house = CaseHouse::new(&test.store).await;
        let store = &test.store;
        let case = house.case(1).await;
        let kinds = [DataKind::Outline];
        let outside = Recipient::Outside(OrganizationId(house.other));
        let given = casework::consent::Consent {
            recipient: outside,
            ..consent(Purpose::Referral, house.other, &kinds, 2)
        };
        let given = house.consent(case, &given, 2).await;
        let draft = Referral {
            to: outside,
            ..referral(house.other, &kinds, 2)
        };
        let id = store
            .add_referral(&house.worker, case, &draft, at(2))
            .await
            .expect("added");
        let send = LeadMove::Send;
        let sent = store
            .move_referral(&house.worker, case, id, send, at(2))
            .await;
        sent.expect("sent");
        let until = now(3) + SignedDuration::from_hours(24);
        let make = || store.make_outside_link(&house.worker, case, id, until, at(3));
        let link = make().await.expect("made");
        let public = &Actor::Public;
        let wrong = Private::new("not it");
        let open = async |token, code: &Private, seconds| {
            store
                .open_outside_link(public, token, code, at(seconds))
                .await
        };
        assert!(open(&link.token, &wrong, 4).await.is_err());
        let shared = open(&link.token, &link.code, 5).await.expect("opened");
        assert_eq!(shared.kinds, kinds.into());
        assert!(open(&link.token, &link.code, 6).await.is_err(), "once");
        let accept = ReferralAnswer::Accept;
        let answer = async |code: &Private| {
            store
                .answer_outside_link(public, &link.token, code, accept, at(7))
                .await
        };
        assert!(answer(&wrong).await.is_err(), "the address is not enough");
        answer(&link.code).await.expect("answered");
        // Five wrong codes end a link; so does the consent that carries it.
        let guessed = make().await.expect("made");
        for seconds in 10..15 {
            assert!(open(&guessed.token, &wrong, seconds).await.is_err());
        }
        assert!(open(&guessed.token, &guessed.code, 16).await.is_err());
        let carried = make().await.expect("made");
        store
            .withdraw_consent(&house.worker, case, given, at(17))
            .await
            .expect("withdrawn");
        assert!(
            open(&carried.token, &carried.code, 18).await.is_err(),
            "{}",
            test.name
        );
        let stranger = crate::LinkToken::parse(&"A".repeat(43)).expect("a token");
        assert!(open(&stranger, &wrong, 19).await.is_err());
    }
}
