//! Another program reads the directory through the HSDS interface: all of it, every answer valid.

use std::collections::{BTreeMap, HashSet};

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use journeys::{Answer, TestHouse};
use jsonschema::Validator;
use serde_json::{Value, json};

/// Validators by the name of a schema in the interface's own description, formats asserted.
struct Schemas {
    document: Value,
    made: BTreeMap<String, Validator>,
}

impl Schemas {
    async fn of(house: &TestHouse) -> Self {
        let document = house.get("/hsds/openapi.json").await;
        Self {
            document: serde_json::from_str(&document.text).expect("JSON"),
            made: BTreeMap::new(),
        }
    }

    fn check(&mut self, name: &str, object: &Value, what: &str) {
        let document = &self.document;
        let validator = self.made.entry(name.to_owned()).or_insert_with(|| {
            let schema = json!({
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "$ref": format!("#/components/schemas/{name}"),
                "components": document["components"],
            });
            jsonschema::options()
                .should_validate_formats(true)
                .build(&schema)
                .expect("a schema")
        });
        let faults: Vec<String> = validator
            .iter_errors(object)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(faults.is_empty(), "{what}: {faults:#?}");
    }
}

async fn object(house: &TestHouse, path: &str) -> Value {
    let answer = house.get(path).await;
    assert_eq!(
        answer.status,
        StatusCode::OK,
        "{} {path}: {}",
        house.name,
        answer.text
    );
    assert_eq!(answer.headers["content-type"], "application/json", "{path}");
    serde_json::from_str(&answer.text).expect("JSON")
}

/// All pages of a list, held together.
async fn pages(house: &TestHouse, schemas: &mut Schemas, path: &str) -> Vec<Value> {
    let join = if path.contains('?') { '&' } else { '?' };
    let mut all = Vec::new();
    for page in 1.. {
        let path = format!("{path}{join}page={page}");
        let answer = object(house, &path).await;
        schemas.check("Page", &answer, &path);
        let contents = answer["contents"].as_array().expect("contents").clone();
        assert_eq!(answer["page_number"], page);
        assert_eq!(answer["size"], contents.len());
        assert_eq!(answer["empty"], contents.is_empty());
        assert_eq!(answer["first_page"], page == 1);
        all.extend(contents);
        if answer["last_page"] == true {
            assert_eq!(answer["total_items"], all.len(), "{path}: pages add up");
            assert_eq!(answer["total_pages"], if all.is_empty() { 0 } else { page });
            break;
        }
    }
    all
}

fn ids(objects: &[Value]) -> Vec<String> {
    objects
        .iter()
        .map(|object| object["id"].as_str().expect("an id").to_owned())
        .collect()
}

/// A list, and the schema of what is in it.
const LISTS: [(&str, &str); 5] = [
    ("services", "service"),
    ("service_at_locations", "whole_service_at_location"),
    ("organizations", "whole_organization"),
    ("taxonomies", "taxonomy"),
    ("taxonomy_terms", "taxonomy_term"),
];

#[tokio::test]
async fn the_whole_interface_is_valid_to_the_last_object() {
    for house in TestHouse::on_each().await {
        let mut schemas = Schemas::of(&house).await;
        for (at, version) in ["3.0", "3.1", "3.2", "3.3"].into_iter().enumerate() {
            let lang = ["en", "fr"][at % 2];
            let told = format!("version={version}&language={lang}");
            let root = object(&house, &format!("/hsds/?{told}")).await;
            schemas.check("about", &root, "the root");
            assert_eq!(root["version"], version);
            assert_eq!(root.get("publisher").is_some(), version >= "3.2");
            for (list, schema) in LISTS {
                let path = format!("/hsds/{list}?{told}&per_page=70");
                let all = pages(&house, &mut schemas, &path).await;
                assert!(!all.is_empty(), "{path}");
                for one in &all {
                    schemas.check(schema, one, &path);
                }
                let known: HashSet<String> = ids(&all).into_iter().collect();
                assert_eq!(known.len(), all.len(), "{path}: nothing stands twice");
                let lines = house
                    .get(&format!("/hsds/{list}?{told}&format=ndjson"))
                    .await;
                let lines: Vec<Value> = lines
                    .text
                    .lines()
                    .map(|line| serde_json::from_str(line).expect("a line is JSON"))
                    .collect();
                assert_eq!(lines, all, "{path}: lines are the same as pages");
                for id in ids(&all) {
                    let path = format!("/hsds/{list}/{id}?{told}");
                    schemas.check(schema, &object(&house, &path).await, &path);
                }
            }
        }
    }
}

