//! Notes: the log of what was said and done, with minutes. A note is corrected by a further note. And quick
//! capture: a code and words, from anywhere, while somebody is on the telephone.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use casework::note::{Note, NoteFault, NoteKind};
use casework::words::{CaseId, NoteId, Private, WorkerId};
use jiff::Timestamp;
use store::{CaseError, CaseItem, CaseLookup, CaseParts, CaseView, ItemKind, OpenCase, StoreError};
use uuid::Uuid;

use crate::form::{self, Fields};
use crate::handler::page;
use crate::house::Site;
use crate::problem::Problem;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Field, Form, Kind};
use crate::staff::frame::StaffFrame;
use crate::staff::pages::FormPage;
use crate::staff::routes::StaffRoute;

use super::overview::{NoteLine, note_form, note_lines};
use super::team::Team;
use super::{blame, titled, view_at};

/// A form with one note: the longest note, as a form writes it (three bytes for one), and the rest.
pub(crate) const NOTE: usize = 3 * casework::note::LONGEST + 16 * 1024;

/// The context of `templates/staff/cases/notes.html`.
#[derive(Template)]
#[template(path = "staff/cases/notes.html")]
struct NotesPage<'a> {
    frame: StaffFrame<'a>,
    back: String,
    here: String,
    notes: Vec<NoteLine>,
    /// The note that is being corrected.
    corrects: Option<Uuid>,
    form: Form,
    open: bool,
}

/// What the page shows.
const KINDS: &[ItemKind] = &[ItemKind::Note];

/// The page; with `?corrects=…`, its form corrects that note.
pub(crate) async fn notes(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    axum::extract::OriginalUri(uri): axum::extract::OriginalUri,
) -> Result<Response, Problem> {
    let view = view_at(&site, &here, CaseParts::Kinds(KINDS)).await?;
    let case = &view.open;
    let asked = Fields::read(uri.query().unwrap_or_default().as_bytes())?;
    let corrects = Uuid::try_parse(asked.get("corrects")).ok();
    let form = fields(&here, case, &Fields::default(), corrects);
    show(&site, &here, &view, form, corrects)
}

fn fields(here: &SignedIn, case: &OpenCase, sent: &Fields, corrects: Option<Uuid>) -> Form {
    let mut form = note_form(
        here,
        StaffRoute::CaseNotes.of(case.summary.id, here.at.lang),
    );
    fill(&mut form, sent);
    match corrects {
        Some(id) => form.along("corrects", id.to_string()),
        None => form,
    }
}

fn fill(form: &mut Form, sent: &Fields) {
    for field in &mut form.fields {
        let value = sent.get(field.name);
        if let Kind::Select(choices) = &mut field.kind {
            if !value.is_empty() {
                for choice in choices {
                    choice.chosen = choice.value == value;
                }
            }
        } else {
            value.clone_into(&mut field.value);
        }
    }
}

/// A note as the form has it, or the field at fault and its message.
fn read(
    sent: &Fields,
    case: Uuid,
    here: &SignedIn,
    now: Timestamp,
) -> Result<Note, (&'static str, &'static str)> {
    let minutes = match sent.get("minutes").trim() {
        "" => None,
        written => Some(
            written
                .parse()
                .map_err(|_| ("minutes", "cases-fault-minutes"))?,
        ),
    };
    Ok(Note {
        id: NoteId(Uuid::nil()),
        case: CaseId(case),
        kind: NoteKind::parse(sent.get("kind")).unwrap_or(NoteKind::Other),
        happened_at: now,
        minutes,
        words: Private::new(sent.get("words")),
        corrects: Uuid::try_parse(sent.get("corrects")).ok().map(NoteId),
        by: WorkerId(here.me.id),
        at: now,
    })
}

/// Writes a note down.
pub(crate) async fn add_note(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<NOTE>,
) -> Result<Response, Problem> {
    let view = view_at(&site, &here, CaseParts::Kinds(KINDS)).await?;
    let case = &view.open;
    let corrects = Uuid::try_parse(sent.get("corrects")).ok();
    let mut form = fields(&here, case, &sent, corrects);
    let id = case.summary.id;
    match write(&site, &here, id, &sent).await {
        Ok(()) => Ok(here.done(&StaffRoute::Case.of(id, here.at.lang), "note")),
        Err(Fault::Field(field, key)) => {
            form.blame(field, here.at.say(key));
            show(&site, &here, &view, form, corrects)
        }
        Err(Fault::Store(error)) => {
            blame(&mut form, &here.at, "words", error)?;
            show(&site, &here, &view, form, corrects)
        }
    }
}

