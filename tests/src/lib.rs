//! The whole house under test: a fixed clock, repeatable chance, the shipped directory, and each
//! kind of database in turn.

use std::fmt::Write as _;
use std::num::NonZeroU32;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::response::Parts;
use axum::http::{Method, Request, StatusCode, header};
use directory::content::Content;
use http_body_util::BodyExt as _;
use jiff::Timestamp;
use kernel::{Actor, FixedClock, SeededRandom};
use search::{Finder, Index};
use store::testing::{Folder, TestStore};
use tower::ServiceExt as _;

/// A Tuesday afternoon in Vancouver.
pub const AFTERNOON: &str = "2026-11-24T14:00:00-08:00";

/// A house with everything in it, on one kind of database.
pub struct TestHouse {
    /// Which database, for messages.
    pub name: &'static str,
    /// The house as the pages see it.
    pub house: Arc<web::House>,
    /// Its clock.
    pub clock: FixedClock,
    router: Router,
    store: TestStore,
    scratch: Folder,
}

/// What came back.
pub struct Answer {
    /// HTTP status.
    pub status: StatusCode,
    /// Headers, names in lower case.
    pub headers: axum::http::HeaderMap,
    /// The page.
    pub text: String,
}

impl TestHouse {
    /// One house on each kind of database.
    pub async fn on_each() -> Vec<Self> {
        Self::on_each_holding(&Content::shipped().expect("the shipped content is sound")).await
    }

    /// The same, with another directory.
    pub async fn on_each_holding(content: &Content) -> Vec<Self> {
        let mut houses = Vec::new();
        for store in store::testing::stores().await {
            houses.push(Self::on(store, content.clone()).await);
        }
        houses
    }

    /// Loads another state of the directory, as an upgrade would, and puts its index in place.
    pub async fn load(&self, content: &Content, moment: &str) {
        let store = &self.house.store;
        store
            .load_content(&Actor::System, content, moment.parse().expect("a moment"))
            .await
            .expect("the directory loads");
        let listings = store
            .listings(&Actor::System, &content.gazetteer)
            .await
            .expect("the directory is read back");
        let index = Index::in_memory(listings, Arc::new(content.taxonomy.clone()));
        self.house.finder.swap(index.expect("the index is built"));
    }

    /// Lets the finder follow the directory from now on, as `cairn serve` does.
    pub async fn keep_fresh(&self) {
        let house = Arc::clone(&self.house);
        let known = house.store.change_counter(&Actor::System).await;
        let known = known.expect("the counter");
        let index = |house: Arc<web::House>| async move {
            let content = &house.content;
            let listings = house
                .store
                .listings(&Actor::System, &content.gazetteer)
                .await;
            let listings = listings.map_err(|error| error.to_string())?;
            let taxonomy = Arc::new(content.taxonomy.clone());
            Index::in_memory(listings, taxonomy).map_err(|error| error.to_string())
        };
        // Only when asked: no test waits for a timer.
        let hour = std::time::Duration::from_hours(1);
        tokio::spawn(web::keep_fresh(house, known, hour, index));
        // The task announces itself before its first wait.
        tokio::task::yield_now().await;
    }

    /// A house on the first kind of database alone, for what does not depend on it.
    pub async fn in_memory_holding(content: &Content) -> Self {
        let store = store::testing::stores().await.swap_remove(0);
        Self::on(store, content.clone()).await
    }

    /// The database under the house.
    pub fn database(&self) -> &TestStore {
        &self.store
    }

    /// Puts an index of the directory as it is now in place.
    pub async fn index_again(&self) {
        let content = &self.house.content;
        let listings = self
            .house
            .store
            .listings(&Actor::System, &content.gazetteer)
            .await
            .expect("the directory is read back");
        let index = Index::in_memory(listings, Arc::new(content.taxonomy.clone()));
        self.house.finder.swap(index.expect("the index is built"));
    }

