//! A case in HTCDS's terms, as far as consent reaches, with what is lost on the way.

use std::collections::{BTreeMap, BTreeSet};

use super::codes::theirs;
use super::{
    CaseRecord, Direction, HtcdsCase, Loss, LossReason, PlanRecord, ReferralRecord, Row, Table,
    once,
};
use crate::case::{AgeBand, ClosureReason, Stage};
use crate::consent::DataKind;
use crate::fact::{Event, Said};

/// What may travel of a record, in HTCDS's terms. `kinds` is what [`crate::consent::decide`] allows: the rest is
/// left out, and told.
pub fn export(record: &CaseRecord, kinds: &BTreeSet<DataKind>) -> (HtcdsCase, Vec<Loss>) {
    let mut out = Out {
        kinds,
        case: HtcdsCase {
            id: Some(record.id),
            tables: BTreeMap::new(),
        },
        losses: Vec::new(),
    };
    out.organization_and_case(record);
    out.person(record);
    out.facts(record);
    for referral in &record.referrals {
        out.referral(referral);
    }
    for comment in &record.comments {
        if out.may(DataKind::Notes, "cco_CaseComment", comment.expose()) {
            out.one_row(Table::Comment, "cco_CaseComment", comment.expose());
        }
    }
    for plan in &record.plans {
        out.plan(plan);
    }
    if let Some(told) = record.told {
        out.one_row(
            Table::Consent,
            "con_Consent",
            if told.all() { "true" } else { "false" },
        );
        out.lose("told", "seven answers", LossReason::Coarser);
    }
    if record.has_contact {
        out.lose("contact", "", LossReason::Unsafe);
    }
    (out.case, once(out.losses))
}

struct Out<'a> {
    kinds: &'a BTreeSet<DataKind>,
    case: HtcdsCase,
    losses: Vec<Loss>,
}

fn set(row: &mut Row, field: &str, value: &str) {
    if !value.trim().is_empty() {
        row.insert(field.to_owned(), vec![value.to_owned()]);
    }
}