enum Fault {
    Field(&'static str, &'static str),
    Store(StoreError),
}

async fn write(site: &Site, here: &SignedIn, case: Uuid, sent: &Fields) -> Result<(), Fault> {
    let now = site.clock.now();
    let note = read(sent, case, here, now).map_err(|(field, key)| Fault::Field(field, key))?;
    let added = site
        .store
        .add_note(&here.actor, case, &note, &site.moment())
        .await;
    match added {
        Ok(_) => Ok(()),
        Err(StoreError::Case(CaseError::NoteFaults(faults))) => {
            let (field, key) = match faults.first() {
                Some(NoteFault::TooManyMinutes) => ("minutes", "cases-fault-minutes"),
                Some(NoteFault::TooLong) => ("words", "cases-fault-note-long"),
                Some(NoteFault::NothingToCorrect) => ("words", "cases-fault-corrected"),
                Some(NoteFault::Empty) | None => ("words", "cases-fault-note-empty"),
            };
            Err(Fault::Field(field, key))
        }
        Err(error) => Err(Fault::Store(error)),
    }
}

fn show(
    site: &Site,
    here: &SignedIn,
    view: &CaseView,
    form: Form,
    corrects: Option<Uuid>,
) -> Result<Response, Problem> {
    let (at, case) = (&here.at, &view.open);
    let id = case.summary.id;
    let found: Vec<CaseItem<Note>> = view.all().collect();
    let notes: Vec<Note> = found.into_iter().map(|item| item.payload).collect();
    let team = Team::of(view);
    let mut frame = here.frame(titled(at, case, "cases-notes"));
    frame.faulty = form.is_faulty();
    page(&NotesPage {
        back: StaffRoute::Case.of(id, at.lang),
        here: at.here(),
        notes: note_lines(site, at, &notes, &team),
        corrects,
        form,
        open: case.case.standing.is_open(),
        frame,
    })
}

/// Quick capture: the form.
pub(crate) async fn quick_form(here: SignedIn) -> Result<Response, Problem> {
    show_quick(&here, quick_fields(&here, &Fields::default()))
}

fn quick_fields(here: &SignedIn, sent: &Fields) -> Form {
    let at = &here.at;
    let mut form = note_form(here, at.here());
    form.fields.insert(
        0,
        Field::new("code", at.say("cases-code"), Kind::Text)
            .hinting(at.say("cases-quick-code-hint")),
    );
    fill(&mut form, sent);
    form
}

/// Writes it into the case of the code, and stays here for the next.
pub(crate) async fn quick_note(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<NOTE>,
) -> Result<Response, Problem> {
    let mut form = quick_fields(&here, &sent);
    let lookup = CaseLookup::Code(sent.get("code").to_owned());
    let found = site
        .store
        .find_case(&here.actor, &lookup, &site.moment())
        .await;
    let case = match found {
        Ok(found) => found.first().map(|case| case.id),
        Err(error) => {
            blame(&mut form, &here.at, "code", error)?;
            return show_quick(&here, form);
        }
    };
    let Some(case) = case else {
        form.blame("code", here.at.say("cases-find-none"));
        return show_quick(&here, form);
    };
    match write(&site, &here, case, &sent).await {
        Ok(()) => Ok(here.done(here.at.to(StaffRoute::QuickNote), "note")),
        Err(Fault::Field(field, key)) => {
            form.blame(field, here.at.say(key));
            show_quick(&here, form)
        }
        Err(Fault::Store(error)) => {
            blame(&mut form, &here.at, "words", error)?;
            show_quick(&here, form)
        }
    }
}

fn show_quick(here: &SignedIn, form: Form) -> Result<Response, Problem> {
    let at = &here.at;
    FormPage::new(
        here.frame(at.say("cases-quick")),
        form,
        at.say("cases-note-go"),
    )
    .back(at.to(StaffRoute::Cases), at.say("cases-list-back"))
    .show()
}
