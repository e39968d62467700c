//! The pairs that wait for a decision, the surest first.

use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use directory::duplicates::{Agreement, Evidence, Field};
use store::DuplicateCandidate;

use super::{Likelihood, field_name, of_hundred};
use crate::form::{self, ORDINARY};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::staff::door::SignedIn;
use crate::staff::list::{Asked, Cell, Filter, Row, Sheet};
use crate::staff::pages::list_page;
use crate::staff::routes::StaffRoute;

/// Pairs of one page.
const ROWS: usize = 25;

/// The list, as its address asks.
pub(crate) async fn list(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    show_list(&site, &here, Asked::in_query(uri.query())?).await
}

/// The list, narrowed by words.
pub(crate) async fn list_by_words(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    show_list(&site, &here, Asked::in_form(&sent)?).await
}

async fn show_list(site: &Site, here: &SignedIn, asked: Asked) -> Result<Response, Problem> {
    let at = &here.at;
    let messages = at.messages();
    let asked = asked.or_down_by("likelihood");
    let pairs = site.store.duplicate_candidates(&here.actor).await?;
    let mut sheet = Sheet::with_columns(vec![
        ("first", at.say("duplicates-first")),
        ("second", at.say("duplicates-second")),
        ("likelihood", at.say("duplicates-likelihood")),
        ("alike", at.say("duplicates-alike")),
        ("different", at.say("duplicates-different")),
    ])
    .with_pages_of(ROWS);
    sheet.filters = vec![
        Filter {
            key: "sure",
            label: at.say("duplicates-likelihood"),
            choices: Likelihood::OF_A_LIST
                .map(|one| (one.code().to_owned(), one.said(messages)))
                .into(),
        },
        Filter {
            key: "same",
            label: at.say("duplicates-alike"),
            choices: Field::ALL
                .map(|field| (field.code().to_owned(), field_name(field, messages)))
                .into(),
        },
    ];
    sheet.rows = pairs.iter().map(|pair| row(here, pair)).collect();
    let actions = [
        (StaffRoute::FindDuplicates, "duplicates-find-title"),
        (StaffRoute::Merges, "duplicates-merges-title"),
    ]
    .into_iter()
    .map(|(route, key)| (at.to(route).to_owned(), at.say(key)))
    .collect();
    list_page(here, &sheet, &asked, "duplicates-title", actions)
}

fn speaks_for(evidence: Evidence) -> bool {
    matches!(evidence.agreement, Agreement::Same | Agreement::Close)
}

fn row(here: &SignedIn, pair: &DuplicateCandidate) -> Row {
    let at = &here.at;
    let messages = at.messages();
    let side = |which: usize, href: Option<String>| {
        let name = pair.names[which].shown(at.lang).0;
        let organization = pair.organizations[which].shown(at.lang).0;
        let mut cell = Cell::words(&format!("{name} ({organization})"));
        let (name, organization) = (Markup::escaped(name), Markup::escaped(organization));
        let name = match href {
            Some(href) => format!("<a href=\"{href}\">{name}</a>"),
            None => name.to_string(),
        };
        cell.shown = Markup::built(format!(
            "<span>{name}<br><span class=\"quiet\">{organization}</span></span>"
        ));
        cell
    };
    let named = |wanted: fn(Evidence) -> bool| {
        let names: Vec<String> = pair
            .evidence
            .iter()
            .filter(|evidence| wanted(**evidence))
            .map(|evidence| field_name(evidence.field, messages).to_string())
            .collect();
        Cell::said(Markup::built(names.join(", ")))
    };
    let likelihood = Likelihood::of(pair.score);
    let said = at.fill(
        "duplicates-likelihood-of",
        &[
            ("words", (&likelihood.said(messages)).into()),
            ("share", of_hundred(pair.score).into()),
        ],
    );
    let mut values = vec![("sure", likelihood.code().to_owned())];
    let alike = pair
        .evidence
        .iter()
        .filter(|evidence| speaks_for(**evidence));
    values.extend(alike.map(|evidence| ("same", evidence.field.code().to_owned())));
    let href = StaffRoute::DuplicatePair.of_pair(pair.first, pair.second, at.lang);
    Row {
        cells: vec![
            side(0, Some(href)),
            side(1, None),
            Cell::said(said).ordered_by(format!("{:09.6}", pair.score)),
            named(speaks_for),
            named(|evidence| evidence.agreement == Agreement::Different),
        ],
        values,
    }
}
