//! The tables `duplicate_candidate` and `duplicate_not_same`.

use std::collections::HashMap;

use directory::duplicates::{Comparison, Evidence, Matcher, Record, differences};
use directory::location::Confidentiality;
use directory::organization::Organization;
use directory::service::Service;
use jiff::Timestamp;
use kernel::Actor;
use uuid::Uuid;

use super::{
    CANDIDATE_LIMIT, DuplicateCandidate, DuplicatePair, ordered, who, without_confidential_place,
};
use crate::Store;
use crate::digest;
use crate::directory::read::{self, Depth};
use crate::directory::{Which, organization};
use crate::engine::{Row, Transaction, Value};
use crate::error::StoreError;
use crate::policy::{self, Action};
use crate::statements::{Batch, statements};

pub(crate) const BATCH: Batch = Batch {
    table: "duplicate_candidate",
    columns: &[
        "first_service_id",
        "second_service_id",
        "score",
        "evidence",
        "found_at",
    ],
    key: None,
};

statements! {
    Both FORGET_ALL = "DELETE FROM duplicate_candidate";
    Both FORGET_PAIR =
        "DELETE FROM duplicate_candidate WHERE first_service_id = $1 AND second_service_id = $2";
    Both READ =
        "SELECT candidate.first_service_id, candidate.second_service_id, candidate.score,
            candidate.evidence, candidate.found_at,
            one.name_en AS first_name_en, one.name_fr AS first_name_fr,
            other.name_en AS second_name_en, other.name_fr AS second_name_fr,
            ones.name_en AS first_organization_en, ones.name_fr AS first_organization_fr,
            others.name_en AS second_organization_en, others.name_fr AS second_organization_fr
         FROM duplicate_candidate AS candidate
            JOIN service AS one ON one.id = candidate.first_service_id
            JOIN service AS other ON other.id = candidate.second_service_id
            JOIN organization AS ones ON ones.id = one.organization_id
            JOIN organization AS others ON others.id = other.organization_id
         WHERE one.withdrawn = 0 AND other.withdrawn = 0
         ORDER BY candidate.score DESC, candidate.first_service_id, candidate.second_service_id";
    Both READ_NOT_SAME =
        "SELECT first_service_id, second_service_id, compared_digest FROM duplicate_not_same";
    Both JUDGE =
        "INSERT INTO duplicate_not_same
            (first_service_id, second_service_id, compared_digest, decided_by, decided_at)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (first_service_id, second_service_id) DO UPDATE SET
            compared_digest = excluded.compared_digest, decided_by = excluded.decided_by,
            decided_at = excluded.decided_at";
    Both VERSION = "SELECT version FROM service WHERE id = $1";
    Both READ_PAIR =
        "SELECT score, evidence, found_at FROM duplicate_candidate
         WHERE first_service_id = $1 AND second_service_id = $2";
    /// How much of each place of a service may be told.
    Both CONFIDENTIALITY =
        "SELECT location.confidentiality FROM service_at_location AS at
            JOIN location ON location.id = at.location_id
         WHERE at.service_id = $1";
}

/// The digest of what is compared of two records, the smaller id first.
fn compared_digest(first: &Record, second: &Record) -> String {
    digest::of(&(first, second))
}

/// Every service and organization, ready to be looked up.
struct Everything {
    services: Vec<Service>,
    organizations: HashMap<Uuid, Organization>,
}

impl Everything {
    async fn read(transaction: &mut Transaction, which: Which) -> Result<Self, StoreError> {
        let organizations = organization::read_every(transaction).await?;
        Ok(Self {
            // Of a place only what the public may know: a pair must not tell where a hidden one is.
            services: read::services(transaction, which, Depth::Record).await?,
            organizations: organizations
                .into_iter()
                .map(|organization| (organization.id, organization))
                .collect(),
        })
    }

    fn organization(&self, service: &Service) -> Result<&Organization, StoreError> {
        self.organizations
            .get(&service.organization_id)
            .ok_or_else(|| StoreError::damaged("organization_id", "there is no such organization"))
    }

    fn records(&self) -> Result<Vec<Record>, StoreError> {
        let record = |service| Ok(Record::of(service, self.organization(service)?));
        self.services.iter().map(record).collect()
    }
}

