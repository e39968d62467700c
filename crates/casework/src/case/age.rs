//! Ages as bands: a birth date is not needed to help, and doubt counts as a child.

use crate::words::words;

words! {
    /// How old somebody is, as far as it is known and no further.
    ///
    /// The bands are Cairn's own. They part at 12, 16, 18 and 19 because the provinces' protection ages
    /// do (content.md 3.4); whoever is "not sure" is treated as a child (the United Kingdom's referral
    /// form, casework.md 4.2).
    AgeBand {
        /// Nobody has asked.
        NotAsked = "not-asked",
        /// Not known, and perhaps a minor.
        PossiblyMinor = "possibly-minor",
        /// Under 12.
        Under12 = "under-12",
        /// 12 to 15.
        From12To15 = "12-15",
        /// 16 or 17.
        From16To17 = "16-17",
        /// 18.
        Eighteen = "18",
        /// 19 to 24.
        From19To24 = "19-24",
        /// 25 to 34.
        From25To34 = "25-34",
        /// 35 to 49.
        From35To49 = "35-49",
        /// 50 to 64.
        From50To64 = "50-64",
        /// 65 and over.
        From65 = "65-and-over",
        /// 18 or over; more is not known.
        Adult = "adult",
    }
}

impl AgeBand {
    /// The youngest and, where there is one, the oldest age that the band may mean, in whole years.
    pub const fn ages(self) -> (u8, Option<u8>) {
        match self {
            Self::NotAsked | Self::PossiblyMinor => (0, None),
            Self::Under12 => (0, Some(11)),
            Self::From12To15 => (12, Some(15)),
            Self::From16To17 => (16, Some(17)),
            Self::Eighteen => (18, Some(18)),
            Self::From19To24 => (19, Some(24)),
            Self::From25To34 => (25, Some(34)),
            Self::From35To49 => (35, Some(49)),
            Self::From50To64 => (50, Some(64)),
            Self::From65 => (65, None),
            Self::Adult => (18, None),
        }
    }

    /// Somebody in this band may be younger than `age`: the duty to report of a place where children are
    /// protected until that age must be shown.
    pub const fn may_be_under(self, age: u8) -> bool {
        self.ages().0 < age
    }

    /// The band of an age in whole years.
    pub const fn of(age: u8) -> Self {
        match age {
            0..=11 => Self::Under12,
            12..=15 => Self::From12To15,
            16..=17 => Self::From16To17,
            18 => Self::Eighteen,
            19..=24 => Self::From19To24,
            25..=34 => Self::From25To34,
            35..=49 => Self::From35To49,
            50..=64 => Self::From50To64,
            _ => Self::From65,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_hold() {
        crate::words::tests::hold::<AgeBand>();
    }

    #[test]
    fn every_age_is_in_its_band_and_doubt_is_a_child() {
        for age in 0..=u8::MAX {
            let (youngest, oldest) = AgeBand::of(age).ages();
            assert!(
                youngest <= age && oldest.is_none_or(|oldest| age <= oldest),
                "{age}"
            );
        }
        assert!(AgeBand::NotAsked.may_be_under(18));
        assert!(AgeBand::PossiblyMinor.may_be_under(16));
        assert!(!AgeBand::Adult.may_be_under(18));
        // In four provinces and territories protection lasts until 19.
        assert!(AgeBand::Adult.may_be_under(19) && AgeBand::Eighteen.may_be_under(19));
        assert!(!AgeBand::From19To24.may_be_under(19));
    }
}
