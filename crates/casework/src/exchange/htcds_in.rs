//! A case read from HTCDS's terms, with everything that could not be kept.

use std::str::FromStr;

use uuid::Uuid;

use super::codes::ours;
use super::{
    CaseRecord, Direction, FIELDS, HtcdsCase, Loss, LossReason, PlanRecord, ReferralReason,
    ReferralRecord, Row, Table, once,
};
use crate::assessment::{AssessorKind, View};
use crate::case::{ClosureReason, LegalName, Stage};
use crate::consent::Told;
use crate::fact::{
    App, Event, EventKind, Exploitation, Gender, Industry, MeansOfControl, RecruiterRelation,
    Recruitment, Role, Said, SexExploitation,
};
use crate::words::Private;

/// The record of a case, under `id` where it brings no key of its own.
pub fn import(case: &HtcdsCase, id: Uuid) -> (CaseRecord, Vec<Loss>) {
    let mut reader = In {
        record: CaseRecord::new(case.id.unwrap_or(id)),
        losses: Vec::new(),
    };
    for table in Table::ALL {
        for row in case.rows(*table) {
            reader.row(*table, row);
        }
    }
    (reader.record, once(reader.losses))
}

struct In {
    record: CaseRecord,
    losses: Vec<Loss>,
}

fn text(row: &Row, field: &str) -> Private {
    row.get(field)
        .and_then(|values| values.first())
        .map(Private::new)
        .unwrap_or_default()
}

impl In {
    fn lose(&mut self, field: &str, value: &str, why: LossReason) {
        self.losses.push(Loss::new(field, value, why));
    }

    fn read<T: FromStr>(&mut self, row: &Row, field: &str) -> Option<T> {
        let value = row.get(field)?.first()?;
        let read = value.trim().parse().ok();
        if read.is_none() {
            self.lose(field, value, LossReason::UnknownValue);
        }
        read
    }

    /// Every value of a field, as members of an enum of ours.
    fn words<T: Copy + FromStr>(
        &mut self,
        row: &Row,
        field: &str,
        all: &[T],
        word: fn(T) -> &'static str,
    ) -> Vec<T> {
        let mut read = Vec::new();
        for value in row.get(field).into_iter().flatten() {
            let found = ours(field, value, all.iter().map(|one| word(*one)));
            match found.and_then(|found| found.parse().ok()) {
                Some(one) => read.push(one),
                None => self.lose(field, value, LossReason::UnknownValue),
            }
        }
        read
    }

    fn row(&mut self, table: Table, row: &Row) {
        match table {
            Table::Organization => {
                text(row, "org_Name")
                    .expose()
                    .clone_into(&mut self.record.organization);
            }
            Table::Person => self.person(row),
            Table::Perpetrator => {
                let roles = self.words(row, "per_RoleInProcess", Role::ALL, Role::as_str);
                self.record
                    .facts
                    .extend(roles.into_iter().map(Said::ExploiterRole));
            }
            Table::Case => self.case(row),
            Table::Referral => self.referral(row),
            Table::Comment => {
                let comment = text(row, "cco_CaseComment");
                if !comment.is_empty() {
                    self.record.comments.push(comment);
                }
            }
            Table::Event => self.event(row),
            Table::Plan => {
                let plan = PlanRecord {
                    objectives: text(row, "spl_Objectives"),
                    actions: text(row, "spl_ActionPlan"),
                    planned_end: self.read(row, "spl_PlannedEndDate"),
                    ended: self.read(row, "spl_ActualEndDate"),
                };
                self.record.plans.push(plan);
            }
            Table::Consent => self.consent(row),
        }
        self.not_kept(row);
    }

    /// Fields that nothing here keeps.
    fn not_kept(&mut self, row: &Row) {
        for (name, values) in row {
            let value = values.join(";");
            match FIELDS.iter().find(|field| field.name == name) {
                None => self.lose(name, &value, LossReason::UnknownField),
                Some(field) if field.deprecated => self.lose(name, &value, LossReason::Deprecated),
                Some(_) if !KEPT.contains(&name.as_str()) => {
                    self.lose(name, &value, LossReason::NotKept);
                }
                Some(_) => {}
            }
        }
    }

