//! Confidential places and the HSDS interface: no question tells two houses apart whose hidden
//! addresses differ, and a change to what is hidden changes no answer, no date and no validator.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::Request;
use directory::content::Content;
use directory::geography::{Point, Province};
use directory::location::{Confidentiality, Coverage, Location, Precision};
use journeys::TestHouse;

/// A place that must stay hidden.
struct Secret {
    street: &'static str,
    point: Point,
    note: &'static str,
}

const ONE: Secret = Secret {
    street: "4711 Qwyjibo Crescent",
    point: Point {
        latitude: 49.283_456_7,
        longitude: -123.118_765_4,
    },
    note: "ask for Vrblskaya at the side door",
};

/// On the other side of the country.
const OTHER: Secret = Secret {
    street: "12 Zyxwvut Lane",
    point: Point {
        latitude: 47.561_234_5,
        longitude: -52.712_345_6,
    },
    note: "ring twice, Tlkjhgf",
};

/// The shipped directory with some services at `secret`: half hidden, half approximate.
fn planted(secret: &Secret) -> Content {
    let mut content = Content::shipped().expect("the shipped content is sound");
    for (at, service) in content
        .services
        .iter_mut()
        .filter(|service| service.listed)
        .take(6)
        .enumerate()
    {
        let hidden = at % 2 == 0;
        service.location = Some(Location {
            // Of an approximate place the town may be known, so it is the same in both houses.
            city: if hidden { secret.street } else { "Kelowna" }.to_owned(),
            province: Province::BC,
            point: Some(secret.point),
            precision: Precision::Address,
            confidentiality: if hidden {
                Confidentiality::Hidden
            } else {
                Confidentiality::Approximate
            },
            address: Some(secret.street.to_owned()),
        });
        if at < 4 {
            service.coverage = Coverage::Radius { km: 40 };
        }
        service.provenance.note = Some(secret.note.to_owned());
    }
    content
}

/// Postal areas across Canada, in towns and in the country, near the secrets and far from them.
const GRID: [&str; 24] = [
    "A1A", "A1C", "A0A", "B3H", "C1A", "E1C", "E3B", "G1R", "H2X", "H3B", "J8X", "K1A", "L5B",
    "M5V", "M4Y", "R3C", "S4P", "T2P", "V1Y", "V2L", "V5K", "V6B", "V6Z", "Y1A",
];

/// Every question we can think of that a place could show in.
fn questions() -> Vec<String> {
    let mut paths: Vec<String> = [
        "/hsds/services?full=true&per_page=1000&version=3.3",
        "/hsds/services?per_page=1000",
        "/hsds/services?minimal=true",
        "/hsds/services?format=ndjson&full=true",
        "/hsds/services?modified_after=2026-11-24T00:00:00Z&minimal=true",
        "/hsds/services?modified_after=2026-11-25T00:00:00Z&minimal=true",
        "/hsds/services?search=Qwyjibo",
        "/hsds/services?search=Zyxwvut",
        "/hsds/services?search=Vrblskaya",
        "/hsds/services?search=Vancouver",
        "/hsds/services?search=shelter+near+St.+John%27s&per_page=1000",
        "/hsds/service_at_locations?full=true&per_page=1000",
        "/hsds/service_at_locations?format=ndjson",
        "/hsds/organizations?full_service=true&per_page=1000",
        "/hsds/taxonomy_terms?per_page=1000",
        "/hsds/service_at_locations?postcode=Qwyjibo",
        "/hsds/datapackage.zip",
        "/hsds/openapi.json",
    ]
    .map(str::to_owned)
    .to_vec();
    for postcode in GRID {
        paths.push(format!(
            "/hsds/service_at_locations?postcode={postcode}&per_page=1000"
        ));
        for metres in [
            0, 1_000, 3_000, 10_000, 30_000, 100_000, 500_000, 20_000_000,
        ] {
            paths.push(format!(
                "/hsds/service_at_locations?postcode={postcode}&proximity={metres}&per_page=1000"
            ));
        }
    }
    paths
}

