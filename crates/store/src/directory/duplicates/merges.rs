//! The table `service_merge`: two records become one, and two again.
//!
//! The record that goes is withdrawn and keeps all its own rows; of the one that stays, what it was
//! before is kept. So a merge can be undone exactly, as long as nobody has edited either since.

use directory::Listing;
use directory::duplicates::{Choices, MergeField, differences, merge};
use directory::geography::Gazetteer;
use directory::service::Service;
use jiff::Timestamp;
use kernel::Actor;
use uuid::Uuid;
use vault::Vault;

use super::{ServiceMerge, who, without_confidential_place};
use crate::Store;
use crate::directory::history::{self, Act, ChangeKind};
use crate::directory::organization;
use crate::directory::plan::Standing;
use crate::directory::record::{self, Doing, Held};
use crate::directory::service::public_digest;
use crate::engine::{Row, Transaction, Value};
use crate::error::StoreError;
use crate::policy::{self, Action};
use crate::statements::statements;

/// Merges that a public address is followed through: a record merged into one merged into another.
const CHAIN: usize = 16;

statements! {
    Both VERSION_OF_WITHDRAWN = "SELECT version FROM service WHERE id = $1 AND withdrawn = 1";
    Both SET_ORIGIN = "UPDATE service SET origin = $2 WHERE id = $1";
    Both WITHDRAW =
        "UPDATE service SET withdrawn = 1, merged_into = $2, origin = 'local', version = version + 1,
            last_modified = $3, public_digest = ''
         WHERE id = $1";
    Both BRING_BACK =
        "UPDATE service SET withdrawn = 0, merged_into = NULL, origin = $2, version = version + 1,
            last_modified = $3
         WHERE id = $1";
    Both SET_PUBLIC_DIGEST = "UPDATE service SET public_digest = $2 WHERE id = $1";
    // Of merges alone: a look at the record itself takes longer where there is one, and the public could
    // tell by the clock which records are there without being shown.
    Both MERGED_INTO =
        "SELECT survivor_id FROM service_merge WHERE merged_id = $1 AND undone_at IS NULL
         ORDER BY merged_at DESC";
    Both WAITING = "SELECT id FROM suggestion WHERE service_id = $1 ORDER BY id";
    Both MOVE_SUGGESTIONS = "UPDATE suggestion SET service_id = $2 WHERE service_id = $1";
    Both MOVE_SUGGESTION = "UPDATE suggestion SET service_id = $2 WHERE id = $1";
    Both FORGET =
        "DELETE FROM duplicate_candidate WHERE first_service_id = $1 OR second_service_id = $1";
    Both ADD =
        "INSERT INTO service_merge
            (id, survivor_id, merged_id, survivor_before, survivor_after, survivor_origin,
             merged_origin, merged_version, suggestions, merged_by, merged_at, sealed)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    Both READ_OF_SURVIVOR =
        "SELECT merge.id, merge.survivor_id, merge.merged_id, merge.merged_at, merge.undone_at,
            merged.name_en, merged.name_fr, stays.name_en AS survivor_name_en,
            stays.name_fr AS survivor_name_fr
         FROM service_merge AS merge JOIN service AS merged ON merged.id = merge.merged_id
            JOIN service AS stays ON stays.id = merge.survivor_id
         WHERE merge.survivor_id = $1 ORDER BY merge.merged_at DESC, merge.id";
    Both READ_EVERY =
        "SELECT merge.id, merge.survivor_id, merge.merged_id, merge.merged_at, merge.undone_at,
            merged.name_en, merged.name_fr, stays.name_en AS survivor_name_en,
            stays.name_fr AS survivor_name_fr
         FROM service_merge AS merge JOIN service AS merged ON merged.id = merge.merged_id
            JOIN service AS stays ON stays.id = merge.survivor_id
         ORDER BY merge.merged_at DESC, merge.id";
    Both READ_ONE =
        "SELECT survivor_id, merged_id, survivor_before, survivor_after, survivor_origin,
            merged_origin, merged_version, suggestions, undone_at, sealed
         FROM service_merge WHERE id = $1";
    Both KEPT_OF =
        "SELECT id, merged_id, survivor_before, survivor_after, undone_at FROM service_merge
         WHERE survivor_id = $1 AND sealed = 0";
    Both KEEP_LESS =
        "UPDATE service_merge SET survivor_before = $2, survivor_after = $3, sealed = 1 WHERE id = $1";
    Both UNDONE = "UPDATE service_merge SET undone_at = $2, undone_by = $3 WHERE id = $1";
}

