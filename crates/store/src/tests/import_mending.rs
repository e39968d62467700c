//! What an import leaves for people: sealed rows, history, rows to mend, conflicts to decide.

use std::collections::BTreeMap;

use directory::content::Content;
use directory::edit::Known;
use directory::import::FaultKind;
use directory::service::Service;
use kernel::{Actor, Lang, SystemRandom};
use vault::{Key, Vault};

use super::import::{FILES, borrowed, edit_name, import, with};
use super::sample;
use crate::testing::{Folder, fixed_vault, stores};
use crate::{
    ChangeKind, ConflictChoice, Moment, QuarantineState, QuarantinedRow, Retried, Store, StoreError,
};

fn known(content: &Content) -> Known<'_> {
    Known {
        taxonomy: &content.taxonomy,
        gazetteer: &content.gazetteer,
    }
}

async fn service(store: &Store, name: &str) -> Service {
    let services = store.services(&Actor::Operator).await.expect("read");
    let mut named = services.into_iter().filter(|one| one.name.en == name);
    named.next().expect("there")
}

async fn waiting(store: &Store, table: &str) -> QuarantinedRow {
    let rows = store.quarantine(&Actor::Operator).await.expect("read");
    let mut rows = rows.into_iter().filter(|row| row.table == table);
    rows.next().expect("it waits")
}

async fn retry(
    store: &Store,
    content: &Content,
    row: &QuarantinedRow,
    changed: &[(&str, &str)],
) -> Retried {
    let mut cells: BTreeMap<String, String> = row.cells.clone();
    for (column, cell) in changed {
        cells.insert((*column).to_owned(), (*cell).to_owned());
    }
    let now = sample::NOW;
    store
        .retry_quarantined(
            &Actor::Operator,
            known(content),
            row.id,
            &cells,
            Lang::En,
            now,
        )
        .await
        .expect("tried")
}

/// Neither the file nor its journal holds an address that an import gave, hidden or kept aside.
#[tokio::test]
async fn the_file_holds_no_address_that_an_import_gave() {
    let folder = Folder::new();
    let path = folder.0.join("cairn.sqlite");
    let store = Store::sqlite(&path)
        .await
        .expect("opened")
        .with_vault(fixed_vault());
    store.migrate().await.expect("migrated");
    let content = sample::content(Vec::new());
    import(&store, &content, &FILES, true).await;
    // The hidden place moves at the source and its name here: what both agreed on is kept too.
    edit_name(&store, "Night shelter", "Night house").await;
    let mut moved = with(2, "12 Secret Road", "98 Moved Road");
    moved[1].1 = moved[1].1.replace("Night shelter", "Overnight shelter");
    let second = import(&store, &content, &borrowed(&moved), true).await;
    assert_eq!(second.services.conflicts, 1);
    let row = waiting(&store, "location").await;
    let now = sample::NOW;
    store
        .set_aside_quarantined(&Actor::Operator, row.id, "Not at 55 Whispered Lane.", now)
        .await
        .expect("set aside");
    store.close().await;
    let mut files = 0;
    for entry in std::fs::read_dir(&folder.0).expect("the folder") {
        let bytes = std::fs::read(entry.expect("an entry").path()).expect("a file");
        for secret in [
            "Secret Road",
            "Moved Road",
            "1 Any Street",
            "Whispered",
            "Prince George",
        ] {
            let mut windows = bytes.windows(secret.len());
            assert!(!windows.any(|seen| seen == secret.as_bytes()), "{secret}");
        }
        files += 1;
    }
    assert!(files >= 1);
}

#[tokio::test]
async fn without_the_key_nothing_is_imported() {
    let store = Store::sqlite_in_memory().await.expect("opened");
    store.migrate().await.expect("migrated");
    let content = sample::content(Vec::new());
    let mut harvest = super::import::harvest("test", &FILES);
    let request = super::import::request("test", &content.gazetteer, true);
    let refused = store.import(&Actor::Operator, &mut harvest, request).await;
    assert!(matches!(refused, Err(StoreError::NoVault)));
}

/// After a change of keys an import still knows its records and its rows again, with the old key and
/// without it.
#[tokio::test]
async fn a_new_key_opens_everything_and_changes_nothing() {
    let content = sample::content(Vec::new());
    let [old, new] = [(1, 7), (2, 8)].map(|(version, fill)| Key::new(version, [fill; 32]));
    for test in stores().await {
        let only_old = Vault::new(vec![old.clone()]).expect("keys");
        let store = &test.store.clone().with_vault(only_old);
        import(store, &content, &FILES, true).await;
        edit_name(store, "Night shelter", "Night house").await;
        let both = with(1, "Night shelter", "Overnight shelter");
        import(store, &content, &borrowed(&both), true).await;

        let two = Vault::new(vec![old.clone(), new.clone()]).expect("keys");
        let store = &test.store.clone().with_vault(two);
        let again = import(store, &content, &borrowed(&both), true).await;
        assert!(!again.applied, "{}: {again:?}", test.name);
        let moment = Moment {
            now: sample::NOW,
            random: &SystemRandom,
        };
        let resealed = store.reseal(&Actor::System, &moment).await.expect("sealed");
        assert!(
            resealed >= 5 + 1 + 2,
            "records, a conflict, rows: {resealed}"
        );
        assert!(
            !import(store, &content, &borrowed(&both), true)
                .await
                .applied
        );

        let only_new = Vault::new(vec![new.clone()]).expect("keys");
        let store = &test.store.clone().with_vault(only_new);
        assert_eq!(
            store
                .quarantine(&Actor::Operator)
                .await
                .expect("read")
                .len(),
            2
        );
        assert_eq!(
            store.conflicts(&Actor::Operator).await.expect("read").len(),
            1
        );
        let third = import(store, &content, &borrowed(&both), true).await;
        assert_eq!(third.services.unchanged, 3, "{}", test.name);
    }
}

