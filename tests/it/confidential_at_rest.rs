//! Confidential places and whoever takes the database: without the key there is no address to read in it,
//! and none to try out, whether it was loaded, edited, imported, kept aside or public once.

use directory::content::Content;
use directory::edit::{Field, Known};
use directory::import::{InHand, InMemory, Options};
use directory::location::Confidentiality;
use journeys::TestHouse;
use kernel::{Actor, Clock as _};
use store::testing::{backup, dump};
use store::{Edit, Edited, ImportRequest, Store};

use crate::confidential::{CANARIES, ONE, OTHER, chosen, planted};

/// Further addresses that must not be read: edited in, imported, kept aside, public once.
const MORE: [&str; 12] = [
    "Zyxwvut",
    "Trundlemouth",
    "A9Z 8X8",
    "47.5612",
    "Fizzlewick",
    "Grimbletown",
    "V8Q 1Q1",
    "51.2345",
    "Blorpington",
    "Snarkwell",
    "Plimsoll Mews",
    "Hollow Attic",
];

fn every_canary() -> impl Iterator<Item = &'static str> {
    CANARIES.into_iter().chain(MORE)
}

fn known(content: &Content) -> Known<'_> {
    Known {
        taxonomy: &content.taxonomy,
        gazetteer: &content.gazetteer,
    }
}

async fn edit(house: &TestHouse, id: uuid::Uuid, version: i64, changes: &[(Field, &str)]) {
    let edit = Edit {
        base_version: version,
        changes: changes
            .iter()
            .map(|(field, text)| (*field, (*text).to_owned()))
            .collect(),
        reason: String::new(),
        verified: false,
        suggestion: None,
        look: false,
    };
    let (store, now) = (&house.house.store, house.clock.now());
    let known = known(&house.house.content);
    let edited = store
        .edit_service(&Actor::Operator, known, id, edit, now)
        .await;
    assert!(matches!(edited, Ok(Edited::Saved { .. })), "{edited:?}");
}

/// An export with a hidden house and rows that cannot stand alone.
const FILES: [(&str, &str); 5] = [
    (
        "organizations.csv",
        "id,name,description\no1,Example House,A house.\n",
    ),
    (
        "services.csv",
        "id,organization_id,name,description,status,email\n\
         s1,o1,Night shelter,Beds.,active,beds@example.org\n\
         s2,o1,Day room,Meals.,active,day@example.org\n\
         s3,o9,Elsewhere House,Meals.,active,else@example.org\n",
    ),
    (
        "locations.csv",
        "id,name,latitude,longitude,confidential\n\
         l1,Hollow Attic,51.2345678,-121.7654321,yes\nl2,Open door,,,\n",
    ),
    (
        "addresses.csv",
        "id,location_id,address_1,city,state_province,postal_code,country,address_type\n\
         a1,l1,98 Fizzlewick Road,Grimbletown,BC,V8Q 1Q1,CA,physical\n\
         a2,l2,5 Blorpington Road,Kelowna,BC,V1Y 1A1,CA,physical\n\
         a3,l9,31 Snarkwell Road,Kelowna,BC,V1Y 1A1,CA,physical\n",
    ),
    (
        "service_at_locations.csv",
        "id,service_id,location_id\nx1,s1,l1\nx2,s2,l2\nx3,s9,l1\n",
    ),
];

async fn import(house: &TestHouse, files: &[(&str, &str)]) {
    let content = &house.house.content;
    let files = files
        .iter()
        .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
        .collect();
    let mut harvest = directory::import::read(
        &mut InHand(files),
        &Options::new("elsewhere", "2026-11"),
        &content.gazetteer,
        &content.taxonomy,
        &InMemory,
    )
    .expect("readable");
    let gazetteer = &content.gazetteer;
    let request = ImportRequest::apply("elsewhere", gazetteer, house.clock.now());
    let imported = house
        .house
        .store
        .import(&Actor::Operator, &mut harvest, request)
        .await;
    assert!(imported.expect("imported").applied);
}

/// Everything that can be done to a confidential place.
async fn lived_in() -> Vec<TestHouse> {
    let houses = TestHouse::on_each_holding(&planted(&ONE)).await;
    for house in &houses {
        house.at("2026-11-26T09:00:00-08:00");
        let content = &house.house.content;
        let ids: Vec<_> = chosen(content)
            .iter()
            .map(|at| content.services[*at].id)
            .collect();
        // Moved, as both kinds.
        for id in &ids[..2] {
            let moved = [
                (Field::Address1, OTHER.street),
                (Field::Point, "47.5612345, -52.7123456"),
                (Field::Note, "Ask at Plimsoll Mews"),
            ];
            edit(house, *id, 1, &moved).await;
        }
        edit(house, ids[0], 2, &[(Field::City, OTHER.canary_town)]).await;
        import(house, &FILES).await;
        let services = house
            .house
            .store
            .services(&Actor::Operator)
            .await
            .expect("read");
        let hidden = services
            .iter()
            .find(|one| one.name.en == "Night shelter")
            .expect("imported");
        let place = hidden.location.as_ref().expect("a place");
        assert_eq!(place.confidentiality, Confidentiality::Hidden);
        // Public at its source, and once here too; hidden now.
        let open = services
            .iter()
            .find(|one| one.name.en == "Day room")
            .expect("imported");
        assert!(
            open.location
                .as_ref()
                .and_then(|place| place.address.as_deref())
                .is_some_and(|address| address.contains("Blorpington"))
        );
        edit(
            house,
            open.id,
            1,
            &[(Field::Address1, "6 Blorpington Road")],
        )
        .await;
        edit(house, open.id, 2, &[(Field::Confidentiality, "hidden")]).await;
        // The source moves it as well: a conflict.
        let moved =
            FILES.map(|(name, text)| (name, text.replace("5 Blorpington", "7 Blorpington")));
        let moved: Vec<_> = moved
            .iter()
            .map(|(name, text)| (*name, text.as_str()))
            .collect();
        import(house, &moved).await;
    }
    houses
}

