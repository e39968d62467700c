//! Paper for a place: a contact sheet, and a small card that folds. In one language or in both.

use std::borrow::Cow;
use std::sync::Arc;

use ::directory::Listing;
use ::directory::hours::Rule;
use ::directory::phone::PhoneKind;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kernel::Lang;

use super::local::{self, Helpers, Reached, Wanted};
use super::place::{Asked, PLACE};
use super::sheet::name_on_paper;
use super::sources::shown;
use crate::directory::call_now::CallNow;
use crate::directory::service::week;
use crate::form::{Fields, Form, ORDINARY};
use crate::frame::{Frame, HiddenFields, Switch};
use crate::handler::{Here, page};
use crate::house::Site;
use crate::markup::Markup;
use crate::messages::Messages;
use crate::problem::Problem;
use crate::routes::Route;
use crate::say::{self, PhoneLine};

/// The guide whose needs the paper answers; empty: what most people need.
pub(crate) const GUIDE: &str = "guide";
/// `en`, `fr` or `both`.
const SIDES: &str = "sides";
const BOTH: &str = "both";
/// A card without a word of what it is for.
const PLAIN: &str = "plain";

/// Lines of one service on the sheet.
const MOST_LINES: usize = 2;
/// Local numbers on the card, beside those for everyone.
const MOST_NUMBERS: usize = 4;

/// The form of the contact sheet.
pub(crate) async fn contacts_form(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
) -> Result<Response, Problem> {
    page(&ContactsPage(Paper::form(&site, lang, Route::Contacts)))
}

/// The contact sheet of a place.
pub(crate) async fn contacts(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
    Form(fields): Form<ORDINARY>,
) -> Result<Response, Problem> {
    page(&ContactsPage(Paper::made(
        &site,
        lang,
        &fields,
        Route::Contacts,
    )?))
}

/// The form of the card.
pub(crate) async fn pocket_form(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
) -> Result<Response, Problem> {
    page(&PocketPage(Paper::form(&site, lang, Route::Pocket)))
}

/// The card of a place.
pub(crate) async fn pocket(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
    Form(fields): Form<ORDINARY>,
) -> Result<Response, Problem> {
    page(&PocketPage(Paper::made(
        &site,
        lang,
        &fields,
        Route::Pocket,
    )?))
}

/// The context of `templates/guidance/contacts.html`.
#[derive(Template)]
#[template(path = "guidance/contacts.html")]
pub(crate) struct ContactsPage<'a>(Paper<'a>);

/// The context of `templates/guidance/pocket.html`.
#[derive(Template)]
#[template(path = "guidance/pocket.html")]
pub(crate) struct PocketPage<'a>(Paper<'a>);

impl<'a> std::ops::Deref for ContactsPage<'a> {
    type Target = Paper<'a>;

    fn deref(&self) -> &Paper<'a> {
        &self.0
    }
}

impl<'a> std::ops::Deref for PocketPage<'a> {
    type Target = Paper<'a>;

    fn deref(&self) -> &Paper<'a> {
        &self.0
    }
}

/// What both papers are made of: the form, and what it asked for.
pub(crate) struct Paper<'a> {
    frame: Frame<'a>,
    call_now: Arc<CallNow>,
    /// The number of the guide it belongs to, and that it does.
    guide: Option<(u16, Markup)>,
    place: String,
    place_error: Option<Markup>,
    choices: Vec<String>,
    plain: bool,
    /// Value and name of each choice of languages, and which is made.
    languages: [(&'static str, Markup, bool); 3],
    sides: Vec<Side>,
}

/// The paper in one language.
struct Side {
    lang: Lang,
    messages: &'static Messages,
    heading: Markup,
    /// Who gives it out.
    name: Option<Markup>,
    groups: Vec<Group>,
    made: Markup,
}

/// Services of one need.
struct Group {
    need: Markup,
    contacts: Vec<Contact>,
}

/// One service on paper.
struct Contact {
    name: Markup,
    lines: Vec<PhoneLine>,
    /// Where to read, for one that nobody can call.
    website: Option<String>,
    /// Whose it is, when it answers, where it is, which languages it speaks.
    facts: Markup,
    unverified: bool,
}

impl<'a> Paper<'a> {
    fn form(site: &'a Site, lang: Lang, route: Route) -> Self {
        Self {
            frame: Frame::new(site, lang, Switch::link(route)),
            call_now: site.call_now(&site.finder.current()),
            guide: None,
            place: String::new(),
            place_error: None,
            choices: Vec::new(),
            plain: false,
            languages: languages(Messages::of(lang), lang.code()),
            sides: Vec::new(),
        }
    }

    fn made(site: &'a Site, lang: Lang, fields: &Fields, route: Route) -> Result<Self, Problem> {
        let asked = Asked::read(fields, site);
        let number = fields.get(GUIDE).parse().ok();
        let guide = number.and_then(|number| site.settings.guides.guide(number));
        let sides = match fields.get(SIDES) {
            BOTH => BOTH,
            other => other.parse().unwrap_or(lang).code(),
        };
        let plain = fields.has(PLAIN);
        let mut sent: HiddenFields = vec![
            (PLACE, Cow::Owned(asked.typed.clone())),
            (SIDES, Cow::Borrowed(sides)),
        ];
        sent.extend(guide.map(|guide| (GUIDE, Cow::Owned(guide.number.to_string()))));
        sent.extend(plain.then_some((PLAIN, Cow::Borrowed("1"))));
        let frame = Frame::new(site, lang, Switch::link(route).with_form(sent));
        let index = site.finder.current();
        let call_now = site.call_now(&index);
        let langs = match sides {
            BOTH => vec![lang, lang.other()],
            code => vec![code.parse().unwrap_or(lang)],
        };
        let mut made = Vec::new();
        if !asked.is_unknown() {
            let wanted = Wanted::of(guide);
            let near = asked.near.as_ref();
            let found = local::look(
                site,
                &index,
                &wanted,
                near,
                Reached::OnPaper,
                lang,
                &call_now,
            )?;
            made.extend(
                langs
                    .into_iter()
                    .map(|lang| Side::new(site, lang, &asked, &found)),
            );
        }
        Ok(Self {
            guide: guide.map(|guide| {
                let title = guide.article(lang).title.as_str();
                let about = frame.fill("guidance-paper-guide", &[("title", title.into())]);
                (guide.number, about)
            }),
            place_error: asked.error(&frame),
            choices: asked.choices(site, lang),
            plain,
            languages: languages(frame.messages(), sides),
            sides: made,
            place: asked.typed,
            call_now,
            frame,
        })
    }
}

/// The choices of languages; each is named in itself.
fn languages(messages: &'static Messages, chosen: &str) -> [(&'static str, Markup, bool); 3] {
    let choice = |value: &'static str, name: Markup| (value, name, value == chosen);
    [
        choice("en", messages.say("guidance-paper-english")),
        choice("fr", messages.say("guidance-paper-french")),
        choice(BOTH, messages.say("guidance-paper-both")),
    ]
}

