//! Refuses a form that another site made a browser send: for every unsafe method on every page.
//!
//! The browser itself says where a request comes from, in `Sec-Fetch-Site` or, before that existed, in
//! `Origin`; no token has to be kept (OWASP, Cross-Site Request Forgery Prevention Cheat Sheet, "Fetch
//! Metadata headers", checked 2026-11-24; W3C Fetch Metadata Request Headers). The public pages have no
//! cookie and nothing to protect but their own calm, so an old browser that says nothing may use them. At
//! the desk a request must show that it comes from here.

use axum::extract::Request;
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderValue, Method};

use crate::front_door::lang_of;
use crate::staff::routes::is_desk;

/// What a browser tells about where a request was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Made {
    /// On a page of this house, or by the person's own hand.
    Here,
    /// On another site.
    Elsewhere,
    /// It does not say.
    Untold,
}

/// This request would change something and another site made it, or, at the desk, nothing shows that it
/// was made here.
pub(crate) fn forbids(request: &Request) -> bool {
    let safe = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    let path = request.uri().path();
    // Only pages have forms; what programs read (no cookie, nothing to change) is asked from anywhere.
    if safe || lang_of(path).is_none() {
        return false;
    }
    match made(request.headers(), request.uri().host()) {
        Made::Here => false,
        Made::Elsewhere => true,
        Made::Untold => is_desk(path),
    }
}

fn made(headers: &HeaderMap, asked_host: Option<&str>) -> Made {
    if let Some(site) = headers.get("sec-fetch-site") {
        return match site.as_bytes() {
            b"same-origin" | b"none" => Made::Here,
            _ => Made::Elsewhere,
        };
    }
    let Some(origin) = headers.get(ORIGIN) else {
        return Made::Untold;
    };
    // A page that sends no referrer, as ours do, says "null" here in browsers without `Sec-Fetch-Site`.
    if origin == "null" {
        return Made::Untold;
    }
    let host = headers
        .get(HOST)
        .and_then(|host| host.to_str().ok())
        .or(asked_host);
    if host.is_some() && host_of(origin) == host {
        Made::Here
    } else {
        Made::Elsewhere
    }
}

/// `https://example.org:8080` → `example.org:8080`. The scheme is not compared: behind a proxy that speaks
/// TLS, only the proxy knows it.
fn host_of(origin: &HeaderValue) -> Option<&str> {
    let (scheme, host) = origin.to_str().ok()?.split_once("://")?;
    matches!(scheme, "http" | "https").then_some(host)
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    /// Headers of a request.
    type Told = &'static [(&'static str, &'static str)];

    fn asked(method: &str, path: &str, headers: &[(&'static str, &str)]) -> bool {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        forbids(&request.body(Body::empty()).expect("a request"))
    }

    #[test]
    fn who_may_send_a_form() {
        const HOST: (&str, &str) = ("host", "cairn.example");
        let cases: [(Told, bool, bool); 10] = [
            // What the browser says, refused on a public page, refused at the desk.
            (&[("sec-fetch-site", "same-origin"), HOST], false, false),
            (&[("sec-fetch-site", "none"), HOST], false, false),
            (&[("sec-fetch-site", "same-site"), HOST], true, true),
            (&[("sec-fetch-site", "cross-site"), HOST], true, true),
            (&[("sec-fetch-site", "anything"), HOST], true, true),
            (&[("origin", "https://cairn.example"), HOST], false, false),
            (&[("origin", "https://elsewhere.example"), HOST], true, true),
            (&[("origin", "null"), HOST], false, true),
            (&[HOST], false, true),
            (&[("origin", "https://cairn.example")], true, true),
        ];
        for (headers, public, desk) in cases {
            assert_eq!(asked("POST", "/en/find", headers), public, "{headers:?}");
            for path in ["/en/desk/sign-in", "/fr/bureau", "/fr/bureau/personnes"] {
                assert_eq!(asked("POST", path, headers), desk, "{path} {headers:?}");
            }
        }
    }

    /// The newer header wins: a page elsewhere cannot set either, but a careless proxy may keep `Origin`.
    #[test]
    fn what_is_told_twice_is_believed_as_the_browser_tells_it_now() {
        let both = [
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://cairn.example"),
            ("host", "cairn.example"),
        ];
        assert!(asked("POST", "/en/desk/sign-in", &both));
    }

    #[test]
    fn looking_is_free_and_programs_may_ask() {
        let elsewhere = [("sec-fetch-site", "cross-site"), ("host", "cairn.example")];
        for method in ["GET", "HEAD", "OPTIONS"] {
            assert!(!asked(method, "/en/desk", &elsewhere));
        }
        for method in ["POST", "PUT", "PATCH", "DELETE"] {
            assert!(asked(method, "/en/desk", &elsewhere), "{method}");
        }
        assert!(!asked("POST", "/hsds/services", &elsewhere));
    }
}
