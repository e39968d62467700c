//! Passkeys in the pages: what the script is given, what it sends, and what comes of it.

use axum::http::Method;
use kernel::{Actor, Lang};
use signin::passkey::software::SoftwareAuthenticator;
use signin::passkey::{Assertion, RelyingParty};
use signin::{base64url, from_base64url};

use super::encoded;
use super::staff::{Browser, Desk, PASSPHRASE, email, sent_to};
use super::staff_pages::check;
use crate::staff::routes::StaffRoute;

const SIGN_IN: &str = "/en/desk/sign-in";
const PASSKEYS: &str = "/en/desk/account/passkeys";

/// What a page gives to its script.
fn given(body: &str, name: &str) -> String {
    let (_, after) = body.split_once(&format!("data-{name}=\"")).expect(name);
    after.split('"').next().expect(name).to_owned()
}

fn party() -> RelyingParty {
    RelyingParty::of_address("https://desk.example").expect("an address")
}

/// Makes a passkey as the script does.
async fn add(browser: &mut Browser<'_>, name: &str, number: u8) -> SoftwareAuthenticator {
    let page = browser.get(PASSKEYS).await;
    assert_eq!(given(&page.body, "party"), "desk.example");
    assert_eq!(given(&page.body, "algorithms"), "-7 -8 -257");
    let handle = from_base64url(&given(&page.body, "user")).expect("base64url");
    let challenge = from_base64url(&given(&page.body, "challenge")).expect("base64url");
    let authenticator = SoftwareAuthenticator::new(&party(), &handle, number);
    let made = authenticator.register(&challenge);
    let body = format!(
        "name={}&client_data={}&attestation={}",
        encoded(name),
        base64url(&made.client_data),
        base64url(&made.attestation_object)
    );
    let answer = browser.post(PASSKEYS, &body).await;
    assert_eq!(
        sent_to(&answer),
        format!("{PASSKEYS}?done=passkey-added"),
        "{}",
        answer.body
    );
    authenticator
}

fn sent(proof: &Assertion, to: &str) -> String {
    format!(
        "credential={}&user={}&client_data={}&authenticator_data={}&signature={}&to={}",
        base64url(&proof.credential_id),
        base64url(&proof.user_handle),
        base64url(&proof.client_data),
        base64url(&proof.authenticator_data),
        base64url(&proof.signature),
        encoded(to)
    )
}

async fn challenge(browser: &mut Browser<'_>) -> Vec<u8> {
    let page = browser.get(SIGN_IN).await;
    from_base64url(&given(&page.body, "challenge")).expect("base64url")
}

#[tokio::test]
async fn a_passkey_is_made_used_and_removed() {
    let desk = Desk::open().await;
    let mut ada = desk.stepped_up("ada").await;
    let account = ada.get("/en/desk/account").await;
    assert!(account.body.contains(PASSKEYS));
    let name = "<b>My</b> phone";
    let mut phone = add(&mut ada, name, 1).await;
    let page = ada.get(PASSKEYS).await;
    check(PASSKEYS, &page);
    assert!(page.body.contains("My") && !page.body.contains("<b>My"));
    assert!(page.body.contains("Not yet"));
    assert_eq!(given(&page.body, "known"), base64url(&phone.credential_id));

    let mut browser = desk.browser();
    let question = challenge(&mut browser).await;
    let body = sent(&phone.prove(&question), "/fr/bureau/personnes");
    let answer = browser.post(SIGN_IN, &body).await;
    assert_eq!(sent_to(&answer), "/fr/bureau/personnes", "{}", answer.body);
    assert_eq!(browser.get("/en/desk").await.status, 200);
    // Being in is not having proved it once more.
    assert_eq!(browser.get(PASSKEYS).await.status, 303);
    // The same again opens nothing.
    let mut again = desk.browser();
    let answer = again.post(SIGN_IN, &body).await;
    check(SIGN_IN, &answer);
    assert!(answer.body.contains("That took too long") && again.cookie.is_none());

    let page = ada.get(PASSKEYS).await;
    assert!(!page.body.contains("Not yet"), "it was used");
    let (_, after) = page
        .body
        .split_once("name=\"remove\" value=\"")
        .expect("one");
    let id = after.split('"').next().expect("an id").to_owned();
    let removed = ada.post(PASSKEYS, &format!("remove={id}")).await;
    assert_eq!(
        sent_to(&removed),
        format!("{PASSKEYS}?done=passkey-removed")
    );
    let gone = ada.post(PASSKEYS, &format!("remove={id}")).await;
    assert_eq!(gone.status, 404);
    let mut late = desk.browser();
    let question = challenge(&mut late).await;
    let answer = late.post(SIGN_IN, &sent(&phone.prove(&question), "")).await;
    check(SIGN_IN, &answer);
    assert!(answer.body.contains("does not open an account here"));
    assert!(answer.body.contains("role=\"alert\""));
    assert!(late.cookie.is_none());
}

