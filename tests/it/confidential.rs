//! Confidential places and the public: two houses that differ only in an address that must stay hidden
//! answer every question with the same bytes.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use axum::body::Body;
use axum::http::{Method, Request};
use directory::content::Content;
use directory::edit::{Field, Known};
use directory::geography::{Point, Province};
use directory::hsds::service_at_location_id;
use directory::location::{Confidentiality, Coverage, Location, Precision};
use journeys::{TestHouse, encode};
use kernel::{Actor, Lang};
use search::Index;
use store::{Edit, Edited};
use web::routes::Route;

/// Where a hidden house is: the town decides distances, the rest gives itself away when it is seen.
pub(crate) struct Secret {
    pub(crate) street: &'static str,
    /// A town the gazetteer knows.
    pub(crate) town: &'static str,
    /// A town nobody knows.
    pub(crate) canary_town: &'static str,
    pub(crate) province: Province,
    pub(crate) point: Point,
}

pub(crate) const ONE: Secret = Secret {
    street: "4711 Qwyjibo Crescent V9Q 7J7",
    town: "Kamloops",
    canary_town: "Wozzlebury",
    province: Province::BC,
    point: Point {
        latitude: 50.674_513_7,
        longitude: -120.327_298_4,
    },
};

/// On the other side of the country.
pub(crate) const OTHER: Secret = Secret {
    street: "12 Zyxwvut Lane A9Z 8X8",
    town: "St. John's",
    canary_town: "Trundlemouth",
    province: Province::NL,
    point: Point {
        latitude: 47.561_234_5,
        longitude: -52.712_345_6,
    },
};

/// What must stand in no answer.
pub(crate) const CANARIES: [&str; 7] = [
    "Qwyjibo",
    "4711 Q",
    "V9Q 7J7",
    "V9Q7J7",
    "Wozzlebury",
    "50.6745",
    "120.3272",
];

/// How many services get a confidential place.
const PLANTED: usize = 8;

/// The services that get one.
pub(crate) fn chosen(content: &Content) -> Vec<usize> {
    let listed = (0..content.services.len()).filter(|at| content.services[*at].listed);
    listed.take(PLANTED).collect()
}

/// The shipped directory with a place at `secret` for some services: hidden and approximate, with every
/// kind of area.
pub(crate) fn planted(secret: &Secret) -> Content {
    let mut content = Content::shipped().expect("the shipped content is sound");
    for (at, which) in chosen(&content).into_iter().enumerate() {
        let service = &mut content.services[which];
        let hidden = at % 2 == 0;
        let around = at % 4 >= 2;
        let (city, province) = match (hidden, around) {
            // The town of an approximate place is told, so it is the same in both houses.
            (false, _) => ("Kelowna", Province::BC),
            // Kilometres around a hidden place are told as its province.
            (true, true) => (secret.canary_town, Province::BC),
            (true, false) => (secret.town, secret.province),
        };
        service.location = Some(Location {
            city: city.to_owned(),
            province,
            point: Some(secret.point),
            precision: Precision::Address,
            confidentiality: if hidden {
                Confidentiality::Hidden
            } else {
                Confidentiality::Approximate
            },
            address: Some(secret.street.to_owned()),
        });
        if around {
            service.coverage = Coverage::Radius { km: 40 };
        }
        service.provenance.note = Some(format!("Ask at {}", secret.street));
    }
    content
}

/// Places to look from: in the hidden towns, near them, far from them, in the country and nowhere.
const PLACES: [&str; 14] = [
    "Kamloops",
    "V2C",
    "St. John's",
    "A1C",
    "Kelowna",
    "V1Y",
    "Prince George",
    "V6B",
    "Toronto",
    "M5V",
    "Montréal",
    "X0A",
    "Yukon",
    "Nowhereville",
];

type Answers = BTreeMap<String, (String, Vec<u8>)>;

async fn ask(house: &TestHouse, into: &mut Answers, method: Method, path: &str, body: String) {
    let request = Request::builder()
        .method(method.clone())
        .uri(path)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(body.clone()))
        .expect("a request");
    let (head, bytes) = house.ask(request).await;
    let question = format!("{method} {path} {body}");
    into.insert(
        question,
        (format!("{} {:?}", head.status, head.headers), bytes),
    );
}

fn body(fields: &[(&str, &str)]) -> String {
    let mut body = String::new();
    for (name, value) in fields {
        let _ = write!(body, "{name}={}&", encode(value));
    }
    body
}

