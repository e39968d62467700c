//! The HSDS interface under `/hsds`: the public directory for other programs, in both languages.
//!
//! | address | answers | code |
//! |---|---|---|
//! | `/hsds/` | what this is, and where its description lies | `about.rs` |
//! | `/hsds/services`, `…/{id}` | services | `services.rs` |
//! | `/hsds/service_at_locations`, `…/{id}` | services at places that may be told | `services.rs` |
//! | `/hsds/organizations`, `…/{id}` | who offers them | `organizations.rs` |
//! | `/hsds/taxonomies`, `/hsds/taxonomy_terms`, `…/{id}` | the terms | `taxonomies.rs` |
//! | `/hsds/openapi.json` | the description of all this | `openapi.rs` |
//! | `/hsds/schema/{name}.json`, `/hsds/profile/{name}.json` | schemas | `about.rs` |
//! | `/hsds/datapackage.zip` | everything, as tables | `package.rs` |
//!
//! Lists also answer POST, which keeps what is asked out of addresses. Everything is made from
//! listings and public organizations, which cannot hold a confidential place. Unlike the pages, these
//! answers are public data: any site may read them and they may be kept for a minute. They set no
//! cookie, and nothing of who asked is kept.

mod about;
mod answer;
mod current;
mod items;
mod limit;
mod openapi;
mod organizations;
mod package;
mod parameters;
mod problem;
mod services;
mod taxonomies;

use std::sync::Arc;
use std::time::Duration;

use ::directory::hsds::{Edge, Version};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ALLOW, CACHE_CONTROL,
    CONTENT_SECURITY_POLICY, ETAG, IF_NONE_MATCH, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use kernel::Lang;
use tower_http::catch_panic::CatchPanicLayer;

use crate::front_door::accepts_gzip;
use crate::house::{House, Site};
use crate::messages::Messages;
use current::Current;
pub(crate) use limit::Limit;
use package::Packages;
use parameters::Asked;
use problem::ApiProblem;

/// Where the interface lies.
pub(crate) const ROOT: &str = "/hsds";
/// How long the head of an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the interface keeps between requests.
#[derive(Debug)]
pub(crate) struct Api {
    limit: Limit,
    current: Current,
    packages: Packages,
}

impl Api {
    pub(crate) fn new(house: &House) -> Self {
        Self {
            limit: Limit::new(house.settings.api_per_minute, &*house.random),
            current: Current::default(),
            packages: Packages::default(),
        }
    }
}

/// Every address of the interface, with the rules for all of them around it.
pub(crate) fn router(site: Arc<Site>) -> Router {
    Router::new()
        .route("/", get(about::root))
        .route("/services", get(services::list).post(services::list))
        .route("/services/{id}", get(services::one))
        .route(
            "/service_at_locations",
            get(services::places).post(services::places),
        )
        .route("/service_at_locations/{id}", get(services::place))
        .route(
            "/organizations",
            get(organizations::list).post(organizations::list),
        )
        .route("/organizations/{id}", get(organizations::one))
        .route("/taxonomies", get(taxonomies::list).post(taxonomies::list))
        .route("/taxonomies/{id}", get(taxonomies::one))
        .route(
            "/taxonomy_terms",
            get(taxonomies::terms).post(taxonomies::terms),
        )
        .route("/taxonomy_terms/{id}", get(taxonomies::term))
        .route("/openapi.json", get(openapi::show))
        .route("/schema/{file}", get(about::schema))
        .route("/profile/", get(about::profiles))
        .route("/profile/{file}", get(about::profile))
        .route("/datapackage.zip", get(package::download))
        .fallback(async || ApiProblem::NotFound)
        .layer(CatchPanicLayer::custom(|_| {
            ApiProblem::broken(&"an answer of the HSDS interface panicked").into_response()
        }))
        .layer(from_fn_with_state(Arc::clone(&site), keep))
        .with_state(site)
}

