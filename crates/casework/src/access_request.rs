//! Requests of a person for her data: to see it, to correct it, to have it deleted; with the clock of the
//! organization's law, and a check that it is she.

use std::collections::BTreeSet;

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::words::{AccessRequestId, CaseId, Private, WorkerId, words};

words! {
    /// What is asked.
    AccessRequestKind {
        /// To see it, or have a copy.
        Access = "access",
        /// To correct it.
        Correction = "correction",
        /// To have it deleted.
        Deletion = "deletion",
        /// To know who saw it.
        AccessList = "access-list",
    }

    /// Where it stands.
    AccessRequestState {
        /// It came in.
        Received = "received",
        /// It is she who asks.
        Confirmed = "confirmed",
        /// It was answered.
        Answered = "answered",
        /// It was refused, with a reason.
        Refused = "refused",
        /// She took it back.
        Withdrawn = "withdrawn",
    }

    /// How it was confirmed that it is she. A name is none of them, nor a birth date, nor papers: whoever
    /// exploited her knows her name and may hold her papers.
    Confirmation {
        /// She knows the client code.
        ClientCode = "client-code",
        /// She knows the code word.
        CodeWord = "code-word",
        /// She was called back by the rules of safe contact.
        CallBack = "call-back",
        /// The worker who leads the case knows her, and met her.
        InPerson = "in-person",
    }

    /// Why a step is refused.
    AccessRequestRefused {
        /// From here it does not go there.
        NotFromHere = "not-from-here",
        /// It has not been confirmed in two ways, or in person, that it is she.
        NotConfirmed = "not-confirmed",
        /// It needs a reason.
        NoReason = "no-reason",
        /// It was extended before, or without a rule that allows it.
        NotExtendable = "not-extendable",
    }
}

/// How long an organization has: configured, with its source, because it differs by the law it is under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessClock {
    /// Days to answer.
    pub days: u16,
    /// Days by which it may be extended, once; none where the law knows no extension.
    #[serde(default)]
    pub extension_days: Option<u16>,
    /// The statute and section, or the organization's decision.
    pub source: String,
}

/// A request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessRequest {
    /// Its id.
    pub id: AccessRequestId,
    /// The case, once it is known that there is one for whoever asks.
    pub case: Option<CaseId>,
    /// What is asked.
    pub kind: AccessRequestKind,
    /// In words.
    #[serde(default)]
    pub words: Private,
    /// Where it stands.
    pub state: AccessRequestState,
    /// The day it came in.
    pub received_on: Date,
    /// How it was confirmed.
    #[serde(default)]
    pub confirmations: BTreeSet<Confirmation>,
    /// Why it was extended.
    #[serde(default)]
    pub extension: Option<Private>,
    /// What was answered, or why it was refused.
    #[serde(default)]
    pub answer: Private,
    /// Who looks after it.
    pub by: WorkerId,
    /// The last day to answer, as it was worked out from the clock when it came in or was extended. A clock
    /// that is set anew moves no request that is there.
    #[serde(default)]
    pub answer_by: Option<Date>,
}

impl AccessRequest {
    /// The last day to answer; `None` where the organization has set no clock.
    pub fn due_on(&self, clock: Option<&AccessClock>) -> Option<Date> {
        let clock = clock?;
        let more = self
            .extension
            .as_ref()
            .and(clock.extension_days)
            .unwrap_or(0);
        let days = i32::from(clock.days) + i32::from(more);
        Some(
            self.received_on
                .checked_add(days.days())
                .unwrap_or(Date::MAX),
        )
    }

    /// It is she: met in person by whoever leads the case, or known in two other ways.
    pub fn is_confirmed(&self) -> bool {
        self.confirmations.contains(&Confirmation::InPerson) || self.confirmations.len() >= 2
    }

