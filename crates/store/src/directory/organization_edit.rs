//! Editing an organization: what it is called, what it is, how it is reached. Two edits of one version are
//! merged field by field, as with listings.

use std::collections::BTreeMap;

use directory::organization::Organization;
use jiff::Timestamp;
use kernel::{Actor, Text};
use uuid::Uuid;

use super::history::{ChangeKind, HistoryEntry};
use super::organization_change::{self, Act, texts};
use super::{change, corrections, organization, suggestion};
use crate::Store;
use crate::engine::Transaction;
use crate::error::StoreError;
use crate::people::Moment;
use crate::people::people_change::{self, About, PeopleChangeKind};
use crate::people::person::NAME_LIMIT;
use crate::policy::{self, Action};
use crate::statements::statements;

/// The longest description, in characters.
pub const DESCRIPTION_LIMIT: usize = 4_000;
/// The longest address of a page or of a mailbox, in characters.
const ADDRESS_LIMIT: usize = 500;

/// The fields of an organization by their stable names, in the order of a form.
pub const ORGANIZATION_FIELDS: [&str; 6] = [
    "name.en",
    "name.fr",
    "description.en",
    "description.fr",
    "website",
    "email",
];

/// Texts by field.
pub type OrganizationTexts = BTreeMap<&'static str, String>;

statements! {
    Both STATE = "SELECT version, origin FROM organization WHERE id = $1";
    /// From now on it is this house's: the content files leave it alone.
    Both EDIT =
        "UPDATE organization SET name_en = $2, name_fr = $3, description_en = $4,
            description_fr = $5, website = $6, email = $7, origin = 'local'
         WHERE id = $1";
    /// Its listings show its name and its site: whoever asks what changed must be told.
    Both TOUCH_SERVICES =
        "UPDATE service SET last_modified = $2 WHERE organization_id = $1 AND withdrawn = 0";
}

/// An organization as the staff edit it.
#[derive(Debug, Clone, PartialEq)]
pub struct OrganizationRecord {
    /// What it is.
    pub organization: Organization,
    /// Its version: what an edit is made on.
    pub version: i64,
}

impl OrganizationRecord {
    /// Its texts.
    pub fn texts(&self) -> OrganizationTexts {
        owned(&self.organization)
    }
}