impl Store {
    /// Looks through the whole directory on so many threads, keeps the pairs that score at least
    /// `minimum` (0 to 1) in place of those kept before, and says how many they are. Pairs judged not
    /// to be the same are left out while nothing that is compared has changed in them.
    pub async fn find_duplicates(
        &self,
        actor: &Actor,
        minimum: f64,
        threads: usize,
        now: Timestamp,
    ) -> Result<usize, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::FindDuplicates, None).await?;
        let everything = Everything::read(&mut transaction, Which::All).await?;
        let mut judged: HashMap<(Uuid, Uuid), String> = HashMap::new();
        transaction
            .each(&READ_NOT_SAME, &[], |row| {
                let pair = (
                    row.parsed("first_service_id")?,
                    row.parsed("second_service_id")?,
                );
                judged.insert(pair, row.text("compared_digest")?);
                Ok(())
            })
            .await?;
        drop(transaction);

        let records = everything.records()?;
        let work = move || search(&records, &judged, minimum, threads);
        // A large directory takes a second or two: nobody's page waits for it.
        let found = match tokio::task::spawn_blocking(work).await {
            Ok(found) => found,
            Err(panic) => std::panic::resume_unwind(panic.into_panic()),
        };

        let found_at = now.to_string();
        let mut rows: Vec<Value<'_>> = Vec::with_capacity(found.len() * BATCH.columns.len());
        for (first, second, score, evidence) in &found {
            rows.extend([
                (*first).into(),
                (*second).into(),
                Some(*score).into(),
                evidence.into(),
                (&found_at).into(),
            ]);
        }
        let mut transaction = self.write().await?;
        transaction.execute(&FORGET_ALL, &[]).await?;
        transaction.insert(&BATCH, &rows).await?;
        transaction.commit().await?;
        Ok(found.len())
    }

    /// The pairs of the last search that nobody has decided on, the surest first.
    pub async fn duplicate_candidates(
        &self,
        actor: &Actor,
    ) -> Result<Vec<DuplicateCandidate>, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::Curate, None).await?;
        transaction.all(&READ, &[], from_row).await
    }

    /// Two records beside each other; `None` when one is not there, or both are one.
    pub async fn duplicate_pair(
        &self,
        actor: &Actor,
        one: Uuid,
        other: Uuid,
    ) -> Result<Option<DuplicatePair>, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::Curate, None).await?;
        pair(&mut transaction, one, other).await
    }

    /// Remembers that two records are not the same. They are proposed again only when something
    /// that is compared changes in one of them.
    ///
    /// `versions` are those of `one` and `other` as the curator saw them; when one has changed since,
    /// nothing is remembered.
    pub async fn not_the_same(
        &self,
        actor: &Actor,
        [one, other]: [Uuid; 2],
        versions: [i64; 2],
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        policy::allow(&mut transaction, actor, Action::Curate, None).await?;
        let Some([first, second]) = beside(&mut transaction, one, other).await? else {
            return Err(StoreError::UnknownService(other));
        };
        for (id, seen) in [one, other].into_iter().zip(versions) {
            let held = [&first, &second]
                .into_iter()
                .find(|held| held.service.id == id);
            if held.is_some_and(|held| held.version != seen) {
                return Err(StoreError::EditedSince { fields: Vec::new() });
            }
        }
        let digest = compared_digest(
            &Record::of(&first.service, &first.organization),
            &Record::of(&second.service, &second.organization),
        );
        let ids = [first.service.id.into(), second.service.id.into()];
        let [first, second] = ids.clone();
        let values = [
            first,
            second,
            digest.into(),
            who(actor).map(|id| id.to_string()).into(),
            now.to_string().into(),
        ];
        transaction.execute(&JUDGE, &values).await?;
        transaction.execute(&FORGET_PAIR, &ids).await?;
        transaction.commit().await
    }
}

type Found = (Uuid, Uuid, f64, String);

fn search(
    records: &[Record],
    judged: &HashMap<(Uuid, Uuid), String>,
    minimum: f64,
    threads: usize,
) -> Vec<Found> {
    let matcher = Matcher::new(records, threads);
    let mut pairs = matcher.pairs(minimum as f32);
    pairs.sort_by(|one, other| other.score.total_cmp(&one.score));
    pairs
        .into_iter()
        .filter_map(|pair| {
            let (mut one, mut other) = (&records[pair.first], &records[pair.second]);
            if one.id > other.id {
                std::mem::swap(&mut one, &mut other);
            }
            let decided = judged.get(&(one.id, other.id));
            if decided.is_some_and(|digest| *digest == compared_digest(one, other)) {
                return None;
            }
            let evidence = matcher.compare(pair.first, pair.second).evidence;
            let evidence = serde_json::to_string(&evidence).unwrap_or_default();
            Some((one.id, other.id, f64::from(pair.score), evidence))
        })
        .take(CANDIDATE_LIMIT)
        .collect()
}

/// One of two records beside each other, with no more of its place than the public may know.
struct Held {
    service: Service,
    organization: Organization,
    version: i64,
    place_withheld: bool,
}