#[tokio::test]
async fn minimal_and_full_are_valid_and_hold_the_same_services() {
    for house in TestHouse::on_each().await {
        let mut schemas = Schemas::of(&house).await;
        let minimal = object(&house, "/hsds/services?minimal=true").await;
        let minimal = minimal["contents"].as_array().expect("contents").clone();
        for one in &minimal {
            schemas.check("minimal_service", one, "minimal");
            assert!(one["last_modified"].is_string(), "{}: {one}", house.name);
        }
        let path = "/hsds/services?full=true&version=3.3";
        let full = pages(&house, &mut schemas, path).await;
        assert_eq!(ids(&minimal), ids(&full));
        for one in &full {
            schemas.check("service", one, path);
            assert!(one["phones"].is_array() || one["url"].is_string(), "{one}");
        }
        for query in ["full=true", "full_service=true"] {
            let path = format!("/hsds/organizations?{query}&per_page=1000");
            let mut services = 0;
            for one in pages(&house, &mut schemas, &path).await {
                schemas.check("whole_organization", &one, &path);
                services += one["services"].as_array().map_or(0, Vec::len);
            }
            assert_eq!(services, full.len(), "{path}");
        }
        let path = "/hsds/service_at_locations?full=true";
        for one in pages(&house, &mut schemas, path).await {
            schemas.check("whole_service_at_location", &one, path);
        }
    }
}

async fn found(house: &TestHouse, path: &str) -> HashSet<String> {
    let join = if path.contains('?') { '&' } else { '?' };
    let answer = object(house, &format!("{path}{join}per_page=1000")).await;
    ids(answer["contents"].as_array().expect("contents"))
        .into_iter()
        .collect()
}

#[tokio::test]
async fn parameters_narrow_together() {
    for house in TestHouse::on_each().await {
        let terms = object(&house, "/hsds/taxonomy_terms?search=logement").await;
        let term = terms["contents"][0]["id"]
            .as_str()
            .expect("a term")
            .to_owned();
        let taxonomy = terms["contents"][0]["taxonomy_id"]
            .as_str()
            .expect("one")
            .to_owned();
        let every = found(&house, "/hsds/services").await;
        let with_term = found(&house, &format!("/hsds/services?taxonomy_term_id={term}")).await;
        let with_list = found(&house, &format!("/hsds/services?taxonomy_id={taxonomy}")).await;
        assert!(!with_term.is_empty() && with_term.len() < every.len());
        assert!(with_term.is_subset(&with_list) && with_list.is_subset(&every));
        let searched = found(&house, "/hsds/services?search=shelter").await;
        assert!(!searched.is_empty());
        let both = found(
            &house,
            &format!("/hsds/services?search=shelter&taxonomy_term_id={term}"),
        )
        .await;
        let expected: HashSet<String> = searched.intersection(&with_term).cloned().collect();
        assert_eq!(both, expected, "{}", house.name);
        let organizations = object(&house, "/hsds/organizations?full=true&per_page=1000").await;
        let many = organizations["contents"]
            .as_array()
            .expect("contents")
            .iter()
            .max_by_key(|one| one["services"].as_array().map_or(0, Vec::len))
            .expect("an organization");
        let id = many["id"].as_str().expect("an id");
        let own = found(&house, &format!("/hsds/services?organization_id={id}")).await;
        let told: HashSet<String> = ids(many["services"].as_array().expect("services"))
            .into_iter()
            .collect();
        assert_eq!(own, told);
        let nobody = "00000000-0000-4000-8000-000000000000";
        for name in ["taxonomy_term_id", "taxonomy_id", "organization_id"] {
            let none = found(&house, &format!("/hsds/services?{name}={nobody}")).await;
            assert!(none.is_empty(), "{name}");
        }
        let children = found(&house, &format!("/hsds/taxonomy_terms?parent_id={term}")).await;
        assert!(children.is_empty());
        let late = found(&house, "/hsds/services?modified_after=2999-01-01T00:00:00Z").await;
        assert!(late.is_empty());
        let early = found(&house, "/hsds/services?modified_after=2020-01-01").await;
        assert_eq!(early, every);
    }
}

