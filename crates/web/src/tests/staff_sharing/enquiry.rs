//! A question without a name: what must not be in it, its answers, and taking it back.

use kernel::Lang;

use super::{House, case_of, done, item_of, link_to, no_names};
use crate::staff::routes::StaffRoute;
use crate::tests::encoded;
use crate::tests::staff_pages::check;

#[tokio::test]
async fn a_question_without_a_name_is_answered_and_taken_back() {
    let house = House::open().await;
    let mut cora = house.desk.signed_in("cora").await;
    let case = case_of(&mut cora).await;
    for lang in Lang::ALL {
        for route in [StaffRoute::CaseEnquiry, StaffRoute::CaseSharing] {
            let path = route.of(case, lang);
            check(&path, &cora.get(&path).await);
        }
    }
    let page = StaffRoute::CaseEnquiry.of(case, Lang::En);
    let to = house.desk.other;
    let ask = |words: &str, more: &str| {
        format!(
            "needs=shelter-housing&adults=1&children=2&languages=es&when=now&until=12h&words={}{more}",
            encoded(words)
        )
    };
    // Bad input: nobody chosen, words that say who she is, in any spelling.
    let nobody = cora.post(&page, &ask("", "")).await;
    assert!(nobody.body.contains("id=\"to-fault\""), "{}", nobody.body);
    check(&page, &nobody);
    let asked = format!("&to={to}");
    for words in [
        "Her name is Ondine",
        "ONDINE needs it",
        "call 204-555-0177",
        "born 2001-03-04",
    ] {
        let refused = cora.post(&page, &ask(words, &asked)).await;
        assert_eq!(refused.status, 200, "{words}");
        assert!(
            refused.body.contains("id=\"words-fault\""),
            "{words}: {}",
            refused.body
        );
        let looked = format!("{asked}&warned=yes&looked=yes");
        let still = cora.post(&page, &ask(words, &looked)).await;
        assert_eq!(still.status, 200, "{words}: not even when somebody looked");
    }
    // What only may be a name goes out when somebody has looked again.
    let warned = cora.post(&page, &ask("near the Legion", &asked)).await;
    assert!(warned.body.contains("name=\"looked\""), "{}", warned.body);
    check(&page, &warned);
    done(
        &mut cora,
        &page,
        &ask("near the Legion", &format!("{asked}&warned=yes&looked=yes")),
    )
    .await;

    // The shelter reads it: no name, not the case, not who asks.
    let mut bea = house.desk.signed_in("bea").await;
    let today = bea.get("/en/desk").await;
    assert!(
        today.body.contains("waits for your answer"),
        "{}",
        today.body
    );
    let list = bea.get("/en/desk/received").await;
    check("/en/desk/received", &list);
    let enquiry = link_to(&list, StaffRoute::ReceivedEnquiry, Lang::En);
    let read = bea.get(&enquiry).await;
    check(&enquiry, &read);
    no_names(&enquiry, &read);
    for hidden in [&*case.to_string(), "cora Example", "Example House"] {
        assert!(!read.body.contains(hidden), "{hidden}: {}", read.body);
    }
    assert!(read.body.contains("2 children") && read.body.contains("near the Legion"));
    let sharing = StaffRoute::CaseSharing.of(case, Lang::En);
    assert!(
        cora.get(&sharing)
            .await
            .body
            .contains("read, no answer yet")
    );
    let none = bea.post(&enquiry, "hold=2h&words=").await;
    assert!(none.body.contains("id=\"state-fault\""));
    let no_condition = bea.post(&enquiry, "state=could-if&hold=2h&words=").await;
    assert!(no_condition.body.contains("id=\"words-fault\""));
    done(&mut bea, &enquiry, "state=could-if&hold=2h&words=No+pets").await;
    let seen = cora.get(&sharing).await;
    check(&sharing, &seen);
    assert!(seen.body.contains("yes, if") && seen.body.contains("No pets"));
    assert!(seen.body.contains(&format!("referral?to={to}")));
    let due = cora.get("/en/desk/cases").await;
    assert!(
        due.body.contains("Other House could help, if"),
        "{}",
        due.body
    );
    assert!(
        cora.get("/en/desk")
            .await
            .body
            .contains("Somebody is needed")
    );

    // Taken back: nothing waits any more, and nothing can be answered.
    let item = item_of(&seen, "recall-enquiry");
    done(
        &mut cora,
        &sharing,
        &format!("act=recall-enquiry&item={item}"),
    )
    .await;
    assert!(
        !cora
            .get("/en/desk/cases")
            .await
            .body
            .contains("could help, if")
    );
    let over = bea.get(&enquiry).await;
    assert!(over.body.contains("no longer needed") && !over.body.contains("name=\"hold\""));
    let late = bea.post(&enquiry, "state=could&hold=2h&words=").await;
    assert_eq!(late.status, 200, "{}", late.body);
}
