//! Keeping the finder as fresh as the directory, and telling whoever saved something when it shows.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use kernel::Actor;
use search::Index;
use tokio::sync::{Notify, watch};

use crate::house::House;

/// How long a page that saved something waits for the finder to show it. A small directory is indexed in
/// a fraction of this; with a large one, the page says that it will take a moment.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// Whether the finder shows the directory as it is.
pub struct Freshness {
    asked: Notify,
    shown: watch::Sender<u64>,
    kept: AtomicBool,
}

impl fmt::Debug for Freshness {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Freshness(shows {})", *self.shown.borrow())
    }
}

impl Default for Freshness {
    fn default() -> Self {
        Self {
            asked: Notify::new(),
            shown: watch::Sender::new(0),
            kept: AtomicBool::new(false),
        }
    }
}

impl Freshness {
    /// Asks for a fresh index and waits until the finder shows the directory at `counter`; false when
    /// that takes longer than a page should.
    pub(crate) async fn shows(&self, counter: u64) -> bool {
        if !self.kept.load(Ordering::Relaxed) {
            return false;
        }
        let mut shown = self.shown.subscribe();
        self.asked.notify_one();
        let reached = shown.wait_for(|shown| *shown >= counter);
        matches!(tokio::time::timeout(PATIENCE, reached).await, Ok(Ok(_)))
    }
}

/// Puts a new index in place whenever the directory has changed: at once when a page of this process asks,
/// and otherwise as often as `every`, for another node may have changed it. Never returns.
///
/// `known` is the change counter of the index that is in place; `index` makes a new one.
pub async fn keep_fresh<Made>(
    house: Arc<House>,
    known: u64,
    every: Duration,
    index: impl Fn(Arc<House>) -> Made,
) where
    Made: Future<Output = Result<Index, String>>,
{
    let freshness = &house.freshness;
    let mut known = known;
    freshness.shown.send_replace(known);
    freshness.kept.store(true, Ordering::Relaxed);
    loop {
        // Whichever comes first; neither is an error.
        let _ = tokio::time::timeout(every, freshness.asked.notified()).await;
        match house.store.change_counter(&Actor::System).await {
            Ok(counter) if counter != known => match index(Arc::clone(&house)).await {
                Ok(made) => {
                    house.finder.swap(made);
                    known = counter;
                    freshness.shown.send_replace(known);
                }
                Err(error) => tracing::error!("the index could not be rebuilt: {error}"),
            },
            Ok(_) => {
                // Somebody may be waiting for what is there already.
                freshness.shown.send_replace(known);
            }
            Err(error) => tracing::error!("the database does not answer: {error}"),
        }
    }
}