/// What became of an edit.
#[derive(Debug, PartialEq, Eq)]
pub enum OrganizationEdited {
    /// It was saved.
    Saved,
    /// Everything was as they wanted it already.
    Unchanged,
    /// Somebody else changed the same field meanwhile. Nothing was saved.
    Conflict {
        /// The version now: the base of the next attempt.
        version: i64,
        /// Both edits merged, with theirs where they conflict.
        merged: OrganizationTexts,
        /// The fields to choose for: what it says now, and what was to be saved.
        conflicts: Vec<(&'static str, String, String)>,
    },
    /// Some of it cannot be. Nothing was saved.
    Faulty(Vec<(&'static str, OrganizationFault)>),
}

/// Why a text cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrganizationFault {
    /// No name in any language.
    NoName,
    /// So many characters are possible.
    TooLong(usize),
    /// Not the address of a page.
    Website,
    /// Not an e-mail address.
    Email,
}

fn owned(organization: &Organization) -> OrganizationTexts {
    texts(organization)
        .into_iter()
        .map(|(field, text)| (field, text.to_owned()))
        .collect()
}

/// The organization with these texts, or what is wrong with them.
fn read(
    before: &Organization,
    texts: &OrganizationTexts,
) -> Result<Organization, Vec<(&'static str, OrganizationFault)>> {
    let was = owned(before);
    let mut faults = Vec::new();
    let mut text = |field: &'static str, limit: usize| {
        let text = suggestion::clean(texts.get(field).map_or("", String::as_str));
        // What stands there already may be older than the rule.
        if text.chars().count() > limit && was.get(field) != Some(&text) {
            faults.push((field, OrganizationFault::TooLong(limit)));
        }
        text
    };
    let name = Text::new(text("name.en", NAME_LIMIT), text("name.fr", NAME_LIMIT));
    let description = Text::new(
        text("description.en", DESCRIPTION_LIMIT),
        text("description.fr", DESCRIPTION_LIMIT),
    );
    let website = text("website", ADDRESS_LIMIT);
    let email = text("email", ADDRESS_LIMIT);
    if name.is_empty() {
        faults.push(("name.en", OrganizationFault::NoName));
    }
    let touched = |field, text: &String| !text.is_empty() && was.get(field) != Some(text);
    if touched("website", &website) && !directory::edit::is_website(&website) {
        faults.push(("website", OrganizationFault::Website));
    }
    if touched("email", &email) && !directory::edit::is_email(&email) {
        faults.push(("email", OrganizationFault::Email));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let known = |text: String| Some(text).filter(|text| !text.is_empty());
    Ok(Organization {
        name,
        description,
        website: known(website),
        email: known(email),
        ..before.clone()
    })
}

/// Takes over what a source says of an organization.
pub(super) async fn take(
    transaction: &mut Transaction,
    before: &Organization,
    after: &Organization,
    (actor, now): (&Actor, Timestamp),
) -> Result<(), StoreError> {
    write_at(transaction, before, after, ChangeKind::Import, (actor, now)).await
}

/// Writes `after` over an organization, with its history, and counts a change of the directory.
pub(crate) async fn write(
    transaction: &mut Transaction,
    before: &Organization,
    after: &Organization,
    kind: ChangeKind,
    (actor, moment): (&Actor, &Moment<'_>),
    vault: Option<&vault::Vault>,
) -> Result<(), StoreError> {
    let (_, shipped) = state(transaction, after.id).await?;
    if shipped {
        let kind = corrections::Kind::Organization;
        let before = serde_json::to_value(before);
        corrections::keep(transaction, kind, after.id, before, vault).await?;
    }
    write_at(transaction, before, after, kind, (actor, moment.now)).await
}

async fn write_at(
    transaction: &mut Transaction,
    before: &Organization,
    after: &Organization,
    kind: ChangeKind,
    (actor, now): (&Actor, Timestamp),
) -> Result<(), StoreError> {
    let content = change::lock(transaction).await?;
    let values = [
        after.id.into(),
        (&after.name.en).into(),
        (&after.name.fr).into(),
        (&after.description.en).into(),
        (&after.description.fr).into(),
        (&after.website).into(),
        (&after.email).into(),
    ];
    transaction.execute(&EDIT, &values).await?;
    let act = Act { kind, actor, now };
    organization_change::record(transaction, before, after, act).await?;
    if (&before.name, &before.website) != (&after.name, &after.website) {
        let values = [after.id.into(), now.to_string().into()];
        transaction.execute(&TOUCH_SERVICES, &values).await?;
    }
    change::bump(transaction, &content).await.map(drop)
}

/// The version of an organization, and whether it follows the content files.
async fn state(transaction: &mut Transaction, id: Uuid) -> Result<(i64, bool), StoreError> {
    transaction
        .one(&STATE, &[id.into()], |row| {
            Ok((row.integer("version")?, row.text("origin")? == "shipped"))
        })
        .await
}

impl Store {
    /// One organization, to be edited; `None` when there is none.
    pub async fn organization_record(
        &self,
        actor: &Actor,
        id: Uuid,
    ) -> Result<Option<OrganizationRecord>, StoreError> {
        let mut transaction = self.read().await?;
        let action = Action::ManageOrganizations;
        policy::allow(&mut transaction, actor, action, Some(id)).await?;
        let Some(organization) = organization::read_one(&mut transaction, id).await? else {
            return Ok(None);
        };
        let (version, _) = state(&mut transaction, id).await?;
        Ok(Some(OrganizationRecord {
            organization,
            version,
        }))
    }

    /// What was changed of an organization, the newest first.
    pub async fn organization_history(
        &self,
        actor: &Actor,
        id: Uuid,
    ) -> Result<Vec<HistoryEntry>, StoreError> {
        let mut transaction = self.read().await?;
        let action = Action::ManageOrganizations;
        policy::allow(&mut transaction, actor, action, Some(id)).await?;
        organization_change::read(&mut transaction, id).await
    }

    /// Saves an edit of an organization that was made on `base_version`; fields that are not in `changes`
    /// stay. Its listings show a new name at the next index.
    pub async fn edit_organization(
        &self,
        actor: &Actor,
        id: Uuid,
        base_version: i64,
        changes: &OrganizationTexts,
        moment: &Moment<'_>,
    ) -> Result<OrganizationEdited, StoreError> {
        let mut transaction = self.write().await?;
        let action = Action::ManageOrganizations;
        policy::allow(&mut transaction, actor, action, Some(id)).await?;
        change::lock(&mut transaction).await?;
        let Some(before) = organization::read_one(&mut transaction, id).await? else {
            return Err(StoreError::UnknownOrganization(id));
        };
        let (version, _) = state(&mut transaction, id).await?;
        let theirs = owned(&before);
        let mut base = theirs.clone();
        for entry in organization_change::read(&mut transaction, id).await? {
            if entry.version <= base_version {
                break;
            }
            for change in entry.changes {
                // The newest come first, so that the oldest of them has the last word.
                let field = ORGANIZATION_FIELDS.iter().find(|one| **one == change.field);
                if let Some(field) = field {
                    base.insert(field, change.before.unwrap_or_default());
                }
            }
        }
        let mut merged = theirs.clone();
        let mut conflicts = Vec::new();
        for (field, mine) in changes {
            let (Some(was), Some(is)) = (base.get(field), theirs.get(field)) else {
                continue;
            };
            let mine = suggestion::clean(mine);
            if mine == *was || mine == *is {
                continue;
            }
            if was == is {
                merged.insert(field, mine);
            } else {
                conflicts.push((*field, is.clone(), mine));
            }
        }
        if !conflicts.is_empty() {
            return Ok(OrganizationEdited::Conflict {
                version,
                merged,
                conflicts,
            });
        }
        let after = match read(&before, &merged) {
            Ok(after) => after,
            Err(faults) => return Ok(OrganizationEdited::Faulty(faults)),
        };
        if after == before {
            return Ok(OrganizationEdited::Unchanged);
        }
        let vault = self.vault().ok();
        let by = (actor, moment);
        write(
            &mut transaction,
            &before,
            &after,
            ChangeKind::Edit,
            by,
            vault,
        )
        .await?;
        if after.name != before.name {
            let about = About {
                organization: Some(id),
                ..About::default()
            };
            let kind = PeopleChangeKind::OrganizationRenamed;
            people_change::record(&mut transaction, actor, moment, kind, about).await?;
        }
        transaction.commit().await?;
        Ok(OrganizationEdited::Saved)
    }
}
