//! What ends by itself while the house is open: everything that was shared with an organization that is no longer
//! there, after an import, a merge, or a change of the content.

use std::sync::Arc;
use std::time::Duration;

use kernel::Actor;
use store::Moment;

/// How often the house looks. Nothing is shown in between: the store looks again each time somebody reads.
const LOOK_AGAIN: Duration = Duration::from_mins(10);

/// Ends what was shared with organizations that are gone. Never returns.
pub async fn keep_ending(house: Arc<web::House>) {
    loop {
        let moment = Moment {
            now: house.clock.now(),
            random: &*house.random,
        };
        match house
            .store
            .end_orphaned_shares(&Actor::System, &moment)
            .await
        {
            Ok(0) => {}
            Ok(ended) => tracing::info!(
                ended,
                "ended what was shared with organizations that are gone"
            ),
            Err(error) => tracing::error!("what is shared could not be looked through: {error}"),
        }
        tokio::time::sleep(LOOK_AGAIN).await;
    }
}
