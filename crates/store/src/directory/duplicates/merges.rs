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

use super::{ServiceMerge, who, without_confidential_place};
use crate::Store;
use crate::directory::service::{Keeping, public_digest};
use crate::directory::{Which, change, load, organization, read};
use crate::engine::{Row, Transaction, Value};
use crate::error::StoreError;
use crate::policy::{self, Action};
use crate::statements::statements;

/// Merges that a public address is followed through: a record merged into one merged into another.
const CHAIN: usize = 16;

statements! {
    Both KEPT =
        "SELECT origin, withdrawn, record_digest, version, last_modified, public_digest
         FROM service WHERE id = $1";
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
    Both MERGED_INTO = "SELECT merged_into FROM service WHERE id = $1";
    Both WAITING = "SELECT id FROM suggestion WHERE service_id = $1 ORDER BY id";
    Both MOVE_SUGGESTIONS = "UPDATE suggestion SET service_id = $2 WHERE service_id = $1";
    Both MOVE_SUGGESTION = "UPDATE suggestion SET service_id = $2 WHERE id = $1";
    Both FORGET =
        "DELETE FROM duplicate_candidate WHERE first_service_id = $1 OR second_service_id = $1";
    Both ADD =
        "INSERT INTO service_merge
            (id, survivor_id, merged_id, survivor_before, survivor_after, survivor_origin,
             merged_origin, merged_version, suggestions, merged_by, merged_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    Both READ_OF_SURVIVOR =
        "SELECT merge.id, merge.survivor_id, merge.merged_id, merge.merged_at, merge.undone_at,
            merged.name_en, merged.name_fr
         FROM service_merge AS merge JOIN service AS merged ON merged.id = merge.merged_id
         WHERE merge.survivor_id = $1 ORDER BY merge.merged_at DESC, merge.id";
    Both READ_ONE =
        "SELECT survivor_id, merged_id, survivor_before, survivor_after, survivor_origin,
            merged_origin, merged_version, suggestions, undone_at
         FROM service_merge WHERE id = $1";
    Both UNDONE = "UPDATE service_merge SET undone_at = $2, undone_by = $3 WHERE id = $1";
}

/// What the house keeps of a record.
struct Kept {
    origin: String,
    withdrawn: bool,
    record_digest: String,
    keeping: Keeping,
}

impl Kept {
    async fn read(transaction: &mut Transaction, id: Uuid) -> Result<Option<Self>, StoreError> {
        let found = transaction
            .all(&KEPT, &[id.into()], |row| {
                Ok(Self {
                    origin: row.text("origin")?,
                    withdrawn: row.yes("withdrawn")?,
                    record_digest: row.text("record_digest")?,
                    keeping: Keeping::from_row(row)?,
                })
            })
            .await?;
        Ok(found.into_iter().next())
    }
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
        let content_digest = change::lock(&mut transaction).await?;
        if survivor == other {
            return Err(StoreError::SameRecord);
        }
        let before = whole(&mut transaction, survivor).await?;
        let merged = whole(&mut transaction, other).await?;
        for ((_, kept), version) in [&before, &merged].into_iter().zip(versions) {
            if kept.keeping.version != version {
                return Err(StoreError::EditedSince { fields: Vec::new() });
            }
        }
        let after = merge(&before.0, &merged.0, choices)?;
        rewrite(&mut transaction, &after, &before.1, gazetteer, now).await?;
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
        for id in [from.clone(), to.clone()] {
            transaction.execute(&FORGET, &[id]).await?;
        }
        let values = [
            id.into(),
            to,
            from,
            json(&told(&before.0))?,
            json(&told(&after))?,
            before.1.origin.into(),
            merged.1.origin.into(),
            (merged.1.keeping.version + 1).into(),
            json(&moved)?,
            who(actor).map(|id| id.to_string()).into(),
            now.to_string().into(),
        ];
        transaction.execute(&ADD, &values).await?;
        change::bump(&mut transaction, &content_digest).await?;
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
        let content_digest = change::lock(&mut transaction).await?;
        let found = transaction.all(&READ_ONE, &[id.into()], logged).await?;
        let Some(logged) = found.into_iter().next().filter(|logged| !logged.undone) else {
            return Err(StoreError::NoSuchMerge);
        };
        let (current, kept) =
            whole(&mut transaction, logged.survivor_id)
                .await
                .map_err(|error| match error {
                    // Merged further: that merge must be undone first.
                    StoreError::UnknownService(_) => StoreError::EditedSince { fields: Vec::new() },
                    other => other,
                })?;
        let merged = Kept::read(&mut transaction, logged.merged_id).await?;
        let merged_untouched = merged
            .is_some_and(|kept| kept.withdrawn && kept.keeping.version == logged.merged_version);
        // Whether the survivor says the same is asked, not its version: a later merge may have been
        // undone.
        let told = told(&current);
        if told != logged.after || !merged_untouched {
            return Err(StoreError::EditedSince {
                fields: differences(&logged.after, &told),
            });
        }
        // A place that is not public was never touched: it is where it was.
        let before = Service {
            location: if untouchable(&current) {
                current.location
            } else {
                logged.before.location.clone()
            },
            ..logged.before
        };
        rewrite(&mut transaction, &before, &kept, gazetteer, now).await?;
        let survivor: Value<'_> = logged.survivor_id.into();
        let other: Value<'_> = logged.merged_id.into();
        let [survivor_origin, merged_origin] = logged.origins;
        transaction
            .execute(&SET_ORIGIN, &[survivor, survivor_origin.into()])
            .await?;
        transaction
            .execute(
                &BRING_BACK,
                &[other.clone(), merged_origin.into(), now.to_string().into()],
            )
            .await?;
        let (back, _) = whole(&mut transaction, logged.merged_id).await?;
        let digest = public_digest(listing(&mut transaction, &back, gazetteer).await?);
        transaction
            .execute(&SET_PUBLIC_DIGEST, &[other.clone(), digest.into()])
            .await?;
        for suggestion in logged.suggestions {
            transaction
                .execute(&MOVE_SUGGESTION, &[suggestion.into(), other.clone()])
                .await?;
        }
        let values = [
            id.into(),
            now.to_string().into(),
            who(actor).map(|id| id.to_string()).into(),
        ];
        transaction.execute(&UNDONE, &values).await?;
        change::bump(&mut transaction, &content_digest).await?;
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
            .all(&READ_OF_SURVIVOR, &[survivor.into()], |row| {
                Ok(ServiceMerge {
                    id: row.parsed("id")?,
                    survivor_id: row.parsed("survivor_id")?,
                    merged_id: row.parsed("merged_id")?,
                    merged_name: row.both("name_en", "name_fr")?,
                    merged_at: row.parsed("merged_at")?,
                    undone_at: row.optional_parsed("undone_at")?,
                })
            })
            .await
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
                    row.optional_parsed::<Uuid>("merged_into")
                })
                .await?;
            let Some(Some(next)) = next.into_iter().next() else {
                break;
            };
            last = Some(next);
            at = next;
        }
        Ok(last)
    }
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