/// A merge as it is kept.
struct Logged {
    survivor_id: Uuid,
    merged_id: Uuid,
    before: Service,
    after: Service,
    origins: [String; 2],
    merged_version: i64,
    suggestions: Vec<Uuid>,
    undone: bool,
    /// Its place became confidential afterwards.
    sealed: bool,
}

impl Store {
    /// Makes one record of two, wholly or not at all: each field from the record that `choices` names,
    /// telephone numbers and sources of both, suggestions moved to the one that stays. The other is
    /// withdrawn, and its public address leads to the one that stays.
    ///
    /// `versions` are those of the survivor and of the other as the curator saw them; when one has
    /// changed since, nothing happens. `id` names the merge.
    #[expect(
        clippy::too_many_arguments,
        reason = "time, id and gazetteer are parameters here"
    )]
    pub async fn merge_services(
        &self,
        actor: &Actor,
        gazetteer: &Gazetteer,
        survivor: Uuid,
        other: Uuid,
        versions: [i64; 2],
        choices: &Choices,
        now: Timestamp,
        id: Uuid,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        policy::allow(&mut transaction, actor, Action::Curate, None).await?;
        let vault = self.vault().ok();
        if survivor == other {
            return Err(StoreError::SameRecord);
        }
        let mut stays = held(&mut transaction, survivor, vault).await?;
        let goes = held(&mut transaction, other, vault).await?;
        for (held, version) in [&stays, &goes].into_iter().zip(versions) {
            if held.keeping.version != version {
                return Err(StoreError::EditedSince { fields: Vec::new() });
            }
        }
        let sealed = untouchable(&stays.service);
        let kept = |service: &Service| {
            let service = told(service);
            if sealed { nowhere(service) } else { service }
        };
        let before = kept(&stays.service);
        let origins = [origin(&stays), origin(&goes)];
        let after = merge(&stays.service, &goes.service, choices)?;
        let act = record::act(survivor, ChangeKind::Merge, actor, now, "", vault);
        write(&mut transaction, &mut stays, gazetteer, &after, act).await?;

        let ids = [other.into(), survivor.into()];
        let moved = transaction
            .all(&WAITING, &ids[..1], |row| row.parsed::<Uuid>("id"))
            .await?;
        transaction.execute(&MOVE_SUGGESTIONS, &ids).await?;
        let [from, to] = ids;
        transaction
            .execute(
                &WITHDRAW,
                &[from.clone(), to.clone(), now.to_string().into()],
            )
            .await?;
        let merged_version = goes.keeping.version + 1;
        let act = Act {
            service: other,
            version: merged_version,
            kind: ChangeKind::Merge,
            actor,
            now,
            reason: "",
        };
        history::record(&mut transaction, &act, &[], vault).await?;
        for id in [from.clone(), to.clone()] {
            transaction.execute(&FORGET, &[id]).await?;
        }
        let values = [
            id.into(),
            to,
            from,
            json(&before)?,
            json(&kept(&after))?,
            origins[0].into(),
            origins[1].into(),
            merged_version.into(),
            json(&moved)?,
            who(actor).map(|id| id.to_string()).into(),
            now.to_string().into(),
            sealed.into(),
        ];
        transaction.execute(&ADD, &values).await?;
        transaction.commit().await
    }

    /// Makes two records of one again, exactly as they were. Refused when either was edited since:
    /// the error names the fields of the survivor that are different now.
    pub async fn undo_merge(
        &self,
        actor: &Actor,
        gazetteer: &Gazetteer,
        id: Uuid,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        policy::allow(&mut transaction, actor, Action::Curate, None).await?;
        let vault = self.vault().ok();
        let found = transaction.all(&READ_ONE, &[id.into()], logged).await?;
        let Some(logged) = found.into_iter().next().filter(|logged| !logged.undone) else {
            return Err(StoreError::NoSuchMerge);
        };
        let mut stays = held(&mut transaction, logged.survivor_id, vault)
            .await
            .map_err(|error| match error {
                // Merged further: that merge must be undone first.
                StoreError::UnknownService(_) => StoreError::EditedSince { fields: Vec::new() },
                other => other,
            })?;
        let merged: Value<'_> = logged.merged_id.into();
        let merged_version = transaction
            .all(
                &VERSION_OF_WITHDRAWN,
                std::slice::from_ref(&merged),
                |row| row.integer("version"),
            )
            .await?;
        // Whether the survivor says the same is asked, not its version: a later merge may have been
        // undone.
        let mut current = told(&stays.service);
        if logged.sealed {
            // Where it was then is not kept, and where it is now is not touched.
            current = nowhere(current);
        }
        if current != logged.after || merged_version != [logged.merged_version] {
            return Err(StoreError::EditedSince {
                fields: differences(&logged.after, &current),
            });
        }
        // A place that is not public was never touched: it is where it was, with the note beside it.
        let untouched = logged.sealed || untouchable(&stays.service);
        let mut provenance = logged.before.provenance.clone();
        if untouched {
            provenance.note.clone_from(&stays.service.provenance.note);
        }
        let before = Service {
            provenance,
            location: if untouched {
                stays.service.location.clone()
            } else {
                logged.before.location.clone()
            },
            ..logged.before
        };
        let act = record::act(logged.survivor_id, ChangeKind::Merge, actor, now, "", vault);
        write(&mut transaction, &mut stays, gazetteer, &before, act).await?;
        let [survivor_origin, merged_origin] = logged.origins;
        transaction
            .execute(
                &SET_ORIGIN,
                &[logged.survivor_id.into(), survivor_origin.into()],
            )
            .await?;
        transaction
            .execute(
                &BRING_BACK,
                &[merged.clone(), merged_origin.into(), now.to_string().into()],
            )
            .await?;
        let back = held(&mut transaction, logged.merged_id, vault).await?;
        let act = Act {
            service: logged.merged_id,
            version: back.keeping.version,
            kind: ChangeKind::Merge,
            actor,
            now,
            reason: "",
        };
        history::record(&mut transaction, &act, &[], vault).await?;
        let listing = Listing::build(&back.service, &back.organization, gazetteer);
        transaction
            .execute(
                &SET_PUBLIC_DIGEST,
                &[merged.clone(), public_digest(listing).into()],
            )
            .await?;
        for suggestion in logged.suggestions {
            transaction
                .execute(&MOVE_SUGGESTION, &[suggestion.into(), merged.clone()])
                .await?;
        }
        let values = [
            id.into(),
            now.to_string().into(),
            who(actor).map(|id| id.to_string()).into(),
        ];
        transaction.execute(&UNDONE, &values).await?;
        transaction.commit().await
    }

    /// The merges that a record came out of, the latest first.
    pub async fn service_merges(
        &self,
        actor: &Actor,
        survivor: Uuid,
    ) -> Result<Vec<ServiceMerge>, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::Curate, None).await?;
        transaction
            .all(&READ_OF_SURVIVOR, &[survivor.into()], from_row)
            .await
    }

    /// Every merge, the latest first.
    pub async fn merges(&self, actor: &Actor) -> Result<Vec<ServiceMerge>, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::Curate, None).await?;
        transaction.all(&READ_EVERY, &[], from_row).await
    }

    /// The record that a merged one lives on in, so that its old public address still leads somewhere.
    /// `None`: it was not merged.
    pub async fn merged_into(
        &self,
        actor: &Actor,
        service: Uuid,
    ) -> Result<Option<Uuid>, StoreError> {
        policy::decide(actor, Action::ReadListings)?;
        let mut transaction = self.read().await?;
        let mut last = None;
        let mut at = service;
        for _ in 0..CHAIN {
            let next = transaction
                .all(&MERGED_INTO, &[at.into()], |row| {
                    row.parsed::<Uuid>("survivor_id")
                })
                .await?;
            let Some(next) = next.into_iter().next() else {
                break;
            };
            last = Some(next);
            at = next;
        }
        Ok(last)
    }
}

