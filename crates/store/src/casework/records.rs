//! Cases themselves: opened, found, listed, read, moved.

use std::collections::BTreeSet;

use access::Permission;
use casework::case::{AgeBand, Case, ClientCode, Facts, LanguageTag, Move, Person, Standing};
use casework::consent::{Consent, Purpose, Recipient};
use casework::moment::Moment as Now;
use casework::words::{CaseId, OrganizationId, Private, WorkerId};
use kernel::Actor;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::CaseKey;

use super::caseload::{self, Listed};
use super::change::{Change, Intent};
use super::history::{self, By, CaseEvent, Entry};
use super::items::CaseItem;
use super::kinds::ItemKind;
use super::lookup::{self, LookupKind};
use super::problem::CaseError;
use super::record::{self, CaseSummary};
use super::worker;
use crate::Store;
use crate::engine::word;
use crate::error::StoreError;
use crate::people::{Moment, standing};
use crate::policy::{self, Action};

/// What somebody reads a case for. The words are stored and hashed: one is never renamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CasePurpose {
    /// To work on it.
    Work,
    /// To take it over, or to stand in for somebody.
    HandOver,
    /// To look after those who work on it.
    Supervision,
    /// To look after its privacy.
    PrivacyReview,
    /// Because she asked for what is known of her.
    AccessRequest,
    /// To take it out.
    Export,
    /// Because somebody is in danger.
    Emergency,
}

impl CasePurpose {
    /// Every purpose.
    pub const ALL: &[Self] = &[
        Self::Work,
        Self::HandOver,
        Self::Supervision,
        Self::PrivacyReview,
        Self::AccessRequest,
        Self::Export,
        Self::Emergency,
    ];
}

/// What a new case begins with: nothing that says who she is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCase {
    /// The lead organization.
    pub organization: Uuid,
    /// Her age, as a band.
    pub age_band: AgeBand,
    /// The languages she speaks, the best first.
    pub languages: Vec<LanguageTag>,
    /// She needs an interpreter.
    pub interpreter: bool,
    /// The region for counting gaps.
    pub region: Option<String>,
}

/// A case that was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenedCase {
    /// Its id.
    pub id: Uuid,
    /// Its code.
    pub code: ClientCode,
}

/// Which cases are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseList {
    /// Those that one works on.
    Mine,
    /// Those that an organization leads.
    Organization(Uuid),
}

/// By what a case is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseLookup {
    /// Its code, as it was typed.
    Code(String),
    /// What she is called.
    Alias(Private),
    /// Her name on papers, the first with the family name.
    Name(Private),
    /// A telephone number.
    Phone(Private),
}

/// A case, opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCase {
    /// What a list shows of it.
    pub summary: CaseSummary,
    /// What stands on the case itself.
    pub case: Case,
    /// Who the person is.
    pub person: Option<CaseItem<Person>>,
    /// Who works on it.
    pub workers: BTreeSet<Uuid>,
}

/// What may be changed on a case beside its stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseDetails {
    /// Her age, as a band.
    pub age_band: AgeBand,
    /// The languages she speaks, the best first.
    pub languages: Vec<LanguageTag>,
    /// She needs an interpreter.
    pub interpreter: bool,
    /// The region for counting gaps.
    pub region: Option<String>,
    /// A police matter runs beside it.
    pub police_lead: bool,
}

impl Change<'_> {
    /// Records that the case was read.
    pub(super) async fn read(
        &mut self,
        purpose: CasePurpose,
        kind: Option<ItemKind>,
    ) -> Result<(), StoreError> {
        let purpose = word(&purpose);
        let entry = Entry {
            kind: kind.map(ItemKind::word),
            detail: &purpose,
            ..Entry::default()
        };
        self.record(CaseEvent::Read, entry).await
    }

    /// Nothing is written into a case that is closed.
    pub(super) fn refuse_closed(&self) -> Result<(), StoreError> {
        if self.case()?.standing.is_open() {
            Ok(())
        } else {
            Err(CaseError::Closed.into())
        }
    }

    /// What a move needs to be true, as the case stands.
    pub(super) async fn facts(&mut self, reason: &Private) -> Result<Facts, StoreError> {
        let now = self.now();
        let consents = self.consents().await?;
        let case = self.case()?;
        let retained_until = self.held.summary.retained_until;
        Ok(Facts {
            reason: !reason.is_empty(),
            consent_to_record: consents
                .iter()
                .any(|consent| agrees_to_record(consent, case.lead_organization, &now)),
            legal_hold: case.legal_hold,
            retention_over: retained_until.is_some_and(|until| now.has_begun(until)),
            second_person: false,
            transfer_complete: false,
        })
    }
}

