//! Signing in through an identity provider that answers over a connection, rightly and wrongly, on every
//! database.

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request};
use jiff::{SignedDuration, Timestamp};
use journeys::{AFTERNOON, TestHouse, encode};
use kernel::{Actor, Clock as _, Lang, Secret, SeededRandom, Text};
use serde_json::{Value, json};
use signin::oidc::SecondFactor;
use signin::oidc::software::Pen;
use store::{Moment, SetUp};
use uuid::Uuid;
use web::staff::routes::StaffRoute;

use crate::identity_provider::{Provider, Twist};

const PASSPHRASE: &str = "quilt harbour seventeen moss";
const SUBJECT: &str = "248289761001";

fn now() -> i64 {
    AFTERNOON
        .parse::<Timestamp>()
        .expect("a moment")
        .as_second()
}

/// A house with one person at its desk, and the provider it knows.
struct Desk {
    house: TestHouse,
    provider: Provider,
    ada: Uuid,
    random: SeededRandom,
}

/// A browser: what it was given to keep, and what it sees.
#[derive(Default)]
struct Browser {
    cookies: Vec<(String, String)>,
    address: Option<[u8; 4]>,
}

struct Page {
    status: u16,
    text: String,
    headers: HeaderMap,
}

impl Page {
    /// Where the page goes on to by itself.
    fn onward(&self) -> String {
        let (_, after) = self
            .text
            .split_once("content=\"0; url=")
            .unwrap_or_else(|| panic!("nowhere: {}", self.text));
        let to = after.split('"').next().expect("an end");
        to.replace("&#38;", "&").replace("&amp;", "&")
    }

    fn says(&self, words: &str) {
        assert_eq!(self.status, 200);
        assert!(self.text.contains(words), "{words}: {}", self.text);
        let policy = self.headers["content-security-policy"]
            .to_str()
            .expect("text");
        assert!(!policy.contains("script-src") && policy.contains("form-action 'self'"));
    }
}

impl Desk {
    async fn all(pen: fn(&str) -> Pen, rule: &SecondFactor) -> Vec<Self> {
        let mut desks = Vec::new();
        for house in TestHouse::on_each().await {
            let provider = Provider::open(pen("a"), now()).await;
            let known = provider.known(rule.clone());
            let house = house.choosing(|settings| settings.identity = Some(known));
            let random = SeededRandom::new(5);
            let moment = Moment {
                now: house.clock.now(),
                random: &random,
            };
            let store = &house.house.store;
            let link = store.begin_setup(&Actor::Operator, &moment).await;
            let link = link.expect("an answer").expect("nobody is here yet");
            let about = SetUp {
                name: "Ada Example".to_owned(),
                email: "ada@example.org".to_owned(),
                lang: Lang::En,
                passphrase: Secret::new(PASSPHRASE.to_owned()),
                organization: Text::new("Example House", "Maison Exemple"),
            };
            let ada = store.set_up(&Actor::Public, &link, &about, &moment).await;
            desks.push(Self {
                ada: ada.expect("set up"),
                house,
                provider,
                random,
            });
        }
        desks
    }

