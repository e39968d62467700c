//! The table `service`.

use directory::Listing;
use directory::hours::Hours;
use directory::location::Coverage;
use directory::service::{Access, Provenance, Service};

use jiff::Timestamp;

use super::Which;
use crate::digest;
use crate::engine::{Row, Transaction, Value, word};
use crate::error::StoreError;
use crate::statements::{Batch, ByIds, Statement, statements};

pub(crate) const BATCH: Batch = Batch {
    table: "service",
    columns: &[
        "id",
        "organization_id",
        "slug",
        "name_en",
        "name_fr",
        "description_en",
        "description_fr",
        "status",
        "listed",
        "everyone",
        "dedicated",
        "fees",
        "email",
        "url",
        "interpretation_services_en",
        "interpretation_services_fr",
        "minimum_age",
        "maximum_age",
        "source_date",
        "read_on",
        "confidence",
        "verified_on",
        "verified_by",
        "review_by",
        "note",
        "origin",
        "withdrawn",
        "record_digest",
        "version",
        "last_modified",
        "public_digest",
    ],
    key: Some("id"),
};

pub(crate) const WITHDRAW: ByIds = ByIds {
    before: "UPDATE service SET withdrawn = 1 WHERE id IN",
    after: "",
};

/// The columns that make a [`Service`], then `$after`.
macro_rules! select {
    ($after:literal) => {
        concat!(
            "SELECT id, organization_id, slug, name_en, name_fr, description_en, description_fr,
                status, listed, everyone, dedicated, fees, email, url,
                interpretation_services_en, interpretation_services_fr, minimum_age, maximum_age,
                source_date, read_on, confidence, verified_on, verified_by, review_by, note,
                last_modified
             FROM service ",
            $after
        )
    };
}

statements! {
    Both STANDINGS =
        "SELECT id, origin, withdrawn, record_digest, version, last_modified, public_digest
         FROM service";
    Both STANDING =
        "SELECT id, origin, withdrawn, record_digest, version, last_modified, public_digest
         FROM service WHERE id = $1";
    Both OF_ORGANIZATION =
        "SELECT id FROM service WHERE organization_id = $1 AND withdrawn = 0 ORDER BY id";
    Both VERSIONS = "SELECT id, version FROM service WHERE withdrawn = 0";
    /// What only the public sees of it has changed: the record itself has not.
    Both TOUCH =
        "UPDATE service SET version = version + 1, last_modified = $1 WHERE id = $2";
    Both READ_PUBLIC = select!(
        "WHERE id BETWEEN $1 AND $2
            AND EXISTS (SELECT 1 FROM public_service WHERE public_service.id = service.id)"
    );
    Both READ_EVERY = select!("WHERE id BETWEEN $1 AND $2 AND withdrawn = 0");
}

/// What the house keeps of a record beside its facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Keeping {
    /// 1 when it is new; one more with every edit.
    pub(super) version: i64,
    /// When something changed that the public may see: RFC 3339, UTC.
    pub(super) last_modified: Option<String>,
    /// Digest of what the public may see; empty when that is nothing.
    pub(super) public_digest: String,
}

impl Keeping {
    /// Reads it from a row of [`STANDINGS`].
    pub(super) fn from_row(row: &dyn Row) -> Result<Self, StoreError> {
        Ok(Self {
            version: row.integer("version")?,
            last_modified: row.optional_text("last_modified")?,
            public_digest: row.text("public_digest")?,
        })
    }

    /// What is kept after an edit that leaves `public_digest`, made at `now`. `before` is `None` for
    /// a new record.
    pub(super) fn after(before: Option<&Self>, public_digest: String, now: Timestamp) -> Self {
        let unchanged = before
            .filter(|before| before.public_digest == public_digest)
            .and_then(|before| before.last_modified.clone());
        Self {
            version: before.map_or(1, |before| before.version + 1),
            last_modified: Some(unchanged.unwrap_or_else(|| now.to_string())),
            public_digest,
        }
    }
}