/// She agreed that the lead organization keeps a record.
fn agrees_to_record(consent: &Consent, lead: OrganizationId, now: &Now) -> bool {
    consent.is_about(Purpose::Record, Recipient::Organization(lead)) && consent.is_live(now)
}

impl Store {
    /// Opens a case: a code and nothing else that is known. Whoever opens it works on it.
    pub async fn open_case(
        &self,
        actor: &Actor,
        new: &NewCase,
        moment: &Moment<'_>,
    ) -> Result<OpenedCase, StoreError> {
        let vault = self.vault()?;
        let mut transaction = self.write().await?;
        let organization = Some(new.organization);
        policy::allow(&mut transaction, actor, Action::OpenCase, organization).await?;
        let mut head = history::lock(&mut transaction, vault, moment.now).await?;
        let standing = match actor {
            Actor::Person(person) => standing::of(&mut transaction, *person, false).await?,
            _ => None,
        };
        let by = By::of(actor, standing.as_ref());
        let id = moment.id();
        let code = fresh_code(&mut transaction, moment).await?;
        let case = Case {
            id: CaseId(id),
            code,
            standing: Standing::new(),
            lead_organization: OrganizationId(new.organization),
            lead_worker: by.person.map(WorkerId),
            age_band: new.age_band,
            languages: new.languages.clone(),
            interpreter: new.interpreter,
            region: new.region.clone(),
            opened_at: moment.now,
            closed_at: None,
            police_lead: false,
            legal_hold: false,
        };
        let key = CaseKey::generate(&id.to_string(), moment.random);
        let sealed = record::seal(&key, &case, 1, moment.random);
        let summary = CaseSummary {
            id,
            code,
            stage: case.standing.stage,
            lead_organization_id: new.organization,
            lead_person_id: by.person,
            opened_at: moment.now,
            changed_at: moment.now,
            closed_at: None,
            legal_hold: false,
            retained_until: None,
            version: 1,
        };
        let wrapped = key.wrap(vault, moment.random);
        record::add(&mut transaction, &summary, &wrapped, &sealed).await?;
        let entry = Entry {
            case: id,
            version: 1,
            detail: case.standing.stage.as_str(),
            written: Some(record::written(&summary, &sealed)),
            ..Entry::default()
        };
        let opened = CaseEvent::Opened;
        history::add(&mut transaction, &mut head, by, moment.now, opened, &entry).await?;
        if let Some(person) = by.person {
            worker::add(&mut transaction, id, person, moment.now).await?;
            let entry = Entry {
                case: id,
                detail: &person.to_string(),
                ..Entry::default()
            };
            let assigned = CaseEvent::Assigned;
            history::add(
                &mut transaction,
                &mut head,
                by,
                moment.now,
                assigned,
                &entry,
            )
            .await?;
        }
        history::close(&mut transaction, vault, &head).await?;
        transaction.commit().await?;
        Ok(OpenedCase { id, code })
    }