#[tokio::test]
async fn places_near_a_postal_area_are_near_it() {
    for house in TestHouse::on_each().await {
        let path = "/hsds/service_at_locations";
        let every = found(&house, path).await;
        let mut before = HashSet::new();
        for metres in ["0", "5000", "50000", "500000", "20000000"] {
            let near = format!("{path}?postcode=V5K%201A1&proximity={metres}");
            let near = found(&house, &near).await;
            assert!(before.is_subset(&near), "{metres}");
            before = near;
        }
        assert!(!before.is_empty() && before.is_subset(&every));
        let covered = found(&house, &format!("{path}?postcode=V5K")).await;
        assert!(!covered.is_empty() && covered.len() < every.len());
        let rural = object(&house, &format!("{path}?postcode=V0J&proximity=1000")).await;
        assert_eq!(rural["proximity_applied"], false);
        let town = object(&house, &format!("{path}?postcode=V5K&proximity=1000")).await;
        assert_eq!(town["proximity_applied"], true);
    }
}

async fn send(house: &TestHouse, request: Request<Body>) -> Answer {
    let (head, bytes) = house.ask(request).await;
    Answer {
        status: head.status,
        headers: head.headers,
        text: String::from_utf8(bytes).expect("UTF-8"),
    }
}

fn with(method: Method, path: &str, headers: &[(&str, &str)], body: &str) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request
        .body(Body::from(body.to_owned()))
        .expect("a request")
}

#[tokio::test]
async fn what_is_asked_by_post_is_what_is_asked_by_get() {
    const JSON: [(&str, &str); 1] = [("content-type", "application/json")];
    const FORM: [(&str, &str); 1] = [("content-type", "application/x-www-form-urlencoded")];
    for house in TestHouse::on_each().await {
        for (path, query, body) in [
            (
                "/hsds/services",
                "search=legal&per_page=3&page=2&full=true",
                json!({"search": "legal", "per_page": 3, "page": 2, "full": true}),
            ),
            (
                "/hsds/service_at_locations",
                "postcode=M5V&proximity=20000.5&language=fr",
                json!({"postcode": "M5V", "proximity": 20000.5, "language": "fr"}),
            ),
            ("/hsds/organizations", "", json!({})),
            ("/hsds/taxonomies", "version=3.0", json!({"version": "3.0"})),
            (
                "/hsds/taxonomy_terms",
                "top_only=true",
                json!({"top_only": true}),
            ),
        ] {
            let got = house.get(&format!("{path}?{query}")).await;
            assert_eq!(got.status, StatusCode::OK, "{path}");
            let json = send(&house, with(Method::POST, path, &JSON, &body.to_string())).await;
            let form = send(&house, with(Method::POST, path, &FORM, query)).await;
            assert_eq!(got.text, json.text, "{path}");
            assert_eq!(got.text, form.text, "{path}");
        }
    }
}

