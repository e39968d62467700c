//! Sharing: what is asked of other organizations about a case, what they are shown, and what they answer.
//!
//! | page | file |
//! |---|---|
//! | everything that is asked and shared of one case | `overview.rs` |
//! | an enquiry without a name | `enquiry.rs` |
//! | a referral, with what her consent covers | `referral.rs`, `cover.rs` |
//! | a one-time link for an agency without an account | `link.rs`; outside: `web/src/outside.rs` |
//! | a transfer to another lead agency | `transfer.rs` |
//! | what one's own organization was asked | `received.rs`, `received_enquiry.rs`, `received_referral.rs` |
//!
//! What may be shown is decided by the store each time somebody looks; these pages only say it.

mod cover;
mod enquiry;
mod link;
mod overview;
mod received;
mod received_enquiry;
mod received_referral;
mod referral;
pub(crate) mod shown;
mod transfer;

pub(crate) use enquiry::{enquiry_form, send_enquiry};
pub(crate) use overview::{change_sharing, sharing};
pub(crate) use received::{answer_transfer, received, waiting};
pub(crate) use received_enquiry::{answer_enquiry, received_enquiry};
pub(crate) use received_referral::{answer_referral, received_referral};
pub(crate) use referral::{referral_form, send_referral};
pub(crate) use transfer::{change_transfer, transfer};

use std::collections::BTreeSet;

use casework::consent::Recipient;
use casework::need::Need;
use casework::words::OrganizationId;
use jiff::{SignedDuration, Timestamp};
use kernel::Text;
use store::{CaseError, DeskLine, ItemKind, StaffOrganization, StoreError};
use uuid::Uuid;

use super::words;
use crate::form::Fields;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Choice, Field, Kind};
use crate::staff::frame::At;

/// The organizations of the house by name, and which of them have somebody here who receives.
pub(crate) struct Agencies {
    all: Vec<StaffOrganization>,
    here: BTreeSet<Uuid>,
}

impl Agencies {
    /// For whoever works on cases.
    pub(crate) async fn read(site: &Site, here: &SignedIn) -> Result<Self, Problem> {
        Ok(Self {
            all: site.store.staff_organizations(&here.actor).await?,
            here: site.store.receiving_organizations(&here.actor).await?,
        })
    }

    /// Names alone: for whoever receives, and need not know who else does.
    pub(crate) async fn names(site: &Site, here: &SignedIn) -> Result<Self, Problem> {
        Ok(Self {
            all: site.store.staff_organizations(&here.actor).await?,
            here: BTreeSet::new(),
        })
    }

    /// One that is there.
    pub(crate) fn one(&self, id: Uuid) -> Option<&StaffOrganization> {
        self.all.iter().find(|one| one.id == id)
    }

    /// All of them.
    pub(crate) fn all(&self) -> &[StaffOrganization] {
        &self.all
    }

    /// Those with an account, without one's own.
    pub(crate) fn with_account(&self, own: Uuid) -> impl Iterator<Item = &StaffOrganization> {
        self.all
            .iter()
            .filter(move |one| one.id != own && self.here.contains(&one.id))
    }

    /// Somebody there has an account that receives.
    pub(crate) fn has_account(&self, id: Uuid) -> bool {
        self.here.contains(&id)
    }

    /// How it is reached.
    pub(crate) fn recipient(&self, id: Uuid) -> Recipient {
        if self.has_account(id) {
            Recipient::Organization(OrganizationId(id))
        } else {
            Recipient::Outside(OrganizationId(id))
        }
    }

    /// Its name, or that it is no longer there.
    pub(crate) fn name(&self, id: Uuid, at: &At) -> Markup {
        self.one(id).map_or_else(
            || at.say("cases-consent-gone"),
            |one| say::text(&one.name, at.messages()),
        )
    }

    /// The name of whoever receives.
    pub(crate) fn named(&self, to: Recipient, at: &At) -> Markup {
        match to {
            Recipient::Organization(id) | Recipient::Outside(id) => self.name(id.0, at),
            Recipient::Person => at.say("cases-consent-herself"),
        }
    }

    /// Its name in a list of choices; where it is reached by a link, that it has no account.
    pub(crate) fn chosen_by(one: &StaffOrganization, at: &At, outside: bool) -> Markup {
        let name = plain_name(&one.name, at);
        if outside {
            at.fill("sharing-without-account", &[("name", (&name).into())])
        } else {
            name
        }
    }

    /// Every organization but one's own, to choose one of.
    fn choices(&self, own: Uuid, chosen: Option<Uuid>, at: &At) -> Vec<Choice> {
        let mut choices = vec![Choice::new("", at.say("sharing-choose"), chosen.is_none())];
        choices.extend(self.all.iter().filter(|one| one.id != own).map(|one| {
            let chosen = chosen == Some(one.id);
            let name = Self::chosen_by(one, at, !self.has_account(one.id));
            Choice::new(one.id.to_string(), name, chosen)
        }));
        choices
    }
}