#[tokio::test]
async fn an_import_is_in_the_history_of_what_it_changed() {
    let content = sample::content(Vec::new());
    for test in stores().await {
        let store = &test.store;
        import(store, &content, &FILES, true).await;
        let shelter = service(store, "Night shelter").await;
        let first = store.history(&Actor::Operator, shelter.id).await;
        let first = first.expect("read");
        assert_eq!(first.len(), 1, "when it came, and no field");
        assert_eq!(
            (first[0].kind, first[0].changes.len()),
            (ChangeKind::Import, 0)
        );

        let mut changed = with(1, "Night shelter,Beds.", "Night shelter,Beds and meals.");
        changed[2].1 = changed[2].1.replace("12 Secret Road", "98 Moved Road");
        import(store, &content, &borrowed(&changed), true).await;
        let history = store.history(&Actor::Operator, shelter.id).await;
        let history = history.expect("read");
        assert_eq!(history.len(), 2, "{}", test.name);
        assert_eq!(
            (history[0].version, history[0].kind),
            (2, ChangeKind::Import)
        );
        let of = |field: &str| {
            let mut changes = history[0].changes.iter();
            changes.find(|one| one.field == field).expect("it changed")
        };
        assert_eq!(history[0].changes.len(), 2);
        let description = of("description.en");
        assert_eq!(description.before.as_deref(), Some("Beds."));
        assert_eq!(description.after.as_deref(), Some("Beds and meals."));
        let address = of("location.address_1");
        assert!(address.confidential);
        assert_eq!(address.after.as_deref(), Some("98 Moved Road"));
        let other = service(store, "Day centre").await;
        let other = store.history(&Actor::Operator, other.id).await;
        assert_eq!(other.expect("read").len(), 1, "it did not change");
    }
}

#[tokio::test]
async fn a_row_is_mended_and_taken_in() {
    let content = sample::content(Vec::new());
    for test in stores().await {
        let store = &test.store;
        import(store, &content, &FILES, true).await;
        let phone = waiting(store, "phone").await;
        assert_eq!(phone.cells["number"], "250-555-0102");

        // As it is it still belongs to nothing, and nothing changes.
        let same = retry(store, &content, &phone, &[]).await;
        assert_eq!(same, Retried::StillFaulty(FaultKind::OrphanOfService));
        let bad = [("service_id", "s2"), ("number", "12")];
        let bad = retry(store, &content, &phone, &bad).await;
        assert_eq!(bad, Retried::StillFaulty(FaultKind::BadPhone));
        assert_eq!(waiting(store, "phone").await, phone);

        let centre = service(store, "Day centre").await;
        let taken = retry(store, &content, &phone, &[("service_id", "s2")]).await;
        assert_eq!(taken, Retried::TakenIn(Some(centre.id)), "{}", test.name);
        let mended = service(store, "Day centre").await;
        assert_eq!(mended.phones.len(), 2);
        assert_eq!(mended.phones[0], centre.phones[0]);
        let row = store.quarantined_row(&Actor::Operator, phone.id).await;
        let row = row.expect("read").expect("kept");
        assert_eq!(row.state, QuarantineState::Mended);
        assert_eq!(row.cells["service_id"], "s2");
        let history = store.history(&Actor::Operator, centre.id).await;
        assert_eq!(history.expect("read")[0].kind, ChangeKind::Import);

        // Once only, and the next import leaves it alone.
        let cells = row.cells.clone();
        let now = sample::NOW;
        let twice = store
            .retry_quarantined(
                &Actor::Operator,
                known(&content),
                row.id,
                &cells,
                Lang::En,
                now,
            )
            .await;
        assert!(matches!(twice, Err(StoreError::UnknownQuarantinedRow(_))));
        let again = import(store, &content, &FILES, true).await;
        assert!(!again.applied, "{}: {again:?}", test.name);
        assert_eq!(service(store, "Day centre").await.phones.len(), 2);
    }
}

const NAMELESS: (&str, &str) = (
    "services.csv",
    "id,organization_id,name,description,status,email\n\
     s1,o1,Night shelter,Beds.,active,beds@example.org\n\
     s4,o1,,A service without a name.,active,four@example.org\n",
);

