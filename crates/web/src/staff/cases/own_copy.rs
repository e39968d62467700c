//! A person's own copy: looked through by whoever hands it over, without what somebody else told in confidence,
//! as one page to print or as a file for another program.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use casework::access_request::{AccessRequest, AccessRequestKind, AccessRequestState};
use casework::consent::Consent;
use casework::contact::ContactRules;
use casework::need::NeedEntry;
use casework::note::Note;
use casework::task::Task;
use kernel::Lang;
use store::{
    AnyItem, CaseError, CaseItem, CasePurpose, CaseSummary, CopyForm, OwnCopy, StoreError,
};
use uuid::Uuid;

use crate::form::{self, Fields, LONG};
use crate::house::Site;
use crate::markup::Markup;
use crate::messages::Messages;
use crate::problem::Problem;
use crate::say;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Choice, Field, Form, Kind};
use crate::staff::frame::At;
use crate::staff::routes::StaffRoute;
use crate::staff::stack::{Block, StackPage};

use super::access::{SheetLine, sheet_lines};
use super::requests::head;
use super::{known_at, titled_summary, to, unknown, words};

/// Where the copy begins: with a request of which it is known that it is she.
pub(crate) async fn copy_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let case = known_at(&site, &here).await?;
    begin(&site, &here, &case, &Fields::default(), None).await
}

async fn begin(
    site: &Site,
    here: &SignedIn,
    case: &CaseSummary,
    sent: &Fields,
    fault: Option<&str>,
) -> Result<Response, Problem> {
    let at = &here.at;
    let purpose = CasePurpose::AccessRequest;
    let found = site
        .store
        .case_requests(&here.actor, case.id, purpose, &site.moment())
        .await
        .map_err(unknown)?;
    let confirmed: Vec<&CaseItem<AccessRequest>> = found
        .iter()
        .filter(|item| {
            item.payload.kind == AccessRequestKind::Access
                && item.payload.state == AccessRequestState::Confirmed
        })
        .collect();
    let mut page = StackPage::new(
        here.frame(titled_summary(at, case, "oversight-copy")),
        at.here(),
    )
    .back(to(here, case.id, StaffRoute::Case), at.say("cases-back"))
    .saying(at.say("oversight-copy-lead"))
    .leading(
        to(here, case.id, StaffRoute::CaseRequests),
        at.say("oversight-requests"),
    );
    page = if confirmed.is_empty() {
        page.with(
            Block::new(at.say("oversight-copy-none")).saying(at.say("oversight-copy-none-lead")),
        )
    } else {
        let requests = confirmed
            .iter()
            .map(|item| {
                let id = item.id.to_string();
                let chosen = id == sent.get("request");
                Choice::new(id, head(at, &item.payload), chosen)
            })
            .collect();
        let mut form = Form::to(at.here())
            .along("act", "look")
            .with(Field::new(
                "request",
                at.say("oversight-copy-request"),
                Kind::Select(requests),
            ))
            .with(language_field(at, sent));
        if let Some(key) = fault {
            form.blame("request", at.say(key));
        }
        page.with(Block::new(at.say("oversight-copy-look")).asking(
            form,
            at.say("oversight-copy-look-go"),
            "go",
        ))
    };
    page.show()
}

fn language_field(at: &At, sent: &Fields) -> Field {
    let wanted = wanted(at, sent);
    let choices = Lang::ALL
        .into_iter()
        .map(|one| {
            let said = at.say(&format!("oversight-sheet-in-{}", one.code()));
            Choice::new(one.code(), said, one == wanted)
        })
        .collect();
    Field::new(
        "sheet",
        at.say("oversight-sheet-language"),
        Kind::Select(choices),
    )
}

fn wanted(at: &At, sent: &Fields) -> Lang {
    let sheet = sent.get("sheet");
    Lang::ALL
        .into_iter()
        .find(|lang| lang.code() == sheet)
        .unwrap_or(at.lang)
}

/// Shows what would be handed over, or hands it over.
pub(crate) async fn copy(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<LONG>,
) -> Result<Response, Problem> {
    let case = known_at(&site, &here).await?;
    let request = Uuid::try_parse(sent.get("request")).map_err(|_| Problem::BadForm)?;
    let left_out: BTreeSet<Uuid> = sent
        .all("left_out")
        .filter_map(|id| Uuid::try_parse(id).ok())
        .collect();
    let form = match (sent.get("act"), sent.get("form")) {
        ("take", "json") => Some(CopyForm::Json),
        ("take", _) => Some(CopyForm::Html),
        _ => None,
    };
    let copy = site
        .store
        .own_copy(
            &here.actor,
            case.id,
            request,
            &left_out,
            form,
            &site.moment(),
        )
        .await;
    let copy = match copy {
        Ok(copy) => copy,
        Err(StoreError::Case(CaseError::NeedsSecondPerson)) => {
            let fault = Some("oversight-fault-copy-second");
            return begin(&site, &here, &case, &sent, fault).await;
        }
        Err(StoreError::Case(CaseError::Request(_))) => {
            let fault = Some("oversight-fault-not-confirmed");
            return begin(&site, &here, &case, &sent, fault).await;
        }
        Err(error) => return Err(unknown(error)),
    };
    let messages = Messages::of(wanted(&here.at, &sent));
    match form {
        None => look(&site, &here, &copy, &sent),
        Some(CopyForm::Html) => {
            let page = OwnCopyPage::new(&site, &here, &copy, messages).render()?;
            Ok(file(page, "text/html; charset=utf-8", "copy.html"))
        }
        Some(CopyForm::Json) => {
            let json = json(&site, &copy, messages);
            Ok(file(json, "application/json; charset=utf-8", "copy.json"))
        }
    }
}

