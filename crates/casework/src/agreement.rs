//! Agreements between organizations (memoranda of understanding): who promised what to whom, until when.

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::words::{AgreementId, OrganizationId};

/// An agreement (content.md 2.4: "MOU register: parties, roles, contacts, expiry").
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// Its id.
    pub id: AgreementId,
    /// What it is called.
    pub name: String,
    /// Who made it with whom, and what each does.
    pub parties: Vec<Party>,
    /// From when.
    pub from: Date,
    /// The last day; `None` when it has no end.
    pub until: Option<Date>,
    /// It was ended before.
    #[serde(default)]
    pub ended_on: Option<Date>,
}

/// One party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The organization.
    pub organization: OrganizationId,
    /// What it does in it.
    pub role: String,
    /// Whom to call about it: a function, with a number of the organization.
    #[serde(default)]
    pub contact: String,
}

impl Agreement {
    /// It holds on this day. It needs two parties to be one.
    pub fn holds(&self, day: Date) -> bool {
        self.parties.len() >= 2
            && self.from <= day
            && self.until.is_none_or(|until| day <= until)
            && self.ended_on.is_none_or(|ended| day < ended)
    }

    /// It runs out within so many days and has not been renewed or ended.
    pub fn lapses_within(&self, day: Date, days: i32) -> bool {
        let horizon = day.checked_add(days.days()).unwrap_or(Date::MAX);
        self.holds(day) && self.until.is_some_and(|until| until <= horizon)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use uuid::Uuid;

    #[test]
    fn an_agreement_holds_between_two_from_day_to_day() {
        let party = |id| Party {
            organization: OrganizationId(Uuid::from_u128(id)),
            role: "houses".to_owned(),
            contact: String::new(),
        };
        let agreement = Agreement {
            id: AgreementId(Uuid::nil()),
            name: "Beds at night".to_owned(),
            parties: vec![party(1), party(2)],
            from: date(2026, 1, 1),
            until: Some(date(2026, 12, 31)),
            ended_on: None,
        };
        assert!(agreement.holds(date(2026, 1, 1)) && agreement.holds(date(2026, 12, 31)));
        assert!(!agreement.holds(date(2025, 12, 31)) && !agreement.holds(date(2027, 1, 1)));
        assert!(agreement.lapses_within(date(2026, 12, 1), 30));
        assert!(!agreement.lapses_within(date(2026, 11, 1), 30));
        let alone = Agreement {
            parties: vec![party(1)],
            ..agreement.clone()
        };
        assert!(!alone.holds(date(2026, 6, 1)));
        let ended = Agreement {
            ended_on: Some(date(2026, 6, 1)),
            ..agreement
        };
        assert!(!ended.holds(date(2026, 6, 1)) && ended.holds(date(2026, 5, 31)));
    }
}