/// Takes out of what merges keep of a record where it is: its place is confidential now. The ids of the
/// records that live on in it.
///
/// A merge can still be undone: where the place is confidential, undoing does not touch it.
pub(in crate::directory) async fn seal_past(
    transaction: &mut Transaction,
    survivor: Uuid,
) -> Result<Vec<Uuid>, StoreError> {
    let kept = transaction
        .all(&KEPT_OF, &[survivor.into()], |row| {
            Ok((
                row.parsed::<Uuid>("id")?,
                row.parsed::<Uuid>("merged_id")?,
                [
                    kept_service(row, "survivor_before")?,
                    kept_service(row, "survivor_after")?,
                ],
                row.optional_text("undone_at")?.is_none(),
            ))
        })
        .await?;
    let mut merged = Vec::new();
    for (id, merged_id, [before, after], lives_on) in kept {
        let values = [id.into(), json(&nowhere(before))?, json(&nowhere(after))?];
        transaction.execute(&KEEP_LESS, &values).await?;
        if lives_on {
            merged.push(merged_id);
        }
    }
    Ok(merged)
}

/// A record without its place, nor what is noted beside it.
fn nowhere(mut service: Service) -> Service {
    service.location = None;
    service.provenance.note = None;
    service
}

fn from_row(row: &dyn Row) -> Result<ServiceMerge, StoreError> {
    Ok(ServiceMerge {
        id: row.parsed("id")?,
        survivor_id: row.parsed("survivor_id")?,
        survivor_name: row.both("survivor_name_en", "survivor_name_fr")?,
        merged_id: row.parsed("merged_id")?,
        merged_name: row.both("name_en", "name_fr")?,
        merged_at: row.parsed("merged_at")?,
        undone_at: row.optional_parsed("undone_at")?,
    })
}

