//! Money, conferences, assessments, facts and documents of a case, through the real router: never decided by
//! one person alone, never "confirmed", never kept when a file lies.

use axum::body::Body;
use axum::http::{Method, Request};
use kernel::Lang;
use uuid::Uuid;

use super::staff::{Browser, Desk, shipped};
use super::staff_care::{SCRIPTS, hidden, house, opened, refused, saved};
use super::staff_pages::check;
use super::{Answer, encoded};
use crate::staff::routes::StaffRoute;

#[tokio::test]
async fn money_is_agreed_by_somebody_else() {
    let desk = house().await;
    desk.person("cleo", desk.organization, &[shipped("coordinator")])
        .await;
    let mut cora = desk.signed_in("cora").await;
    let case = opened(&mut cora).await;
    let address = StaffRoute::CaseFund.of(case, Lang::En);
    for amount in ["", "nothing", "-5", "1.2345", "0"] {
        let body = format!("act=ask&amount={amount}&purpose=food&words=");
        let answer = cora.post(&address, &body).await;
        assert_eq!(answer.status, 200, "{amount}");
        assert!(answer.body.contains("Write an amount"), "{amount}");
    }
    saved(
        &mut cora,
        &address,
        "act=ask&amount=%2485.50&purpose=food&words=a+week",
    )
    .await;
    let page = cora.get(&address).await;
    check(&address, &page);
    assert!(page.body.contains("$85.50") && page.body.contains("Waits for somebody else"));
    assert!(
        !page.body.contains("value=\"approve\""),
        "not by whoever asked"
    );
    let mut cleo = desk.signed_in("cleo").await;
    let page = cleo.get(&address).await;
    let (item, version) = (hidden(&page.body, "item"), hidden(&page.body, "version"));
    let step = |act: &str, version: &str| format!("act={act}&item={item}&version={version}");
    // Not even by hand; and not without money.
    refused(
        &mut cora,
        &address,
        &step("approve", &version),
        "cannot also agree",
    )
    .await;
    refused(
        &mut cleo,
        &address,
        &step("approve", &version),
        "not so much in the fund",
    )
    .await;
    let fund = StaffRoute::Fund.address(Lang::En);
    refused(
        &mut cleo,
        fund,
        "way=out&amount=1",
        "not so much in the fund",
    )
    .await;
    refused(&mut cleo, fund, "way=in&amount=x", "Write an amount").await;
    saved(&mut cleo, fund, "way=in&amount=100").await;
    refused(&mut cleo, &address, &step("decline", &version), "Say why").await;
    saved(&mut cleo, &address, &step("approve", &version)).await;
    refused(
        &mut cleo,
        &address,
        &step("approve", &version),
        "changed this",
    )
    .await;
    let page = cora.get(&address).await;
    assert!(
        page.body.contains("$14.50"),
        "what was agreed is taken out: {}",
        page.body
    );
    let version = hidden(&page.body, "version");
    saved(&mut cora, &address, &step("pay", &version)).await;
    let french = cora.get(&StaffRoute::CaseFund.of(case, Lang::Fr)).await;
    check(&StaffRoute::CaseFund.of(case, Lang::Fr), &french);
    assert!(french.body.contains("85,50\u{a0}$") && french.body.contains("Versé"));
    let mut wim = desk.signed_in("wim").await;
    assert_eq!(wim.get(fund).await.status, 403);
}

