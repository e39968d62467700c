//! How an answer travels: whole JSON with a strong validator, or lines as they are made.

use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LENGTH, CONTENT_TYPE, ETAG};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use kernel::Lang;
use serde::Serialize;

use super::problem::ApiProblem;
use crate::assets::short_hash;
use crate::compression::gzip;

/// Shorter answers are not worth compressing.
const WORTH_COMPRESSING: usize = 600;
/// Stands behind the validator of the same answer compressed: other bytes need another one.
const PACKED: &str = "-gzip";

/// Marks an answer whose body is still being made, or is compressed already.
#[derive(Debug, Clone, Copy)]
pub(super) struct AsItIs;

/// An object.
pub(super) fn object(object: &impl Serialize, lang: Lang) -> Result<Response, ApiProblem> {
    Ok(whole(
        serde_json::to_vec(object)?,
        "application/json",
        Some(lang),
    ))
}

/// Bytes with a validator made from them: it changes when, and only when, what can be read changes.
pub(super) fn whole(bytes: Vec<u8>, kind: &'static str, lang: Option<Lang>) -> Response {
    let tag = format!("\"{}\"", short_hash(&bytes));
    let mut answer = Response::new(Body::from(bytes));
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(ETAG, tag);
    }
    if let Some(lang) = lang {
        headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(lang.tag()));
    }
    answer
}

/// The client has this answer already, compressed or not.
pub(super) fn is_known(answer: &Response, known: &[HeaderValue]) -> bool {
    let Some(tag) = answer.headers().get(ETAG).and_then(|tag| tag.to_str().ok()) else {
        return false;
    };
    let bare = |tag: &str| {
        tag.trim()
            .trim_start_matches("W/")
            .trim_matches('"')
            .trim_end_matches(PACKED)
            .to_owned()
    };
    answer.status() == StatusCode::OK
        && known
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .any(|one| one.trim() == "*" || bare(one) == bare(tag))
}

/// The same answer, compressed where that is worth it.
pub(super) async fn compressed(answer: Response) -> Response {
    if answer.extensions().get::<AsItIs>().is_some() {
        return answer;
    }
    let (mut head, body) = answer.into_parts();
    // These bodies are whole in memory, so that this neither waits nor fails.
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return ApiProblem::broken(&"an answer could not be read").into_response();
    };
    let packed = Some(&bytes)
        .filter(|bytes| bytes.len() >= WORTH_COMPRESSING)
        .and_then(|bytes| gzip(bytes));
    let Some(packed) = packed else {
        return Response::from_parts(head, Body::from(bytes));
    };
    head.headers
        .insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    head.headers
        .insert(CONTENT_LENGTH, HeaderValue::from(packed.len()));
    let tag = head.headers.get(ETAG).and_then(|tag| tag.to_str().ok());
    let tag = tag.map(|tag| format!("\"{}{PACKED}\"", tag.trim_matches('"')));
    if let Some(Ok(tag)) = tag.map(|tag| HeaderValue::from_str(&tag)) {
        head.headers.insert(ETAG, tag);
    }
    Response::from_parts(head, Body::from(packed))
}
