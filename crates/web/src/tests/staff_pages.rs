//! The pages of the desk: sound HTML in both languages, nothing typed is lost, and no secret comes back.

use access::Permission;
use axum::http::HeaderValue;
use kernel::Lang;
use uuid::Uuid;

use super::staff::{Browser, Desk, Doubles, PASSPHRASE, email, sent_to, shipped};
use super::{Answer, encoded, html};
use crate::staff::routes::{Needs, StaffRoute};

/// As `staff.rs` makes them.
const LISTING: Uuid = Uuid::from_u128(0x11);
const SUGGESTION: Uuid = Uuid::from_u128(0x12);
const IMPORT_RUN: Uuid = Uuid::from_u128(0x13);

pub(super) fn check(path: &str, answer: &Answer) {
    let body = &answer.body;
    // The first step of the sign-in and the page of passkeys ask a passkey; nothing else has a script.
    let asks = body.contains("id=\"passkey\"");
    let has = [
        "/en/desk/sign-in",
        "/fr/bureau/connexion",
        "/en/desk/account/passkeys",
        "/fr/bureau/compte/cles-d-acces",
    ];
    let may = has.iter().any(|page| path.split('?').next() == Some(page));
    assert!(may || !asks, "{path} asks a passkey");
    let faults = if asks {
        html::faults(body)
    } else {
        html::faults_without_script(body)
    };
    assert!(faults.is_empty(), "{path}: {faults:#?}\n{body}");
    let lang = if path.starts_with("/fr") {
        Lang::Fr
    } else {
        Lang::En
    };
    assert!(
        body.contains(&format!("<html lang=\"{}\">", lang.tag())),
        "{path}"
    );
    for left in [
        "{ $",
        "None",
        "Some(",
        "{{",
        "people-",
        "staff-",
        "duplicates-",
        "cases-",
        "care-",
        "sharing-",
        "agreements-",
    ] {
        let text = body.split('>').filter_map(|piece| piece.split('<').next());
        for words in text {
            assert!(
                !words.contains(left),
                "{path}: {left:?} is left in {words:?}"
            );
        }
    }
    let policy = answer
        .headers
        .get("content-security-policy")
        .map(HeaderValue::as_bytes);
    let policy = String::from_utf8_lossy(policy.unwrap_or_default());
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"));
    assert_eq!(policy.contains("script-src"), asks, "{path}");
    assert_eq!(answer.headers["cache-control"], "no-store");
    assert_eq!(answer.headers["referrer-policy"], "same-origin");
    assert_eq!(answer.headers["x-frame-options"], "DENY");
}

async fn pages(
    browser: &mut Browser<'_>,
    (person, role, organization): (Uuid, Uuid, Uuid),
    import_row: Uuid,
    doubles: &Doubles,
) {
    for route in StaffRoute::ALL {
        let elsewhere = [
            StaffRoute::SetUp,
            StaffRoute::Invitation,
            // Nobody holds the file of the run: there is nothing to apply.
            StaffRoute::ApplyImport,
            // A calendar, and no page.
            StaffRoute::CalendarFeed,
        ];
        // Cases are closed to whoever manages accounts: `staff_cases.rs` opens their pages.
        let case = matches!(route.needs(), Needs::CaseWork(_));
        if !route.is_page() || elsewhere.contains(&route) || case {
            continue;
        }
        for lang in Lang::ALL {
            let id = match route.section() {
                StaffRoute::Roles => role,
                StaffRoute::Organizations => organization,
                StaffRoute::Listings => LISTING,
                StaffRoute::Suggestions => SUGGESTION,
                _ if route == StaffRoute::ImportRun => IMPORT_RUN,
                StaffRoute::Imports => import_row,
                _ => person,
            };
            let address = |lang| match route.section() {
                StaffRoute::Duplicates => doubles.path(route, lang),
                _ => route.of(id, lang),
            };
            let path = address(lang);
            let answer = browser.get(&path).await;
            assert_eq!(answer.status, 200, "{path} {}", sent_to(&answer));
            check(&path, &answer);
            let across = address(lang.other());
            assert!(
                answer.body.contains(&format!("href=\"{across}\"")),
                "{path} leads across"
            );
        }
    }
}

