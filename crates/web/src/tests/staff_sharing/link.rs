//! A one-time link: it opens once, and says one and the same thing whatever stands in the way.

use axum::body::Body;
use axum::http::Request;
use kernel::Lang;
use uuid::Uuid;

use super::{House, agreed, case_of, done, item_of, no_names, referred};
use crate::staff::routes::StaffRoute;
use crate::tests::staff::{Browser, Desk};
use crate::tests::staff_pages::check;
use crate::tests::{Answer, html};

/// What an outsider's browser sends: no cookie, and nothing comes back that is kept.
async fn outsider(desk: &Desk, method: &str, path: &str, body: &str) -> Answer {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("host", "desk.example")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(body.to_owned()))
        .expect("a request");
    let answer = desk.visit.send(request).await;
    assert!(answer.headers.get("set-cookie").is_none(), "{path}");
    assert_eq!(answer.headers["cache-control"], "no-store");
    assert_eq!(answer.headers["referrer-policy"], "no-referrer");
    assert_eq!(
        answer.headers["x-robots-tag"],
        "noindex, nofollow, noarchive"
    );
    answer
}

/// Makes a link at the desk: its address and its code.
async fn made(cora: &mut Browser<'_>, case: Uuid) -> (String, String) {
    let sharing = StaffRoute::CaseSharing.of(case, Lang::En);
    let item = item_of(&cora.get(&sharing).await, "link");
    let page = cora.post(&sharing, &format!("act=link&item={item}")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    check(&sharing, &page);
    let secrets: Vec<&str> = page
        .body
        .split("<p class=\"secret\">")
        .skip(1)
        .filter_map(|rest| rest.split('<').next())
        .collect();
    let path = secrets[0]
        .split_once("desk.example")
        .expect("our own address")
        .1;
    let code = secrets[1].replace(' ', "");
    assert_eq!(code.len(), 6);
    let later = cora.get(&sharing).await;
    assert!(
        !later.body.contains(path) && !later.body.contains(secrets[1]),
        "shown once"
    );
    (path.to_owned(), code)
}

#[tokio::test]
async fn a_one_time_link_opens_once_and_says_one_thing_otherwise() {
    let house = House::open().await;
    let desk = &house.desk;
    let mut cora = desk.signed_in("cora").await;
    let case = case_of(&mut cora).await;
    agreed(
        &mut cora,
        case,
        "referral",
        &format!("outside:{}", house.outside),
        &["needs", "contact"],
    )
    .await;
    let sent = referred(&mut cora, case, house.outside, "&kinds=needs").await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let (path, code) = made(&mut cora, case).await;
    let never = format!("/en/open/{}", "A".repeat(43));
    // Looking says nothing: a link that is there and one that never was look the same.
    let form = |answer: &Answer, path: &str| {
        answer
            .body
            .replace(path, "")
            .replace(&path.replace("/en/open", "/fr/ouvrir"), "")
    };
    let known = outsider(desk, "GET", &path, "").await;
    let unknown = outsider(desk, "GET", &never, "").await;
    assert_eq!(form(&known, &path), form(&unknown, &never));
    no_names(&path, &known);
    assert!(
        html::faults(&known.body).is_empty(),
        "{:?}",
        html::faults(&known.body)
    );
    let wrong = outsider(desk, "POST", &path, "code=000000").await;
    let neutral = form(&wrong, &path);
    assert!(neutral.contains("This does not open"), "{neutral}");
    let opened = outsider(desk, "POST", &path, &format!("code={code}")).await;
    assert_eq!(opened.status, 200);
    assert!(
        html::faults(&opened.body).is_empty(),
        "{:?}",
        html::faults(&opened.body)
    );
    assert!(opened.body.contains("A place to stay") && opened.body.contains("A bed please"));
    assert!(opened.body.contains("How to reach them was not shared"));
    no_names(&path, &opened);
    // Twice, guessed, never there: one and the same page.
    let twice = outsider(desk, "POST", &path, &format!("code={code}")).await;
    assert_eq!(form(&twice, &path), neutral);
    let guessed = outsider(desk, "POST", &never, "code=123456").await;
    assert_eq!(form(&guessed, &never), neutral);
    let odd = outsider(desk, "POST", "/en/open/abc", "code=123456").await;
    assert_eq!(form(&odd, "/en/open/abc"), neutral);
    // The answer takes the code again, and is whole.
    let unsure = outsider(
        desk,
        "POST",
        &path,
        &format!("act=answer&code={code}&answer="),
    )
    .await;
    assert!(unsure.body.contains("Choose an answer.") && !unsure.body.contains("A place to stay"));
    let stranger = outsider(desk, "POST", &path, "act=answer&code=000000&answer=accept").await;
    assert_eq!(form(&stranger, &path), neutral);
    let yes = outsider(
        desk,
        "POST",
        &path,
        &format!("act=answer&code={code}&answer=accept"),
    )
    .await;
    assert!(yes.body.contains("Your yes is sent"), "{}", yes.body);
    assert!(
        cora.get(&StaffRoute::CaseSharing.of(case, Lang::En))
            .await
            .body
            .contains("they accept")
    );

    // Withdrawn and run out say the same.
    desk.visit
        .clock
        .set(desk.moment().now + jiff::SignedDuration::from_mins(10));
    let mut cora = desk.signed_in("cora").await;
    let sent = referred(&mut cora, case, house.outside, "&kinds=needs").await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let (late, late_code) = made(&mut cora, case).await;
    let (ended, ended_code) = made(&mut cora, case).await;
    desk.visit
        .clock
        .set(desk.moment().now + jiff::SignedDuration::from_hours(73));
    let expired = outsider(desk, "POST", &late, &format!("code={late_code}")).await;
    assert_eq!(form(&expired, &late), neutral);
    let mut cora = desk.signed_in("cora").await;
    let consents = StaffRoute::CaseConsents.of(case, Lang::En);
    let item = item_of(&cora.get(&consents).await, "withdraw");
    done(&mut cora, &consents, &format!("act=withdraw&item={item}")).await;
    let withdrawn = outsider(desk, "POST", &ended, &format!("code={ended_code}")).await;
    assert_eq!(form(&withdrawn, &ended), neutral);
}

#[tokio::test]
async fn guessing_is_slowed_and_uses_up_nothing_once_it_is() {
    let house = House::open().await;
    let never = format!("/fr/ouvrir/{}", "B".repeat(43));
    for _ in 0..30 {
        let answer = outsider(&house.desk, "POST", &never, "code=123456").await;
        assert!(
            answer.body.contains("Cela ne s’ouvre pas"),
            "{}",
            answer.body
        );
    }
}
