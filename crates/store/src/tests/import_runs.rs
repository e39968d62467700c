//! Runs of imports: what is kept of them, what nobody may read, and an export that the directory overtook.

use kernel::{Actor, Random as _, SystemRandom};
use uuid::Uuid;

use super::import::{FILES, borrowed, edit_name, harvest, import, request, with};
use super::people::Fixture;
use super::sample;
use crate::testing::stores;
use crate::{ConflictChoice, ImportRequest, ImportRunState, Imported, NewImportRun, Store};

async fn begin(store: &Store) -> Uuid {
    let run = NewImportRun {
        id: SystemRandom.uuid(),
        source: "test",
        format: "zip",
        file: "our export.zip",
        size: 12,
        digest: "d1",
    };
    store
        .begin_import_run(&Actor::Operator, run, sample::NOW)
        .await
        .expect("begun");
    run.id
}

async fn take(
    store: &Store,
    files: &[(&str, &str)],
    (apply, expected, run): (bool, Option<&str>, Uuid),
) -> Imported {
    let content = sample::content(Vec::new());
    let request = ImportRequest {
        expected,
        run: Some(run),
        ..request("test", &content.gazetteer, apply)
    };
    let imported = store
        .import(&Actor::Operator, &mut harvest("test", files), request)
        .await;
    imported.expect("read")
}

#[tokio::test]
async fn a_run_is_looked_at_and_then_applied_as_it_was_seen() {
    for test in stores().await {
        let store = &test.store;
        let run = begin(store).await;
        let state = async |store: &Store| {
            let found = store.import_run(&Actor::Operator, run).await;
            found.expect("read").expect("there")
        };
        assert_eq!(state(store).await.state, ImportRunState::Reading);
        let looked = take(store, &FILES, (false, None, run)).await;
        let compared = state(store).await;
        assert_eq!(compared.state, ImportRunState::Compared, "{}", test.name);
        let report = compared.kept.report.expect("a report");
        assert_eq!(report.plan, looked.plan);
        assert_eq!((report.services.new, compared.counts.new), (3, 5));
        assert_eq!(
            (compared.faults, compared.quarantined),
            (report.fault_count(), 2)
        );
        assert!(
            report
                .faults
                .iter()
                .all(|fault| fault.at.len() as u64 == fault.count)
        );
        assert_eq!(
            store.services(&Actor::Operator).await.expect("read").len(),
            0
        );

        let applied = take(store, &FILES, (true, Some(&report.plan), run)).await;
        assert!(applied.applied && !applied.overtaken);
        assert_eq!(applied.plan, report.plan, "what was seen is what is done");
        assert_eq!(state(store).await.state, ImportRunState::Applied);

        let again = begin(store).await;
        let looked = take(store, &FILES, (false, None, again)).await;
        let same = take(store, &FILES, (true, Some(&looked.plan), again)).await;
        assert!(!same.applied && !same.overtaken);
        let runs = store.import_runs(&Actor::Operator).await.expect("read");
        assert_eq!(runs.len(), 2);
        let last = runs.iter().find(|one| one.id == again).expect("there");
        assert_eq!(last.state, ImportRunState::Unchanged);
        assert_eq!(
            (last.kept.file.as_str(), last.kept.digest.as_str()),
            ("our export.zip", "d1")
        );
    }
}

