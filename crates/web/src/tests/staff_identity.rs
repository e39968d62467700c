//! An identity provider that does not answer: the pages around it. What one that answers says is tried in
//! `tests/it/identity.rs`, over a connection.

use std::sync::Arc;

use kernel::{Lang, Secret};
use signin::oidc::{Issuer, SecondFactor};

use super::staff::{Desk, sent_to};
use super::staff_pages::check;
use crate::identity::{
    IdentityProvider, ProviderRequest, ProviderSettings, Reach, Reached, Unreachable,
};
use crate::staff::routes::StaffRoute;

/// Nobody is there.
#[derive(Debug)]
struct Nowhere;

impl Reach for Nowhere {
    fn reach(&self, _: ProviderRequest) -> Reached<'_> {
        Box::pin(async { Err(Unreachable) })
    }
}

/// A provider that nobody reaches.
pub(super) fn nowhere() -> IdentityProvider {
    let settings = ProviderSettings {
        name: "Example <ID>".to_owned(),
        issuer: Issuer::parse("https://id.example").expect("an issuer"),
        client_id: "cairn".to_owned(),
        client_secret: Secret::new("a secret".to_owned()),
        second_factor: SecondFactor::default(),
        public_url: "https://desk.example".to_owned(),
    };
    IdentityProvider::new(settings, Arc::new(Nowhere))
}

#[tokio::test]
async fn a_provider_that_does_not_answer_stops_nobody_from_the_passphrase() {
    let desk = Desk::open().await;
    let mut ada = desk.stepped_up("ada").await;
    for (lang, told) in [(Lang::En, "does not answer"), (Lang::Fr, "ne répond pas")] {
        let mut browser = desk.browser();
        let sign_in = browser.get(StaffRoute::SignIn.address(lang)).await;
        let path = StaffRoute::IdentitySignIn.address(lang);
        assert!(sign_in.body.contains(&format!("action=\"{path}\"")));
        assert!(!sign_in.body.contains("Example <ID>") && sign_in.body.contains("Example"));
        let answer = browser.post(path, "to=").await;
        assert_eq!(answer.status, 200);
        check(path, &answer);
        assert!(answer.body.contains(told), "{}", answer.body);
        assert!(answer.headers.get("set-cookie").is_none());
        let linking = StaffRoute::Identity.address(lang);
        let answer = ada.post(linking, "act=link").await;
        check(linking, &answer);
        assert!(answer.body.contains(told));
        assert_eq!(ada.post(linking, "act=unlink").await.status, 404);
        assert_eq!(ada.post(linking, "act=x").await.status, 400);
    }
    assert_eq!(desk.browser().sign_in("ada").await.status, 303);
}

#[tokio::test]
async fn whoever_comes_back_without_having_gone_begins_again() {
    let desk = Desk::open().await;
    let state = "A".repeat(43);
    for lang in Lang::ALL {
        let path = StaffRoute::IdentitySignIn.address(lang);
        for query in [
            String::new(),
            format!("?code=abc&state={state}"),
            "?state=x&code=%3Cb%3E".to_owned(),
            "?error=access_denied&error_description=%3Cb%3Eodd".to_owned(),
        ] {
            for cookie in [None, Some(format!("cairn-away={state}"))] {
                let mut browser = desk.browser();
                browser.cookie.clone_from(&cookie);
                let answer = browser.get(&format!("{path}{query}")).await;
                assert_eq!(answer.status, 200);
                check(path, &answer);
                assert!(!answer.body.contains("odd") && !answer.body.contains("abc"));
                let forgotten = answer.headers["set-cookie"].to_str().expect("text");
                assert!(forgotten.starts_with("cairn-away=;") && forgotten.contains("Max-Age=0"));
                assert_eq!(browser.cookie, cookie);
            }
        }
    }
}

#[tokio::test]
async fn a_house_without_a_provider_has_no_such_pages() {
    let mut desk = Desk::open().await;
    desk.visit.without_other_ways();
    let mut ada = desk.stepped_up("ada").await;
    for path in ["/en/desk/identity", "/en/desk/account/identity"] {
        assert_eq!(ada.get(path).await.status, 404, "{path}");
        assert_eq!(ada.post(path, "act=link").await.status, 404, "{path}");
    }
    let mut nobody = desk.browser();
    let linking = nobody.get("/en/desk/account/identity").await;
    assert!(sent_to(&linking).starts_with("/en/desk/sign-in"));
}
