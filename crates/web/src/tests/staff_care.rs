//! What goes on in a case, through the real router: appointments and the calendar that says nothing of them,
//! the safety plan, dependants, protection orders, the immigration clock.

use kernel::Lang;
use uuid::Uuid;

use super::staff::{Browser, Desk, sent_to, shipped};
use super::staff_pages::check;
use super::{Answer, encoded};
use crate::staff::routes::StaffRoute;

/// Letters of many scripts, some written from the right, some of several parts.
pub(super) const SCRIPTS: &str =
    "Ève ᐃᓄᒃᑎᑐᑦ العربية עברית 中文 ไทย हिन्दी ខ្មែរ Ελληνικά Кириллица አማርኛ 👩🏽‍🦱 e\u{301}";

pub(super) async fn house() -> Desk {
    let desk = Desk::open().await;
    desk.person("cora", desk.organization, &[shipped("coordinator")])
        .await;
    desk.person("wim", desk.organization, &[shipped("caseworker")])
        .await;
    desk
}

pub(super) async fn opened(browser: &mut Browser<'_>) -> Uuid {
    let answer = browser
        .post("/en/desk/new-case", "age=19-24&languages=es&region=MB")
        .await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    sent_to(&answer)
        .split(['/', '?'])
        .find_map(|part| Uuid::try_parse(part).ok())
        .expect("the address of a case")
}