/// Everything the public can open.
pub(crate) async fn pages(house: &TestHouse) -> Answers {
    let mut seen = Answers::new();
    let content = &house.house.content;
    let ids: Vec<_> = chosen(content)
        .into_iter()
        .map(|at| content.services[at].id)
        .collect();
    for lang in Lang::ALL {
        for route in Route::ALL.into_iter().chain(Route::ELSEWHERE) {
            if !route.pattern(lang).contains('{') {
                ask(
                    house,
                    &mut seen,
                    Method::GET,
                    route.address(lang),
                    String::new(),
                )
                .await;
                continue;
            }
            for id in &ids {
                let path = route.of(*id, lang);
                ask(house, &mut seen, Method::GET, &path, String::new()).await;
            }
        }
        // From a list, a service's page says how far away it is.
        for id in &ids {
            for place in ["Kamloops", "A1C", "Kelowna"] {
                let path = Route::Service.of(*id, lang);
                let sent = body(&[("text", ""), ("place", place)]);
                ask(house, &mut seen, Method::POST, &path, sent).await;
            }
        }
    }
    seen
}

/// Every list from every place, in every order, with every province.
pub(crate) async fn lists(house: &TestHouse) -> Answers {
    let mut seen = Answers::new();
    for place in PLACES {
        for order in ["", "nearest"] {
            for text in ["", "shelter", "refuge pour femmes"] {
                let asked = [
                    ("text", text),
                    ("place", place),
                    ("order", order),
                    ("count", "30"),
                ];
                let path = Route::Find.address(Lang::En);
                ask(house, &mut seen, Method::POST, path, body(&asked)).await;
            }
        }
        for (route, lang) in [
            (Route::Find, Lang::Fr),
            (Route::Print, Lang::En),
            (Route::Embed, Lang::Fr),
            (Route::Table, Lang::En),
        ] {
            let asked = [("text", ""), ("place", place), ("order", "nearest")];
            ask(
                house,
                &mut seen,
                Method::POST,
                route.address(lang),
                body(&asked),
            )
            .await;
        }
    }
    for province in Province::ALL {
        let asked = [("text", ""), ("province", province.code()), ("count", "30")];
        let path = Route::Find.address(Lang::En);
        ask(house, &mut seen, Method::POST, path, body(&asked)).await;
    }
    for text in CANARIES
        .into_iter()
        .chain(["Zyxwvut", "shelter near Kamloops"])
    {
        // Half a word finds as little as the whole.
        let path = Route::Find.address(Lang::En);
        let words = [("text", text), ("place", "Kamloops"), ("order", "nearest")];
        ask(house, &mut seen, Method::POST, path, body(&words)).await;
        let place = [("text", ""), ("place", text)];
        ask(house, &mut seen, Method::POST, path, body(&place)).await;
    }
    seen
}

/// What programs read, and what they are told when they ask wrongly.
pub(crate) async fn interface(house: &TestHouse) -> Answers {
    let mut seen = Answers::new();
    let content = &house.house.content;
    let mut paths: Vec<String> = Vec::new();
    for list in [
        "services",
        "service_at_locations",
        "organizations",
        "taxonomies",
        "taxonomy_terms",
    ] {
        for asked in [
            "",
            "per_page=1000",
            "format=ndjson",
            "per_page=3&page=2",
            "per_page=x",
            "language=fr",
        ] {
            paths.push(format!("/hsds/{list}?{asked}"));
        }
    }
    for asked in [
        "minimal=true",
        "full=true&per_page=1000",
        "full=true&format=ndjson",
    ] {
        for version in ["3.0", "3.1", "3.2", "3.3"] {
            paths.push(format!("/hsds/services?{asked}&version={version}"));
        }
        paths.push(format!("/hsds/service_at_locations?{asked}"));
    }
    for moment in [
        "2020-01-01",
        "2026-11-24",
        "2026-11-25",
        "2026-11-27",
        "2030-01-01",
    ] {
        paths.push(format!(
            "/hsds/services?modified_after={moment}T00:00:00Z&minimal=true"
        ));
    }
    for canary in CANARIES {
        let canary = encode(canary);
        paths.push(format!("/hsds/services?search={canary}"));
        paths.push(format!("/hsds/services/{canary}"));
        paths.push(format!("/hsds/services?{canary}={canary}"));
        paths.push(format!(
            "/hsds/service_at_locations?postcode={canary}&proximity={canary}"
        ));
    }
    for at in chosen(content) {
        let service = &content.services[at];
        let place = service_at_location_id(service.id);
        for version in ["3.0", "3.3"] {
            paths.push(format!("/hsds/services/{}?version={version}", service.id));
        }
        paths.push(format!("/hsds/service_at_locations/{place}"));
        paths.push(format!(
            "/hsds/organizations/{}?full_service=true",
            service.organization_id
        ));
    }
    // From many points: three distances from three of them would fix a place (triangulation).
    for postcode in [
        "A0A", "A1A", "A1C", "B3H", "E1C", "G1R", "H2X", "K1A", "M5V", "R3C", "S4P", "T2P", "V0E",
        "V1Y", "V2C", "V2L", "V6B", "X0A", "Y1A",
    ] {
        for metres in [
            0, 1, 1_000, 5_000, 40_000, 100_000, 400_000, 4_000_000, 20_000_000,
        ] {
            paths.push(format!(
                "/hsds/service_at_locations?postcode={postcode}&proximity={metres}&per_page=1000"
            ));
        }
    }
    paths.extend(
        [
            "/hsds/",
            "/hsds/openapi.json",
            "/hsds/profile/",
            "/hsds/datapackage.zip",
            "/hsds/nothing",
        ]
        .map(str::to_owned),
    );
    for path in paths {
        ask(house, &mut seen, Method::GET, &path, String::new()).await;
        if let Some((path, asked)) = path.split_once('?') {
            ask(house, &mut seen, Method::POST, path, asked.to_owned()).await;
        }
    }
    seen
}