/// Both, the one with the smaller id first; `None` when one is not there, or both are one.
async fn beside(
    transaction: &mut Transaction,
    one: Uuid,
    other: Uuid,
) -> Result<Option<[Held; 2]>, StoreError> {
    if one == other {
        return Ok(None);
    }
    let (first, second) = ordered(one, other);
    let Some(first) = held(transaction, first).await? else {
        return Ok(None);
    };
    let second = held(transaction, second).await?;
    Ok(second.map(|second| [first, second]))
}

async fn held(transaction: &mut Transaction, id: Uuid) -> Result<Option<Held>, StoreError> {
    let found = read::services(transaction, Which::One(id), Depth::Record).await?;
    let Some(service) = found.into_iter().next() else {
        return Ok(None);
    };
    let organization = organization::read_one(transaction, service.organization_id)
        .await?
        .ok_or_else(|| StoreError::damaged("organization_id", "there is no such organization"))?;
    let version = transaction
        .one(&VERSION, &[id.into()], |row| row.integer("version"))
        .await?;
    let places = transaction
        .all(&CONFIDENTIALITY, &[id.into()], |row| {
            row.word::<Confidentiality>("confidentiality")
        })
        .await?;
    Ok(Some(Held {
        service: without_confidential_place(service),
        organization,
        version,
        place_withheld: places.iter().any(|place| *place != Confidentiality::Public),
    }))
}

async fn pair(
    transaction: &mut Transaction,
    one: Uuid,
    other: Uuid,
) -> Result<Option<DuplicatePair>, StoreError> {
    let Some([first, second]) = beside(transaction, one, other).await? else {
        return Ok(None);
    };
    let ids = [first.service.id, second.service.id];
    let modified = first
        .service
        .last_modified
        .max(second.service.last_modified);
    let comparison = match found(transaction, ids, modified).await? {
        Some(comparison) => comparison,
        None => compared(transaction, ids).await?,
    };
    Ok(Some(DuplicatePair {
        differences: differences(&first.service, &second.service),
        comparison,
        versions: [first.version, second.version],
        places_withheld: [first.place_withheld, second.place_withheld],
        organizations: [first.organization, second.organization],
        first: first.service,
        second: second.service,
    }))
}

/// What the last search found of a pair, unless one of the two was changed since.
async fn found(
    transaction: &mut Transaction,
    [first, second]: [Uuid; 2],
    modified: Option<Timestamp>,
) -> Result<Option<Comparison>, StoreError> {
    let read = |row: &dyn Row| {
        let found_at: Timestamp = row.parsed("found_at")?;
        let score = row.optional_real("score")?.unwrap_or_default() as f32;
        Ok((found_at, score, evidence(row)?))
    };
    let ids = [first.into(), second.into()];
    let found = transaction.all(&READ_PAIR, &ids, read).await?;
    let current = found
        .into_iter()
        .find(|(found_at, ..)| modified.is_none_or(|modified| modified < *found_at));
    Ok(current.and_then(|(_, score, evidence)| {
        let evidence = evidence.try_into().ok()?;
        Some(Comparison { score, evidence })
    }))
}

/// Two records compared as they are now. What a word tells depends on how many records have it, so the
/// whole directory is read for it.
async fn compared(
    transaction: &mut Transaction,
    [first, second]: [Uuid; 2],
) -> Result<Comparison, StoreError> {
    let everything = Everything::read(transaction, Which::All).await?;
    let at = |id: Uuid| {
        let mut services = everything.services.iter();
        services
            .position(|service| service.id == id)
            .ok_or(StoreError::UnknownService(id))
    };
    let (left, right) = (at(first)?, at(second)?);
    let records = everything.records()?;
    let work = move || Matcher::new(&records, 1).compare(left, right);
    match tokio::task::spawn_blocking(work).await {
        Ok(comparison) => Ok(comparison),
        Err(panic) => std::panic::resume_unwind(panic.into_panic()),
    }
}

fn evidence(row: &dyn Row) -> Result<Vec<Evidence>, StoreError> {
    serde_json::from_str(&row.text("evidence")?)
        .map_err(|problem| StoreError::damaged("evidence", problem))
}

fn from_row(row: &dyn Row) -> Result<DuplicateCandidate, StoreError> {
    Ok(DuplicateCandidate {
        first: row.parsed("first_service_id")?,
        second: row.parsed("second_service_id")?,
        score: row.optional_real("score")?.unwrap_or_default(),
        evidence: evidence(row)?,
        found_at: row.parsed("found_at")?,
        names: [
            row.both("first_name_en", "first_name_fr")?,
            row.both("second_name_en", "second_name_fr")?,
        ],
        organizations: [
            row.both("first_organization_en", "first_organization_fr")?,
            row.both("second_organization_en", "second_organization_fr")?,
        ],
    })
}