/// The name of an organization where no element may stand, as in a list of choices.
fn plain_name(name: &Text, at: &At) -> Markup {
    let (words, lang) = name.shown(at.lang);
    Markup::escaped(&crate::messages::set(words, lang))
}

/// How long something holds, as a form asks it without a calendar: words of the form and hours.
pub(super) const HOLDS: [(&str, i64); 5] = [
    ("2h", 2),
    ("12h", 12),
    ("1d", 24),
    ("3d", 72),
    ("7d", 7 * 24),
];

/// A field for how long something holds, of these words.
fn hours_field(at: &At, name: &'static str, key: &str, of: &[&str], chosen: &str) -> Field {
    let choices = of
        .iter()
        .map(|word| {
            let said = at.say(&format!("sharing-holds-{word}"));
            Choice::new(*word, said, *word == chosen)
        })
        .collect();
    Field::new(name, at.say(key), Kind::Select(choices))
}

/// The moment that a word of [`HOLDS`] means from now on.
fn after_hours(now: Timestamp, word: &str) -> Option<Timestamp> {
    let (_, hours) = HOLDS.iter().find(|(known, _)| *known == word)?;
    now.checked_add(SignedDuration::from_hours(*hours)).ok()
}

/// A moment as people read it here.
fn when(site: &Site, at: &At, moment: Timestamp) -> Markup {
    words::moment(moment, &site.settings.zone, at.messages())
}

/// Until when something lasts: what ends with a day is said by that day, the last on which it holds.
fn until_said(site: &Site, at: &At, moment: Timestamp) -> Markup {
    let there = site.settings.zone.to_datetime(moment);
    match there.date().yesterday() {
        Ok(last) if there.time() == jiff::civil::Time::midnight() => say::date(last, at.messages()),
        _ => when(site, at, moment),
    }
}

/// The names of needs, one after the other.
fn needs_said(at: &At, needs: &BTreeSet<Need>) -> Markup {
    let names: Vec<String> = needs
        .iter()
        .map(|need| at.say(&format!("cases-need-of-{need}")).to_string())
        .collect();
    Markup::built(names.join(", "))
}

/// An id that a form or an address names.
fn id_of(sent: &Fields, name: &str) -> Option<Uuid> {
    Uuid::try_parse(sent.get(name)).ok()
}

/// What an address chooses: ids and words of the program, nothing that was typed.
fn query_of(uri: &axum::http::Uri) -> Fields {
    Fields::read(uri.query().unwrap_or_default().as_bytes()).unwrap_or_default()
}

/// What cannot be done with what is shared, where a person can mend it; the rest is no page of theirs.
fn fault(error: StoreError, at: &At) -> Result<Markup, Problem> {
    let word = match &error {
        StoreError::Case(CaseError::Enquiry(refused)) => format!("sharing-enquiry-not-{refused}"),
        StoreError::Case(CaseError::Referral(refused)) => format!("sharing-referral-not-{refused}"),
        StoreError::Case(CaseError::Transfer(refused)) => format!("sharing-transfer-not-{refused}"),
        StoreError::Case(CaseError::NotConsented(_)) => "sharing-referral-not-consent".to_owned(),
        StoreError::Case(CaseError::Link(_)) => "sharing-link-not".to_owned(),
        StoreError::Case(CaseError::UnknownOrganization) => "sharing-fault-gone".to_owned(),
        StoreError::Case(case) => {
            return words::fault(case, at).ok_or_else(|| super::unknown(error));
        }
        _ => return Err(super::unknown(error)),
    };
    Ok(at.say(&word))
}

/// What a line of the desk says when it is about something shared; `None`: it is about something else.
/// Whether it waits for somebody here whatever the day.
pub(super) fn waits(line: &DeskLine, past: bool) -> Option<(String, bool)> {
    match (line.kind, line.state.as_str()) {
        (ItemKind::EnquiryAnswer, state @ ("could" | "could-if" | "cannot" | "call-us")) => {
            Some((format!("sharing-due-answer-{state}"), true))
        }
        (ItemKind::EnquiryAnswer, "sent" | "seen") if past => {
            Some(("sharing-due-unanswered".to_owned(), true))
        }
        (ItemKind::Referral, "declined") => Some(("sharing-due-declined".to_owned(), true)),
        (ItemKind::Referral, "sent" | "seen") if past => {
            Some(("sharing-due-referral-unanswered".to_owned(), true))
        }
        (ItemKind::Referral, "sent" | "seen") => Some(("cases-due-referral".to_owned(), false)),
        (ItemKind::Transfer, "accepted") => {
            Some(("sharing-due-transfer-accepted".to_owned(), true))
        }
        (ItemKind::Transfer, "declined") => {
            Some(("sharing-due-transfer-declined".to_owned(), true))
        }
        _ => None,
    }
}