#[tokio::test]
async fn who_met_who_saw_what_and_what_is_said_stand_side_by_side() {
    let desk = house().await;
    let mut cora = desk.signed_in("cora").await;
    let case = opened(&mut cora).await;
    let conferences = StaffRoute::CaseConferences.of(case, Lang::En);
    refused(
        &mut cora,
        &conferences,
        "act=save&on=2026-11-20",
        "at least one decision",
    )
    .await;
    let uninvited = format!(
        "act=save&on=2026-11-20&decision_1=x&agreement_1=agreed&organizations={}",
        desk.other
    );
    refused(&mut cora, &conferences, &uninvited, "did not agree").await;
    let words = encoded(SCRIPTS);
    saved(
        &mut cora,
        &conferences,
        &format!("act=save&on=2026-11-20&decision_1={words}&agreement_1=not-asked&others=sister"),
    )
    .await;
    let page = cora.get(&conferences).await;
    check(&conferences, &page);
    assert!(page.body.contains(SCRIPTS) && page.body.contains("Ask them about 1 decision"));

    let assessments = StaffRoute::CaseAssessments.of(case, Lang::En);
    let view = |organization: Uuid, view: &str| {
        format!(
            "act=save&organization={organization}&assessor=ngo&on=2026-11-20&domain=individual\
             &element_act=present&means=not-known&purpose=present&view={view}"
        )
    };
    refused(
        &mut cora,
        &assessments,
        &view(Uuid::nil(), "possible"),
        "Choose one.",
    )
    .await;
    refused(
        &mut cora,
        &assessments,
        &view(desk.other, "confirmed"),
        "Choose one.",
    )
    .await;
    saved(
        &mut cora,
        &assessments,
        &view(desk.organization, "elements-present"),
    )
    .await;
    saved(&mut cora, &assessments, &view(desk.other, "something-else")).await;
    let page = cora.get(&assessments).await;
    check(&assessments, &page);
    assert!(page.body.contains("see it differently") && !page.body.contains("onfirmed</"));

    let facts = StaffRoute::CaseFacts.of(case, Lang::En);
    for (body, said) in [
        ("code=&", "Choose one."),
        ("code=means:magic&", "Choose one."),
        ("code=age&number=200&", "whole years"),
        ("code=means:threats&number=4&", "belongs to an age"),
        ("code=means:threats&city=Here&", "belong to a place only"),
        ("code=event:transit&country=Canada&", "two letters"),
    ] {
        let body = format!("act=save&{body}source=person&on=2026-11-20");
        refused(&mut cora, &facts, &body, said).await;
    }
    for code in [
        "means:threats&",
        "age&number=15&",
        "event:transit&country=ca&city=Here&",
    ] {
        let body = format!("act=save&code={code}source=person&on=2026-11-20");
        saved(&mut cora, &facts, &body).await;
    }
    for lang in Lang::ALL {
        let path = StaffRoute::CaseFacts.of(case, lang);
        check(&path, &cora.get(&path).await);
    }
    let page = cora.get(&facts).await;
    assert!(
        page.body.contains("15 years old when it began"),
        "{}",
        page.body
    );
    let narrowed = cora
        .post(
            &facts,
            "act=save&narrow=yes&narrow-words=debts&source=person&on=2026-11-20",
        )
        .await;
    assert_eq!(narrowed.status, 200);
    check(&facts, &narrowed);
    assert!(narrowed.body.contains("means:debt-bondage"));
    assert!(!narrowed.body.contains("industry:f-construction"));
}

async fn send(desk: &Desk, browser: &Browser<'_>, path: &str, body: Vec<u8>) -> Answer {
    let request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header("host", "desk.example")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "multipart/form-data; boundary=XX")
        .header("cookie", browser.cookie.as_deref().unwrap_or_default())
        .body(Body::from(body))
        .expect("a request");
    desk.visit.send(request).await
}

/// A form with a file, as a browser sends it.
fn with_file(name: &str, bytes: &[u8], identity: bool) -> Vec<u8> {
    let mut body = Vec::new();
    let mut field = |name: &str, value: &str| {
        body.extend_from_slice(
            format!("--XX\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                .as_bytes(),
        );
    };
    field("kind", "court-order");
    field("title", "Lettre « ق » 1");
    if identity {
        field("identity", "yes");
    }
    body.extend_from_slice(
        format!(
            "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
        )
        .as_bytes(),
    );
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--XX--\r\n");
    body
}

#[tokio::test]
async fn a_file_that_lies_is_not_kept_and_one_that_does_not_is_given_back() {
    let desk = house().await;
    let mut cora = desk.signed_in("cora").await;
    let case = opened(&mut cora).await;
    let address = StaffRoute::CaseDocuments.of(case, Lang::En);
    let large = vec![b'a'; casework::document::LARGEST + 1];
    for (name, bytes, identity, said) in [
        (
            "order.png",
            &b"%PDF-1.7 order"[..],
            false,
            "The name of this file says one type",
        ),
        ("order.pdf", b"MZ\x90\x00", false, "Only PDF, PNG, JPEG"),
        ("note.txt", b"<html><script>", false, "Only PDF, PNG, JPEG"),
        (
            "order.pdf",
            b"%PDF-1.7 /JavaScript",
            false,
            "This file can run something",
        ),
        (
            "passport.pdf",
            b"%PDF-1.7",
            true,
            "Pictures of identity papers are not kept",
        ),
        (
            "empty.txt",
            b"",
            false,
            "Choose a file with something in it",
        ),
        ("large.txt", &large, false, "It is larger than 20"),
    ] {
        let answer = send(&desk, &cora, &address, with_file(name, bytes, identity)).await;
        assert_eq!(answer.status, 200, "{name}");
        assert!(answer.body.contains(said), "{name}: {}", answer.body);
        assert!(
            answer.body.contains("Lettre « ق » 1"),
            "what was typed is still there"
        );
        check(&address, &answer);
    }
    let kept = b"%PDF-1.7 the order itself";
    let answer = send(&desk, &cora, &address, with_file("order.pdf", kept, false)).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let page = cora.get(&address).await;
    check(&address, &page);
    assert!(
        page.body
            .contains("Nothing looks through files for viruses")
    );
    let item = hidden(&page.body, "item");
    let given = cora.post(&address, &format!("act=give&item={item}")).await;
    assert_eq!(given.status, 200);
    assert_eq!(given.body.as_bytes(), kept);
    assert_eq!(
        given.headers["content-disposition"],
        "attachment; filename=\"document.pdf\""
    );
    assert_eq!(given.headers["x-content-type-options"], "nosniff");
    assert_eq!(given.headers["cache-control"], "no-store");
    let nothing = cora
        .post(&address, &format!("act=give&item={}", Uuid::nil()))
        .await;
    assert_eq!(nothing.status, 404);
}
