//! The words of cases as a person reads them.

use casework::case::{Case, MoveRefused, SideState};
use casework::words::Private;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use store::CaseError;

use crate::markup::Markup;
use crate::messages::Messages;
use crate::say;
use crate::staff::frame::At;

/// A stage.
pub(crate) fn stage(at: &At, stage: casework::case::Stage) -> Markup {
    at.say(&format!("cases-stage-{stage}"))
}

/// What stands beside the stage, one phrase each.
pub(crate) fn side(at: &At, case: &Case) -> Vec<(bool, Markup)> {
    let mut said: Vec<(bool, Markup)> = case
        .standing
        .side
        .iter()
        .map(|side| {
            let stops = matches!(side, SideState::OutOfContact);
            (stops, at.say(&format!("cases-side-{side}")))
        })
        .collect();
    if case.police_lead {
        said.push((true, at.say("cases-police-lead")));
    }
    if case.legal_hold {
        said.push((false, at.say("cases-legal-hold")));
    }
    said
}

/// Words that somebody wrote, line by line.
pub(crate) fn written(words: &Private) -> Markup {
    Markup::escaped(words.expose())
}

/// A moment, in the time zone of whoever reads: the house's own, as the desk has no other.
pub(crate) fn moment(at: Timestamp, zone: &TimeZone, messages: &'static Messages) -> Markup {
    let there = zone.to_datetime(at);
    Markup::built(format!(
        "<time datetime=\"{at}\">{}, {}</time>",
        say::date(there.date(), messages),
        say::clock_time(there.time(), messages)
    ))
}

/// What a person can mend in a form; `None` for what no form of ours asks.
pub(crate) fn fault(error: &CaseError, at: &At) -> Option<Markup> {
    let word = match error {
        CaseError::ChangedSince { .. } => "changed-since",
        CaseError::Closed => "closed",
        CaseError::NeedsReason | CaseError::Move(MoveRefused::NeedsReason) => "needs-reason",
        CaseError::NeedsSecondPerson | CaseError::Move(MoveRefused::NeedsSecondPerson) => {
            "needs-second-person"
        }
        CaseError::Move(MoveRefused::NotFromHere) => "not-from-here",
        CaseError::Move(MoveRefused::NeedsConsent) => "needs-consent",
        CaseError::Move(MoveRefused::LegalHold) => "legal-hold",
        CaseError::Move(MoveRefused::StillKept) => "still-kept",
        CaseError::Move(MoveRefused::NeedsTransfer) => "needs-transfer",
        CaseError::TooLarge { .. } => "too-large",
        CaseError::UnknownWorker => "unknown-worker",
        CaseError::Code(_) => "code",
        _ => return None,
    };
    Some(at.say(&format!("cases-fault-{word}")))
}