/// The digest of what the public may see of a service; empty when that is nothing.
pub(super) fn public_digest(listing: Option<Listing>) -> String {
    // When it last changed is no part of what changed.
    let listing = listing.map(|listing| Listing {
        last_modified: None,
        ..listing
    });
    listing.as_ref().map(digest::of).unwrap_or_default()
}

/// The values of a service's own row; `origin` says whether it follows the content files.
pub(super) fn push<'a>(
    service: &'a Service,
    origin: &'static str,
    digest: &'a str,
    keeping: &'a Keeping,
    into: &mut Vec<Value<'a>>,
) {
    let provenance = &service.provenance;
    // What is noted beside a confidential place may say where it is: it is sealed with the place.
    let note = provenance
        .note
        .clone()
        .filter(|_| !digest::is_confidential(service));
    into.extend([
        service.id.into(),
        service.organization_id.into(),
        (&service.slug).into(),
        (&service.name.en).into(),
        (&service.name.fr).into(),
        (&service.description.en).into(),
        (&service.description.fr).into(),
        word(&service.status).into(),
        service.listed.into(),
        service.everyone.into(),
        service.dedicated.into(),
        word(&service.fees).into(),
        (&service.email).into(),
        (&service.website).into(),
        (&service.interpretation.en).into(),
        (&service.interpretation.fr).into(),
        service.access.minimum_age.map(i64::from).into(),
        service.access.maximum_age.map(i64::from).into(),
        (&provenance.source_date).into(),
        (&provenance.read_on).into(),
        word(&provenance.confidence).into(),
        provenance.verified_on.map(|date| date.to_string()).into(),
        (&provenance.verified_by).into(),
        provenance.review_by.map(|date| date.to_string()).into(),
        note.into(),
        origin.into(),
        false.into(),
        digest.into(),
        keeping.version.into(),
        (&keeping.last_modified).into(),
        (&keeping.public_digest).into(),
    ]);
}

/// The service as its own row tells it; the other tables add the rest.
fn from_row(row: &dyn Row) -> Result<Service, StoreError> {
    Ok(Service {
        id: row.parsed("id")?,
        slug: row.text("slug")?,
        organization_id: row.parsed("organization_id")?,
        name: row.both("name_en", "name_fr")?,
        description: row.both("description_en", "description_fr")?,
        status: row.word("status")?,
        listed: row.yes("listed")?,
        needs: Vec::new(),
        everyone: row.yes("everyone")?,
        populations: Vec::new(),
        exploitation: Vec::new(),
        dedicated: row.yes("dedicated")?,
        fees: row.word("fees")?,
        email: row.optional_text("email")?,
        website: row.optional_text("url")?,
        phones: Vec::new(),
        coverage: Coverage::Provinces(Vec::new()),
        location: None,
        hours: Hours::default(),
        languages: Vec::new(),
        interpretation: row.both("interpretation_services_en", "interpretation_services_fr")?,
        access: Access {
            minimum_age: age(row, "minimum_age")?,
            maximum_age: age(row, "maximum_age")?,
            ..Access::default()
        },
        provenance: provenance(row)?,
        last_modified: row.optional_parsed("last_modified")?,
    })
}

fn provenance(row: &dyn Row) -> Result<Provenance, StoreError> {
    Ok(Provenance {
        source: Vec::new(),
        source_date: row.optional_text("source_date")?,
        read_on: row.text("read_on")?,
        confidence: row.word("confidence")?,
        verified_on: row.optional_parsed("verified_on")?,
        verified_by: row.optional_text("verified_by")?,
        review_by: row.optional_parsed("review_by")?,
        note: row.optional_text("note")?,
    })
}

fn age(row: &dyn Row, column: &str) -> Result<Option<u8>, StoreError> {
    row.optional_integer(column)?
        .map(|years| u8::try_from(years).map_err(|problem| StoreError::damaged(column, problem)))
        .transpose()
}

/// Reads services, without what stands in other tables.
pub(super) async fn read(
    transaction: &mut Transaction,
    statement: &Statement,
    which: Which,
) -> Result<Vec<Service>, StoreError> {
    transaction.all(statement, &which.bounds(), from_row).await
}
