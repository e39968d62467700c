//! Cases at the desk: what is due, the caseload, one case and everything that is written into it.
//!
//! | page | file |
//! |---|---|
//! | caseload, what is due | `list.rs` |
//! | a new case, finding one | `open.rs` |
//! | one case | `overview.rs` |
//! | its details, who she is | `details.rs`, `person.rs` |
//! | safe contact | `contact.rs` |
//! | consents | `consents.rs` |
//! | needs | `needs.rs` |
//! | notes, quick capture | `notes.rs` |
//! | tasks, appointments | `tasks.rs` |
//! | stage, who works on it | `stage.rs`, `team.rs` |
//! | everything in order of time, summary to print | `timeline.rs`, `summary.rs` |
//! | enquiries, referrals, links, transfers | `sharing/` |
//! | what a supervisor sees, a look with a reason | `outline.rs`, `glass.rs` |
//! | exceptions to consent | `exceptions.rs` |
//! | who read it, what was changed | `access.rs`, `history.rs` |
//! | requests for what is hers, her own copy | `requests.rs`, `own_copy.rs` |
//! | how long it is kept, its end | `keeping.rs` |
//! | follow-ups after the closing | `follow_ups.rs` |
//!
//! A case that is not one's own answers like one that is not there.

mod access;
mod consents;
pub(super) mod contact;
mod details;
mod exceptions;
mod follow_ups;
mod glass;
mod history;
mod keeping;
mod list;
mod needs;
mod notes;
mod open;
mod outline;
mod overview;
mod own_copy;
mod person;
mod requests;
pub(crate) mod sharing;
mod stage;
mod summary;
mod tasks;
pub(super) mod team;
mod timeline;
pub(crate) mod words;

pub(crate) use access::{access, access_in};
pub(crate) use consents::{change_consent, consents};
pub(crate) use contact::{contact_form, save_contact};
pub(crate) use details::{details_form, save_details};
pub(crate) use exceptions::{change_exception, exceptions};
pub(crate) use follow_ups::{answer_follow_up, follow_ups};
pub(crate) use glass::{break_glass, glass_form};
pub(crate) use history::history;
pub(crate) use keeping::{change_keeping, end, end_form, keeping, said_state};
pub(crate) use list::{due_now, list, list_by_words};
pub(crate) use needs::{add_need, needs_form};
pub(crate) use notes::{add_note, notes, quick_form, quick_note};
pub(crate) use open::{find, find_form, new_form, open};
pub(crate) use overview::show;
pub(crate) use own_copy::{copy, copy_form};
pub(crate) use person::{person_form, save_person};
pub(crate) use requests::{change_request, requests};
pub(crate) use stage::{move_case, stage_form};
pub(crate) use summary::{print, summary_form};
pub(crate) use tasks::{change_task, tasks};
pub(crate) use team::{change_team, team};
pub(crate) use timeline::timeline;

use ::access::Permission;
use jiff::civil::Date;
use store::{CaseError, CaseParts, CasePurpose, CaseSummary, CaseView, Me, OpenCase, StoreError};
use uuid::Uuid;

use super::door::SignedIn;
use super::fields::{Choice, Field, Form, Kind};
use super::frame::At;
use super::pages::FormPage;
use super::routes::StaffRoute;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;

/// What somebody reads a case for, by what they are here for. Whoever works on it needs no more words.
pub(crate) fn purpose(me: &Me) -> CasePurpose {
    let works = me.may(Permission::WorkCases) || me.may(Permission::CoordinateCases);
    match (works, me.may(Permission::SuperviseCases)) {
        (true, _) => CasePurpose::Work,
        (false, true) => CasePurpose::Supervision,
        (false, false) => CasePurpose::PrivacyReview,
    }
}

/// A case that one may know nothing of is not there.
pub(crate) fn unknown(error: StoreError) -> Problem {
    match error {
        // Closed to reading is a case whose key is destroyed: there is nothing to open.
        StoreError::Forbidden(_) | StoreError::Case(CaseError::UnknownItem | CaseError::Closed) => {
            Problem::NotFound
        }
        error => error.into(),
    }
}

