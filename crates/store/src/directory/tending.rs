//! Keeping records true: editing, verifying, closing for now, counting free places, and what was done.

use std::collections::BTreeMap;

use directory::capacity::{Capacity, Unit};
use directory::edit::{self, Conflict, Fault, Field, Group, Known, Values};
use directory::location::Coverage;
use directory::organization::Organization;
use directory::review;
use directory::service::{Service, Status};
use jiff::Timestamp;
use jiff::civil::Date;
use kernel::{Actor, Text};
use uuid::Uuid;

use super::history::{self, ChangeKind, FieldChange};
use super::records::may;
use super::{Which, hiding, location, organization, record, service_capacity, suggestion};
use crate::Store;
use crate::digest::is_confidential;
use crate::error::StoreError;
use crate::policy::{self, Action};

/// The longest reason, in characters.
pub const REASON_LIMIT: usize = 500;

/// An edit of one record.
#[derive(Clone)]
pub struct Edit {
    /// The version of the record that the person saw.
    pub base_version: i64,
    /// The texts of the fields that their form carried; fields it did not carry stay.
    pub changes: BTreeMap<Field, String>,
    /// Why, in their words: up to [`REASON_LIMIT`] characters.
    pub reason: String,
    /// They also say that everything else is still true.
    pub verified: bool,
    /// The suggestion that this edit answers; it becomes accepted with it.
    pub suggestion: Option<Uuid>,
    /// Only look: everything is decided as if it were to be saved, and nothing is.
    pub look: bool,
}

/// What became of an edit.
#[derive(Debug)]
pub enum Edited {
    /// It was saved, and the record has this version now.
    Saved {
        /// The record's version now.
        version: i64,
    },
    /// They only looked: what would change.
    Look(Vec<FieldChange>),
    /// Everything was as they wanted it already.
    Unchanged,
    /// Somebody else changed the same thing meanwhile. Nothing was saved.
    Conflict(Box<Conflicting>),
    /// Some of it cannot be. Nothing was saved.
    Faulty(Vec<Fault>),
}

/// Two edits that do not fit together.
#[derive(Debug)]
pub struct Conflicting {
    /// The record's version now: the base of the next attempt.
    pub version: i64,
    /// The record's texts now.
    pub theirs: Values,
    /// Both edits merged, with theirs where they conflict.
    pub merged: Values,
    /// The fields to choose for.
    pub conflicts: Vec<Conflict>,
}

/// What verifying several records did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// Records that are verified now.
    pub verified: Vec<Uuid>,
    /// Records that somebody changed since the person saw them: they must look again.
    pub changed_since: Vec<Uuid>,
}

/// Part of what tells where a place is, or how much of it may be told.
fn tells(field: Field) -> bool {
    field.group() == Group::Location || field.tells_where()
}

impl Store {
    /// Saves an edit. Two edits of one version are merged field by field; where both changed the same
    /// thing, nothing is saved and the second is asked to choose.
    pub async fn edit_service(
        &self,
        actor: &Actor,
        known: Known<'_>,
        id: Uuid,
        mut edit: Edit,
        now: Timestamp,
    ) -> Result<Edited, StoreError> {
        let reason = reason(&edit.reason)?;
        let mut transaction = self.write().await?;
        let Some(held) = record::hold(&mut transaction, id, self.vault().ok()).await? else {
            policy::allow(&mut transaction, actor, Action::EditListing, None).await?;
            return Err(StoreError::UnknownService(id));
        };
        let of = held.organization.id;
        policy::allow(&mut transaction, actor, Action::EditListing, Some(of)).await?;
        if edit.verified {
            policy::allow(&mut transaction, actor, Action::VerifyListing, Some(of)).await?;
        }
        if edit.suggestion.is_some() {
            policy::allow(&mut transaction, actor, Action::DecideSuggestion, Some(of)).await?;
        }
        let theirs = Values::of(&held.service);
        let base = history::as_at(
            &mut transaction,
            id,
            edit.base_version,
            &theirs,
            self.vault().ok(),
        )
        .await?;
        let secret = is_confidential(&held.service);
        let blind = secret && !may(&mut transaction, actor, Action::ReadConfidential, of).await?;
        if blind {
            // Whoever may not know where a place is may not publish it either, nor try addresses until
            // one makes no difference: it counts what was sent, not what it would change. What a form
            // from before the place was hidden carries is left out, so that the rest is not lost.
            let hidden_then = !matches!(base.get(Field::Confidentiality), "" | "public");
            if hidden_then && edit.changes.keys().copied().any(tells) {
                return Err(StoreError::Forbidden(Action::ReadConfidential));
            }
            edit.changes.retain(|field, _| !tells(*field));
        }
        let mine = base.with(&edit.changes);
        let merged = edit::merge(&base, &theirs, &mine);
        if !merged.conflicts.is_empty() {
            let shown = |mut values: Values| {
                let fields: Vec<Field> = values.fields().map(|(field, _)| field).collect();
                for field in fields.into_iter().filter(|field| blind && tells(*field)) {
                    values.set(field, "");
                }
                values
            };
            return Ok(Edited::Conflict(Box::new(Conflicting {
                version: held.keeping.version,
                theirs: shown(theirs),
                merged: shown(merged.values),
                conflicts: merged.conflicts,
            })));
        }
        let mut after = match edit::read(&held.service, &merged.values, known) {
            Ok(after) => after,
            Err(faults) => return Ok(Edited::Faulty(faults)),
        };
        // Kilometres around a hidden place say in which province it is.
        let around = |service: &Service| matches!(service.coverage, Coverage::Radius { .. });
        if blind && around(&after) && !around(&held.service) {
            return Err(StoreError::Forbidden(Action::ReadConfidential));
        }
        let mut changes = history::changes(Some(&held.service), &after);
        if edit.look {
            return Ok(Edited::Look(changes));
        }
        if edit.verified {
            changes.extend(verify(&mut after, &held.organization, now));
        }
        if let Some(suggestion) = edit.suggestion {
            suggestion::accept(&mut transaction, suggestion, id, actor, &reason, now).await?;
        }
        if changes.is_empty() {
            // The suggestion, when there is one, is answered all the same.
            transaction.commit().await?;
            return Ok(Edited::Unchanged);
        }
        let kind = if edit.suggestion.is_some() {
            ChangeKind::Suggestion
        } else {
            ChangeKind::Edit
        };
        let act = record::act(id, kind, actor, now, &reason, self.vault().ok());
        let gazetteer = known.gazetteer;
        let version = held
            .write(&mut transaction, gazetteer, &after, &changes, act)
            .await?;
        transaction.commit().await?;
        Ok(Edited::Saved { version })
    }

