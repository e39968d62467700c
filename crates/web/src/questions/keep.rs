//! Answers kept under a code, only where the person asks: how long, the code (shown once), coming back to
//! them, and deleting them.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use kernel::{Actor, Lang};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::{ResumeCode, StoreError};

use super::draft::{ANSWERS, Draft, name};
use super::run::room;
use crate::form::{Fields, Form};
use crate::frame::{Frame, HiddenFields, Switch};
use crate::handler::{Here, page};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::routes::Route;
use crate::say;
use crate::staff::network::Network;

/// How long answers may be kept, in days; the first is what is chosen for whoever chooses nothing.
const DAYS: [(u8, &str); 3] = [
    (7, "questions-keep-week"),
    (1, "questions-keep-day"),
    (30, "questions-keep-month"),
];

/// What is sealed.
#[derive(Serialize, Deserialize)]
struct Kept {
    form: String,
    version: String,
    mark: String,
    answers: BTreeMap<String, Vec<String>>,
}

/// The form for a code.
pub(crate) async fn form(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
) -> Result<Response, Problem> {
    page(&CodePage::new(&site, lang, None, false))
}

/// Keeps, opens or deletes, as the pressed button asks.
pub(crate) async fn act(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
    network: Network,
    Form(fields): Form<ANSWERS>,
) -> Result<Response, Problem> {
    let asked = fields.get(name::GO);
    if asked == "keep" {
        return page(&KeepPage::new(&site, lang, &Draft::read(&fields), None));
    }
    // Whoever tries many codes, or keeps many answers, waits.
    if site.codes.count(network.0).is_err() {
        return page(&CodePage::new(
            &site,
            lang,
            Some("questions-code-wait"),
            false,
        ));
    }
    match asked {
        "store" => keep(&site, lang, &fields).await,
        "delete" => delete(&site, lang, &fields).await,
        _ => open(&site, lang, &fields).await,
    }
}

async fn keep(site: &Site, lang: Lang, fields: &Fields) -> Result<Response, Problem> {
    let draft = Draft::read(fields);
    let chosen = fields.get("days");
    let days = DAYS.iter().find(|(days, _)| days.to_string() == chosen);
    let days = days.unwrap_or(&DAYS[0]).0;
    let (version, mark) = draft.version_and_mark();
    let kept = Kept {
        form: draft.form.clone(),
        version: version.to_owned(),
        mark: mark.to_owned(),
        answers: draft.answers.clone(),
    };
    let bytes = serde_json::to_vec(&kept).map_err(|_| Problem::broken(&"answers to keep"))?;
    let before = ResumeCode::parse(&draft.code);
    let kept = site
        .store
        .keep_answers(
            &Actor::Public,
            before.as_ref(),
            &bytes,
            days,
            &site.moment(),
        )
        .await;
    match kept {
        Ok(kept) => {
            let fresh = before.as_ref() != Some(&kept.code);
            let mut draft = draft;
            draft.code = kept.code.reveal();
            page(&KeptPage::new(site, lang, &draft, kept.delete_on, fresh))
        }
        Err(StoreError::TooManyWaiting { .. }) => page(&KeepPage::new(
            site,
            lang,
            &draft,
            Some("questions-keep-full"),
        )),
        Err(StoreError::MessageTooLong { .. }) => page(&KeepPage::new(
            site,
            lang,
            &draft,
            Some("questions-keep-large"),
        )),
        Err(error) => Err(error.into()),
    }
}

