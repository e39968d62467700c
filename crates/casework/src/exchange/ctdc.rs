//! CTDC's columns (the Counter-Trafficking Data Collaborative), out.
//!
//! The 63 columns of the global dataset of 2018 to 2021, in their order (casework.md 1.3). Their names were
//! read in files that use them; the codes of values were not read in CTDC's own dictionary, so whoever sends
//! such a file must check them. A row is about one person: it is for sending to CTDC with consent, never for
//! publishing (product.md, rule 11).

use jiff::civil::Date;

use super::form::written;
use super::{CaseRecord, Loss, LossReason, once};
use crate::case::AgeBand;
use crate::fact::{
    EventKind, Exploitation, Gender, Labour, MeansOfControl, RecruiterRelation, Said,
    SexExploitation,
};

/// The columns, in their order.
pub const COLUMNS: [&str; 63] = [
    "yearOfRegistration",
    "Datasource",
    "gender",
    "ageBroad",
    "majorityStatus",
    "majorityStatusAtExploit",
    "majorityEntry",
    "citizenship",
    "meansOfControlDebtBondage",
    "meansOfControlTakesEarnings",
    "meansOfControlRestrictsFinancialAccess",
    "meansOfControlThreats",
    "meansOfControlPsychologicalAbuse",
    "meansOfControlPhysicalAbuse",
    "meansOfControlSexualAbuse",
    "meansOfControlFalsePromises",
    "meansOfControlPsychoactiveSubstances",
    "meansOfControlRestrictsMovement",
    "meansOfControlRestrictsMedicalCare",
    "meansOfControlExcessiveWorkingHours",
    "meansOfControlUsesChildren",
    "meansOfControlThreatOfLawEnforcement",
    "meansOfControlWithholdsNecessities",
    "meansOfControlWithholdsDocuments",
    "meansOfControlOther",
    "meansOfControlNotSpecified",
    "meansOfControlConcatenated",
    "isForcedLabour",
    "isSexualExploit",
    "isOtherExploit",
    "isSexAndLabour",
    "isForcedMarriage",
    "isForcedMilitary",
    "isOrganRemoval",
    "isSlaveryAndPractices",
    "typeOfExploitConcatenated",
    "typeOfLabourAgriculture",
    "typeOfLabourAquafarming",
    "typeOfLabourBegging",
    "typeOfLabourConstruction",
    "typeOfLabourDomesticWork",
    "typeOfLabourHospitality",
    "typeOfLabourIllicitActivities",
    "typeOfLabourManufacturing",
    "typeOfLabourMiningOrDrilling",
    "typeOfLabourPeddling",
    "typeOfLabourTransportation",
    "typeOfLabourOther",
    "typeOfLabourNotSpecified",
    "typeOfLabourConcatenated",
    "typeOfSexProstitution",
    "typeOfSexPornography",
    "typeOfSexRemoteInteractiveServices",
    "typeOfSexPrivateSexualServices",
    "typeOfSexConcatenated",
    "isAbduction",
    "RecruiterRelationship",
    "CountryOfExploitation",
    "recruiterRelationIntimatePartner",
    "recruiterRelationFriend",
    "recruiterRelationFamily",
    "recruiterRelationOther",
    "recruiterRelationUnknown",
];

/// The file of these records, with their losses.
pub fn ctdc_csv(records: &[CaseRecord]) -> (String, Vec<Loss>) {
    let mut rows = vec![COLUMNS.map(str::to_owned).to_vec()];
    let mut losses = Vec::new();
    for record in records {
        let (row, lost) = ctdc_row(record);
        rows.push(row);
        losses.extend(lost);
    }
    (written(&rows), once(losses))
}

/// A record's row. What was not said is left blank: blank is "not known", and never "no".
pub fn ctdc_row(record: &CaseRecord) -> (Vec<String>, Vec<Loss>) {
    let mut line = Line {
        cells: vec![String::new(); COLUMNS.len()],
        losses: Vec::new(),
    };
    line.set("Datasource", "Case Management");
    if let Some(year) = record.year {
        line.set("yearOfRegistration", &year.to_string());
    }
    line.person(record);
    for said in &record.facts {
        line.said(said);
    }
    line.concatenate();
    if !record.comments.is_empty() {
        line.lose("comments", "", LossReason::NoField);
    }
    (line.cells, once(line.losses))
}

struct Line {
    cells: Vec<String>,
    losses: Vec<Loss>,
}

