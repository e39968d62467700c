//! One box for names: people, organizations, listings. Sent by POST, so that no name stands in an address.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use directory::text::fold;

use super::door::{SignedIn, may_open};
use super::frame::StaffFrame;
use super::people::Staff;
use super::routes::StaffRoute;
use crate::form::{self, ORDINARY};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::routes::Route;
use crate::say;

/// Letters of the words.
const WORDS: usize = 200;
/// Names of each kind that are shown.
const MOST: usize = 20;

/// What the words find, among what this person may see.
pub(crate) async fn answer(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let words: String = sent.get("words").trim().chars().take(WORDS).collect();
    let mut kinds = Vec::new();
    if !words.is_empty() {
        kinds.push(("people-title", people(&site, &here, &words).await?));
        kinds.push((
            "people-organizations-title",
            organizations(&site, &here, &words).await?,
        ));
        kinds.push(("staff-search-listings", listings(&site, &here, &words)?));
        kinds.retain(|(_, found)| !found.is_empty());
    }
    page(&SearchPage {
        frame: here.frame(here.at.say("staff-search-title")),
        kinds: kinds
            .into_iter()
            .map(|(name, found)| (here.at.say(name), found))
            .collect(),
        words,
    })
}

/// The context of `templates/staff/search.html`.
#[derive(Template)]
#[template(path = "staff/search.html")]
struct SearchPage<'a> {
    frame: StaffFrame<'a>,
    words: String,
    kinds: Vec<(Markup, Vec<Found>)>,
}

/// An address and a name.
type Found = (String, Markup);

/// Every word stands in the text, whatever the accents.
fn holds(text: &str, words: &str) -> bool {
    let (text, words) = (fold(text), fold(words));
    words.split_whitespace().all(|word| text.contains(word))
}

async fn people(site: &Site, here: &SignedIn, words: &str) -> Result<Vec<Found>, Problem> {
    if !may_open(&here.me, StaffRoute::People) {
        return Ok(Vec::new());
    }
    let people = Staff::read(site, here).await?.people;
    Ok(people
        .into_iter()
        .filter(|one| holds(&format!("{} {}", one.name, one.email), words))
        .take(MOST)
        .map(|one| {
            let address = StaffRoute::Person.of(one.id, here.at.lang);
            (address, Markup::escaped(&one.name))
        })
        .collect())
}

async fn organizations(site: &Site, here: &SignedIn, words: &str) -> Result<Vec<Found>, Problem> {
    if !may_open(&here.me, StaffRoute::Organizations) {
        return Ok(Vec::new());
    }
    let organizations = site.store.staff_organizations(&here.actor).await?;
    Ok(organizations
        .into_iter()
        .filter(|one| holds(&format!("{} {}", one.name.en, one.name.fr), words))
        .take(MOST)
        .map(|one| {
            let address = StaffRoute::Organization.of(one.id, here.at.lang);
            (address, say::text(&one.name, here.at.messages()))
        })
        .collect())
}

/// Public listings by their own name or their organization's.
fn listings(site: &Site, here: &SignedIn, words: &str) -> Result<Vec<Found>, Problem> {
    let index = site.finder.current();
    let request = search::Request {
        text: words.to_owned(),
        per_page: MOST,
        ..search::Request::default()
    };
    let page = index.find(&request, site.clock.now())?;
    Ok(page
        .results
        .into_iter()
        .map(|found| found.listing)
        .take(MOST)
        .map(|listing| {
            let address = Route::Service.of(listing.id, here.at.lang);
            (address, say::text(&listing.name, here.at.messages()))
        })
        .collect())
}