    fn person(&mut self, row: &Row) {
        let name = LegalName {
            first: text(row, "prs_FirstName"),
            middle: text(row, "prs_MiddleName"),
            second: text(row, "prs_SecondName"),
        };
        if name != LegalName::default() {
            self.record.legal_name = Some(name);
        }
        self.record.birth_date = self.read(row, "prs_Birthdate");
        self.record.gender = self
            .words(row, "prs_Gender", Gender::ALL, Gender::as_str)
            .pop();
        for value in row.get("prs_Citizenship").into_iter().flatten() {
            let code = value.trim().to_ascii_uppercase();
            if code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()) {
                self.record.citizenships.push(code);
            } else {
                self.lose("prs_Citizenship", value, LossReason::UnknownValue);
            }
        }
        for field in ["prs_PrimaryLanguage", "prs_SecondaryLanguage"] {
            let language = self.read(row, field);
            self.record.languages.extend(language);
        }
        self.record.children = self.read(row, "prs_NumberOfChildren");
        let view = self
            .words(row, "vic_TraffickingStatus", View::ALL, View::as_str)
            .pop();
        let assessor = self
            .words(
                row,
                "vic_TraffickingStatusDecisionMakingOrg",
                AssessorKind::ALL,
                AssessorKind::as_str,
            )
            .pop();
        self.record.view = view.map(|view| (view, assessor.unwrap_or(AssessorKind::Other)));
        self.facts(row);
    }

    fn facts(&mut self, row: &Row) {
        let mut facts = Vec::new();
        let means = self.words(
            row,
            "vic_MethodsOfControl",
            MeansOfControl::ALL,
            MeansOfControl::as_str,
        );
        facts.extend(means.into_iter().map(Said::Means));
        let forms = self.words(
            row,
            "vic_TypeOfExploitation",
            Exploitation::ALL,
            Exploitation::as_str,
        );
        facts.extend(forms.into_iter().map(Said::Exploitation));
        let sexual = self.words(
            row,
            "vic_TypeOfSexExploitation",
            SexExploitation::ALL,
            SexExploitation::as_str,
        );
        facts.extend(sexual.into_iter().map(Said::SexExploitation));
        let ways = self.words(
            row,
            "vic_MethodOfRecruitment",
            Recruitment::ALL,
            Recruitment::as_str,
        );
        facts.extend(ways.into_iter().map(Said::Recruitment));
        let apps = self.words(row, "vic_RecruitmentWebsitesAndApps", App::ALL, App::as_str);
        facts.extend(apps.into_iter().map(Said::RecruitmentApp));
        let apps = self.words(
            row,
            "vic_ExploitationWebsitesAndApps",
            App::ALL,
            App::as_str,
        );
        facts.extend(apps.into_iter().map(Said::ExploitationApp));
        // One in the list, several in the survey form: all are read.
        let industries = self.words(
            row,
            "vic_ForcedLabourIndustry",
            Industry::ALL,
            Industry::as_str,
        );
        facts.extend(industries.into_iter().map(Said::Industry));
        let relations = self.words(
            row,
            "vic_RelationshipToTrafficker",
            RecruiterRelation::ALL,
            RecruiterRelation::as_str,
        );
        facts.extend(relations.into_iter().map(Said::RecruiterRelation));
        facts.extend(
            self.read(row, "vic_AgeWhenTrafficked")
                .map(Said::AgeWhenTrafficked),
        );
        self.record.facts.extend(facts);
    }

    fn case(&mut self, row: &Row) {
        let status = text(row, "cas_Status");
        let closure = text(row, "cas_ReasonForCaseClosure");
        self.record.closure = ClosureReason::parse(closure.expose());
        if self.record.closure.is_none() && !closure.is_empty() {
            self.lose(
                "cas_ReasonForCaseClosure",
                closure.expose(),
                LossReason::UnknownValue,
            );
        }
        self.record.stage = match super::fields::plain(status.expose()).as_str() {
            "active" => Stage::Active,
            "followup" => Stage::Stabilised,
            "closed" => Stage::Closed,
            "closedreferred" => {
                self.record.closure.get_or_insert(ClosureReason::Referred);
                Stage::Closed
            }
            other => {
                if !other.is_empty() {
                    self.lose("cas_Status", status.expose(), LossReason::UnknownValue);
                }
                Stage::Enquiry
            }
        };
        self.record.owner = text(row, "cas_CaseOwner");
    }

    fn referral(&mut self, row: &Row) {
        for (direction, [organization, worker, date, reason, details]) in [
            (Direction::Incoming, INCOMING),
            (Direction::Outgoing, OUTGOING),
        ] {
            let reasons = self.words(row, reason, ReferralReason::ALL, ReferralReason::as_str);
            let read = ReferralRecord {
                direction,
                organization: text(row, organization),
                worker: text(row, worker),
                on: self.read(row, date),
                reason: reasons.first().copied(),
                details: text(row, details),
            };
            let fields = [organization, worker, date, reason, details];
            if fields.iter().any(|field| row.contains_key(*field)) {
                self.record.referrals.push(read);
            }
        }
    }

    fn event(&mut self, row: &Row) {
        let kinds = self.words(row, "hte_Type", EventKind::ALL, EventKind::as_str);
        let Some(kind) = kinds.first().copied() else {
            self.lose("hte_Type", "", LossReason::UnknownValue);
            return;
        };
        let country = text(row, "hte_Country");
        let event = Event {
            kind,
            country: (!country.is_empty()).then(|| country.expose().to_owned()),
            state: text(row, "hte_State"),
            city: text(row, "hte_City"),
            date: self.read(row, "hte_Date"),
            description: text(row, "hte_Description"),
        };
        self.record.facts.push(Said::Event(event));
    }

    fn consent(&mut self, row: &Row) {
        let consent = text(row, "con_Consent");
        let answer = match super::fields::plain(consent.expose()).as_str() {
            "true" | "yes" | "1" | "oui" => true,
            "false" | "no" | "0" | "non" => false,
            "" => return,
            _ => return self.lose("con_Consent", consent.expose(), LossReason::UnknownValue),
        };
        if answer {
            self.lose("con_Consent", "true", LossReason::ConsentWithoutScope);
        }
        // One "no" says only that not all seven were answered with yes.
        self.record.told = Some(Told::every(answer));
    }
}

