//! The table `passkey`: a person's passkeys. Adding one, seeing them, removing one.

use jiff::Timestamp;
use kernel::Actor;
use signin::passkey::{Refusal, Registration, RelyingParty, register};
use uuid::Uuid;

use super::passkey_challenge::{self, PasskeyChallenge, Purpose};
use super::people_change::{About, PeopleChangeKind as Kind, record};
use super::person;
use super::problem::PeopleError;
use super::{Moment, session, stored};
use crate::Store;
use crate::engine::{Row, Transaction};
use crate::error::StoreError;
use crate::statements::statements;

/// Passkeys of one person.
pub const PASSKEY_LIMIT: usize = 10;

/// A passkey, as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// Its id: names it among one's own.
    pub id: Uuid,
    /// What its owner calls it.
    pub name: String,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it last let its owner in.
    pub last_used_at: Option<Timestamp>,
}

/// What a browser needs to make a passkey.
#[derive(Debug, Clone)]
pub struct PasskeyQuestion {
    /// To be signed.
    pub challenge: PasskeyChallenge,
    /// How a passkey knows whose it is (base64url): the person's id, and nothing that says who they are.
    pub user_handle: String,
    /// What the authenticator shows: the name.
    pub name: String,
    /// The same: the address.
    pub email: String,
    /// Ids of those there are (base64url): an authenticator makes no second one.
    pub known: Vec<String>,
}

/// What is kept of a passkey, for checking its proof.
pub(super) struct Kept {
    pub(super) id: Uuid,
    pub(super) person_id: Uuid,
    pub(super) public_key: Vec<u8>,
    pub(super) sign_count: u32,
    pub(super) backup_eligible: bool,
}

statements! {
    Both ADD =
        "INSERT INTO passkey
            (id, person_id, credential_id, public_key, sign_count, backup_eligible, name,
             created_at, last_used_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL)
         ON CONFLICT (credential_id) DO NOTHING";
    Both OF_PERSON =
        "SELECT id, credential_id, name, created_at, last_used_at
         FROM passkey WHERE person_id = $1 ORDER BY created_at, id";
    Both BY_CREDENTIAL =
        "SELECT id, person_id, public_key, sign_count, backup_eligible
         FROM passkey WHERE credential_id = $1";
    /// Only where the counter stands where it was read: of two who bring one proof at one time, one
    /// comes too late.
    Both USED =
        "UPDATE passkey SET sign_count = $3, last_used_at = $4 WHERE id = $1 AND sign_count = $2";
    Both DELETE = "DELETE FROM passkey WHERE id = $1 AND person_id = $2";
    Both DELETE_ALL = "DELETE FROM passkey WHERE person_id = $1";
}

fn from_row(row: &dyn Row) -> Result<(Passkey, String), StoreError> {
    let passkey = Passkey {
        id: row.parsed("id")?,
        name: row.text("name")?,
        created_at: row.parsed("created_at")?,
        last_used_at: row.optional_parsed("last_used_at")?,
    };
    Ok((passkey, row.text("credential_id")?))
}

async fn of_person(
    transaction: &mut Transaction,
    person: Uuid,
) -> Result<Vec<(Passkey, String)>, StoreError> {
    transaction
        .all(&OF_PERSON, &[person.into()], from_row)
        .await
}

/// The passkey of this id.
pub(super) async fn by_credential(
    transaction: &mut Transaction,
    credential_id: &[u8],
) -> Result<Option<Kept>, StoreError> {
    let values = [signin::base64url(credential_id).into()];
    let found = transaction
        .all(&BY_CREDENTIAL, &values, |row| {
            let key = signin::from_base64url(&row.text("public_key")?);
            let count = u32::try_from(row.integer("sign_count")?);
            Ok(Kept {
                id: row.parsed("id")?,
                person_id: row.parsed("person_id")?,
                // A key that cannot be read checks nothing.
                public_key: key.unwrap_or_default(),
                sign_count: count.unwrap_or(u32::MAX),
                backup_eligible: row.integer("backup_eligible")? == 1,
            })
        })
        .await?;
    Ok(found.into_iter().next())
}