#[tokio::test]
async fn no_table_holds_an_address_that_can_be_read() {
    for house in lived_in().await {
        let store = &house.house.store;
        let rows = dump(store).await;
        assert!(rows.len() > 1_000, "{}", house.name);
        for table in [
            "imported_record",
            "import_conflict",
            "quarantine",
            "service_change",
        ] {
            let any = rows.iter().any(|row| row.starts_with(&format!("{table}:")));
            assert!(any, "{}: nothing in {table}", house.name);
        }
        for row in &rows {
            for canary in every_canary() {
                assert!(!row.contains(canary), "{}: {canary}: {row}", house.name);
            }
        }
        // With the key everything is there.
        let services = store.services(&Actor::Operator).await.expect("read");
        let whole = format!("{services:?}");
        for canary in [
            "Zyxwvut",
            "Trundlemouth",
            "Fizzlewick",
            "Plimsoll Mews",
            "6 Blorpington",
        ] {
            assert!(whole.contains(canary), "{}: {canary} is lost", house.name);
        }
        let aside = store.quarantine(&Actor::Operator).await.expect("read");
        assert!(
            aside
                .iter()
                .any(|row| row.cells.values().any(|cell| cell.contains("Snarkwell"))),
            "{}",
            house.name
        );
    }
}

#[tokio::test]
async fn no_file_and_no_backup_holds_one() {
    for house in lived_in().await {
        let Some(folder) = house.database().folder() else {
            continue;
        };
        let copy = folder.join("backup.sqlite");
        assert!(backup(&house.house.store, &copy).await);
        let mut names = Vec::new();
        for entry in std::fs::read_dir(folder).expect("the folder") {
            let path = entry.expect("an entry").path();
            let bytes = std::fs::read(&path).expect("a file");
            let journal = path
                .extension()
                .is_some_and(|kind| kind == "sqlite-wal" || kind == "sqlite-shm");
            for canary in every_canary() {
                // What was public a moment ago is in the journal until SQLite next takes it in.
                if journal && canary == "Blorpington" {
                    continue;
                }
                let found = bytes
                    .windows(canary.len())
                    .any(|seen| seen == canary.as_bytes());
                assert!(!found, "{}: {canary}", path.display());
            }
            names.push(
                path.file_name()
                    .expect("a name")
                    .to_string_lossy()
                    .into_owned(),
            );
        }
        names.sort();
        assert!(names.iter().any(|name| name.ends_with("-wal")), "{names:?}");
    }
}

/// The rows that tell of records with a confidential place, as another key makes them.
async fn rows_under(key: u8) -> Vec<String> {
    let store = store::testing::stores().await.swap_remove(0);
    let keys = vault::Vault::new(vec![vault::Key::new(1, [key; 32])]).expect("a key");
    let keyed: Store = store.store.clone().with_vault(keys);
    let content = planted(&ONE);
    let now = journeys::AFTERNOON.parse().expect("a moment");
    keyed
        .load_content(&Actor::System, &content, now)
        .await
        .expect("loaded");
    let ids: Vec<String> = chosen(&content)
        .iter()
        .map(|at| content.services[*at].id.to_string())
        .collect();
    let mut rows = dump(&keyed).await;
    rows.retain(|row| {
        row.starts_with("directory_change:")
            || (row.starts_with("service:") && ids.iter().any(|id| row.contains(id)))
    });
    rows
}

/// Nobody can try addresses until a digest fits: the same record has another digest under another key.
#[tokio::test]
async fn no_digest_can_be_tried_out() {
    let (one, other) = (rows_under(0x11).await, rows_under(0x22).await);
    assert_eq!(one.len(), 9);
    for (one, other) in one.iter().zip(&other) {
        assert_ne!(one, other);
    }
    assert_eq!(one, rows_under(0x11).await);
}

/// A newer key changes no record and no answer, and nothing is left under the old one that could be read.
#[tokio::test]
async fn a_newer_key_opens_what_was_imported_and_kept_aside() {
    for house in lived_in().await {
        let store = &house.house.store;
        let keys = vec![
            vault::Key::new(1, [0x2c; 32]),
            vault::Key::new(2, [0x3d; 32]),
        ];
        let newer = store
            .clone()
            .with_vault(vault::Vault::new(keys).expect("keys"));
        let random = kernel::SeededRandom::new(9);
        let moment = store::Moment {
            now: house.clock.now(),
            random: &random,
        };
        let before = store.quarantine(&Actor::Operator).await.expect("read");
        assert!(
            newer
                .reseal(&Actor::Operator, &moment)
                .await
                .expect("sealed anew")
                > 8
        );
        let after = newer.quarantine(&Actor::Operator).await.expect("read");
        assert_eq!(before, after, "{}", house.name);
        for row in dump(store).await {
            for table in ["quarantine:", "location_sealed:", "service_change_sealed:"] {
                assert!(!row.starts_with(table) || row.contains("2."), "{row}");
            }
        }
    }
}
