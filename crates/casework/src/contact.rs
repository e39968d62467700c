//! Safe contact: whatever goes out to her must pass here first. What no rule allows is refused.
//!
//! Sources: casework.md 4.3 ("way, times, code word, never-do list"), content.md 3.1 ("channel, times,
//! code word, voicemail/SMS yes/no, who may answer; enforced before any outbound message").

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::moment::Moment;
use crate::weekday::Weekday;
use crate::words::{Private, WorkerId, words};

words! {
    /// A way to reach somebody.
    Way {
        /// A call.
        Call = "call",
        /// A text message.
        Text = "text",
        /// A message in an app.
        Message = "message",
        /// E-mail.
        Email = "email",
        /// A letter.
        Letter = "letter",
        /// In person.
        InPerson = "in-person",
        /// Through somebody she named.
        ThroughSomebody = "through-somebody",
    }

    /// Something that must never be done. The list is read before every contact; those that can be held
    /// against what is about to be sent are held against it.
    Never {
        /// Say where the call is from.
        SayOrganization = "say-organization",
        /// Leave a message on a machine or with somebody.
        LeaveMessage = "leave-message",
        /// Write anything down for her to keep.
        SendWritten = "send-written",
        /// Speak to whoever else answers.
        SpeakToOthers = "speak-to-others",
        /// Call from a number that shows.
        ShowNumber = "show-number",
        /// Call again when nobody answers.
        CallAgain = "call-again",
        /// Let the program send anything by itself.
        Automatic = "automatic",
        /// Come to the door.
        Visit = "visit",
    }

    /// Why a contact is refused.
    ContactRefusal {
        /// Nothing has been agreed: that is never a yes.
        NoRules = "no-rules",
        /// She, or whoever leads the case, said that nobody may call.
        OutOfContact = "out-of-contact",
        /// She said stop.
        Stopped = "stopped",
        /// What was agreed is too old to be trusted, or not yet to be used.
        RulesLapsed = "rules-lapsed",
        /// Not this way.
        WayNotAgreed = "way-not-agreed",
        /// Not to this number or address.
        DestinationNotAgreed = "destination-not-agreed",
        /// Not on this day or at this hour, where she is.
        TimeNotAgreed = "time-not-agreed",
        /// The time zone is not known, so the hour where she is cannot be.
        ZoneUnknown = "zone-unknown",
        /// The clock was moved: the hour cannot be trusted.
        ClockSetBack = "clock-set-back",
        /// No message may be left.
        MessageNotAgreed = "message-not-agreed",
        /// The organization may not be named.
        NamesOrganization = "names-organization",
        /// Nothing written may be sent.
        WrittenNotAgreed = "written-not-agreed",
        /// The number must not show.
        ShowsNumber = "shows-number",
        /// The program may not send by itself.
        AutomaticNotAgreed = "automatic-not-agreed",
        /// Not a second time.
        CallsAgain = "calls-again",
        /// Nobody may come to the door.
        VisitNotAgreed = "visit-not-agreed",
        /// The code word was not made ready.
        CodeWordNotReady = "code-word-not-ready",
        /// The never-do list was not read.
        ListNotRead = "list-not-read",
    }
}

impl Way {
    /// It leaves something that others may read.
    pub const fn is_written(self) -> bool {
        matches!(
            self,
            Self::Text | Self::Message | Self::Email | Self::Letter
        )
    }
}

/// A way that was agreed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is agreed by itself")]
pub struct AgreedWay {
    /// The way.
    pub way: Way,
    /// The number, address, or person.
    pub destination: Private,
    /// A message may be left where it is not she who answers.
    #[serde(default)]
    pub may_leave_message: bool,
    /// The program may send by itself: a reminder.
    #[serde(default)]
    pub may_be_automatic: bool,
    /// Our organization may be named.
    #[serde(default)]
    pub may_name_organization: bool,
    /// Our number may show.
    #[serde(default)]
    pub may_show_number: bool,
}

/// Hours on days of the week, where she is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// The days on which it begins.
    pub days: BTreeSet<Weekday>,
    /// From.
    pub from: Time,
    /// Until, not included; when it is not after `from`, on the next day. Both alike: the whole day round.
    pub until: Time,
}

impl Window {
    /// It holds at this moment, on the clock of its zone.
    pub fn holds(&self, now: DateTime) -> bool {
        let (today, time) = (Weekday::of(now.date()), now.time());
        if self.from < self.until {
            self.days.contains(&today) && (self.from..self.until).contains(&time)
        } else {
            (self.days.contains(&today) && time >= self.from)
                || (self.days.contains(&today.before()) && time < self.until)
        }
    }
}

/// What was agreed with her about being reached. Sealed with the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactRules {
    /// The ways.
    pub ways: Vec<AgreedWay>,
    /// The times. None: at no time.
    pub windows: Vec<Window>,
    /// The time zone where she is (IANA), such as `America/Winnipeg`.
    pub zone: String,
    /// A word that one says to be known.
    #[serde(default)]
    pub code_word: Option<Private>,
    /// What must never be done.
    #[serde(default)]
    pub never: BTreeSet<Never>,
    /// The same in her own words: read out before every contact.
    #[serde(default)]
    pub never_in_words: Private,
    /// She said stop.
    #[serde(default)]
    pub stopped: bool,
    /// When it was agreed.
    pub agreed_at: Timestamp,
    /// When it must be agreed anew. Safety changes; without a date the rules do not count.
    pub review_at: Option<Timestamp>,
    /// Who agreed it with her.
    pub by: WorkerId,
}

