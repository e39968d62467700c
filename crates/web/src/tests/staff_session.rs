//! Signing in, staying, going out: what a stolen, planted or forgotten cookie is worth.

use jiff::{SignedDuration, ToSpan as _};
use kernel::Lang;

use super::staff::{Desk, PASSPHRASE, email, sent_to};
use super::{Sample, Visit, encoded};
use crate::routes::Route;
use crate::staff::routes::StaffRoute;

const SIGN_IN: &str = "/en/desk/sign-in";

fn set_cookie(answer: &super::Answer) -> Vec<&str> {
    let all = answer.headers.get_all("set-cookie").iter();
    all.filter_map(|value| value.to_str().ok()).collect()
}

#[tokio::test]
async fn a_planted_token_is_never_adopted() {
    let desk = Desk::open().await;
    let planted = format!("cairn={}", "A".repeat(43));
    let mut victim = desk.browser();
    victim.cookie = Some(planted.clone());
    assert_eq!(victim.sign_in("ada").await.status, 303);
    assert_ne!(
        victim.cookie.as_ref(),
        Some(&planted),
        "a new token comes with the sign-in"
    );
    let mut attacker = desk.browser();
    attacker.cookie = Some(planted);
    assert_eq!(attacker.get("/en/desk").await.status, 303);
    // The one who signs in over another's session ends it.
    let mut second = desk.browser();
    second.cookie = victim.cookie.clone();
    assert_eq!(second.sign_in("ada").await.status, 303);
    assert_eq!(victim.get("/en/desk").await.status, 303);
    assert_eq!(second.get("/en/desk").await.status, 200);
}

#[tokio::test]
async fn the_token_changes_when_one_proves_who_one_is() {
    let desk = Desk::open().await;
    let mut browser = desk.signed_in("ada").await;
    let mut before = browser.clone();
    let wrong = browser.post("/en/desk/confirm", "passphrase=no").await;
    assert_eq!(wrong.status, 200);
    assert!(wrong.body.contains("The passphrase is not right"));
    assert_eq!(browser.get("/en/desk/new-role").await.status, 303);
    let body = format!(
        "to=%2Fen%2Fdesk%2Fnew-role&passphrase={}",
        encoded(PASSPHRASE)
    );
    let answer = browser.post("/en/desk/confirm", &body).await;
    assert_eq!(sent_to(&answer), "/en/desk/new-role");
    assert_ne!(browser.cookie, before.cookie);
    assert_eq!(browser.get("/en/desk/new-role").await.status, 200);
    assert_eq!(
        before.get("/en/desk").await.status,
        303,
        "the old token opens nothing"
    );
    desk.visit.clock.set(desk.moment().now + 11.minutes());
    let later = browser.get("/en/desk/new-role").await;
    assert_eq!(sent_to(&later), "/en/desk/confirm?to=/en/desk/new-role");
}

/// The ten minutes end while a form is filled in: what was typed goes on after the passphrase.
#[tokio::test]
async fn a_form_that_came_too_late_is_not_lost() {
    let desk = Desk::open().await;
    let mut browser = desk.signed_in("ada").await;
    let role = "name_en=Night+%3Cdesk%3E&permissions=curate&permissions=import&code=1234";
    let asked = browser.post("/en/desk/new-role", role).await;
    assert!(
        asked.body.contains("name=\"kept.name_en\""),
        "{}",
        asked.body
    );
    assert!(!asked.body.contains("1234"), "secrets are typed again");
    let kept = "to=%2Fen%2Fdesk%2Fnew-role&kept.name_en=Night+%3Cdesk%3E\
                &kept.permissions=curate&kept.permissions=import";
    let wrong = browser
        .post("/en/desk/confirm", &format!("{kept}&passphrase=no"))
        .await;
    assert!(wrong.body.contains("name=\"kept.name_en\""));
    let body = format!("{kept}&passphrase={}", encoded(PASSPHRASE));
    let again = browser.post("/en/desk/confirm", &body).await;
    assert!(
        again.body.contains("action=\"/en/desk/new-role\""),
        "{}",
        again.body
    );
    assert_eq!(again.body.matches("name=\"permissions\"").count(), 2);
    let made = browser.post("/en/desk/new-role", role).await;
    assert!(sent_to(&made).ends_with("?done=saved"));
    // Nothing of another site's choosing is sent anywhere.
    let odd = format!(
        "to=%2F%2Felsewhere.example&kept.a=b&passphrase={}",
        encoded(PASSPHRASE)
    );
    let answer = browser.post("/en/desk/confirm", &odd).await;
    assert!(!answer.body.contains("elsewhere"));
}

