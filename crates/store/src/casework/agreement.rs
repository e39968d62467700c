//! The table `agreement`: agreements between organizations (MOUs). They are of no case; the people named in
//! them are sealed by the vault.

use casework::agreement::Agreement;
use jiff::civil::Date;
use kernel::Actor;
use uuid::Uuid;
use vault::{Place, Vault};
use zeroize::Zeroizing;

use super::problem::CaseError;
use crate::Store;
use crate::engine::{Row, Transaction};
use crate::error::StoreError;
use crate::people::{Moment, stored};
use crate::policy::{self, Action};
use crate::statements::statements;

/// An agreement, opened.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptAgreement {
    /// Its id.
    pub id: Uuid,
    /// Its version.
    pub version: i64,
    /// The day on which it ends.
    pub expires_on: Option<Date>,
    /// What it says.
    pub agreement: Agreement,
}

statements! {
    Both ALL = "SELECT id, expires_on, version, sealed FROM agreement ORDER BY expires_on, id";
    Both ADD =
        "INSERT INTO agreement (id, expires_on, changed_at, version, sealed)
         VALUES ($1, $2, $3, 1, $4)";
    Both SAVE =
        "UPDATE agreement SET expires_on = $3, changed_at = $4, version = version + 1, sealed = $5
         WHERE id = $1 AND version = $2";
    Both SEALED = "SELECT id, sealed FROM agreement";
    Both SET_SEALED = "UPDATE agreement SET sealed = $2 WHERE id = $1 AND sealed = $3";
}

fn place(row: &str) -> Place<'_> {
    Place {
        table: "agreement",
        column: "sealed",
        row,
    }
}

fn seal(vault: &Vault, id: Uuid, agreement: &Agreement, moment: &Moment<'_>) -> String {
    let plain = serde_json::to_vec(agreement).expect("our own records are plain data");
    let plain = Zeroizing::new(plain);
    vault.seal(place(&id.to_string()), &plain, moment.random)
}

/// The day on which it ends: what a list is sorted by.
fn expires(agreement: &Agreement) -> Option<String> {
    agreement.until.map(|day| day.to_string())
}

fn kept(vault: &Vault, row: &dyn Row) -> Result<KeptAgreement, StoreError> {
    let id: Uuid = row.parsed("id")?;
    let plain = vault.open(place(&id.to_string()), &row.text("sealed")?)?;
    Ok(KeptAgreement {
        id,
        version: row.integer("version")?,
        expires_on: row.optional_parsed("expires_on")?,
        agreement: serde_json::from_slice(&plain)
            .map_err(|_| StoreError::damaged("agreement", "is not what it should be"))?,
    })
}

/// Seals anew what is sealed under an older key; how many that were.
pub(crate) async fn reseal(
    transaction: &mut Transaction,
    vault: &Vault,
    moment: &Moment<'_>,
) -> Result<u64, StoreError> {
    let rows = transaction
        .all(&SEALED, &[], |row| {
            Ok((row.text("id")?, row.text("sealed")?))
        })
        .await?;
    let mut count = 0;
    for (id, sealed) in rows {
        if let Some(anew) = vault.reseal(place(&id), &sealed, moment.random)? {
            let values = [(&id).into(), anew.into(), (&sealed).into()];
            count += transaction.execute(&SET_SEALED, &values).await?;
        }
    }
    Ok(count)
}

impl Store {
    /// Every agreement, those that end first first.
    pub async fn agreements(&self, actor: &Actor) -> Result<Vec<KeptAgreement>, StoreError> {
        let vault = self.vault()?;
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::ReadAgreements, None).await?;
        transaction.all(&ALL, &[], |row| kept(vault, row)).await
    }

    /// Adds an agreement; its id.
    pub async fn add_agreement(
        &self,
        actor: &Actor,
        agreement: &Agreement,
        moment: &Moment<'_>,
    ) -> Result<Uuid, StoreError> {
        let vault = self.vault()?;
        let mut transaction = self.write().await?;
        policy::allow(&mut transaction, actor, Action::ManageAgreements, None).await?;
        let id = moment.id();
        let values = [
            id.into(),
            expires(agreement).into(),
            stored(moment.now).into(),
            seal(vault, id, agreement, moment).into(),
        ];
        transaction.execute(&ADD, &values).await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// Changes an agreement that stood at `version` when it was looked at.
    pub async fn save_agreement(
        &self,
        actor: &Actor,
        id: Uuid,
        version: i64,
        agreement: &Agreement,
        moment: &Moment<'_>,
    ) -> Result<i64, StoreError> {
        let vault = self.vault()?;
        let mut transaction = self.write().await?;
        policy::allow(&mut transaction, actor, Action::ManageAgreements, None).await?;
        let values = [
            id.into(),
            version.into(),
            expires(agreement).into(),
            stored(moment.now).into(),
            seal(vault, id, agreement, moment).into(),
        ];
        if transaction.execute(&SAVE, &values).await? != 1 {
            return Err(CaseError::ChangedSince { found: version + 1 }.into());
        }
        transaction.commit().await?;
        Ok(version + 1)
    }
}