    async fn on(store: TestStore, content: Content) -> Self {
        let scratch = Folder::new();
        let database = store.store.clone();
        database
            .load_content(
                &Actor::System,
                &content,
                AFTERNOON.parse().expect("a moment"),
            )
            .await
            .expect("the directory loads");
        let listings = database
            .listings(&Actor::System, &content.gazetteer)
            .await
            .expect("the directory is read back");
        let index = Index::in_memory(listings, Arc::new(content.taxonomy.clone()))
            .expect("the index is built");
        let clock = FixedClock::at(AFTERNOON.parse::<Timestamp>().expect("a moment"));
        let house = Arc::new(web::House {
            store: database,
            finder: Arc::new(Finder::new(index)),
            content: Arc::new(content),
            questionnaires: Arc::new(questionnaires::Library::shipped()),
            clock: Arc::new(clock.clone()),
            random: Arc::new(SeededRandom::new(7)),
            // Tests ask more than one network may.
            settings: web::Settings {
                api_per_minute: NonZeroU32::MAX,
                scratch: scratch.0.clone(),
                upload_limit: 1 << 20,
                ..web::Settings::default()
            },
            freshness: web::Freshness::default(),
        });
        Self {
            name: store.name,
            router: web::router(Arc::clone(&house)),
            house,
            clock,
            store,
            scratch,
        }
    }

    /// The same house, after the operator has changed their mind.
    #[must_use]
    pub fn choosing(mut self, change: impl FnOnce(&mut web::Settings)) -> Self {
        let house = &self.house;
        let mut settings = house.settings.clone();
        change(&mut settings);
        let house = Arc::new(web::House {
            store: house.store.clone(),
            finder: Arc::clone(&house.finder),
            content: Arc::clone(&house.content),
            questionnaires: Arc::clone(&house.questionnaires),
            clock: Arc::clone(&house.clock),
            random: Arc::clone(&house.random),
            settings,
            freshness: web::Freshness::default(),
        });
        self.router = web::router(Arc::clone(&house));
        self.house = house;
        self
    }

    /// The folder in which files are taken in.
    pub fn scratch(&self) -> &std::path::Path {
        &self.scratch.0
    }

    /// Moves the clock.
    pub fn at(&self, moment: &str) {
        self.clock.set(moment.parse().expect("a moment"));
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, Body::empty()).await
    }

    /// Sends a form.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut body = String::new();
        for (name, value) in fields {
            let _ = write!(body, "{}={}&", encode(name), encode(value));
        }
        self.send(Method::POST, path, Body::from(body)).await
    }

    /// Sends anything.
    pub async fn send(&self, method: Method, path: &str, body: Body) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body)
            .expect("a request");
        let (head, bytes) = self.ask(request).await;
        Answer {
            status: head.status,
            headers: head.headers,
            text: String::from_utf8(bytes).expect("UTF-8"),
        }
    }

    /// Sends a request of any kind, and gives what comes back as it is.
    pub async fn ask(&self, request: Request<Body>) -> (Parts, Vec<u8>) {
        let response = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("the router always answers");
        let (head, body) = response.into_parts();
        let bytes = body.collect().await.expect("a whole body").to_bytes();
        (head, bytes.to_vec())
    }
}

/// Percent-encodes a form's text.
pub fn encode(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

impl Answer {
    /// The page as a person reads it: no markup, one space between words.
    pub fn reads(&self) -> String {
        let mut words = String::new();
        let mut rest = self.text.as_str();
        while let Some(open) = rest.find('<') {
            words.push_str(&rest[..open]);
            words.push(' ');
            let tail = &rest[open..];
            let skipped = ["<style", "<script"]
                .into_iter()
                .find(|tag| tail.starts_with(tag))
                .and_then(|tag| tail.find(&format!("</{}", &tag[1..])))
                .unwrap_or(0);
            rest = tail[skipped..]
                .find('>')
                .map_or("", |close| &tail[skipped + close + 1..]);
        }
        words.push_str(rest);
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
