//! Cases at the desk, through the real router: opened, written into by two people, read, found, closed; and
//! who may see nothing of them.

use kernel::Lang;
use uuid::Uuid;

use super::staff::{Browser, Desk, sent_to, shipped};
use super::staff_pages::check;
use crate::staff::routes::{Needs, StaffRoute};

/// The id in the address that a browser was sent to.
fn id_in(address: &str) -> Uuid {
    address
        .split(['/', '?'])
        .find_map(|part| Uuid::try_parse(part).ok())
        .expect("the address of a case")
}

async fn opened(browser: &mut Browser<'_>) -> Uuid {
    let answer = browser
        .post(
            "/en/desk/new-case",
            "age=19-24&languages=es%2C+fr&region=MB",
        )
        .await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    id_in(sent_to(&answer))
}

/// The hidden value that a form carries.
fn hidden(body: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    let (_, rest) = body.split_once(&start).expect("the hidden field");
    rest.split('"').next().unwrap_or_default().to_owned()
}

async fn house() -> Desk {
    let desk = Desk::open().await;
    desk.person("cora", desk.organization, &[shipped("coordinator")])
        .await;
    desk.person("wim", desk.organization, &[shipped("caseworker")])
        .await;
    desk.person("far", desk.other, &[shipped("coordinator")])
        .await;
    desk
}

#[tokio::test]
async fn every_page_of_a_case_is_sound() {
    let desk = house().await;
    let mut browser = desk.signed_in("cora").await;
    let case = opened(&mut browser).await;
    for (path, body) in [
        (
            "notes",
            "words=%3Cb%3E+%26+%22plein%22&kind=call&minutes=12",
        ),
        (
            "tasks",
            "act=add&words=Appeler+la+clinique&due=2020-01-02&repeat=weekly&assignee=",
        ),
        (
            "contact",
            "version=0&never=leave-message&never_words=&way=call&to=204-555-0100&may=number&days=monday\
             &from=09%3A00&until=17%3A00&zone=America%2FWinnipeg&code_word=&review=2030-01-01",
        ),
        (
            "needs",
            "need=shelter-housing&state=unavailable&on=2026-11-20&barrier=no-capacity&outcome=",
        ),
        (
            "person",
            "version=0&alias=Ex%C3%A9mplia&pronouns=&gender=&first=&second=&name_why=",
        ),
    ] {
        let answer = browser
            .post(&format!("/en/desk/cases/{case}/{path}"), body)
            .await;
        assert_eq!(answer.status, 303, "{path}: {}", answer.body);
    }
    let permissions: std::collections::BTreeSet<_> = access::SHIPPED_ROLES
        .iter()
        .filter(|role| role.slug == "coordinator")
        .flat_map(|role| role.permissions.iter().copied())
        .collect();
    for route in StaffRoute::ALL {
        // What others send, and agreements, have tests of their own.
        let elsewhere = matches!(
            route.section(),
            StaffRoute::Received | StaffRoute::Agreements
        );
        let theirs = route.needs().are_met(&permissions) && !elsewhere;
        if !matches!(route.needs(), Needs::CaseWork(_)) || !route.is_page() || !theirs {
            continue;
        }
        for lang in Lang::ALL {
            let path = route.of(case, lang);
            let answer = browser.get(&path).await;
            assert_eq!(answer.status, 200, "{path} {}", sent_to(&answer));
            check(&path, &answer);
        }
    }
    let page = browser.get(&format!("/fr/bureau/dossiers/{case}")).await;
    for seen in [
        "Ne laissez jamais de message",
        "Exémplia",
        "Appeler la clinique",
        "en retard",
        "&#60;b&#62;",
    ] {
        let escaped = seen.replace("&#60;", "&lt;").replace("&#62;", "&gt;");
        assert!(
            page.body.contains(seen) || page.body.contains(&escaped),
            "{seen}: {}",
            page.body
        );
    }
    assert!(!page.body.contains("<b> "), "{}", page.body);
    let printed = browser
        .post(
            &format!("/en/desk/cases/{case}/summary"),
            "parts=contact&parts=needs",
        )
        .await;
    check("summary", &printed);
    assert!(printed.body.contains("Never leave a message."));
    assert!(!printed.body.contains("Exémplia"), "nobody asked for it");
    let today = browser.get("/en/desk").await;
    assert!(today.body.contains("overdue"), "{}", today.body);
}

