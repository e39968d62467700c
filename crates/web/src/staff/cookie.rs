//! The cookie of the house: the token of a session, set when somebody signs in and never before. Who goes to an
//! identity provider gets another one, for the ten minutes of the way there and back.

use axum::http::header::{COOKIE, FORWARDED, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;

/// Over TLS. The prefix makes browsers refuse it from anywhere but this very host, for all its paths,
/// over TLS (RFC 6265bis, "The __Host- Prefix").
const SECURE: &str = "__Host-cairn";
/// Over plain HTTP, as on the loopback of one's own machine, where browsers refuse the other.
const PLAIN: &str = "cairn";
/// Out of reach of scripts, and never sent along from another site.
const ALWAYS: &str = "; Path=/; HttpOnly; SameSite=Strict";
/// The same for whoever is at an identity provider: sent along when they come back from there by a link, for
/// ten minutes. It opens nothing by itself.
#[cfg(feature = "oidc")]
const AWAY: &str = "; Path=/; HttpOnly; SameSite=Lax";
#[cfg(feature = "oidc")]
const AWAY_SECURE: &str = "__Host-cairn-away";
#[cfg(feature = "oidc")]
const AWAY_PLAIN: &str = "cairn-away";

/// The person's browser speaks TLS: to this program, or to a proxy in front of it that says so. Whoever
/// forges that only makes the cookie stricter.
pub(crate) fn is_secure(headers: &HeaderMap, tls: bool) -> bool {
    let says = |name: &str, wanted: &str| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| {
                let first = value.split(',').next().unwrap_or_default().trim();
                first.eq_ignore_ascii_case(wanted)
            })
    };
    let forwarded = || {
        let value = headers.get(FORWARDED).and_then(|value| value.to_str().ok());
        let first = value
            .unwrap_or_default()
            .split(',')
            .next()
            .unwrap_or_default();
        first
            .split(';')
            .any(|part| part.trim().eq_ignore_ascii_case("proto=https"))
    };
    tls || says("x-forwarded-proto", "https") || forwarded()
}

/// The token that the browser sent, of the cookie that belongs to this connection.
pub(crate) fn token(headers: &HeaderMap, secure: bool) -> Option<&str> {
    value(headers, if secure { SECURE } else { PLAIN })
}

/// What the browser was given that went to an identity provider.
#[cfg(feature = "oidc")]
pub(crate) fn away(headers: &HeaderMap, secure: bool) -> Option<&str> {
    value(headers, if secure { AWAY_SECURE } else { AWAY_PLAIN })
}

fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(known, _)| *known == name)
        .map(|(_, value)| value)
}

/// Gives the browser the token. It is forgotten when the browser closes; the row in the database ends
/// sooner.
pub(crate) fn give(answer: &mut Response, token: &str, secure: bool) {
    set(answer, token, "", secure);
}

/// Makes the browser forget the token.
pub(crate) fn take(answer: &mut Response, secure: bool) {
    set(answer, "", "; Max-Age=0", secure);
}

/// Gives the browser what it brings back from an identity provider.
#[cfg(feature = "oidc")]
pub(crate) fn give_away(answer: &mut Response, token: &str, secure: bool) {
    let name = if secure { AWAY_SECURE } else { AWAY_PLAIN };
    write(
        answer,
        &format!("{name}={token}{AWAY}"),
        "; Max-Age=600",
        secure,
    );
}

/// Makes the browser forget it.
#[cfg(feature = "oidc")]
pub(crate) fn take_away(answer: &mut Response, secure: bool) {
    let name = if secure { AWAY_SECURE } else { AWAY_PLAIN };
    write(answer, &format!("{name}={AWAY}"), "; Max-Age=0", secure);
}

fn set(answer: &mut Response, value: &str, more: &str, secure: bool) {
    let name = if secure { SECURE } else { PLAIN };
    write(answer, &format!("{name}={value}{ALWAYS}"), more, secure);
}

fn write(answer: &mut Response, cookie: &str, more: &str, secure: bool) {
    let flag = if secure { "; Secure" } else { "" };
    // A token is letters, digits, `-` and `_`: always a sound header.
    if let Ok(cookie) = HeaderValue::from_str(&format!("{cookie}{flag}{more}")) {
        answer.headers_mut().append(SET_COOKIE, cookie);
    }
}

#[cfg(test)]
mod tests {
    use axum::response::IntoResponse as _;

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, HeaderValue::from_static(value));
        }
        headers
    }

    #[test]
    fn the_cookie_is_as_strict_as_the_connection_allows() {
        let given = |secure| {
            let mut answer = ().into_response();
            give(&mut answer, "abc", secure);
            take(&mut answer, secure);
            answer
                .headers()
                .get_all(SET_COOKIE)
                .iter()
                .map(|value| value.to_str().expect("text").to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            given(true),
            [
                "__Host-cairn=abc; Path=/; HttpOnly; SameSite=Strict; Secure",
                "__Host-cairn=; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=0"
            ]
        );
        assert_eq!(
            given(false),
            [
                "cairn=abc; Path=/; HttpOnly; SameSite=Strict",
                "cairn=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0"
            ]
        );
    }

    #[test]
    fn only_the_cookie_of_the_connection_counts() {
        let sent = headers(&[
            ("cookie", "a=1; cairn=plain"),
            ("cookie", "__Host-cairn=strict"),
        ]);
        assert_eq!(token(&sent, true), Some("strict"));
        assert_eq!(token(&sent, false), Some("plain"));
        assert_eq!(
            token(&headers(&[("cookie", "cairn-not=x; xcairn=y")]), false),
            None
        );
    }

    #[test]
    fn a_proxy_may_say_that_it_speaks_tls() {
        assert!(is_secure(&headers(&[]), true));
        assert!(is_secure(
            &headers(&[("x-forwarded-proto", "https")]),
            false
        ));
        assert!(is_secure(
            &headers(&[("forwarded", "for=x;proto=https, for=y")]),
            false
        ));
        assert!(!is_secure(
            &headers(&[("x-forwarded-proto", "http")]),
            false
        ));
        assert!(!is_secure(
            &headers(&[("forwarded", "for=x, proto=https")]),
            false
        ));
        assert!(!is_secure(&headers(&[]), false));
    }
}
