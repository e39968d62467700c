//! Organizations: those that have a service the public may see.

use std::sync::Arc;

use ::directory::hsds::{Edge, Version};
use axum::extract::{Path, Request, State};
use axum::response::Response;
use kernel::Lang;

use super::answer;
use super::current::View;
use super::items::Items;
use super::parameters::{Asked, Name, PAGING, parse_id};
use super::problem::ApiProblem;
use super::services::{must_accept, must_accept_list, rows};
use crate::house::Site;

/// Parameters of `/organizations`.
pub(super) const OF_LIST: [Name; 8] = [
    Name::Search,
    Name::FullService,
    Name::Full,
    Name::TaxonomyTermId,
    Name::TaxonomyId,
    PAGING[0],
    PAGING[1],
    PAGING[2],
];
/// Parameters of `/organizations/{id}`.
pub(super) const OF_ONE: [Name; 1] = [Name::FullService];

/// `/organizations`: those with a service that satisfies what is asked.
pub(super) async fn list(
    State(site): State<Arc<Site>>,
    request: Request,
) -> Result<Response, ApiProblem> {
    must_accept_list(&request)?;
    let asked = Asked::read(request, &OF_LIST).await?;
    let full_service = asked.flag(Name::FullService)?;
    let full = asked.flag(Name::Full)? || full_service;
    let view = site.hsds.current.get(&site).await?;
    let mut seen = vec![false; view.organizations.len()];
    let mut found = Vec::new();
    for row in rows(&site, &view, &asked)? {
        let organization = view.rows[row as usize].organization as usize;
        if !std::mem::replace(&mut seen[organization], true) {
            found.push(organization);
        }
    }
    if asked.search()?.is_none() {
        found.sort_unstable();
    }
    let (lang, version) = (asked.lang, asked.version);
    let items = Items::new(found.len(), lang, move |at| {
        let how = Told {
            lang,
            version,
            full,
            full_service,
        };
        organization(&site, &view, found[at], &how)
    });
    items.answer(&asked)
}

/// `/organizations/{id}`.
pub(super) async fn one(
    State(site): State<Arc<Site>>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, ApiProblem> {
    must_accept(&request, "application/json")?;
    let asked = Asked::read(request, &OF_ONE).await?;
    let how = Told {
        lang: asked.lang,
        version: asked.version,
        full: true,
        full_service: asked.flag(Name::FullService)?,
    };
    let view = site.hsds.current.get(&site).await?;
    let at = parse_id(&id).and_then(|id| view.organization_at(id));
    let told = organization(&site, &view, at.ok_or(ApiProblem::NotFound)?, &how)?;
    Ok(answer::whole(
        told.into_bytes(),
        "application/json",
        Some(asked.lang),
    ))
}

/// How organizations are told.
struct Told {
    lang: Lang,
    version: Version,
    /// With their services.
    full: bool,
    /// With their services whole.
    full_service: bool,
}

fn organization(site: &Site, view: &View, at: usize, how: &Told) -> Result<String, ApiProblem> {
    let edge: Edge<'_> = super::edge_of(site, how.lang, how.version);
    let mut told = edge.organization(&view.organizations[at]);
    if how.full {
        for &row in &view.of_organization[at] {
            let (listing, organization) = view.listing(row)?;
            let service = edge.service_of_organization(&listing, organization, how.full_service);
            told.services.push(service);
        }
    }
    Ok(serde_json::to_string(&told)?)
}
