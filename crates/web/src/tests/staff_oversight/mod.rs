//! Who answers for cases, through the real router: caseloads without narratives, looks with a reason, exceptions,
//! access lists, keeping and its end, requests and copies, follow-ups, gaps.

mod keeping;

use kernel::Lang;
use uuid::Uuid;

use super::Answer;
use super::staff::{Browser, Desk, sent_to, shipped};
use super::staff_pages::check;
use crate::staff::routes::{Needs, StaffRoute};

/// What must never be read by whoever does not work on the case.
const TOLD: &str = "He+waits+at+the+bus+station";
const TOLD_WORDS: &str = "bus station";

fn id_in(address: &str) -> Uuid {
    address
        .split(['/', '?'])
        .find_map(|part| Uuid::try_parse(part).ok())
        .expect("an id in an address")
}

fn hidden(body: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    let (_, rest) = body.split_once(&start).expect("the hidden field");
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// The ids that buttons of this act send.
fn items(body: &str, act: &str) -> Vec<String> {
    let start =
        format!("name=\"act\" value=\"{act}\"><input type=\"hidden\" name=\"item\" value=\"");
    body.split(&start)
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(ToOwned::to_owned)
        .collect()
}

/// The first choice of a list.
fn first_choice(body: &str, name: &str) -> String {
    let start = format!("<select id=\"{name}\"");
    let (_, rest) = body.split_once(&start).expect("the list");
    let (_, rest) = rest.split_once("<option value=\"").expect("a choice");
    rest.split('"').next().unwrap_or_default().to_owned()
}

async fn post(browser: &mut Browser<'_>, path: &str, body: &str) -> Answer {
    let answer = browser.post(path, body).await;
    assert_eq!(answer.status, 303, "{path}: {}", answer.body);
    answer
}

/// A house with everybody, and a case on which cora works.
async fn house() -> (Desk, Uuid) {
    let desk = Desk::open().await;
    for (name, role) in [
        ("cora", "coordinator"),
        ("dora", "coordinator"),
        ("wim", "caseworker"),
        ("sue", "supervisor"),
        ("pia", "privacy-officer"),
        ("pat", "privacy-officer"),
        ("aud", "auditor"),
        ("ana", "analyst"),
    ] {
        desk.person(name, desk.organization, &[shipped(role)]).await;
    }
    let mut cora = desk.signed_in("cora").await;
    let opened = post(
        &mut cora,
        "/en/desk/new-case",
        "age=19-24&languages=es&region=MB",
    )
    .await;
    let case = id_in(sent_to(&opened));
    let of = |page: &str| format!("/en/desk/cases/{case}/{page}");
    post(&mut cora, &of("notes"), &format!("words={TOLD}&kind=call")).await;
    post(
        &mut cora,
        &of("tasks"),
        "act=add&words=Call+the+clinic&due=2020-01-02&repeat=&assignee=",
    )
    .await;
    post(
        &mut cora,
        &of("person"),
        "version=0&alias=Ex%C3%A9mplia&pronouns=&gender=&first=&second=&name_why=",
    )
    .await;
    (desk, case)
}

/// Closes the case, as cora.
async fn close(desk: &Desk, case: Uuid, how: &str) {
    let mut cora = desk.signed_in("cora").await;
    let stage = format!("/en/desk/cases/{case}/stage");
    let form = cora.get(&stage).await;
    let version = hidden(&form.body, "version");
    post(
        &mut cora,
        &stage,
        &format!("version={version}&move={how}&reason=done"),
    )
    .await;
}

#[tokio::test]
async fn every_page_of_oversight_is_sound_for_everybody_who_may_open_it() {
    let (desk, case) = house().await;
    for role in ["cora", "sue", "pia", "aud", "ana"] {
        let slug = match role {
            "cora" => "coordinator",
            "sue" => "supervisor",
            "pia" => "privacy-officer",
            "aud" => "auditor",
            _ => "analyst",
        };
        let permissions = access::SHIPPED_ROLES
            .iter()
            .filter(|one| one.slug == slug)
            .flat_map(|one| one.permissions.iter().copied())
            .collect();
        let mut browser = desk.stepped_up(role).await;
        for route in StaffRoute::ALL {
            let open =
                matches!(route.needs(), Needs::CaseWork(_)) && route.needs().are_met(&permissions);
            if !open || !route.is_page() {
                continue;
            }
            for lang in Lang::ALL {
                let path = route.of(case, lang);
                let answer = browser.get(&path).await;
                // Pages that show what she told are not there for whoever may not read it; nor is the
                // certificate of a case that was not destroyed.
                assert!(
                    matches!(answer.status.as_u16(), 200 | 404),
                    "{role}: {path} {} {}",
                    answer.status,
                    sent_to(&answer)
                );
                check(&path, &answer);
                if role != "cora" {
                    assert!(!answer.body.contains(TOLD_WORDS), "{role}: {path}");
                    assert!(!answer.body.contains("Exémplia"), "{role}: {path}");
                    assert!(!answer.body.contains("Call the clinic"), "{role}: {path}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_supervisor_sees_caseloads_and_ages_and_reaches_her_only_with_a_reason() {
    let (desk, case) = house().await;
    let mut sue = desk.signed_in("sue").await;
    let loads = sue.get("/en/desk/caseloads").await;
    check("/en/desk/caseloads", &loads);
    assert!(loads.body.contains("cora Example"), "{}", loads.body);
    assert!(!loads.body.contains("Call the clinic"));
    let csv = sue.get("/en/desk/caseloads?format=csv").await;
    assert!(csv.body.contains("\"cora Example\"") && !csv.body.contains("clinic"));
    // The case has an outline, and the ways that are theirs.
    let address = format!("/en/desk/cases/{case}");
    let outline = sue.get(&address).await;
    assert_eq!(outline.status, 200, "{}", outline.body);
    assert!(outline.body.contains("Look with a reason"));
    for page in ["notes", "tasks", "person", "timeline", "contact", "summary"] {
        assert_eq!(
            sue.get(&format!("{address}/{page}")).await.status,
            404,
            "{page}"
        );
    }
    // Without a reason the glass holds.
    let look = format!("{address}/look");
    let refused = sue.post(&look, "reason=+%E2%80%8B").await;
    assert_eq!(refused.status, 200);
    assert!(refused.body.contains("Say why."), "{}", refused.body);
    let broken = post(
        &mut sue,
        &look,
        "reason=Nobody+answers+and+%3Cb%3Ehe%3C%2Fb%3E+called",
    )
    .await;
    assert_eq!(sent_to(&broken), format!("{address}?done=glass"));
    let seen = sue.get(&address).await;
    check(&address, &seen);
    assert!(seen.body.contains("Exémplia"), "{}", seen.body);
    assert!(!seen.body.contains(TOLD_WORDS), "who she is, and no more");
    for page in ["notes", "timeline", "tasks"] {
        assert_eq!(sue.get(&format!("{address}/{page}")).await.status, 404);
    }
    // The privacy officer finds it on the first page, reads the reason, and says so; not whoever looked.
    let mut pia = desk.signed_in("pia").await;
    let today = pia.get("/en/desk").await;
    assert!(today.body.contains("looked into a case"), "{}", today.body);
    let looks = pia.get("/en/desk/oversight").await;
    check("/en/desk/oversight", &looks);
    assert!(looks.body.contains("&lt;b&gt;he") || looks.body.contains("&#60;b&#62;he"));
    let item = items(&looks.body, "seen").pop().expect("a look that waits");
    // An auditor sees that it was, not why.
    let mut aud = desk.signed_in("aud").await;
    let audited = aud.get("/fr/bureau/vie-privee").await;
    check("/fr/bureau/vie-privee", &audited);
    assert!(audited.body.contains("sue Example") && !audited.body.contains("Nobody answers"));
    assert_eq!(items(&audited.body, "seen"), Vec::<String>::new());
    let body = format!("act=seen&item={item}");
    assert_eq!(
        aud.post("/fr/bureau/vie-privee", &body).await.status,
        404,
        "it is not theirs to see"
    );
    post(&mut pia, "/en/desk/oversight", &body).await;
    let after = pia.get("/en/desk/oversight").await;
    assert!(after.body.contains("Seen") && items(&after.body, "seen").is_empty());
    // And she is told: the list names the look.
    let mut cora = desk.signed_in("cora").await;
    let list = cora.get(&format!("{address}/access")).await;
    check("access", &list);
    assert!(
        list.body.contains("Opened with a special reason"),
        "{}",
        list.body
    );
    // Of two who guard privacy, neither sees their own look.
    post(&mut pia, &look, "reason=A+complaint+about+this+case").await;
    let own = pia.get("/en/desk/oversight").await;
    assert!(own.body.contains("This was you") && items(&own.body, "seen").is_empty());
    let whole = pia.get(&address).await;
    assert!(
        whole.body.contains(TOLD_WORDS),
        "whoever guards privacy reads it all"
    );
}

#[tokio::test]
async fn an_exception_needs_authority_the_least_and_a_second_person() {
    let (desk, case) = house().await;
    let mut cora = desk.signed_in("cora").await;
    let address = format!("/en/desk/cases/{case}/exceptions");
    let body = |rest: &str| {
        format!(
            "act=ask&kind=emergency&purpose=referral&recipient={}&hours=4&{rest}",
            desk.other
        )
    };
    for (sent, said) in [
        ("act=ask".to_owned(), "Choose one."),
        (body("reason=x&kinds=contact&minimum=y"), "Say which law"),
        (body("authority=x&kinds=contact&minimum=y"), "Say why."),
        (
            body("authority=x&reason=x&minimum=y"),
            "Choose what they would know.",
        ),
        (
            body("authority=x&reason=x&kinds=contact"),
            "Say why less is not enough.",
        ),
        (
            body("authority=x&reason=x&kinds=contact&minimum=y").replace("hours=4", "hours=48"),
            "Choose one.",
        ),
        (
            {
                let all: Vec<String> = casework::consent::DataKind::ALL
                    .iter()
                    .map(|kind| format!("kinds={kind}"))
                    .collect();
                body(&format!("authority=x&reason=x&minimum=y&{}", all.join("&")))
            },
            "never about everything",
        ),
    ] {
        let answer = cora.post(&address, &sent).await;
        assert_eq!(answer.status, 200, "{sent}");
        check(&address, &answer);
        assert!(answer.body.contains(said), "{sent}: {}", answer.body);
    }
    let whole = body(
        "authority=An+example+act%2C+s.+1&reason=She+said+tonight&kinds=contact&minimum=Only+where",
    );
    post(&mut cora, &address, &whole).await;
    let page = cora.get(&address).await;
    assert!(
        page.body.contains("Waits for a second person"),
        "{}",
        page.body
    );
    assert_eq!(
        items(&page.body, "agree"),
        Vec::<String>::new(),
        "not by whoever asked"
    );
    let item = items(&page.body, "end").pop().expect("it can be ended");
    let own = cora.post(&address, &format!("act=agree&item={item}")).await;
    assert!(sent_to(&own).ends_with("?done=needs-second"));
    // The privacy officer is told at once; the supervisor agrees, without reading the case.
    let mut pia = desk.signed_in("pia").await;
    assert!(
        pia.get("/en/desk")
            .await
            .body
            .contains("asked for an exception")
    );
    let mut sue = desk.signed_in("sue").await;
    let theirs = sue.get(&address).await;
    check(&address, &theirs);
    assert!(!theirs.body.contains("Ask for an exception"));
    post(&mut sue, &address, &format!("act=agree&item={item}")).await;
    assert!(cora.get(&address).await.body.contains("Counts now"));
    post(&mut cora, &address, &format!("act=end&item={item}")).await;
    let ended = cora.get(&address).await;
    assert!(ended.body.contains("Ended") && items(&ended.body, "end").is_empty());
    let far = sue.post(&address, &format!("act=agree&item={item}")).await;
    assert!(sent_to(&far).ends_with("?done=exception-over"));
}

#[tokio::test]
async fn the_sheet_for_her_names_no_worker_and_speaks_her_language() {
    let (desk, case) = house().await;
    let mut cora = desk.signed_in("cora").await;
    let address = format!("/en/desk/cases/{case}/access");
    cora.get(&format!("/en/desk/cases/{case}/notes")).await;
    let page = cora.post(&address, "sheet=fr").await;
    check(&address, &page);
    let (_, sheet) = page
        .body
        .split_once("<section class=\"sheet\"")
        .expect("a sheet");
    let (sheet, rest) = sheet.split_once("</section>").expect("its end");
    assert!(sheet.starts_with(" lang=\"fr-CA\""), "{sheet}");
    assert!(
        sheet.contains("Pour travailler au dossier") && sheet.contains("Example House")
            || sheet.contains("Maison Exemple")
    );
    assert!(!sheet.contains("cora Example"), "{sheet}");
    assert!(rest.contains("cora Example"), "for the office, with names");
    // The history tells what was done, and not a word of hers.
    let history = cora.get(&format!("/en/desk/cases/{case}/history")).await;
    check("history", &history);
    assert!(history.body.contains("Opened the case") && history.body.contains("cora Example"));
    assert!(!history.body.contains(TOLD_WORDS) && !history.body.contains("Exémplia"));
    let none = cora
        .get(&format!("/en/desk/cases/{case}/history?before=1"))
        .await;
    assert!(none.body.contains("Nothing happened yet"));
}

#[tokio::test]
async fn one_look_at_a_page_is_one_line_in_the_history() {
    let (desk, case) = house().await;
    let mut cora = desk.signed_in("cora").await;
    let actor = kernel::Actor::Person(
        desk.store()
            .people(&kernel::Actor::Operator, None)
            .await
            .expect("people")
            .iter()
            .find(|one| one.name == "pia Example")
            .expect("pia")
            .id,
    );
    let reads = async || {
        let moment = desk.moment();
        let entries = desk
            .store()
            .case_history(&actor, case, None, 1000, &moment)
            .await
            .expect("the history");
        entries
            .iter()
            .filter(|entry| entry.what == store::CaseEvent::Read)
            .count()
    };
    for page in [
        "",
        "/notes",
        "/tasks",
        "/needs",
        "/consents",
        "/contact",
        "/timeline",
        "/person",
        "/stage",
    ] {
        let before = reads().await;
        let path = format!("/en/desk/cases/{case}{page}");
        assert_eq!(cora.get(&path).await.status, 200, "{path}");
        assert_eq!(reads().await, before + 1, "{path}");
    }
    for page in ["/team", "/access", "/history", "/exceptions", "/requests"] {
        let before = reads().await;
        let path = format!("/en/desk/cases/{case}{page}");
        assert_eq!(cora.get(&path).await.status, 200, "{path}");
        assert_eq!(reads().await, before, "{path} shows nothing of hers");
    }
}
