//! Tests of the pages, through the real router, over three sample houses.

mod front_door;
mod guidance;
mod hsds;
mod html;
mod pages;
mod panics;
mod questions;
mod questions_application;
mod questions_codes;
mod questions_files;
mod readability;
mod staff;
mod staff_access;
mod staff_care;
mod staff_care_records;
mod staff_cases;
mod staff_house;
#[cfg(feature = "oidc")]
mod staff_identity;
mod staff_imports;
mod staff_listings;
mod staff_oversight;
mod staff_pages;
#[cfg(feature = "passkeys")]
mod staff_passkeys;
mod staff_session;
mod staff_sharing;
mod weight;

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use ::directory::Listing;
use ::directory::content::Content;
use ::directory::geography::{Point, Province};
use ::directory::hours::{Hours, Interval, Weekly, Zone};
use ::directory::listing::Area;
use ::directory::location::PublicLocation;
use ::directory::phone::{Phone, PhoneKind};
use ::directory::service::{Access, Confidence, Fees, Gender};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt as _;
use jiff::civil::{Weekday, date, time};
use kernel::{Actor, FixedClock, Lang, SeededRandom, Text};
use search::{Finder, Index};
use store::Store;
use store::testing::fixed_vault;
use tower::ServiceExt as _;
use uuid::Uuid;

use crate::{House, Settings, router};

/// The shipped content, read once for all tests.
pub(crate) fn content() -> &'static Arc<Content> {
    static CONTENT: LazyLock<Arc<Content>> =
        LazyLock::new(|| Arc::new(Content::shipped().expect("the shipped content is sound")));
    &CONTENT
}

/// The shipped instruments, read once for all tests.
pub(crate) static QUESTIONNAIRES: LazyLock<Arc<questionnaires::Library>> =
    LazyLock::new(|| Arc::new(questionnaires::Library::shipped()));

/// What a house holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sample {
    /// A directory without services.
    Empty,
    /// The shipped directory.
    Usual,
    /// One service in which everything is filled in, long, and full of markup; in French only.
    Long,
}

/// A Tuesday afternoon in Vancouver.
const NOW: &str = "2026-11-24T22:00:00Z";

/// The service of [`Sample::Long`].
const LONG_ID: Uuid = Uuid::from_u128(7);

/// A house to visit.
struct Visit {
    router: Router,
    house: Arc<House>,
    clock: FixedClock,
}

/// An answer, whole.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
    /// Bytes of body and headers as they travel.
    size: usize,
}

impl Visit {
    /// A house that holds the service of [`Sample::Long`] alone, after a change.
    async fn holding(change: impl Fn(&mut Listing)) -> Self {
        let mut listing = long_listing();
        change(&mut listing);
        Self::with(Sample::Long, vec![listing]).await
    }

    async fn to(sample: Sample) -> Self {
        let long = match sample {
            Sample::Long => vec![long_listing()],
            Sample::Empty | Sample::Usual => Vec::new(),
        };
        Self::with(sample, long).await
    }

    async fn with(sample: Sample, own: Vec<Listing>) -> Self {
        let content = Arc::clone(content());
        let store = Store::sqlite_in_memory()
            .await
            .expect("a database in memory");
        store.migrate().await.expect("migrations");
        let store = store.with_vault(fixed_vault()).with_cheap_passphrases();
        if sample != Sample::Empty {
            store
                .load_content(&Actor::System, &content, NOW.parse().expect("a moment"))
                .await
                .expect("content loads");
        }
        let listings = match sample {
            Sample::Long => own,
            Sample::Empty | Sample::Usual => store
                .listings(&Actor::System, &content.gazetteer)
                .await
                .expect("listings"),
        };
        let taxonomy = Arc::new(content.taxonomy.clone());
        let index = Index::in_memory(listings, taxonomy).expect("an index");
        let clock = FixedClock::at(NOW.parse().expect("a moment"));
        let house = Arc::new(House {
            store,
            finder: Arc::new(Finder::new(index)),
            content,
            questionnaires: Arc::clone(&QUESTIONNAIRES),
            clock: Arc::new(clock.clone()),
            random: Arc::new(SeededRandom::new(1)),
            settings: settings(),
            freshness: crate::Freshness::default(),
        });
        Self {
            router: router(Arc::clone(&house)),
            house,
            clock,
        }
    }

    /// The same house, where the operator says nothing of other ways to sign in.
    fn without_other_ways(&mut self) {
        self.choose(Settings::default());
    }

    /// The same house, where the operator chose otherwise.
    fn choose(&mut self, settings: Settings) {
        let house = &self.house;
        let house = Arc::new(House {
            store: house.store.clone(),
            finder: Arc::clone(&house.finder),
            content: Arc::clone(&house.content),
            questionnaires: Arc::clone(&house.questionnaires),
            clock: Arc::clone(&house.clock),
            random: Arc::clone(&house.random),
            settings,
            freshness: crate::Freshness::default(),
        });
        self.router = router(Arc::clone(&house));
        self.house = house;
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("infallible");
        let (head, body) = response.into_parts();
        let bytes = body.collect().await.expect("a body").to_bytes();
        let headers: usize = head
            .headers
            .iter()
            .map(|(name, value)| name.as_str().len() + value.len() + 4)
            .sum();
        Answer {
            status: head.status,
            size: bytes.len() + headers + "HTTP/1.1 200 OK\r\n\r\n".len(),
            headers: head.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    async fn get(&self, path: &str) -> Answer {
        self.send(request(Method::GET, path, "")).await
    }

    async fn post(&self, path: &str, body: &str) -> Answer {
        self.send(request(Method::POST, path, body)).await
    }

    /// Any service of the house.
    fn any_service(&self) -> Option<Uuid> {
        let all = search::Request::default();
        let page = self
            .house
            .finder
            .current()
            .find(&all, self.house.clock.now());
        page.ok()?.results.first().map(|found| found.listing.id)
    }
}

/// What the operator chooses in these tests: every way to sign in that the program was built with.
fn settings() -> Settings {
    Settings {
        #[cfg(feature = "passkeys")]
        passkeys: signin::passkey::RelyingParty::of_address("https://desk.example"),
        #[cfg(feature = "oidc")]
        identity: Some(Arc::new(staff_identity::nowhere())),
        ..Settings::default()
    }
}

fn request(method: Method, path: &str, body: &str) -> Request<Body> {
    Request::builder()
        .method(method)
        .uri(path)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(body.to_owned()))
        .expect("a request")
}

/// Text as a form sends it.
fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        use std::fmt::Write as _;
        let _ = write!(out, "%{byte:02X}");
        out
    })
}

