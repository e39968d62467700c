//! Confidential places and the desk: whoever may not know where a place is finds it on no page, in no
//! history, list or export, and cannot try addresses until one fits. And nothing of it is logged.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Arc, Mutex};

use access::{Permission, SHIPPED_ROLES};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use directory::edit::{Field, Known};
use journeys::{Answer, TestHouse, encode};
use kernel::{Actor, Clock as _, Lang, Secret, SeededRandom, Text};
use store::{Edit, Edited, Moment, NewPerson, NewRole};
use uuid::Uuid;
use web::staff::routes::StaffRoute;

use crate::confidential::{CANARIES, ONE, chosen, interface, pages, planted};

const PASSPHRASE: &str = "quilt harbour seventeen moss";
/// A place that was public once, and everything it was called then.
const FORMER: [&str; 3] = ["Formerly Lane", "Oldenburgh", "Fernside"];

/// A house with people at its desk.
struct Desk {
    house: TestHouse,
    random: SeededRandom,
    /// Whose organization's place is hidden.
    organization: Uuid,
    other: Uuid,
    /// A listing with a hidden place.
    hidden: Uuid,
    /// A listing of the same organization whose place was public until its third version.
    former: Uuid,
}

impl Desk {
    async fn open() -> Self {
        let house = TestHouse::in_memory_holding(&planted(&ONE)).await;
        let content = &house.house.content;
        let service = &content.services[chosen(content)[0]];
        let organization = service.organization_id;
        let other = content
            .organizations
            .iter()
            .find(|one| one.id != organization);
        let desk = Self {
            random: SeededRandom::new(5),
            organization,
            other: other.expect("another").id,
            hidden: service.id,
            former: Uuid::from_u128(0x0f),
            house,
        };
        desk.make_former().await;
        let (store, now) = (&desk.house.house.store, desk.house.clock.now());
        // Every pair there is, so that those of hidden places are among them.
        let found = store.find_duplicates(&Actor::System, 0.0, 1, now).await;
        assert!(found.expect("looked") > 0);
        let see = [Permission::EditOwnListings, Permission::VerifyOwnListings];
        let blind = desk.role("Blind", &see).await;
        desk.person("blind", desk.organization, blind).await;
        desk.person("keeper", desk.organization, shipped("listing-editor"))
            .await;
        desk.person("curator", desk.other, shipped("curator")).await;
        desk.person("far", desk.other, shipped("listing-editor"))
            .await;
        desk
    }

