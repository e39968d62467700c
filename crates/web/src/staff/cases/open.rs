//! A new case, which is a code and no name; and finding one again by what one has in hand.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::case::{AgeBand, LanguageTag};
use casework::words::Private;
use directory::geography::Province;
use store::{CaseLookup, NewCase};

use crate::form::{self, Fields, ORDINARY};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Choice, Field, Form, Kind};
use crate::staff::frame::At;
use crate::staff::pages::FormPage;
use crate::staff::routes::StaffRoute;

use super::{blame, choices, words};

/// What a case begins with and may change later: fields that two forms share.
pub(super) fn detail_fields(form: Form, at: &At, sent: &Fields) -> Form {
    let band = AgeBand::parse(sent.get("age")).unwrap_or(AgeBand::NotAsked);
    let region = sent.get("region");
    let mut regions = vec![Choice::new(
        "",
        at.say("cases-region-none"),
        region.is_empty(),
    )];
    regions.extend(Province::ALL.into_iter().map(|province| {
        let code = province.code();
        let name = say::text(&province.name(), at.messages());
        Choice::new(code, name, region == code)
    }));
    let interpreter = vec![Choice::new(
        "yes",
        at.say("cases-interpreter-yes"),
        sent.has("interpreter"),
    )];
    form.with(Field::new(
        "age",
        at.say("cases-age"),
        Kind::Select(choices(
            AgeBand::ALL,
            AgeBand::as_str,
            |word| at.say(&format!("cases-age-{word}")),
            Some(band),
        )),
    ))
    .with(
        Field::new("languages", at.say("cases-languages"), Kind::Text)
            .holding(sent.get("languages"))
            .hinting(at.say("cases-languages-hint")),
    )
    .with(Field::new(
        "interpreter",
        at.say("cases-interpreter"),
        Kind::Any(vec![(Markup::ours(""), interpreter)]),
    ))
    .with(
        Field::new("region", at.say("cases-region"), Kind::Select(regions))
            .hinting(at.say("cases-region-hint")),
    )
}

/// What the fields hold, or the field at fault and its message.
pub(super) struct Details {
    pub(super) age_band: AgeBand,
    pub(super) languages: Vec<LanguageTag>,
    pub(super) interpreter: bool,
    pub(super) region: Option<String>,
}

impl Details {
    pub(super) fn read(sent: &Fields) -> Result<Self, (&'static str, &'static str)> {
        let languages: Result<Vec<LanguageTag>, _> = sent
            .get("languages")
            .split([',', ';', ' '])
            .filter(|tag| !tag.is_empty())
            .map(str::parse)
            .collect();
        Ok(Self {
            age_band: AgeBand::parse(sent.get("age")).unwrap_or(AgeBand::NotAsked),
            languages: languages.map_err(|_| ("languages", "cases-fault-languages"))?,
            interpreter: sent.has("interpreter"),
            region: Some(sent.get("region").to_owned())
                .filter(|code| Province::ALL.iter().any(|known| known.code() == code)),
        })
    }
}

/// The form of a new case.
pub(crate) async fn new_form(here: SignedIn) -> Result<Response, Problem> {
    show_new(
        &here,
        detail_fields(Form::to(here.at.here()), &here.at, &Fields::default()),
    )
}

/// Opens a case and goes to it.
pub(crate) async fn open(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let details = match Details::read(&sent) {
        Ok(details) => details,
        Err((field, key)) => {
            let mut form = detail_fields(Form::to(here.at.here()), &here.at, &sent);
            form.blame(field, here.at.say(key));
            return show_new(&here, form);
        }
    };
    let new = NewCase {
        organization: here.me.organization_id,
        age_band: details.age_band,
        languages: details.languages,
        interpreter: details.interpreter,
        region: details.region,
    };
    let opened = site
        .store
        .open_case(&here.actor, &new, &site.moment())
        .await?;
    let address = StaffRoute::Case.of(opened.id, here.at.lang);
    Ok(here.done(&address, "case-opened"))
}

fn show_new(here: &SignedIn, form: Form) -> Result<Response, Problem> {
    let at = &here.at;
    FormPage::new(
        here.frame(at.say("cases-new")),
        form,
        at.say("cases-new-go"),
    )
    .saying(at.say("cases-new-lead"))
    .back(at.to(StaffRoute::Cases), at.say("cases-list-back"))
    .show()
}

const BY: [&str; 4] = ["code", "alias", "name", "phone"];

/// The form in which one looks for a case.
pub(crate) async fn find_form(here: SignedIn) -> Result<Response, Problem> {
    show_find(&here, find_fields(&here.at, &Fields::default()), Vec::new())
}

fn find_fields(at: &At, sent: &Fields) -> Form {
    let by = match sent.get("by") {
        "" => "code",
        by => by,
    };
    let ways = BY.map(|way| Choice::new(way, at.say(&format!("cases-find-{way}")), way == by));
    Form::to(at.here())
        .with(
            Field::new("words", at.say("cases-find-words"), Kind::Text)
                .holding(sent.get("words"))
                .hinting(at.say("cases-find-hint")),
        )
        .with(Field::new(
            "by",
            at.say("cases-find-by"),
            Kind::One(ways.into()),
        ))
}

/// Finds it exactly, or says that nothing was found: whether there is none, or none that one may know of.
pub(crate) async fn find(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let at = &here.at;
    let mut form = find_fields(at, &sent);
    let typed = sent.get("words").trim();
    if typed.is_empty() {
        form.blame("words", at.say("cases-fault-find-empty"));
        return show_find(&here, form, Vec::new());
    }
    let lookup = match sent.get("by") {
        "code" => CaseLookup::Code(typed.to_owned()),
        "alias" => CaseLookup::Alias(Private::new(typed)),
        "name" => CaseLookup::Name(Private::new(typed)),
        "phone" => CaseLookup::Phone(Private::new(typed)),
        _ => return Err(Problem::BadForm),
    };
    let found = site
        .store
        .find_case(&here.actor, &lookup, &site.moment())
        .await;
    match found {
        Ok(found) => match found.as_slice() {
            [one] => {
                let address = StaffRoute::Case.of(one.id, at.lang);
                Ok(Redirect::to(&address).into_response())
            }
            [] => {
                form.blame("words", at.say("cases-find-none"));
                show_find(&here, form, Vec::new())
            }
            several => {
                let lines = several.iter().map(|one| {
                    Markup::built(format!(
                        "<a href=\"{}\">{}</a>: {}",
                        StaffRoute::Case.of(one.id, at.lang),
                        one.code,
                        words::stage(at, one.stage)
                    ))
                });
                let lines = lines.collect();
                show_find(&here, form, lines)
            }
        },
        Err(error) => {
            blame(&mut form, at, "words", error)?;
            show_find(&here, form, Vec::new())
        }
    }
}

fn show_find(here: &SignedIn, form: Form, found: Vec<Markup>) -> Result<Response, Problem> {
    let at = &here.at;
    let frame = here.frame(at.say("cases-find"));
    let mut shown = FormPage::new(frame, form, at.say("cases-find-go"))
        .back(at.to(StaffRoute::Cases), at.say("cases-list-back"));
    if !found.is_empty() {
        shown = shown.ending(at.say("cases-find-several"));
        for line in found {
            shown = shown.ending(line);
        }
    }
    shown.show()
}