fn long_listing() -> Listing {
    let long = "<b>Très</b> long & \"plein\" d'aide ; ".repeat(20);
    let french = |words: &str| Text::new("", words);
    let weekly = Hours {
        note: french(&long),
        ..Hours::weekly(Weekly {
            time_zone: Zone::named("America/St_Johns").expect("a zone"),
            intervals: vec![
                Interval {
                    day: Weekday::Monday,
                    opens: time(22, 30, 0, 0),
                    closes: time(6, 0, 0, 0),
                },
                Interval {
                    day: Weekday::Friday,
                    opens: time(8, 0, 0, 0),
                    closes: time(8, 0, 0, 0),
                },
            ],
            exceptions: Vec::new(),
        })
    };
    let phone = |kind, number: &str| Phone {
        number: number.parse().expect("a number"),
        kind,
        keyword: Some("AIDE<".to_owned()),
        extension: Some("123".to_owned()),
        label: french("Ligne <i>jour</i>"),
        hours: Some(weekly.clone()),
        languages: vec!["fr".to_owned(), "xx-unknown".to_owned()],
    };
    Listing {
        id: LONG_ID,
        slug: "long".to_owned(),
        organization_id: Uuid::from_u128(8),
        organization: french(&long),
        name: french("Un service <script>alert(1)</script> au nom qui n'en finit pas"),
        description: french(&long),
        temporarily_closed: true,
        needs: content()
            .taxonomy
            .terms()
            .iter()
            .take(17)
            .map(|term| term.id.clone())
            .collect(),
        everyone: true,
        populations: vec!["women".into(), "no-such-term".into()],
        exploitation: vec!["sexual".into()],
        dedicated: true,
        fees: Fees::Free,
        email: Some("a@example.org".to_owned()),
        website: Some("https://www.example.org/a?b=\"c\"&d".to_owned()),
        phones: [
            PhoneKind::Voice,
            PhoneKind::Sms,
            PhoneKind::Tty,
            PhoneKind::Fax,
        ]
        .map(|kind| phone(kind, "800-555-0100"))
        .to_vec(),
        area: Area::Circle {
            name: Text::default(),
            provinces: vec![Province::NL],
            centre: Point {
                latitude: 47.5,
                longitude: -52.7,
            },
            radius_km: 25.4,
            forward_sortation_areas: Vec::new(),
            district: None,
        },
        location: Some(PublicLocation {
            city: "L'Anse-\"au\"-Loup".to_owned(),
            province: Province::NL,
            point: None,
            approximate: true,
            address: Some("1 <rue>".to_owned()),
        }),
        hours: weekly,
        languages: ["en", "fr", "iu", "xx"].map(str::to_owned).to_vec(),
        interpretation: french(&long),
        access: Access {
            police_report_needed: Some(true),
            status_needed: Some(true),
            id_needed: Some(true),
            children_welcome: Some(false),
            pets_welcome: Some(false),
            gender: Some(Gender::Any),
            minimum_age: Some(16),
            maximum_age: Some(29),
            indigenous_led: Some(true),
            by_and_for: Some(true),
        },
        source: vec![
            "https://example.org/<x>".to_owned(),
            "a leaflet <y>".to_owned(),
        ],
        source_date: Some("2014-10".to_owned()),
        read_on: "2026-11-20".to_owned(),
        confidence: Confidence::FromMemory,
        verified_on: Some(date(2026, 11, 1)),
        review_by: Some(date(2027, 5, 24)),
        last_modified: None,
        capacities: Vec::new(),
    }
}

/// Every page of a house by GET, in both languages: path and answer.
async fn every_page(visit: &Visit) -> HashMap<String, Answer> {
    use crate::routes::Route;
    let mut pages = HashMap::new();
    let service = visit.any_service();
    for lang in Lang::ALL {
        for route in Route::ALL {
            let pattern = route.pattern(lang);
            if pattern.contains("{guide}") {
                // Any guide, and its second step; others have a test of their own.
                let path = route.guide(9, lang).replace("{step}", "2");
                let answer = visit.get(&path).await;
                assert_eq!(answer.status, StatusCode::OK, "{path}");
                pages.insert(path, answer);
                continue;
            }
            let path = match (pattern.contains('{'), service) {
                (false, _) => route.address(lang).to_owned(),
                (true, Some(id)) => route.of(id, lang),
                (true, None) => continue,
            };
            let answer = visit.get(&path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            pages.insert(path, answer);
        }
    }
    pages.insert("/".to_owned(), visit.get("/").await);
    pages
}
