//! How long a case is kept and how it ends, what leaves it, follow-ups after its closing, counts of gaps.

use kernel::Lang;

use super::{TOLD_WORDS, close, first_choice, house, items, post};
use crate::staff::routes::StaffRoute;
use crate::tests::html;
use crate::tests::staff::sent_to;
use crate::tests::staff_pages::check;

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