impl Side {
    fn new(site: &Site, lang: Lang, asked: &Asked, found: &[Helpers]) -> Self {
        let messages = Messages::of(lang);
        let zone = &site.settings.zone;
        let today = zone.to_datetime(site.clock.now()).date();
        let today = say::date(today, messages);
        Self {
            lang,
            messages,
            heading: match asked.label(lang) {
                Some(place) => messages.fill("guidance-paper-near", &[("place", place.into())]),
                None => messages.say("guidance-paper-canada"),
            },
            name: name_on_paper(site, messages),
            groups: found
                .iter()
                .map(|helpers| Group::new(site, helpers, messages))
                .collect(),
            made: messages.fill("guidance-paper-made", &[("date", (&today).into())]),
        }
    }

    /// A number of each need in turn, then another of each, as many as the card holds.
    fn numbers(&self) -> Vec<&Contact> {
        let deepest = local::MOST;
        let each = (0..deepest).flat_map(|at| {
            let groups = self.groups.iter();
            groups.filter_map(move |group| group.contacts.get(at))
        });
        each.filter(|contact| !contact.lines.is_empty())
            .take(MOST_NUMBERS)
            .collect()
    }
}

impl Group {
    fn new(site: &Site, helpers: &Helpers, messages: &'static Messages) -> Self {
        let term = site.content.taxonomy.term(&helpers.need);
        Self {
            need: term.map_or(Markup::ours(""), |term| say::text(&term.name, messages)),
            contacts: helpers
                .found
                .iter()
                .map(|found| Contact::new(&found.listing, messages))
                .collect(),
        }
    }
}

impl Contact {
    fn new(listing: &Listing, messages: &'static Messages) -> Self {
        let lines = listing
            .phones
            .iter()
            .filter(|phone| phone.kind != PhoneKind::Fax);
        let lines: Vec<PhoneLine> = lines
            .take(MOST_LINES)
            .map(|phone| PhoneLine::new(phone, messages))
            .collect();
        let mut facts = vec![
            say::text(&listing.organization, messages),
            when(listing, messages),
            say::place(listing, None, messages),
        ];
        if !listing.languages.is_empty() {
            let languages = say::languages(&listing.languages, messages);
            facts.push(messages.fill(
                "directory-result-languages",
                &[("languages", (&languages).into())],
            ));
        }
        facts.retain(|fact| !fact.is_empty());
        let facts: Vec<&str> = facts.iter().map(Markup::as_str).collect();
        Self {
            name: say::text(&listing.name, messages),
            website: lines
                .is_empty()
                .then(|| listing.website.as_deref().map(shown))
                .flatten(),
            lines,
            facts: Markup::built(facts.join(". ")),
            unverified: say::is_unverified(listing),
        }
    }
}

/// When somebody answers, as it holds in any week: paper does not know what time it is.
fn when(listing: &Listing, messages: &'static Messages) -> Markup {
    match &listing.hours.rule {
        Rule::Always => messages.say("frame-call-any-time"),
        Rule::Unknown => Markup::ours(""),
        Rule::Weekly(_) => {
            let closed = messages.say("service-hours-closed");
            let days = week::days(&listing.hours, messages);
            let open = days.iter().filter(|(_, said)| *said != closed);
            let open: Vec<String> = open.map(|(day, said)| format!("{day} {said}")).collect();
            Markup::built(open.join(", "))
        }
    }
}