    /// Finds a case again, exactly. Whoever may not know of it finds nothing.
    pub async fn find_case(
        &self,
        actor: &Actor,
        by: &CaseLookup,
        _moment: &Moment<'_>,
    ) -> Result<Vec<CaseSummary>, StoreError> {
        let vault = self.vault()?;
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::FindCase, None).await?;
        let ids = match by {
            CaseLookup::Code(code) => {
                let code = code.parse().map_err(CaseError::Code)?;
                let found = record::by_code(&mut transaction, code).await?;
                found.into_iter().map(|held| held.summary.id).collect()
            }
            CaseLookup::Alias(alias) => {
                let kind = LookupKind::Alias;
                lookup::find(&mut transaction, vault, kind, alias.expose()).await?
            }
            CaseLookup::Name(name) => {
                let kind = LookupKind::Name;
                lookup::find(&mut transaction, vault, kind, name.expose()).await?
            }
            CaseLookup::Phone(phone) => {
                let kind = LookupKind::Phone;
                lookup::find(&mut transaction, vault, kind, phone.expose()).await?
            }
        };
        let mut found = Vec::new();
        for id in ids {
            found.extend(caseload::listed(&mut transaction, actor, Listed::One(id)).await?);
        }
        caseload::only_known(&mut transaction, actor, found).await
    }

    /// Opens a case to read who she is. The reading is recorded.
    pub async fn case(
        &self,
        actor: &Actor,
        id: Uuid,
        purpose: CasePurpose,
        moment: &Moment<'_>,
    ) -> Result<OpenCase, StoreError> {
        let action = Action::ReadCaseIdentity;
        let mut change = Change::begin(self, actor, id, action, moment, Intent::Read).await?;
        let open = change.open_case().await?;
        change.read(purpose, None).await?;
        change.commit().await?;
        Ok(open)
    }

    /// What a list shows of one case: for supervisors, without opening it.
    pub async fn case_summary(
        &self,
        actor: &Actor,
        id: Uuid,
        moment: &Moment<'_>,
    ) -> Result<CaseSummary, StoreError> {
        let action = Action::ReadCaseSummary;
        let change = Change::begin(self, actor, id, action, moment, Intent::Read).await?;
        Ok(change.held.summary)
    }

    /// Changes what stands on a case beside its stage, from the version that was looked at.
    pub async fn save_case(
        &self,
        actor: &Actor,
        id: Uuid,
        version: i64,
        details: &CaseDetails,
        moment: &Moment<'_>,
    ) -> Result<i64, StoreError> {
        let action = Action::WriteCase;
        let mut change = Change::begin(self, actor, id, action, moment, Intent::Write).await?;
        change.refuse_closed()?;
        change.expect(version)?;
        let case = Case {
            age_band: details.age_band,
            languages: details.languages.clone(),
            interpreter: details.interpreter,
            region: details.region.clone(),
            police_lead: details.police_lead,
            ..change.case()?
        };
        let saved = change.save_case(&case, CaseEvent::Changed, "").await?;
        change.commit().await?;
        Ok(saved)
    }

    /// Moves a case to another stage, as casework allows it. Closing and reopening are for whoever may
    /// approve them; a transfer and the destruction of a case have methods of their own.
    pub async fn move_case(
        &self,
        actor: &Actor,
        id: Uuid,
        version: i64,
        step: Move,
        reason: &Private,
        moment: &Moment<'_>,
    ) -> Result<i64, StoreError> {
        let action = match step {
            Move::Close(_) | Move::Reopen | Move::Seal => Action::ApproveCaseMove,
            Move::Shred | Move::Transfer => Action::RetainCase,
            _ => Action::WriteCase,
        };
        let mut change = Change::begin(self, actor, id, action, moment, Intent::Write).await?;
        change.expect(version)?;
        let facts = change.facts(reason).await?;
        let mut case = change.case()?;
        // Without a second person and a transfer among the facts, those two moves are refused here.
        case.standing = case.standing.after(step, facts).map_err(CaseError::Move)?;
        match step {
            Move::Close(_) => {
                case.closed_at = Some(moment.now);
                change.held.summary.retained_until = change.due_by_schedule(moment.now).await?;
            }
            Move::Reopen => {
                case.closed_at = None;
                change.held.summary.retained_until = None;
                change.cancel_follow_ups().await?;
            }
            _ => {}
        }
        if let Move::Close(reason) = step {
            change
                .end_shares(super::consents::Ending::CaseClosed)
                .await?;
            change.plan_follow_ups(reason).await?;
        }
        let stage = case.standing.stage.as_str();
        change.add_reason(stage, reason).await?;
        let saved = change.save_case(&case, CaseEvent::Moved, stage).await?;
        change.commit().await?;
        Ok(saved)
    }
}

impl Change<'_> {
    /// The case is still at the version that was looked at.
    pub(super) fn expect(&self, version: i64) -> Result<(), StoreError> {
        let found = self.held.summary.version;
        if found == version {
            Ok(())
        } else {
            Err(CaseError::ChangedSince { found }.into())
        }
    }
}

/// A code that no case has or had.
async fn fresh_code(
    transaction: &mut crate::engine::Transaction,
    moment: &Moment<'_>,
) -> Result<ClientCode, StoreError> {
    loop {
        let code = ClientCode::new(moment.random);
        if record::by_code(transaction, code).await?.is_none() {
            return Ok(code);
        }
    }
}

/// Whether somebody's roles let them work on a case at all. Whoever manages accounts or roles sees nothing
/// of one (`casework.cedar`), whatever else they may.
pub(super) fn may_work(permissions: &BTreeSet<Permission>) -> bool {
    let any = |some: &[Permission]| some.iter().any(|one| permissions.contains(one));
    any(&[Permission::WorkCases, Permission::CoordinateCases])
        && !any(&[Permission::ManageAnyPeople, Permission::ManageRoles])
}