#[tokio::test]
async fn what_is_wrong_is_a_problem_and_repeats_nothing() {
    let house = TestHouse::on_each().await.swap_remove(0);
    let mut schemas = Schemas::of(&house).await;
    let json = [("content-type", "application/json")];
    let long = format!("{{\"search\":\"{}\"}}", "a".repeat(40_000));
    let get = |path: &str| with(Method::GET, path, &[], "");
    let post = |body: &str| with(Method::POST, "/hsds/services", &json, body);
    let cases = [
        (get("/hsds/services?page=0"), 400),
        (get("/hsds/services?page=zxqsecret"), 400),
        (get("/hsds/services?per_page=1001"), 400),
        (get("/hsds/services?full=yes"), 400),
        (get("/hsds/services?format=xml"), 400),
        (get("/hsds/services?version=4"), 400),
        (get("/hsds/services?language=de"), 400),
        (get("/hsds/services?taxonomy_term_id=zxqsecret"), 400),
        (get("/hsds/services?modified_after=zxqsecret"), 400),
        (get("/hsds/services?zxqsecret=1"), 400),
        (get("/hsds/services?postcode=V2L"), 400),
        (get("/hsds/services?page=1&page=2"), 400),
        (get("/hsds/services?search=%FF"), 400),
        (get("/hsds/service_at_locations?postcode=zxqsecret"), 400),
        (
            get("/hsds/service_at_locations?postcode=V2L&proximity=-1"),
            400,
        ),
        (
            get("/hsds/service_at_locations?postcode=V2L&proximity=NaN"),
            400,
        ),
        (get("/hsds/service_at_locations?proximity=10"), 422),
        (get("/hsds/services/zxqsecret"), 404),
        (
            get("/hsds/services/00000000-0000-4000-8000-000000000000"),
            404,
        ),
        (get("/hsds/locations/zxqsecret"), 404),
        (get("/hsds/schema/zxqsecret.json"), 404),
        (with(Method::DELETE, "/hsds/services", &[], ""), 405),
        (with(Method::POST, "/hsds/openapi.json", &[], ""), 405),
        (
            with(
                Method::GET,
                "/hsds/services",
                &[("accept", "text/html")],
                "",
            ),
            406,
        ),
        (
            with(
                Method::POST,
                "/hsds/services",
                &[("content-type", "text/xml")],
                "<a/>",
            ),
            415,
        ),
        (post("{\"search\": 7}"), 400),
        (post("{\"page\": \"1\"}"), 400),
        (post("[]"), 400),
        (post("{"), 400),
        (post(&long), 413),
    ];
    for (request, status) in cases {
        let what = format!("{} {}", request.method(), request.uri());
        let answer = send(&house, request).await;
        assert_eq!(answer.status.as_u16(), status, "{what}: {}", answer.text);
        assert_eq!(
            answer.headers["content-type"], "application/problem+json",
            "{what}"
        );
        assert_eq!(answer.headers["cache-control"], "no-store", "{what}");
        assert!(
            !answer.text.contains("zxqsecret"),
            "{what}: {}",
            answer.text
        );
        let problem: Value = serde_json::from_str(&answer.text).expect("JSON");
        schemas.check("Problem", &problem, &what);
        assert_eq!(problem["status"], status);
        if status == 405 {
            assert!(answer.headers.contains_key("allow"), "{what}");
        }
    }
    let french = [("accept-language", "fr-CA, en;q=0.5")];
    let french = send(
        &house,
        with(Method::GET, "/hsds/services?page=0", &french, ""),
    )
    .await;
    assert!(french.text.contains("paramètre"), "{}", french.text);
}

#[tokio::test]
async fn an_answer_that_is_known_is_not_sent_again() {
    for house in TestHouse::on_each().await {
        for path in [
            "/hsds/services",
            "/hsds/openapi.json",
            "/hsds/datapackage.zip",
        ] {
            for encoding in ["identity", "gzip"] {
                let ask = |known: &str| {
                    let headers = [("accept-encoding", encoding), ("if-none-match", known)];
                    with(Method::GET, path, &headers, "")
                };
                let (first, bytes) = house.ask(ask("\"something-else\"")).await;
                assert_eq!(first.status, StatusCode::OK);
                assert!(!bytes.is_empty());
                let tag = first.headers["etag"].to_str().expect("a tag").to_owned();
                let (again, bytes) = house.ask(ask(&tag)).await;
                assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{path} {encoding}");
                assert!(bytes.is_empty());
                assert!(again.headers.contains_key("etag"));
            }
        }
        let whole = house.get("/hsds/services").await;
        let head = send(&house, with(Method::HEAD, "/hsds/services", &[], "")).await;
        assert_eq!(head.status, StatusCode::OK);
        assert_eq!(head.headers["etag"], whole.headers["etag"]);
        assert!(head.text.is_empty());
    }
}