impl Line {
    fn set(&mut self, column: &str, value: &str) {
        if let Some(at) = COLUMNS.iter().position(|known| *known == column) {
            value.clone_into(&mut self.cells[at]);
        }
    }

    fn has(&self, column: &str) -> bool {
        COLUMNS
            .iter()
            .position(|known| *known == column)
            .is_some_and(|at| !self.cells[at].is_empty())
    }

    fn lose(&mut self, field: &str, value: &str, why: LossReason) {
        self.losses.push(Loss::new(field, value, why));
    }

    fn person(&mut self, record: &CaseRecord) {
        if let Some(gender) = record.gender {
            let (value, whole) = match gender {
                Gender::Feminine => ("Female", true),
                Gender::Masculine => ("Male", true),
                Gender::TransgenderFeminine => ("Female", false),
                Gender::TransgenderMasculine => ("Male", false),
                Gender::TwoSpirit | Gender::NonConforming | Gender::NotSpecified => ("", false),
            };
            self.set("gender", value);
            if !whole {
                let why = if value.is_empty() {
                    LossReason::NoField
                } else {
                    LossReason::Coarser
                };
                self.lose("gender", gender.as_str(), why);
            }
        }
        let (youngest, oldest) = ages(record);
        match age_broad(youngest, oldest) {
            Some(band) => self.set("ageBroad", band),
            None if record.age_band != AgeBand::NotAsked => {
                self.lose("ageBroad", record.age_band.as_str(), LossReason::Coarser);
            }
            None => {}
        }
        if youngest >= 18 {
            self.set("majorityStatus", "Adult");
        } else if oldest.is_some_and(|oldest| oldest < 18) {
            self.set("majorityStatus", "Minor");
        }
        if let Some(first) = record.citizenships.first() {
            self.set("citizenship", first);
        }
        for more in record.citizenships.iter().skip(1) {
            self.lose("citizenship", more, LossReason::OneOnly);
        }
    }

    fn said(&mut self, said: &Said) {
        match said {
            Said::Means(MeansOfControl::ThreatensChildrenFamily) => {
                self.set("meansOfControlThreats", "1");
                self.lose(
                    "meansOfControl",
                    "threatens-children-family",
                    LossReason::Coarser,
                );
            }
            Said::Means(means) => self.set(&column("meansOfControl", means.as_str()), "1"),
            Said::Exploitation(form) => self.exploitation(*form),
            Said::SexExploitation(SexExploitation::Other) => {
                self.lose("typeOfSex", "other", LossReason::NoField);
            }
            Said::SexExploitation(kind) => self.set(&column("typeOfSex", kind.as_str()), "1"),
            Said::Labour(Labour::Other) => self.set("typeOfLabourOther", "1"),
            Said::Labour(kind) => self.set(&column("typeOfLabour", kind.as_str()), "1"),
            Said::RecruiterRelation(relation) => self.relation(*relation),
            Said::AgeWhenTrafficked(age) => {
                self.set("majorityEntry", if *age < 18 { "Minor" } else { "Adult" });
                if *age >= 18 {
                    self.set("majorityStatusAtExploit", "Adult");
                }
            }
            Said::Event(event) if event.kind == EventKind::Exploitation => {
                if let Some(country) = &event.country {
                    if self.has("CountryOfExploitation") {
                        self.lose("CountryOfExploitation", country, LossReason::OneOnly);
                    } else {
                        self.set("CountryOfExploitation", country);
                    }
                }
            }
            Said::Event(event) => self.lose("event", event.kind.as_str(), LossReason::NoField),
            Said::Act(one) => self.lose("act", one.as_str(), LossReason::NoField),
            Said::Industry(one) => self.lose("industry", one.as_str(), LossReason::NoField),
            Said::Recruitment(one) => self.lose("recruitment", one.as_str(), LossReason::NoField),
            Said::RecruitmentApp(one) | Said::ExploitationApp(one) => {
                self.lose("app", one.as_str(), LossReason::NoField);
            }
            Said::ExploiterRole(one) => self.lose("role", one.as_str(), LossReason::NoField),
            Said::Months(one) => self.lose("months", &one.to_string(), LossReason::NoField),
        }
    }