/// The case in the address, opened; the reading is recorded.
pub(crate) async fn case_at(site: &Site, here: &SignedIn) -> Result<OpenCase, Problem> {
    let id = here.at.id()?;
    site.store
        .case(&here.actor, id, purpose(&here.me), &site.moment())
        .await
        .map_err(unknown)
}

/// The case in the address with these parts of it: one transaction, one line in the list of who looked.
pub(crate) async fn view_at(
    site: &Site,
    here: &SignedIn,
    parts: CaseParts<'_>,
) -> Result<CaseView, Problem> {
    let id = here.at.id()?;
    site.store
        .case_view(&here.actor, id, parts, purpose(&here.me), &site.moment())
        .await
        .map_err(unknown)
}

/// The case in the address as a list shows it: nothing of hers is read, so nothing is recorded.
pub(crate) async fn known_at(site: &Site, here: &SignedIn) -> Result<CaseSummary, Problem> {
    let id = here.at.id()?;
    site.store
        .case_summary(&here.actor, id, &site.moment())
        .await
        .map_err(unknown)
}

/// The address of a page of the case.
pub(crate) fn to(here: &SignedIn, case: Uuid, route: StaffRoute) -> String {
    route.of(case, here.at.lang)
}

/// What the heading of a case's page says: the code, and what the page is.
pub(crate) fn titled(at: &At, case: &OpenCase, key: &str) -> Markup {
    titled_summary(at, &case.summary, key)
}

/// The same of a case that was not opened.
pub(crate) fn titled_summary(at: &At, case: &CaseSummary, key: &str) -> Markup {
    let code = case.code.to_string();
    at.fill(
        "cases-page-of",
        &[("page", (&at.say(key)).into()), ("code", (&code).into())],
    )
}

/// A page of a case that is one form, with the way back to the case.
pub(crate) fn form_page<'a>(
    here: &'a SignedIn,
    case: &OpenCase,
    key: &str,
    form: Form,
    go: &str,
) -> FormPage<'a> {
    summary_page(here, &case.summary, key, form, go)
}

/// The same of a case that was not opened.
pub(crate) fn summary_page<'a>(
    here: &'a SignedIn,
    case: &CaseSummary,
    key: &str,
    form: Form,
    go: &str,
) -> FormPage<'a> {
    let frame = here.frame(titled_summary(&here.at, case, key));
    FormPage::new(frame, form, here.at.say(go)).back(
        to(here, case.id, StaffRoute::Case),
        here.at.say("cases-back"),
    )
}

/// Says beside a field what the store would not do; what no form of ours lets a person ask is a problem.
pub(crate) fn blame(
    form: &mut Form,
    at: &At,
    field: &str,
    error: StoreError,
) -> Result<(), Problem> {
    let StoreError::Case(error) = error else {
        return Err(unknown(error));
    };
    let Some(said) = words::fault(&error, at) else {
        return Err(unknown(StoreError::Case(error)));
    };
    form.blame(field, said);
    Ok(())
}

/// Choices of the program's own words, each as `say` says it.
pub(crate) fn choices<T: Copy + PartialEq>(
    all: &[T],
    word: impl Fn(T) -> &'static str,
    say: impl Fn(&'static str) -> Markup,
    chosen: Option<T>,
) -> Vec<Choice> {
    all.iter()
        .map(|&one| Choice::new(word(one), say(word(one)), chosen == Some(one)))
        .collect()
}

/// A field for a day, as browsers ask for one; a browser that cannot shows one line.
pub(crate) fn day_field(at: &At, name: &'static str, key: &str, value: &str) -> Field {
    Field::new(name, at.say(key), Kind::Day).holding(value)
}

/// A day as a form sends it; nothing, or a fault, when there is none.
pub(crate) fn day(sent: &str) -> Result<Option<Date>, ()> {
    match sent.trim() {
        "" => Ok(None),
        written => written.parse().map(Some).map_err(|_| ()),
    }
}