pub(crate) async fn everything(house: &TestHouse) -> Answers {
    let mut seen = pages(house).await;
    seen.extend(lists(house).await);
    seen.extend(interface(house).await);
    seen
}

#[track_caller]
fn same(one: &Answers, other: &Answers) {
    assert_eq!(one.len(), other.len());
    assert!(one.len() > 500, "only {} questions", one.len());
    for (question, answer) in one {
        assert!(other[question] == *answer, "{question} tells the two apart");
    }
}

/// The strongest test: nothing at all depends on the hidden address, and of an approximate place nothing
/// but its town.
#[tokio::test]
async fn two_houses_that_differ_in_a_hidden_address_answer_the_same() {
    let one = TestHouse::in_memory_holding(&planted(&ONE)).await;
    let other = TestHouse::in_memory_holding(&planted(&OTHER)).await;
    same(&everything(&one).await, &everything(&other).await);
}

/// No list, count or filter is different from that of a service of which no place is known.
#[tokio::test]
async fn a_hidden_place_is_as_good_as_none() {
    let hidden = TestHouse::in_memory_holding(&planted(&ONE)).await;
    let mut content = planted(&ONE);
    for service in &mut content.services {
        let secret = |place: &Location| place.confidentiality == Confidentiality::Hidden;
        let around = matches!(service.coverage, Coverage::Radius { .. });
        if service.location.as_ref().is_some_and(secret) && !around {
            service.location = None;
        }
    }
    let none = TestHouse::in_memory_holding(&content).await;
    same(&everything(&hidden).await, &everything(&none).await);
}

/// And the questions can tell houses apart: where a place may be known, they do.
#[tokio::test]
async fn the_same_questions_see_a_public_place_move() {
    let public = |secret: &Secret| {
        let mut content = planted(secret);
        let first = chosen(&content)[0];
        if let Some(place) = &mut content.services[first].location {
            place.confidentiality = Confidentiality::Public;
        }
        content
    };
    let one = TestHouse::in_memory_holding(&public(&ONE)).await;
    let other = TestHouse::in_memory_holding(&public(&OTHER)).await;
    let (one_lists, other_lists) = (lists(&one).await, lists(&other).await);
    let told = |answers: &Answers, others: &Answers| {
        let differs =
            |(question, answer): (&String, &(String, Vec<u8>))| others[question] != *answer;
        answers.iter().filter(|one| differs(*one)).count()
    };
    assert!(told(&one_lists, &other_lists) > 30);
    let (one, other) = (interface(&one).await, interface(&other).await);
    assert!(told(&one, &other) > 30);
}

#[tokio::test]
async fn no_answer_holds_a_canary_on_any_database() {
    for house in TestHouse::on_each_holding(&planted(&ONE)).await {
        let mut seen = pages(&house).await;
        seen.extend(interface(&house).await);
        for (question, (headers, bytes)) in &seen {
            let text = String::from_utf8_lossy(bytes);
            for canary in CANARIES {
                // What somebody typed may stand in the answer to it.
                if question.contains(canary) || question.contains(&encode(canary)) {
                    continue;
                }
                assert!(
                    !text.contains(canary),
                    "{}: {question}: {canary}",
                    house.name
                );
                assert!(
                    !headers.contains(canary),
                    "{}: {question}: {canary}",
                    house.name
                );
            }
        }
        let everywhere = seen
            .values()
            .any(|(_, bytes)| String::from_utf8_lossy(bytes).contains("Kelowna"));
        assert!(everywhere, "the town of an approximate place may be told");
    }
}

