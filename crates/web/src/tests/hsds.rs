//! The HSDS interface: its description, how much may be asked; the table and the frame.

use std::net::SocketAddr;

use ::directory::capacity::{Capacity, Unit};
use axum::extract::connect_info::ConnectInfo;
use axum::http::{Method, StatusCode};
use kernel::Lang;

use super::{Sample, Visit, encoded, html, request};
use crate::routes::Route;

/// The description without the schemas, which are files with tests of their own.
#[tokio::test]
async fn the_description_is_as_it_was_reviewed() {
    let visit = Visit::to(Sample::Empty).await;
    let answer = visit.get("/hsds/openapi.json").await;
    assert_eq!(answer.status, StatusCode::OK);
    let mut document: serde_json::Value = serde_json::from_str(&answer.body).expect("JSON");
    let schemas = document["components"]["schemas"]
        .as_object_mut()
        .expect("schemas");
    schemas
        .retain(|_, schema| schema.get("title").is_none() && schema.get("description").is_none());
    document["info"]["version"] = "…".into();
    insta::assert_snapshot!(serde_json::to_string_pretty(&document).expect("JSON"));
}

#[tokio::test]
async fn a_network_that_asks_too_much_waits_and_others_do_not() {
    let visit = Visit::to(Sample::Empty).await;
    let ask = async |address: &str| {
        let mut asked = request(Method::GET, "/hsds/nothing", "");
        let address: SocketAddr = address.parse().expect("an address");
        asked.extensions_mut().insert(ConnectInfo(address));
        visit.send(asked).await
    };
    let mut refused = None;
    for _ in 0..20_000 {
        let answer = ask("192.0.2.1:4000").await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            refused = Some(answer);
            break;
        }
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
    let refused = refused.expect("no network may ask without end");
    assert!(refused.headers.contains_key("retry-after"));
    assert!(refused.body.contains("\"status\":429") && !refused.body.contains("192.0.2"));
    assert_eq!(ask("192.0.2.9:4000").await.status, StatusCode::NOT_FOUND);
    // The pages do not count anyone.
    assert_eq!(visit.get("/en").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_frame_may_stand_in_other_sites_and_no_other_page_may() {
    for sample in [Sample::Empty, Sample::Usual, Sample::Long] {
        let visit = Visit::to(sample).await;
        for lang in Lang::ALL {
            let path = Route::Embed.address(lang);
            let words = encoded("<b>un endroit pour dormir");
            let answers = [
                visit.get(path).await,
                visit.post(path, "").await,
                visit
                    .post(path, &format!("text={words}&place=Nowhere+at+all"))
                    .await,
                visit.post(path, "text=legal&place=Vancouver&page=2").await,
            ];
            for answer in answers {
                assert_eq!(answer.status, StatusCode::OK);
                assert!(!answer.headers.contains_key("x-frame-options"));
                let policy = answer.headers["content-security-policy"]
                    .to_str()
                    .expect("text");
                assert!(policy.contains("frame-ancestors *"));
                assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"));
                assert_eq!(answer.headers["cache-control"], "no-store");
                assert!(!answer.headers.contains_key("set-cookie"));
                // Everything that is asked of a page, but for its script: it has none.
                assert_eq!(html::faults(&answer.body), ["0 of <script>"], "{path}");
                assert!(
                    answer.body.contains("id=\"exit\"") && answer.body.contains("target=\"_top\"")
                );
                assert!(!answer.body.contains("<b>un"));
                for (at, _) in answer.body.match_indices("target=\"_blank\"") {
                    assert!(
                        answer.body[at..]
                            .starts_with("target=\"_blank\" rel=\"noopener noreferrer\"")
                    );
                }
            }
            let broken = visit.post(path, "text=%FF").await;
            assert_eq!(broken.status, StatusCode::BAD_REQUEST);
            assert!(
                !broken.headers.contains_key("x-frame-options"),
                "the message can be read"
            );
        }
        for path in ["/en", "/fr/trouver", "/en/table"] {
            let answer = visit.get(path).await;
            assert_eq!(answer.headers["x-frame-options"], "DENY", "{path}");
        }
    }
}

#[tokio::test]
async fn a_list_becomes_a_table_that_no_spreadsheet_runs() {
    let visit = Visit::holding(|listing| {
        listing.name.fr = "=HYPERLINK(\"https://example.org\")".to_owned();
        listing.capacities = vec![Capacity {
            unit: Unit::Bed,
            available: 3,
            maximum: Some(12),
            updated: "2026-11-24T20:00:00Z".parse().expect("a moment"),
        }];
        listing.description.fr = "Une ligne\nd’aide, \"ici\"".to_owned();
    })
    .await;
    let answer = visit.post("/fr/tableau", "").await;
    assert_eq!(answer.headers["content-type"], "text/csv; charset=utf-8");
    let name = answer.headers["content-disposition"]
        .to_str()
        .expect("text");
    assert_eq!(name, "attachment; filename=\"liste.csv\"");
    let text = answer
        .body
        .strip_prefix('\u{feff}')
        .expect("the mark of UTF-8");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(&reader.headers().expect("a head")[0], "Service");
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("rows");
    assert_eq!(rows.len(), 1);
    assert!(rows[0][0].starts_with("'=HYPERLINK"));
    assert_eq!(&rows[0][9], "3 lits libres sur 12 (2026-11-24T20:00Z)");
    assert_eq!(&rows[0][10], "Une ligne\nd’aide, \"ici\"");
    let english = visit.post("/en/table", "").await.body;
    assert!(english.contains("(in French)"), "{english}");
}

#[tokio::test]
async fn a_table_holds_every_page_of_the_list() {
    let visit = Visit::to(Sample::Usual).await;
    let all = visit.post("/en/table", "page=2").await.body;
    let mut reader = csv::Reader::from_reader(all.as_bytes());
    let rows = reader.records().count();
    assert_eq!(rows, visit.house.finder.current().len());
    let some = visit.post("/en/table", "need=legal&province=BC").await.body;
    let mut reader = csv::Reader::from_reader(some.as_bytes());
    let narrowed = reader.records().count();
    assert!(narrowed > 0 && narrowed < rows);
}