    fn moment(&self) -> Moment<'_> {
        Moment {
            now: self.house.clock.now(),
            random: &self.random,
        }
    }

    async fn ask(
        &self,
        browser: &mut Browser,
        method: Method,
        path: &str,
        fields: &[(&str, &str)],
        site: &str,
    ) -> Page {
        let fields: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        // A browser that follows a link from another site sends no strict cookie along.
        let sent: Vec<String> = browser
            .cookies
            .iter()
            .filter(|(name, _)| site == "same-origin" || name.ends_with("-away"))
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "desk.example")
            .header("sec-fetch-site", site)
            .header("cookie", sent.join("; "))
            .header("content-type", "application/x-www-form-urlencoded");
        if let Some(address) = browser.address {
            let peer = std::net::SocketAddr::from((address, 4000));
            request = request.extension(ConnectInfo(peer));
        }
        let request = request.body(Body::from(fields.join("&")));
        let (head, body) = self.house.ask(request.expect("a request")).await;
        for set in head.headers.get_all("set-cookie") {
            let set = set.to_str().expect("text");
            let (name, value) = set
                .split(';')
                .next()
                .expect("a pair")
                .split_once('=')
                .expect("a pair");
            browser.cookies.retain(|(known, _)| known != name);
            if !value.is_empty() {
                browser.cookies.push((name.to_owned(), value.to_owned()));
            }
            let lax = name.ends_with("-away");
            assert!(set.contains(if lax {
                "SameSite=Lax"
            } else {
                "SameSite=Strict"
            }));
            assert!(set.contains("HttpOnly"));
        }
        Page {
            status: head.status.as_u16(),
            text: String::from_utf8(body).expect("UTF-8"),
            headers: head.headers,
        }
    }

    async fn post(&self, browser: &mut Browser, path: &str, fields: &[(&str, &str)]) -> Page {
        self.ask(browser, Method::POST, path, fields, "same-origin")
            .await
    }

    async fn get(&self, browser: &mut Browser, path: &str) -> Page {
        self.ask(browser, Method::GET, path, &[], "same-origin")
            .await
    }

    /// Goes to the provider and is sent back, with these fields in the address.
    async fn leave(&self, browser: &mut Browser, subject: &str, to: &str) -> String {
        let path = StaffRoute::IdentitySignIn.address(Lang::En);
        let page = self.post(browser, path, &[("to", to)]).await;
        self.provider.sends_back(&page.onward(), subject)
    }

    /// Arrives from the provider's page.
    async fn arrive(&self, browser: &mut Browser, fields: &str) -> Page {
        let path = StaffRoute::IdentitySignIn.address(Lang::En);
        let path = format!("{path}?{fields}");
        self.ask(browser, Method::GET, &path, &[], "cross-site")
            .await
    }

    async fn there_and_back(&self, browser: &mut Browser) -> Page {
        let fields = self.leave(browser, SUBJECT, "").await;
        self.arrive(browser, &fields).await
    }

    /// Signs in with the passphrase and proves it once more.
    async fn stepped_up(&self) -> Browser {
        let mut browser = Browser::default();
        let fields = [("email", "ada@example.org"), ("passphrase", PASSPHRASE)];
        let path = StaffRoute::SignIn.address(Lang::En);
        assert_eq!(self.post(&mut browser, path, &fields).await.status, 303);
        let path = StaffRoute::StepUp.address(Lang::En);
        assert_eq!(
            self.post(&mut browser, path, &fields[1..]).await.status,
            303
        );
        browser
    }

    async fn link(&self, subject: &str) -> Page {
        let mut browser = self.stepped_up().await;
        let path = StaffRoute::Identity.address(Lang::En);
        let page = self.post(&mut browser, path, &[("act", "link")]).await;
        let fields = self.provider.sends_back(&page.onward(), subject);
        self.arrive(&mut browser, &fields).await
    }

    fn is_in(browser: &Browser) -> bool {
        browser.cookies.iter().any(|(name, _)| name == "cairn")
    }
}

#[tokio::test]
async fn a_linked_account_lets_its_owner_in() {
    for pen in [Pen::es256 as fn(&str) -> Pen, Pen::rs256] {
        for desk in Desk::all(pen, &SecondFactor::Said).await {
            desk.link(SUBJECT).await.says("is linked");
            let mut browser = Browser::default();
            let fields = desk
                .leave(&mut browser, SUBJECT, "/fr/bureau/personnes")
                .await;
            assert!(!Desk::is_in(&browser));
            let page = desk.arrive(&mut browser, &fields).await;
            page.says("You are signed in");
            assert!(Desk::is_in(&browser), "{}", desk.house.name);
            assert!(browser.cookies.iter().all(|(name, _)| name != "cairn-away"));
            assert_eq!(page.onward(), "/fr/bureau/personnes");
            let page = desk.get(&mut browser, "/fr/bureau/personnes").await;
            assert_eq!(page.status, 200);
            // Signing out is here, and here only.
            let out = StaffRoute::SignOut.address(Lang::En);
            assert_eq!(desk.post(&mut browser, out, &[]).await.status, 303);
            assert!(!Desk::is_in(&browser));
            // The link is taken off again.
            let mut ada = desk.stepped_up().await;
            let path = StaffRoute::Identity.address(Lang::En);
            assert!(
                desk.get(&mut ada, path)
                    .await
                    .text
                    .contains("opens this account")
            );
            let page = desk.post(&mut ada, path, &[("act", "unlink")]).await;
            assert_eq!(page.status, 303);
            let page = desk.there_and_back(&mut Browser::default()).await;
            page.says("no account here is linked");
        }
    }
}

