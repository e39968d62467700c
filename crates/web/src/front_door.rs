//! The house rules for every answer: a time limit, problems as pages, headers, compression.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_ENCODING, ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH,
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, VARY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{Html, IntoResponse, Response};
use kernel::Lang;
use tower_http::catch_panic::CatchPanicLayer;

use crate::assets::{POLICY, STAFF_POLICY};
use crate::compression::gzip;
use crate::cross_site;
use crate::directory::embed;
#[cfg(feature = "passkeys")]
use crate::handler::Scripted;
use crate::house::Site;
use crate::problem::Problem;
use crate::staff;
use crate::staff::routes::{is_desk, takes_file};

/// How long an answer may take, the sending of its form included.
const PATIENCE: Duration = Duration::from_secs(if cfg!(test) { 3 } else { 10 });
/// The same where a file is sent: half a gigabyte over a slow line. Who it comes from is asked first.
const PATIENCE_FOR_A_FILE: Duration = Duration::from_hours(1);
/// Shorter answers are not worth compressing.
const WORTH_COMPRESSING: usize = 600;

/// Puts the front door before `router`.
pub(crate) fn around(router: Router<Arc<Site>>, site: &Arc<Site>) -> Router<Arc<Site>> {
    router
        .layer(CatchPanicLayer::custom(|_| {
            // What the panic says is dropped unread: it may repeat a visitor's words.
            Problem::broken(&"a page panicked").into_response()
        }))
        .layer(from_fn_with_state(Arc::clone(site), keep))
}

async fn keep(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let lang = lang_of(request.uri().path());
    let embeddable = embed::is_embeddable(request.uri().path());
    let desk = is_desk(request.uri().path());
    let compress = accepts_gzip(request.headers());
    let transport = site.settings.strict_transport(request.headers());
    let answer = if cross_site::forbids(&request) {
        Problem::FromElsewhere.into_response()
    } else {
        let patience = if takes_file(request.uri().path()) {
            PATIENCE_FOR_A_FILE
        } else {
            PATIENCE
        };
        let answer = tokio::time::timeout(patience, next.run(request)).await;
        answer.unwrap_or_else(|_| Problem::TooSlow.into_response())
    };
    let mut answer = as_page(&site, lang, desk, answer);
    if compress {
        answer = compressed(answer).await;
    }
    set_headers(answer.headers_mut());
    if let Some(value) = transport {
        answer
            .headers_mut()
            .insert(STRICT_TRANSPORT_SECURITY, value);
    }
    if embeddable {
        let headers = answer.headers_mut();
        headers.remove(X_FRAME_OPTIONS);
        headers.insert(CONTENT_SECURITY_POLICY, EMBEDDED_POLICY_VALUE.clone());
        headers.insert(
            HeaderName::from_static("cross-origin-resource-policy"),
            HeaderValue::from_static("cross-origin"),
        );
    }
    if desk {
        set_desk_headers(&mut answer);
    }
    answer
}

/// The language of an address; `None` where it tells none.
pub(crate) fn lang_of(path: &str) -> Option<Lang> {
    let first = path.trim_start_matches('/').split('/').next()?;
    Lang::ALL.into_iter().find(|lang| lang.code() == first)
}

/// The answer, or the page of its problem.
fn as_page(site: &Site, lang: Option<Lang>, desk: bool, mut answer: Response) -> Response {
    let carried = answer.extensions_mut().remove::<Problem>();
    let Some(problem) = carried.or_else(|| Problem::of_status(answer.status())) else {
        return answer;
    };
    let allow = answer.headers_mut().remove(ALLOW);
    // A problem page that fails to render leaves the bare status; it has a test.
    let page = match lang {
        Some(lang) if desk => staff::problem::page(&problem, site, lang),
        _ => problem.page(site, lang),
    };
    let page = page.unwrap_or_default();
    let mut page = (problem.status(), Html(page)).into_response();
    if let Some(allow) = allow {
        page.headers_mut().insert(ALLOW, allow);
    }
    page
}

