//! Everything that ships is sound: no fault, both languages, sources, and the list is the folder.

use std::collections::BTreeSet;
use std::path::Path;

use questionnaires::model::{Standing, Status};
use questionnaires::{Known, Library, shipped_files};

use crate::support::{SHIPPED, today};

fn content() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../content"))
}

fn needs() -> BTreeSet<String> {
    let text =
        std::fs::read_to_string(content().join("taxonomy/needs.toml")).expect("the taxonomy");
    let read: toml::Table = text.parse().expect("TOML");
    let terms = read["term"].as_array().expect("terms");
    let ids = terms.iter().map(|term| term["id"].as_str().expect("an id"));
    ids.map(str::to_owned).collect()
}

#[test]
fn no_shipped_instrument_has_a_fault() {
    let known = Known {
        needs: Some(needs()),
    };
    let (library, faults) = Library::read(shipped_files(), &known, today());
    let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert_eq!(library.all().count(), shipped_files().count());
}

#[test]
fn every_file_of_the_folder_is_folded_in() {
    let folder = std::fs::read_dir(content().join("questionnaires")).expect("the folder");
    let on_disk: BTreeSet<String> = folder
        .map(|entry| entry.expect("an entry").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .filter(|name| name != "README.md")
        .collect();
    let folded: BTreeSet<String> = shipped_files()
        .map(|(path, _)| path.rsplit('/').next().expect("a name").to_owned())
        .collect();
    assert_eq!(on_disk, folded);
    for (path, _) in shipped_files() {
        let id = path
            .rsplit('/')
            .next()
            .and_then(|name| name.strip_suffix(".toml"));
        assert!(SHIPPED.latest(id.expect("a name")).is_some(), "{path}");
    }
}

/// What nobody from the field has looked at says so, and what is not known is not in use.
#[test]
fn what_is_not_verified_says_so() {
    for instrument in SHIPPED.all() {
        let questionnaire = instrument.questionnaire();
        let id = &questionnaire.id;
        assert!(questionnaire.provenance.reviewed_by.is_empty(), "{id}");
        let held_back = questionnaire.not_available.is_some() || questionnaire.not_scored.is_some();
        assert_eq!(held_back, questionnaire.status == Status::Draft, "{id}");
        if questionnaire.provenance.standing == Standing::Memory {
            assert!(questionnaire.not_scored.is_some(), "{id}");
        }
        if questionnaire.not_available.is_none() {
            let notices = questionnaire.notice.len();
            assert!(notices >= 2, "{id} carries its warnings");
        }
    }
}

/// No result may call somebody a victim or give a chance.
#[test]
fn no_result_is_a_verdict() {
    for instrument in SHIPPED.all() {
        let questionnaire = instrument.questionnaire();
        for lens in &questionnaire.lens {
            let classes = lens.class.iter().map(|class| &class.name);
            let unclassified = lens.unclassified.iter().map(|one| &one.name);
            let names = classes.chain(unclassified);
            for name in names {
                for word in ["victim", "victime", "likely", "probab", "%"] {
                    assert!(!name.en.contains(word), "{}: {}", questionnaire.id, name.en);
                    assert!(!name.fr.contains(word), "{}: {}", questionnaire.id, name.fr);
                }
            }
        }
    }
}
