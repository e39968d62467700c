//! One service: how to reach it, when, where, what to expect, how its facts are known.

mod facts;
pub(crate) mod week;

use std::borrow::Cow;
use std::sync::Arc;

use ::directory::Listing;
use ::directory::hours::{Hours, OpenState};
use ::directory::service::Fees;
use ::directory::taxonomy::TermId;
use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use kernel::{Actor, Lang};
use uuid::Uuid;

use super::call_now::CallNow;
use super::question::Question;
use super::{ServiceId, listing};
use crate::form::{Form, ORDINARY};
use crate::frame::{Frame, HiddenFields, Switch};
use crate::guidance::paper::GUIDE;
use crate::handler::{Here, page};
use crate::house::Site;
use crate::markup::Markup;
use crate::messages::Messages;
use crate::problem::Problem;
use crate::routes::Route;
use crate::say::{self, PhoneLine, Reader};

/// The page by its address.
pub(crate) async fn show(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
    ServiceId(id): ServiceId,
) -> Result<Response, Problem> {
    match listing(&site, id) {
        Ok(listing) => page(&ServicePage::new(&site, lang, &listing, None)),
        Err(Problem::NotFound) => moved(&site, Route::Service, lang, id).await,
        Err(problem) => Err(problem),
    }
}

/// The same page about the record that this one was merged into, whatever was sent. Not for ever: a merge can
/// be undone.
async fn moved(site: &Site, route: Route, lang: Lang, id: Uuid) -> Result<Response, Problem> {
    let lives_on = site
        .store
        .merged_into(&Actor::Public, id)
        .await
        .map_err(|error| Problem::broken(&error))?;
    // Only to a page that is there: an address must not tell of a record the public may not see.
    let there = lives_on.ok_or(Problem::NotFound)?;
    listing(site, there)?;
    Ok(Redirect::temporary(&route.of(there, lang)).into_response())
}

/// The page from a list, which it can lead back to.
pub(crate) async fn show_from_list(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
    ServiceId(id): ServiceId,
    Form(fields): Form<ORDINARY>,
) -> Result<Response, Problem> {
    let listing = match listing(&site, id) {
        Err(Problem::NotFound) => return moved(&site, Route::Service, lang, id).await,
        found => found?,
    };
    let question = Question::read(&fields, &site.content.taxonomy);
    // From the end of a guide one goes back there.
    let guide = fields.get(GUIDE).parse().ok();
    let guide = guide.filter(|&number| site.settings.guides.guide(number).is_some());
    page(&ServicePage::new(
        &site,
        lang,
        &listing,
        Some((&question, guide)),
    ))
}

/// The page for paper.
pub(crate) async fn print(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
    ServiceId(id): ServiceId,
) -> Result<Response, Problem> {
    let listing = match listing(&site, id) {
        Err(Problem::NotFound) => return moved(&site, Route::ServicePrint, lang, id).await,
        found => found?,
    };
    page(&PrintServicePage(ServicePage::for_paper(
        &site, lang, &listing,
    )))
}

/// The address of a list, and the form that makes it again.
type Back = (Cow<'static, str>, HiddenFields);

/// The context of `templates/directory/service.html`.
#[derive(Template)]
#[template(path = "directory/service.html")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a line of the page that stands or not"
)]
pub(crate) struct ServicePage<'a> {
    frame: Frame<'a>,
    id: Uuid,
    /// Whom else to call, when it is not known to be open.
    call_now: Option<Arc<CallNow>>,
    /// The list it was opened from.
    back: Option<Back>,
    name: Markup,
    organization: Markup,
    description: Markup,
    closed_for_now: bool,
    state: Markup,
    /// "Today: …", when anything is known.
    today: Option<Markup>,
    /// The style of `state`.
    tone: &'static str,
    lines: Vec<PhoneLine>,
    /// Days and their hours.
    week: Vec<(Markup, Markup)>,
    hours_known: bool,
    hours_note: Markup,
    address: Option<String>,
    town: Option<String>,
    area: Markup,
    dedicated: bool,
    everyone: bool,
    people: Vec<Markup>,
    helps: Vec<Markup>,
    facts: Vec<Markup>,
    unknown: Option<Markup>,
    languages: Markup,
    interpretation: Markup,
    free: bool,
    /// A link to it.
    website: Option<Markup>,
    email: Option<String>,
    standing: Markup,
    unverified: bool,
    /// Since when nobody has confirmed it, when that is too long.
    stale: Option<Markup>,
    /// Free places.
    capacities: Vec<Markup>,
    sources: Vec<Markup>,
    source_date: Option<Markup>,
    review_by: Option<Markup>,
}

