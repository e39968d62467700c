//! How long a case is kept, and its end: the key is destroyed by two people, what stood under it is gone,
//! and a certificate says so.

use casework::case::{ClientCode, Move};
use casework::retention::KeptState;
use casework::words::{Private, WorkerId};
use jiff::Timestamp;
use kernel::Actor;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::chain;

use super::caseload::{self, Listed};
use super::change::{Change, Intent};
use super::consents::Ending;
use super::history::{self, CaseEvent, Entry};
use super::kinds::{Bound, Clear, ItemKind, Payload};
use super::problem::CaseError;
use super::record::{self, CaseSummary};
use super::{calendar, documents, ending, item, lookup, outside, worker};
use crate::Store;
use crate::error::StoreError;
use crate::people::{Moment, stored};
use crate::policy::{self, Action};

/// Somebody asks that a case be destroyed; another does it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndRequest {
    /// Who asks.
    pub by: WorkerId,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: Private,
}

impl Payload for EndRequest {
    const KIND: ItemKind = ItemKind::EndRequest;

    fn bind(&mut self, bound: &Bound) {
        self.by = bound.by;
        self.at = bound.at;
    }

    fn clear(&self) -> Clear {
        Clear {
            state: "asked".to_owned(),
            ..Clear::default()
        }
    }
}

/// Words that somebody gave for a move of the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveReason {
    /// Who.
    pub by: WorkerId,
    /// When.
    pub at: Timestamp,
    /// Where the case went: the word of its stage.
    pub to: String,
    /// Why.
    pub reason: Private,
}

impl Payload for MoveReason {
    const KIND: ItemKind = ItemKind::MoveReason;

    fn bind(&mut self, bound: &Bound) {
        self.by = bound.by;
        self.at = bound.at;
    }

    fn clear(&self) -> Clear {
        Clear {
            state: self.to.clone(),
            ..Clear::default()
        }
    }
}

/// What is left of a case, and can be given to whoever asks: that it was destroyed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndCertificate {
    /// Its code.
    pub code: ClientCode,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When its key was destroyed.
    pub ended_at: Timestamp,
    /// How many sealed values are unreadable since, those of the history with them.
    pub items: u64,
    /// Who asked.
    pub asked_by: Uuid,
    /// Who did it.
    pub done_by: Option<Uuid>,
    /// The entry of the history that says so.
    pub sequence: i64,
    /// Its hash.
    pub hash: String,
    /// The version of the deployment's key that had wrapped the case's. A backup from before opens with it,
    /// until that version too is destroyed.
    pub key_version: u32,
    /// The signature over [`EndCertificate::message`], in base64url, and the public key to check it with.
    pub signature: String,
    /// The Ed25519 public key, in base64url.
    pub public_key: String,
}

impl EndCertificate {
    /// What is signed.
    pub fn message(&self) -> String {
        format!(
            "cairn end of case 1\n{}\n{}\n{}\n{}\n{}\n",
            self.code,
            stored(self.opened_at),
            stored(self.ended_at),
            self.sequence,
            self.hash
        )
    }
}

impl Store {
    /// Lays a legal hold on a case, or takes it off. The reason is sealed in the case.
    pub async fn hold_case(
        &self,
        actor: &Actor,
        case: Uuid,
        held: bool,
        reason: &Private,
        moment: &Moment<'_>,
    ) -> Result<i64, StoreError> {
        let action = Action::RetainCase;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        if reason.is_empty() {
            return Err(CaseError::NeedsReason.into());
        }
        let mut saved = change.case()?;
        saved.legal_hold = held;
        let what = if held {
            CaseEvent::Held
        } else {
            CaseEvent::Released
        };
        let words = if held { "held" } else { "released" };
        change.add_reason(words, reason).await?;
        let version = change.save_case(&saved, what, "").await?;
        change.commit().await?;
        Ok(version)
    }

    /// Says from when a closed case may be destroyed; `casework::retention` works that out.
    pub async fn set_retention(
        &self,
        actor: &Actor,
        case: Uuid,
        until: Timestamp,
        moment: &Moment<'_>,
    ) -> Result<i64, StoreError> {
        let action = Action::ApproveCaseMove;
        let begun = Change::begin_unasked(self, actor, case, action, moment, Intent::Write).await;
        let mut change = begun?;
        // Whoever closes it, or whoever guards its privacy.
        if change.allow(Action::RetainCase).is_err() {
            change.allow(action)?;
        }
        let saved = change.case()?;
        change.held.summary.retained_until = Some(until);
        let version = change.save_case(&saved, CaseEvent::Changed, "").await?;
        change.commit().await?;
        Ok(version)
    }

