//! Everything the public may see, without holding all of it.

use directory::Listing;
use directory::geography::Gazetteer;
use kernel::Actor;
use tokio::sync::mpsc::Sender;
use uuid::Uuid;

use super::{Which, imports, read};
use crate::Store;
use crate::error::StoreError;
use crate::policy::{self, Action};

/// Services read at a time.
const SLICE: usize = 500;

impl Store {
    /// Everything the public may see, in the order of ids, a few hundred at a time: what
    /// [`Store::listings`] gives, without holding all of it. Stops where nobody takes them.
    pub async fn each_listing(
        &self,
        actor: &Actor,
        gazetteer: &Gazetteer,
        to: &Sender<Vec<Listing>>,
    ) -> Result<(), StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::ReadListings, None).await?;
        let organizations = read::every_organization(&mut transaction).await?;
        let mut after = String::new();
        loop {
            let ids = imports::next_public(&mut transaction, &after, SLICE as i64).await?;
            let (Some(first), Some(last)) = (ids.first(), ids.last()) else {
                return Ok(());
            };
            let parsed = |id: &String| {
                id.parse::<Uuid>()
                    .map_err(|problem| StoreError::damaged("service.id", problem))
            };
            let which = Which::Between(parsed(first)?, parsed(last)?);
            after.clone_from(last);
            let slice =
                read::listings_of(&mut transaction, which, gazetteer, &organizations).await?;
            if to.send(slice).await.is_err() {
                return Ok(());
            }
        }
    }
}