#[tokio::test]
async fn a_case_that_is_not_ones_own_is_not_there() {
    let desk = house().await;
    let mut cora = desk.signed_in("cora").await;
    let case = opened(&mut cora).await;
    let nowhere = Uuid::from_u128(7);
    for name in ["far", "wim"] {
        let mut other = desk.signed_in(name).await;
        for route in StaffRoute::ALL {
            if !matches!(route.needs(), Needs::CaseWork(_))
                || !route.pattern(Lang::En).contains("{id}")
            {
                continue;
            }
            // The door is closed to their role: whether there is a case makes no difference to it.
            let path = route.of(nowhere, Lang::En);
            if other
                .ask(axum::http::Method::GET, &path, "", "same-origin")
                .await
                .status
                == 403
            {
                let here = other.get(&route.of(case, Lang::En)).await;
                assert_eq!(here.status, 403, "{name}: {route:?}");
                continue;
            }
            let mut answers = Vec::new();
            for id in [case, nowhere] {
                let path = route.of(id, Lang::En);
                let got = if route.is_page() {
                    other.get(&path).await
                } else {
                    other.post(&path, "").await
                };
                assert_eq!(got.status, 404, "{name}: {path}");
                answers.push(got.body);
                if route.takes_form() {
                    let sent = other.post(&path, "words=x&version=1&act=add").await;
                    assert_eq!(sent.status, 404, "{name}: {path}");
                }
            }
            assert_eq!(answers[0], answers[1], "{name}: {route:?}");
        }
        let list = other.get("/en/desk/cases").await;
        assert!(!list.body.contains(&case.to_string()), "{name}");
    }
    // The coordinator puts somebody to work on it: now it is there.
    let page = cora.get(&format!("/en/desk/cases/{case}/team")).await;
    let workers: Vec<&str> = page
        .body
        .split("name=\"workers\" value=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(workers.len(), 2, "{}", page.body);
    let body = workers
        .iter()
        .map(|id| format!("workers={id}"))
        .collect::<Vec<_>>()
        .join("&");
    let saved = cora
        .post(&format!("/en/desk/cases/{case}/team"), &body)
        .await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let mut wim = desk.signed_in("wim").await;
    assert_eq!(wim.get(&format!("/en/desk/cases/{case}")).await.status, 200);
    // To say who works on it is not theirs.
    let refused = wim
        .post(&format!("/en/desk/cases/{case}/team"), "lead=")
        .await;
    assert_eq!(refused.status, 200);
    assert!(
        refused.body.contains("whoever coordinates"),
        "{}",
        refused.body
    );
}

#[tokio::test]
async fn two_people_saving_one_case_both_see_both() {
    let desk = house().await;
    let mut first = desk.signed_in("cora").await;
    let case = opened(&mut first).await;
    let address = format!("/en/desk/cases/{case}/details");
    let mut second = desk.signed_in("cora").await;
    let mine = first.get(&address).await;
    let theirs = second.get(&address).await;
    let version = hidden(&mine.body, "version");
    assert_eq!(version, hidden(&theirs.body, "version"));
    let saved = first
        .post(
            &address,
            &format!("version={version}&age=adult&languages=es&region=MB"),
        )
        .await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let late = second
        .post(
            &address,
            &format!("version={version}&age=19-24&languages=tl&region=MB"),
        )
        .await;
    assert_eq!(late.status, 200);
    assert!(
        late.body.contains("An adult") && late.body.contains("Now it says"),
        "{}",
        late.body
    );
    assert!(
        late.body.contains("value=\"tl\""),
        "what was typed is still there"
    );
    let again = hidden(&late.body, "version");
    assert_ne!(again, version);
    let saved = second
        .post(
            &address,
            &format!("version={again}&age=19-24&languages=tl&region=MB"),
        )
        .await;
    assert_eq!(saved.status, 303, "{}", saved.body);
}

#[tokio::test]
async fn a_note_is_kept_corrected_and_never_lost() {
    let desk = house().await;
    let mut browser = desk.signed_in("cora").await;
    let case = opened(&mut browser).await;
    let notes = format!("/en/desk/cases/{case}/notes");
    for (body, said) in [
        (
            "words=+%E2%80%8B&kind=call",
            "Write what was said and done.",
        ),
        (
            "words=she+called&kind=call&minutes=two",
            "Write whole minutes",
        ),
        (
            "words=she+called&kind=call&minutes=9999",
            "Write whole minutes",
        ),
    ] {
        let answer = browser.post(&notes, body).await;
        assert_eq!(answer.status, 200, "{body}");
        assert!(answer.body.contains(said), "{body}: {}", answer.body);
    }
    let long = format!(
        "words={}&kind=call",
        "x".repeat(casework::note::LONGEST + 1)
    );
    let answer = browser.post(&notes, &long).await;
    assert_eq!(answer.status, 200);
    assert!(answer.body.contains("too long") && answer.body.contains("xxxxxxxx"));
    let words = "words=Elle+a+dit+%C2%AB+oui+%C2%BB+%D8%B3%D9%84%D8%A7%D9%85+%F0%9F%95%8A&kind=call&minutes=5";
    assert_eq!(browser.post(&notes, words).await.status, 303);
    let page = browser.get(&notes).await;
    assert!(
        page.body.contains("سلام") && page.body.contains("🕊"),
        "{}",
        page.body
    );
    let (_, rest) = page
        .body
        .split_once("?corrects=")
        .expect("a way to correct");
    let first = rest.split('"').next().unwrap_or_default();
    let correction = format!("corrects={first}&words=It+was+Tuesday&kind=other");
    assert_eq!(browser.post(&notes, &correction).await.status, 303);
    // One note is corrected once: whoever comes second corrects the newest.
    let again = browser.post(&notes, &correction).await;
    assert_eq!(again.status, 200);
    assert!(again.body.contains("corrected already"), "{}", again.body);
    let page = browser.get(&notes).await;
    assert!(page.body.contains("سلام") && page.body.contains("It was Tuesday"));
}

#[tokio::test]
async fn a_case_is_found_and_a_quick_note_goes_into_it() {
    let desk = house().await;
    let mut browser = desk.signed_in("cora").await;
    let case = opened(&mut browser).await;
    let page = browser.get(&format!("/en/desk/cases/{case}")).await;
    let (_, rest) = page.body.split_once("<h1>").expect("a heading");
    let code = rest.split(' ').next().unwrap_or_default().to_owned();
    let person = format!("/en/desk/cases/{case}/person");
    let saved = browser
        .post(&person, "version=0&alias=Ex%C3%A9mplia&first=&second=")
        .await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    for (by, words) in [
        ("code", code.to_lowercase()),
        ("alias", "EX%C3%89MPLIA".to_owned()),
    ] {
        let found = browser
            .post("/en/desk/find-case", &format!("by={by}&words={words}"))
            .await;
        assert_eq!(found.status, 303, "{by}: {}", found.body);
        assert_eq!(id_in(sent_to(&found)), case);
        assert!(
            !sent_to(&found).contains("EX"),
            "nothing typed is in an address"
        );
    }
    let mut far = desk.signed_in("far").await;
    let nothing = far
        .post("/en/desk/find-case", "by=alias&words=Ex%C3%A9mplia")
        .await;
    assert_eq!(nothing.status, 200);
    assert!(nothing.body.contains("Nothing was found"));
    let bad = browser
        .post("/en/desk/note", "code=222-222-2223&words=gone%3F&kind=call")
        .await;
    assert_eq!(bad.status, 200);
    assert!(
        bad.body.contains("gone?"),
        "the words are kept: {}",
        bad.body
    );
    let quick = browser
        .post(
            "/en/desk/note",
            &format!("code={code}&words=Bed+tonight&kind=call"),
        )
        .await;
    assert_eq!(quick.status, 303, "{}", quick.body);
    assert!(sent_to(&quick).starts_with("/en/desk/note?done="));
    let page = browser.get(&format!("/en/desk/cases/{case}")).await;
    assert!(page.body.contains("Bed tonight"));
    // Without her consent to a record a case goes nowhere; it can be closed.
    let stage = format!("/en/desk/cases/{case}/stage");
    let form = browser.get(&stage).await;
    let version = hidden(&form.body, "version");
    let refused = browser
        .post(&stage, &format!("version={version}&move=to-intake&reason="))
        .await;
    assert!(
        refused.body.contains("consent to a record"),
        "{}",
        refused.body
    );
    let closed = browser
        .post(
            &stage,
            &format!("version={version}&move=close-moved&reason=&"),
        )
        .await;
    assert_eq!(closed.status, 303, "{}", closed.body);
    let late = browser
        .post(
            &format!("/en/desk/cases/{case}/notes"),
            "words=late&kind=call",
        )
        .await;
    assert_eq!(late.status, 200);
    assert!(late.body.contains("This case is closed") && late.body.contains("late"));
}

#[tokio::test]
async fn her_consent_moves_the_case_and_taking_it_back_is_one_press() {
    let desk = house().await;
    let mut browser = desk.signed_in("cora").await;
    let case = opened(&mut browser).await;
    let address = format!("/en/desk/cases/{case}/consents");
    let own = desk.organization;
    let yes = |rest: &str| {
        format!(
            "act=record&answer=given&purpose=record&recipient={own}&how=spoken&language=es&{rest}"
        )
    };
    for (body, said) in [
        ("act=record".to_owned(), "Choose one."),
        (
            yes("limits=yes&until=2030-01-01"),
            "Choose what they would know.",
        ),
        (
            yes("kinds=notes&until=2030-01-01"),
            "Tell them the limits first",
        ),
        (
            yes("kinds=notes&limits=yes&until=2020-01-01"),
            "This day is over already.",
        ),
        (yes("kinds=notes&limits=yes&until=soon"), "Write the day as"),
        (
            yes("kinds=notes&limits=yes&until=2030-01-01").replace("how=spoken", "how=interpreter"),
            "Say who interpreted",
        ),
        (
            yes("kinds=notes&limits=yes&until=2030-01-01")
                .replace(&own.to_string(), &Uuid::nil().to_string()),
            "Choose who would know.",
        ),
    ] {
        let answer = browser.post(&address, &body).await;
        assert_eq!(answer.status, 200, "{body}");
        assert!(answer.body.contains(said), "{body}: {}", answer.body);
    }
    let body = yes(
        "kinds=notes&kinds=needs&limits=yes&until=2030-01-01&told=purpose&restrictions=Not+her+%3Cbrother%3E",
    );
    assert_eq!(browser.post(&address, &body).await.status, 303);
    let page = browser.get(&address).await;
    check(&address, &page);
    assert!(
        page.body.contains("Counts now") && page.body.contains("&lt;brother&gt;"),
        "{}",
        page.body
    );
    // Now it may be a record.
    let stage = format!("/en/desk/cases/{case}/stage");
    let form = browser.get(&stage).await;
    let version = hidden(&form.body, "version");
    let moved = browser
        .post(&stage, &format!("version={version}&move=to-intake&reason="))
        .await;
    assert_eq!(moved.status, 303, "{}", moved.body);
    let (_, rest) = page
        .body
        .split_once("name=\"item\" value=\"")
        .expect("a button");
    let consent = rest.split('"').next().unwrap_or_default();
    let taken_back = browser
        .post(&address, &format!("act=withdraw&item={consent}"))
        .await;
    assert_eq!(taken_back.status, 303, "{}", taken_back.body);
    let page = browser.get(&address).await;
    assert!(
        page.body.contains("Taken back") && !page.body.contains("name=\"item\""),
        "{}",
        page.body
    );
    let nothing = browser
        .post(
            &address,
            &format!("act=withdraw&item={}", Uuid::from_u128(9)),
        )
        .await;
    assert_eq!(nothing.status, 404);
}
