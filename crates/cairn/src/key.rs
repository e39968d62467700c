//! `cairn key`: the deployment's key file, made, looked at, renewed; and how every command opens it.

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use kernel::{Actor, Clock as _, Secret, SystemClock, SystemRandom};
use store::{Moment, Store};
use vault::{Vault, command, file};

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
    if let Some(program) = &config.key_command {
        return asked(program);
    }
    let path = path(config);
    let loaded = file::load(&path);
    let vault = match loaded {
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
            vault
        }
        loaded => loaded?,
    };
    Ok(vault.with_source(file::KeyFile(path)))
}

/// The keys that a program gives out.
fn asked(program: &Secret<String>) -> anyhow::Result<Vault> {
    let vault = command::load(program.expose())?;
    Ok(vault.with_source(command::KeyCommand(program.expose().clone())))
}

/// Where the keys come from, for whoever runs the command.
fn described(config: &Config) -> String {
    match config.key_command {
        Some(_) => "the key command".to_owned(),
        None => path(config).display().to_string(),
    }
}

/// Makes the key file, before anything needs it: to be copied to another machine, or kept safe.
pub fn new(config: &Config) -> anyhow::Result<u8> {
    if config.key_command.is_some() {
        bail!("the keys come from a program (key_command): make them there");
    }
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
    let vault = match &config.key_command {
        Some(program) => asked(program)?,
        None => file::load(&path(config))?,
    };
    let version = vault.current_version();
    let count = vault.keys().len();
    // Opening holds the keys against the database.
    house::open_store(config).await?;
    let place = described(config);
    println!("{place} is well: {count} key(s), version {version} seals");
    Ok(DONE)
}

/// Adds a fresh key and seals everything anew under it; of a case, only its wrapped key. Whatever serves at
/// the same time goes on: it asks for the new key when it first meets something sealed under it.
pub async fn rotate(config: &Config) -> anyhow::Result<u8> {
    // The database is looked at first: no key is added to the file of another one.
    let store = house::open_store(config).await?;
    let vault = match &config.key_command {
        // Whoever keeps the keys has added one there already.
        Some(program) => asked(program)?,
        None => file::rotate(&path(config), &SystemRandom)?,
    };
    let version = vault.current_version();
    let store = store.with_vault(vault);
    store.check_keys(&Actor::Operator).await?;
    let moment = Moment {
        now: SystemClock.now(),
        random: &SystemRandom,
    };
    let count = store.reseal(&Actor::Operator, &moment).await?;
    let cases = store.rewrap_case_keys(&Actor::Operator, &moment).await?;
    println!("Version {version} seals from now on; {count} record(s) were sealed anew.");
    println!("The keys of {cases} case(s) were wrapped anew; nothing else in a case was touched.");
    println!(
        "Whatever serves now goes on. Keep a new copy of {}:",
        described(config)
    );
    println!("older keys stay in it, because older backups need them.");
    Ok(DONE)
}
