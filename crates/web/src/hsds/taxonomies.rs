//! The three lists of terms, and their terms.

use std::sync::Arc;

use ::directory::hsds::objects::{Taxonomy, TaxonomyTerm};
use ::directory::taxonomy::Vocabulary;
use ::directory::text;
use axum::extract::{Path, Request, State};
use axum::response::Response;
use kernel::Text;

use super::items::Items;
use super::parameters::{Asked, Name, PAGING, parse_id};
use super::problem::ApiProblem;
use super::services::{must_accept, must_accept_list};
use super::{answer, edge};
use crate::house::Site;

/// Parameters of `/taxonomies`.
pub(super) const OF_LIST: [Name; 4] = [Name::Search, PAGING[0], PAGING[1], PAGING[2]];
/// Parameters of `/taxonomy_terms`.
pub(super) const OF_TERMS: [Name; 7] = [
    Name::Search,
    PAGING[0],
    PAGING[1],
    PAGING[2],
    Name::TaxonomyId,
    Name::TopOnly,
    Name::ParentId,
];

const VOCABULARIES: [Vocabulary; 3] = [
    Vocabulary::Need,
    Vocabulary::Population,
    Vocabulary::Exploitation,
];

/// Every word stands in one of the texts, whatever its accents and capitals.
fn speaks_of(words: Option<&str>, texts: &[&Text]) -> bool {
    let mut all = String::new();
    for text in texts {
        all.push_str(&text::fold(&text.en));
        all.push(' ');
        all.push_str(&text::fold(&text.fr));
        all.push(' ');
    }
    words.is_none_or(|words| {
        words
            .split_whitespace()
            .all(|word| all.contains(&*text::fold(word)))
    })
}

fn every_taxonomy(site: &Site, asked: &Asked) -> Vec<Taxonomy> {
    let edge = edge(site, asked);
    VOCABULARIES
        .into_iter()
        .map(|vocabulary| edge.taxonomy(vocabulary))
        .collect()
}

/// `/taxonomies`.
pub(super) async fn list(
    State(site): State<Arc<Site>>,
    request: Request,
) -> Result<Response, ApiProblem> {
    must_accept_list(&request)?;
    let asked = Asked::read(request, &OF_LIST).await?;
    let words = asked.search()?;
    let mut found = every_taxonomy(&site, &asked);
    found.retain(|taxonomy| {
        let texts: Vec<Text> = taxonomy
            .translations
            .values()
            .map(|both| {
                Text::new(
                    both.en.clone().unwrap_or_default(),
                    both.fr.clone().unwrap_or_default(),
                )
            })
            .collect();
        speaks_of(words, &texts.iter().collect::<Vec<_>>())
    });
    Items::ready(&found, asked.lang)?.answer(&asked)
}

/// `/taxonomies/{id}`.
pub(super) async fn one(
    State(site): State<Arc<Site>>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, ApiProblem> {
    must_accept(&request, "application/json")?;
    let asked = Asked::read(request, &[]).await?;
    let id = parse_id(&id);
    let found = every_taxonomy(&site, &asked)
        .into_iter()
        .find(|taxonomy| Some(taxonomy.id) == id)
        .ok_or(ApiProblem::NotFound)?;
    answer::object(&found, asked.lang)
}

/// `/taxonomy_terms`. The lists are flat: every term is at the top, none has a parent.
pub(super) async fn terms(
    State(site): State<Arc<Site>>,
    request: Request,
) -> Result<Response, ApiProblem> {
    must_accept_list(&request)?;
    let asked = Asked::read(request, &OF_TERMS).await?;
    let words = asked.search()?;
    let taxonomy = asked.id(Name::TaxonomyId)?;
    let _ = asked.flag(Name::TopOnly)?;
    let with_parent = asked.id(Name::ParentId)?.is_some();
    let edge = edge(&site, &asked);
    let found: Vec<TaxonomyTerm> = site
        .content
        .taxonomy
        .terms()
        .iter()
        .filter(|term| {
            !with_parent && speaks_of(words, &[&term.name, &term.description, &term.formal])
        })
        .map(|term| edge.taxonomy_term(term))
        .filter(|term| taxonomy.is_none_or(|taxonomy| taxonomy == term.taxonomy_id))
        .collect();
    Items::ready(&found, asked.lang)?.answer(&asked)
}

/// `/taxonomy_terms/{id}`.
pub(super) async fn term(
    State(site): State<Arc<Site>>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, ApiProblem> {
    must_accept(&request, "application/json")?;
    let asked = Asked::read(request, &[]).await?;
    let id = parse_id(&id);
    let edge = edge(&site, &asked);
    let terms = site.content.taxonomy.terms().iter();
    let found = terms
        .map(|term| edge.taxonomy_term(term))
        .find(|term| Some(term.id) == id)
        .ok_or(ApiProblem::NotFound)?;
    answer::object(&found, asked.lang)
}
