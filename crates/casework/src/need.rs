//! What she needs: at once, and over time; and what of it was not to be had (the gap log).

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::referral::DeclineReason;
use crate::words::{OrganizationId, Private, WorkerId, words};

words! {
    /// What may be needed in the first hour (OCTIP's "first things", content.md 2.4).
    ImmediateNeed {
        /// To be safe now.
        Safety = "safety",
        /// Medical care.
        Medical = "medical",
        /// Food and water.
        Food = "food",
        /// Rest.
        Rest = "rest",
        /// A telephone.
        Phone = "phone",
        /// Clothing, a blanket.
        Clothing = "clothing",
        /// An interpreter.
        Interpreter = "interpreter",
    }

    /// What is known of an immediate need.
    ImmediateAnswer {
        /// Nobody has asked.
        NotAsked = "not-asked",
        /// She does not need it.
        NotNeeded = "not-needed",
        /// She needs it.
        Needed = "needed",
        /// She has it.
        Met = "met",
    }

    /// The ten kinds of service of British Columbia's course (content.md 2.4).
    Need {
        /// A place to stay.
        ShelterHousing = "shelter-housing",
        /// Health.
        Health = "health",
        /// Emotional support and counselling.
        Counselling = "counselling",
        /// A lawyer.
        Legal = "legal",
        /// Interpretation and translation.
        Interpretation = "interpretation",
        /// Papers, benefits, status.
        Government = "government",
        /// Police, Crown and victim services; only if wanted.
        PoliceCrownVictimServices = "police-crown-victim-services",
        /// Work and rights at work.
        LabourEmployment = "labour-employment",
        /// Children and youth.
        ChildYouth = "child-youth",
        /// What lasts: schooling, language, community, return.
        LongTerm = "long-term",
    }

    /// Where a need stands (casework.md 4.3).
    NeedState {
        /// Nobody has asked.
        NotAsked = "not-asked",
        /// She does not want it.
        NotWanted = "not-wanted",
        /// She wants it.
        Wanted = "wanted",
        /// It is promised.
        Arranged = "arranged",
        /// She has it.
        InPlace = "in-place",
        /// Somebody could have, and said no.
        RefusedByProvider = "refused-by-provider",
        /// Nobody has it: a gap.
        Unavailable = "unavailable",
    }

    /// What stood in the way.
    Barrier {
        /// No bed, no place, no one free.
        NoCapacity = "no-capacity",
        /// Nobody offers this here.
        NoProvider = "no-provider",
        /// She does not meet their conditions.
        NotEligible = "not-eligible",
        /// Not in her language.
        Language = "language",
        /// Her status in Canada.
        Status = "status",
        /// Papers she does not have.
        Identification = "identification",
        /// It costs money.
        Cost = "cost",
        /// Too far, or no way there.
        Distance = "distance",
        /// Too long a wait.
        Wait = "wait",
        /// Too young or too old for them.
        Age = "age",
        /// Her gender.
        Gender = "gender",
        /// Her children may not come.
        Children = "children",
        /// Substance use.
        SubstanceUse = "substance-use",
        /// A disability, or a door she cannot pass.
        Accessibility = "accessibility",
        /// Not right for her culture or faith.
        Culture = "culture",
        /// They want a police report first.
        PoliceReportRequired = "police-report-required",
        /// She would not be safe there.
        Unsafe = "unsafe",
        /// They know somebody on the other side.
        Conflict = "conflict",
        /// Something else.
        Other = "other",
        /// Nobody said.
        NotSaid = "not-said",
    }
}

impl NeedState {
    /// It belongs in the gap log.
    pub const fn is_gap(self) -> bool {
        matches!(self, Self::RefusedByProvider | Self::Unavailable)
    }

    /// Somebody must still do something about it.
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            Self::Wanted | Self::Arranged | Self::RefusedByProvider | Self::Unavailable
        )
    }
}

impl Need {
    /// The needs of the finder (`content/taxonomy/needs.toml`) that answer it.
    pub const fn finder_needs(self) -> &'static [&'static str] {
        match self {
            Self::ShelterHousing => &["shelter-housing"],
            Self::Health => &["health"],
            Self::Counselling => &["counselling"],
            Self::Legal => &["legal"],
            Self::Interpretation => &["interpretation"],
            Self::Government => &["immigration", "basic-needs"],
            Self::PoliceCrownVictimServices => &["victim-services", "police-reporting"],
            Self::LabourEmployment => &["employment"],
            Self::ChildYouth => &["child-protection"],
            Self::LongTerm => &["education-training", "exit-programme"],
        }
    }
}