impl<'a> ServicePage<'a> {
    pub(crate) fn new(
        site: &'a Site,
        lang: Lang,
        listing: &Listing,
        from: Option<(&Question, Option<u16>)>,
    ) -> Self {
        let mut switch = Switch::service(Route::Service, listing.id);
        let back = from.map(|(question, guide)| {
            let mut fields = question.hidden();
            fields.extend(guide.map(|number| (GUIDE, Cow::Owned(number.to_string()))));
            let to = match guide {
                Some(number) => Cow::Owned(Route::Near.guide(number, lang)),
                None => Cow::Borrowed(Route::Find.address(lang)),
            };
            (to, fields)
        });
        if let Some((_, fields)) = &back {
            switch = switch.with_form(fields.clone());
        }
        Self::in_frame(site, Frame::new(site, lang, switch), listing, back)
    }

    fn for_paper(site: &'a Site, lang: Lang, listing: &Listing) -> Self {
        let switch = Switch::service(Route::ServicePrint, listing.id);
        Self::in_frame(site, Frame::new(site, lang, switch), listing, None)
    }

    fn in_frame(site: &Site, frame: Frame<'a>, listing: &Listing, back: Option<Back>) -> Self {
        let messages = frame.messages();
        let now = site.clock.now();
        let province = listing.location.as_ref().map(|location| location.province);
        let state = listing.open_state(now);
        let reader = Reader::new(now, province, &site.content.gazetteer);
        let said = say::open_state(state, listing, &reader, messages);
        let is_open = state.is_open();
        let names = |terms: &[TermId]| names(site, terms, messages);
        Self {
            id: listing.id,
            call_now: (!is_open)
                .then(|| site.call_now(&site.finder.current()))
                .filter(|lines| lines.lines().next().is_some()),
            back,
            name: say::text(&listing.name, messages),
            organization: say::text(&listing.organization, messages),
            description: say::text(&listing.description, messages),
            closed_for_now: listing.temporarily_closed,
            today: (state != OpenState::Unknown)
                .then(|| messages.fill("service-hours-today", &[("state", (&said).into())])),
            state: said,
            tone: say::tone(state, listing),
            lines: lines(listing, messages),
            week: week::days(&listing.hours, messages),
            hours_known: listing.hours != Hours::unknown(),
            hours_note: say::text(&listing.hours.note, messages),
            address: listing
                .location
                .as_ref()
                .and_then(|location| location.address.clone()),
            town: listing
                .location
                .as_ref()
                .map(|location| location.label().get(messages.lang()).to_owned()),
            area: say::area(listing, messages),
            dedicated: listing.dedicated,
            everyone: listing.everyone,
            people: names(&listing.populations),
            helps: names(&listing.needs),
            facts: facts::known(&listing.access, messages),
            unknown: facts::unknown(&listing.access, messages),
            languages: say::languages(&listing.languages, messages),
            interpretation: say::text(&listing.interpretation, messages),
            free: listing.fees == Fees::Free,
            website: listing.website.as_deref().and_then(say::website),
            email: listing.email.clone(),
            standing: say::standing(listing, messages),
            unverified: say::is_unverified(listing),
            stale: say::stale(listing, now, messages),
            capacities: say::capacities(listing, now, messages),
            sources: listing
                .source
                .iter()
                .map(|page| source(page, messages))
                .collect(),
            source_date: listing.source_date.as_deref().map(|date| {
                let date = say::month_of(date, messages);
                messages.fill("service-known-source-date", &[("date", (&date).into())])
            }),
            review_by: listing.review_by.map(|date| {
                let date = say::date(date, messages);
                messages.fill("service-known-review", &[("date", (&date).into())])
            }),
            frame,
        }
    }

    fn of(&self, route: Route) -> String {
        route.of(self.id, self.frame.lang())
    }

    fn website_line(&self, link: &Markup) -> Markup {
        self.frame
            .fill("service-online-website", &[("link", link.into())])
    }

    fn email_line(&self, address: &String) -> Markup {
        self.frame
            .fill("service-online-email", &[("address", address.into())])
    }
}

/// The context of `templates/directory/service-print.html`: the same facts, for paper.
#[derive(Template)]
#[template(path = "directory/service-print.html")]
pub(crate) struct PrintServicePage<'a>(pub(crate) ServicePage<'a>);

impl<'a> std::ops::Deref for PrintServicePage<'a> {
    type Target = ServicePage<'a>;

    fn deref(&self) -> &ServicePage<'a> {
        &self.0
    }
}

fn lines(listing: &Listing, messages: &'static Messages) -> Vec<PhoneLine> {
    listing
        .phones
        .iter()
        .map(|phone| PhoneLine::new(phone, messages))
        .collect()
}

fn names(site: &Site, terms: &[TermId], messages: &'static Messages) -> Vec<Markup> {
    terms
        .iter()
        .filter_map(|id| site.content.taxonomy.term(id))
        .map(|term| say::text(&term.name, messages))
        .collect()
}

/// Where a fact was read: the host as a link, or the words as they are.
fn source(page: &str, messages: &'static Messages) -> Markup {
    let shown = say::website(page).unwrap_or_else(|| Markup::escaped(page));
    messages.fill("service-known-source", &[("source", (&shown).into())])
}
