//! A person's own copy of what is kept of her: everything that is hers, once it is known that it is she, and
//! nothing that somebody else told in confidence.

use std::collections::BTreeSet;

use casework::access_request::AccessRequest;
use casework::case::Case;
use casework::consent::{DataKind, Purpose, Recipient, Relationship};
use casework::words::WorkerId;
use kernel::Actor;
use uuid::Uuid;

use super::change::{Change, Intent};
use super::consents::Grounds;
use super::history::{CaseEvent, Entry};
use super::items::{AnyItem, CaseItem};
use super::kinds::ItemKind;
use super::problem::CaseError;
use super::record::CaseSummary;
use super::records::CasePurpose;
use super::trail::{self, CaseAccess};
use crate::Store;
use crate::error::StoreError;
use crate::people::Moment;
use crate::policy::Action;

/// In which form somebody takes it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyForm {
    /// A page to read and to print.
    Html,
    /// For another program.
    Json,
}

/// What she is given.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnCopy {
    /// What a list shows of the case.
    pub summary: CaseSummary,
    /// What stands on it.
    pub case: Case,
    /// What is hers in it, the oldest first.
    pub items: Vec<AnyItem>,
    /// How many notes were left out, because they hold what somebody else told in confidence.
    pub left_out: usize,
    /// Who read it.
    pub accesses: Vec<CaseAccess>,
    /// The request that it answers.
    pub request: CaseItem<AccessRequest>,
}

/// Kinds of thing that are about her or hers to know, beside those that are a kind of data to a consent: what
/// she agreed to, what was sent where because of it, and what she asked for.
const HERS: &[ItemKind] = &[
    ItemKind::Consent,
    ItemKind::Referral,
    ItemKind::Transfer,
    ItemKind::AccessRequest,
    ItemKind::Task,
    ItemKind::Appointment,
    ItemKind::FollowUp,
];

impl Store {
    /// Her own copy, for a request of which it is known that it is she. Without a form it is looked through
    /// before it is taken out. Of two: whoever wrote the request down does not take the copy out alone, but
    /// for whoever guards privacy.
    pub async fn own_copy(
        &self,
        actor: &Actor,
        case: Uuid,
        request: Uuid,
        left_out: &BTreeSet<Uuid>,
        form: Option<CopyForm>,
        moment: &Moment<'_>,
    ) -> Result<OwnCopy, StoreError> {
        let action = Action::ExportCase;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Read).await?;
        let request = change.confirmed_request(request).await?;
        let guards = change.allow(Action::RetainCase).is_ok();
        if !guards && request.created_by.map(WorkerId) == Some(change.worker()) {
            return Err(CaseError::NeedsSecondPerson.into());
        }
        let all: BTreeSet<DataKind> = DataKind::ALL.iter().copied().collect();
        let now = change.now();
        let grounds = Grounds::read(&mut change.transaction, change.key.as_ref(), case).await?;
        let hers = grounds
            .decide(
                &now,
                Relationship::Own,
                Purpose::OwnAccess,
                &all,
                Recipient::Person,
            )
            .kinds();
        let held = change.held_items(None).await?;
        let key = change.key()?;
        let mut items = Vec::new();
        let mut missing = 0;
        for held in held {
            let is_hers = held.kind.data().is_some_and(|kind| hers.contains(&kind))
                || HERS.contains(&held.kind);
            if !is_hers {
                continue;
            }
            if held.kind == ItemKind::Note && left_out.contains(&held.id) {
                missing += 1;
                continue;
            }
            items.push(AnyItem::open(key, held)?);
        }
        let copy = OwnCopy {
            summary: change.held.summary.clone(),
            case: change.case()?,
            items,
            left_out: missing,
            accesses: trail::lines(change.trail(i64::MAX, i64::MAX).await?),
            request,
        };
        match form {
            None => change.read(CasePurpose::AccessRequest, None).await?,
            Some(form) => {
                let word = match form {
                    CopyForm::Html => "own-copy-html",
                    CopyForm::Json => "own-copy-json",
                };
                let entry = Entry {
                    item: Some(copy.request.id),
                    kind: Some(ItemKind::AccessRequest.word()),
                    detail: word,
                    ..Entry::default()
                };
                change.record(CaseEvent::Exported, entry).await?;
            }
        }
        change.commit().await?;
        Ok(copy)
    }
}
