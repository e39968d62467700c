//! The table `vault_key`: which keys this database was sealed with.

use kernel::Actor;

use super::people_change::{About, PeopleChangeKind as Kind, record};
use super::{Moment, account, person};
use crate::Store;
use crate::casework::{agreement, take_out};
use crate::directory::{history, imports, location};
use crate::error::StoreError;
use crate::policy::{self, Action};
use crate::statements::statements;

statements! {
    Both READ = "SELECT version, fingerprint FROM vault_key ORDER BY version";
    Both ADD =
        "INSERT INTO vault_key (version, fingerprint) VALUES ($1, $2)
         ON CONFLICT (version) DO NOTHING";
}

impl Store {
    /// Holds the keys against those the database was sealed with, before anything is sealed with the
    /// wrong one; a database without any takes these. An older key that is gone is an error too: what
    /// it sealed could not be opened.
    pub async fn check_keys(&self, actor: &Actor) -> Result<(), StoreError> {
        policy::decide(actor, Action::TendKeys)?;
        let ours = self.vault()?.fingerprints();
        let mut transaction = self.write().await?;
        let known = transaction
            .all(&READ, &[], |row| {
                Ok((row.integer("version")?, row.text("fingerprint")?))
            })
            .await?;
        for (version, fingerprint) in &known {
            let same = ours
                .iter()
                .any(|(ours, mark)| i64::from(*ours) == *version && mark == fingerprint);
            if !same {
                let version = u32::try_from(*version).unwrap_or_default();
                return Err(StoreError::OtherKey { version });
            }
        }
        if known.len() == ours.len() {
            return Ok(());
        }
        for (version, fingerprint) in ours {
            let values = [i64::from(version).into(), fingerprint.into()];
            transaction.execute(&ADD, &values).await?;
        }
        transaction.commit().await
    }

    /// Whether this database was sealed with any key yet: then the key file must be there.
    pub async fn has_keys(&self, actor: &Actor) -> Result<bool, StoreError> {
        policy::decide(actor, Action::TendKeys)?;
        let mut transaction = self.read().await?;
        let known = transaction
            .all(&READ, &[], |row| row.integer("version"))
            .await?;
        Ok(!known.is_empty())
    }

    /// Seals everything anew that is sealed under an older key, and says how many records that were.
    /// What was sealed before a backup still needs the older key.
    pub async fn reseal(&self, actor: &Actor, moment: &Moment<'_>) -> Result<u64, StoreError> {
        policy::decide(actor, Action::TendKeys)?;
        let vault = self.vault()?;
        let mut transaction = self.write().await?;
        let mut count = 0;
        for keys in person::all_sealed(&mut transaction).await? {
            if account::reseal(&mut transaction, vault, &keys, moment).await? {
                count += 1;
            }
        }
        count += location::reseal(&mut transaction, vault).await? as u64;
        count += history::reseal(&mut transaction, vault).await? as u64;
        count += imports::reseal(&mut transaction, vault).await? as u64;
        count += agreement::reseal(&mut transaction, vault, moment).await?;
        count += take_out::reseal(&mut transaction, vault, moment).await?;
        let about = About::default();
        record(&mut transaction, actor, moment, Kind::KeyRotated, about).await?;
        transaction.commit().await?;
        Ok(count)
    }
}