const INCOMING: [&str; 5] = [
    "cas_ReferringOrganisation",
    "cas_ReferringPrimaryCaseWorker",
    "cas_IncomingReferralDate",
    "cas_ReasonForIncomingReferral",
    "cas_IncomingReferralDetails",
];
const OUTGOING: [&str; 5] = [
    "cas_ReferredOrganisation",
    "cas_ReferredPrimaryCaseWorker",
    "cas_OutgoingReferralDate",
    "cas_ReasonForOutgoingReferral",
    "cas_OutgoingReferralDetails",
];

/// The fields that are kept. A telephone number, an identity number or a street comes in only by hand, with its
/// rules or its purpose.
const KEPT: [&str; 47] = [
    "org_Name",
    "prs_FirstName",
    "prs_MiddleName",
    "prs_SecondName",
    "prs_Birthdate",
    "prs_Gender",
    "prs_Citizenship",
    "prs_PrimaryLanguage",
    "prs_SecondaryLanguage",
    "prs_NumberOfChildren",
    "vic_TraffickingStatus",
    "vic_TraffickingStatusDecisionMakingOrg",
    "vic_MethodsOfControl",
    "vic_TypeOfExploitation",
    "vic_TypeOfSexExploitation",
    "vic_MethodOfRecruitment",
    "vic_RecruitmentWebsitesAndApps",
    "vic_ExploitationWebsitesAndApps",
    "vic_ForcedLabourIndustry",
    "vic_RelationshipToTrafficker",
    "vic_AgeWhenTrafficked",
    "per_RoleInProcess",
    "cas_Status",
    "cas_ReasonForCaseClosure",
    "cas_CaseOwner",
    "cas_ReferringOrganisation",
    "cas_ReferringPrimaryCaseWorker",
    "cas_IncomingReferralDate",
    "cas_ReasonForIncomingReferral",
    "cas_IncomingReferralDetails",
    "cas_ReferredOrganisation",
    "cas_ReferredPrimaryCaseWorker",
    "cas_OutgoingReferralDate",
    "cas_ReasonForOutgoingReferral",
    "cas_OutgoingReferralDetails",
    "cco_CaseComment",
    "hte_Type",
    "hte_Country",
    "hte_State",
    "hte_City",
    "hte_Date",
    "hte_Description",
    "spl_Objectives",
    "spl_ActionPlan",
    "spl_PlannedEndDate",
    "spl_ActualEndDate",
    "con_Consent",
];
