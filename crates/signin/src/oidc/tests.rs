//! A provider's answers: the right one, and one that is wrong in one thing at a time.

use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::software::Pen;
use super::*;
use crate::base64url;

const NOW: &str = "2026-11-24T12:00:00Z";
const ISSUER: &str = "https://id.example/house";
const CLIENT: &str = "cairn";
const NONCE: &str = "the-nonce";

fn now() -> Timestamp {
    NOW.parse().expect("a moment")
}

fn issuer() -> Issuer {
    Issuer::parse(ISSUER).expect("an issuer")
}

fn claims() -> Value {
    let now = now().as_second();
    json!({
        "iss": ISSUER, "sub": "248289761001", "aud": CLIENT, "nonce": NONCE,
        "exp": now + 300, "iat": now, "amr": ["pwd", "mfa"], "acr": "gold",
        "email": "somebody@example.org", "name": "Somebody",
    })
}

fn with(changes: &[(&str, Value)]) -> Value {
    let mut claims = claims();
    for (name, value) in changes {
        claims[*name] = value.clone();
    }
    claims
}

fn keys(pens: &[&Pen]) -> Keys {
    let published: Vec<Value> = pens.iter().map(|pen| pen.published()).collect();
    let json = json!({ "keys": published }).to_string();
    Keys::read(json.as_bytes()).expect("keys")
}

fn verify(token: String, keys: &Keys) -> Result<Identity, Disbelief> {
    let issuer = issuer();
    let expected = Expected {
        issuer: &issuer,
        client_id: CLIENT,
        nonce: NONCE,
        now: now(),
    };
    IdToken(token).verify(keys, expected)
}

#[test]
fn a_right_token_says_who_it_is() {
    for pen in [Pen::es256("a"), Pen::rs256("b")] {
        let token = pen.sign(&pen.header(), &claims());
        let identity = verify(token, &keys(&[&pen])).expect("believed");
        assert_eq!(identity.issuer(), ISSUER);
        assert_eq!(identity.subject(), "248289761001");
        assert!(identity.has_second_factor(&SecondFactor::Said));
        assert!(identity.has_second_factor(&SecondFactor::Class("gold".to_owned())));
        assert!(!identity.has_second_factor(&SecondFactor::Class("silver".to_owned())));
        assert!(!format!("{identity:?}").contains("2482"));
    }
}

#[test]
fn what_counts_as_two_factors_is_said_in_the_settings() {
    let pen = Pen::es256("a");
    let alone = with(&[("amr", json!(["pwd"])), ("acr", Value::Null)]);
    let identity = verify(pen.sign(&pen.header(), &alone), &keys(&[&pen])).expect("believed");
    assert!(!identity.has_second_factor(&SecondFactor::Said));
    assert!(identity.has_second_factor(&SecondFactor::Always));
    assert_eq!(SecondFactor::parse("amr"), Some(SecondFactor::Said));
    assert_eq!(SecondFactor::parse("always"), Some(SecondFactor::Always));
    assert_eq!(
        SecondFactor::parse("acr:urn:x"),
        Some(SecondFactor::Class("urn:x".to_owned()))
    );
    for bad in ["", "acr:", "mfa", "never"] {
        assert_eq!(SecondFactor::parse(bad), None, "{bad}");
    }
}

#[test]
fn one_wrong_claim_is_enough() {
    let pen = Pen::es256("a");
    let keys = keys(&[&pen]);
    let second = now().as_second();
    let cases: Vec<(Disbelief, Vec<(&str, Value)>)> = vec![
        (
            Disbelief::Issuer,
            vec![("iss", json!("https://id.example"))],
        ),
        (
            Disbelief::Issuer,
            vec![("iss", json!("https://id.example/house/"))],
        ),
        (Disbelief::Audience, vec![("aud", json!("another"))]),
        (Disbelief::Audience, vec![("aud", json!([]))]),
        (
            Disbelief::Audience,
            vec![("aud", json!([CLIENT, "another"]))],
        ),
        (Disbelief::Audience, vec![("azp", json!("another"))]),
        (Disbelief::Nonce, vec![("nonce", json!("another"))]),
        (Disbelief::Nonce, vec![("nonce", Value::Null)]),
        (Disbelief::Clock, vec![("exp", json!(second - 61))]),
        (Disbelief::Clock, vec![("iat", json!(second + 61))]),
        (Disbelief::Clock, vec![("iat", json!(second - 601))]),
        (Disbelief::Clock, vec![("nbf", json!(second + 61))]),
        (Disbelief::Malformed, vec![("sub", json!(""))]),
        (Disbelief::Malformed, vec![("sub", json!("x".repeat(256)))]),
        (Disbelief::Malformed, vec![("sub", json!(7))]),
        (Disbelief::Malformed, vec![("exp", json!("tomorrow"))]),
        (Disbelief::Malformed, vec![("exp", Value::Null)]),
        (Disbelief::Malformed, vec![("aud", Value::Null)]),
    ];
    for (disbelief, changes) in cases {
        let token = pen.sign(&pen.header(), &with(&changes));
        assert_eq!(verify(token, &keys), Err(disbelief), "{changes:?}");
    }
    for changes in [
        vec![("exp", json!(second - 59))],
        vec![("iat", json!(second + 59))],
        vec![("aud", json!([CLIENT]))],
        vec![("azp", json!(CLIENT))],
    ] {
        let token = pen.sign(&pen.header(), &with(&changes));
        assert!(verify(token, &keys).is_ok(), "{changes:?}");
    }
}

