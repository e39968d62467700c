//! Everything as tables: the tabular data package of HSDS, packed once for each state of the
//! directory.

use std::io::Cursor;
use std::sync::{Arc, Weak};

use ::directory::hsds::tables::Tables;
use ::directory::hsds::{Depth, Version, package};
use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::CONTENT_DISPOSITION;
use axum::response::Response;
use bytes::Bytes;
use kernel::Lang;
use tokio::sync::Mutex;

use super::answer::{self, AsItIs};
use super::current::View;
use super::parameters::Asked;
use super::problem::ApiProblem;
use super::services::must_accept;
use crate::house::Site;

/// Services that are packed while somebody waits. Whoever has more writes the file by command.
const MOST_SERVICES: usize = 20_000;

type Key = (Lang, Version);

/// Packages that were made lately. One is made at a time.
#[derive(Debug, Default)]
pub(super) struct Packages(Mutex<Vec<(Key, Weak<View>, Bytes)>>);

/// `/datapackage.zip`.
pub(super) async fn download(
    State(site): State<Arc<Site>>,
    request: Request,
) -> Result<Response, ApiProblem> {
    must_accept(&request, "application/zip")?;
    let asked = Asked::read(request, &[]).await?;
    let view = site.hsds.current.get(&site).await?;
    if view.rows.len() > MOST_SERVICES {
        return Err(ApiProblem::TooLargeToPack);
    }
    let bytes = made(&site, &view, (asked.lang, asked.version)).await?;
    let mut answer = answer::whole(bytes.to_vec(), "application/zip", Some(asked.lang));
    answer.extensions_mut().insert(AsItIs);
    answer.headers_mut().insert(
        CONTENT_DISPOSITION,
        HeaderValue::from_static("attachment; filename=\"datapackage.zip\""),
    );
    Ok(answer)
}

async fn made(site: &Arc<Site>, view: &Arc<View>, key: Key) -> Result<Bytes, ApiProblem> {
    let mut kept = site.hsds.packages.0.lock().await;
    kept.retain(|(_, of, _)| of.as_ptr() == Arc::as_ptr(view));
    if let Some((_, _, bytes)) = kept.iter().find(|(known, ..)| *known == key) {
        return Ok(bytes.clone());
    }
    let (packing, from) = (Arc::clone(site), Arc::clone(view));
    let bytes = tokio::task::spawn_blocking(move || pack(&packing, &from, key))
        .await
        .map_err(|error| ApiProblem::broken(&error))??;
    let bytes = Bytes::from(bytes);
    kept.push((key, Arc::downgrade(view), bytes.clone()));
    Ok(bytes)
}

fn pack(site: &Site, view: &View, (lang, version): Key) -> Result<Vec<u8>, ApiProblem> {
    let edge = super::edge_of(site, lang, version);
    let broken = |error| ApiProblem::broken(&error);
    let mut tables = Tables::new().map_err(broken)?;
    for row in 0..view.rows.len() as u32 {
        let (listing, organization) = view.listing(row)?;
        let service = edge.service(&listing, organization, Depth::Full);
        tables
            .add("service", &serde_json::to_value(&service)?)
            .map_err(broken)?;
    }
    for term in site.content.taxonomy.terms() {
        let term = serde_json::to_value(edge.taxonomy_term(term))?;
        tables.add("taxonomy_term", &term).map_err(broken)?;
    }
    let written = package::write(tables, version, Cursor::new(Vec::new())).map_err(broken)?;
    Ok(written.into_inner())
}
