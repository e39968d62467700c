//! What a page of a case shows, read in one transaction and recorded as one reading.

use casework::case::{Case, Person};
use kernel::Actor;
use uuid::Uuid;

use super::change::{Change, Intent};
use super::colleagues::CaseColleague;
use super::items::{AnyItem, CaseItem};
use super::kinds::{ItemKind, Payload};
use super::records::{CasePurpose, OpenCase};
use super::{colleagues, item, worker};
use crate::Store;
use crate::error::StoreError;
use crate::people::Moment;
use crate::policy::Action;

/// Which parts of a case a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseParts<'a> {
    /// Everything, or nothing at all.
    Everything,
    /// Everything, or only who she is and how she can be reached, for whoever may see no more.
    WhateverIsSeen,
    /// These kinds, or nothing at all.
    Kinds(&'a [ItemKind]),
}

/// A case as a page shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseView {
    /// What stands on the case itself.
    pub open: OpenCase,
    /// What was asked for, the oldest first.
    pub items: Vec<AnyItem>,
    /// Whoever works on it or wrote into it, by name. Whether they could work on it is not looked up.
    pub people: Vec<CaseColleague>,
    /// What was told may be seen, and not only who she is.
    pub narrative: bool,
}

impl CaseView {
    /// What is there of one kind, the oldest first.
    pub fn all<T: Payload>(&self) -> impl Iterator<Item = CaseItem<T>> + '_ {
        let case_id = self.open.summary.id;
        self.items.iter().filter_map(move |item| {
            Some(CaseItem {
                payload: item.of::<T>()?,
                id: item.id,
                case_id,
                created_at: item.created_at,
                created_by: item.created_by,
                changed_at: item.changed_at,
                version: item.version,
            })
        })
    }
}

/// Who she is, and how she can be reached: what is shown through the broken glass to whoever is to read
/// nothing more.
const IDENTITY: &[ItemKind] = &[ItemKind::Person, ItemKind::ContactRules];

/// What reading things of this kind is called.
pub(super) fn reading(kind: ItemKind) -> Action {
    if IDENTITY.contains(&kind) {
        Action::ReadCaseIdentity
    } else {
        Action::ReadCase
    }
}

impl Change<'_> {
    /// What stands on the case, with who she is.
    pub(super) async fn open_case(&mut self) -> Result<OpenCase, StoreError> {
        let id = self.id();
        let case: Case = self.case()?;
        let person = self.items::<Person>().await?.pop();
        let workers = worker::of_case(&mut self.transaction, id).await?;
        Ok(OpenCase {
            summary: self.held.summary.clone(),
            case,
            person,
            workers,
        })
    }
}

impl Store {
    /// What a page of a case shows: one transaction, one line in the list of who looked.
    pub async fn case_view(
        &self,
        actor: &Actor,
        id: Uuid,
        parts: CaseParts<'_>,
        purpose: CasePurpose,
        moment: &Moment<'_>,
    ) -> Result<CaseView, StoreError> {
        let least = match parts {
            CaseParts::WhateverIsSeen => Action::ReadCaseIdentity,
            CaseParts::Everything => Action::ReadCase,
            CaseParts::Kinds(kinds) => kinds
                .iter()
                .map(|kind| reading(*kind))
                .find(|action| *action == Action::ReadCase)
                .unwrap_or(Action::ReadCaseIdentity),
        };
        let mut change = Change::begin(self, actor, id, least, moment, Intent::Read).await?;
        let narrative = change.allow(Action::ReadCase).is_ok();
        let open = change.open_case().await?;
        let wanted: Option<&[ItemKind]> = match parts {
            CaseParts::Kinds(kinds) => Some(kinds),
            CaseParts::WhateverIsSeen if !narrative => Some(IDENTITY),
            CaseParts::Everything | CaseParts::WhateverIsSeen => None,
        };
        let mut items = Vec::new();
        match wanted {
            None => {
                let held = change.held_items(None).await?;
                let key = change.key()?;
                for held in held {
                    items.push(AnyItem::open(key, held)?);
                }
            }
            Some(kinds) => {
                for kind in kinds {
                    let held = item::of_case(&mut change.transaction, id, Some(*kind)).await?;
                    let key = change.key()?;
                    for held in held {
                        items.push(AnyItem::open(key, held)?);
                    }
                }
            }
        }
        let people = colleagues::named(&mut change.transaction, &open.summary).await?;
        let kind = match wanted {
            Some([kind]) => Some(*kind),
            Some(_) if !narrative => Some(ItemKind::Person),
            _ => None,
        };
        change.read(purpose, kind).await?;
        change.commit().await?;
        Ok(CaseView {
            open,
            items,
            people,
            narrative,
        })
    }
}