#[tokio::test]
async fn going_out_ends_the_session_itself() {
    let desk = Desk::open().await;
    let mut browser = desk.signed_in("ada").await;
    let mut copy = browser.clone();
    let answer = browser.post("/fr/bureau/deconnexion", "").await;
    assert_eq!(sent_to(&answer), "/fr/bureau/connexion?done=signed-out");
    assert!(set_cookie(&answer)[0].contains("Max-Age=0"));
    assert_eq!(browser.cookie, None);
    assert_eq!(copy.get("/en/desk").await.status, 303);
}

#[tokio::test]
async fn a_session_ends_by_itself() {
    let desk = Desk::open().await;
    let mut idle = desk.signed_in("ada").await;
    desk.visit.clock.set(desk.moment().now + 29.minutes());
    assert_eq!(idle.get("/en/desk").await.status, 200);
    desk.visit.clock.set(desk.moment().now + 31.minutes());
    assert_eq!(idle.get("/en/desk").await.status, 303, "idle");
    let mut busy = desk.signed_in("ada").await;
    for _ in 0..29 {
        desk.visit.clock.set(desk.moment().now + 25.minutes());
        busy.get("/en/desk").await;
    }
    assert_eq!(
        busy.get("/en/desk").await.status,
        303,
        "for twelve hours at most"
    );
}

#[tokio::test]
async fn one_ends_ones_other_sessions_and_nobody_elses() {
    let desk = Desk::open().await;
    desk.person("bo", desk.organization, &[]).await;
    let mut ada = desk.signed_in("ada").await;
    let mut phone = desk.signed_in("ada").await;
    let mut bo = desk.signed_in("bo").await;
    let page = bo.get("/fr/bureau/compte/sessions").await;
    let (_, after) = page
        .body
        .split_once("name=\"session\" value=\"")
        .expect("a session");
    let bos = after.split('"').next().expect("an id");
    let answer = ada
        .post("/en/desk/account/sessions", &format!("session={bos}"))
        .await;
    assert_eq!(answer.status, 404);
    assert_eq!(bo.get("/fr/bureau").await.status, 200);
    let answer = ada
        .post("/en/desk/account/sessions", "session=others")
        .await;
    assert_eq!(sent_to(&answer), "/en/desk/account/sessions?done=ended");
    assert_eq!(phone.get("/en/desk").await.status, 303);
    assert_eq!(ada.get("/en/desk").await.status, 200);
    let own = bo
        .post("/fr/bureau/compte/sessions", &format!("session={bos}"))
        .await;
    assert_eq!(sent_to(&own), "/fr/bureau/connexion?done=signed-out");
    assert_eq!(bo.get("/fr/bureau").await.status, 303);
}

#[tokio::test]
async fn the_cookie_is_as_strict_as_the_connection_allows() {
    let desk = Desk::open().await;
    for (secure, name) in [(false, "cairn="), (true, "__Host-cairn=")] {
        let mut browser = desk.browser();
        browser.secure = secure;
        assert!(
            set_cookie(&browser.get(SIGN_IN).await).is_empty(),
            "none before the sign-in"
        );
        let answer = browser.sign_in("ada").await;
        let cookies = set_cookie(&answer);
        assert_eq!(cookies.len(), 1);
        let [cookie] = cookies[..] else {
            unreachable!()
        };
        assert!(cookie.starts_with(name), "{cookie}");
        for flag in ["; HttpOnly", "; SameSite=Strict", "; Path=/"] {
            assert!(cookie.contains(flag), "{cookie}");
        }
        assert_eq!(cookie.contains("; Secure"), secure);
        assert!(!cookie.contains("Domain") && !cookie.contains("Expires"));
        assert_eq!(browser.get("/en/desk").await.status, 200);
        // The strict cookie is worth nothing over a connection without TLS, and the other way round.
        browser.secure = !secure;
        assert_eq!(browser.get("/en/desk").await.status, 303);
    }
}

