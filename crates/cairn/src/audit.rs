//! `cairn audit`: verifying the history of all cases, and signing how far it goes.

use std::fs;
use std::path::Path;

use anyhow::Context as _;
use kernel::{Actor, Clock as _, SystemClock, SystemRandom};
use store::{Checkpoint, Moment};

use crate::cli::{CheckpointArguments, VerifyArguments};
use crate::config::Config;
use crate::{DONE, FOUND_FAULTS, house};

/// Verifies the history against itself, the cases, and checkpoints that were kept elsewhere.
pub async fn verify(config: &Config, arguments: &VerifyArguments) -> anyhow::Result<u8> {
    let mut brought = Vec::new();
    for path in &arguments.checkpoint {
        brought.push(read(path)?);
    }
    let store = house::open_store(config).await?;
    let verified = store.verify_history(&Actor::Operator, &brought).await?;
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&verified)?);
    } else {
        println!(
            "{} entries, {} checkpoint(s), the last entry is {} ({})",
            verified.entries, verified.checkpoints, verified.sequence, verified.hash
        );
        for fault in &verified.faults {
            println!("  {}", serde_json::to_string(fault)?);
        }
        match verified.fault_count {
            0 => println!("Nothing was changed, taken out, reordered or cut off."),
            count => {
                println!("{count} fault(s). Somebody wrote into the database who is not Cairn.");
            }
        }
        if brought.is_empty() {
            println!(
                "Without a checkpoint that was kept elsewhere (--checkpoint FILE), an end that was cut off\n\
                 together with its head by somebody who kept an old head would not be found."
            );
        }
    }
    Ok(if verified.fault_count == 0 {
        DONE
    } else {
        FOUND_FAULTS
    })
}

/// Signs how far the history goes, and writes the statement out, to be kept elsewhere.
pub async fn checkpoint(config: &Config, arguments: &CheckpointArguments) -> anyhow::Result<u8> {
    let store = house::open_store(config).await?;
    let moment = Moment {
        now: SystemClock.now(),
        random: &SystemRandom,
    };
    let Some(signed) = store.sign_checkpoint(&Actor::Operator, &moment).await? else {
        println!("There is no history yet: no case was ever opened here.");
        return Ok(DONE);
    };
    let text = serde_json::to_string_pretty(&signed)?;
    match &arguments.out {
        Some(path) => {
            fs::write(path, text + "\n").with_context(|| format!("writing {}", path.display()))?;
            println!("Entry {} is signed in {}.", signed.sequence, path.display());
            println!("Keep it where whoever can write to the database cannot.");
        }
        None => println!("{text}"),
    }
    Ok(DONE)
}

fn read(path: &Path) -> anyhow::Result<Checkpoint> {
    let said = || format!("reading the checkpoint {}", path.display());
    let text = fs::read_to_string(path).with_context(said)?;
    serde_json::from_str(&text).with_context(said)
}