impl Out<'_> {
    fn lose(&mut self, field: &str, value: impl AsRef<str>, why: LossReason) {
        self.losses.push(Loss::new(field, value, why));
    }

    /// The kind may travel; a value that may not is told.
    fn may(&mut self, kind: DataKind, field: &str, value: &str) -> bool {
        if value.trim().is_empty() {
            return false;
        }
        let may = self.kinds.contains(&kind);
        if !may {
            self.lose(field, "", LossReason::NotConsented);
        }
        may
    }

    fn one_row(&mut self, table: Table, field: &str, value: &str) {
        let mut row = Row::new();
        set(&mut row, field, value);
        self.case.push(table, row);
    }

    /// Their word for ours, with the loss told.
    fn word(&mut self, field: &str, ours: &str) -> Option<&'static str> {
        let found = theirs(field, ours);
        match found {
            None => self.lose(field, ours, LossReason::NoField),
            Some((_, false)) => self.lose(field, ours, LossReason::Coarser),
            Some((_, true)) => {}
        }
        found.map(|(theirs, _)| theirs)
    }

    fn organization_and_case(&mut self, record: &CaseRecord) {
        self.one_row(Table::Organization, "org_Name", &record.organization);
        let mut row = Row::new();
        let (status, whole) = match (record.stage, record.closure) {
            (Stage::Active, _) => ("Active", true),
            (Stage::Stabilised, _) => ("FollowUp", true),
            (Stage::Closed, Some(ClosureReason::Referred)) => ("ClosedReferred", true),
            (Stage::Closed, _) => ("Closed", true),
            (Stage::Sealed | Stage::Shredded, _) => ("Closed", false),
            _ => ("Active", false),
        };
        set(&mut row, "cas_Status", status);
        if !whole {
            self.lose("cas_Status", record.stage.as_str(), LossReason::Coarser);
        }
        if let Some(closure) = record.closure {
            set(&mut row, "cas_ReasonForCaseClosure", closure.as_str());
        }
        set(&mut row, "cas_CaseOwner", record.owner.expose());
        self.case.push(Table::Case, row);
    }

    fn person(&mut self, record: &CaseRecord) {
        let mut row = Row::new();
        let name = record.legal_name.clone().unwrap_or_default();
        for (field, value) in [
            ("prs_FirstName", &name.first),
            ("prs_MiddleName", &name.middle),
            ("prs_SecondName", &name.second),
        ] {
            if self.may(DataKind::Identity, field, value.expose()) {
                set(&mut row, field, value.expose());
            }
        }
        if !record.alias.is_empty() {
            self.lose("alias", "", LossReason::NoField);
        }
        if let Some(day) = record.birth_date.map(|day| day.to_string())
            && self.may(DataKind::Identity, "prs_Birthdate", &day)
        {
            set(&mut row, "prs_Birthdate", &day);
        }
        if record.age_band != AgeBand::NotAsked && record.birth_date.is_none() {
            self.lose("age_band", record.age_band.as_str(), LossReason::NoField);
        }
        if let Some(gender) = record.gender
            && self.may(DataKind::Identity, "prs_Gender", gender.as_str())
            && let Some(word) = self.word("prs_Gender", gender.as_str())
        {
            set(&mut row, "prs_Gender", word);
        }
        let citizenships = record.citizenships.join(";");
        if self.may(DataKind::Identity, "prs_Citizenship", &citizenships) {
            row.insert("prs_Citizenship".to_owned(), record.citizenships.clone());
        }
        for (at, language) in record.languages.iter().enumerate() {
            let field = match at {
                0 => "prs_PrimaryLanguage",
                1 => "prs_SecondaryLanguage",
                _ => {
                    self.lose("languages", language.as_str(), LossReason::OneOnly);
                    continue;
                }
            };
            if self.may(DataKind::Outline, field, language.as_str()) {
                set(&mut row, field, language.as_str());
            }
        }
        if let Some(children) = record.children.map(|count| count.to_string())
            && self.may(DataKind::Dependants, "prs_NumberOfChildren", &children)
        {
            set(&mut row, "prs_NumberOfChildren", &children);
        }
        if let Some((view, assessor)) = record.view
            && self.may(
                DataKind::Assessments,
                "vic_TraffickingStatus",
                view.as_str(),
            )
        {
            for (field, ours) in [
                ("vic_TraffickingStatus", view.as_str()),
                ("vic_TraffickingStatusDecisionMakingOrg", assessor.as_str()),
            ] {
                if let Some(word) = self.word(field, ours) {
                    set(&mut row, field, word);
                }
            }
        }
        self.case.push(Table::Person, row);
    }

    fn facts(&mut self, record: &CaseRecord) {
        if record.facts.is_empty() || !self.may(DataKind::TraffickingFacts, "vic_*", "facts") {
            return;
        }
        let mut row = Row::new();
        let mut roles = Row::new();
        for said in &record.facts {
            match said {
                Said::Means(one) => self.many(&mut row, "vic_MethodsOfControl", one.as_str()),
                Said::Exploitation(one) => {
                    self.many(&mut row, "vic_TypeOfExploitation", one.as_str());
                }
                Said::SexExploitation(one) => {
                    self.many(&mut row, "vic_TypeOfSexExploitation", one.as_str());
                }
                Said::Recruitment(one) => {
                    self.many(&mut row, "vic_MethodOfRecruitment", one.as_str());
                }
                Said::RecruitmentApp(one) => {
                    self.many(&mut row, "vic_RecruitmentWebsitesAndApps", one.as_str());
                }
                Said::ExploitationApp(one) => {
                    self.many(&mut row, "vic_ExploitationWebsitesAndApps", one.as_str());
                }
                Said::ExploiterRole(one) => {
                    self.many(&mut roles, "per_RoleInProcess", one.as_str());
                }
                Said::Industry(one) => {
                    self.single(&mut row, "vic_ForcedLabourIndustry", one.as_str());
                }
                Said::RecruiterRelation(one) => {
                    self.single(&mut row, "vic_RelationshipToTrafficker", one.as_str());
                }
                Said::AgeWhenTrafficked(age) => {
                    let age = age.to_string();
                    if row.contains_key("vic_AgeWhenTrafficked") {
                        self.lose("vic_AgeWhenTrafficked", age, LossReason::OneOnly);
                    } else {
                        set(&mut row, "vic_AgeWhenTrafficked", &age);
                    }
                }
                Said::Act(one) => self.lose("act", one.as_str(), LossReason::NoField),
                Said::Labour(one) => self.lose("labour", one.as_str(), LossReason::NoField),
                Said::Months(one) => self.lose("months", one.to_string(), LossReason::NoField),
                Said::Event(event) => self.event(event),
            }
        }
        let people = self.case.tables.entry(Table::Person).or_default();
        match people.first_mut() {
            Some(person) => person.extend(row),
            None if !row.is_empty() => people.push(row),
            None => {}
        }
        self.case.push(Table::Perpetrator, roles);
        self.case.tables.retain(|_, rows| !rows.is_empty());
    }

    fn many(&mut self, row: &mut Row, field: &str, ours: &str) {
        if let Some(word) = self.word(field, ours) {
            let values = row.entry(field.to_owned()).or_default();
            if !values.iter().any(|value| value == word) {
                values.push(word.to_owned());
            }
        }
    }

    fn single(&mut self, row: &mut Row, field: &str, ours: &str) {
        if row.contains_key(field) {
            self.lose(field, ours, LossReason::OneOnly);
        } else if let Some(word) = self.word(field, ours) {
            set(row, field, word);
        }
    }

    fn event(&mut self, event: &Event) {
        let mut row = Row::new();
        if let Some(word) = self.word("hte_Type", event.kind.as_str()) {
            set(&mut row, "hte_Type", word);
        }
        set(
            &mut row,
            "hte_Country",
            event.country.as_deref().unwrap_or_default(),
        );
        set(&mut row, "hte_State", event.state.expose());
        set(&mut row, "hte_City", event.city.expose());
        set(&mut row, "hte_Description", event.description.expose());
        if let Some(day) = event.date {
            set(&mut row, "hte_Date", &day.to_string());
        }
        self.case.push(Table::Event, row);
    }

    fn referral(&mut self, referral: &ReferralRecord) {
        if !self.may(DataKind::Needs, "cas_Referral", "referral") {
            return;
        }
        let [organization, worker, date, reason, details] = match referral.direction {
            Direction::Incoming => [
                "cas_ReferringOrganisation",
                "cas_ReferringPrimaryCaseWorker",
                "cas_IncomingReferralDate",
                "cas_ReasonForIncomingReferral",
                "cas_IncomingReferralDetails",
            ],
            Direction::Outgoing => [
                "cas_ReferredOrganisation",
                "cas_ReferredPrimaryCaseWorker",
                "cas_OutgoingReferralDate",
                "cas_ReasonForOutgoingReferral",
                "cas_OutgoingReferralDetails",
            ],
        };
        let mut row = Row::new();
        set(&mut row, organization, referral.organization.expose());
        set(&mut row, worker, referral.worker.expose());
        set(&mut row, details, referral.details.expose());
        if let Some(day) = referral.on {
            set(&mut row, date, &day.to_string());
        }
        if let Some(word) = referral
            .reason
            .and_then(|ours| self.word(reason, ours.as_str()))
        {
            set(&mut row, reason, word);
        }
        self.case.push(Table::Referral, row);
    }

    fn plan(&mut self, plan: &PlanRecord) {
        if !self.may(DataKind::Needs, "spl_ActionPlan", "plan") {
            return;
        }
        let mut row = Row::new();
        set(&mut row, "spl_Objectives", plan.objectives.expose());
        set(&mut row, "spl_ActionPlan", plan.actions.expose());
        for (field, day) in [
            ("spl_PlannedEndDate", plan.planned_end),
            ("spl_ActualEndDate", plan.ended),
        ] {
            if let Some(day) = day {
                set(&mut row, field, &day.to_string());
            }
        }
        self.case.push(Table::Plan, row);
    }
}