#[tokio::test]
async fn what_the_provider_gets_wrong_lets_nobody_in() {
    let second = now();
    let wrongs: [(&str, Twist); 9] = [
        ("could not be trusted", |_, claims| {
            claims["nonce"] = json!("another");
        }),
        ("could not be trusted", |_, claims| {
            claims["aud"] = json!("another");
        }),
        ("could not be trusted", |_, claims| {
            claims["iss"] = json!("https://id.example");
        }),
        ("could not be trusted", |header, _| {
            header["alg"] = json!("none");
        }),
        ("could not be trusted", |header, _| {
            header["alg"] = json!("HS256");
        }),
        ("could not be trusted", |header, _| {
            header["kid"] = json!("another");
        }),
        ("could not be trusted", |_, claims| {
            claims["sub"] = Value::Null;
        }),
        ("do not agree", |_, claims| {
            let exp = claims["exp"].as_i64().expect("a time");
            claims["exp"] = json!(exp - 400);
        }),
        ("do not agree", |_, claims| {
            let iat = claims["iat"].as_i64().expect("a time");
            claims["iat"] = json!(iat + 3_600);
        }),
    ];
    for desk in Desk::all(Pen::es256, &SecondFactor::Always).await {
        desk.link(SUBJECT).await.says("is linked");
        for (words, twist) in wrongs {
            desk.provider.tell().twist = twist;
            let mut browser = Browser::default();
            let page = desk.there_and_back(&mut browser).await;
            page.says(words);
            assert!(!Desk::is_in(&browser), "{words} on {}", desk.house.name);
            assert!(!page.text.contains(SUBJECT));
        }
        desk.provider.tell().twist = |_, _| {};
        // The provider's clock is an hour behind.
        desk.provider.tell().now = second - 3_600;
        let page = desk.there_and_back(&mut Browser::default()).await;
        page.says("do not agree");
        desk.provider.tell().now = second;
        let mut browser = Browser::default();
        desk.there_and_back(&mut browser)
            .await
            .says("You are signed in");
        assert!(Desk::is_in(&browser));
    }
}

#[tokio::test]
async fn an_answer_is_good_once_and_for_the_browser_that_asked() {
    for desk in Desk::all(Pen::es256, &SecondFactor::Said).await {
        desk.link(SUBJECT).await.says("is linked");
        let again = "Begin again";
        // Used twice.
        let mut browser = Browser::default();
        let fields = desk.leave(&mut browser, SUBJECT, "").await;
        let kept = browser.cookies.clone();
        desk.arrive(&mut browser, &fields)
            .await
            .says("You are signed in");
        let mut copy = Browser {
            cookies: kept,
            ..Browser::default()
        };
        desk.arrive(&mut copy, &fields).await.says(again);
        assert!(!Desk::is_in(&copy), "{}", desk.house.name);
        // A used code under a new question.
        let code = fields.split('&').next().expect("a code").to_owned();
        let mut browser = Browser::default();
        let fresh = desk.leave(&mut browser, SUBJECT, "").await;
        let state = fresh.split('&').nth(1).expect("a state").to_owned();
        let page = desk.arrive(&mut browser, &format!("{code}&{state}")).await;
        page.says(again);
        assert!(!Desk::is_in(&browser));
        // Somebody else's answer, in this browser: an attacker's account, handed over as a link.
        let mut attacker = Browser::default();
        let planted = desk.leave(&mut attacker, SUBJECT, "").await;
        let mut victim = Browser::default();
        desk.leave(&mut victim, SUBJECT, "").await;
        desk.arrive(&mut victim, &planted).await.says(again);
        assert!(!Desk::is_in(&victim));
        desk.arrive(&mut Browser::default(), &planted)
            .await
            .says(again);
        // A state that was never given, and none.
        let mut browser = Browser::default();
        let fields = desk.leave(&mut browser, SUBJECT, "").await;
        let wrong = fields.replace("state=", "state=A");
        desk.arrive(&mut browser, &wrong).await.says(again);
        desk.arrive(&mut browser, "code=x").await.says(again);
        // Too late.
        let mut browser = Browser::default();
        let fields = desk.leave(&mut browser, SUBJECT, "").await;
        let before = desk.house.clock.now();
        desk.house.clock.set(before + SignedDuration::from_mins(10));
        desk.arrive(&mut browser, &fields).await.says(again);
        desk.house.clock.set(before);
        // Said no.
        let mut browser = Browser::default();
        let fields = desk.leave(&mut browser, SUBJECT, "").await;
        let state = fields.split('&').nth(1).expect("a state");
        let denied = format!("error=access_denied&error_description=odd%20words&{state}");
        let page = desk.arrive(&mut browser, &denied).await;
        page.says("did not say who you are");
        assert!(!page.text.contains("odd words"));
        assert!(!Desk::is_in(&browser));
    }
}