/// Writes down where the counter stands; `false` when somebody else did in the meantime.
pub(super) async fn used(
    transaction: &mut Transaction,
    kept: &Kept,
    sign_count: u32,
    moment: &Moment<'_>,
) -> Result<bool, StoreError> {
    let values = [
        kept.id.into(),
        i64::from(kept.sign_count).into(),
        i64::from(sign_count).into(),
        stored(moment.now).into(),
    ];
    Ok(transaction.execute(&USED, &values).await? == 1)
}

/// Removes all of a person's.
pub(super) async fn end_all(transaction: &mut Transaction, person: Uuid) -> Result<(), StoreError> {
    transaction.execute(&DELETE_ALL, &[person.into()]).await?;
    Ok(())
}

impl Store {
    /// One's own passkeys, the oldest first.
    pub async fn passkeys(&self, actor: &Actor) -> Result<Vec<Passkey>, StoreError> {
        let mut transaction = self.read().await?;
        let person = person::own(&mut transaction, actor).await?;
        let all = of_person(&mut transaction, person).await?;
        Ok(all.into_iter().map(|(passkey, _)| passkey).collect())
    }

    /// What a browser needs to make a passkey, in this session of one's own.
    pub async fn passkey_question(
        &self,
        actor: &Actor,
        session_id: Uuid,
        moment: &Moment<'_>,
    ) -> Result<PasskeyQuestion, StoreError> {
        let vault = self.vault()?;
        let mut transaction = self.read().await?;
        let keys = person::own_keys(&mut transaction, actor).await?;
        session::one_of(&mut transaction, keys.id, session_id).await?;
        let all = of_person(&mut transaction, keys.id).await?;
        let purpose = Purpose::Add {
            person: keys.id,
            session: session_id,
        };
        Ok(PasskeyQuestion {
            challenge: passkey_challenge::ask(vault, purpose, moment),
            user_handle: signin::base64url(keys.id.as_bytes()),
            name: keys.name,
            email: keys.email,
            known: all.into_iter().map(|(_, known)| known).collect(),
        })
    }

    /// Adds a passkey to one's own account: from now on it lets one in, without passphrase and code. A
    /// dangerous act.
    pub async fn add_passkey(
        &self,
        actor: &Actor,
        session_id: Uuid,
        party: &RelyingParty,
        registration: &Registration,
        name: &str,
        moment: &Moment<'_>,
    ) -> Result<(), StoreError> {
        let vault = self.vault()?;
        let mut transaction = self.write().await?;
        let person = person::own(&mut transaction, actor).await?;
        session::one_of(&mut transaction, person, session_id).await?;
        let name = person::checked_name(name)?;
        let purpose = Purpose::Add {
            person,
            session: session_id,
        };
        let mut answered = Vec::new();
        let new = register(party, registration, |challenge| {
            answered = challenge.to_vec();
            passkey_challenge::is_ours(vault, purpose, challenge, moment.now)
        });
        let new = new.map_err(|refusal| match refusal {
            Refusal::Challenge => PeopleError::PasskeyTooLate,
            _ => PeopleError::PasskeyRefused,
        })?;
        if of_person(&mut transaction, person).await?.len() >= PASSKEY_LIMIT {
            return Err(PeopleError::TooManyPasskeys.into());
        }
        if !passkey_challenge::use_up(&mut transaction, &answered, moment).await? {
            return Err(PeopleError::PasskeyTooLate.into());
        }
        let values = [
            moment.id().into(),
            person.into(),
            signin::base64url(&new.credential_id).into(),
            signin::base64url(&new.public_key).into(),
            i64::from(new.sign_count).into(),
            i64::from(new.backup_eligible).into(),
            name.into(),
            stored(moment.now).into(),
        ];
        if transaction.execute(&ADD, &values).await? == 0 {
            return Err(PeopleError::PasskeyKnown.into());
        }
        let about = About::person(person);
        record(&mut transaction, actor, moment, Kind::PasskeyAdded, about).await?;
        transaction.commit().await
    }

    /// Removes one of one's own passkeys. A dangerous act.
    pub async fn remove_passkey(
        &self,
        actor: &Actor,
        id: Uuid,
        moment: &Moment<'_>,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        let person = person::own(&mut transaction, actor).await?;
        let values = [id.into(), person.into()];
        if transaction.execute(&DELETE, &values).await? == 0 {
            return Err(PeopleError::UnknownPasskey.into());
        }
        let about = About::person(person);
        record(&mut transaction, actor, moment, Kind::PasskeyRemoved, about).await?;
        transaction.commit().await
    }
}
