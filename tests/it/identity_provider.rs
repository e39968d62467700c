//! An identity provider for tests: on a port of this machine, with real keys, and as wrong as it is told to be.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use cairn::identity::Line;
use kernel::Secret;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use signin::oidc::software::Pen;
use signin::oidc::{Issuer, SecondFactor};
use web::identity::{IdentityProvider, ProviderSettings};

/// What it calls the house.
pub(crate) const CLIENT: &str = "cairn";
const SECRET: &str = "a secret: with signs";

/// How a token differs from the right one.
pub(crate) type Twist = fn(&mut Value, &mut Value);

/// A code that was given out, and what it is good for.
struct Given {
    nonce: String,
    challenge: String,
    redirect_uri: String,
    subject: String,
}

/// What the provider is told to do.
pub(crate) struct Inside {
    address: String,
    pen: Pen,
    codes: BTreeMap<String, Given>,
    next: u32,
    /// What it does to its tokens.
    pub(crate) twist: Twist,
    /// The time by its own clock, in seconds.
    pub(crate) now: i64,
    /// Tokens that it gave.
    pub(crate) tokens: usize,
}

/// A provider that answers.
pub(crate) struct Provider {
    inside: Arc<Mutex<Inside>>,
}

fn lock(inside: &Mutex<Inside>) -> MutexGuard<'_, Inside> {
    inside.lock().expect("unharmed")
}

impl Provider {
    /// Opens one that signs with this.
    pub(crate) async fn open(pen: Pen, now: i64) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
        let listener = listener.expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let inside = Arc::new(Mutex::new(Inside {
            address,
            pen,
            codes: BTreeMap::new(),
            next: 0,
            twist: |_, _| {},
            now,
            tokens: 0,
        }));
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(metadata))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(Arc::clone(&inside));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { inside }
    }

    pub(crate) fn tell(&self) -> MutexGuard<'_, Inside> {
        lock(&self.inside)
    }

    /// The provider as the house knows it, reached as the program reaches it.
    pub(crate) fn known(&self, second_factor: SecondFactor) -> Arc<IdentityProvider> {
        let settings = ProviderSettings {
            name: "Example ID".to_owned(),
            issuer: Issuer::parse(&self.tell().address).expect("an issuer"),
            client_id: CLIENT.to_owned(),
            client_secret: Secret::new(SECRET.to_owned()),
            second_factor,
            public_url: "https://desk.example".to_owned(),
        };
        let line = Line::new(None).expect("a line");
        Arc::new(IdentityProvider::new(settings, Arc::new(line)))
    }

    /// Somebody who is known here as `subject` arrives with this address, and is sent back with these fields.
    pub(crate) fn sends_back(&self, address: &str, subject: &str) -> String {
        let mut inside = self.tell();
        let query = address
            .strip_prefix(&format!("{}/authorize?", inside.address))
            .unwrap_or_else(|| panic!("another address: {address}"));
        let field = |name: &str| {
            let pair = query
                .split('&')
                .find_map(|pair| pair.strip_prefix(&format!("{name}=")));
            decoded(pair.unwrap_or_else(|| panic!("no {name} in {query}")))
        };
        assert_eq!(field("response_type"), "code");
        assert_eq!(field("scope"), "openid");
        assert_eq!(field("client_id"), CLIENT);
        assert_eq!(field("code_challenge_method"), "S256");
        inside.next += 1;
        let code = format!("code {}", inside.next);
        let given = Given {
            nonce: field("nonce"),
            challenge: field("code_challenge"),
            redirect_uri: field("redirect_uri"),
            subject: subject.to_owned(),
        };
        inside.codes.insert(code.clone(), given);
        format!("code={}&state={}", journeys::encode(&code), field("state"))
    }
}

/// What a form or an address holds.
fn decoded(text: &str) -> String {
    let mut out = Vec::new();
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let digits = [bytes.next(), bytes.next()].map(|digit| digit.expect("a digit"));
            let digits = std::str::from_utf8(&digits).expect("ASCII").to_owned();
            out.push(u8::from_str_radix(&digits, 16).expect("hexadecimal"));
        } else {
            out.push(byte);
        }
    }
    String::from_utf8(out).expect("UTF-8")
}

/// JSON, as an answer.
fn json_of(status: StatusCode, json: &Value) -> Response {
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (status, kind, json.to_string()).into_response()
}

type Shared = State<Arc<Mutex<Inside>>>;

async fn metadata(State(inside): Shared) -> Response {
    let address = &lock(&inside).address;
    let told = json!({
        "issuer": address,
        "authorization_endpoint": format!("{address}/authorize"),
        "token_endpoint": format!("{address}/token"),
        "jwks_uri": format!("{address}/keys"),
    });
    json_of(StatusCode::OK, &told)
}

async fn keys(State(inside): Shared) -> Response {
    json_of(
        StatusCode::OK,
        &json!({ "keys": [lock(&inside).pen.published()] }),
    )
}

async fn token(State(inside): Shared, headers: HeaderMap, body: String) -> Response {
    let inside = &mut *lock(&inside);
    let fields: BTreeMap<String, String> = body
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (name.to_owned(), decoded(value)))
        .collect();
    let refused = || {
        let told = json!({ "error": "invalid_grant", "error_description": "<b>used</b>" });
        json_of(StatusCode::BAD_REQUEST, &told)
    };
    let expected = STANDARD.encode("cairn:a%20secret%3A%20with%20signs");
    if headers[header::AUTHORIZATION] != format!("Basic {expected}")
        || fields["grant_type"] != "authorization_code"
    {
        return refused();
    }
    // A code is good once.
    let Some(given) = inside.codes.remove(&fields["code"]) else {
        return refused();
    };
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&fields["code_verifier"]));
    if challenge != given.challenge || fields["redirect_uri"] != given.redirect_uri {
        return refused();
    }
    let mut header = inside.pen.header();
    let mut claims = json!({
        "iss": inside.address, "sub": given.subject, "aud": CLIENT, "nonce": given.nonce,
        "iat": inside.now, "exp": inside.now + 300, "amr": ["pwd"],
    });
    (inside.twist)(&mut header, &mut claims);
    inside.tokens += 1;
    let mut token = inside.pen.sign(&header, &claims);
    if header["alg"] == "none" {
        token.truncate(token.rfind('.').expect("a signature") + 1);
    }
    let answer = json!({ "id_token": token, "access_token": "x", "token_type": "Bearer" });
    json_of(StatusCode::OK, &answer)
}