    fn exploitation(&mut self, form: Exploitation) {
        let column = match form {
            Exploitation::ForcedLabour => "isForcedLabour",
            Exploitation::SexualExploitation => "isSexualExploit",
            Exploitation::ForcedMarriage => "isForcedMarriage",
            Exploitation::ForcedMilitary => "isForcedMilitary",
            Exploitation::OrganRemoval => "isOrganRemoval",
            Exploitation::SlaveryAndPractices => "isSlaveryAndPractices",
            Exploitation::Other => "isOtherExploit",
            coarser => {
                self.lose("typeOfExploit", coarser.as_str(), LossReason::Coarser);
                "isOtherExploit"
            }
        };
        self.set(column, "1");
    }

    fn relation(&mut self, relation: RecruiterRelation) {
        let column = match relation {
            RecruiterRelation::IntimatePartner => "recruiterRelationIntimatePartner",
            RecruiterRelation::Friend => "recruiterRelationFriend",
            RecruiterRelation::Family => "recruiterRelationFamily",
            RecruiterRelation::Other => "recruiterRelationOther",
            RecruiterRelation::Unknown => "recruiterRelationUnknown",
            coarser => {
                self.lose("recruiterRelation", coarser.as_str(), LossReason::Coarser);
                "recruiterRelationOther"
            }
        };
        self.set(column, "1");
    }

    /// The columns that repeat others.
    fn concatenate(&mut self) {
        if self.has("isForcedLabour") && self.has("isSexualExploit") {
            self.set("isSexAndLabour", "1");
        }
        for (start, into) in [
            ("meansOfControl", "meansOfControlConcatenated"),
            ("typeOfLabour", "typeOfLabourConcatenated"),
            ("typeOfSex", "typeOfSexConcatenated"),
            ("recruiterRelation", "RecruiterRelationship"),
        ] {
            let names: Vec<&str> = COLUMNS
                .iter()
                .enumerate()
                .filter(|(at, _)| self.cells[*at] == "1")
                .filter_map(|(_, column)| column.strip_prefix(start))
                .collect();
            self.set(into, &names.join(";"));
        }
        let forms: Vec<&str> = [
            ("isForcedLabour", "Forced labour"),
            ("isSexualExploit", "Sexual exploitation"),
            ("isForcedMarriage", "Forced marriage"),
            ("isForcedMilitary", "Forced military"),
            ("isOrganRemoval", "Organ removal"),
            ("isSlaveryAndPractices", "Slavery and similar practices"),
            ("isOtherExploit", "Other"),
        ]
        .into_iter()
        .filter(|(column, _)| self.has(column))
        .map(|(_, name)| name)
        .collect();
        self.set("typeOfExploitConcatenated", &forms.join(";"));
        if !self.has("meansOfControlConcatenated") {
            self.set("meansOfControlNotSpecified", "1");
        }
        if self.has("isForcedLabour") && !self.has("typeOfLabourConcatenated") {
            self.set("typeOfLabourNotSpecified", "1");
        }
    }
}

/// `debt-bondage` under `meansOfControl` is `meansOfControlDebtBondage`.
fn column(start: &str, word: &str) -> String {
    let mut column = start.to_owned();
    for part in word.split('-') {
        let mut letters = part.chars();
        column.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        column.push_str(letters.as_str());
    }
    column
}

/// The ages that are possible when she was registered.
fn ages(record: &CaseRecord) -> (u8, Option<u8>) {
    let by_birth = record
        .birth_date
        .zip(record.year)
        .and_then(|(birth, year)| by_birth(birth, year));
    by_birth.map_or_else(
        || record.age_band.ages(),
        |(youngest, oldest)| (youngest, Some(oldest)),
    )
}

fn by_birth(birth: Date, year: i16) -> Option<(u8, u8)> {
    let oldest = u8::try_from(year.checked_sub(birth.year())?).ok()?;
    Some((oldest.saturating_sub(1), oldest))
}

/// CTDC's age band, where one holds all the ages that are possible.
fn age_broad(youngest: u8, oldest: Option<u8>) -> Option<&'static str> {
    const BANDS: [(u8, u8, &str); 9] = [
        (0, 8, "0--8"),
        (9, 17, "9--17"),
        (18, 20, "18--20"),
        (21, 23, "21--23"),
        (24, 26, "24--26"),
        (27, 29, "27--29"),
        (30, 38, "30--38"),
        (39, 47, "39--47"),
        (48, u8::MAX, "48+"),
    ];
    let oldest = oldest.unwrap_or(u8::MAX);
    BANDS
        .iter()
        .find(|(from, to, _)| *from <= youngest && oldest <= *to)
        .map(|(.., band)| *band)
}