#[tokio::test]
async fn one_comes_back_to_where_one_was_going_and_nowhere_else() {
    let desk = Desk::open().await;
    let mut browser = desk.browser();
    let asked = browser.get("/fr/bureau/personnes").await;
    assert_eq!(
        sent_to(&asked),
        "/fr/bureau/connexion?to=/fr/bureau/personnes"
    );
    let form = browser.get(sent_to(&asked)).await;
    assert!(
        form.body
            .contains("name=\"to\" value=\"/fr/bureau/personnes\"")
    );
    for (to, expected) in [
        ("/fr/bureau/personnes", "/fr/bureau/personnes"),
        ("https://elsewhere.example/en/desk", "/en/desk"),
        ("//elsewhere.example", "/en/desk"),
        ("/\\elsewhere.example", "/en/desk"),
        ("/en/find", "/en/desk"),
        ("/en/desk/sign-out", "/en/desk"),
        ("/en/desk\r\nx: y", "/en/desk"),
    ] {
        let path = format!("{SIGN_IN}?to={}", encoded(to));
        let form = browser.get(&path).await;
        assert!(!form.body.contains("elsewhere"), "{to}");
        let body = format!(
            "email={}&passphrase={}&to={}",
            encoded(&email("ada")),
            encoded(PASSPHRASE),
            encoded(to)
        );
        let answer = browser.post(SIGN_IN, &body).await;
        assert_eq!(sent_to(&answer), expected, "{to}");
    }
}

#[tokio::test]
async fn an_address_that_nobody_has_answers_like_one_that_somebody_has() {
    let desk = Desk::open().await;
    let mut pages = Vec::new();
    for name in ["ada", "who"] {
        let mut told = Vec::new();
        // Beyond what is free: the waits are the same too.
        for _ in 0..8 {
            let body = format!(
                "email={}&passphrase=wrong+words+here",
                encoded(&email(name))
            );
            let answer = desk.browser().post(SIGN_IN, &body).await;
            // What a passkey is asked is new on every page.
            let body = match answer.body.split_once("data-challenge=\"") {
                Some((before, after)) => {
                    let (_, after) = after.split_once('"').expect("an end");
                    format!("{before}{after}")
                }
                None => answer.body,
            };
            told.push((answer.status, body.replace(&email(name), "address")));
        }
        pages.push(told);
    }
    assert_eq!(pages[0], pages[1]);
    assert!(pages[0][0].1.contains("is not right"));
    assert!(pages[0][7].1.contains("Too many tries"));
}

