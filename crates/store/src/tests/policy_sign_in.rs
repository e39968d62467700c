//! How the table of who may do what calls the methods around passkeys and identity providers, and around
//! the sign-in.

use kernel::{Lang, Text};
use signin::oidc::{Identity, SecondFactor};
use signin::passkey::software::SoftwareAuthenticator;
use signin::passkey::{Assertion, Registration, RelyingParty};
use uuid::Uuid;

use super::people::PASSPHRASE;
use super::policy::{EVERYONE, Expected, MOMENT, SIGNED_IN, call, secret};
use crate::{
    BrowserToken, ChallengeToken, CodeAttempt, Device, IdentityAttempt, IdentityQuestion,
    IdentityReturn, PasskeyAttempt, ProofOf, SetUp, SignIn, StateToken,
};

pub(super) const TABLE: &[Expected] = &[
    Expected("passkeys", call!(|s, a, c| s.passkeys(a)), SIGNED_IN),
    Expected(
        "passkey_question",
        call!(|s, a, c| s.passkey_question(a, Uuid::nil(), &MOMENT)),
        SIGNED_IN,
    ),
    Expected(
        "add_passkey",
        call!(|s, a, c| s.add_passkey(a, Uuid::nil(), &party(), &made(), "Key", &MOMENT)),
        SIGNED_IN,
    ),
    Expected(
        "remove_passkey",
        call!(|s, a, c| s.remove_passkey(a, Uuid::nil(), &MOMENT)),
        SIGNED_IN,
    ),
    Expected(
        "ask_passkey",
        call!(|s, a, c| async { s.ask_passkey(a, &MOMENT) }),
        EVERYONE,
    ),
    Expected(
        "sign_in_with_passkey",
        call!(|s, a, c| s.sign_in_with_passkey(a, &party(), &proven(), &MOMENT)),
        EVERYONE,
    ),
    Expected(
        "ask_identity",
        call!(|s, a, c| s.ask_identity(a, &question(), &MOMENT)),
        EVERYONE,
    ),
    Expected(
        "take_identity_question",
        call!(|s, a, c| s.take_identity_question(a, &state(), &browser(), &MOMENT)),
        EVERYONE,
    ),
    Expected(
        "linked_identity",
        call!(|s, a, c| s.linked_identity(a, ISSUER)),
        SIGNED_IN,
    ),
    // Whose account it is, the question says that was asked when they were signed in.
    Expected(
        "link_identity",
        call!(|s, a, c| s.link_identity(a, &returned(), &identity(), &MOMENT)),
        EVERYONE,
    ),
    Expected(
        "unlink_identity",
        call!(|s, a, c| s.unlink_identity(a, ISSUER, &MOMENT)),
        SIGNED_IN,
    ),
    Expected(
        "sign_in_with_identity",
        call!(|s, a, c| s.sign_in_with_identity(a, &known(), &MOMENT)),
        EVERYONE,
    ),
];

const ISSUER: &str = "https://id.example";

fn party() -> RelyingParty {
    RelyingParty::of_address("https://cairn.example").expect("an address")
}

fn made() -> Registration {
    SoftwareAuthenticator::new(&party(), b"", 1).register(b"another question")
}

fn proven() -> PasskeyAttempt {
    PasskeyAttempt {
        assertion: Assertion {
            credential_id: vec![1],
            user_handle: Vec::new(),
            client_data: Vec::new(),
            authenticator_data: Vec::new(),
            signature: Vec::new(),
        },
        device: Device::Other,
        network: None,
    }
}

fn question() -> IdentityQuestion {
    IdentityQuestion {
        linking: None,
        going_to: String::new(),
        network: None,
    }
}

fn state() -> StateToken {
    StateToken::parse(&"A".repeat(43)).expect("a token")
}

fn browser() -> BrowserToken {
    BrowserToken::parse(&"A".repeat(43)).expect("a token")
}

fn identity() -> Identity {
    Identity::unchecked(ISSUER, "nobody", &[])
}

fn returned() -> IdentityReturn {
    IdentityReturn {
        nonce: String::new(),
        verifier: String::new(),
        going_to: String::new(),
        linking: None,
    }
}

fn known() -> IdentityAttempt {
    IdentityAttempt {
        identity: identity(),
        rule: SecondFactor::default(),
        device: Device::Other,
        network: None,
    }
}

pub(super) fn set_up() -> SetUp {
    SetUp {
        name: "Ana".to_owned(),
        email: "ana@example.org".to_owned(),
        lang: Lang::Fr,
        passphrase: secret(PASSPHRASE),
        organization: Text::new("A", ""),
    }
}

pub(super) fn sign_in() -> SignIn {
    SignIn {
        email: secret("nobody@example.org"),
        passphrase: secret(PASSPHRASE),
        device: Device::Other,
        network: None,
    }
}

pub(super) fn code() -> CodeAttempt {
    CodeAttempt {
        challenge: ChallengeToken::parse(&"A".repeat(43)).expect("a token"),
        code: secret("000000"),
        network: None,
    }
}

pub(super) fn proof() -> ProofOf {
    ProofOf::Passphrase(secret("not it"))
}