/// An edit of nothing but the hidden address moves nothing that the public can see: no date, no
/// validator, no order.
#[tokio::test]
async fn editing_a_hidden_address_moves_nothing() {
    let house = TestHouse::in_memory_holding(&planted(&ONE)).await;
    let before = everything(&house).await;
    house.at("2026-11-26T09:00:00-08:00");
    let content = &house.house.content;
    let known = Known {
        taxonomy: &content.taxonomy,
        gazetteer: &content.gazetteer,
    };
    for at in chosen(content).into_iter().step_by(2) {
        let edit = Edit {
            base_version: 1,
            changes: [
                (Field::Address1, OTHER.street.to_owned()),
                (Field::City, OTHER.canary_town.to_owned()),
                (Field::Point, "53.9, -122.7".to_owned()),
            ]
            .into(),
            reason: String::new(),
            verified: false,
            suggestion: None,
            look: false,
        };
        let now = house.clock.clone();
        let now = kernel::Clock::now(&now);
        let id = content.services[at].id;
        let edited = house
            .house
            .store
            .edit_service(&Actor::Operator, known, id, edit, now)
            .await;
        assert!(matches!(edited, Ok(Edited::Saved { .. })), "{edited:?}");
    }
    house.index_again().await;
    // The clock stands on another day, which pages may say.
    house.at(journeys::AFTERNOON);
    same(&before, &everything(&house).await);
}

/// An upgrade that brings another hidden address moves nothing either; one that brings a change to what is
/// public does.
#[tokio::test]
async fn loading_a_hidden_address_moves_nothing() {
    for house in TestHouse::on_each_holding(&planted(&ONE)).await {
        let before = interface(&house).await;
        house
            .load(&planted(&OTHER), "2026-11-26T09:00:00-08:00")
            .await;
        same(&before, &interface(&house).await);
        let mut public = planted(&OTHER);
        let first = chosen(&public)[0];
        public.services[first].name.en.push_str(" (moved)");
        house.load(&public, "2026-11-27T09:00:00-08:00").await;
        let after = interface(&house).await;
        let changed = "GET /hsds/services?modified_after=2026-11-25T00:00:00Z&minimal=true ";
        assert!(after[changed] != before[changed], "{}", house.name);
    }
}

/// The zip of tables is compressed, so it is looked into.
#[tokio::test]
async fn no_table_holds_a_canary() {
    let house = TestHouse::in_memory_holding(&planted(&ONE)).await;
    let mut seen = Answers::new();
    let path = "/hsds/datapackage.zip";
    ask(&house, &mut seen, Method::GET, path, String::new()).await;
    let (_, (_, bytes)) = seen.pop_first().expect("one answer");
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    assert!(zip.len() > 8);
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).expect("a file");
        let mut text = String::new();
        std::io::Read::read_to_string(&mut file, &mut text).expect("UTF-8");
        for canary in CANARIES {
            assert!(!text.contains(canary), "file {at}: {canary}");
        }
    }
}

/// The index on disk: records, columns and lookups byte for byte, and no canary in any file.
#[tokio::test]
async fn the_index_on_disk_is_the_same_for_both() {
    let mut found = Vec::new();
    for secret in [&ONE, &OTHER] {
        let house = TestHouse::in_memory_holding(&planted(secret)).await;
        let content = &house.house.content;
        let store = &house.house.store;
        let listings = store.listings(&Actor::System, &content.gazetteer).await;
        let listings = listings.expect("read");
        let folder = store::testing::Folder::new();
        let taxonomy = std::sync::Arc::new(content.taxonomy.clone());
        let index = Index::on_disk(&folder.0, listings.into_iter(), taxonomy, 1);
        drop(index.expect("built"));
        let mut files = BTreeMap::new();
        read_all(&folder.0, &folder.0, &mut files);
        assert!(!files.is_empty());
        for (name, bytes) in &files {
            let text = String::from_utf8_lossy(bytes);
            for canary in CANARIES {
                assert!(!text.contains(canary), "{name}: {canary}");
            }
        }
        found.push(files);
    }
    // The names and ids of the full-text segments are random in every build.
    for name in ["cairn.columns", "cairn.records"] {
        assert!(
            found[0][name] == found[1][name],
            "{name} tells the two apart"
        );
    }
}

fn read_all(root: &std::path::Path, at: &std::path::Path, into: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(at).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            read_all(root, &path, into);
        } else {
            let name = path
                .strip_prefix(root)
                .expect("inside")
                .display()
                .to_string();
            into.insert(name, std::fs::read(&path).expect("a file"));
        }
    }
}
