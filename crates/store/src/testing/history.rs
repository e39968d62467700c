//! A long history, for measuring how long it takes to verify one.

use kernel::Actor;
use uuid::Uuid;

use crate::casework::history::{self, By, CaseEvent, Entry, Written};
use crate::people::Moment;
use crate::{Store, StoreError};

/// Adds so many entries to the history of a case, each with a sealed value of usual length beside it.
pub async fn fill_history(
    store: &Store,
    case: Uuid,
    entries: u64,
    moment: &Moment<'_>,
) -> Result<(), StoreError> {
    let vault = store.vault()?;
    let sealed = format!("c1.{}", "A".repeat(400));
    let by = By::of(&Actor::System, None);
    let mut transaction = store.write().await?;
    let mut head = history::lock(&mut transaction, vault, moment.now).await?;
    for _ in 0..entries {
        let entry = Entry {
            case,
            detail: "work",
            written: Some(Written {
                digest: String::new(),
                sealed: &sealed,
            }),
            ..Entry::default()
        };
        let what = CaseEvent::Read;
        history::add(&mut transaction, &mut head, by, moment.now, what, &entry).await?;
    }
    history::close(&mut transaction, vault, &head).await?;
    transaction.commit().await
}
