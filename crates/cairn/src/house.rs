//! Opens the house: database, shipped directory, index. Every command that needs more than content
//! comes through here.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ::directory::Listing;
use ::directory::content::Content;
use ::directory::taxonomy::Taxonomy;
use anyhow::{Context as _, anyhow};
use kernel::{Actor, Clock, SystemClock, SystemRandom};
use search::{Finder, Index};
use store::Store;

use crate::config::Config;
use crate::key;
use crate::report::Waiting;

/// The name of the embedded database in the data folder.
pub const DATABASE_FILE: &str = "cairn.sqlite";
/// The name of the index's folder in the data folder.
pub const INDEX_FOLDER: &str = "index";

/// The shipped content, or every fault in it.
pub fn shipped_content() -> anyhow::Result<Content> {
    Content::shipped()
        .map_err(|faults| anyhow!("the content inside the program is damaged:\n{faults}"))
}

/// Opens the database that the configuration names, brings it to this version, and opens the keys that
/// belong to it.
pub async fn open_store(config: &Config) -> anyhow::Result<Store> {
    let store = if let Some(url) = &config.database {
        Store::postgres(url)
            .await
            .context("opening the PostgreSQL database")?
    } else {
        private_folder(&config.data)?;
        let file = config.data.join(DATABASE_FILE);
        Store::sqlite(&file)
            .await
            .with_context(|| format!("opening the database {}", file.display()))?
    };
    // A database that was sealed is not even brought to this version without its key. One without tables
    // answers with an error: it was sealed with none.
    if store.has_keys(&Actor::System).await.unwrap_or(false) {
        let vault = key::open(config, &store).await?;
        store
            .clone()
            .with_vault(vault)
            .check_keys(&Actor::System)
            .await?;
    }
    store
        .migrate()
        .await
        .context("bringing the database to this version")?;
    let vault = key::open(config, &store).await?;
    let store = store.with_vault(vault);
    store.check_keys(&Actor::System).await?;
    let sealed = store.seal_places(&Actor::System).await?;
    if sealed > 0 {
        tracing::info!(sealed, "confidential places sealed");
    }
    Ok(store)
}

/// Opens everything that the pages need.
pub async fn open(config: &Config) -> anyhow::Result<web::House> {
    let content = Arc::new(shipped_content()?);
    let store = open_store(config).await?;
    private_folder(&config.data)?;
    let waiting = Waiting::on("Loading the directory");
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    store
        .load_content(&Actor::System, &content, SystemClock.now())
        .await
        .context("loading the shipped directory")?;
    waiting.done();
    let index = open_index(config, &store, &content).await?;
    let guides = crate::guides::open(config.content.as_deref(), &index, &*clock)?;
    Ok(web::House {
        store,
        finder: Arc::new(Finder::new(index)),
        content,
        questionnaires: Arc::new(questionnaires::Library::shipped()),
        clock,
        random: Arc::new(SystemRandom),
        freshness: web::Freshness::default(),
        settings: web::Settings {
            exit_url: config.exit_url.clone(),
            guides,
            name_on_paper: config.name_on_paper.clone(),
            api_per_minute: config.api_per_minute,
            tls: config.tls.is_some(),
            #[cfg(feature = "passkeys")]
            passkeys: passkeys(config),
            #[cfg(feature = "oidc")]
            identity: crate::identity::provider(config)?,
            scratch: config.data.clone(),
            upload_limit: web::UPLOAD_LIMIT,
            scanner: config
                .scan_command
                .as_deref()
                .and_then(crate::scanner::ScanCommand::new)
                .map(|command| Arc::new(command) as Arc<dyn web::DocumentScanner>),
            proxies: config.proxies.clone(),
            strict_transport_days: config.strict_transport_days,
            zone: config.time_zone.clone(),
        },
    })
}

/// The house as passkeys know it, when its address is known and browsers have passkeys there.
#[cfg(feature = "passkeys")]
fn passkeys(config: &Config) -> Option<signin::passkey::RelyingParty> {
    let address = config.public_url.as_deref()?;
    let party = signin::passkey::RelyingParty::of_address(address);
    if party.is_none() {
        tracing::warn!(
            "passkeys are not offered: public_url has no TLS, or a number instead of a name"
        );
    }
    party
}

/// The index on disk when it matches the database's change counter; a new one otherwise.
pub async fn open_index(
    config: &Config,
    store: &Store,
    content: &Content,
) -> anyhow::Result<Index> {
    let folder = config.data.join(INDEX_FOLDER);
    private_folder(&config.data)?;
    let counter = store.change_counter(&Actor::System).await?;
    let taxonomy = Arc::new(content.taxonomy.clone());
    if let Some(index) = Index::open(&folder, Arc::clone(&taxonomy), counter)? {
        tracing::info!(services = index.len(), "index reused");
        return Ok(index);
    }
    let waiting = Waiting::on("Building the index");
    let index = build_index(folder, store, content, taxonomy, counter).await?;
    waiting.done();
    tracing::info!(services = index.len(), "index built");
    Ok(index)
}

/// Builds the index while the database is being read, so that memory does not grow with the directory.
async fn build_index(
    folder: PathBuf,
    store: &Store,
    content: &Content,
    taxonomy: Arc<Taxonomy>,
    counter: u64,
) -> anyhow::Result<Index> {
    let (give, mut take) = tokio::sync::mpsc::channel::<Vec<Listing>>(4);
    let into = folder.clone();
    let building = tokio::task::spawn_blocking(move || {
        let slices = std::iter::from_fn(|| take.blocking_recv());
        Index::on_disk(&into, slices.flatten(), taxonomy, counter)
    });
    let read = store
        .each_listing(&Actor::System, &content.gazetteer, &give)
        .await;
    drop(give);
    let built = building.await?;
    if let Err(problem) = read {
        // What was built is half a directory and must not pass for one.
        drop(built);
        let _ = fs::remove_dir_all(&folder);
        return Err(problem).context("reading the directory");
    }
    built.context("building the index")
}

/// Makes a folder that only its owner can read: it will hold the database.
pub(crate) fn private_folder(folder: &Path) -> anyhow::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let said = || format!("making the data folder {}", folder.display());
    fs::create_dir_all(folder).with_context(said)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).with_context(said)?;
    }
    Ok(())
}
