//! What an import leaves for people, as a curator sees to it on the desk.

use directory::edit::{Field, Known};
use kernel::{Actor, Lang};
use store::{Edit, QuarantineState};

use super::encoded;
use super::staff::{Browser, Desk, import, sent_to, shipped};
use crate::staff::routes::StaffRoute;

const ORGANIZATIONS: (&str, &str) = ("organizations.csv", "id,name\no1,Elsewhere House\n");
const PHONES: (&str, &str) = ("phones.csv", "id,service_id,number\np1,s9,250-555-0102\n");

fn services(name: &str) -> String {
    format!("id,organization_id,name,email\ns1,o1,{name},one@example.org\n")
}

async fn curator(desk: &Desk) -> Browser<'_> {
    desk.person("cu", desk.other, &[shipped("curator")]).await;
    desk.signed_in("cu").await
}

#[tokio::test]
async fn a_row_is_mended_from_the_desk() {
    let desk = Desk::open().await;
    let named = services("Imported service");
    let files = [ORGANIZATIONS, ("services.csv", named.as_str()), PHONES];
    import(&desk.visit, &files).await;
    let mut curator = curator(&desk).await;
    let page = curator.get(StaffRoute::Imports.address(Lang::En)).await;
    assert!(page.body.contains("Elsewhere") && page.body.contains("One row to mend"));
    let list = curator.get(StaffRoute::ImportRows.address(Lang::En)).await;
    let path = StaffRoute::ImportRow.of(desk.import_row, Lang::En);
    assert!(list.body.contains(&path), "{}", list.body);
    assert!(
        !list.body.contains("555"),
        "what it says is on its own page"
    );

    // Columns in their order: id, number, service_id.
    let wrong = curator
        .post(&path, "cell-0=p1&cell-1=250-555-0102&cell-2=s88")
        .await;
    assert_eq!(wrong.status, 200);
    let beside = "aria-describedby=\"cell-2-fault\"";
    assert!(wrong.body.contains(beside), "{}", wrong.body);
    assert!(
        wrong.body.contains("It still cannot be taken in"),
        "{}",
        wrong.body
    );
    assert!(
        wrong.body.contains("value=\"s88\""),
        "nothing typed is lost"
    );

    let mended = "cell-0=p1&cell-1=250-555-0102&cell-2=s1&lang=en";
    let mended = curator.post(&path, mended).await;
    assert_eq!(mended.status, 303, "{}", mended.body);
    let listing = curator.get(sent_to(&mended)).await;
    assert!(listing.body.contains("0102"), "{}", listing.body);
    assert_eq!(curator.get(&path).await.status, 404, "it waits no longer");
}

#[tokio::test]
async fn a_row_is_set_aside_from_the_desk() {
    let desk = Desk::open().await;
    let mut curator = curator(&desk).await;
    let path = StaffRoute::SetAsideRow.of(desk.import_row, Lang::Fr);
    let silent = curator.post(&path, "reason=").await;
    assert_eq!(silent.status, 200);
    assert!(silent.body.contains("reason-fault"), "{}", silent.body);
    let reason = format!("reason={}", encoded("Nobody’s number."));
    let aside = curator.post(&path, &reason).await;
    assert_eq!(aside.status, 303, "{}", aside.body);
    let row = desk
        .store()
        .quarantined_row(&Actor::Operator, desk.import_row)
        .await;
    let row = row.expect("read").expect("kept");
    assert_eq!(
        (row.state, row.note.as_str()),
        (QuarantineState::SetAside, "Nobody’s number.")
    );
}

#[tokio::test]
async fn a_difference_is_decided_from_the_desk() {
    let desk = Desk::open().await;
    let first = services("Imported service");
    import(
        &desk.visit,
        &[ORGANIZATIONS, ("services.csv", &first), PHONES],
    )
    .await;
    let all = desk.store().services(&Actor::Operator).await.expect("read");
    let mut all = all.into_iter();
    let service = all
        .find(|one| one.name.en == "Imported service")
        .expect("there");
    let edit = Edit {
        base_version: 1,
        changes: [(Field::NameEnglish, "Our name".to_owned())].into(),
        reason: String::new(),
        verified: false,
        suggestion: None,
        look: false,
    };
    let content = &desk.visit.house.content;
    let known = Known {
        taxonomy: &content.taxonomy,
        gazetteer: &content.gazetteer,
    };
    let now = desk.moment().now;
    let edited = desk
        .store()
        .edit_service(&Actor::Operator, known, service.id, edit, now);
    edited.await.expect("edited");
    let second = services("Their name");
    import(
        &desk.visit,
        &[ORGANIZATIONS, ("services.csv", &second), PHONES],
    )
    .await;

    let mut curator = curator(&desk).await;
    let path = StaffRoute::ImportConflicts.address(Lang::En);
    let page = curator.get(path).await;
    assert!(
        page.body.contains("Our name") && page.body.contains("Their name"),
        "{}",
        page.body
    );
    let sent = format!("record={}&field=name&choice=theirs", service.id);
    let decided = curator.post(path, &sent).await;
    assert_eq!(decided.status, 303, "{}", decided.body);
    let page = curator.get(path).await;
    assert!(page.body.contains("No difference waits"));
    let again = curator.post(path, &sent).await;
    assert!(sent_to(&again).contains("done=unchanged"), "once only");
    let bad = curator
        .post(path, "record=x&field=name&choice=theirs")
        .await;
    assert_eq!(bad.status, 400);
    let all = desk.store().services(&Actor::Operator).await.expect("read");
    assert!(all.iter().any(|one| one.name.en == "Their name"));
}

/// Whoever may import need not know where a secret place is: the page of the row says so, and keeps it.
#[tokio::test]
async fn a_secret_address_is_not_on_the_page_of_its_row() {
    let desk = Desk::open().await;
    let places = "id,name,address_1,city,state_province,confidential\n\
        l8,Hidden House,9 Whispered Lane,Quesnel,BC,yes\n";
    import(&desk.visit, &[("locations.csv", places)]).await;
    let rows = desk
        .store()
        .quarantine(&Actor::Operator)
        .await
        .expect("read");
    let row = rows
        .iter()
        .find(|row| row.table == "location")
        .expect("it waits");
    let mut curator = curator(&desk).await;
    for lang in Lang::ALL {
        let page = curator.get(&StaffRoute::ImportRow.of(row.id, lang)).await;
        assert_eq!(page.status, 200);
        for secret in ["Whispered", "Quesnel", "Hidden House"] {
            assert!(!page.body.contains(secret), "{secret}: {}", page.body);
        }
        assert!(page.body.contains("address_1"), "that there is one is said");
    }
}