#[tokio::test]
async fn any_site_may_read_and_no_cookie_is_set() {
    let house = TestHouse::on_each().await.swap_remove(0);
    let origin = [
        ("origin", "https://partner.example"),
        ("access-control-request-method", "POST"),
    ];
    let before = send(&house, with(Method::OPTIONS, "/hsds/services", &origin, "")).await;
    assert_eq!(before.status, StatusCode::NO_CONTENT);
    let methods = before.headers["access-control-allow-methods"]
        .to_str()
        .expect("text");
    assert!(methods.contains("POST") && !methods.contains("DELETE"));
    for path in [
        "/hsds/",
        "/hsds",
        "/hsds/services",
        "/hsds/nothing",
        "/hsds/services?format=ndjson",
    ] {
        let answer = send(&house, with(Method::GET, path, &origin, "")).await;
        assert_eq!(answer.headers["access-control-allow-origin"], "*", "{path}");
        assert!(
            !answer
                .headers
                .contains_key("access-control-allow-credentials")
        );
        assert!(!answer.headers.contains_key("set-cookie"));
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
        assert!(
            answer.headers["vary"]
                .to_str()
                .expect("text")
                .contains("accept-language")
        );
    }
    // The pages keep their own rules.
    let page = house.get("/en").await;
    assert_eq!(page.headers["cache-control"], "no-store");
    assert!(!page.headers.contains_key("access-control-allow-origin"));
}

#[tokio::test]
async fn plain_texts_are_in_the_language_that_is_liked_better() {
    let house = TestHouse::on_each().await.swap_remove(0);
    let name = |lang: &'static str| {
        let house = &house;
        async move {
            let path = "/hsds/taxonomies";
            let answer = send(
                house,
                with(Method::GET, path, &[("accept-language", lang)], ""),
            )
            .await;
            let page: Value = serde_json::from_str(&answer.text).expect("JSON");
            let said = answer.headers["content-language"]
                .to_str()
                .expect("text")
                .to_owned();
            (
                page["contents"][0]["name"]
                    .as_str()
                    .expect("a name")
                    .to_owned(),
                said,
            )
        }
    };
    assert_eq!(name("fr").await, ("Besoins".to_owned(), "fr-CA".to_owned()));
    assert_eq!(name("en;q=0.2, fr-CA;q=0.3").await.1, "fr-CA");
    assert_eq!(name("de").await, ("Needs".to_owned(), "en-CA".to_owned()));
    let asked = house.get("/hsds/taxonomies?language=fr").await;
    assert!(asked.text.contains("Besoins"));
}

#[tokio::test]
async fn schemas_and_profile_are_served_whole() {
    let house = TestHouse::on_each().await.swap_remove(0);
    let about = object(&house, "/hsds/profile/").await;
    for list in ["patches", "schemas"] {
        let addresses = about[list].as_array().expect("addresses");
        assert!(addresses.len() > 10);
        for address in addresses {
            let address = address.as_str().expect("an address");
            let (_, path) = address.split_once("localhost").expect("our own");
            assert!(object(&house, path).await.is_object());
        }
    }
    let service = object(&house, "/hsds/schema/service.json").await;
    assert!(service["properties"]["phones"].is_object(), "HSDS");
    assert!(
        service["properties"]["access"].is_object(),
        "and the profile"
    );
}

#[tokio::test]
async fn both_databases_give_the_same_answers() {
    let houses = TestHouse::on_each().await;
    for path in [
        "/hsds/services?full=true&per_page=1000",
        "/hsds/organizations?full=true",
    ] {
        let mut answers = Vec::new();
        for house in &houses {
            answers.push((house.name, house.get(path).await.text));
        }
        for pair in answers.windows(2) {
            assert_eq!(
                pair[0].1, pair[1].1,
                "{} and {}: {path}",
                pair[0].0, pair[1].0
            );
        }
    }
}