#[tokio::test]
async fn what_was_seen_is_not_applied_to_a_directory_that_is_another_now() {
    let content = sample::content(Vec::new());
    for test in stores().await {
        let store = &test.store;
        import(store, &content, &FILES, true).await;
        let changed = with(1, "Night shelter", "Overnight shelter");
        let changed = borrowed(&changed);
        let run = begin(store).await;
        let looked = take(store, &changed, (false, None, run)).await;
        assert_eq!((looked.services.changed, looked.services.conflicts), (1, 0));

        // What the export does not touch makes no difference.
        edit_name(store, "Day centre", "Day house").await;
        let counter = store.change_counter(&Actor::Operator).await.expect("read");
        edit_name(store, "Night shelter", "Night house").await;
        let overtaken = take(store, &changed, (true, Some(&looked.plan), run)).await;
        assert!(overtaken.overtaken && !overtaken.applied, "{}", test.name);
        assert_eq!(overtaken.services.conflicts, 1);
        let after = store.change_counter(&Actor::Operator).await.expect("read");
        assert_eq!(after, counter, "nothing was written");
        assert!(
            store
                .conflicts(&Actor::Operator)
                .await
                .expect("read")
                .is_empty()
        );
        let kept = store.import_run(&Actor::Operator, run).await;
        let kept = kept.expect("read").expect("there");
        assert_eq!(kept.state, ImportRunState::Compared);
        let report = kept.kept.report.expect("the report of now");
        assert_eq!(report.services.conflicts, 1);

        let agreed = take(store, &changed, (true, Some(&report.plan), run)).await;
        assert!(agreed.applied);
        let conflicts = store.conflicts(&Actor::Operator).await.expect("read");
        assert_eq!(conflicts.len(), 1);
    }
}

#[tokio::test]
async fn a_difference_waits_until_somebody_decides() {
    let content = sample::content(Vec::new());
    for test in stores().await {
        let store = &test.store;
        import(store, &content, &FILES, true).await;
        edit_name(store, "Night shelter", "Night house").await;
        let named = with(1, "Night shelter", "Overnight shelter");
        import(store, &content, &borrowed(&named), true).await;
        // The source changes something else: what nobody decided on is still there.
        let mut more = named.clone();
        more[1].1 = more[1].1.replace("beds@example.org", "new@example.org");
        let third = import(store, &content, &borrowed(&more), true).await;
        assert_eq!((third.services.changed, third.services.conflicts), (1, 0));
        let waiting = store.conflicts(&Actor::Operator).await.expect("read");
        assert_eq!(waiting.len(), 1, "{}", test.name);
        assert_eq!(waiting[0].theirs["en"], "Overnight shelter");
        // The source comes round to what is said here: there is nothing left to decide.
        let mut same = more.clone();
        same[1].1 = same[1].1.replace("Overnight shelter", "Night house");
        import(store, &content, &borrowed(&same), true).await;
        assert!(
            store
                .conflicts(&Actor::Operator)
                .await
                .expect("read")
                .is_empty()
        );
    }
}

/// Digests from before they were made with the key are emptied; the record itself is compared then.
#[tokio::test]
async fn a_digest_that_is_not_known_changes_nothing() {
    use crate::engine::on_engine;
    let content = sample::content(Vec::new());
    for test in stores().await {
        let store = &test.store;
        let first = import(store, &content, &FILES, true).await;
        let mut transaction = store.write().await.expect("a transaction");
        on_engine!(&mut transaction, connection => {
            sqlx::query("UPDATE imported_record SET record_digest = '' WHERE kind = 'service'")
                .execute(&mut **connection)
                .await
                .expect("emptied");
        });
        transaction.commit().await.expect("kept");
        let again = import(store, &content, &FILES, true).await;
        assert!(!again.applied, "{}: {again:?}", test.name);
        assert_eq!((again.services.unchanged, again.services.changed), (3, 0));
        assert_eq!(again.change_counter, first.change_counter);
        let mut transaction = store.read().await.expect("a transaction");
        let empty: i64 = on_engine!(&mut transaction, connection => {
            sqlx::query_scalar("SELECT COUNT(*) FROM imported_record WHERE record_digest = ''")
                .fetch_one(&mut **connection)
                .await
                .expect("counted")
        });
        assert_eq!(empty, 0, "from now on they are known");
    }
}