    fn moment(&self) -> Moment<'_> {
        Moment {
            now: self.house.clock.now(),
            random: &self.random,
        }
    }

    async fn role(&self, name: &str, permissions: &[Permission]) -> Uuid {
        let new = NewRole {
            name: Text::new(name, name),
            description: Text::default(),
            permissions: permissions.iter().copied().collect(),
        };
        let store = &self.house.house.store;
        store
            .add_role(&Actor::Operator, &new, &self.moment())
            .await
            .expect("a role")
    }

    async fn person(&self, name: &str, organization_id: Uuid, role: Uuid) {
        let store = &self.house.house.store;
        let new = NewPerson {
            name: format!("{name} Example"),
            email: format!("{name}@example.org"),
            lang: Lang::En,
            organization_id,
            roles: [role].into(),
        };
        let (_, link) = store
            .invite(&Actor::Operator, &new, &self.moment())
            .await
            .expect(name);
        let passphrase = Secret::new(PASSPHRASE.to_owned());
        store
            .accept_link(&Actor::Public, &link, &passphrase, &self.moment())
            .await
            .expect(name);
    }

    async fn edit(&self, id: Uuid, version: i64, changes: &[(Field, &str)]) {
        let known = self.known();
        let edit = Edit {
            base_version: version,
            changes: owned(changes),
            reason: String::new(),
            verified: false,
            suggestion: None,
            look: false,
        };
        let (store, now) = (&self.house.house.store, self.house.clock.now());
        let edited = store
            .edit_service(&Actor::Operator, known, id, edit, now)
            .await;
        assert!(matches!(edited, Ok(Edited::Saved { .. })), "{edited:?}");
    }

    fn known(&self) -> Known<'_> {
        Known {
            taxonomy: &self.house.house.content.taxonomy,
            gazetteer: &self.house.house.content.gazetteer,
        }
    }

    async fn make_former(&self) {
        let changes = owned(&[
            (Field::NameEnglish, "Quiet house"),
            (Field::Listed, "yes"),
            (Field::Confidentiality, "public"),
            (Field::City, "Oldenburgh"),
            (Field::StateProvince, "BC"),
            (Field::Address1, "3 Formerly Lane"),
            (Field::Note, "Fernside is the old name"),
            (Field::Email, "quiet@example.org"),
        ]);
        let (store, now) = (&self.house.house.store, self.house.clock.now());
        let (of, id) = (self.organization, self.former);
        let added = store
            .add_service(&Actor::Operator, self.known(), of, &changes, id, now)
            .await;
        assert!(matches!(added, Ok(Edited::Saved { .. })), "{added:?}");
        self.edit(id, 1, &[(Field::Address1, "4 Formerly Lane")])
            .await;
        self.edit(id, 2, &[(Field::Confidentiality, "hidden")])
            .await;
    }

    async fn send(&self, method: Method, path: &str, body: &str, cookie: Option<&str>) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "desk.example")
            .header("sec-fetch-site", "same-origin")
            .header("user-agent", "Mozilla/5.0 (X11; Linux x86_64)")
            .header("content-type", "application/x-www-form-urlencoded");
        if let Some(cookie) = cookie {
            request = request.header("cookie", cookie);
        }
        let request = request
            .body(Body::from(body.to_owned()))
            .expect("a request");
        let (head, bytes) = self.house.ask(request).await;
        Answer {
            status: head.status,
            headers: head.headers,
            text: String::from_utf8(bytes).expect("UTF-8"),
        }
    }

    async fn sign_in(&self, email: &str, passphrase: &str) -> Answer {
        let sent = format!("email={}&passphrase={}", encode(email), encode(passphrase));
        let path = StaffRoute::SignIn.address(Lang::En);
        self.send(Method::POST, path, &sent, None).await
    }

    async fn cookie(&self, name: &str) -> String {
        let answer = self
            .sign_in(&format!("{name}@example.org"), PASSPHRASE)
            .await;
        assert_eq!(
            answer.status,
            StatusCode::SEE_OTHER,
            "{name}: {}",
            answer.text
        );
        let set = answer.headers.get("set-cookie").expect("a cookie");
        let set = set.to_str().expect("text");
        set.split(';').next().unwrap_or_default().to_owned()
    }

    /// Every page that somebody can open, with every list as a file too.
    async fn every_page(&self, cookie: &str) -> BTreeMap<String, Answer> {
        let mut seen = BTreeMap::new();
        for lang in Lang::ALL {
            for route in StaffRoute::ALL.into_iter().filter(|route| route.is_page()) {
                let pattern = route.pattern(lang);
                if pattern.contains("{token}") {
                    continue;
                }
                let mut paths = vec![pattern.to_owned(), format!("{pattern}?format=csv")];
                if pattern.contains("{id}") {
                    paths = [self.hidden, self.former, self.organization]
                        .map(|id| route.of(id, lang))
                        .into();
                    paths.push(route.of_pair(self.hidden, self.former, lang));
                }
                for path in paths {
                    let answer = self.send(Method::GET, &path, "", Some(cookie)).await;
                    seen.insert(path, answer);
                }
            }
        }
        seen
    }
}

fn shipped(slug: &str) -> Uuid {
    let role = SHIPPED_ROLES.iter().find(|role| role.slug == slug);
    role.expect("a shipped role").id()
}