/// A token that the browser brings along is never adopted, and another's session ends.
#[tokio::test]
async fn a_passkey_gives_a_new_token() {
    let desk = Desk::open().await;
    let mut ada = desk.stepped_up("ada").await;
    let mut phone = add(&mut ada, "Phone", 1).await;
    let mut browser = desk.browser();
    let planted = format!("cairn={}", "A".repeat(43));
    browser.cookie = Some(planted.clone());
    let question = challenge(&mut browser).await;
    let body = sent(&phone.prove(&question), "https://elsewhere.example/");
    let answer = browser.post(SIGN_IN, &body).await;
    assert_eq!(sent_to(&answer), "/en/desk", "and nowhere else");
    assert_ne!(browser.cookie, Some(planted));
    browser.cookie = ada.cookie.clone();
    let question = challenge(&mut browser).await;
    let body = sent(&phone.prove(&question), "");
    assert_eq!(browser.post(SIGN_IN, &body).await.status, 303);
    assert_eq!(
        ada.get("/en/desk").await.status,
        303,
        "the session before ended"
    );
}

#[tokio::test]
async fn what_the_script_does_not_send_is_refused() {
    let desk = Desk::open().await;
    let mut ada = desk.stepped_up("ada").await;
    let mut phone = add(&mut ada, "Phone", 1).await;
    let mut browser = desk.browser();
    let question = challenge(&mut browser).await;
    let whole = sent(&phone.prove(&question), "");
    for (from, to, status) in [
        ("credential=", "credential=!", 400),
        ("signature=", "signature=AAAA", 200),
        ("signature=", "x=", 200),
        ("user=", "x=", 200),
        ("client_data=", "client_data=AAAA", 200),
    ] {
        let answer = browser.post(SIGN_IN, &whole.replacen(from, to, 1)).await;
        assert_eq!(answer.status, status, "{to}");
        assert!(browser.cookie.is_none(), "{to}");
    }
    for body in [
        "",
        "name=x",
        "name=x&client_data=AAAA&attestation=AAAA",
        "remove=x",
    ] {
        let answer = ada.post(PASSKEYS, body).await;
        assert_eq!(answer.status, 200, "{body}");
        check(PASSKEYS, &answer);
        assert!(answer.body.contains("class=\"faults\""), "{body}");
    }
    // A name that is too long comes back with what is wrong beside it.
    let made = SoftwareAuthenticator::new(&party(), b"x", 3).register(b"x");
    let body = format!(
        "name={}&client_data={}&attestation={}",
        "x".repeat(201),
        base64url(&made.client_data),
        base64url(&made.attestation_object)
    );
    let answer = ada.post(PASSKEYS, &body).await;
    check(PASSKEYS, &answer);
    assert!(answer.body.contains("too long") && answer.body.contains(&"x".repeat(201)));
    // From another site, nothing.
    let answer = browser
        .ask(Method::POST, SIGN_IN, &whole, "cross-site")
        .await;
    assert_eq!(answer.status, 403);
}

/// Adding and removing wants a fresh proof; what the passkey said meanwhile is not lost.
#[tokio::test]
async fn one_proves_who_one_is_before_a_passkey_is_added() {
    let desk = Desk::open().await;
    let mut ada = desk.signed_in("ada").await;
    for lang in Lang::ALL {
        let path = StaffRoute::Passkeys.address(lang);
        assert!(sent_to(&ada.get(path).await).contains("?to="), "{path}");
        let asked = ada.post(path, "remove=x&client_data=AAAA").await;
        assert!(
            asked.body.contains("name=\"kept.client_data\""),
            "{}",
            asked.body
        );
    }
}

/// A passkey is both factors: no code is asked for beside it, and a suspended account stays shut.
#[tokio::test]
async fn the_same_page_for_everybody_whose_passkey_is_not_right() {
    let desk = Desk::open().await;
    let bo = desk.person("bo", desk.organization, &[]).await;
    let mut theirs = desk.stepped_up("bo").await;
    let mut phone = add(&mut theirs, "Phone", 1).await;
    let actor = Actor::Person(desk.administrator);
    desk.store()
        .suspend(&actor, bo, &desk.moment())
        .await
        .expect("suspended");
    let mut stranger = SoftwareAuthenticator::new(&party(), b"nobody at all", 2);
    let mut told = Vec::new();
    for authenticator in [&mut phone, &mut stranger] {
        let mut browser = desk.browser();
        let question = challenge(&mut browser).await;
        let answer = browser
            .post(SIGN_IN, &sent(&authenticator.prove(&question), ""))
            .await;
        assert!(browser.cookie.is_none());
        let fresh = given(&answer.body, "challenge");
        told.push(answer.body.replace(&fresh, "…"));
    }
    assert_eq!(told[0], told[1]);
}

/// Without the address of the house, nothing of passkeys is there.
#[tokio::test]
async fn a_house_without_an_address_has_no_passkeys() {
    let mut desk = Desk::open().await;
    desk.visit.without_other_ways();
    let mut ada = desk.stepped_up("ada").await;
    let page = desk.browser().get(SIGN_IN).await;
    assert!(!page.body.contains("passkey") && !page.body.contains("<script"));
    assert_eq!(ada.get(PASSKEYS).await.status, 404);
    let account = ada.get("/en/desk/account").await;
    assert!(!account.body.contains(PASSKEYS));
    let body = format!(
        "credential=AA&email={}&passphrase={}",
        encoded(&email("ada")),
        encoded(PASSPHRASE)
    );
    let answer = desk.browser().post(SIGN_IN, &body).await;
    assert_eq!(answer.status, 404);
}