/// A file under a name that tells nothing.
fn file(text: String, kind: &'static str, name: &str) -> Response {
    let mut answer = text.into_response();
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    let disposition = format!("attachment; filename=\"{name}\"");
    if let Ok(value) = HeaderValue::try_from(disposition) {
        headers.insert(CONTENT_DISPOSITION, value);
    }
    answer
}

/// What would be handed over: how much of each kind, and every note, to be left out where it is not hers.
fn look(site: &Site, here: &SignedIn, copy: &OwnCopy, sent: &Fields) -> Result<Response, Problem> {
    let at = &here.at;
    let mut contents = Block::new(at.say("oversight-copy-contents"));
    let mut counts: std::collections::BTreeMap<&'static str, usize> =
        std::collections::BTreeMap::new();
    for item in &copy.items {
        *counts.entry(item.kind.word()).or_default() += 1;
    }
    for (kind, count) in counts {
        let kind = at.say(&format!("cases-kind-{kind}"));
        let values = [("kind", (&kind).into()), ("count", count.into())];
        contents = contents.saying(at.fill("oversight-copy-count", &values));
    }
    let notes = copy
        .items
        .iter()
        .filter_map(|item| Some((item.id, item.of::<Note>()?)))
        .map(|(id, note)| {
            let when = words::moment(note.happened_at, &site.settings.zone, at.messages());
            Choice {
                hint: words::written(&note.words),
                ..Choice::new(id.to_string(), when, false)
            }
        })
        .collect();
    let forms = ["html", "json"]
        .map(|one| {
            let said = at.say(&format!("oversight-copy-as-{one}"));
            Choice::new(one, said, one == "html")
        })
        .into();
    let form = Form::to(at.here())
        .along("act", "take")
        .along("request", copy.request.id.to_string())
        .along("sheet", wanted(at, sent).code())
        .with(
            Field::new(
                "left_out",
                at.say("oversight-copy-leave-out"),
                Kind::Any(vec![(Markup::ours(""), notes)]),
            )
            .hinting(at.say("oversight-copy-leave-out-hint")),
        )
        .with(Field::new(
            "form",
            at.say("oversight-copy-form"),
            Kind::One(forms),
        ));
    StackPage::new(
        here.frame(titled_summary(at, &copy.summary, "oversight-copy")),
        at.here(),
    )
    .back(
        to(here, copy.summary.id, StaffRoute::CaseRequests),
        at.say("oversight-copy-back"),
    )
    .with(contents)
    .with(
        Block::new(at.say("oversight-copy-take"))
            .saying(at.say("oversight-copy-take-lead"))
            .asking(form, at.say("oversight-copy-take-go"), "go"),
    )
    .show()
}

/// A part of the copy.
struct Part {
    title: Markup,
    lines: Vec<(Markup, Markup)>,
}

/// The context of `templates/staff/cases/own_copy.html`: one file that needs nothing else.
#[derive(Template)]
#[template(path = "staff/cases/own_copy.html")]
struct OwnCopyPage {
    lang: Lang,
    title: Markup,
    lead: Vec<Markup>,
    parts: Vec<Part>,
    accesses_title: Markup,
    accesses_lead: Markup,
    accesses: Vec<SheetLine>,
    heads: [Markup; 4],
    made: Markup,
}

impl OwnCopyPage {
    fn new(site: &Site, here: &SignedIn, copy: &OwnCopy, messages: &'static Messages) -> Self {
        let code = copy.summary.code.to_string();
        let when = words::moment(site.clock.now(), &site.settings.zone, messages);
        let name = Markup::escaped(&here.me.name);
        let mut lead = vec![messages.say("oversight-own-lead")];
        if copy.left_out > 0 {
            let count = [("count", copy.left_out.into())];
            lead.push(messages.fill("oversight-own-left-out", &count));
        }
        Self {
            lang: messages.lang(),
            title: messages.fill("oversight-own-title", &[("code", (&code).into())]),
            lead,
            parts: parts(site, copy, messages),
            accesses_title: messages.say("oversight-own-accesses"),
            accesses_lead: messages.say("oversight-sheet-names"),
            accesses: sheet_lines(site, &copy.accesses, messages),
            heads: [
                "oversight-sheet-day",
                "oversight-sheet-who",
                "oversight-sheet-what",
                "oversight-sheet-times",
            ]
            .map(|key| messages.say(key)),
            made: messages.fill(
                "oversight-own-made",
                &[
                    ("when", (&when).into()),
                    ("name", (&name).into()),
                    ("code", (&code).into()),
                ],
            ),
        }
    }
}