#[tokio::test]
async fn every_page_is_sound() {
    let desk = Desk::open().await;
    let long = "<b>Très</b> long & \"plein\" ".repeat(6);
    let person = desk.person("bo", desk.other, &[shipped("curator")]).await;
    let own = desk
        .role(&long, &[Permission::EditOwnListings, Permission::Curate])
        .await;
    let doubles = Doubles::at(&desk).await;
    let mut browser = desk.stepped_up("ada").await;
    pages(
        &mut browser,
        (person, own, desk.organization),
        desk.import_row,
        &doubles,
    )
    .await;
    pages(
        &mut browser,
        (desk.administrator, shipped("administrator"), desk.other),
        desk.import_row,
        &doubles,
    )
    .await;
    for lang in Lang::ALL {
        for path in [
            StaffRoute::Role.of(Uuid::nil(), lang),
            StaffRoute::Person.of(Uuid::nil(), lang),
            format!("{}/nothing", StaffRoute::Today.address(lang)),
            StaffRoute::Invitation.with_token("AAAA", lang),
        ] {
            let answer = browser.get(&path).await;
            assert!(matches!(answer.status.as_u16(), 404 | 410), "{path}");
            check(&path, &answer);
        }
        let path = StaffRoute::Search.address(lang);
        for words in [
            "words=",
            "words=bo+exa",
            "words=%3Cscript%3E",
            "words=zzzzqq",
        ] {
            check(path, &browser.post(path, words).await);
        }
        let path = StaffRoute::People.address(lang);
        for words in [
            "words=bo&state=",
            "words=%3Cb%3E%22&steps=sort%3Dname",
            "words=zz&go=page%3D2",
        ] {
            check(path, &browser.post(path, words).await);
        }
        for query in [
            "sort=email&order=down&state=active&code=no",
            "page=9&x=%3Cb%3E",
            "done=saved",
        ] {
            check(path, &browser.get(&format!("{path}?{query}")).await);
        }
    }
    let saved = browser.get("/fr/bureau?done=saved").await;
    assert!(saved.body.contains("C’est enregistré"));
    let odd = browser.get("/fr/bureau?done=%3Cscript%3E").await;
    assert!(!odd.body.contains("role=\"status\""));
    let list = browser.get("/en/desk/people?format=csv").await;
    assert!(list.body.contains("\"ada@example.org\""), "{}", list.body);
    assert_eq!(
        list.headers["content-type"],
        "text/csv; charset=utf-8; header=present"
    );
}

#[tokio::test]
async fn nothing_typed_is_lost_but_secrets_never_come_back() {
    let desk = Desk::open().await;
    let mut browser = desk.stepped_up("ada").await;
    let curator = shipped("curator");
    let body = format!(
        "name=%3CBo%3E+Exemple&email=not+an+address&lang=fr&organization={}&roles={curator}",
        desk.other
    );
    let answer = browser.post("/fr/bureau/inviter", &body).await;
    check("/fr/bureau/inviter", &answer);
    for kept in [
        "value=\"&lt;Bo&gt; Exemple\"".to_owned(),
        "value=\"not an address\"".to_owned(),
        format!("value=\"{}\" selected", desk.other),
        format!("value=\"{curator}\" checked"),
        "value=\"fr\" checked".to_owned(),
        "<a href=\"#email\">Ce n’est pas une adresse courriel".to_owned(),
        "<title>Erreur\u{a0}: ".to_owned(),
        "aria-invalid=\"true\"".to_owned(),
    ] {
        let escaped = kept.replace("&lt;Bo&gt;", "&#60;Bo&#62;");
        assert!(
            answer.body.contains(&kept) || answer.body.contains(&escaped),
            "{kept}: {}",
            answer.body
        );
    }
    let secret = "tell+nobody+about+this";
    for (path, body) in [
        (
            "/en/desk/sign-in",
            format!("email=ada%40example.org&passphrase={secret}"),
        ),
        ("/en/desk/confirm", format!("passphrase={secret}")),
        (
            "/en/desk/account/passphrase",
            format!("old={secret}&passphrase={secret}&again={secret}x"),
        ),
        ("/en/desk/account/authenticator", format!("code={secret}")),
    ] {
        browser.get("/en/desk/account/authenticator").await;
        let answer = browser.post(path, &body).await;
        assert_eq!(answer.status, 200, "{path}");
        check(path, &answer);
        assert!(!answer.body.contains("nobody"), "{path}");
        assert!(answer.body.contains("class=\"faults\""), "{path}");
    }
}