/// Whoever takes in exports need not know where secret places are.
#[tokio::test]
async fn an_address_that_is_secret_is_masked_and_stays_as_it_is() {
    let content = sample::content(Vec::new());
    let known = directory::edit::Known {
        taxonomy: &content.taxonomy,
        gazetteer: &content.gazetteer,
    };
    for test in stores().await {
        let store = &test.store;
        let house = Fixture::new(store).await;
        let files = [
            FILES[0],
            FILES[1],
            (
                "locations.csv",
                "id,name,address_1,city,state_province,confidential\n\
              l1,House,12 Secret Road,Prince George,BC,yes\nl8,Hidden House,9 Whispered Lane,Quesnel,BC,yes\n\
              l9,Open House,1 Any Street,Prince George,BC,\n",
            ),
            FILES[3],
            (
                "addresses.csv",
                "id,location_id,address_1,city\na7,l77,7 Perhaps Street,Quesnel\n",
            ),
        ];
        import(store, &content, &files, true).await;
        let curator = house.person("cu", house.own, &["curator"]).await;
        let all = store.quarantine(&Actor::Operator).await.expect("read");
        let theirs = store.quarantine(&curator).await.expect("read");
        assert_eq!(all.len(), theirs.len(), "{}", test.name);
        assert!(all.iter().all(|row| row.masked.is_empty()));
        let told = |rows: &[crate::QuarantinedRow]| {
            let cells = rows.iter().flat_map(|row| row.cells.values());
            cells.cloned().collect::<Vec<_>>().join("\n")
        };
        for secret in ["Whispered", "Perhaps", "Quesnel", "Hidden House"] {
            assert!(told(&all).contains(secret), "{secret}: {all:?}");
            assert!(!told(&theirs).contains(secret), "{secret}");
        }
        assert!(
            told(&theirs).contains("1 Any Street"),
            "this one says nothing of a secret"
        );

        // What they send for such a cell goes nowhere, and what they may not know cannot be made public.
        let hidden = theirs
            .iter()
            .find(|row| row.cells.get("id").is_some_and(|id| id == "l8"));
        let hidden = hidden.expect("it waits");
        let mut cells = hidden.cells.clone();
        for (column, cell) in [
            ("address_1", "1 Guess Street"),
            ("confidential", ""),
            ("service_id", "s2"),
        ] {
            cells.insert(column.to_owned(), cell.to_owned());
        }
        let lang = kernel::Lang::En;
        let tried = store
            .retry_quarantined(&curator, known, hidden.id, &cells, lang, sample::NOW)
            .await;
        tried.expect("tried");
        let kept = store.quarantined_row(&Actor::Operator, hidden.id).await;
        let kept = kept.expect("read").expect("there");
        assert_eq!(kept.cells["address_1"], "9 Whispered Lane");
        let listings = store.listings(&Actor::Public, &content.gazetteer).await;
        let listings = format!("{:?}", listings.expect("read"));
        assert!(!listings.contains("Whispered") && !listings.contains("Guess"));
    }
}

