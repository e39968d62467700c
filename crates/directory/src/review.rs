//! When a record must be asked again, and when it is too old to be trusted as it stands.
//!
//! The intervals are Cairn's own default, not a law and not taken from a standard: half a year for
//! the help somebody may need tonight, a year for the rest (issue "A directory that stays true",
//! 2026-11). HSDS's guidance on `schedule.valid_to` also assumes a yearly check.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan as _};

use crate::listing::Listing;
use crate::service::{Provenance, Service};
use crate::taxonomy::TermId;

/// Needs for which a wrong number or a closed door does harm the same night.
pub const URGENT: [&str; 3] = ["crisis-line", "distress", "shelter-housing"];
/// Months between two checks of a record that answers an urgent need.
pub const URGENT_MONTHS: i32 = 6;
/// Months between two checks of any other record.
pub const OTHER_MONTHS: i32 = 12;

/// Months between two checks of a record with these needs.
pub fn months(needs: &[TermId]) -> i32 {
    let urgent = needs.iter().any(|need| URGENT.contains(&need.as_str()));
    if urgent { URGENT_MONTHS } else { OTHER_MONTHS }
}

/// The day on the clock furthest west in the country: a date on a page is then never tomorrow's for
/// whoever reads it.
pub fn today(now: Timestamp) -> Date {
    let west = TimeZone::get("America/Vancouver").unwrap_or(TimeZone::UTC);
    west.to_datetime(now).date()
}

/// When a record that was confirmed on `day` should be asked again.
pub fn review_by(needs: &[TermId], day: Date) -> Date {
    add(day, months(needs).months())
}

fn add(day: Date, span: Span) -> Date {
    day.checked_add(span).unwrap_or(Date::MAX)
}

/// What decides when a record is due.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// What it helps with.
    pub needs: &'a [TermId],
    /// When somebody confirmed it.
    pub verified_on: Option<Date>,
    /// When its source was read, as exactly as is known: `2026`, `2026-11`, `2026-11-20`.
    pub read_on: &'a str,
    /// A date somebody set by hand.
    pub review_by: Option<Date>,
}

impl Facts<'_> {
    /// When it should be asked again: the date that was set, or so many months after it was last
    /// confirmed or read. `None` when neither is known: then it is due already.
    pub fn due(&self) -> Option<Date> {
        self.review_by.or_else(|| {
            let from = self.known_since()?;
            Some(review_by(self.needs, from))
        })
    }

    /// When it was last confirmed, or read in its source.
    pub fn known_since(&self) -> Option<Date> {
        self.verified_on.or_else(|| first_day(self.read_on))
    }

    /// It was due before `today`.
    pub fn is_stale(&self, today: Date) -> bool {
        self.due().is_none_or(|due| due < today)
    }

    /// It is due within so many days from `today`, or was due before.
    pub fn is_due_within(&self, today: Date, days: i32) -> bool {
        self.due().is_none_or(|due| due <= add(today, days.days()))
    }
}

/// The first day that a date such as `2026-11` may mean: the doubt counts against the record.
fn first_day(written: &str) -> Option<Date> {
    let whole = match written.split('-').count() {
        1 => format!("{written}-01-01"),
        2 => format!("{written}-01"),
        _ => written.to_owned(),
    };
    whole.parse().ok()
}

impl<'a> Facts<'a> {
    /// Of a record's needs and its provenance.
    pub fn new(needs: &'a [TermId], provenance: &'a Provenance) -> Self {
        Self {
            needs,
            verified_on: provenance.verified_on,
            read_on: &provenance.read_on,
            review_by: provenance.review_by,
        }
    }
}

impl<'a> From<&'a Service> for Facts<'a> {
    fn from(service: &'a Service) -> Self {
        Self::new(&service.needs, &service.provenance)
    }
}

impl<'a> From<&'a Listing> for Facts<'a> {
    fn from(listing: &'a Listing) -> Self {
        Self {
            needs: &listing.needs,
            verified_on: listing.verified_on,
            read_on: &listing.read_on,
            review_by: listing.review_by,
        }
    }
}
