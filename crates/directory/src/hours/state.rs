//! Whether a week is open at a moment, and when that changes: exact across midnight, overlapping
//! intervals, exceptions and the days when clocks change.
//!
//! The walk happens on the clock on the wall; the time zone is asked only about the present moment
//! and about the moment of the answer, because this runs for every result of every search.

use jiff::civil::{Date, DateTime, Time};
use jiff::{SignedDuration, Timestamp};

use super::{Exception, OpenState, Weekly};

/// How far ahead a next opening is told, in days.
const HORIZON: i64 = 14;

impl Weekly {
    /// Whether it is open at `now`, and when that changes.
    pub fn at(&self, now: Timestamp) -> OpenState {
        let Ok(horizon) = now.checked_add(SignedDuration::from_hours(24 * HORIZON)) else {
            return OpenState::Unknown;
        };
        let reached = self.time_zone.reached(now);
        if self.end_covering(reached).is_some() {
            match self.closing_after(reached, horizon) {
                Some(until) => OpenState::Open { until },
                None => OpenState::Always,
            }
        } else {
            OpenState::Closed {
                opens: self.opening_after(reached, horizon),
            }
        }
    }

    /// When the opening that covers `reached` really ends: intervals that overlap or touch are one.
    fn closing_after(&self, mut reached: DateTime, horizon: Timestamp) -> Option<Timestamp> {
        let mut limit = None;
        let mut steps = 0;
        // Each step ends later than the one before; ordinary hours take one.
        loop {
            while let Some(later) = self.end_covering(reached) {
                reached = later;
                steps += 1;
                // The first steps cannot reach so far, and asking the zone costs more than they do.
                let too_far = |limit: &mut Option<DateTime>| {
                    reached > *limit.get_or_insert_with(|| self.time_zone.reached(horizon))
                };
                if steps > 3 && too_far(&mut limit) {
                    return None;
                }
            }
            let closes = self.time_zone.first_reaching(reached)?;
            // Clocks that jump forward may land inside another interval.
            let landed = self.time_zone.wall(closes);
            if landed <= reached || self.end_covering(landed).is_none() {
                return Some(closes);
            }
            reached = landed;
        }
    }

    /// The next moment it opens.
    fn opening_after(&self, mut reached: DateTime, horizon: Timestamp) -> Option<Timestamp> {
        loop {
            let start = self.start_after(reached)?;
            let opens = self.time_zone.first_reaching(start)?;
            if opens > horizon {
                return None;
            }
            // An opening that lies wholly inside skipped time does not happen.
            let landed = self.time_zone.wall(opens).max(start);
            if self.end_covering(landed).is_some() {
                return Some(opens);
            }
            reached = landed;
        }
    }

    /// The latest end among the intervals that hold `wall`.
    fn end_covering(&self, wall: DateTime) -> Option<DateTime> {
        let today = wall.date();
        let yesterday = today.yesterday().ok();
        let mut latest: Option<DateTime> = None;
        for date in yesterday.into_iter().chain([today]) {
            self.each_span(date, |start, end| {
                if start <= wall && wall < end {
                    latest = latest.max(Some(end));
                }
            });
        }
        latest
    }

    /// The earliest start after `wall`, looking one day further than the horizon.
    fn start_after(&self, wall: DateTime) -> Option<DateTime> {
        let mut date = wall.date();
        for _ in 0..=HORIZON + 1 {
            let mut earliest: Option<DateTime> = None;
            self.each_span(date, |start, _| {
                if start > wall && earliest.is_none_or(|known| start < known) {
                    earliest = Some(start);
                }
            });
            if earliest.is_some() {
                return earliest;
            }
            date = date.tomorrow().ok()?;
        }
        None
    }

    /// Every opening that begins on `date`, from and until on the clock on the wall. One that runs
    /// into a date with hours of its own ends at that midnight.
    fn each_span(&self, date: Date, mut each: impl FnMut(DateTime, DateTime)) {
        let Ok(tomorrow) = date.tomorrow() else {
            return;
        };
        let mut span = |opens: Time, closes: Time| {
            let start = date.to_datetime(opens);
            if closes > opens {
                each(start, date.to_datetime(closes));
            } else if self.exceptions_on(tomorrow).next().is_some() {
                each(start, tomorrow.to_datetime(Time::midnight()));
            } else {
                each(start, tomorrow.to_datetime(closes));
            }
        };
        let mut usual = true;
        for exception in self.exceptions_on(date) {
            usual = false;
            for &(opens, closes) in &exception.open {
                span(opens, closes);
            }
        }
        if usual {
            let day = date.weekday();
            for interval in &self.intervals {
                if interval.day == day {
                    span(interval.opens, interval.closes);
                }
            }
        }
    }

    fn exceptions_on(&self, date: Date) -> impl Iterator<Item = &Exception> {
        self.exceptions
            .iter()
            .filter(move |exception| exception.date == date)
    }
}
