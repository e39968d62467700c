//! An index on disk: only used when it was made from this directory and nothing has happened to it.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use search::{Error, Index, Request};

use crate::made_up::{self, NOW, World};
use crate::shipped::Folder;

const CHANGES: u64 = 41;

fn build(folder: &Folder, listings: u64) -> Result<Index> {
    let world = World::new();
    let listings = (0..listings).map(|seed| world.listing(seed));
    let taxonomy = Arc::new(made_up::taxonomy());
    Ok(Index::on_disk(folder.path(), listings, taxonomy, CHANGES)?)
}

fn open(folder: &Folder) -> search::Result<Option<Index>> {
    Index::open(folder.path(), Arc::new(made_up::taxonomy()), CHANGES)
}

fn requests() -> Vec<Request> {
    let ask = |text: &str| Request {
        text: text.to_owned(),
        per_page: 100,
        ..Request::default()
    };
    vec![ask(""), ask("refuge"), ask("passport river nuit")]
}

/// Opens and searches what may be damaged: it is refused, or it answers, or it says that it cannot.
fn try_everything(folder: &Folder) -> Result<()> {
    let Some(index) = open(folder)? else {
        return Ok(());
    };
    for request in requests() {
        let mut request = request.clone();
        for page in 1..=3 {
            request.page = page;
            match index.find(&request, NOW.parse()?) {
                Ok(_) | Err(Error::Damaged(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
    Ok(())
}

#[test]
fn an_index_is_opened_as_it_was_left() -> Result<()> {
    let folder = Folder::new("reopened");
    let fresh = build(&folder, 200)?;
    let opened = open(&folder)?.expect("it was just built");
    for request in requests() {
        let (one, other) = (
            fresh.find(&request, NOW.parse()?)?,
            opened.find(&request, NOW.parse()?)?,
        );
        let ids = |page: &search::Page| {
            let results = page.results.iter();
            results.map(|found| found.listing.id).collect::<Vec<_>>()
        };
        assert_eq!((one.total, ids(&one)), (other.total, ids(&other)));
    }
    Ok(())
}

#[test]
fn another_state_of_the_directory_is_not_opened() -> Result<()> {
    let folder = Folder::new("stale");
    let taxonomy = Arc::new(made_up::taxonomy());
    assert!(Index::open(folder.path(), taxonomy.clone(), CHANGES)?.is_none());
    build(&folder, 20)?;
    assert!(Index::open(folder.path(), taxonomy.clone(), CHANGES)?.is_some());
    assert!(Index::open(folder.path(), taxonomy, CHANGES + 1)?.is_none());
    let other = crate::shipped::taxonomy();
    assert!(Index::open(folder.path(), other, CHANGES)?.is_none());
    Ok(())
}

#[test]
fn building_again_replaces_what_was_there() -> Result<()> {
    let folder = Folder::new("replaced");
    let first = build(&folder, 40)?;
    build(&folder, 3)?;
    assert_eq!(open(&folder)?.map(|index| index.len()), Some(3));
    // Whoever still searches the old one goes on undisturbed.
    assert_eq!(first.find(&Request::default(), NOW.parse()?)?.total, 40);
    Ok(())
}

#[test]
fn an_empty_directory_has_an_index_too() -> Result<()> {
    let folder = Folder::new("empty");
    build(&folder, 0)?;
    let index = open(&folder)?.expect("it was just built");
    assert!(index.is_empty());
    for request in requests() {
        let page = index.find(&request, NOW.parse()?)?;
        assert_eq!((page.total, page.pages, page.page), (0, 0, 1));
    }
    Ok(())
}

#[test]
fn damage_is_noticed_and_never_a_crash() -> Result<()> {
    let folder = Folder::new("damaged");
    drop(build(&folder, 60)?);
    let files = folder.files();
    let names: HashMap<&str, &Path> = files
        .iter()
        .filter_map(|(path, _)| Some((path.file_name()?.to_str()?, path.as_path())))
        .collect();
    for name in [
        "cairn.header",
        "cairn.columns",
        "cairn.records",
        "meta.json",
    ] {
        assert!(names.contains_key(name), "{name}");
    }
    for (path, sound) in &files {
        let damaged = |bytes: &[u8]| -> Result<()> {
            std::fs::write(path, bytes)?;
            try_everything(&folder)
        };
        for length in [0, 1, sound.len() / 2, sound.len().saturating_sub(1)] {
            damaged(&sound[..length])?;
        }
        damaged(&[sound.as_slice(), b"more"].concat())?;
        // About forty places in each file, the first and last bytes among them.
        let step = (sound.len() / 40).max(1);
        for at in (0..sound.len())
            .step_by(step)
            .chain(sound.len().checked_sub(1))
        {
            for flip in [1, 0x80, 0xff] {
                let mut bytes = sound.clone();
                bytes[at] ^= flip;
                damaged(&bytes)?;
            }
        }
        std::fs::remove_file(path)?;
        try_everything(&folder)?;
        std::fs::write(path, sound)?;
    }
    assert!(open(&folder)?.is_some(), "whole again");
    Ok(())
}

/// What our own files hold is checked when they are opened, but for the records: those are checked
/// when they are read, so that opening a large directory does not read all of it.
#[test]
fn a_changed_byte_in_our_own_files_is_always_noticed() -> Result<()> {
    let folder = Folder::new("flipped");
    drop(build(&folder, 30)?);
    for (path, sound) in folder.files() {
        let ours = path.extension().is_some_and(|extension| {
            ["header", "columns", "records"]
                .iter()
                .any(|own| extension == *own)
        });
        if !ours {
            continue;
        }
        for at in (0..sound.len()).step_by((sound.len() / 200).max(1)) {
            let mut bytes = sound.clone();
            bytes[at] ^= 0x10;
            std::fs::write(&path, &bytes)?;
            let noticed = match open(&folder)? {
                None => true,
                Some(index) => {
                    let all = Request {
                        per_page: 100,
                        ..Request::default()
                    };
                    matches!(index.find(&all, NOW.parse()?), Err(Error::Damaged(_)))
                }
            };
            assert!(noticed, "{} at {at}", path.display());
        }
        std::fs::write(&path, &sound)?;
    }
    Ok(())
}