fn owned(changes: &[(Field, &str)]) -> BTreeMap<Field, String> {
    let owned = |(field, text): &(Field, &str)| (*field, (*text).to_owned());
    changes.iter().map(owned).collect()
}

fn form(fields: &[(&str, &str)]) -> String {
    let pairs = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", encode(value)));
    pairs.collect::<Vec<_>>().join("&")
}

#[tokio::test]
async fn whoever_may_not_know_finds_it_on_no_page() {
    let desk = Desk::open().await;
    for name in ["blind", "curator", "far"] {
        let cookie = desk.cookie(name).await;
        let seen = desk.every_page(&cookie).await;
        let opened = seen
            .values()
            .filter(|answer| answer.status.is_success())
            .count();
        assert!(opened > 15, "{name}: only {opened} pages opened");
        let pair = StaffRoute::DuplicatePair.of_pair(desk.hidden, desk.former, Lang::En);
        assert_eq!(seen[&pair].status.is_success(), name == "curator", "{name}");
        for (path, answer) in &seen {
            for canary in CANARIES.into_iter().chain(FORMER) {
                let told = answer.text.contains(canary);
                assert!(!told, "{name} reads {canary} at {path}");
            }
        }
    }
    // The same walk sees it with the eyes of whoever may.
    let cookie = desk.cookie("keeper").await;
    let seen = desk.every_page(&cookie).await;
    for canary in ["Qwyjibo", "4711 Q", "50.6745", "Formerly Lane", "Fernside"] {
        let told = seen.values().any(|answer| answer.text.contains(canary));
        assert!(told, "{canary} is nowhere");
    }
}

#[tokio::test]
async fn the_search_box_finds_nothing_by_a_hidden_place() {
    let desk = Desk::open().await;
    for name in ["blind", "curator", "far"] {
        let cookie = desk.cookie(name).await;
        let path = StaffRoute::Search.address(Lang::En);
        let mut answers = Vec::new();
        for words in ["Qwyjibo", "Qwyjibx", "Wozzlebury", "Fernside", "Fernsidx"] {
            let sent = form(&[("words", words)]);
            let answer = desk.send(Method::POST, path, &sent, Some(&cookie)).await;
            answers.push((answer.status, answer.text.replace(words, "…")));
            let list = StaffRoute::Listings.address(Lang::En);
            let sent = form(&[("words", words)]);
            let answer = desk.send(Method::POST, list, &sent, Some(&cookie)).await;
            assert!(
                !answer.text.contains(&desk.hidden.to_string()),
                "{name}: {words}"
            );
        }
        for answer in &answers {
            assert_eq!(answer.1, answers[0].1, "{name}");
        }
    }
}

#[tokio::test]
async fn no_form_can_be_used_to_try_addresses() {
    let desk = Desk::open().await;
    let path = StaffRoute::EditListing.of(desk.hidden, Lang::En);
    for name in ["blind", "curator"] {
        let cookie = desk.cookie(name).await;
        let guesses = [
            ("location.address_1", [ONE.street, "1 Wrong Street"]),
            ("location.city", [ONE.town, "Wrongtown"]),
            ("location.state_province", ["BC", "ON"]),
            (
                "provenance.note",
                [&*format!("Ask at {}", ONE.street), "Ask at 1 Wrong Street"],
            ),
        ]
        .map(|(field, guesses)| (field, guesses.map(str::to_owned)));
        for (field, [right, wrong]) in &guesses {
            let mut answers = Vec::new();
            for guess in [right, wrong] {
                let sent = form(&[("version", "1"), (field, guess)]);
                let answer = desk.send(Method::POST, &path, &sent, Some(&cookie)).await;
                let text = answer.text.replace(guess.as_str(), "…");
                answers.push((answer.status, format!("{:?}", answer.headers), text));
            }
            assert!(
                answers[0] == answers[1],
                "{name}: {field} tells a guess from the truth"
            );
            assert_eq!(answers[0].0, StatusCode::FORBIDDEN, "{name}: {field}");
        }
        // Nor to publish the province of a hidden place.
        let around = [
            ("version", "1"),
            ("service_area.extent_type", "radius"),
            ("service_area.extent", "40"),
        ];
        let answer = desk
            .send(Method::POST, &path, &form(&around), Some(&cookie))
            .await;
        assert_eq!(
            answer.status,
            StatusCode::FORBIDDEN,
            "{name}: {}",
            answer.text
        );
    }
}