#[tokio::test]
async fn an_invitation_is_handed_over_once_and_used_once() {
    let desk = Desk::open().await;
    let mut browser = desk.signed_in("ada").await;
    let body = format!(
        "name=Bo+Exemple&email={}&lang=fr&organization={}",
        encoded(&email("bo")),
        desk.other
    );
    let answer = browser.post("/en/desk/invite", &body).await;
    check("/en/desk/invite", &answer);
    let (_, link) = answer
        .body
        .split_once("http://desk.example")
        .expect("a link");
    let path = link.split('<').next().expect("a path").to_owned();
    assert!(
        path.starts_with("/fr/bureau/invitation/"),
        "in the language of the person"
    );
    let list = browser.get("/en/desk/people").await;
    assert!(!list.body.contains("/invitation/"), "never shown again");

    let mut guest = desk.browser();
    let form = guest.get(&path).await;
    check("/fr/bureau/invitation", &form);
    assert!(form.body.contains("Bienvenue, Bo Exemple"));
    for (passphrase, again, told) in [
        ("short", "short", "au moins 12"),
        ("password1234", "password1234", "devine"),
        ("bo@example.org", "bo@example.org", "ni votre nom"),
        (PASSPHRASE, "another one", "pas pareilles"),
    ] {
        let body = format!(
            "passphrase={}&again={}",
            encoded(passphrase),
            encoded(again)
        );
        let answer = guest.post(&path, &body).await;
        check("/fr/bureau/invitation", &answer);
        assert!(answer.body.contains(told), "{passphrase}: {}", answer.body);
    }
    let body = format!("passphrase={0}&again={0}", encoded(PASSPHRASE));
    let answer = guest.post(&path, &body).await;
    assert_eq!(sent_to(&answer), "/fr/bureau/connexion?done=welcome");
    assert_eq!(guest.cookie, None, "one signs in oneself");
    for answer in [guest.get(&path).await, guest.post(&path, &body).await] {
        assert_eq!(answer.status, 410);
        check("/fr/bureau/invitation", &answer);
    }
    let answer = guest.sign_in("bo").await;
    assert_eq!(sent_to(&answer), "/fr/bureau", "in their own language");
}

#[tokio::test]
async fn what_is_taken_away_ends_at_once() {
    let desk = Desk::open().await;
    let curator = shipped("administrator");
    let bo = desk.person("bo", desk.organization, &[curator]).await;
    let mut ada = desk.stepped_up("ada").await;
    let mut theirs = desk.signed_in("bo").await;
    assert_eq!(theirs.get("/fr/bureau/personnes").await.status, 200);
    let roles = StaffRoute::PersonRoles.of(bo, Lang::En);
    let answer = ada.post(&roles, "").await;
    assert_eq!(sent_to(&answer), format!("/en/desk/people/{bo}?done=saved"));
    assert_eq!(theirs.get("/fr/bureau/personnes").await.status, 403);
    let own = ada
        .post(&StaffRoute::Suspend.of(desk.administrator, Lang::En), "")
        .await;
    check("/en/desk", &own);
    assert!(
        own.body.contains("Nobody else could look after people"),
        "{}",
        own.body
    );
    ada.post(&StaffRoute::Suspend.of(bo, Lang::En), "").await;
    assert_eq!(theirs.get("/fr/bureau").await.status, 303);
    assert_eq!(theirs.sign_in("bo").await.status, 200);
    ada.post(&StaffRoute::Reinstate.of(bo, Lang::En), "").await;
    assert_eq!(theirs.sign_in("bo").await.status, 303);
    let reset = ada.post(&StaffRoute::Reset.of(bo, Lang::En), "").await;
    check("/en/desk", &reset);
    assert!(reset.body.contains("/fr/bureau/invitation/"));
    assert_eq!(theirs.get("/fr/bureau").await.status, 303);
}

