//! Contact with police: only if she wants it, and never more than that it was, with whom, and the receipt.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::words::{Private, WorkerId, words};

words! {
    /// What she wants of police.
    PoliceWish {
        /// Nobody has asked.
        NotAsked = "not-asked",
        /// Nothing.
        NotWanted = "not-wanted",
        /// To think about it.
        Undecided = "undecided",
        /// To speak with them.
        Wanted = "wanted",
    }

    /// What took place.
    PoliceStep {
        /// A report was made.
        Reported = "reported",
        /// She gave a statement.
        Statement = "statement",
        /// They asked for something.
        Request = "request",
        /// Charges were laid.
        Charges = "charges",
        /// It was closed.
        Closed = "closed",
    }

    /// Why a step is not taken down.
    PoliceFault {
        /// She does not want it, or was not asked.
        NotWanted = "not-wanted",
        /// Nobody is named.
        NobodyNamed = "nobody-named",
    }
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoliceContact {
    /// What took place.
    pub step: PoliceStep,
    /// Which service and who there.
    pub with: Private,
    /// Their reference: the receipt.
    #[serde(default)]
    pub reference: Private,
    /// The day.
    pub on: Date,
    /// Who wrote it.
    pub by: WorkerId,
}

impl PoliceContact {
    /// Why it is not taken down. What police themselves began (a request, charges) may be, whatever she
    /// wants: that she is asked about is exactly what must be known.
    pub fn fault(&self, wish: PoliceWish) -> Option<PoliceFault> {
        let ours = matches!(self.step, PoliceStep::Reported | PoliceStep::Statement);
        if ours && wish != PoliceWish::Wanted {
            Some(PoliceFault::NotWanted)
        } else if self.with.is_empty() {
            Some(PoliceFault::NobodyNamed)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::tests::hold;
    use jiff::civil::date;

    #[test]
    fn nothing_goes_to_police_that_she_does_not_want() {
        let step = |step| PoliceContact {
            step,
            with: "Example Police".into(),
            reference: Private::default(),
            on: date(2026, 11, 24),
            by: WorkerId(uuid::Uuid::nil()),
        };
        for &wish in PoliceWish::ALL {
            let fault = step(PoliceStep::Reported).fault(wish);
            assert_eq!(fault.is_none(), wish == PoliceWish::Wanted);
            assert_eq!(step(PoliceStep::Charges).fault(wish), None);
        }
        hold::<PoliceWish>();
        hold::<PoliceStep>();
        hold::<PoliceFault>();
    }
}