pub(super) fn hidden(body: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    let (_, rest) = body.split_once(&start).expect("the hidden field");
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// The first thing on a page that can be changed, and the page with its form.
async fn change(browser: &mut Browser<'_>, address: &str) -> (String, Answer) {
    let page = browser.get(address).await;
    let (_, rest) = page.body.split_once("?item=").expect("something to change");
    let item = rest.split(['#', '"']).next().unwrap_or_default().to_owned();
    let form = browser.get(&format!("{address}?item={item}")).await;
    assert_eq!(form.status, 200);
    (item, form)
}

pub(super) async fn saved(browser: &mut Browser<'_>, address: &str, body: &str) {
    let answer = browser.post(address, body).await;
    assert_eq!(answer.status, 303, "{address}: {}", answer.body);
}

pub(super) async fn refused(
    browser: &mut Browser<'_>,
    address: &str,
    body: &str,
    said: &str,
) -> Answer {
    let answer = browser.post(address, body).await;
    assert_eq!(answer.status, 200, "{address} {body}");
    assert!(
        answer.body.contains(said),
        "{body}: {said}: {}",
        answer.body
    );
    check(address, &answer);
    answer
}

#[tokio::test]
async fn an_appointment_is_kept_told_and_reminded_of_only_as_she_agreed() {
    let desk = house().await;
    let mut cora = desk.signed_in("cora").await;
    let case = opened(&mut cora).await;
    let address = StaffRoute::CaseAppointments.of(case, Lang::En);
    let words = encoded(SCRIPTS);
    for (body, said) in [
        (
            "act=save&words=&on=2031-03-04&from=9%3A30&state=planned",
            "Say what it is.",
        ),
        (
            "act=save&words=x&on=soon&from=9%3A30&state=planned",
            "Write the day as",
        ),
        (
            "act=save&words=x&on=2031-03-04&from=25%3A00&state=planned",
            "Write the time as",
        ),
        (
            "act=save&words=x&on=2031-03-04&from=&state=planned",
            "Write the time as",
        ),
        (
            "act=save&words=x&on=2031-03-04&from=9%3A30&until=9%3A30&state=planned",
            "It ends before it begins",
        ),
        (
            "act=save&words=x&on=2031-03-04&from=9%3A30&state=kept",
            "It is still to come",
        ),
    ] {
        refused(&mut cora, &address, body, said).await;
    }
    let body = format!(
        "act=save&words={words}&with={words}&on=2031-03-04&from=09%20h%2030&until=&place=&interpreter=yes&transport=bus&state=planned"
    );
    saved(&mut cora, &address, &body).await;
    let page = cora.get(&address).await;
    check(&address, &page);
    assert!(page.body.contains(SCRIPTS), "{}", page.body);
    assert!(page.body.contains("An interpreter comes") && page.body.contains("9:30"));
    // Nothing was agreed: nobody reminds her of anything.
    let (item, _) = change(&mut cora, &address).await;
    let remind = cora.get(&format!("{address}?remind={item}")).await;
    check(&address, &remind);
    assert!(
        remind
            .body
            .contains("Nothing was agreed about how to reach them")
    );
    let contact = StaffRoute::CaseContact.of(case, Lang::En);
    saved(
        &mut cora,
        &contact,
        "version=0&never=leave-message&never_words=&way=call&to=204-555-0100&days=monday\
         &from=09%3A00&until=17%3A00&zone=America%2FWinnipeg&code_word=&review=2035-01-01",
    )
    .await;
    let plan = |rest: &str| format!("act=remind&remind={item}&way=0&{rest}");
    for (rest, said) in [
        // A Tuesday; the evening of a Monday; a message; after it; a way that is not there.
        (
            "on=2031-02-25&time=10%3A00",
            "They did not agree to this day or hour.",
        ),
        (
            "on=2031-03-03&time=19%3A00",
            "They did not agree to this day or hour.",
        ),
        (
            "on=2031-03-03&time=10%3A00&leaves=yes",
            "No message may be left.",
        ),
        (
            "on=2031-03-10&time=10%3A00",
            "A reminder comes before the appointment",
        ),
        ("on=2031-03-03&time=", "Write the time as"),
    ] {
        refused(&mut cora, &address, &plan(rest), said).await;
    }
    let unknown = plan("on=2031-03-03&time=10%3A00").replace("way=0", "way=7");
    refused(&mut cora, &address, &unknown, "Choose").await;
    saved(&mut cora, &address, &plan("on=2031-03-03&time=10%3A00")).await;
    let tasks = cora.get(&StaffRoute::CaseTasks.of(case, Lang::En)).await;
    assert!(
        tasks.body.contains("Remind them: March 4, 2031"),
        "{}",
        tasks.body
    );
    assert!(
        !tasks.body.contains("204-555-0100"),
        "the number stays with the rules"
    );
}

#[tokio::test]
async fn two_workers_saving_one_appointment_both_see_both() {
    let desk = house().await;
    let mut first = desk.signed_in("cora").await;
    let case = opened(&mut first).await;
    let address = StaffRoute::CaseAppointments.of(case, Lang::En);
    let body = |words: &str, place: &str| {
        format!(
            "act=save&words={words}&on=2031-03-04&from=09%3A30&until=10%3A30&place={place}&state=planned"
        )
    };
    saved(&mut first, &address, &body("Clinic", "Here")).await;
    let mut second = desk.signed_in("cora").await;
    let (item, form) = change(&mut first, &address).await;
    let version = hidden(&form.body, "version");
    let about = format!("&item={item}&version={version}");
    saved(
        &mut first,
        &address,
        &format!("{}{about}", body("Dentist", "Here")),
    )
    .await;
    let late = refused(
        &mut second,
        &address,
        &format!("{}{about}", body("Clinic", "There")),
        "Now it says: Dentist",
    )
    .await;
    assert!(late.body.contains("Now it says: Here") && late.body.contains("value=\"There\""));
    let again = hidden(&late.body, "version");
    assert_ne!(again, version);
    let about = format!("&item={item}&version={again}");
    saved(
        &mut second,
        &address,
        &format!("{}{about}", body("Dentist", "There")),
    )
    .await;
    let page = first.get(&address).await;
    assert!(page.body.contains("Dentist") && page.body.contains("There"));
}

#[tokio::test]
async fn the_calendar_tells_when_and_its_address_ends() {
    let desk = house().await;
    let mut cora = desk.signed_in("cora").await;
    let case = opened(&mut cora).await;
    let address = StaffRoute::CaseAppointments.of(case, Lang::En);
    let page = cora.get(&address).await;
    let me = hidden(&page.body, "workers");
    saved(
        &mut cora,
        &address,
        &format!("act=save&words=Lawyer&on=2031-03-04&from=09%3A30&place=Main+Street&workers={me}&state=planned"),
    )
    .await;
    let calendar = StaffRoute::Calendar.address(Lang::En);
    let feed_of = |answer: &Answer| {
        let (_, rest) = answer
            .body
            .split_once("/en/desk/feed/")
            .expect("an address");
        let token: String = rest.chars().take_while(|letter| *letter != '<').collect();
        StaffRoute::CalendarFeed.with_token(token.trim(), Lang::En)
    };
    let made = cora.post(calendar, "act=make").await;
    check(calendar, &made);
    let feed = feed_of(&made);
    let again = cora.get(calendar).await;
    assert!(!again.body.contains("/feed/"), "it is shown once");
    let mut phone = desk.browser();
    let told = phone.get(&feed).await;
    assert_eq!(told.status, 200);
    assert_eq!(told.headers["content-type"], "text/calendar; charset=utf-8");
    assert_eq!(told.headers["cache-control"], "no-store");
    assert!(told.headers.get("set-cookie").is_none());
    assert!(
        told.body.contains("DTSTART:20310304T093000Z"),
        "{}",
        told.body
    );
    assert!(told.body.contains("SUMMARY:Busy"));
    for private in ["Lawyer", "Main", &case.to_string(), "Example"] {
        assert!(!told.body.contains(private), "{private}");
    }
    let french = phone
        .get(&feed.replace("/en/desk/feed/", "/fr/bureau/flux/"))
        .await;
    assert!(french.body.contains("SUMMARY:Occupé"));
    // A new address ends the old one; ending it ends both; and all that is wrong answers alike.
    let renewed = feed_of(&cora.post(calendar, "act=make").await);
    let old = phone.get(&feed).await;
    assert_eq!(phone.get(&renewed).await.status, 200);
    saved(&mut cora, calendar, "act=end").await;
    let ended = phone.get(&renewed).await;
    let wrong = phone
        .get(&StaffRoute::CalendarFeed.with_token(&"A".repeat(43), Lang::En))
        .await;
    let short = phone
        .get(&StaffRoute::CalendarFeed.with_token("AAAA", Lang::En))
        .await;
    for answer in [&old, &ended, &wrong, &short] {
        assert_eq!(answer.status, 404);
        assert_eq!(answer.body, wrong.body);
        assert!(answer.headers.get("set-cookie").is_none());
    }
}

#[tokio::test]
async fn a_safety_plan_is_kept_only_as_she_wishes() {
    let desk = house().await;
    let mut cora = desk.signed_in("cora").await;
    let case = opened(&mut cora).await;
    let address = StaffRoute::CaseSafetyPlan.of(case, Lang::En);
    let parts = format!(
        "on=2026-11-20&review=&risks={}&word=lantern",
        encoded(SCRIPTS)
    );
    refused(
        &mut cora,
        &address,
        &format!("act=save&version=0&{parts}"),
        "Choose one.",
    )
    .await;
    let kept = refused(
        &mut cora,
        &address,
        &format!("act=save&version=0&copy=none&{parts}"),
        "They want no copy",
    )
    .await;
    assert!(kept.body.contains(SCRIPTS), "what was typed is still there");
    saved(
        &mut cora,
        &address,
        &format!("act=save&version=0&copy=here&{parts}"),
    )
    .await;
    let page = cora.get(&address).await;
    check(&address, &page);
    assert!(page.body.contains(SCRIPTS) && page.body.contains("lantern"));
    let paper = format!("{address}?paper=yes");
    assert_eq!(
        cora.get(&paper).await.status,
        404,
        "she wants none on paper"
    );
    // Somebody else wrote in between.
    let late = refused(
        &mut cora,
        &address,
        "act=save&version=0&copy=here&on=2026-11-20&risks=other",
        "Now it says",
    )
    .await;
    assert!(late.body.contains("other"));
    saved(
        &mut cora,
        &address,
        &format!("act=save&version=1&copy=here-and-paper&{parts}"),
    )
    .await;
    let printed = cora.get(&paper).await;
    check(&address, &printed);
    assert!(printed.body.contains("lantern"));
    let sheet = printed.body.split("<main").nth(1).unwrap_or_default();
    assert!(
        !sheet.contains("Safety") && !sheet.contains("MB"),
        "{sheet}"
    );
    saved(&mut cora, &address, "act=take-away&version=2").await;
    let page = cora.get(&address).await;
    assert!(!page.body.contains("lantern") && page.body.contains("No copy"));
}

#[tokio::test]
async fn a_child_who_may_be_in_danger_is_not_overlooked() {
    let desk = house().await;
    let mut cora = desk.signed_in("cora").await;
    let case = opened(&mut cora).await;
    let address = StaffRoute::CaseDependants.of(case, Lang::En);
    let body = |rest: &str| format!("act=save&relation=child&age=under-12&languages=es&{rest}");
    refused(
        &mut cora,
        &address,
        &body("alias=&whereabouts=abroad&duty=not-considered"),
        "Say what to call",
    )
    .await;
    refused(
        &mut cora,
        &address,
        &body("alias=K.&whereabouts=abroad&duty=not-reported&duty_words=why&consulted="),
        "It cannot be you",
    )
    .await;
    refused(
        &mut cora,
        &address,
        &body("alias=K.&whereabouts=abroad&duty=reported&duty_words="),
        "under which reference",
    )
    .await;
    saved(
        &mut cora,
        &address,
        &body("alias=K.&whereabouts=with-exploiter&duty=not-considered"),
    )
    .await;
    let page = cora.get(&address).await;
    check(&address, &page);
    assert!(page.body.contains("A child here may be in danger"));
    assert!(page.body.contains("Decide today"));
    let (item, form) = change(&mut cora, &address).await;
    let version = hidden(&form.body, "version");
    let told = format!(
        "{}&item={item}&version={version}",
        body("alias=K.&whereabouts=in-care&duty=reported&duty_words=agency%2C+reference+7")
    );
    saved(&mut cora, &address, &told).await;
    let page = cora.get(&address).await;
    assert!(
        !page.body.contains("A child here may be in danger") && page.body.contains("reference 7")
    );
}

#[tokio::test]
async fn an_order_stands_where_what_happened_and_the_law_put_it() {
    let desk = house().await;
    let mut cora = desk.signed_in("cora").await;
    let case = opened(&mut cora).await;
    let address = StaffRoute::CaseOrders.of(case, Lang::En);
    for (body, said) in [
        ("act=save&place=XX", "Choose one."),
        (
            "act=save&place=MB&happened=granted&on=2999-01-01",
            "still to come",
        ),
        (
            "act=save&place=MB&happened=served&on=2026-01-02&expires=2027-01-01",
            "granted or varied",
        ),
        (
            "act=save&place=MB&happened=granted&on=2026-01-02&expires=2025-01-01",
            "ends before it begins",
        ),
        (
            "act=save&place=MB&happened=applied&on=2026-01-02",
            "needs their agreement",
        ),
        (
            "act=save&place=MB&happened=&words=odd",
            "Say what happened.",
        ),
    ] {
        refused(&mut cora, &address, body, said).await;
    }
    saved(
        &mut cora,
        &address,
        "act=save&place=MB&happened=granted&on=2026-01-02",
    )
    .await;
    let page = cora.get(&address).await;
    check(&address, &page);
    assert!(page.body.contains("Granted, not served"), "{}", page.body);
    assert!(
        page.body.contains("by the law of the place"),
        "{}",
        page.body
    );
    let (item, form) = change(&mut cora, &address).await;
    let version = hidden(&form.body, "version");
    let about = format!("&item={item}&version={version}");
    saved(
        &mut cora,
        &address,
        &format!("act=save&place=MB&happened=served&on=2026-01-03{about}"),
    )
    .await;
    let page = cora.get(&address).await;
    assert!(page.body.contains("In force"), "{}", page.body);
    // Nobody verified Ontario's: no day is made up.
    saved(
        &mut cora,
        &address,
        "act=save&place=ON&happened=granted&on=2026-01-02",
    )
    .await;
    let page = cora.get(&address).await;
    assert!(
        page.body.contains("Not known: look for it in the order"),
        "{}",
        page.body
    );
    let french = cora.get(&StaffRoute::CaseOrders.of(case, Lang::Fr)).await;
    check(&StaffRoute::CaseOrders.of(case, Lang::Fr), &french);
}

#[tokio::test]
async fn what_lapses_is_on_the_desk_in_time() {
    let desk = house().await;
    let mut cora = desk.signed_in("cora").await;
    let case = opened(&mut cora).await;
    let address = StaffRoute::CaseImmigration.of(case, Lang::En);
    refused(
        &mut cora,
        &address,
        "act=save&status=not-known&permit=&until=2026-12-31",
        "Say where the permit stands.",
    )
    .await;
    let now = desk.visit.house.clock.now();
    let soon = jiff::tz::TimeZone::UTC
        .to_datetime(now)
        .date()
        .saturating_add(jiff::Span::new().days(40));
    let body = format!("act=save&status=worker&status_until=&permit=&health={soon}&work=");
    saved(&mut cora, &address, &body).await;
    let page = cora.get(&address).await;
    check(&address, &page);
    assert!(
        page.body.contains("Health cover: 40 days left"),
        "{}",
        page.body
    );
    let today = cora.get("/en/desk").await;
    assert!(today.body.contains("ends within 90 days"), "{}", today.body);
    let cases = cora.get("/en/desk/cases").await;
    assert!(
        cases
            .body
            .contains("A status, a permit or health cover ends")
    );
    // The page has one; whoever comes second changes it and adds none.
    let form = cora.get(&address).await;
    assert_eq!(hidden(&form.body, "version"), "1");
    let twice = cora.post(&address, &body).await;
    assert_eq!(twice.status, 200);
    assert!(
        twice.body.contains("Somebody changed this"),
        "{}",
        twice.body
    );
}

#[tokio::test]
async fn a_megabyte_comes_back_with_its_fault() {
    let desk = house().await;
    let mut cora = desk.signed_in("cora").await;
    let case = opened(&mut cora).await;
    let long = "é".repeat(512 * 1024);
    let long = encoded(&long);
    for (route, body) in [
        (
            StaffRoute::CaseAppointments,
            format!("act=save&words=x&on=2031-03-04&from=9%3A30&state=planned&outcome={long}"),
        ),
        (
            StaffRoute::CaseDependants,
            format!(
                "act=save&alias=K&relation=child&age=18&whereabouts=abroad&duty=not-considered&needs={long}"
            ),
        ),
        (
            StaffRoute::CaseSafetyPlan,
            format!("act=save&version=0&copy=here&on=2026-11-20&risks={long}"),
        ),
    ] {
        let answer = cora.post(&route.of(case, Lang::En), &body).await;
        assert_eq!(answer.status, 200, "{route:?}");
        assert!(answer.body.contains("This is too long."), "{route:?}");
        assert!(answer.body.len() > 1_000_000, "the words are still there");
    }
}