/// What is known of an immediate need, since when. Lines are added, never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImmediateEntry {
    /// Which need.
    pub need: ImmediateNeed,
    /// What is known of it.
    pub answer: ImmediateAnswer,
    /// Since when.
    pub at: Timestamp,
    /// Who wrote it.
    pub by: WorkerId,
}

/// Immediate needs that nobody has asked about, or that are not met: what the next hour is for.
pub fn immediate_open(entries: &[ImmediateEntry]) -> Vec<ImmediateNeed> {
    let last = |need| {
        entries
            .iter()
            .rev()
            .find(|entry| entry.need == need)
            .map_or(ImmediateAnswer::NotAsked, |entry| entry.answer)
    };
    ImmediateNeed::ALL
        .iter()
        .copied()
        .filter(|&need| {
            matches!(
                last(need),
                ImmediateAnswer::NotAsked | ImmediateAnswer::Needed
            )
        })
        .collect()
}

/// One line of the map: what became of a need on a day. Lines are added, never changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedEntry {
    /// Which need.
    pub need: Need,
    /// Where it stands since.
    pub state: NeedState,
    /// The day.
    pub on: Date,
    /// Who was asked or provides.
    pub organization: Option<OrganizationId>,
    /// What stood in the way.
    pub barrier: Option<Barrier>,
    /// What came of it, in words.
    #[serde(default)]
    pub outcome: Private,
    /// Who wrote it.
    pub by: WorkerId,
}

/// Where all ten stand, from the lines in the order in which they were written.
pub fn map(entries: &[NeedEntry]) -> BTreeMap<Need, NeedState> {
    let mut map: BTreeMap<_, _> = Need::ALL
        .iter()
        .map(|&need| (need, NeedState::NotAsked))
        .collect();
    for entry in entries {
        map.insert(entry.need, entry.state);
    }
    map
}

/// A month of the calendar, `2026-11`: as near as a gap is dated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    /// The month of a day.
    pub fn of(day: Date) -> Self {
        Self {
            year: day.year(),
            month: day.month(),
        }
    }

    /// The year.
    pub const fn year(self) -> i16 {
        self.year
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:04}-{:02}", self.year, self.month)
    }
}

/// It is not a month such as `2026-11`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a month is written 2026-11")]
pub struct MonthError;

impl std::str::FromStr for Month {
    type Err = MonthError;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        if written.len() != 7 {
            return Err(MonthError);
        }
        let day: Date = format!("{written}-01").parse().map_err(|_| MonthError)?;
        Ok(Self::of(day))
    }
}

impl TryFrom<String> for Month {
    type Error = MonthError;