/// A form from before the place was hidden saves what else it says, and brings nothing to light.
#[tokio::test]
async fn a_form_from_before_is_not_lost_and_shows_nothing() {
    let desk = Desk::open().await;
    let cookie = desk.cookie("blind").await;
    let path = StaffRoute::EditListing.of(desk.former, Lang::En);
    let place = ("location.address_1", "3 Formerly Lane");
    let public = ("location.confidentiality", "public");
    let sent = form(&[
        ("version", "1"),
        place,
        public,
        ("email", "new@example.org"),
    ]);
    let answer = desk.send(Method::POST, &path, &sent, Some(&cookie)).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    // Somebody else mends the same field: the page to choose on has nothing of the place.
    let sent = form(&[("version", "1"), public, ("email", "third@example.org")]);
    let answer = desk.send(Method::POST, &path, &sent, Some(&cookie)).await;
    assert!(answer.text.contains("new@example.org"), "{}", answer.text);
    for canary in FORMER {
        assert!(!answer.text.contains(canary), "{canary}");
    }
    let record = desk
        .house
        .house
        .store
        .record(&Actor::Operator, desk.former)
        .await;
    let service = record.expect("read").expect("there").service;
    let place = service.location.expect("a place");
    assert_eq!(place.address.as_deref(), Some("4 Formerly Lane"));
    assert_eq!(
        place.confidentiality,
        directory::location::Confidentiality::Hidden
    );
    assert_eq!(
        service.provenance.note.as_deref(),
        Some("Fernside is the old name")
    );
    assert_eq!(service.email.as_deref(), Some("new@example.org"));
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("one thread").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn nothing_of_it_is_logged() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    tracing::info!("the log works");
    let desk = Desk::open().await;
    pages(&desk.house).await;
    interface(&desk.house).await;
    for _ in 0..3 {
        desk.sign_in("qwyjibo@example.org", "Wozzlebury is no passphrase")
            .await;
        desk.sign_in("keeper@example.org", "4711 Qwyjibo is no passphrase")
            .await;
    }
    let keeper = desk.cookie("curator").await;
    desk.every_page(&keeper).await;
    let blind = desk.cookie("blind").await;
    let keeper = desk.cookie("far").await;
    let path = StaffRoute::EditListing.of(desk.hidden, Lang::En);
    for (cookie, version) in [(&blind, "1"), (&keeper, "1"), (&keeper, "x")] {
        let sent = form(&[
            ("version", version),
            ("location.address_1", "9 Qwyjibo Road"),
        ]);
        desk.send(Method::POST, &path, &sent, Some(cookie)).await;
    }
    desk.edit(desk.hidden, 1, &[(Field::Address1, "9 Qwyjibo Road")])
        .await;
    let stranger = vault::Vault::new(vec![vault::Key::new(1, [9; 32])]).expect("a key");
    let stranger = desk.house.house.store.clone().with_vault(stranger);
    let broken = stranger
        .services(&Actor::Operator)
        .await
        .expect_err("another key");
    tracing::error!("{broken} {broken:?}");
    let logged = log.0.lock().expect("one thread").clone();
    let logged = String::from_utf8(logged).expect("text").to_lowercase();
    assert!(logged.contains("the log works"));
    for canary in CANARIES.into_iter().chain(FORMER) {
        assert!(!logged.contains(&canary.to_lowercase()), "{canary}");
    }
}