/// Everything in it, by kind, the oldest first.
fn parts(site: &Site, copy: &OwnCopy, messages: &'static Messages) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut about = vec![(
        messages.say("cases-age"),
        messages.say(&format!("cases-age-{}", copy.case.age_band)),
    )];
    if !copy.case.languages.is_empty() {
        let tags: Vec<String> = copy
            .case
            .languages
            .iter()
            .map(|tag| tag.as_str().to_owned())
            .collect();
        about.push((
            messages.say("cases-languages"),
            say::languages(&tags, messages),
        ));
    }
    about.push((
        messages.say("cases-stage"),
        messages.say(&format!("cases-stage-{}", copy.case.standing.stage)),
    ));
    parts.push(Part {
        title: messages.say("cases-details"),
        lines: about,
    });
    for kind in store::ItemKind::ALL {
        let lines: Vec<(Markup, Markup)> = copy
            .items
            .iter()
            .filter(|item| item.kind == *kind)
            .map(|item| {
                let when = words::moment(item.created_at, &site.settings.zone, messages);
                (when, said(item, messages))
            })
            .collect();
        if !lines.is_empty() {
            parts.push(Part {
                title: messages.say(&format!("cases-kind-{}", kind.word())),
                lines,
            });
        }
    }
    parts
}

/// A thing in words where there are words for it; everything else as it is kept.
fn said(item: &AnyItem, messages: &'static Messages) -> Markup {
    if let Some(note) = item.of::<Note>() {
        return words::written(&note.words);
    }
    if let Some(task) = item.of::<Task>() {
        return words::written(&task.words);
    }
    if let Some(need) = item.of::<NeedEntry>() {
        let of = messages.say(&format!("cases-need-of-{}", need.need));
        let state = messages.say(&format!("cases-need-state-{}", need.state));
        let outcome = words::written(&need.outcome);
        return Markup::built(format!("{of}: {state}\n{outcome}"));
    }
    if let Some(consent) = item.of::<Consent>() {
        let answer = messages.say(&format!("cases-answer-{}", consent.answer));
        let purpose = messages.say(&format!("cases-purpose-{}", consent.purpose));
        let kinds: Vec<String> = consent
            .kinds
            .iter()
            .map(|kind| messages.say(&format!("cases-data-{kind}")).to_string())
            .collect();
        return Markup::built(format!("{purpose}: {answer}\n{}", kinds.join(", ")));
    }
    if let Some(rules) = item.of::<ContactRules>() {
        let at = At::of_lang(messages.lang());
        let lines: Vec<String> = super::contact::said_rules(&at, &rules)
            .iter()
            .map(ToString::to_string)
            .collect();
        return Markup::built(lines.join("\n"));
    }
    let mut kept = String::new();
    leaves("", &item.payload, &mut kept);
    Markup::escaped(kept.trim_end())
}

/// The words, numbers and days of something as it is kept, one a line.
fn leaves(name: &str, value: &serde_json::Value, out: &mut String) {
    use serde_json::Value as V;
    let mut line = |said: &str| {
        if !said.is_empty() && Uuid::try_parse(said).is_err() {
            let _ = writeln!(out, "{}: {said}", name.replace('_', " "));
        }
    };
    match value {
        V::Null => {}
        V::Bool(said) => line(&said.to_string()),
        V::Number(said) => line(&said.to_string()),
        V::String(said) => line(said),
        V::Array(all) => all.iter().for_each(|one| leaves(name, one, out)),
        V::Object(all) => all.iter().for_each(|(name, one)| leaves(name, one, out)),
    }
}

fn json(site: &Site, copy: &OwnCopy, messages: &'static Messages) -> String {
    let items: Vec<serde_json::Value> = copy
        .items
        .iter()
        .map(|item| {
            serde_json::json!({
                "kind": item.kind.word(),
                "written_at": item.created_at,
                "changed_at": item.changed_at,
                "data": item.payload,
            })
        })
        .collect();
    let accesses: Vec<serde_json::Value> = sheet_lines(site, &copy.accesses, messages)
        .into_iter()
        .map(|line| {
            serde_json::json!({
                "day": crate::staff::list::plain(&line.day),
                "who": crate::staff::list::plain(&line.who),
                "what": crate::staff::list::plain(&line.what),
                "times": line.times,
            })
        })
        .collect();
    let whole = serde_json::json!({
        "format": "cairn-own-copy-1",
        "code": copy.summary.code,
        "made_at": site.clock.now(),
        "case": copy.case,
        "items": items,
        "notes_left_out": copy.left_out,
        "who_read_it": accesses,
    });
    serde_json::to_string_pretty(&whole).unwrap_or_default()
}
