//! Passkeys: the standard's own examples, and an authenticator that lies about one thing at a time.

use proptest::prelude::*;

use super::software::SoftwareAuthenticator;
use super::vectors::{ED25519, Life, NONE_ES256, Proof, RS256, SELF_ES256};
use super::*;

fn bytes(hex: &str) -> Vec<u8> {
    let digit = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal");
    (0..hex.len()).step_by(2).map(digit).collect()
}

fn party(address: &str) -> RelyingParty {
    RelyingParty::of_address(address).expect("an address")
}

fn example() -> RelyingParty {
    party("https://example.org")
}

#[test]
fn the_examples_of_the_standard_are_taken() {
    for life in [NONE_ES256, SELF_ES256] {
        let Life {
            new_challenge,
            new_client,
            object,
            id,
            get_challenge,
            get_client,
            get_data,
            signature,
        } = life;
        let registration = Registration {
            client_data: bytes(new_client),
            attestation_object: bytes(object),
        };
        let is = |wanted: &str| {
            let wanted = bytes(wanted);
            move |challenge: &[u8]| challenge == wanted
        };
        let new = take(
            &example(),
            &registration,
            is(new_challenge),
            Owner::MayBeAnyone,
        );
        let new = new.expect("taken");
        assert_eq!(new.credential_id, bytes(id));
        assert_eq!(new.sign_count, 0);
        assert!(new.backup_eligible);
        let assertion = Assertion {
            credential_id: bytes(id),
            user_handle: Vec::new(),
            client_data: bytes(get_client),
            authenticator_data: bytes(get_data),
            signature: bytes(signature),
        };
        let known = Known {
            public_key: &new.public_key,
            sign_count: new.sign_count,
            backup_eligible: new.backup_eligible,
        };
        let proof = |assertion: &Assertion, owner| {
            prove(&example(), assertion, known, is(get_challenge), owner)
        };
        assert_eq!(proof(&assertion, Owner::MayBeAnyone), Ok(0));
        // Neither says that it knew its owner: in the house, that is not enough.
        assert_eq!(
            proof(&assertion, Owner::MustBeVerified),
            Err(Refusal::NotVerified)
        );
        let mut forged = assertion;
        forged.authenticator_data[36] ^= 1;
        forged.signature[20] ^= 1;
        assert!(proof(&forged, Owner::MayBeAnyone).is_err());
    }
}

#[test]
fn the_other_algorithms_are_checked_as_the_standard_signs_with_them() {
    for proof in [RS256, ED25519] {
        let Proof {
            key,
            challenge,
            client,
            data,
            signature,
            eligible,
        } = proof;
        let mut assertion = Assertion {
            credential_id: vec![1],
            user_handle: Vec::new(),
            client_data: bytes(client),
            authenticator_data: bytes(data),
            signature: bytes(signature),
        };
        let key = bytes(key);
        let known = Known {
            public_key: &key,
            sign_count: 0,
            backup_eligible: eligible,
        };
        let wanted = bytes(challenge);
        let ask = |assertion: &Assertion| {
            let ours = |challenge: &[u8]| challenge == wanted;
            prove(&example(), assertion, known, ours, Owner::MayBeAnyone)
        };
        assert_eq!(ask(&assertion), Ok(0));
        assertion.signature[5] ^= 1;
        assert_eq!(ask(&assertion), Err(Refusal::Signature));
    }
}

/// What the house keeps of an authenticator's passkey, and the authenticator.
fn made() -> (RelyingParty, SoftwareAuthenticator, NewPasskey) {
    let party = party("https://cairn.example");
    let mut authenticator = SoftwareAuthenticator::new(&party, b"who", 1);
    authenticator.sign_count = 7;
    let registration = authenticator.register(b"the question");
    let new = register(&party, &registration, |asked| asked == b"the question");
    (party, authenticator, new.expect("taken"))
}

fn ask(party: &RelyingParty, kept: &NewPasskey, assertion: &Assertion) -> Result<u32, Refusal> {
    let known = Known {
        public_key: &kept.public_key,
        sign_count: kept.sign_count,
        backup_eligible: kept.backup_eligible,
    };
    verify(party, assertion, known, |asked| {
        asked == b"another question"
    })
}

#[test]
fn a_passkey_gives_proof_and_its_counter_advances() {
    let (party, mut authenticator, mut kept) = made();
    assert_eq!(kept.sign_count, 7);
    let proof = authenticator.prove(b"another question");
    assert_eq!(ask(&party, &kept, &proof), Ok(8));
    kept.sign_count = 8;
    // The same proof again: the store has used the question up; the counter alone would tell too.
    assert_eq!(ask(&party, &kept, &proof), Err(Refusal::Counter));
    // A copy that is behind.
    authenticator.sign_count = 5;
    let proof = authenticator.prove(b"another question");
    assert_eq!(ask(&party, &kept, &proof), Err(Refusal::Counter));
}