#[test]
fn only_what_the_provider_signed_is_believed() {
    let (pen, other) = (Pen::es256("a"), Pen::es256("a"));
    let keys = keys(&[&pen]);
    let header = |changes: Value| {
        let mut header = pen.header();
        for (name, value) in changes.as_object().expect("an object") {
            header[name] = value.clone();
        }
        header
    };
    let sign = |changes: Value| pen.sign(&header(changes), &claims());
    assert_eq!(
        verify(other.sign(&other.header(), &claims()), &keys),
        Err(Disbelief::Signature)
    );
    for (disbelief, changes) in [
        (Disbelief::Algorithm, json!({ "alg": "none" })),
        (Disbelief::Algorithm, json!({ "alg": "None" })),
        (Disbelief::Algorithm, json!({ "alg": "HS256" })),
        (Disbelief::Algorithm, json!({ "alg": "" })),
        (Disbelief::Algorithm, json!({ "crit": ["x"], "x": 1 })),
        // The key is of another kind than the algorithm.
        (Disbelief::UnknownKey, json!({ "alg": "RS256" })),
        (Disbelief::UnknownKey, json!({ "alg": "EdDSA" })),
        (Disbelief::UnknownKey, json!({ "kid": "b" })),
    ] {
        assert_eq!(
            verify(sign(changes.clone()), &keys),
            Err(disbelief),
            "{changes}"
        );
    }
    // Nothing signed at all.
    let part = |json: &Value| base64url(json.to_string().as_bytes());
    let unsigned = format!("{}.{}.", part(&json!({ "alg": "none" })), part(&claims()));
    assert_eq!(verify(unsigned, &keys), Err(Disbelief::Algorithm));
    let unsigned = format!("{}.{}.", part(&pen.header()), part(&claims()));
    assert_eq!(verify(unsigned, &keys), Err(Disbelief::Signature));
    // Claims of another token under this signature.
    let right = sign(json!({}));
    let mut parts: Vec<&str> = right.split('.').collect();
    let swapped = part(&with(&[("sub", json!("somebody else"))]));
    parts[1] = &swapped;
    assert_eq!(verify(parts.join("."), &keys), Err(Disbelief::Signature));
    for bad in ["", ".", "..", "a.b.c", "a.b.c.d.e", &"x".repeat(20_000)] {
        assert_eq!(
            verify(bad.to_owned(), &keys),
            Err(Disbelief::Malformed),
            "{bad}"
        );
    }
}

#[test]
fn a_token_without_a_key_id_is_checked_with_the_only_key() {
    let (one, two) = (Pen::es256("a"), Pen::es256("b"));
    let rsa = Pen::rs256("c");
    let header = json!({ "alg": "ES256" });
    let token = one.sign(&header, &claims());
    assert!(verify(token.clone(), &keys(&[&one, &rsa])).is_ok());
    assert_eq!(
        verify(token, &keys(&[&one, &two])),
        Err(Disbelief::UnknownKey)
    );
}

#[test]
fn keys_for_other_things_are_passed_over() {
    let pen = Pen::es256("a");
    let mut encryption = pen.published();
    encryption["use"] = json!("enc");
    let mut broken = pen.published();
    broken["x"] = json!("AAAA");
    let json = json!({ "keys": [encryption, broken, { "kty": "oct", "k": "AAAA" }, 7] });
    let keys = Keys::read(json.to_string().as_bytes()).expect("read");
    let token = pen.sign(&pen.header(), &claims());
    assert_eq!(verify(token, &keys), Err(Disbelief::UnknownKey));
    assert!(Keys::read(b"{}").is_err() && Keys::read(b"no").is_err());
}

fn published() -> Value {
    json!({
        "issuer": ISSUER,
        "authorization_endpoint": "https://id.example/authorize",
        "token_endpoint": "https://id.example/token",
        "jwks_uri": "https://keys.example/keys",
    })
}

fn metadata(json: &Value) -> Result<Metadata, Disbelief> {
    Metadata::read(json.to_string().as_bytes(), &issuer())
}