    /// Adds a record to an organization. It is not listed until somebody says so. `id` is for its
    /// public address: random (version 4).
    pub async fn add_service(
        &self,
        actor: &Actor,
        known: Known<'_>,
        organization_id: Uuid,
        changes: &BTreeMap<Field, String>,
        id: Uuid,
        now: Timestamp,
    ) -> Result<Edited, StoreError> {
        let mut transaction = self.write().await?;
        let action = Action::EditListing;
        policy::allow(&mut transaction, actor, action, Some(organization_id)).await?;
        let Some(organization) = organization::read_one(&mut transaction, organization_id).await?
        else {
            return Err(StoreError::UnknownOrganization(organization_id));
        };
        let blank = blank(id, organization_id, now);
        let values = Values::of(&blank).with(changes);
        let service = match edit::read(&blank, &values, known) {
            Ok(service) => service,
            Err(faults) => return Ok(Edited::Faulty(faults)),
        };
        let act = record::act(id, ChangeKind::Add, actor, now, "", self.vault().ok());
        let gazetteer = known.gazetteer;
        record::add(&mut transaction, gazetteer, &organization, &service, act).await?;
        transaction.commit().await?;
        Ok(Edited::Saved { version: 1 })
    }

    /// "Still true": each record, at the version the person saw, is verified today and due again after
    /// its interval. A record that was changed meanwhile is left as it is and named.
    pub async fn verify_services(
        &self,
        actor: &Actor,
        known: Known<'_>,
        seen: &[(Uuid, i64)],
        now: Timestamp,
    ) -> Result<Verified, StoreError> {
        let mut transaction = self.write().await?;
        let mut done = Verified::default();
        if seen.is_empty() {
            policy::allow(&mut transaction, actor, Action::VerifyListing, None).await?;
        }
        for &(id, version) in seen {
            let Some(held) = record::hold(&mut transaction, id, self.vault().ok()).await? else {
                policy::allow(&mut transaction, actor, Action::VerifyListing, None).await?;
                return Err(StoreError::UnknownService(id));
            };
            let of = Some(held.organization.id);
            policy::allow(&mut transaction, actor, Action::VerifyListing, of).await?;
            if held.keeping.version != version {
                done.changed_since.push(id);
                continue;
            }
            let mut after = held.service.clone();
            let changes = verify(&mut after, &held.organization, now);
            let act = record::act(id, ChangeKind::Verify, actor, now, "", self.vault().ok());
            let gazetteer = known.gazetteer;
            held.write(&mut transaction, gazetteer, &after, &changes, act)
                .await?;
            done.verified.push(id);
        }
        transaction.commit().await?;
        Ok(done)
    }

