//! Keeping listings true, as a worker and as a curator do it.

use std::sync::Arc;
use std::time::Duration;

use kernel::{Actor, Lang};
use search::Index;
use uuid::Uuid;

use super::encoded;
use super::staff::{Browser, Desk, add_listing, sent_to, shipped};
use crate::staff::routes::StaffRoute;

fn at(desk: &Desk, route: StaffRoute) -> String {
    route.of(desk.listing, Lang::En)
}

fn body(fields: &[(&str, &str)]) -> String {
    let pairs: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", encoded(value)))
        .collect();
    pairs.join("&")
}

/// A worker of the administrator's organization.
async fn worker(desk: &Desk) -> Browser<'_> {
    desk.person("wo", desk.organization, &[shipped("listing-editor")])
        .await;
    desk.signed_in("wo").await
}

async fn listing(desk: &Desk) -> directory::Listing {
    let gazetteer = &desk.visit.house.content.gazetteer;
    let found = desk
        .store()
        .listing(&Actor::Public, gazetteer, desk.listing);
    found.await.expect("read").expect("public")
}

/// The value of a hidden field or an input of a page.
fn value(page: &str, name: &str) -> String {
    let start = page.find(&format!("name=\"{name}\" value=\"")).expect(name);
    let rest = &page[start..];
    let value = rest.split("value=\"").nth(1).unwrap_or_default();
    value.split('"').next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_new_number_is_found_by_the_public_at_once() {
    let desk = Desk::open().await;
    let house = Arc::clone(&desk.visit.house);
    let index = |house: Arc<crate::House>| async move {
        let content = &house.content;
        let listings = house
            .store
            .listings(&Actor::System, &content.gazetteer)
            .await;
        let listings = listings.map_err(|error| error.to_string())?;
        let taxonomy = Arc::new(content.taxonomy.clone());
        Index::in_memory(listings, taxonomy).map_err(|error| error.to_string())
    };
    let hour = Duration::from_hours(1);
    tokio::spawn(crate::keep_fresh(house, 0, hour, index));
    tokio::task::yield_now().await;

    let mut worker = worker(&desk).await;
    let page = worker.get(&at(&desk, StaffRoute::EditListing)).await;
    assert_eq!(value(&page.body, "phones.1.number"), "250-555-0100");
    let version = value(&page.body, "version");
    let sent = body(&[("version", &version), ("phones.1.number", "250 555 0142")]);
    let saved = worker
        .post(&at(&desk, StaffRoute::EditListing), &sent)
        .await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    assert_eq!(
        sent_to(&saved),
        format!("{}?done=shown", at(&desk, StaffRoute::Listing))
    );
    let public = desk
        .visit
        .get(&format!("/en/services/{}", desk.listing))
        .await;
    assert!(public.body.contains("tel:+12505550142"), "{}", public.body);
    assert!(!public.body.contains("0100"));
    let told = worker.get(sent_to(&saved)).await;
    assert!(told.body.contains("The public sees it now"));
}

#[tokio::test]
async fn without_a_finder_that_follows_the_page_does_not_promise_it() {
    let desk = Desk::open().await;
    let mut worker = worker(&desk).await;
    let sent = body(&[("version", "1"), ("phones.1.number", "250 555 0142")]);
    let saved = worker
        .post(&at(&desk, StaffRoute::EditListing), &sent)
        .await;
    assert!(
        sent_to(&saved).ends_with("?done=soon"),
        "{}",
        sent_to(&saved)
    );
}

#[tokio::test]
async fn what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost() {
    let desk = Desk::open().await;
    let mut worker = worker(&desk).await;
    let sent = body(&[
        ("version", "1"),
        ("phones.1.number", "call <us>"),
        ("name.fr", "Ligne \"neuve\""),
        ("reason", "they called"),
        ("carried", "needs"),
        ("needs", "shelter-housing"),
        ("needs", "nothing"),
    ]);
    for lang in Lang::ALL {
        let path = StaffRoute::EditListing.of(desk.listing, lang);
        let page = worker.post(&path, &sent).await;
        assert_eq!(page.status, 200);
        for kept in ["call &#60;us&#62;", "Ligne &#34;neuve&#34;", "they called"] {
            assert!(page.body.contains(kept), "{kept}");
        }
        assert!(page.body.contains("href=\"#phones.1.number\""));
        assert!(page.body.contains("id=\"phones.1.number-fault\""));
        assert!(page.body.contains("id=\"needs-fault\""));
        assert!(page.body.contains("value=\"shelter-housing\" checked"));
    }
    assert_eq!(listing(&desk).await.phones[0].number.digits(), "2505550100");
    let bad = worker
        .post(&at(&desk, StaffRoute::EditListing), "version=x")
        .await;
    assert_eq!(bad.status, 400);
}

#[tokio::test]
async fn two_people_edit_and_the_second_chooses() {
    let desk = Desk::open().await;
    let mut one = worker(&desk).await;
    desk.person("cu", desk.other, &[shipped("curator")]).await;
    let mut two = desk.signed_in("cu").await;
    let path = at(&desk, StaffRoute::EditListing);
    let first = body(&[("version", "1"), ("phones.1.number", "250 555 0142")]);
    assert_eq!(one.post(&path, &first).await.status, 303);
    let second = body(&[
        ("version", "1"),
        ("phones.1.number", "250 555 0177"),
        ("email", "night@example.org"),
        ("reason", "asked them"),
    ]);
    let page = two.post(&path, &second).await;
    assert_eq!(page.status, 200);
    for seen in ["250-555-0142", "250-555-0177", "choose:phones"] {
        assert!(page.body.contains(seen), "{seen}: {}", page.body);
    }
    // Nothing was overwritten.
    assert_eq!(listing(&desk).await.phones[0].number.digits(), "2505550142");
    assert_eq!(listing(&desk).await.email, None);
    let mut fields = vec![("choose:phones".to_owned(), "mine".to_owned())];
    for hidden in page.body.split("<input type=\"hidden\"").skip(1) {
        let part = |name: &str| {
            let rest = hidden.split(&format!("{name}=\"")).nth(1)?;
            rest.split('"').next().map(str::to_owned)
        };
        fields.push((
            part("name").expect("a name"),
            part("value").expect("a value"),
        ));
    }
    let chosen: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let saved = two.post(&path, &body(&chosen)).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let both = listing(&desk).await;
    assert_eq!(both.phones[0].number.digits(), "2505550177");
    assert_eq!(both.email.as_deref(), Some("night@example.org"));
    let history = one.get(&at(&desk, StaffRoute::ListingHistory)).await;
    for told in ["250-555-0142", "250-555-0177", "asked them"] {
        assert!(history.body.contains(told), "{told}");
    }
}

#[tokio::test]
async fn still_true_and_closed_for_now_take_a_moment() {
    let desk = Desk::open().await;
    let mut worker = worker(&desk).await;
    let path = at(&desk, StaffRoute::Listing);
    let page = worker.get(&path).await;
    let sent = format!("version={}", value(&page.body, "version"));
    let verified = worker.post(&path, &sent).await;
    assert!(sent_to(&verified).ends_with("?done=verified"));
    assert!(listing(&desk).await.verified_on.is_some());
    // The page is old now: what it showed is not what is there.
    let again = worker.post(&path, &sent).await;
    assert!(sent_to(&again).ends_with("?done=verified-some"));

    let now = at(&desk, StaffRoute::ListingNow);
    for (fields, fault) in [
        ([("available", "many"), ("maximum", "")], "available-fault"),
        ([("available", "9"), ("maximum", "3")], "available-fault"),
        ([("available", "1"), ("maximum", "-3")], "maximum-fault"),
    ] {
        let state = [("state", "closed"), ("unit", "bed")];
        let sent = body(&[state, fields].concat());
        let page = worker.post(&now, &sent).await;
        assert!(page.body.contains(fault), "{fields:?}");
    }
    let sent = body(&[
        ("state", "closed"),
        ("unit", "bed"),
        ("available", "3"),
        ("maximum", "12"),
    ]);
    assert_eq!(worker.post(&now, &sent).await.status, 303);
    let found = listing(&desk).await;
    assert!(found.temporarily_closed);
    assert_eq!(found.capacities[0].available, 3);
    let page = worker.get(&path).await;
    assert!(page.body.contains("3 beds free of 12"), "{}", page.body);
}

#[tokio::test]
async fn the_whole_organization_is_confirmed_at_once() {
    let desk = Desk::open().await;
    add_listing(&desk.visit, desk.organization, Uuid::from_u128(0x21)).await;
    let mut worker = worker(&desk).await;
    let path = StaffRoute::ConfirmListings.address(Lang::En);
    let page = worker.get(path).await;
    let seen: Vec<String> = page
        .body
        .split("name=\"seen\" value=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next().map(str::to_owned))
        .collect();
    assert_eq!(seen.len(), 2, "{}", page.body);
    let fields: Vec<(&str, &str)> = seen.iter().map(|seen| ("seen", seen.as_str())).collect();
    let answer = worker.post(path, &body(&fields)).await;
    assert!(sent_to(&answer).ends_with("?done=verified"));
    let records = desk
        .store()
        .records(&Actor::Operator)
        .await
        .expect("records");
    assert!(records.iter().all(|record| record.verified_on.is_some()));
    assert_eq!(worker.post(path, "seen=x").await.status, 400);
}

#[tokio::test]
async fn a_suggestion_becomes_an_edit_or_a_reason() {
    let desk = Desk::open().await;
    desk.person("cu", desk.other, &[shipped("curator")]).await;
    let mut curator = desk.signed_in("cu").await;
    let queue = curator.get("/en/desk/suggestions").await;
    assert!(
        queue
            .body
            .contains("Le numéro ne répond plus. &#60;b&#62;Merci")
    );
    assert!(queue.body.contains("reader@example.org"));
    let edit = format!(
        "{}?suggestion={}",
        at(&desk, StaffRoute::EditListing),
        desk.suggestion
    );
    let page = curator.get(&edit).await;
    assert!(page.body.contains("Le numéro ne répond plus"));
    let sent = body(&[
        ("version", "1"),
        ("suggestion", &desk.suggestion.to_string()),
        ("phones.1.number", "250 555 0142"),
    ]);
    let saved = curator
        .post(&at(&desk, StaffRoute::EditListing), &sent)
        .await;
    // It is looked at before it is saved.
    assert_eq!(saved.status, 200, "{}", saved.body);
    for seen in ["250-555-0100", "<ins>250-555-0142</ins>", "name=\"seen\""] {
        assert!(saved.body.contains(seen), "{seen}: {}", saved.body);
    }
    assert_eq!(listing(&desk).await.phones[0].number.digits(), "2505550100");
    let back = curator
        .post(
            &at(&desk, StaffRoute::EditListing),
            &format!("{sent}&again=yes"),
        )
        .await;
    assert_eq!(value(&back.body, "phones.1.number"), "250-555-0142");
    assert!(back.body.contains("Le numéro ne répond plus"));
    let saved = curator
        .post(
            &at(&desk, StaffRoute::EditListing),
            &format!("{sent}&seen=yes"),
        )
        .await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let queue = curator.get("/en/desk/suggestions").await;
    assert!(!queue.body.contains("reader@example.org"));
    let kept = desk
        .store()
        .suggestions(&Actor::Operator)
        .await
        .expect("read");
    assert_eq!(kept[0].contact, None);
    // Decided is decided.
    let decline = StaffRoute::DeclineSuggestion.of(desk.suggestion, Lang::En);
    assert_eq!(curator.get(&decline).await.status, 404);
}

/// The form is folded: whoever comes for one thing finds it open, and what is wrong or missing too.
#[tokio::test]
async fn the_form_opens_where_it_matters() {
    let desk = Desk::open().await;
    let mut worker = worker(&desk).await;
    let path = at(&desk, StaffRoute::EditListing);
    let open = |body: &str, id: &str| {
        let (_, rest) = body
            .split_once(&format!("id=\"section-{id}\""))
            .expect("it");
        rest.starts_with(" open")
    };
    let page = worker.get(&path).await;
    assert!(page.body.contains("250-555-0100</span></summary>"));
    assert!(!open(&page.body, "phones"), "nothing is missing there");
    assert!(open(&page.body, "access"), "something is missing there");
    let page = worker.get(&format!("{path}?field=email")).await;
    assert!(open(&page.body, "online") && !open(&page.body, "access"));
    let sent = body(&[("version", "1"), ("phones.1.number", "x")]);
    let page = worker.post(&path, &sent).await;
    assert!(open(&page.body, "phones") && !open(&page.body, "online"));
    let record = worker.get(&at(&desk, StaffRoute::Listing)).await;
    let link = format!("{path}?field=phones.1.number#phones.1.number");
    assert!(record.body.contains(&link), "{}", record.body);
}

/// A browser sends every field of the form as it stands: that alone publishes nothing and claims nothing.
#[tokio::test]
async fn a_new_listing_says_nothing_that_nobody_said() {
    let desk = Desk::open().await;
    let mut worker = worker(&desk).await;
    let path = StaffRoute::NewListing.address(Lang::En);
    let page = worker.get(path).await;
    let mut fields = vec![("name.en", "Day line".to_owned())];
    for name in ["status", "listed", "service_area.extent_type"] {
        let (_, rest) = page
            .body
            .split_once(&format!("<select id=\"{name}\""))
            .expect(name);
        let (list, _) = rest.split_once("</select>").expect("an end");
        let (before, _) = list.split_once("\" selected").expect("one is chosen");
        let value = before.rsplit("value=\"").next().expect("a value");
        fields.push((name, value.to_owned()));
    }
    fields.push(("service_area.extent", String::new()));
    let read_on = "provenance.read_on";
    fields.push((read_on, value(&page.body, read_on)));
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let added = worker.post(path, &body(&fields)).await;
    assert!(sent_to(&added).ends_with("?done=added"), "{}", added.body);
    let records = desk.store().records(&Actor::Operator).await.expect("read");
    let new = records
        .iter()
        .find(|record| record.name.en == "Day line")
        .expect("added");
    assert!(!new.public);
    let record = desk.store().record(&Actor::Operator, new.id).await;
    let service = record.expect("read").expect("there").service;
    let nowhere = directory::location::Coverage::Provinces(Vec::new());
    assert_eq!(service.coverage, nowhere);
}

#[tokio::test]
async fn declining_asks_why() {
    let desk = Desk::open().await;
    desk.person("cu", desk.other, &[shipped("curator")]).await;
    let mut curator = desk.signed_in("cu").await;
    let decline = StaffRoute::DeclineSuggestion.of(desk.suggestion, Lang::En);
    let page = curator.post(&decline, "reason=+").await;
    assert!(page.body.contains("id=\"reason-fault\""));
    let answer = curator.post(&decline, "reason=Nothing+to+mend").await;
    assert!(sent_to(&answer).ends_with("?done=declined"));
}

/// Whoever tends the listings of one organization neither sees nor changes those of another.
#[tokio::test]
async fn listings_of_another_organization_are_not_there() {
    let desk = Desk::open().await;
    desk.person("far", desk.other, &[shipped("listing-editor")])
        .await;
    let mut far = desk.signed_in("far").await;
    let list = far.get(StaffRoute::Listings.address(Lang::En)).await;
    assert!(!list.body.contains("Night line"));
    for route in [
        StaffRoute::Listing,
        StaffRoute::EditListing,
        StaffRoute::ListingNow,
        StaffRoute::ListingHistory,
    ] {
        let path = at(&desk, route);
        assert_eq!(far.get(&path).await.status, 404, "{path}");
        if route.takes_form() {
            let sent = "version=1&phones.1.number=250+555+0142&state=closed&unit=bed";
            assert_eq!(far.post(&path, sent).await.status, 404, "{path}");
        }
    }
    let sent = format!("seen={}@1", desk.listing);
    let confirm = StaffRoute::ConfirmListings.address(Lang::En);
    assert_eq!(far.post(confirm, &sent).await.status, 403);
    let same = listing(&desk).await;
    assert_eq!(same.phones[0].number.digits(), "2505550100");
    assert!(!same.temporarily_closed && same.verified_on.is_none());
}

/// A form never carries a hidden place to somebody whose role does not show it, and their edit leaves it
/// as it was.
#[tokio::test]
async fn a_hidden_place_is_not_in_the_form() {
    let desk = Desk::open().await;
    let mut ada = desk.signed_in("ada").await;
    let path = at(&desk, StaffRoute::EditListing);
    let sent = body(&[
        ("version", "1"),
        ("location.confidentiality", "hidden"),
        ("location.city", "Kamloops"),
        ("location.state_province", "BC"),
        ("location.address_1", "77 Quillfeather Lane"),
    ]);
    assert_eq!(ada.post(&path, &sent).await.status, 303);
    let blind = desk
        .role("Blind", &[access::Permission::EditOwnListings])
        .await;
    desk.person("bl", desk.organization, &[blind]).await;
    let mut blind = desk.signed_in("bl").await;
    for route in [
        StaffRoute::Listing,
        StaffRoute::EditListing,
        StaffRoute::ListingHistory,
    ] {
        let page = blind.get(&at(&desk, route)).await;
        assert_eq!(page.status, 200);
        for secret in ["Quillfeather", "Kamloops"] {
            assert!(!page.body.contains(secret), "{secret} in {route:?}");
        }
    }
    let mend = body(&[("version", "2"), ("phones.1.number", "250 555 0142")]);
    assert_eq!(blind.post(&path, &mend).await.status, 303);
    let move_it = body(&[("version", "3"), ("location.confidentiality", "public")]);
    assert_eq!(blind.post(&path, &move_it).await.status, 403);
    let record = desk.store().record(&Actor::Operator, desk.listing).await;
    let place = record.expect("read").expect("there").service.location;
    let address = place.expect("a place").address;
    assert_eq!(address.as_deref(), Some("77 Quillfeather Lane"));
}

/// Nobody knows a region by its id: it is chosen by its name, in either language.
#[tokio::test]
async fn a_region_is_chosen_by_its_name() {
    let desk = Desk::open().await;
    let mut ada = desk.signed_in("ada").await;
    let path = StaffRoute::EditListing.of(desk.listing, Lang::En);
    let page = ada.get(&path).await;
    assert!(page.body.contains("<option value=\"Avalon Peninsula\">"));
    let region = "version=1&service_area.extent_type=region&service_area.extent=";
    let wrong = ada.post(&path, &format!("{region}Avallon")).await;
    assert_eq!(wrong.status, 200);
    assert!(
        wrong.body.contains("value=\"Avallon\""),
        "nothing typed is lost"
    );
    let french = encoded("presqu’ile avalon");
    let saved = ada.post(&path, &format!("{region}{french}")).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let page = ada.get(&path).await;
    assert!(page.body.contains("value=\"Avalon Peninsula\""));
    let provinces = "version=2&service_area.extent_type=provinces&service_area.extent=";
    let named = encoded("Québec, BC");
    let saved = ada.post(&path, &format!("{provinces}{named}")).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let page = ada.get(&path).await;
    assert!(page.body.contains("value=\"QC, BC\""), "{}", page.body);
}
