//! What the law of a place says, as dated data from `content/jurisdictions`: never code (product.md, rule 8).

use std::sync::LazyLock;

use jiff::ToSpan as _;
use jiff::civil::Date;
use kernel::Text;
use serde::Deserialize;

use crate::words::words;

words! {
    /// What a rule is about.
    RuleId {
        /// How long a protection order lasts.
        ProtectionOrderDuration = "protection-order-duration",
        /// Whether the respondent is told before.
        ProtectionOrderWithoutNotice = "protection-order-without-notice",
        /// From when the respondent is bound.
        ProtectionOrderBindsWhenServed = "protection-order-binds-when-served",
        /// Whether asking to set it aside suspends it.
        ProtectionOrderSetAsideDoesNotStay = "protection-order-set-aside-does-not-stay",
        /// Until when one may ask to set it aside.
        ProtectionOrderSetAsideDeadline = "protection-order-set-aside-deadline",
        /// Who may apply for a child.
        ProtectionOrderApplicantChild = "protection-order-applicant-child",
        /// How long the first permit lasts.
        PermitDuration = "permit-duration",
        /// What it costs.
        PermitFee = "permit-fee",
        /// Whether she must testify.
        PermitTestimony = "permit-testimony",
        /// Who may refer.
        PermitReferral = "permit-referral",
        /// Health cover with it.
        PermitHealthCover = "permit-health-cover",
    }

    /// What a length of time means.
    LengthIs {
        /// So long, unless the paper says otherwise.
        Default = "default",
        /// So long or longer.
        AtLeast = "at-least",
        /// So long or shorter: the paper's own date is needed.
        AtMost = "at-most",
    }
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Length {
    /// Years of the calendar.
    #[serde(default)]
    pub years: u8,
    /// Months of the calendar.
    #[serde(default)]
    pub months: u8,
    /// Days.
    #[serde(default)]
    pub days: u16,
    /// What it means.
    pub is: LengthIs,
}

impl Length {
    /// The day so long after `day`.
    pub fn after(self, day: Date) -> Date {
        let span = i32::from(self.years)
            .years()
            .months(i32::from(self.months))
            .days(i32::from(self.days));
        day.checked_add(span).unwrap_or(Date::MAX)
    }
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// What it is about.
    pub id: RuleId,
    /// How long, for rules that say so.
    pub value: Option<Length>,
    /// What it says.
    pub text: Text,
    /// From when it holds.
    pub from: Option<Date>,
    /// The last day on which it holds.
    pub until: Option<Date>,
    /// Where it was read.
    pub source: String,
    /// When: `2026`, `2026-11` or `2026-11-20`.
    pub read_on: String,
    /// When somebody must look again.
    pub review_by: Date,
    /// It was read in the primary source.
    pub verified: bool,
}

impl Rule {
    /// It holds on this day.
    pub fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// A place and its rules.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Jurisdiction {
    /// `CA` for Canada, or the two letters of the province or territory.
    #[serde(rename = "jurisdiction")]
    pub code: String,
    /// Its name.
    pub name: Text,
    /// Its rules.
    #[serde(rename = "rule")]
    pub rules: Vec<Rule>,
}

impl Jurisdiction {
    /// Reads a file, and refuses one with half a sentence, a verified rule without a source, or a length that
    /// nobody verified.
    pub fn parse(text: &str) -> Result<Self, String> {
        let read: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        if !read.name.is_complete() {
            return Err("the name in both languages".to_owned());
        }
        for rule in &read.rules {
            let whole = rule.text.is_complete() && !rule.source.trim().is_empty();
            let dated = rule
                .from
                .zip(rule.until)
                .is_none_or(|(from, until)| from <= until);
            if !whole || !dated {
                return Err(format!(
                    "{}: text in both languages, a source, dates in order",
                    rule.id
                ));
            }
            if rule.value.is_some() && !rule.verified {
                return Err(format!(
                    "{}: no clock runs on what is not verified",
                    rule.id
                ));
            }
        }
        Ok(read)
    }

    /// The rule that holds on this day, verified or not.
    pub fn rule(&self, id: RuleId, day: Date) -> Option<&Rule> {
        self.rules
            .iter()
            .find(|rule| rule.id == id && rule.holds(day))
    }

    /// The length that holds on this day, if one is verified.
    pub fn length(&self, id: RuleId, day: Date) -> Option<Length> {
        self.rule(id, day).filter(|rule| rule.verified)?.value
    }

    /// It is verified that this holds on this day.
    pub fn says(&self, id: RuleId, day: Date) -> bool {
        self.rule(id, day).is_some_and(|rule| rule.verified)
    }
}

const FILES: [&str; 5] = [
    include_str!("../../../content/jurisdictions/ab.toml"),
    include_str!("../../../content/jurisdictions/ca.toml"),
    include_str!("../../../content/jurisdictions/mb.toml"),
    include_str!("../../../content/jurisdictions/on.toml"),
    include_str!("../../../content/jurisdictions/sk.toml"),
];

/// The shipped places. A test reads every file; one that could not be read would be left out.
pub static SHIPPED: LazyLock<Vec<Jurisdiction>> = LazyLock::new(|| {
    FILES
        .iter()
        .filter_map(|file| Jurisdiction::parse(file).ok())
        .collect()
});

/// The shipped place of this code.
pub fn shipped(code: &str) -> Option<&'static Jurisdiction> {
    SHIPPED.iter().find(|place| place.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_file_can_be_read_and_its_rules_do_not_overlap() {
        crate::words::tests::hold::<RuleId>();
        crate::words::tests::hold::<LengthIs>();
        for file in FILES {
            let place = Jurisdiction::parse(file).expect("a shipped file");
            for (at, rule) in place.rules.iter().enumerate() {
                for other in &place.rules[at + 1..] {
                    let overlap = rule.id == other.id
                        && rule
                            .until
                            .is_none_or(|until| other.from.is_none_or(|from| from <= until))
                        && other
                            .until
                            .is_none_or(|until| rule.from.is_none_or(|from| from <= until));
                    assert!(!overlap, "{} {}", place.code, rule.id);
                }
            }
        }
        assert_eq!(SHIPPED.len(), FILES.len());
    }

    #[test]
    fn rules_have_their_time() {
        let canada = shipped("CA").expect("it ships");
        let length = |day| {
            canada
                .length(RuleId::PermitDuration, day)
                .map(|length| (length.months, length.days))
        };
        assert_eq!(length(date(2025, 2, 3)), Some((0, 180)));
        assert_eq!(length(date(2025, 2, 4)), Some((12, 0)));
        assert_eq!(
            shipped("ON")
                .expect("it ships")
                .length(RuleId::ProtectionOrderDuration, date(2026, 1, 1)),
            None
        );
        assert!(shipped("XX").is_none());
    }

    #[test]
    fn what_nobody_verified_has_no_clock() {
        let ontario = FILES[3].replace(
            "verified = false",
            "value = { years = 3, is = \"default\" }\nverified = false",
        );
        assert!(
            Jurisdiction::parse(&ontario)
                .expect_err("not verified")
                .contains("no clock")
        );
        assert!(Jurisdiction::parse("jurisdiction = \"XX\"").is_err());
    }

    #[test]
    fn lengths_go_by_the_calendar() {
        let length = Length {
            years: 3,
            months: 0,
            days: 0,
            is: LengthIs::Default,
        };
        assert_eq!(length.after(date(2024, 2, 29)), date(2027, 2, 28));
        assert_eq!(length.after(Date::MAX), Date::MAX);
    }
}
