//! The table `people_change`: who did what about people, roles and organizations. Rows are only added.

use jiff::Timestamp;
use kernel::Actor;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Moment, stored};
use crate::Store;
use crate::engine::{Transaction, Value, word};
use crate::error::StoreError;
use crate::policy::{self, Action};
use crate::statements::statements;

/// What was done. The words are stored: one is never renamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeopleChangeKind {
    /// The house was set up.
    SetUp,
    /// Somebody was invited.
    Invited,
    /// An invitation was made anew.
    InvitedAgain,
    /// An invitation was accepted.
    Accepted,
    /// A one-time link to choose a new passphrase was made.
    Reset,
    /// The second factor was taken off with it.
    ResetWithSecondFactor,
    /// A new passphrase was chosen through such a link.
    ResetUsed,
    /// Name, address, language or organization changed.
    DetailsChanged,
    /// Roles changed; the detail holds the ids of those added (+) and taken away (-).
    RolesChanged,
    /// No longer lets in.
    Suspended,
    /// Lets in again.
    Reinstated,
    /// One's own passphrase.
    PassphraseChanged,
    /// A second factor was set up.
    SecondFactorAdded,
    /// It was taken off by its owner.
    SecondFactorRemoved,
    /// New recovery codes.
    RecoveryCodesMade,
    /// A passkey was added.
    PasskeyAdded,
    /// A passkey was removed by its owner.
    PasskeyRemoved,
    /// An account of an identity provider was linked; the detail holds which provider.
    IdentityLinked,
    /// The link was taken off by its owner.
    IdentityUnlinked,
    /// A role was made; the detail holds its permissions.
    RoleAdded,
    /// A role was changed; the detail holds the permissions added (+) and taken away (-).
    RoleChanged,
    /// A role is gone.
    RoleDeleted,
    /// An organization or a chapter.
    OrganizationAdded,
    /// Its name.
    OrganizationRenamed,
    /// Into another organization, or out of one.
    OrganizationMoved,
    /// Everything sealed was sealed anew under a newer key.
    KeyRotated,
}

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangedBy {
    /// Somebody signed in.
    Person,
    /// The person at the command line.
    Operator,
    /// The program itself.
    System,
    /// Whoever held a one-time link.
    Link,
}

/// One act, as the auditor reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeopleChange {
    /// Its id.
    pub id: Uuid,
    /// When, to the second.
    pub at: Timestamp,
    /// Who: a person, the operator, the program, the holder of a link.
    pub by: ChangedBy,
    /// Which person, when it was one.
    pub by_person_id: Option<Uuid>,
    /// Their name now. Whoever may read the record may read the names in it, and no more of a person.
    pub by_name: Option<String>,
    /// What.
    pub what: PeopleChangeKind,
    /// About whom.
    pub person_id: Option<Uuid>,
    /// Their name now.
    pub person_name: Option<String>,
    /// About which role.
    pub role_id: Option<Uuid>,
    /// About which organization.
    pub organization_id: Option<Uuid>,
    /// Words of the program: permissions, ids of roles.
    pub detail: String,
}

/// What an act was about.
#[derive(Debug, Clone, Default)]
pub(crate) struct About {
    pub(crate) person: Option<Uuid>,
    pub(crate) role: Option<Uuid>,
    pub(crate) organization: Option<Uuid>,
    pub(crate) detail: String,
}

impl About {
    pub(super) fn person(id: Uuid) -> Self {
        Self {
            person: Some(id),
            ..Self::default()
        }
    }
}

statements! {
    Both ADD =
        "INSERT INTO people_change
            (id, at, by_kind, by_person_id, what, person_id, role_id, organization_id, detail)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    /// The newest first; `$1` bounds the time, so that a page can go on where another ended.
    Both READ =
        "SELECT c.id AS id, c.at AS at, c.by_kind AS by_kind, c.by_person_id AS by_person_id,
            c.what AS what, c.person_id AS person_id, c.role_id AS role_id,
            c.organization_id AS organization_id, c.detail AS detail,
            doer.name AS by_name, about.name AS person_name
         FROM people_change c
         LEFT JOIN person doer ON doer.id = c.by_person_id
         LEFT JOIN person about ON about.id = c.person_id
         WHERE c.at <= $1 ORDER BY c.at DESC, c.id DESC LIMIT $2";
}

/// Adds a row, in the transaction of the act.
pub(crate) async fn record(
    transaction: &mut Transaction,
    actor: &Actor,
    moment: &Moment<'_>,
    what: PeopleChangeKind,
    about: About,
) -> Result<(), StoreError> {
    let (by, by_person) = match actor {
        Actor::Person(id) => (ChangedBy::Person, Some(*id)),
        Actor::Operator => (ChangedBy::Operator, None),
        Actor::System => (ChangedBy::System, None),
        Actor::Public => (ChangedBy::Link, None),
    };
    let id = |id: Option<Uuid>| Value::from(id.map(|id| id.to_string()));
    let values = [
        moment.id().into(),
        stored(moment.now).into(),
        word(&by).into(),
        id(by_person),
        word(&what).into(),
        id(about.person),
        id(about.role),
        id(about.organization),
        about.detail.into(),
    ];
    transaction.execute(&ADD, &values).await?;
    Ok(())
}

impl Store {
    /// What was done about people, roles and organizations up to `until`, the newest first, at most
    /// `limit` of them.
    pub async fn people_changes(
        &self,
        actor: &Actor,
        until: Timestamp,
        limit: u16,
    ) -> Result<Vec<PeopleChange>, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::ReadPeopleChanges, None).await?;
        let values = [stored(until).into(), i64::from(limit).into()];
        transaction
            .all(&READ, &values, |row| {
                Ok(PeopleChange {
                    id: row.parsed("id")?,
                    at: row.parsed("at")?,
                    by: row.word("by_kind")?,
                    by_person_id: row.optional_parsed("by_person_id")?,
                    by_name: row.optional_text("by_name")?,
                    what: row.word("what")?,
                    person_id: row.optional_parsed("person_id")?,
                    person_name: row.optional_text("person_name")?,
                    role_id: row.optional_parsed("role_id")?,
                    organization_id: row.optional_parsed("organization_id")?,
                    detail: row.text("detail")?,
                })
            })
            .await
    }
}