/// One lie at a time, in both ceremonies.
#[test]
fn every_lie_is_refused_by_its_own_name() {
    type Lie = fn(&mut SoftwareAuthenticator);
    let lies: [(Refusal, Lie); 8] = [
        (Refusal::Origin, |it| {
            it.origin = "https://cairn.example.evil.example".to_owned();
        }),
        (Refusal::Origin, |it| {
            it.origin = "http://cairn.example".to_owned();
        }),
        (Refusal::Origin, |it| {
            it.origin = "https://cairn.example:8443".to_owned();
        }),
        (Refusal::CrossOrigin, |it| it.cross_origin = true),
        (Refusal::RelyingParty, |it| {
            it.party_id = "example".to_owned();
        }),
        (Refusal::NotPresent, |it| it.flags = 0b100),
        (Refusal::NotVerified, |it| it.flags = 0b001),
        (Refusal::Backup, |it| it.flags = 0b1_0101),
    ];
    for (refusal, lie) in lies {
        let (party, mut authenticator, kept) = made();
        lie(&mut authenticator);
        let registration = authenticator.register(b"the question");
        let taken = register(&party, &registration, |_| true);
        assert_eq!(taken, Err(refusal));
        let proof = authenticator.prove(b"another question");
        assert_eq!(ask(&party, &kept, &proof), Err(refusal));
    }
    let (party, mut authenticator, kept) = made();
    // It could not be copied when it was made.
    authenticator.flags = 0b1101;
    let proof = authenticator.prove(b"another question");
    assert_eq!(ask(&party, &kept, &proof), Err(Refusal::Backup));
}

#[test]
fn a_proof_of_another_kind_or_question_is_refused() {
    let (party, mut authenticator, kept) = made();
    let proof = authenticator.prove(b"some question");
    assert_eq!(ask(&party, &kept, &proof), Err(Refusal::Challenge));
    let registration = authenticator.register(b"the question");
    assert_eq!(
        register(&party, &registration, |_| false),
        Err(Refusal::Challenge)
    );
    // What signs a registration signs no proof, and the other way round.
    let mut swapped = authenticator.prove(b"another question");
    let client_data = std::mem::replace(
        &mut swapped.client_data,
        authenticator.register(b"another question").client_data,
    );
    assert_eq!(ask(&party, &kept, &swapped), Err(Refusal::Kind));
    let swapped = Registration {
        client_data,
        ..registration
    };
    assert_eq!(register(&party, &swapped, |_| true), Err(Refusal::Kind));
    // Somebody else's key.
    let mut other = SoftwareAuthenticator::new(&party, b"other", 2);
    other.sign_count = 9;
    let proof = other.prove(b"another question");
    assert_eq!(ask(&party, &kept, &proof), Err(Refusal::Signature));
}

#[test]
fn what_was_changed_on_the_way_is_refused() {
    let (party, mut authenticator, kept) = made();
    let whole = authenticator.prove(b"another question");
    for at in 0..whole.authenticator_data.len() {
        let mut changed = whole.clone();
        changed.authenticator_data[at] ^= 0x20;
        assert!(ask(&party, &kept, &changed).is_err(), "byte {at}");
    }
    for at in 0..whole.client_data.len() {
        let mut changed = whole.clone();
        changed.client_data[at] ^= 0x01;
        assert!(ask(&party, &kept, &changed).is_err(), "byte {at}");
    }
    let mut twice = whole.clone();
    twice.client_data = String::from_utf8(twice.client_data)
        .expect("text")
        .replacen('{', "{\"origin\":\"https://elsewhere.example\",", 1)
        .into_bytes();
    assert_eq!(ask(&party, &kept, &twice), Err(Refusal::Malformed));
}

#[test]
fn an_attestation_that_nobody_asked_for_is_refused() {
    let (party, authenticator, _) = made();
    let registration = authenticator.register(b"the question");
    let with = |from: &[u8], to: &[u8]| {
        let object = &registration.attestation_object;
        let at = object.windows(from.len()).position(|part| part == from);
        let at = at.expect("there");
        Registration {
            attestation_object: [&object[..at], to, &object[at + from.len()..]].concat(),
            ..registration.clone()
        }
    };
    let attestation = |from: &[u8], to: &[u8]| register(&party, &with(from, to), |_| true);
    for (from, to, refusal) in [
        (&b"\x64none"[..], &b"\x68fido-u2f"[..], Refusal::Attestation),
        (b"\x64none", b"\x66packed", Refusal::Attestation),
        (
            b"\x67attStmt\xa0",
            b"\x67attStmt\xa1\x61x\x00",
            Refusal::Attestation,
        ),
        (
            b"\xa3\x63fmt",
            b"\xa4\x63fmt\x64none\x63fmt",
            Refusal::Malformed,
        ),
        // Another curve, another algorithm, half a key.
        (b"\x03\x26\x20\x01", b"\x03\x26\x20\x02", Refusal::Key),
        (
            b"\x03\x26\x20\x01",
            b"\x03\x38\x22\x20\x01",
            Refusal::Malformed,
        ),
        (
            b"\xa5\x01\x02\x03\x26",
            b"\xa5\x01\x03\x03\x26",
            Refusal::Malformed,
        ),
    ] {
        assert_eq!(attestation(from, to), Err(refusal), "{to:x?}");
    }
}

proptest! {
    #[test]
    fn no_bytes_are_taken_or_make_it_stumble(
        object in prop::collection::vec(any::<u8>(), 0..300),
        client in prop::collection::vec(any::<u8>(), 0..100),
    ) {
        let registration = Registration { client_data: client.clone(), attestation_object: object.clone() };
        prop_assert!(register(&example(), &registration, |_| true).is_err());
        let client_data = bytes(NONE_ES256.new_client);
        let registration = Registration { client_data, attestation_object: object.clone() };
        prop_assert!(take(&example(), &registration, |_| true, Owner::MayBeAnyone).is_err());
        let known = Known { public_key: &object, sign_count: 0, backup_eligible: false };
        let assertion = Assertion {
            credential_id: Vec::new(),
            user_handle: Vec::new(),
            client_data: bytes(NONE_ES256.get_client),
            authenticator_data: client,
            signature: object.clone(),
        };
        prop_assert!(verify(&example(), &assertion, known, |_| true).is_err());
    }
}