pub(crate) fn accepts_gzip(headers: &HeaderMap) -> bool {
    headers
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|one| {
            let mut parts = one.split(';').map(str::trim);
            let named = parts
                .next()
                .is_some_and(|name| name.eq_ignore_ascii_case("gzip"));
            named && !parts.any(|weight| matches!(weight, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
        })
}

async fn compressed(answer: Response) -> Response {
    let (mut head, body) = answer.into_parts();
    // Our pages are whole in memory, so that this neither waits nor fails.
    let Ok(page) = to_bytes(body, usize::MAX).await else {
        return Problem::broken(&"a page could not be read")
            .status()
            .into_response();
    };
    let packed = Some(&page)
        .filter(|page| page.len() >= WORTH_COMPRESSING)
        .and_then(|page| gzip(page));
    let Some(packed) = packed else {
        return Response::from_parts(head, Body::from(page));
    };
    head.headers
        .insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    head.headers
        .insert(CONTENT_LENGTH, HeaderValue::from(packed.len()));
    Response::from_parts(head, Body::from(packed))
}

static POLICY_VALUE: LazyLock<HeaderValue> =
    LazyLock::new(|| HeaderValue::from_str(&POLICY).expect("the policy is made of visible ASCII"));

/// The same for the one page that may stand in other sites' frames, and that has no script.
static EMBEDDED_POLICY_VALUE: LazyLock<HeaderValue> = LazyLock::new(|| {
    let policy = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *");
    HeaderValue::from_str(&policy).expect("the policy is made of visible ASCII")
});

static STAFF_POLICY_VALUE: LazyLock<HeaderValue> = LazyLock::new(|| {
    HeaderValue::from_str(&STAFF_POLICY).expect("the policy is made of visible ASCII")
});

/// What is different at the desk. A page there says where its forms come from, to this house only: with
/// `no-referrer`, browsers without `Sec-Fetch-Site` would say `Origin: null` and be refused.
fn set_desk_headers(answer: &mut Response) {
    let policy = desk_policy(answer);
    let headers = answer.headers_mut();
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(CONTENT_SECURITY_POLICY, policy);
}

/// No script runs at the desk, but for the one of a page that has one.
#[cfg(feature = "passkeys")]
fn desk_policy(answer: &Response) -> HeaderValue {
    static WITH_SCRIPT: LazyLock<HeaderValue> = LazyLock::new(|| {
        HeaderValue::from_str(&crate::assets::PASSKEY_POLICY)
            .expect("the policy is made of visible ASCII")
    });
    if answer.extensions().get::<Scripted>().is_some() {
        WITH_SCRIPT.clone()
    } else {
        STAFF_POLICY_VALUE.clone()
    }
}

#[cfg(not(feature = "passkeys"))]
fn desk_policy(_: &Response) -> HeaderValue {
    STAFF_POLICY_VALUE.clone()
}

fn set_headers(headers: &mut HeaderMap) {
    const FIXED: [(HeaderName, HeaderValue); 9] = [
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
        (VARY, HeaderValue::from_static("accept-encoding")),
        (
            HeaderName::from_static("permissions-policy"),
            HeaderValue::from_static("camera=(), geolocation=(), microphone=()"),
        ),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            HeaderValue::from_static("same-origin"),
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            HeaderValue::from_static("same-origin"),
        ),
        // Brave offers a visit that leaves no history when it sees this; other browsers ignore it.
        (
            HeaderName::from_static("request-otr"),
            HeaderValue::from_static("1"),
        ),
    ];
    for (name, value) in FIXED {
        headers.insert(name, value);
    }
    headers.insert(CONTENT_SECURITY_POLICY, POLICY_VALUE.clone());
    headers
        .entry(CONTENT_TYPE)
        .or_insert(HeaderValue::from_static("text/html; charset=utf-8"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_tells_the_language() {
        assert_eq!(lang_of("/fr/trouver"), Some(Lang::Fr));
        assert_eq!(lang_of("/en"), Some(Lang::En));
        assert_eq!(lang_of("/"), None);
        assert_eq!(lang_of("/french"), None);
    }

    #[test]
    fn gzip_is_used_only_where_it_is_welcome() {
        let accepts = |value: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(value));
            accepts_gzip(&headers)
        };
        assert!(accepts("gzip, deflate, br"));
        assert!(accepts("br;q=1.0, GZIP;q=0.5"));
        assert!(!accepts("identity"));
        assert!(!accepts("gzip;q=0, br"));
        assert!(!accepts_gzip(&HeaderMap::new()));
    }
}