/// A record that is not withdrawn, whole, and what the house keeps of it.
async fn whole(transaction: &mut Transaction, id: Uuid) -> Result<(Service, Kept), StoreError> {
    let service = read::every(transaction, Which::One(id)).await?;
    let kept = Kept::read(transaction, id).await?;
    match (service.into_iter().next(), kept) {
        (Some(service), Some(kept)) => Ok((service, kept)),
        _ => Err(StoreError::UnknownService(id)),
    }
}

/// Writes a record over what is there, as one edited here.
async fn rewrite(
    transaction: &mut Transaction,
    service: &Service,
    kept: &Kept,
    gazetteer: &Gazetteer,
    now: Timestamp,
) -> Result<(), StoreError> {
    let digest = public_digest(listing(transaction, service, gazetteer).await?);
    let keeping = Keeping::after(Some(&kept.keeping), digest, now);
    load::rewrite(transaction, service, &kept.record_digest, &keeping, "local").await
}

async fn listing(
    transaction: &mut Transaction,
    service: &Service,
    gazetteer: &Gazetteer,
) -> Result<Option<Listing>, StoreError> {
    let organizations = organization::read_every(transaction).await?;
    let organization = organizations
        .iter()
        .find(|organization| organization.id == service.organization_id);
    Ok(organization.and_then(|organization| Listing::build(service, organization, gazetteer)))
}

fn json<'a>(value: &impl serde::Serialize) -> Result<Value<'a>, StoreError> {
    serde_json::to_string(value)
        .map(Value::from)
        .map_err(|problem| StoreError::damaged("service_merge", problem))
}

fn logged(row: &dyn Row) -> Result<Logged, StoreError> {
    let service = |column: &str| -> Result<Service, StoreError> {
        serde_json::from_str(&row.text(column)?)
            .map_err(|problem| StoreError::damaged(column, problem))
    };
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
    })
}