/// Everything a client sees of each answer: status, headers, bytes.
async fn everything(house: &TestHouse) -> BTreeMap<String, (String, Vec<u8>)> {
    let mut seen = BTreeMap::new();
    for path in questions() {
        let request = Request::builder()
            .uri(&path)
            .body(Body::empty())
            .expect("a request");
        let (head, bytes) = house.ask(request).await;
        seen.insert(path, (format!("{} {:?}", head.status, head.headers), bytes));
    }
    let table = house.post("/en/table", &[("text", "")]).await;
    seen.insert(
        "table".to_owned(),
        (format!("{:?}", table.headers), table.text.into_bytes()),
    );
    for place in ["V6B", "A1C", "Vancouver", "St. John's"] {
        let fields = [
            ("text", ""),
            ("place", place),
            ("order", "nearest"),
            ("count", "30"),
        ];
        let page = house.post("/en/embed", &fields).await;
        seen.insert(
            format!("frame {place}"),
            (format!("{:?}", page.headers), page.text.into_bytes()),
        );
    }
    seen
}

fn same(one: &BTreeMap<String, (String, Vec<u8>)>, other: &BTreeMap<String, (String, Vec<u8>)>) {
    assert_eq!(one.len(), other.len());
    for (path, answer) in one {
        assert!(other[path] == *answer, "{path} tells the two apart");
    }
}

#[tokio::test]
async fn no_question_tells_apart_two_houses_whose_hidden_addresses_differ() {
    let first = TestHouse::on_each_holding(&planted(&ONE)).await;
    let second = TestHouse::on_each_holding(&planted(&OTHER)).await;
    for (one, other) in first.iter().zip(&second) {
        same(&everything(one).await, &everything(other).await);
    }
}

#[tokio::test]
async fn nothing_of_a_confidential_place_stands_in_any_answer() {
    for house in TestHouse::on_each_holding(&planted(&ONE)).await {
        let seen = everything(&house).await;
        for (path, (headers, bytes)) in &seen {
            let mut text = String::from_utf8_lossy(bytes).into_owned();
            text.push_str(headers);
            for secret in [
                "Qwyjibo",
                "4711",
                "49.2834",
                "123.1187",
                "Vrblskaya",
                "side door",
            ] {
                // What was asked may stand in the field of the page that answers; nothing asked it here.
                assert!(!text.contains(secret), "{}: {path}: {secret}", house.name);
            }
        }
        // The same search sees what is public: the town of the approximate ones.
        let services = &seen["/hsds/services?full=true&per_page=1000&version=3.3"].1;
        assert!(String::from_utf8_lossy(services).contains("Kelowna"));
    }
}

#[tokio::test]
async fn a_change_to_what_is_hidden_is_no_change() {
    for house in TestHouse::on_each_holding(&planted(&ONE)).await {
        let before = everything(&house).await;
        house
            .load(&planted(&OTHER), "2026-11-26T09:00:00-08:00")
            .await;
        same(&before, &everything(&house).await);
        // A change to what is public is one.
        let mut public = planted(&OTHER);
        let service = public.services.iter_mut().find(|service| service.listed);
        service.expect("a service").name.en.push_str(" (moved)");
        house.load(&public, "2026-11-27T09:00:00-08:00").await;
        let after = everything(&house).await;
        let changed = "/hsds/services?modified_after=2026-11-25T00:00:00Z&minimal=true";
        assert!(after[changed] != before[changed], "{}", house.name);
    }
}

/// The zip of tables is compressed, so it is looked into.
#[tokio::test]
async fn nothing_of_a_confidential_place_stands_in_the_tables() {
    let house = TestHouse::on_each_holding(&planted(&ONE))
        .await
        .swap_remove(0);
    let request = Request::builder()
        .uri("/hsds/datapackage.zip")
        .body(Body::empty());
    let (_, bytes) = house.ask(request.expect("a request")).await;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    assert!(zip.len() > 8);
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).expect("a file");
        let mut text = String::new();
        std::io::Read::read_to_string(&mut file, &mut text).expect("UTF-8");
        for secret in ["Qwyjibo", "4711", "49.2834", "123.1187", "Vrblskaya"] {
            assert!(!text.contains(secret), "file {at}: {secret}");
        }
    }
}