/// What is about to go out.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked by itself")]
pub struct Attempt {
    /// The way.
    pub way: Way,
    /// The number, address, or person.
    pub destination: Private,
    /// A message would be left.
    pub leaves_message: bool,
    /// It says who we are.
    pub names_organization: bool,
    /// The number shows.
    pub shows_number: bool,
    /// The program sends it by itself.
    pub automatic: bool,
    /// It is tried again, the same day, after nobody answered.
    pub again: bool,
    /// Whoever calls has the code word before them.
    pub code_word_ready: bool,
    /// Whoever calls has read the never-do list.
    pub list_read: bool,
}

/// What comes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It may go out.
    Allowed,
    /// It may not, for these reasons.
    Refused(BTreeSet<ContactRefusal>),
}

impl Verdict {
    /// It may go out.
    pub const fn is_allowed(&self) -> bool {
        matches!(self, Self::Allowed)
    }
}

/// Whether this contact may be made now. `out_of_contact` is the case's side state.
pub fn may_contact(
    rules: Option<&ContactRules>,
    out_of_contact: bool,
    attempt: &Attempt,
    now: &Moment,
) -> Verdict {
    let mut reasons = BTreeSet::new();
    if out_of_contact {
        reasons.insert(ContactRefusal::OutOfContact);
    }
    match rules {
        None => {
            reasons.insert(ContactRefusal::NoRules);
        }
        Some(rules) => {
            reasons.extend(rules.against_time(now));
            reasons.extend(rules.against_way(attempt));
            reasons.extend(rules.against_never(attempt));
        }
    }
    if reasons.is_empty() {
        Verdict::Allowed
    } else {
        Verdict::Refused(reasons)
    }
}

impl ContactRules {
    fn against_time(&self, now: &Moment) -> Vec<ContactRefusal> {
        let mut reasons = Vec::new();
        if self.stopped {
            reasons.push(ContactRefusal::Stopped);
        }
        let current = now.has_begun(self.agreed_at)
            && self.review_at.is_some_and(|review| !now.has_ended(review));
        if !current {
            reasons.push(ContactRefusal::RulesLapsed);
        }
        if now.is_set_back() {
            reasons.push(ContactRefusal::ClockSetBack);
        }
        match TimeZone::get(&self.zone) {
            Err(_) => reasons.push(ContactRefusal::ZoneUnknown),
            Ok(zone) => {
                let there = zone.to_datetime(now.clock());
                if !self.windows.iter().any(|window| window.holds(there)) {
                    reasons.push(ContactRefusal::TimeNotAgreed);
                }
            }
        }
        reasons
    }

    fn against_way(&self, attempt: &Attempt) -> Vec<ContactRefusal> {
        let mut same_way = self
            .ways
            .iter()
            .filter(|agreed| agreed.way == attempt.way)
            .peekable();
        if same_way.peek().is_none() {
            return vec![ContactRefusal::WayNotAgreed];
        }
        let agreed = same_way.find(|agreed| {
            !agreed.destination.is_empty() && agreed.destination == attempt.destination
        });
        let Some(agreed) = agreed else {
            return vec![ContactRefusal::DestinationNotAgreed];
        };
        [
            (
                attempt.leaves_message && !agreed.may_leave_message,
                ContactRefusal::MessageNotAgreed,
            ),
            (
                attempt.automatic && !agreed.may_be_automatic,
                ContactRefusal::AutomaticNotAgreed,
            ),
            (
                attempt.names_organization && !agreed.may_name_organization,
                ContactRefusal::NamesOrganization,
            ),
            (
                attempt.shows_number && !agreed.may_show_number,
                ContactRefusal::ShowsNumber,
            ),
        ]
        .into_iter()
        .filter_map(|(against, reason)| against.then_some(reason))
        .collect()
    }

    fn against_never(&self, attempt: &Attempt) -> Vec<ContactRefusal> {
        let mut reasons = Vec::new();
        for never in &self.never {
            let against = match never {
                Never::SayOrganization => attempt
                    .names_organization
                    .then_some(ContactRefusal::NamesOrganization),
                Never::LeaveMessage => attempt
                    .leaves_message
                    .then_some(ContactRefusal::MessageNotAgreed),
                Never::SendWritten => attempt
                    .way
                    .is_written()
                    .then_some(ContactRefusal::WrittenNotAgreed),
                Never::ShowNumber => attempt.shows_number.then_some(ContactRefusal::ShowsNumber),
                Never::CallAgain => attempt.again.then_some(ContactRefusal::CallsAgain),
                Never::Automatic => attempt
                    .automatic
                    .then_some(ContactRefusal::AutomaticNotAgreed),
                Never::Visit => {
                    (attempt.way == Way::InPerson).then_some(ContactRefusal::VisitNotAgreed)
                }
                // Only whoever calls can keep this one; it stands in the list that is read.
                Never::SpeakToOthers => None,
            };
            reasons.extend(against);
        }
        let has_list = !self.never.is_empty() || !self.never_in_words.is_empty();
        if has_list && !attempt.list_read {
            reasons.push(ContactRefusal::ListNotRead);
        }
        let has_code_word = self.code_word.as_ref().is_some_and(|word| !word.is_empty());
        if has_code_word && !attempt.code_word_ready {
            reasons.push(ContactRefusal::CodeWordNotReady);
        }
        reasons
    }
}
