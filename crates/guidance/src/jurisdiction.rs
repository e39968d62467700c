//! What the law of a province or territory asks, as dated data: the duty to report a child at risk, and
//! protection orders against traffickers.
//!
//! Laws, ages and deadlines are data, never code. Each rule says where and when it was read; what was
//! not read in the primary source is marked, and the page says that it is not verified.

use jiff::civil::Date;
use kernel::Text;
use serde::Deserialize;

use crate::fault::Faults;
use crate::vocabulary::Vocabulary;

/// Codes of the provinces and territories, as in folders of content/.
pub const JURISDICTIONS: [&str; 13] = [
    "ab", "bc", "mb", "nb", "nl", "ns", "nt", "nu", "on", "pe", "qc", "sk", "yt",
];

/// What a file of `content/jurisdictions/<code>/` is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// `duty-to-report.toml`.
    DutyToReport,
    /// `protection-order.toml`.
    ProtectionOrder,
}

impl Subject {
    /// From the name of a file.
    pub(crate) fn of(name: &str) -> Option<Self> {
        match name {
            "duty-to-report.toml" => Some(Self::DutyToReport),
            "protection-order.toml" => Some(Self::ProtectionOrder),
            _ => None,
        }
    }

    /// The rules that each file must have, known or said to be unknown; the order of the page.
    pub const fn required(self) -> &'static [&'static str] {
        match self {
            Self::DutyToReport => &["child", "who", "when", "to-whom", "how"],
            Self::ProtectionOrder => &[
                "who-may-apply",
                "where",
                "elements",
                "terms",
                "service",
                "duration",
                "variation",
                "appeal",
            ],
        }
    }

    /// Rules that a file may have besides.
    pub const fn optional(self) -> &'static [&'static str] {
        match self {
            Self::DutyToReport => &[
                "youth",
                "good-faith",
                "penalty",
                "confidentiality",
                "exploitation",
                "indigenous-law",
            ],
            Self::ProtectionOrder => &[
                "how",
                "without-notice",
                "cost",
                "legal-help",
                "breach",
                "publication",
                "identity",
                "entry",
                "civil-claim",
            ],
        }
    }
}

/// One rule, in the form that all files of `content/jurisdictions/` share.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// One of the ids of its [`Subject`].
    pub id: String,
    /// What it says, in our words.
    pub text: Text,
    /// Who is meant is younger than this, in years; only where it was verified.
    pub below_age: Option<u8>,
    /// The section of the statute, when one is known.
    pub section: Option<String>,
    /// Where it was read: an address. Where nothing was read, words that say so.
    pub source: String,
    /// The month in which it was read: `2026-11`.
    pub read_on: String,
    /// The day by which it must be looked at again.
    pub review_by: Date,
    /// It was read in the primary source. If not, the page says that it is not verified, also when
    /// somebody else's page says it.
    pub verified: bool,
}

/// What one jurisdiction says about one subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The two letters of the province or territory: `MB`.
    pub jurisdiction: String,
    /// Its name.
    pub name: Text,
    /// What the sheet is about.
    pub subject: Subject,
    /// The name of the statute.
    pub statute: Text,
    /// The name of the statute was read in a primary source.
    pub statute_verified: bool,
    /// Services of the directory to call, by id: numbers are kept in one place.
    pub services: Vec<String>,
    /// The rules, in the order of the page.
    pub rules: Vec<Rule>,
}

impl Sheet {
    /// The rule of this id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    jurisdiction: String,
    name: Text,
    statute: Text,
    statute_verified: bool,
    #[serde(default)]
    services: Vec<String>,
    #[serde(default)]
    rule: Vec<Rule>,
}