    /// Says how many places are free, as of `now`; `None`: the service no longer counts this unit.
    pub async fn set_capacity(
        &self,
        actor: &Actor,
        id: Uuid,
        unit: Unit,
        figure: Option<(u16, Option<u16>)>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        let Some(held) = record::hold(&mut transaction, id, self.vault().ok()).await? else {
            policy::allow(&mut transaction, actor, Action::EditListing, None).await?;
            return Err(StoreError::UnknownService(id));
        };
        let of = Some(held.organization.id);
        policy::allow(&mut transaction, actor, Action::EditListing, of).await?;
        if let Some((available, Some(maximum))) = figure
            && available > maximum
        {
            return Err(StoreError::MoreThanAll);
        }
        let before = service_capacity::read(&mut transaction, Which::One(id)).await?;
        let before = before.get(&id).and_then(|known| {
            let of_unit = known.iter().find(|capacity| capacity.unit == unit);
            of_unit.map(|capacity| said(capacity.available, capacity.maximum))
        });
        match figure {
            Some((available, maximum)) => {
                let capacity = Capacity {
                    unit,
                    available,
                    maximum,
                    updated: now,
                };
                service_capacity::write(&mut transaction, id, &capacity).await?;
            }
            None => service_capacity::delete(&mut transaction, id, unit).await?,
        }
        let changes = [FieldChange {
            field: format!("capacity.{}", unit.word()),
            before,
            after: figure.map(|(available, maximum)| said(available, maximum)),
            confidential: false,
        }];
        let act = record::act(id, ChangeKind::Capacity, actor, now, "", self.vault().ok());
        held.touch(&mut transaction, &changes, act).await?;
        transaction.commit().await
    }

    /// Seals the confidential places that a version without keys left open, and what an older version left
    /// open of their past; how many there were. Done at start, before anything else reads the directory.
    pub async fn seal_places(&self, actor: &Actor) -> Result<usize, StoreError> {
        policy::decide(actor, Action::TendKeys)?;
        let mut transaction = self.write().await?;
        let vault = self.vault()?;
        let sealed = location::seal_old(&mut transaction, vault).await?;
        let sealed = sealed + hiding::seal_old(&mut transaction, vault).await?;
        transaction.commit().await?;
        Ok(sealed)
    }
}

/// `3` or `3 / 12`.
fn said(available: u16, maximum: Option<u16>) -> String {
    match maximum {
        Some(maximum) => format!("{available} / {maximum}"),
        None => available.to_string(),
    }
}

fn reason(written: &str) -> Result<String, StoreError> {
    let reason = suggestion::clean(written);
    let found = reason.chars().count();
    if found > REASON_LIMIT {
        return Err(StoreError::MessageTooLong {
            found,
            limit: REASON_LIMIT,
        });
    }
    Ok(reason)
}

/// Marks a record as confirmed today; what changed.
fn verify(service: &mut Service, by: &Organization, now: Timestamp) -> Vec<FieldChange> {
    let today = review::today(now);
    let provenance = &mut service.provenance;
    let name = by.name.shown(kernel::Lang::En).0.to_owned();
    let due = review::review_by(&service.needs, today);
    let change = |field: &str, before: Option<String>, after: String| FieldChange {
        field: field.to_owned(),
        before,
        after: Some(after),
        confidential: false,
    };
    let date = |date: Date| date.to_string();
    let mut changes = vec![
        change("verified_on", provenance.verified_on.map(date), date(today)),
        change("verified_by", provenance.verified_by.clone(), name.clone()),
        change("review_by", provenance.review_by.map(date), date(due)),
    ];
    changes.retain(|change| change.before != change.after);
    provenance.verified_on = Some(today);
    provenance.verified_by = Some(name);
    provenance.review_by = Some(due);
    changes
}

/// A record of which nothing is known.
fn blank(id: Uuid, organization_id: Uuid, now: Timestamp) -> Service {
    use directory::hours::Hours;
    use directory::service::{Access, Confidence, Fees, Provenance};
    Service {
        id,
        // Nobody types it: it only has to be unique.
        slug: id.to_string(),
        organization_id,
        name: Text::default(),
        description: Text::default(),
        status: Status::Active,
        listed: false,
        needs: Vec::new(),
        everyone: false,
        populations: Vec::new(),
        exploitation: Vec::new(),
        dedicated: false,
        fees: Fees::Unknown,
        email: None,
        website: None,
        phones: Vec::new(),
        coverage: Coverage::Provinces(Vec::new()),
        location: None,
        hours: Hours::unknown(),
        languages: Vec::new(),
        interpretation: Text::default(),
        access: Access::default(),
        provenance: Provenance {
            source: Vec::new(),
            source_date: None,
            read_on: review::today(now).to_string(),
            confidence: Confidence::ReadFromSource,
            verified_on: None,
            verified_by: None,
            review_by: None,
            note: None,
        },
        last_modified: None,
    }
}
