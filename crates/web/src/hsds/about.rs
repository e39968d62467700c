//! What the interface says of itself: the root, the schemas, the profile.

use std::sync::Arc;

use ::directory::hsds::Version;
use ::directory::hsds::schema::{MERGED, PROFILE};
use axum::extract::{Path, Request, State};
use axum::http::HeaderMap;
use axum::http::header::HOST;
use axum::response::Response;
use kernel::Lang;
use serde_json::{Value, json};

use super::parameters::Asked;
use super::problem::ApiProblem;
use super::services::must_accept;
use super::{ROOT, answer};
use crate::house::Site;

/// `/`: required of every HSDS interface.
pub(super) async fn root(
    State(_): State<Arc<Site>>,
    request: Request,
) -> Result<Response, ApiProblem> {
    must_accept(&request, "application/json")?;
    let base = base(request.headers());
    let asked = Asked::read(request, &[]).await?;
    let mut root = json!({
        "version": asked.version.number(),
        "profile": format!("{base}/profile/"),
        "openapi_url": format!("{base}/openapi.json"),
    });
    if asked.version >= Version::V3_2 {
        root["description"] = match asked.lang {
            Lang::En => "Services in Canada for people touched by human trafficking or exploitation, and for whoever helps them.",
            Lang::Fr => "Services au Canada pour les personnes touchées par la traite ou l’exploitation, et pour qui leur vient en aide.",
        }
        .into();
        root["publisher"] = json!({"name": "Cairn", "website": base.trim_end_matches(ROOT)});
    }
    answer::object(&root, asked.lang)
}

/// The address of the interface as the client knows it. `http` on this machine itself, `https`
/// elsewhere, unless the proxy in front says otherwise.
fn base(headers: &HeaderMap) -> String {
    let text = |name: &str| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    let is_host = |host: &str| {
        !host.is_empty()
            && host
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte))
    };
    let host = Some(text(HOST.as_str()))
        .filter(|host| is_host(host))
        .unwrap_or("localhost");
    let local = ["localhost", "127.", "[::1]"]
        .iter()
        .any(|own| host.starts_with(own));
    let scheme = match text("x-forwarded-proto") {
        "https" => "https",
        "http" => "http",
        _ if local => "http",
        _ => "https",
    };
    format!("{scheme}://{host}{ROOT}")
}

/// `/schema/{name}.json`: HSDS with the profile merged in.
pub(super) async fn schema(
    Path(file): Path<String>,
    request: Request,
) -> Result<Response, ApiProblem> {
    must_accept(&request, "application/json")?;
    Asked::read(request, &[]).await?;
    let found = file.strip_suffix(".json").and_then(|name| MERGED.get(name));
    let bytes = serde_json::to_vec(found.ok_or(ApiProblem::NotFound)?)?;
    Ok(answer::whole(bytes, "application/json", None))
}

/// `/profile/{name}.json`: the profile's own patches; `/profile/` lists them.
pub(super) async fn profile(
    Path(file): Path<String>,
    request: Request,
) -> Result<Response, ApiProblem> {
    must_accept(&request, "application/json")?;
    Asked::read(request, &[]).await?;
    let name = file.strip_suffix(".json").ok_or(ApiProblem::NotFound)?;
    let found = PROFILE.iter().find(|(known, _)| *known == name);
    let (_, text) = found.ok_or(ApiProblem::NotFound)?;
    Ok(answer::whole(
        text.as_bytes().to_vec(),
        "application/json",
        None,
    ))
}

/// `/profile/`: what the profile is, and its files.
pub(super) async fn profiles(request: Request) -> Result<Response, ApiProblem> {
    must_accept(&request, "application/json")?;
    let base = base(request.headers());
    let asked = Asked::read(request, &[]).await?;
    let patches: Vec<Value> = PROFILE
        .iter()
        .map(|(name, _)| format!("{base}/profile/{name}.json").into())
        .collect();
    let schemas: Vec<Value> = MERGED
        .keys()
        .map(|name| format!("{base}/schema/{name}.json").into())
        .collect();
    let profile = json!({
        "name": match asked.lang {
            Lang::En => "Cairn's profile of HSDS",
            Lang::Fr => "Profil HSDS de Cairn",
        },
        "version": "1.0.0",
        "hsds_version": Version::V3_1.number(),
        "license": "https://creativecommons.org/licenses/by-sa/4.0/",
        "patches": patches,
        "schemas": schemas,
    });
    answer::object(&profile, asked.lang)
}