/// What a merge keeps of a record: not a place that is not public, nor when it was last modified.
fn told(service: &Service) -> Service {
    Service {
        last_modified: None,
        ..without_confidential_place(service.clone())
    }
}

/// Whether a record's place is one that a merge does not touch.
fn untouchable(service: &Service) -> bool {
    !MergeField::Location.may_be_taken(service, service)
}

/// A record that is not withdrawn, held for a change.
async fn held(
    transaction: &mut Transaction,
    id: Uuid,
    vault: Option<&Vault>,
) -> Result<Held, StoreError> {
    let found = record::hold(transaction, id, vault).await?;
    found.ok_or(StoreError::UnknownService(id))
}

/// Whether a record follows the content files.
const fn origin(held: &Held) -> &'static str {
    if held.local {
        Standing::LOCAL
    } else {
        Standing::SHIPPED
    }
}

/// Writes `after` over a record, which may belong to another organization now.
async fn write(
    transaction: &mut Transaction,
    held: &mut Held,
    gazetteer: &Gazetteer,
    after: &Service,
    act: Doing<'_>,
) -> Result<(), StoreError> {
    if held.organization.id != after.organization_id {
        held.organization = organization::read_one(transaction, after.organization_id)
            .await?
            .ok_or(StoreError::UnknownOrganization(after.organization_id))?;
    }
    let changes = history::changes(Some(&held.service), after);
    held.write(transaction, gazetteer, after, &changes, act)
        .await
        .map(|_| ())
}

fn json<'a>(value: &impl serde::Serialize) -> Result<Value<'a>, StoreError> {
    serde_json::to_string(value)
        .map(Value::from)
        .map_err(|problem| StoreError::damaged("service_merge", problem))
}

fn kept_service(row: &dyn Row, column: &str) -> Result<Service, StoreError> {
    serde_json::from_str(&row.text(column)?).map_err(|problem| StoreError::damaged(column, problem))
}

fn logged(row: &dyn Row) -> Result<Logged, StoreError> {
    let service = |column| kept_service(row, column);
    Ok(Logged {
        survivor_id: row.parsed("survivor_id")?,
        merged_id: row.parsed("merged_id")?,
        before: service("survivor_before")?,
        after: service("survivor_after")?,
        origins: [row.text("survivor_origin")?, row.text("merged_origin")?],
        merged_version: row.integer("merged_version")?,
        suggestions: serde_json::from_str(&row.text("suggestions")?)
            .map_err(|problem| StoreError::damaged("suggestions", problem))?,
        undone: row.optional_text("undone_at")?.is_some(),
        sealed: row.yes("sealed")?,
    })
}
