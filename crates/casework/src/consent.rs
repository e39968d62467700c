//! Consent: for what, to whom, of which kinds of data, from when to when, in which words; and the one place
//! that decides by it.

mod decide;
mod exception;

pub use decide::{Ask, Decision, Ground, Refusal, Relationship, decide};
pub use exception::{Exception, ExceptionFault, ExceptionKind, LONGEST_EXCEPTION};

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::case::LanguageTag;
use crate::moment::Moment;
use crate::words::{CaseId, ConsentId, OrganizationId, Private, WorkerId, words};

words! {
    /// What something is shown or sent for.
    Purpose {
        /// That a record is kept at all.
        Record = "record",
        /// To ask an organization for a service.
        Referral = "referral",
        /// To give the case into other hands.
        Transfer = "transfer",
        /// To work together on the case.
        Coordination = "coordination",
        /// A meeting of several about it.
        Conference = "conference",
        /// A report to police, because she wants one.
        PoliceReport = "police-report",
        /// A permit or a claim.
        Immigration = "immigration",
        /// A protection order.
        ProtectionOrder = "protection-order",
        /// Money for her.
        Assistance = "assistance",
        /// To ask afterwards how it goes.
        FollowUp = "follow-up",
        /// To learn whether others report the same exploiter.
        Matching = "matching",
        /// Research, without identity.
        Research = "research",
        /// To give her own data back to her.
        OwnAccess = "own-access",
    }

    /// A kind of data.
    DataKind {
        /// The code, the age band, the languages.
        Outline = "outline",
        /// Names, birth date, citizenship.
        Identity = "identity",
        /// How to reach her, and the rules for it.
        Contact = "contact",
        /// What she needs.
        Needs = "needs",
        /// What happened, in words.
        Narrative = "narrative",
        /// Notes of the work.
        Notes = "notes",
        /// What is recorded of the trafficking.
        TraffickingFacts = "trafficking-facts",
        /// Assessments.
        Assessments = "assessments",
        /// The safety plan.
        SafetyPlan = "safety-plan",
        /// Health.
        Health = "health",
        /// Her status in Canada.
        Immigration = "immigration",
        /// Orders, charges, claims.
        Legal = "legal",
        /// Contact with police.
        Police = "police",
        /// Children and dependants.
        Dependants = "dependants",
        /// Documents.
        Documents = "documents",
        /// Money asked for and given.
        Money = "money",
        /// Being First Nations, Inuit or Métis.
        IndigenousIdentity = "indigenous-identity",
    }

    /// How a consent was given (casework.md 6.2).
    HowGiven {
        /// Said.
        Spoken = "spoken",
        /// Written.
        Written = "written",
        /// Said through an interpreter.
        Interpreter = "interpreter",
        /// By a guardian, or whoever decides for her by law.
        Guardian = "guardian",
    }

    /// What she answered. A no is kept too, without any penalty.
    Answer {
        /// Yes.
        Given = "given",
        /// No.
        Refused = "refused",
    }
}

/// Who receives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", content = "id", rename_all = "kebab-case")]
pub enum Recipient {
    /// An organization of the house.
    Organization(OrganizationId),
    /// An agency with no account, reached by a one-time link.
    Outside(OrganizationId),
    /// She herself.
    Person,
}

/// The seven questions of IOM's guidance on `con_Consent` (HTCDS 2.0, field standards).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the standard asks seven questions"
)]
pub struct Told {
    /// She agrees to the interview.
    pub agrees_to_interview: bool,
    /// She was told what it is for.
    pub purpose: bool,
    /// She was told how the data is and may be used.
    pub use_of_data: bool,
    /// She was told that data without identity may serve research.
    pub research: bool,
    /// She was told that she may ask for her data at any time.
    pub right_to_request: bool,
    /// She was told how long it is kept.
    pub how_long: bool,
    /// She was told how to withdraw.
    pub how_to_withdraw: bool,
}

impl Told {
    /// All seven: what HTCDS folds into one `con_Consent`.
    pub const fn all(self) -> bool {
        self.agrees_to_interview
            && self.purpose
            && self.use_of_data
            && self.research
            && self.right_to_request
            && self.how_long
            && self.how_to_withdraw
    }

    /// All seven with one answer: what an import of `con_Consent` can say.
    pub const fn every(answer: bool) -> Self {
        Self {
            agrees_to_interview: answer,
            purpose: answer,
            use_of_data: answer,
            research: answer,
            right_to_request: answer,
            how_long: answer,
            how_to_withdraw: answer,
        }
    }
}