    fn try_from(written: String) -> Result<Self, Self::Error> {
        written.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

words! {
    /// How something failed to be there.
    GapKind {
        /// Nobody has it.
        Unavailable = "unavailable",
        /// A provider said no.
        Refused = "refused",
        /// It is there, and something stands in the way.
        Barrier = "barrier",
    }
}

/// One line of the gap log: no person, no case, no organization, no day. It is made so at the moment it
/// is written; nothing leads back.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct GapEntry {
    /// Which need.
    pub need: Need,
    /// Where, as a region; `None` where none is known.
    pub region: Option<String>,
    /// When, as a month.
    pub month: Month,
    /// How it failed.
    pub kind: GapKind,
    /// Why.
    pub reason: Barrier,
}

impl GapEntry {
    /// What an entry of the map leaves in the gap log, if anything: a gap, or a barrier that was met
    /// although the need stands elsewhere.
    pub fn of(entry: &NeedEntry, region: Option<&str>) -> Option<Self> {
        let kind = match entry.state {
            NeedState::Unavailable => GapKind::Unavailable,
            NeedState::RefusedByProvider => GapKind::Refused,
            _ if entry.barrier.is_some() => GapKind::Barrier,
            _ => return None,
        };
        let reason = entry.barrier.unwrap_or(Barrier::NotSaid);
        Some(Self {
            need: entry.need,
            region: region.map(str::to_owned),
            month: Month::of(entry.on),
            kind,
            reason,
        })
    }
}

/// What a declined referral or an enquiry answered with no leaves in the gap log. That she changed her mind is
/// hers, and no gap.
pub fn gap_of_decline(
    need: Need,
    reason: DeclineReason,
    region: Option<&str>,
    on: Date,
) -> Option<GapEntry> {
    let reason = match reason {
        DeclineReason::NoCapacity => Barrier::NoCapacity,
        DeclineReason::NotEligible => Barrier::NotEligible,
        DeclineReason::Unsafe => Barrier::Unsafe,
        DeclineReason::Conflict => Barrier::Conflict,
        DeclineReason::ClientChangedMind => return None,
    };
    Some(GapEntry {
        need,
        region: region.map(str::to_owned),
        month: Month::of(on),
        kind: GapKind::Refused,
        reason,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use uuid::Uuid;

    fn entry(state: NeedState, barrier: Option<Barrier>) -> NeedEntry {
        NeedEntry {
            need: Need::ShelterHousing,
            state,
            on: date(2026, 11, 24),
            organization: Some(OrganizationId(Uuid::from_u128(7))),
            barrier,
            outcome: "asked Example House twice".into(),
            by: WorkerId(Uuid::from_u128(8)),
        }
    }

    #[test]
    fn words_hold() {
        use crate::words::tests::hold;
        hold::<ImmediateNeed>();
        hold::<ImmediateAnswer>();
        hold::<Need>();
        hold::<NeedState>();
        hold::<Barrier>();
        hold::<GapKind>();
        assert_eq!(
            (
                Need::ALL.len(),
                NeedState::ALL.len(),
                ImmediateNeed::ALL.len()
            ),
            (10, 7, 7)
        );
    }

    #[test]
    fn the_map_has_ten_needs_and_the_last_line_counts() {
        assert!(map(&[]).values().all(|state| *state == NeedState::NotAsked));
        let map = map(&[
            entry(NeedState::Wanted, None),
            entry(NeedState::InPlace, None),
        ]);
        assert_eq!(map.len(), 10);
        assert_eq!(map[&Need::ShelterHousing], NeedState::InPlace);
    }

    #[test]
    fn the_first_hour_is_for_what_is_not_met_or_not_asked() {
        let said = |need, answer| ImmediateEntry {
            need,
            answer,
            at: Timestamp::UNIX_EPOCH,
            by: WorkerId(Uuid::nil()),
        };
        assert_eq!(immediate_open(&[]).len(), 7);
        let open = immediate_open(&[
            said(ImmediateNeed::Food, ImmediateAnswer::Needed),
            said(ImmediateNeed::Food, ImmediateAnswer::Met),
            said(ImmediateNeed::Rest, ImmediateAnswer::NotNeeded),
            said(ImmediateNeed::Safety, ImmediateAnswer::Met),
            said(ImmediateNeed::Safety, ImmediateAnswer::Needed),
        ]);
        assert_eq!(open.len(), 5);
        assert_eq!(open[0], ImmediateNeed::Safety);
        assert!(!open.contains(&ImmediateNeed::Food) && !open.contains(&ImmediateNeed::Rest));
    }

    #[test]
    fn a_gap_tells_of_nobody() {
        let kinds = |state, barrier| {
            GapEntry::of(&entry(state, barrier), Some("avalon")).map(|gap| (gap.kind, gap.reason))
        };
        assert_eq!(
            kinds(NeedState::Unavailable, None),
            Some((GapKind::Unavailable, Barrier::NotSaid))
        );
        assert_eq!(
            kinds(NeedState::RefusedByProvider, Some(Barrier::Children)),
            Some((GapKind::Refused, Barrier::Children))
        );
        assert_eq!(
            kinds(NeedState::InPlace, Some(Barrier::Wait)),
            Some((GapKind::Barrier, Barrier::Wait))
        );
        for state in [NeedState::NotAsked, NeedState::NotWanted, NeedState::Wanted] {
            assert_eq!(kinds(state, None), None);
        }
        let gap = GapEntry::of(&entry(NeedState::Unavailable, None), Some("avalon"));
        let written = serde_json::to_string(&gap).expect("it is plain");
        assert_eq!(
            written,
            r#"{"need":"shelter-housing","region":"avalon","month":"2026-11","kind":"unavailable","reason":"not-said"}"#
        );
    }

    #[test]
    fn a_decline_is_a_gap_but_for_her_own_mind() {
        for &reason in DeclineReason::ALL {
            let gap = gap_of_decline(Need::Legal, reason, None, date(2026, 11, 24));
            assert_eq!(gap.is_none(), reason == DeclineReason::ClientChangedMind);
            assert!(gap.is_none_or(|gap| gap.kind == GapKind::Refused && gap.region.is_none()));
        }
    }

    #[test]
    fn months_are_read_strictly() {
        assert_eq!("2026-11".parse(), Ok(Month::of(date(2026, 11, 3))));
        for bad in ["2026-13", "2026-1", "26-11", "2026-11-24", "", "2026/11"] {
            assert_eq!(bad.parse::<Month>(), Err(MonthError), "{bad}");
        }
    }
}