    /// Cases that may be destroyed before `at`: for the warning before, and for the end.
    pub async fn cases_due_for_end(
        &self,
        actor: &Actor,
        at: Timestamp,
        _moment: &Moment<'_>,
    ) -> Result<Vec<CaseSummary>, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::ListCases, None).await?;
        let found = caseload::listed(&mut transaction, actor, Listed::DueForEnd(at)).await?;
        caseload::only_known(&mut transaction, actor, found).await
    }

    /// Asks that a case be destroyed. Somebody else does it.
    pub async fn ask_end(
        &self,
        actor: &Actor,
        case: Uuid,
        reason: &Private,
        moment: &Moment<'_>,
    ) -> Result<Uuid, StoreError> {
        let action = Action::ApproveCaseMove;
        let begun = Change::begin_unasked(self, actor, case, action, moment, Intent::Write).await;
        let mut change = begun?;
        if change.allow(Action::RetainCase).is_err() {
            change.allow(action)?;
        }
        if reason.is_empty() {
            return Err(CaseError::NeedsReason.into());
        }
        let request = EndRequest {
            by: change.worker(),
            at: moment.now,
            reason: reason.clone(),
        };
        let id = change.add_item(&request, CaseEvent::ItemAdded).await?;
        change.commit().await?;
        Ok(id)
    }

    /// Destroys the key of a case, and what it sealed with it, here and in the history. Somebody else must
    /// have asked; no legal hold may lie on it; the time it is kept must be over.
    pub async fn shred_case(
        &self,
        actor: &Actor,
        case: Uuid,
        moment: &Moment<'_>,
    ) -> Result<EndCertificate, StoreError> {
        let action = Action::RetainCase;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        let me = change.worker();
        let asked = change
            .items::<EndRequest>()
            .await?
            .into_iter()
            .find(|request| request.payload.by != me);
        let mut facts = change.facts(&Private::default()).await?;
        facts.second_person = asked.is_some();
        // Where a schedule holds, somebody was warned and had time to object, by a clock that is right.
        if let Some(kept) = change.kept().await? {
            facts.retention_over &= kept.state == KeptState::Due;
        }
        let saved = change.case()?;
        saved
            .standing
            .after(Move::Shred, facts)
            .map_err(CaseError::Move)?;
        let asked_by = asked.map(|request| request.payload.by.0);
        change.end_shares(Ending::CaseClosed).await?;
        let certificate = change.shred(asked_by.unwrap_or_default()).await?;
        change.commit().await?;
        Ok(certificate)
    }
}

impl Change<'_> {
    /// Keeps the words that were given for a move, if any were.
    pub(super) async fn add_reason(
        &mut self,
        to: &str,
        reason: &Private,
    ) -> Result<(), StoreError> {
        if !reason.is_empty() {
            let words = MoveReason {
                by: self.worker(),
                at: self.moment.now,
                to: to.to_owned(),
                reason: reason.clone(),
            };
            self.add_item(&words, CaseEvent::ItemAdded).await?;
        }
        Ok(())
    }

    async fn shred(&mut self, asked_by: Uuid) -> Result<EndCertificate, StoreError> {
        let case = self.id();
        let old = self.held.summary.version;
        let key_version = key_version(self.held.wrapped_key.as_deref());
        let transaction = &mut self.transaction;
        let items = item::shred(transaction, case).await?;
        lookup::shred(transaction, case).await?;
        calendar::shred(transaction, case).await?;
        documents::shred(transaction, case).await?;
        outside::shred(transaction, case).await?;
        worker::shred(transaction, case).await?;
        transaction.execute(&history::EMPTY, &[case.into()]).await?;
        let summary = CaseSummary {
            stage: casework::case::Stage::Shredded,
            lead_person_id: None,
            changed_at: self.moment.now,
            version: old + 1,
            ..self.held.summary.clone()
        };
        if !record::shred(transaction, &summary, old).await? {
            return Err(CaseError::ChangedSince { found: old + 1 }.into());
        }
        let entry = Entry {
            version: summary.version,
            detail: summary.stage.as_str(),
            written: Some(record::written(&summary, "")),
            ..Entry::default()
        };
        self.record(CaseEvent::Shredded, entry).await?;
        self.key = None;
        let (sequence, hash) = self.last().unwrap_or_default();
        let mut certificate = EndCertificate {
            code: summary.code,
            opened_at: summary.opened_at,
            ended_at: self.moment.now,
            items,
            asked_by,
            done_by: self.standing.as_ref().map(|standing| standing.person),
            sequence,
            hash: chain::hash_text(&hash),
            key_version,
            signature: String::new(),
            public_key: String::new(),
        };
        let signed = self.vault.sign(certificate.message().as_bytes());
        certificate.signature = signed.signature;
        certificate.public_key = signed.public_key;
        ending::keep(&mut self.transaction, &summary, &certificate).await?;
        Ok(certificate)
    }
}

/// The version of the deployment's key that a wrapped key stands under.
fn key_version(wrapped: Option<&str>) -> u32 {
    wrapped
        .and_then(|wrapped| wrapped.split('.').next()?.parse().ok())
        .unwrap_or_default()
}