/// The words that were shown or read out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// Its version, such as `referral-2026-11`.
    pub version: String,
    /// The language in which she heard it.
    pub language: LanguageTag,
}

/// One consent. Withdrawing it is the only change it ever sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Its id.
    pub id: ConsentId,
    /// The case.
    pub case: CaseId,
    /// What she answered.
    pub answer: Answer,
    /// For what.
    pub purpose: Purpose,
    /// To whom.
    pub recipient: Recipient,
    /// Which kinds of data.
    pub kinds: BTreeSet<DataKind>,
    /// From when.
    pub from: Timestamp,
    /// Until when, not included.
    pub to: Timestamp,
    /// How it was given.
    pub how: HowGiven,
    /// The words shown.
    pub wording: Wording,
    /// Who interpreted, or who decided for her: needed when `how` says that somebody did.
    #[serde(default)]
    pub through: Private,
    /// She was told the limits before she spoke: that a child in danger must be reported, and danger to
    /// life (content.md 3.1: read aloud before disclosure).
    pub limits_told: bool,
    /// The seven questions of the standard.
    #[serde(default)]
    pub told: Told,
    /// What she asked for besides.
    #[serde(default)]
    pub restrictions: Private,
    /// Who took it.
    pub taken_by: WorkerId,
    /// When.
    pub taken_at: Timestamp,
    /// When it was withdrawn. Any value ends it at once, whatever the clock says.
    #[serde(default)]
    pub withdrawn_at: Option<Timestamp>,
}

words! {
    /// Why a consent does not count.
    ConsentFault {
        /// It names no kind of data.
        NoKinds = "no-kinds",
        /// It does not say which words were shown.
        NoWording = "no-wording",
        /// It ends before it begins.
        EndsBeforeItBegins = "ends-before-it-begins",
        /// She was not told the limits.
        LimitsNotTold = "limits-not-told",
        /// Nobody is named who interpreted or decided for her.
        NobodyNamed = "nobody-named",
        /// It was taken after it begins to count.
        BeginsBeforeItWasTaken = "begins-before-it-was-taken",
    }
}

impl Consent {
    /// Why it does not count, if anything. A form shows these beside the fields; deciding goes by them.
    pub fn faults(&self) -> BTreeSet<ConsentFault> {
        let somebody = matches!(self.how, HowGiven::Interpreter | HowGiven::Guardian);
        [
            (self.kinds.is_empty(), ConsentFault::NoKinds),
            (
                self.wording.version.trim().is_empty(),
                ConsentFault::NoWording,
            ),
            (self.to <= self.from, ConsentFault::EndsBeforeItBegins),
            (!self.limits_told, ConsentFault::LimitsNotTold),
            (
                somebody && self.through.is_empty(),
                ConsentFault::NobodyNamed,
            ),
            (
                self.from < self.taken_at,
                ConsentFault::BeginsBeforeItWasTaken,
            ),
        ]
        .into_iter()
        .filter_map(|(holds, fault)| holds.then_some(fault))
        .collect()
    }

    /// A yes that is whole, has begun, has not ended and was not withdrawn.
    pub fn is_live(&self, now: &Moment) -> bool {
        self.answer == Answer::Given
            && self.withdrawn_at.is_none()
            && now.has_begun(self.from)
            && !now.has_ended(self.to)
            && self.faults().is_empty()
    }

    /// A no that stands: it was not taken back. It does not run out, and goes before any yes.
    pub const fn is_standing_refusal(&self) -> bool {
        matches!(self.answer, Answer::Refused) && self.withdrawn_at.is_none()
    }

    /// It is about the same purpose and recipient.
    pub fn is_about(&self, purpose: Purpose, recipient: Recipient) -> bool {
        self.purpose == purpose && self.recipient == recipient
    }
}

/// The consents that `new` takes the ground from: earlier answers on the same purpose and recipient that
/// say the contrary about a kind of data it names. The store withdraws them with it.
pub fn contradicted<'a>(
    new: &'a Consent,
    earlier: &'a [Consent],
) -> impl Iterator<Item = ConsentId> + 'a {
    earlier
        .iter()
        .filter(|old| {
            old.id != new.id
                && old.withdrawn_at.is_none()
                && old.answer != new.answer
                && old.is_about(new.purpose, new.recipient)
                && !old.kinds.is_disjoint(&new.kinds)
        })
        .map(|old| old.id)
}