/// Reads one file; what is wrong is in `faults`. `code` is the folder it is in.
pub(crate) fn read(
    text: &str,
    code: &str,
    subject: Subject,
    vocabulary: &Vocabulary,
    today: Date,
    faults: &mut Faults<'_>,
) -> Option<Sheet> {
    let file: File = match toml::from_str(text) {
        Ok(file) => file,
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            faults.at(
                at,
                error.message(),
                "see the other files of this name for the form",
            );
            return None;
        }
    };
    if file.jurisdiction != code.to_uppercase() || !JURISDICTIONS.contains(&code) {
        faults.error(
            faults.line_of("jurisdiction"),
            format!(
                "the file is in the folder {code} and says {}",
                file.jurisdiction
            ),
            "write the two letters of the province or territory: mb for the folder, \"MB\" inside",
        );
    }
    for (text, what) in [(&file.name, "name"), (&file.statute, "statute")] {
        if !text.is_complete() {
            faults.error(
                faults.line_of(what),
                format!("the {what} is not there in both languages"),
                "write en and fr; where a statute has one official name, give it and say so",
            );
        }
    }
    for id in &file.services {
        if !vocabulary.services.contains(id) {
            faults.error(
                faults.line_of(id),
                format!("the directory has no service “{id}”"),
                "use the id of a service of content/directory",
            );
        }
    }
    let mut rules = file.rule;
    for rule in &rules {
        check(rule, subject, today, faults);
    }
    for id in subject.required() {
        let number = rules.iter().filter(|rule| rule.id == *id).count();
        if number != 1 {
            faults.error(
                None,
                format!("the rule “{id}” is there {number} times"),
                "write it once; when nobody found it, say so with verified = false",
            );
        }
    }
    let order: Vec<&str> = subject
        .required()
        .iter()
        .chain(subject.optional())
        .copied()
        .collect();
    rules.sort_by_key(|rule| order.iter().position(|id| *id == rule.id));
    Some(Sheet {
        jurisdiction: file.jurisdiction,
        name: file.name,
        subject,
        statute: file.statute,
        statute_verified: file.statute_verified,
        services: file.services,
        rules,
    })
}

fn check(rule: &Rule, subject: Subject, today: Date, faults: &mut Faults<'_>) {
    let id = &rule.id;
    let line = faults.line_of(&format!("id = \"{id}\""));
    let known =
        subject.required().contains(&id.as_str()) || subject.optional().contains(&id.as_str());
    if !known {
        faults.error(
            line,
            format!("nothing shows a rule “{id}”"),
            format!(
                "use one of {}, {}",
                subject.required().join(", "),
                subject.optional().join(", ")
            ),
        );
    }
    if !rule.text.is_complete() {
        faults.error(
            line,
            format!("the rule “{id}” is not in both languages"),
            "write en and fr",
        );
    }
    let has_address = rule.source.starts_with("https://") || rule.source.starts_with("http://");
    if rule.source.trim().is_empty() || (rule.verified && !has_address) {
        faults.error(
            line,
            format!("the rule “{id}” does not say where it was read"),
            "give the address in source, or say in source that nothing was read and set verified = false",
        );
    }
    if !is_month(&rule.read_on) {
        faults.error(
            line,
            format!("the rule “{id}” does not say when it was read"),
            "write read_on = \"2026-11\"",
        );
    }
    if rule.below_age.is_some() && !rule.verified {
        faults.error(
            line,
            format!("the rule “{id}” gives an age to compute with that nobody verified"),
            "take below_age out: nothing is computed from what was not verified",
        );
    }
    if rule.review_by < today {
        faults.warning(
            line,
            format!("the rule “{id}” was to be looked at by {}", rule.review_by),
            "hold it against its source, then set read_on and review_by anew",
        );
    }
}

/// `2026-11`.
pub(crate) fn is_month(text: &str) -> bool {
    let Some((year, month)) = text.split_once('-') else {
        return false;
    };
    year.len() == 4
        && month.len() == 2
        && year.parse::<u16>().is_ok()
        && month
            .parse::<u8>()
            .is_ok_and(|month| (1..=12).contains(&month))
}