#[test]
fn a_provider_speaks_for_itself_and_over_tls() {
    let known = metadata(&published()).expect("read");
    assert_eq!(known.authentication, ClientAuthentication::Basic);
    assert!(!known.names_itself);
    for (field, value) in [
        ("issuer", json!("https://id.example")),
        ("issuer", json!("https://evil.example/house")),
        ("token_endpoint", json!("http://id.example/token")),
        ("token_endpoint", json!("http://127.0.0.1/token")),
        ("authorization_endpoint", json!("javascript:alert(1)")),
        (
            "authorization_endpoint",
            json!("https://id.example/\"><script>"),
        ),
        ("jwks_uri", json!("")),
        ("jwks_uri", Value::Null),
        (
            "token_endpoint_auth_methods_supported",
            json!(["private_key_jwt"]),
        ),
    ] {
        let mut json = published();
        json[field] = value.clone();
        assert_eq!(metadata(&json), Err(Disbelief::Metadata), "{field} {value}");
    }
    let mut json = published();
    json["token_endpoint_auth_methods_supported"] = json!(["client_secret_post"]);
    json["authorization_response_iss_parameter_supported"] = json!(true);
    let known = metadata(&json).expect("read");
    assert_eq!(known.authentication, ClientAuthentication::Post);
    assert!(known.names_itself);
}

#[test]
fn what_is_asked_is_what_the_standard_asks() {
    let issuer = issuer();
    let client = Client {
        issuer: &issuer,
        id: "cairn & co",
        redirect_uri: "https://cairn.example/en/desk/identity",
    };
    let mut known = metadata(&published()).expect("read");
    let asked = Asked {
        state: "s",
        nonce: "n",
        // RFC 7636, appendix B.
        verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
    };
    assert_eq!(
        client.address(&known, asked),
        "https://id.example/authorize?response_type=code&scope=openid&client_id=cairn%20%26%20co\
         &redirect_uri=https%3A%2F%2Fcairn.example%2Fen%2Fdesk%2Fidentity&state=s&nonce=n\
         &code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"
    );
    let basic = client.token_request(&known, "se:cret", "the code", "v");
    assert_eq!(
        basic.authorization.as_deref(),
        Some("Basic Y2Fpcm4lMjAlMjYlMjBjbzpzZSUzQWNyZXQ=")
    );
    assert!(!basic.body.contains("cret") && basic.body.contains("code=the%20code"));
    assert!(!format!("{basic:?}").contains("the%20code"));
    known.authentication = ClientAuthentication::Post;
    let post = client.token_request(&known, "se:cret", "c", "v");
    assert_eq!(post.authorization, None);
    assert!(
        post.body
            .ends_with("&client_id=cairn%20%26%20co&client_secret=se%3Acret")
    );
}

#[test]
fn what_comes_back_is_a_code_or_a_reason() {
    let mut known = metadata(&published()).expect("read");
    let returned = |known: &Metadata, fields: &'static [(&str, &str)]| {
        let field = |name: &str| {
            let found = fields.iter().find(|(known, _)| *known == name);
            found.map_or("", |(_, value)| *value)
        };
        Returned::read(field, known, &issuer())
    };
    for (fields, expected) in [
        (&[("code", "c")][..], Returned::Code("c")),
        (&[("code", "c"), ("iss", ISSUER)], Returned::Code("c")),
        (
            &[("code", "c"), ("iss", "https://evil.example")],
            Returned::Nonsense,
        ),
        (&[("error", "access_denied")], Returned::Denied),
        (&[("error", "<b>odd</b>")], Returned::Denied),
        (
            &[("error", "temporarily_unavailable")],
            Returned::Unavailable,
        ),
        (&[("error", "server_error")], Returned::Unavailable),
        (&[("error", "x"), ("code", "c")], Returned::Nonsense),
        (&[], Returned::Nonsense),
    ] {
        assert_eq!(returned(&known, fields), expected, "{fields:?}");
    }
    known.names_itself = true;
    assert_eq!(returned(&known, &[("code", "c")]), Returned::Nonsense);
}

#[test]
fn a_refused_code_is_no_token() {
    assert!(read_token(200, br#"{"id_token":"a.b.c","access_token":"x"}"#).is_ok());
    for (status, json, disbelief) in [
        (400, &br#"{"error":"invalid_grant"}"#[..], Disbelief::Code),
        (400, br#"{"id_token":"a.b.c"}"#, Disbelief::Code),
        (302, br#"{"id_token":"a.b.c"}"#, Disbelief::Code),
        (200, br#"{"access_token":"x"}"#, Disbelief::Malformed),
        (200, b"<html>", Disbelief::Malformed),
    ] {
        let read = read_token(status, json).map(|_| ());
        assert_eq!(read, Err(disbelief));
    }
}

proptest! {
    #[test]
    fn no_text_is_believed_or_makes_it_stumble(token in "[A-Za-z0-9_.=-]{0,120}", json in ".{0,120}") {
        let pen = Pen::es256("a");
        prop_assert!(verify(token, &keys(&[&pen])).is_err());
        prop_assert!(Keys::read(json.as_bytes()).is_err());
        prop_assert!(Metadata::read(json.as_bytes(), &issuer()).is_err());
        prop_assert!(read_token(200, json.as_bytes()).is_err());
    }
}
