//! `cairn key`: the deployment's key file, made, looked at, renewed; and how every command opens it.

use std::path::PathBuf;

use anyhow::Context as _;
use kernel::{Actor, Clock as _, SystemClock, SystemRandom};
use store::{Moment, Store};
use vault::{Vault, file};

use crate::config::Config;
use crate::{DONE, house};

/// The name of the key file in the data folder.
pub const KEY_FILE: &str = "cairn.key";

/// Where the key file is.
pub(crate) fn path(config: &Config) -> PathBuf {
    config
        .key_file
        .clone()
        .unwrap_or_else(|| config.data.join(KEY_FILE))
}

/// The keys that belong to a database, made when neither has any yet. A database that was sealed
/// already never gets another key: what is sealed in it could not be opened with it.
pub(crate) async fn open(config: &Config, store: &Store) -> anyhow::Result<Vault> {
    let path = path(config);
    match file::load(&path) {
        Err(file_is_missing @ vault::KeyFileError::Missing(_)) => {
            if store.has_keys(&Actor::System).await? {
                return Err(file_is_missing)
                    .context("this database was sealed with a key; put back the copy of its file");
            }
            if config.key_file.is_none() {
                house::private_folder(&config.data)?;
            }
            let vault = file::load_or_create(&path, &SystemRandom)?;
            tracing::info!("a key file was made: keep a copy of it apart from the backups");
            Ok(vault)
        }
        loaded => Ok(loaded?),
    }
}

/// Makes the key file, before anything needs it: to be copied to another machine, or kept safe.
pub fn new(config: &Config) -> anyhow::Result<u8> {
    let path = path(config);
    if config.key_file.is_none() {
        house::private_folder(&config.data)?;
    }
    file::create(&path, &SystemRandom)?;
    println!(
        "{} was made. Keep a copy of it, apart from the backups of the database:",
        path.display()
    );
    println!("whoever has both can read what is sealed, and without it nobody can.");
    Ok(DONE)
}

/// Looks at the key file, and whether it belongs to the database.
pub async fn check(config: &Config) -> anyhow::Result<u8> {
    let path = path(config);
    let vault = file::load(&path)?;
    let version = vault.current_version();
    let count = vault.keys().len();
    // Opening holds the keys against the database.
    house::open_store(config).await?;
    println!(
        "{} is well: {count} key(s), version {version} seals",
        path.display()
    );
    Ok(DONE)
}

/// Adds a fresh key and seals everything anew under it.
pub async fn rotate(config: &Config) -> anyhow::Result<u8> {
    let path = path(config);
    // The database is looked at first: no key is added to the file of another one.
    let store = house::open_store(config).await?;
    let vault = file::rotate(&path, &SystemRandom)?;
    let version = vault.current_version();
    let store = store.with_vault(vault);
    store.check_keys(&Actor::Operator).await?;
    let moment = Moment {
        now: SystemClock.now(),
        random: &SystemRandom,
    };
    let count = store.reseal(&Actor::Operator, &moment).await?;
    println!("Version {version} seals from now on; {count} record(s) were sealed anew.");
    println!(
        "Restart every `cairn serve`, and keep a new copy of {}:",
        path.display()
    );
    println!("older keys stay in it, because older backups need them.");
    Ok(DONE)
}
