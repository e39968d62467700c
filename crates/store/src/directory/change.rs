//! The table `directory_change`: has the directory changed since an index was built?

use kernel::Actor;

use crate::Store;
use crate::engine::Transaction;
use crate::error::StoreError;
use crate::policy::{self, Action};
use crate::statements::statements;

statements! {
    Both READ = "SELECT counter FROM directory_change WHERE id = 1";
    /// Takes the row's lock, so that two nodes that start together load one after the other.
    Both LOCK =
        "UPDATE directory_change SET counter = counter WHERE id = 1 RETURNING content_digest";
    Both BUMP =
        "UPDATE directory_change SET counter = counter + 1, content_digest = $1 WHERE id = 1
         RETURNING counter";
}

impl Store {
    /// Grows with every change of the directory. Ask *before* reading [`Store::listings`]: should
    /// something change in between, what was read is newer than its number and is read once more,
    /// never older.
    pub async fn change_counter(&self, actor: &Actor) -> Result<u64, StoreError> {
        policy::decide(actor, Action::ReadChangeCounter)?;
        read(&mut self.read().await?).await
    }
}

/// The counter.
pub(super) async fn read(transaction: &mut Transaction) -> Result<u64, StoreError> {
    let read = |row: &dyn crate::engine::Row| Ok(row.integer("counter")? as u64);
    transaction.one(&READ, &[], read).await
}

/// Locks the directory against other changes; the digest of the content last loaded.
pub(crate) async fn lock(transaction: &mut Transaction) -> Result<String, StoreError> {
    transaction
        .one(&LOCK, &[], |row| row.text("content_digest"))
        .await
}

/// Counts a change; the new counter.
pub(crate) async fn bump(
    transaction: &mut Transaction,
    content_digest: &str,
) -> Result<u64, StoreError> {
    let read = |row: &dyn crate::engine::Row| Ok(row.integer("counter")? as u64);
    transaction.one(&BUMP, &[content_digest.into()], read).await
}