#[tokio::test]
async fn a_service_that_was_mended_outlives_the_next_import() {
    let content = sample::content(Vec::new());
    for test in stores().await {
        let store = &test.store;
        let files = [FILES[0], NAMELESS];
        import(store, &content, &files, true).await;
        let row = waiting(store, "service").await;
        assert_eq!(row.reason, FaultKind::NoName.code());
        let taken = retry(store, &content, &row, &[("name", "Fourth service")]).await;
        let fourth = service(store, "Fourth service").await;
        assert_eq!(taken, Retried::TakenIn(Some(fourth.id)));
        let house = store.organizations(&Actor::Operator).await.expect("read");
        let mut houses = house.iter().filter(|one| one.id == fourth.organization_id);
        assert_eq!(houses.next().expect("its own").name.en, "Example House");

        // The source still has it without a name: it does not go, and nothing waits again.
        let again = import(store, &content, &files, true).await;
        assert!(!again.applied, "{}: {again:?}", test.name);
        service(store, "Fourth service").await;

        // The source mends it too: from now on it follows.
        let theirs = NAMELESS.1.replace("s4,o1,,", "s4,o1,Named at last,");
        let files = [FILES[0], (NAMELESS.0, theirs.as_str())];
        let third = import(store, &content, &files, true).await;
        assert_eq!((third.services.changed, third.services.new), (1, 0));
        service(store, "Named at last").await;
    }
}

#[tokio::test]
async fn a_row_that_is_set_aside_stays_aside() {
    let content = sample::content(Vec::new());
    for test in stores().await {
        let store = &test.store;
        import(store, &content, &FILES, true).await;
        let row = waiting(store, "location").await;
        let now = sample::NOW;
        let silent = store
            .set_aside_quarantined(&Actor::Operator, row.id, " ", now)
            .await;
        assert!(matches!(silent, Err(StoreError::EmptyMessage)));
        let long = "x".repeat(501);
        let long = store
            .set_aside_quarantined(&Actor::Operator, row.id, &long, now)
            .await;
        assert!(matches!(long, Err(StoreError::MessageTooLong { .. })));
        let alone = retry(store, &content, &row, &[]).await;
        assert_eq!(alone, Retried::OnlyAtItsSource);
        store
            .set_aside_quarantined(&Actor::Operator, row.id, "An empty building.", now)
            .await
            .expect("set aside");
        let rows = store.quarantine(&Actor::Operator).await.expect("read");
        assert_eq!(rows.len(), 1, "{}", test.name);
        let again = import(store, &content, &FILES, true).await;
        assert!(!again.applied);
        let kept = store.quarantined_row(&Actor::Operator, row.id).await;
        let kept = kept.expect("read").expect("kept");
        assert_eq!(kept.state, QuarantineState::SetAside);
        assert_eq!(kept.note, "An empty building.");
        let sources = store.import_sources(&Actor::Operator).await.expect("read");
        assert_eq!(sources.len(), 1);
        let counted = (
            sources[0].organizations,
            sources[0].services,
            sources[0].waiting,
        );
        assert_eq!(counted, (2, 3, 1));
    }
}

#[tokio::test]
async fn a_conflict_is_decided_either_way() {
    let content = sample::content(Vec::new());
    for test in stores().await {
        let store = &test.store;
        import(store, &content, &FILES, true).await;
        edit_name(store, "Night shelter", "Night house").await;
        edit_name(store, "Day centre", "Day house").await;
        let mut both = with(1, "Night shelter", "Overnight shelter");
        both[1].1 = both[1].1.replace("Day centre", "Daytime centre");
        import(store, &content, &borrowed(&both), true).await;
        let conflicts = store.conflicts(&Actor::Operator).await.expect("read");
        assert_eq!(conflicts.len(), 2);
        for conflict in &conflicts {
            assert_eq!(
                (conflict.field.as_str(), conflict.of_service),
                ("name", true)
            );
            let ours = conflict.here["en"].as_str().expect("a name");
            let choice = if ours == "Night house" {
                assert_eq!(conflict.theirs["en"], "Overnight shelter");
                ConflictChoice::TakeTheirs
            } else {
                ConflictChoice::KeepOurs
            };
            let about = (conflict.record, conflict.field.as_str());
            let now = sample::NOW;
            store
                .decide_conflict(&Actor::Operator, known(&content), about, choice, now)
                .await
                .expect("decided");
            let twice = store
                .decide_conflict(&Actor::Operator, known(&content), about, choice, now)
                .await;
            assert!(matches!(twice, Err(StoreError::UnknownConflict(_))));
            let history = store.history(&Actor::Operator, conflict.record).await;
            let last = &history.expect("read")[0];
            assert_eq!(last.kind, ChangeKind::Import);
            let taken = usize::from(choice == ConflictChoice::TakeTheirs);
            assert_eq!(last.changes.len(), taken);
        }
        service(store, "Overnight shelter").await;
        service(store, "Day house").await;
        assert!(
            store
                .conflicts(&Actor::Operator)
                .await
                .expect("read")
                .is_empty()
        );
        let again = import(store, &content, &borrowed(&both), true).await;
        assert!(!again.applied, "{}", test.name);
    }
}
