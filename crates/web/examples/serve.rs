//! The pages over the shipped directory, in memory, with the link that sets its desk up: for whoever works on
//! templates and style.
//!
//! `cargo run -p web --example serve -- 127.0.0.1:8090`

#![expect(clippy::print_stdout, reason = "a tool for developers")]

use std::error::Error;
use std::sync::Arc;

use directory::Listing;
use directory::content::Content;
use kernel::{Actor, Clock as _, SystemClock, SystemRandom};
use search::{Finder, Index};
use store::{Moment, Store};
use web::{House, Settings, router};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let address = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "127.0.0.1:8090".to_owned());
    let content = Content::shipped().map_err(|faults| faults.to_string())?;
    let store = Store::sqlite_in_memory().await?;
    store.migrate().await?;
    let store = store
        .with_vault(store::testing::fixed_vault())
        .with_cheap_passphrases();
    store
        .load_content(&Actor::System, &content, SystemClock.now())
        .await?;
    let listings: Vec<Listing> = store.listings(&Actor::System, &content.gazetteer).await?;
    let taxonomy = Arc::new(content.taxonomy.clone());
    let house = House {
        store,
        finder: Arc::new(Finder::new(Index::in_memory(listings, taxonomy)?)),
        content: Arc::new(content),
        questionnaires: Arc::new(questionnaires::Library::shipped()),
        clock: Arc::new(SystemClock),
        random: Arc::new(SystemRandom),
        settings: Settings::default(),
        freshness: web::Freshness::default(),
    };
    let listener = tokio::net::TcpListener::bind(&address).await?;
    println!("http://{address}/");
    let moment = Moment {
        now: house.clock.now(),
        random: &*house.random,
    };
    if let Some(link) = house.store.begin_setup(&Actor::Operator, &moment).await? {
        println!("http://{address}/en/desk/setup/{}", link.reveal());
    }
    axum::serve(listener, router(Arc::new(house))).await?;
    Ok(())
}