/// The rules for every answer: how much a network may ask, problems as JSON, headers.
async fn keep(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let lang = parameters::spoken(request.uri(), request.headers());
    let method = request.method().clone();
    let gzip = accepts_gzip(request.headers());
    let known: Vec<HeaderValue> = request
        .headers()
        .get_all(IF_NONE_MATCH)
        .iter()
        .cloned()
        .collect();
    let address = site
        .settings
        .proxies
        .client(request.extensions(), request.headers());
    let transport = site.settings.strict_transport(request.headers());
    let mut answer = if method == Method::OPTIONS {
        welcome(request.uri().path())
    } else if let Err(problem) = site.hsds.limit.count(address) {
        problem.into_response()
    } else {
        tokio::time::timeout(PATIENCE, next.run(request))
            .await
            .unwrap_or_else(|_| ApiProblem::TooSlow.into_response())
    };
    answer = as_problem(answer, lang);
    if matches!(method, Method::GET | Method::HEAD) && answer::is_known(&answer, &known) {
        answer = not_modified(&answer);
    } else if gzip {
        answer = answer::compressed(answer).await;
    }
    set_headers(&mut answer);
    if let Some(value) = transport {
        answer
            .headers_mut()
            .insert(STRICT_TRANSPORT_SECURITY, value);
    }
    answer
}

/// Any site may ask: what is here is public, and no cookie goes with it.
fn welcome(path: &str) -> Response {
    let is_list = openapi::lists().any(|list| path.strip_prefix('/') == Some(list));
    let methods = HeaderValue::from_static(if is_list {
        "GET, HEAD, POST, OPTIONS"
    } else {
        "GET, HEAD, OPTIONS"
    });
    let mut answer = StatusCode::NO_CONTENT.into_response();
    let headers = answer.headers_mut();
    headers.insert(ALLOW, methods.clone());
    headers.insert(ACCESS_CONTROL_ALLOW_METHODS, methods);
    headers.insert(
        ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static("accept, accept-language, content-type, if-none-match"),
    );
    headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"));
    answer
}

fn as_problem(mut answer: Response, lang: Lang) -> Response {
    let carried = answer.extensions_mut().remove::<ApiProblem>();
    let reference = || "unknown".to_owned();
    let problem = carried.or_else(|| ApiProblem::of_status(answer.status(), reference));
    let Some(problem) = problem else {
        return answer;
    };
    let allow = answer.headers_mut().remove(ALLOW);
    let mut said = problem.answer(lang);
    if let Some(allow) = allow {
        said.headers_mut().insert(ALLOW, allow);
    }
    said
}

fn not_modified(answer: &Response) -> Response {
    let mut same = Response::new(Body::empty());
    *same.status_mut() = StatusCode::NOT_MODIFIED;
    if let Some(tag) = answer.headers().get(ETAG) {
        same.headers_mut().insert(ETAG, tag.clone());
    }
    same
}

fn set_headers(answer: &mut Response) {
    const FIXED: [(HeaderName, HeaderValue); 7] = [
        (ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
        (
            ACCESS_CONTROL_EXPOSE_HEADERS,
            HeaderValue::from_static("etag, retry-after, content-language"),
        ),
        (
            VARY,
            HeaderValue::from_static("accept-encoding, accept-language"),
        ),
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
        (
            CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"),
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            HeaderValue::from_static("cross-origin"),
        ),
    ];
    let status = answer.status();
    let headers = answer.headers_mut();
    for (name, value) in FIXED {
        headers.insert(name, value);
    }
    let may_be_kept = status.is_success() || status == StatusCode::NOT_MODIFIED;
    headers.insert(
        CACHE_CONTROL,
        HeaderValue::from_static(if may_be_kept {
            "public, max-age=60"
        } else {
            "no-store"
        }),
    );
}

/// The edge at which an answer is made.
fn edge<'a>(site: &'a Site, asked: &Asked) -> Edge<'a> {
    edge_of(site, asked.lang, asked.version)
}

fn edge_of(site: &Site, lang: Lang, version: Version) -> Edge<'_> {
    Edge {
        lang,
        version,
        now: site.clock.now(),
        taxonomy: &site.content.taxonomy,
        language_name: &language_name,
    }
}

/// The name of a language (BCP 47 code) in `lang`, where we have one.
pub fn language_name(code: &str, lang: Lang) -> Option<String> {
    let name = Messages::of(lang).find(&format!("language-{code}"))?;
    Some(name.plain())
}