#[tokio::test]
async fn a_conflict_of_what_ships_is_offered_field_by_field() {
    let shipped = |name: &str, email: &str| {
        let mut line = sample::plain("line");
        line.name = kernel::Text::new(name, "");
        line.email = Some(email.to_owned());
        sample::content(vec![line])
    };
    for test in stores().await {
        let store = &test.store;
        let first = shipped("Line", "one@example.org");
        let load = async |content| {
            let loaded = store
                .load_content(&Actor::System, content, sample::NOW)
                .await;
            loaded.expect("loaded")
        };
        load(&first).await;
        let known = directory::edit::Known {
            taxonomy: &first.taxonomy,
            gazetteer: &first.gazetteer,
        };
        let id = directory::shipped_id("service", "line");
        let edit = crate::Edit {
            base_version: 1,
            changes: [(directory::edit::Field::NameEnglish, "Our line".to_owned())].into(),
            reason: String::new(),
            verified: false,
            suggestion: None,
            look: false,
        };
        let edited = store
            .edit_service(&Actor::Operator, known, id, edit, sample::NOW)
            .await;
        edited.expect("edited");

        // A release that changes neither field offers nothing.
        let mut other = first.clone();
        other.services.push(sample::full("another"));
        assert_eq!(load(&other).await.offered, 0, "{}", test.name);

        let second = shipped("Better line", "two@example.org");
        let loaded = load(&second).await;
        assert_eq!((loaded.kept_local, loaded.offered), (1, 2));
        let waiting = store.conflicts(&Actor::Operator).await.expect("read");
        assert!(waiting.iter().all(|one| one.shipped && one.record == id));
        let fields: Vec<&str> = waiting.iter().map(|one| one.field.as_str()).collect();
        assert_eq!(fields, ["email", "name"]);
        let sources = store.import_sources(&Actor::Operator).await.expect("read");
        assert!(sources.is_empty(), "no other system");
        let services = store.services(&Actor::Operator).await.expect("read");
        let line = services.iter().find(|one| one.id == id).expect("there");
        assert_eq!(
            (line.name.en.as_str(), line.email.as_deref()),
            ("Our line", Some("one@example.org"))
        );

        for (field, choice) in [
            ("email", ConflictChoice::TakeTheirs),
            ("name", ConflictChoice::KeepOurs),
        ] {
            let about = (id, field);
            let decided = store
                .decide_conflict(&Actor::Operator, known, about, choice, sample::NOW)
                .await;
            decided.expect("decided");
        }
        let services = store.services(&Actor::Operator).await.expect("read");
        let line = services.iter().find(|one| one.id == id).expect("there");
        assert_eq!(
            (line.name.en.as_str(), line.email.as_deref()),
            ("Our line", Some("two@example.org"))
        );

        // Once decided it rests, until it ships otherwise again.
        let mut again = second.clone();
        again.services.push(sample::full("another"));
        assert_eq!(load(&again).await.offered, 0);
        let third = shipped("Best line", "two@example.org");
        assert_eq!(load(&third).await.offered, 1);
    }
}

#[tokio::test]
async fn an_organization_that_was_renamed_here_is_offered_what_ships() {
    for test in stores().await {
        let store = &test.store;
        let content = sample::content(vec![sample::plain("line")]);
        let load = async |content| {
            let loaded = store
                .load_content(&Actor::System, content, sample::NOW)
                .await;
            loaded.expect("loaded").offered
        };
        load(&content).await;
        let id = directory::shipped_id("organization", "house");
        let moment = super::people::at(1);
        let name = kernel::Text::new("Our House", "Notre maison");
        let renamed = store
            .rename_organization(&Actor::Operator, id, &name, &moment)
            .await;
        renamed.expect("renamed");
        let mut changed = content.clone();
        for organization in &mut changed.organizations {
            if organization.id == id {
                organization.email = Some("house@example.org".to_owned());
            }
        }
        assert_eq!(load(&changed).await, 1, "{}", test.name);
        let waiting = store.conflicts(&Actor::Operator).await.expect("read");
        assert_eq!(
            (waiting[0].field.as_str(), waiting[0].of_service),
            ("email", false)
        );
        let known = directory::edit::Known {
            taxonomy: &content.taxonomy,
            gazetteer: &content.gazetteer,
        };
        let take = ConflictChoice::TakeTheirs;
        let decided = store
            .decide_conflict(&Actor::Operator, known, (id, "email"), take, sample::NOW)
            .await;
        decided.expect("decided");
        let record = store.organization_record(&Actor::Operator, id).await;
        let record = record.expect("read").expect("there");
        assert_eq!(
            record.organization.email.as_deref(),
            Some("house@example.org")
        );
        assert_eq!(record.organization.name, name);
        let history = store.organization_history(&Actor::Operator, id).await;
        assert_eq!(
            history.expect("read").len(),
            2,
            "a name, and what was taken"
        );
    }
}
