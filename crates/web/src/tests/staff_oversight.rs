//! Who answers for cases, through the real router: caseloads without narratives, looks with a reason, exceptions,
//! access lists, keeping and its end, requests and copies, follow-ups, gaps.

use kernel::Lang;
use uuid::Uuid;

use super::Answer;
use super::html;
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

#[tokio::test]
async fn a_case_is_kept_by_schedule_held_warned_of_and_ended_by_two() {
    let (desk, case) = house().await;
    let mut pia = desk.stepped_up("pia").await;
    let rules = "/en/desk/keeping";
    for (body, said) in [
        ("act=schedule&organization=x", None),
        (
            "act=schedule&organization=@&name=&source=&months=&warning=",
            Some("Write a whole number"),
        ),
        (
            "act=schedule&organization=@&name=a&source=b&months=0&warning=-3",
            Some("Write a whole number"),
        ),
        (
            "act=schedule&organization=@&name=a&source=&months=12&warning=30",
            Some("Write a few words"),
        ),
    ] {
        let body = body.replace('@', &desk.organization.to_string());
        let answer = pia.post(rules, &body).await;
        match said {
            None => assert_eq!(answer.status, 400),
            Some(said) => {
                check(rules, &answer);
                assert!(answer.body.contains(said), "{body}: {}", answer.body);
            }
        }
    }
    let set = format!(
        "act=schedule&organization={}&name=%3Cb%3ECase+files&source=Board%2C+2026-11-01&months=24&months_minor=120&warning=30",
        desk.organization
    );
    post(&mut pia, rules, &set).await;
    close(&desk, case, "close-goals-met").await;
    let list = pia.get(rules).await;
    check(rules, &list);
    assert!(list.body.contains("may be destroyed from"), "{}", list.body);
    assert!(!list.body.contains("<b>Case"));
    let keeping = format!("/en/desk/cases/{case}/keeping");
    let page = pia.get(&keeping).await;
    check(&keeping, &page);
    assert!(page.body.contains("Kept"), "{}", page.body);
    // A hold needs a reason, and is lifted with one.
    let refused = pia.post(&keeping, "act=hold&reason=").await;
    assert!(refused.body.contains("Say why."), "{}", refused.body);
    post(&mut pia, &keeping, "act=hold&reason=A+court+asked").await;
    let held = pia.get(&keeping).await;
    assert!(
        held.body.contains("A legal hold lies on it"),
        "{}",
        held.body
    );
    post(&mut pia, &keeping, "act=release&reason=The+court+is+done").await;
    // It is far too early for anything else.
    for (act, said) in [("warn", "not over"), ("nonsense", "Choose one.")] {
        let early = pia.post(&keeping, &format!("act={act}&reason=x")).await;
        assert!(early.body.contains(said), "{act}: {}", early.body);
    }
    let code = {
        let page = pia.get(&keeping).await;
        let (_, rest) = page.body.split_once("<h1>Keeping: ").expect("a heading");
        rest.split('<').next().unwrap_or_default().to_owned()
    };
    let end = format!("/en/desk/cases/{case}/end");
    let wrong = pia.post(&end, "code=222-222-2223").await;
    assert!(
        wrong.body.contains("not the code of this case"),
        "{}",
        wrong.body
    );
    let early = pia.post(&end, &format!("code={code}")).await;
    assert_eq!(early.status, 200);
    assert!(
        early.body.contains("not over") || early.body.contains("second"),
        "{}",
        early.body
    );
    assert_eq!(
        pia.get(&format!("/en/desk/ended-cases/{case}"))
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn an_outsider_of_the_same_name_gets_nothing_and_she_gets_her_copy() {
    let (desk, case) = house().await;
    let mut cora = desk.signed_in("cora").await;
    let mut pia = desk.signed_in("pia").await;
    let requests = format!("/en/desk/cases/{case}/requests");
    let copy = format!("/en/desk/cases/{case}/copy");
    let bad = cora.post(&requests, "act=add&received=soon").await;
    check(&requests, &bad);
    assert!(bad.body.contains("Choose one.") && bad.body.contains("Write the day as"));
    // Somebody calls who knows her name and her birth date: that confirms nothing.
    post(
        &mut cora,
        &requests,
        "act=add&kind=access&words=It+is+me&received=2026-11-20",
    )
    .await;
    let page = cora.get(&requests).await;
    check(&requests, &page);
    assert!(
        page.body.contains("it is not known yet who asks"),
        "{}",
        page.body
    );
    let item = first_choice(&page.body, "item");
    for step in ["answer", "confirm"] {
        let refused = cora
            .post(
                &requests,
                &format!("act=step&item={item}&step={step}&answer=here"),
            )
            .await;
        assert_eq!(refused.status, 200);
        assert!(
            refused.body.contains("not known yet")
                || refused.body.contains("cannot take that step"),
            "{step}: {}",
            refused.body
        );
    }
    let none = pia.get(&copy).await;
    assert!(
        none.body.contains("No copy can be made now"),
        "{}",
        none.body
    );
    let sneaked = pia
        .post(&copy, &format!("act=take&request={item}&form=json"))
        .await;
    assert!(!sneaked.body.contains(TOLD_WORDS), "{}", sneaked.body);
    // One way is written down and not enough; two are.
    post(
        &mut cora,
        &requests,
        &format!("act=step&item={item}&step=confirm&confirmations=client-code"),
    )
    .await;
    assert!(
        pia.get(&copy)
            .await
            .body
            .contains("No copy can be made now")
    );
    post(
        &mut cora,
        &requests,
        &format!("act=step&item={item}&step=confirm&confirmations=code-word"),
    )
    .await;
    let alone = cora
        .post(&copy, &format!("act=look&request={item}&sheet=en"))
        .await;
    assert!(
        alone.body.contains("Somebody else has to make the copy"),
        "{}",
        alone.body
    );
    let mut dora = desk.signed_in("dora").await;
    let look = dora
        .post(&copy, &format!("act=look&request={item}&sheet=fr"))
        .await;
    check(&copy, &look);
    assert!(look.body.contains(TOLD_WORDS), "{}", look.body);
    let (_, rest) = look
        .body
        .split_once("name=\"left_out\" value=\"")
        .expect("a note");
    let note = rest.split('"').next().unwrap_or_default().to_owned();
    let whole = dora
        .post(
            &copy,
            &format!("act=take&request={item}&sheet=fr&form=html"),
        )
        .await;
    assert_eq!(whole.status, 200);
    assert!(
        whole.headers["content-disposition"]
            .to_str()
            .is_ok_and(|it| it.contains("copy.html"))
    );
    let faults = html::faults_without_script(&whole.body);
    assert!(faults.is_empty(), "{faults:#?}");
    assert!(whole.body.contains("lang=\"fr-CA\"") && whole.body.contains(TOLD_WORDS));
    assert!(whole.body.contains("Exémplia"));
    let part = dora
        .post(
            &copy,
            &format!("act=take&request={item}&sheet=en&form=json&left_out={note}"),
        )
        .await;
    let json: serde_json::Value = serde_json::from_str(&part.body).expect("JSON");
    assert_eq!(json["notes_left_out"], 1);
    assert!(!part.body.contains(TOLD_WORDS), "{}", part.body);
    // What was taken out is in the history, and in her list.
    let list = cora.get(&format!("/en/desk/cases/{case}/access")).await;
    assert!(list.body.contains("own copy"), "{}", list.body);
    post(
        &mut cora,
        &requests,
        &format!("act=step&item={item}&step=answer&answer=Handed+over"),
    )
    .await;
    let late = dora
        .post(&copy, &format!("act=take&request={item}&form=html"))
        .await;
    assert!(!late.body.contains(TOLD_WORDS), "it was answered");
}

#[tokio::test]
async fn follow_ups_come_with_the_closing_and_pass_the_rules_of_safe_contact() {
    let (desk, case) = house().await;
    let mut cora = desk.signed_in("cora").await;
    let address = format!("/en/desk/cases/{case}/follow-ups");
    assert!(cora.get(&address).await.body.contains("Nothing is planned"));
    let contact = format!("/en/desk/cases/{case}/contact");
    post(
        &mut cora,
        &contact,
        "version=0&never=leave-message&never_words=&way=call&to=204-555-0100&may=number&days=monday&days=tuesday\
         &days=wednesday&days=thursday&days=friday&days=saturday&days=sunday\
         &from=00%3A00&until=00%3A00&zone=America%2FWinnipeg&code_word=&review=2030-01-01",
    )
    .await;
    close(&desk, case, "close-goals-met").await;
    let page = cora.get(&address).await;
    check(&address, &page);
    for said in [
        "After 30 days",
        "After 90 days",
        "After 180 days",
        "Never leave a message",
        "Yes, now",
    ] {
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
    let item = first_choice(&page.body, "item");
    for (body, said) in [
        ("state=", "Choose one."),
        ("state=done&way=none", "This contact was not agreed"),
        ("state=done&way=7&ready=yes", "This contact was not agreed"),
        ("state=done&way=0", "Read first what must never be done"),
        ("state=not-asked&way=none", "Say why."),
    ] {
        let refused = cora
            .post(&address, &format!("item={item}&words=&{body}"))
            .await;
        assert_eq!(refused.status, 200, "{body}");
        check(&address, &refused);
        assert!(refused.body.contains(said), "{body}: {}", refused.body);
    }
    post(
        &mut cora,
        &address,
        &format!("item={item}&state=done&way=0&ready=yes&words=She+is+well"),
    )
    .await;
    let again = cora
        .post(&address, &format!("item={item}&state=done&way=hers&words="))
        .await;
    assert!(
        again.body.contains("Somebody changed this"),
        "{}",
        again.body
    );
    let page = cora.get(&address).await;
    let second = first_choice(&page.body, "item");
    assert_ne!(second, item);
    post(
        &mut cora,
        &address,
        &format!("item={second}&state=declined&way=hers&words=Please+not"),
    )
    .await;
    let over = cora.get(&address).await;
    assert!(
        !over.body.contains("<select id=\"item\""),
        "nobody asks again"
    );
}

#[tokio::test]
async fn gaps_are_counted_for_planners_and_small_ones_held_back() {
    let (desk, case) = house().await;
    let mut cora = desk.signed_in("cora").await;
    let needs = format!("/en/desk/cases/{case}/needs");
    for number in 0..6 {
        let reason = if number < 5 { "no-capacity" } else { "cost" };
        post(
            &mut cora,
            &needs,
            &format!(
                "need=shelter-housing&state=unavailable&on=2026-11-20&barrier={reason}&outcome="
            ),
        )
        .await;
    }
    post(
        &mut cora,
        &needs,
        "need=legal&state=refused-by-provider&on=2026-11-20&barrier=&outcome=",
    )
    .await;
    let mut ana = desk.signed_in("ana").await;
    for lang in Lang::ALL {
        for by in ["regions", "reasons", "kinds", "%3Cb%3E"] {
            let path = format!("{}?year=2026&by={by}", StaffRoute::Gaps.address(lang));
            let page = ana.get(&path).await;
            assert_eq!(page.status, 200, "{path}");
            check(&path, &page);
        }
    }
    let page = ana.get("/en/desk/gaps?year=2026&by=reasons").await;
    assert!(page.body.contains("All together: 6"), "{}", page.body);
    assert!(
        page.body.contains("held back"),
        "one by cost is too few, and five with it"
    );
    assert!(
        !page.body.contains(">5<") && !page.body.contains(">1<"),
        "{}",
        page.body
    );
    let csv = ana
        .get("/en/desk/gaps?year=2026&need=legal&format=csv")
        .await;
    assert!(
        csv.body.contains("held back") && !csv.body.contains("A place to stay"),
        "{}",
        csv.body
    );
    assert!(!csv.body.contains(&case.to_string()));
    let none = ana.get("/fr/bureau/lacunes?year=1999").await;
    assert!(none.body.contains("Rien n’a été noté"), "{}", none.body);
}

#[tokio::test]
async fn all_cases_leave_only_by_two_and_once() {
    let (desk, case) = house().await;
    let mut pia = desk.stepped_up("pia").await;
    let mut pat = desk.stepped_up("pat").await;
    let address = "/en/desk/take-outs";
    let own = desk.organization;
    let refused = pia
        .post(address, &format!("act=ask&organization={own}&reason="))
        .await;
    assert!(refused.body.contains("Say why."), "{}", refused.body);
    post(
        &mut pia,
        address,
        &format!("act=ask&organization={own}&reason=Moving+to+another+system"),
    )
    .await;
    let mine = pia.get(address).await;
    check(address, &mine);
    assert_eq!(items(&mine.body, "agree"), Vec::<String>::new());
    let theirs = pat.get(address).await;
    let item = items(&theirs.body, "agree")
        .pop()
        .expect("it waits for the second");
    for act in ["agree", "take"] {
        let alone = pia.post(address, &format!("act={act}&item={item}")).await;
        assert_eq!(alone.status, 303, "{act}");
        assert!(!alone.body.contains(TOLD_WORDS));
    }
    post(&mut pat, address, &format!("act=agree&item={item}")).await;
    let taken = pia.post(address, &format!("act=take&item={item}")).await;
    assert_eq!(taken.status, 200, "{}", sent_to(&taken));
    assert!(taken.body.contains(TOLD_WORDS) && taken.body.lines().count() == 1);
    let again = pat.post(address, &format!("act=take&item={item}")).await;
    assert!(sent_to(&again).ends_with("?done=take-out-over"));
    let mut cora = desk.signed_in("cora").await;
    let list = cora.get(&format!("/en/desk/cases/{case}/access")).await;
    assert!(list.body.contains("Took the case out"), "{}", list.body);
}

#[tokio::test]
async fn when_its_time_is_over_two_people_end_it_and_a_certificate_stays() {
    let (desk, case) = house().await;
    let start = desk.moment().now;
    let days = |days: i64| start + jiff::SignedDuration::from_hours(24 * days);
    let mut pia = desk.stepped_up("pia").await;
    let set = format!(
        "act=schedule&organization={}&name=Files&source=Board&months=2&months_minor=&warning=14",
        desk.organization
    );
    post(&mut pia, "/en/desk/keeping", &set).await;
    close(&desk, case, "close-goals-met").await;
    let keeping = format!("/en/desk/cases/{case}/keeping");
    let end = format!("/en/desk/cases/{case}/end");
    let code = {
        let page = pia.get(&keeping).await;
        let (_, rest) = page.body.split_once("<h1>Keeping: ").expect("a heading");
        rest.split('<').next().unwrap_or_default().to_owned()
    };
    // The warning comes first, and those who work on it find it on their desk.
    desk.visit.clock.set(days(50));
    let mut pia = desk.stepped_up("pia").await;
    let near = pia.get(&keeping).await;
    assert!(near.body.contains("Its end is near"), "{}", near.body);
    post(&mut pia, &keeping, "act=warn&reason=").await;
    let twice = pia.post(&keeping, "act=warn&reason=").await;
    assert_eq!(twice.status, 200, "once is enough");
    desk.visit.clock.set(days(60));
    let mut cora = desk.signed_in("cora").await;
    let due = cora.get("/en/desk/cases").await;
    assert!(due.body.contains("may soon be destroyed"), "{}", due.body);
    // The day has come. One asks, and does not do it alone.
    desk.visit.clock.set(days(70));
    let mut pia = desk.stepped_up("pia").await;
    let ready = pia.get(&keeping).await;
    assert!(
        ready.body.contains("May be destroyed, by two people"),
        "{}",
        ready.body
    );
    post(&mut pia, &keeping, "act=ask&reason=The+time+is+over").await;
    let alone = pia.post(&end, &format!("code={code}")).await;
    assert_eq!(alone.status, 200);
    assert!(
        alone.body.contains("Somebody else has to do this"),
        "{}",
        alone.body
    );
    // A clock that is set back brings nothing nearer: nothing is destroyed by it.
    desk.visit.clock.set(days(66));
    let mut pat = desk.stepped_up("pat").await;
    let back = pat.post(&end, &format!("code={code}")).await;
    assert_eq!(back.status, 200);
    assert!(back.body.contains("not over"), "{}", back.body);
    desk.visit.clock.set(days(71));
    let mut pat = desk.stepped_up("pat").await;
    let form = pat.get(&end).await;
    check(&end, &form);
    let ended = post(&mut pat, &end, &format!("code={code}")).await;
    let certificate = format!("/en/desk/ended-cases/{case}");
    assert_eq!(sent_to(&ended), format!("{certificate}?done=ended-case"));
    let mut aud = desk.signed_in("aud").await;
    for (path, asked, done) in [
        (certificate.clone(), "Asked by", "Done by"),
        (
            StaffRoute::EndCertificate.of(case, Lang::Fr),
            "Demandé par",
            "Fait par",
        ),
    ] {
        let page = aud.get(&path).await;
        check(&path, &page);
        for said in [
            asked,
            done,
            "pia Example",
            "pat Example",
            &code,
            "cairn end of case 1",
        ] {
            assert!(page.body.contains(said), "{said}: {}", page.body);
        }
    }
    // Nothing of hers is left, and the history still says what was done.
    let mut cora = desk.signed_in("cora").await;
    let gone = cora.get(&format!("/en/desk/cases/{case}")).await;
    assert!(
        gone.body.contains("Destroyed") && !gone.body.contains("Exémplia"),
        "{}",
        gone.body
    );
    let notes = cora.get(&format!("/en/desk/cases/{case}/notes")).await;
    assert_eq!(notes.status, 404, "there is nothing to open");
    let history = pat.get(&format!("/en/desk/cases/{case}/history")).await;
    assert!(
        history.body.contains("Destroyed the case"),
        "{}",
        history.body
    );
    let listed = pat.get("/en/desk/keeping").await;
    check("/en/desk/keeping", &listed);
    assert!(
        listed
            .body
            .contains(&format!("/en/desk/ended-cases/{case}"))
    );
}
