//! What a passkey and an identity provider say, before anybody knows that it is they.
#![no_main]

use libfuzzer_sys::fuzz_target;
use signin::oidc::{Issuer, Keys, Metadata, read_token};
use signin::passkey::{Assertion, Known, Registration, RelyingParty, register, verify};

fuzz_target!(|parts: (Vec<u8>, Vec<u8>, Vec<u8>)| {
    let (first, second, third) = parts;
    let party = RelyingParty::of_address("https://cairn.example").expect("an address");
    // Nothing that was not signed for this house is taken as a proof.
    let known = Known {
        public_key: &third,
        sign_count: 0,
        backup_eligible: false,
    };
    let assertion = Assertion {
        credential_id: Vec::new(),
        user_handle: Vec::new(),
        client_data: first.clone(),
        authenticator_data: second.clone(),
        signature: third.clone(),
    };
    let _ = verify(&party, &assertion, known, |_| true);
    if let Ok(new) = register(
        &party,
        &Registration {
            client_data: first.clone(),
            attestation_object: second,
        },
        |_| true,
    ) {
        assert!((1..=1023).contains(&new.credential_id.len()));
    }
    let issuer = Issuer::parse("https://id.example").expect("an issuer");
    let _ = (Keys::read(&first), Metadata::read(&first, &issuer), read_token(200, &first));
});