#[tokio::test]
async fn an_administrator_makes_roles_organizations_and_chapters() {
    let desk = Desk::open().await;
    let mut ada = desk.stepped_up("ada").await;
    let body = "name_en=Night+desk&name_fr=Bureau+de+nuit&about_en=&about_fr=&permissions=curate";
    let answer = ada.post("/en/desk/new-role", body).await;
    let role = sent_to(&answer).trim_end_matches("?done=saved").to_owned();
    let page = ada.get(&role).await;
    assert!(
        page.body.contains("value=\"curate\" checked"),
        "{}",
        page.body
    );
    let beyond = ada
        .post(
            "/fr/bureau/nouveau-role",
            "name_en=x&permissions=see-confidential-any",
        )
        .await;
    check("/fr/bureau/nouveau-role", &beyond);
    assert!(
        beyond.body.contains("C’est plus que ce que vous"),
        "{}",
        beyond.body
    );
    assert_eq!(
        ada.post("/en/desk/new-role", "name_en=x&permissions=fly")
            .await
            .status,
        400
    );
    let copy = StaffRoute::Role.of(shipped("curator"), Lang::En);
    let answer = ada.post(&copy, "name_en=Copy&permissions=curate").await;
    assert!(
        !sent_to(&answer).contains(&shipped("curator").to_string()),
        "a copy, not a change"
    );
    let answer = ada.post(&format!("{role}/delete"), "").await;
    assert_eq!(sent_to(&answer), "/en/desk/roles?done=deleted");

    let empty = ada
        .post("/fr/bureau/nouvel-organisme", "name_en=&name_fr=")
        .await;
    check("/fr/bureau/nouvel-organisme", &empty);
    assert!(empty.body.contains("Écrivez un nom"));
    let chapter = StaffRoute::NewChapter.of(desk.other, Lang::En);
    ada.post(&chapter, "name_en=North+chapter").await;
    let list = ada.get("/en/desk/organizations").await;
    let row = list
        .body
        .split("<tr>")
        .find(|row| row.contains("North chapter"));
    assert!(
        row.is_some_and(|row| row.contains("Other House")),
        "{}",
        list.body
    );
}

#[tokio::test]
async fn an_own_account_is_changed_by_its_owner() {
    let desk = Desk::open().await;
    let mut ada = desk.signed_in("ada").await;
    let mut elsewhere = desk.signed_in("ada").await;
    let answer = ada
        .post("/en/desk/account", "name=Ada+Exemple&lang=fr")
        .await;
    assert_eq!(
        sent_to(&answer),
        "/fr/bureau/compte?done=saved",
        "in the language now chosen"
    );
    let new = encoded("lantern gravel otter spoon");
    let body = format!("old={}&passphrase={new}&again={new}", encoded(PASSPHRASE));
    let answer = ada.post("/fr/bureau/compte/phrase-de-passe", &body).await;
    assert_eq!(sent_to(&answer), "/fr/bureau/compte?done=passphrase");
    assert_eq!(ada.get("/fr/bureau").await.status, 200);
    assert_eq!(elsewhere.get("/fr/bureau").await.status, 303);
    assert_eq!(
        desk.browser().sign_in("ada").await.status,
        200,
        "the old one is over"
    );
}

#[tokio::test]
async fn far_too_much_is_refused_clearly() {
    let desk = Desk::open().await;
    let mut ada = desk.signed_in("ada").await;
    let long = "é".repeat(5_000);
    let answer = ada
        .post("/fr/bureau/recherche", &format!("words={}", encoded(&long)))
        .await;
    check("/fr/bureau/recherche", &answer);
    assert!(answer.body.len() < 20_000, "not all of it comes back");
    let answer = ada
        .post("/fr/bureau/compte", &format!("name={}", encoded(&long)))
        .await;
    check("/fr/bureau/compte", &answer);
    assert!(answer.body.contains("Ce nom est trop long"));
    let answer = ada
        .post("/fr/bureau/compte", &format!("name={}", "a".repeat(40_000)))
        .await;
    assert_eq!(answer.status, 413);
    check("/fr/bureau/compte", &answer);
    let answer = ada.post("/fr/bureau/compte", "name=%FF").await;
    assert_eq!(answer.status, 400);
    for route in StaffRoute::ALL {
        if route.takes_form() && route.needs() == Needs::Account {
            let answer = ada.post(route.address(Lang::En), "a=%FF").await;
            assert!(!answer.status.is_server_error(), "{route:?}");
        }
    }
}
