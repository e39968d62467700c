//! Days of the week, as words and as RFC 5545 has them.

use jiff::civil;

use crate::words::words;

words! {
    /// A day of the week.
    Weekday {
        /// Monday.
        Monday = "monday",
        /// Tuesday.
        Tuesday = "tuesday",
        /// Wednesday.
        Wednesday = "wednesday",
        /// Thursday.
        Thursday = "thursday",
        /// Friday.
        Friday = "friday",
        /// Saturday.
        Saturday = "saturday",
        /// Sunday.
        Sunday = "sunday",
    }
}

impl Weekday {
    /// The day of the week of a date.
    pub fn of(day: civil::Date) -> Self {
        Self::ALL[usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0) % 7]
    }

    /// The day before.
    #[must_use]
    pub const fn before(self) -> Self {
        Self::ALL[(self as usize + 6) % 7]
    }

    /// RFC 5545, section 3.3.10: `weekday`.
    pub const fn rfc_5545(self) -> &'static str {
        ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][self as usize]
    }

    /// The day that RFC 5545 writes so.
    pub fn from_rfc_5545(written: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|day| day.rfc_5545() == written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_right() {
        crate::words::tests::hold::<Weekday>();
        assert_eq!(Weekday::of(date(2026, 11, 24)), Weekday::Tuesday);
        assert_eq!(Weekday::of(date(2026, 11, 29)), Weekday::Sunday);
        assert_eq!(Weekday::Monday.before(), Weekday::Sunday);
        for &day in Weekday::ALL {
            assert_eq!(Weekday::from_rfc_5545(day.rfc_5545()), Some(day));
        }
    }
}