#[tokio::test]
async fn an_account_that_is_not_linked_or_shut_stays_so() {
    for desk in Desk::all(Pen::es256, &SecondFactor::Said).await {
        let mut browser = Browser::default();
        let page = desk.there_and_back(&mut browser).await;
        page.says("no account here is linked");
        assert!(!Desk::is_in(&browser), "{}", desk.house.name);
        // An address is no link, even when the provider vouches for it.
        desk.provider.tell().twist = |_, claims| {
            claims["email"] = json!("ada@example.org");
            claims["email_verified"] = json!(true);
        };
        let fields = desk.leave(&mut browser, "ada@example.org", "").await;
        let page = desk.arrive(&mut browser, &fields).await;
        page.says("no account here is linked");
        assert!(!Desk::is_in(&browser));
        // A second account of the provider cannot be put beside the first.
        desk.link(SUBJECT).await.says("is linked");
        desk.link("another").await.says("linked to another one");
        // Somebody must remain who can let people in, so that Ada can be suspended.
        let store = &desk.house.house.store;
        let moment = desk.moment();
        let me = store.me(&Actor::Person(desk.ada)).await.expect("Ada");
        let new = store::NewPerson {
            name: "Bo Exemple".to_owned(),
            email: "bo@example.org".to_owned(),
            lang: Lang::Fr,
            organization_id: me.organization_id,
            roles: [access::SHIPPED_ROLES
                .iter()
                .find(|role| role.slug == access::ADMINISTRATOR)
                .expect("shipped")
                .id()]
            .into(),
        };
        let invited = store.invite(&Actor::Operator, &new, &moment).await;
        let (_, link) = invited.expect("invited");
        let passphrase = Secret::new(PASSPHRASE.to_owned());
        let accepted = store
            .accept_link(&Actor::Public, &link, &passphrase, &moment)
            .await;
        accepted.expect("accepted");
        let suspended = store.suspend(&Actor::Operator, desk.ada, &moment).await;
        suspended.expect("suspended");
        let mut browser = Browser::default();
        let page = desk.there_and_back(&mut browser).await;
        page.says("lets nobody in at the moment");
        assert!(!Desk::is_in(&browser));
    }
}

#[tokio::test]
async fn a_network_goes_there_a_few_times_and_then_waits() {
    for desk in Desk::all(Pen::es256, &SecondFactor::Said).await {
        let mut browser = Browser {
            address: Some([198, 51, 100, 7]),
            ..Browser::default()
        };
        let path = StaffRoute::IdentitySignIn.address(Lang::En);
        let mut sent = 0;
        for _ in 0..25 {
            let page = desk.post(&mut browser, path, &[]).await;
            if page.text.contains("http-equiv") {
                sent += 1;
            } else {
                page.says("Too many tries");
            }
        }
        assert_eq!(sent, 20, "{}", desk.house.name);
        let mut elsewhere = Browser {
            address: Some([203, 0, 113, 9]),
            ..Browser::default()
        };
        desk.post(&mut elsewhere, path, &[]).await.onward();
    }
}

/// Between going and coming back, the session in which a link was begun has ended.
#[tokio::test]
async fn a_link_that_was_begun_in_another_session_is_not_made() {
    for desk in Desk::all(Pen::es256, &SecondFactor::Said).await {
        let mut browser = desk.stepped_up().await;
        let path = StaffRoute::Identity.address(Lang::En);
        let page = desk.post(&mut browser, path, &[("act", "link")]).await;
        let fields = desk.provider.sends_back(&page.onward(), SUBJECT);
        let out = StaffRoute::SignOut.address(Lang::En);
        desk.post(&mut browser, out, &[]).await;
        desk.arrive(&mut browser, &fields)
            .await
            .says("was not linked");
        let page = desk.there_and_back(&mut Browser::default()).await;
        page.says("no account here is linked");
        let store = &desk.house.house.store;
        let until = desk.house.clock.now();
        let changes = store.people_changes(&Actor::Operator, until, 50).await;
        let linked = changes
            .expect("read")
            .into_iter()
            .any(|change| change.what == store::PeopleChangeKind::IdentityLinked);
        assert!(!linked, "{}", desk.house.name);
    }
}