/// Whoever has a code is asked for it, and the passphrase alone opens nothing.
#[tokio::test]
async fn the_passphrase_alone_does_not_open_an_account_with_a_code() {
    let desk = Desk::open().await;
    let mut browser = desk.stepped_up("ada").await;
    let page = browser.get("/en/desk/account/authenticator").await;
    assert!(page.body.contains("<svg class=\"picture\""));
    let wrong = browser
        .post("/en/desk/account/authenticator", "code=000000")
        .await;
    assert!(wrong.body.contains("That code is not right"));
    let secret = |body: &str| {
        let (_, after) = body.split_once("class=\"secret\">").expect("a secret");
        after.split('<').next().expect("a secret").to_owned()
    };
    let key = secret(&page.body);
    assert_eq!(key, secret(&wrong.body), "the same secret again");
    let body = format!("code={}", code(&key, desk.moment().now));
    let on = browser.post("/en/desk/account/authenticator", &body).await;
    assert!(on.body.matches("<li>").count() >= 10, "{}", on.body);

    let mut other = desk.browser();
    let answer = other.sign_in("ada").await;
    assert_eq!(answer.status, 200, "the passphrase alone");
    assert!(set_cookie(&answer).is_empty());
    let started = answer.body.split("name=\"challenge\" value=\"").nth(1);
    let challenge = started.and_then(|rest| rest.split('"').next());
    let challenge = challenge.expect("a challenge").to_owned();
    let with = |code: &str| format!("challenge={challenge}&code={code}");
    // The code that turned it on was used.
    let used = with(&code(&key, desk.moment().now));
    let answer = other.post(SIGN_IN, &used).await;
    assert!(
        answer.body.contains("That code is not right"),
        "{}",
        answer.body
    );
    assert!(set_cookie(&answer).is_empty());
    let next = desk.moment().now + SignedDuration::from_secs(30);
    let answer = other.post(SIGN_IN, &with(&code(&key, next))).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert!(!set_cookie(&answer).is_empty());
}

/// What an authenticator shows for this key at `now`.
fn code(key: &str, now: jiff::Timestamp) -> String {
    let secret = totp_rs::Secret::try_from_base32(key).expect("a key");
    let totp = totp_rs::Builder::new().with_secret(secret).build();
    let second = u64::try_from(now.as_second()).expect("after 1970");
    totp.expect("an authenticator").generate(second).to_string()
}

/// One takes one's own code off after proving who one is; then the passphrase is enough again.
#[tokio::test]
async fn one_takes_ones_own_code_off() {
    let desk = Desk::open().await;
    let mut browser = desk.stepped_up("ada").await;
    let remove = StaffRoute::RemoveAuthenticator.address(Lang::En);
    let page = browser.get(remove).await;
    assert!(page.body.contains("no code to take off"));
    let page = browser.get("/en/desk/account/authenticator").await;
    let (_, after) = page.body.split_once("class=\"secret\">").expect("a key");
    let key = after.split('<').next().expect("a key");
    let body = format!("code={}", code(key, desk.moment().now));
    browser.post("/en/desk/account/authenticator", &body).await;
    let account = browser.get("/en/desk/account").await;
    assert!(account.body.contains(remove));
    let page = browser.get(remove).await;
    assert!(page.body.contains("your passphrase alone opens"));
    let answer = browser.post(remove, "").await;
    assert!(sent_to(&answer).ends_with("?done=code-off"));
    let again = browser.post(remove, "").await;
    assert_eq!(sent_to(&again), "/en/desk/account/authenticator");
    assert_eq!(desk.browser().sign_in("ada").await.status, 303);
}

#[tokio::test]
async fn the_public_side_neither_sets_nor_reads_a_cookie() {
    let desk = Desk::with(Sample::Usual).await;
    let mut signed_in = desk.signed_in("ada").await;
    let mut anyone = desk.browser();
    let service = desk.visit.any_service().expect("a service");
    for lang in Lang::ALL {
        for route in Route::ALL {
            let path = route.of(service, lang);
            let (one, other) = (signed_in.get(&path).await, anyone.get(&path).await);
            assert_eq!(one.body, other.body, "{path}");
            assert!(
                set_cookie(&one).is_empty() && set_cookie(&other).is_empty(),
                "{path}"
            );
        }
        let path = Route::Find.address(lang);
        let one = signed_in.post(path, "text=help").await;
        assert_eq!(one.body, anyone.post(path, "text=help").await.body);
        assert!(set_cookie(&one).is_empty());
    }
}

/// An old browser says nothing of where a form comes from; the finder works all the same, and the desk
/// does not.
#[tokio::test]
async fn an_old_browser_finds_help() {
    let visit = Visit::to(Sample::Usual).await;
    assert_eq!(visit.post("/fr/trouver", "text=aide").await.status, 200);
    let answer = visit
        .post(StaffRoute::SignIn.address(Lang::Fr), "email=x")
        .await;
    assert_eq!(answer.status, 403);
}