/// A code that is wrong, one whose day has come and one that is none at all are told alike.
async fn open(site: &Site, lang: Lang, fields: &Fields) -> Result<Response, Problem> {
    let typed = fields.get(name::CODE);
    let found = match ResumeCode::parse(typed) {
        Some(code) => {
            let now = site.clock.now();
            let found = site.store.kept_answers(&Actor::Public, &code, now).await?;
            found.map(|(plain, delete_on)| (code, plain, delete_on))
        }
        None => None,
    };
    let Some((code, plain, delete_on)) = found else {
        return page(&CodePage::new(
            site,
            lang,
            Some("questions-code-wrong"),
            false,
        ));
    };
    let kept: Kept = serde_json::from_slice(plain.expose())
        .map_err(|_| Problem::broken(&"kept answers cannot be read"))?;
    let mut draft = Draft::kept(kept.form, kept.version, kept.mark, kept.answers);
    draft.code = code.reveal();
    page(&KeptPage::new(site, lang, &draft, delete_on, false))
}

async fn delete(site: &Site, lang: Lang, fields: &Fields) -> Result<Response, Problem> {
    if let Some(code) = ResumeCode::parse(fields.get(name::CODE)) {
        site.store
            .delete_kept_answers(&Actor::Public, &code)
            .await?;
    }
    page(&CodePage::new(site, lang, None, true))
}

/// The context of `templates/questions/code.html`.
#[derive(Template)]
#[template(path = "questions/code.html")]
pub(crate) struct CodePage<'a> {
    frame: Frame<'a>,
    fault: Option<Markup>,
    deleted: bool,
}

impl<'a> CodePage<'a> {
    fn new(site: &'a Site, lang: Lang, fault: Option<&str>, deleted: bool) -> Self {
        let frame = Frame::new(site, lang, Switch::link(Route::Resume));
        Self {
            fault: fault.map(|key| frame.say(key)),
            deleted,
            frame,
        }
    }
}

/// The context of `templates/questions/keep.html`.
#[derive(Template)]
#[template(path = "questions/keep.html")]
pub(crate) struct KeepPage<'a> {
    frame: Frame<'a>,
    room: Route,
    hidden: HiddenFields,
    /// They are kept already, and the code stays the same.
    again: bool,
    fault: Option<Markup>,
    days: Vec<(u8, Markup)>,
}

impl<'a> KeepPage<'a> {
    fn new(site: &'a Site, lang: Lang, draft: &Draft, fault: Option<&str>) -> Self {
        let mut form = draft.hidden(&[]);
        form.push((name::GO, "keep".into()));
        let switch = Switch::link(Route::Resume).with_form(form);
        let frame = Frame::new(site, lang, switch);
        Self {
            room: room(&draft.form),
            hidden: draft.hidden(&[]),
            again: !draft.code.is_empty(),
            fault: fault.map(|key| frame.say(key)),
            days: DAYS.map(|(days, key)| (days, frame.say(key))).into(),
            frame,
        }
    }

    fn here(&self) -> &'static str {
        self.room.address(self.frame.lang())
    }
}

/// The context of `templates/questions/kept.html`.
#[derive(Template)]
#[template(path = "questions/kept.html")]
pub(crate) struct KeptPage<'a> {
    frame: Frame<'a>,
    room: Route,
    hidden: HiddenFields,
    /// The code, where it is new: shown once.
    code: Option<String>,
    code_field: String,
    until: Markup,
}

impl<'a> KeptPage<'a> {
    fn new(site: &'a Site, lang: Lang, draft: &Draft, delete_on: Date, fresh: bool) -> Self {
        let mut form = draft.hidden(&[]);
        // In the other language, the answers are opened again; the code is not shown a second time.
        form.push((name::GO, "open".into()));
        let switch = Switch::link(Route::Resume).with_form(form);
        let frame = Frame::new(site, lang, switch);
        let day = say::date(delete_on, frame.messages());
        Self {
            room: room(&draft.form),
            hidden: draft.hidden(&[]),
            code: fresh.then(|| draft.code.replace('-', "\u{2011}")),
            code_field: draft.code.clone(),
            until: frame.fill("questions-kept-until", &[("date", (&day).into())]),
            frame,
        }
    }

    fn here(&self) -> &'static str {
        self.room.address(self.frame.lang())
    }
}