    /// The request after a step to `to`, or why it stays. Until it is confirmed, the answer to whoever asks is
    /// the same whether there is a case or not.
    pub fn after(
        &self,
        to: AccessRequestState,
        words: &Private,
    ) -> Result<Self, AccessRequestRefused> {
        use AccessRequestState as S;
        let allowed = matches!(
            (self.state, to),
            (S::Received, S::Confirmed | S::Refused | S::Withdrawn)
                | (S::Confirmed, S::Answered | S::Refused | S::Withdrawn)
        );
        if !allowed {
            return Err(AccessRequestRefused::NotFromHere);
        }
        if matches!(to, S::Confirmed | S::Answered) && !self.is_confirmed() {
            return Err(AccessRequestRefused::NotConfirmed);
        }
        if to == S::Refused && words.is_empty() {
            return Err(AccessRequestRefused::NoReason);
        }
        Ok(Self {
            state: to,
            answer: if words.is_empty() {
                self.answer.clone()
            } else {
                words.clone()
            },
            ..self.clone()
        })
    }

    /// The request with more time, once, for a reason, where the law knows that.
    pub fn extended(
        &self,
        clock: &AccessClock,
        reason: Private,
    ) -> Result<Self, AccessRequestRefused> {
        let open = matches!(
            self.state,
            AccessRequestState::Received | AccessRequestState::Confirmed
        );
        if !open || self.extension.is_some() || clock.extension_days.is_none() {
            return Err(AccessRequestRefused::NotExtendable);
        }
        if reason.is_empty() {
            return Err(AccessRequestRefused::NoReason);
        }
        Ok(Self {
            extension: Some(reason),
            ..self.clone()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::tests::hold;
    use AccessRequestState as S;
    use jiff::civil::date;
    use uuid::Uuid;

    fn request(confirmations: &[Confirmation]) -> AccessRequest {
        AccessRequest {
            id: AccessRequestId(Uuid::nil()),
            case: None,
            kind: AccessRequestKind::Access,
            words: Private::default(),
            state: S::Received,
            received_on: date(2026, 11, 24),
            confirmations: confirmations.iter().copied().collect(),
            extension: None,
            answer: Private::default(),
            by: WorkerId(Uuid::nil()),
            answer_by: None,
        }
    }

    #[test]
    fn an_outsider_of_the_same_name_learns_nothing() {
        let none = Private::default();
        let refused = Err(AccessRequestRefused::NotConfirmed);
        assert_eq!(request(&[]).after(S::Confirmed, &none), refused);
        assert_eq!(
            request(&[Confirmation::ClientCode]).after(S::Confirmed, &none),
            refused
        );
        for ways in [
            &[Confirmation::ClientCode, Confirmation::CodeWord][..],
            &[Confirmation::InPerson],
        ] {
            let confirmed = request(ways).after(S::Confirmed, &none).expect("it is she");
            assert!(confirmed.after(S::Answered, &none).is_ok());
        }
        assert_eq!(
            request(&[]).after(S::Answered, &none),
            Err(AccessRequestRefused::NotFromHere)
        );
        assert_eq!(
            request(&[]).after(S::Refused, &none),
            Err(AccessRequestRefused::NoReason)
        );
    }

    #[test]
    fn the_clock_is_the_organizations_and_is_extended_once() {
        let clock = AccessClock {
            days: 30,
            extension_days: Some(30),
            source: "an example".to_owned(),
        };
        let request = request(&[]);
        assert_eq!(request.due_on(None), None);
        assert_eq!(request.due_on(Some(&clock)), Some(date(2026, 12, 24)));
        let extended = request
            .extended(&clock, "many papers".into())
            .expect("once");
        assert_eq!(extended.due_on(Some(&clock)), Some(date(2027, 1, 23)));
        assert_eq!(
            extended.extended(&clock, "more".into()),
            Err(AccessRequestRefused::NotExtendable)
        );
        let rigid = AccessClock {
            extension_days: None,
            ..clock
        };
        assert!(request.extended(&rigid, "why".into()).is_err());
        hold::<AccessRequestKind>();
        hold::<AccessRequestState>();
        hold::<Confirmation>();
        hold::<AccessRequestRefused>();
    }
}
