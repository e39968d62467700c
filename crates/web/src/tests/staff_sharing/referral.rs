//! A referral: only what was chosen and consented to, until it ends; a no that waits; a recipient that is gone.

use kernel::Lang;

use super::{House, agreed, case_of, done, item_of, link_to, no_names, referred};
use crate::staff::routes::StaffRoute;
use crate::tests::staff_pages::check;

#[tokio::test]
async fn a_referral_shows_what_was_chosen_until_consent_is_withdrawn() {
    let house = House::open().await;
    let mut cora = house.desk.signed_in("cora").await;
    let case = case_of(&mut cora).await;
    let to = house.desk.other;
    let sharing = StaffRoute::CaseSharing.of(case, Lang::En);
    // Without consent there is nothing to choose, and the page leads to asking her.
    let page = format!("/en/desk/cases/{case}/referral?to={to}&need=shelter-housing");
    let bare = cora.get(&page).await;
    check(&page, &bare);
    assert!(bare.body.contains("Ask for consent") && !bare.body.contains("name=\"kinds\""));
    let nothing = referred(&mut cora, case, to, "&kinds=outline").await;
    assert_eq!(nothing.status, 200);
    assert!(
        bare.body.contains("purpose=referral"),
        "the page leads to asking her"
    );
    let consents = cora
        .get(&format!(
            "/en/desk/cases/{case}/consents?purpose=referral&recipient={to}"
        ))
        .await;
    assert!(
        consents.body.contains("value=\"referral\" selected"),
        "{}",
        consents.body
    );
    agreed(
        &mut cora,
        case,
        "referral",
        &to.to_string(),
        &["outline", "needs", "identity"],
    )
    .await;

    // Now the page says by which consent, and no more than it covers can be sent.
    for lang in Lang::ALL {
        let page = format!(
            "{}?to={to}&need=shelter-housing",
            StaffRoute::CaseReferral.of(case, lang)
        );
        let shown = cora.get(&page).await;
        check(&page, &shown);
        assert!(shown.body.contains("value=\"needs\"") && !shown.body.contains("value=\"notes\""));
    }
    assert!(
        cora.get(&page)
            .await
            .body
            .contains("Covered by the consent of")
    );
    for (more, field) in [
        ("", "kinds"),
        ("&kinds=notes", "kinds"),
        ("&kinds=needs&until=2027-05-01", "until"),
        ("&kinds=needs&until=2020-01-01", "until"),
    ] {
        let refused = referred(&mut cora, case, to, more).await;
        assert_eq!(refused.status, 200, "{more}");
        assert!(
            refused.body.contains(&format!("id=\"{field}-fault\"")),
            "{more}: {}",
            refused.body
        );
        assert!(
            refused.body.contains("A bed please"),
            "nothing typed is lost"
        );
    }
    let sent = referred(
        &mut cora,
        case,
        to,
        "&kinds=needs&kinds=outline&identity=alias",
    )
    .await;
    assert_eq!(sent.status, 303, "{}", sent.body);

    // The shelter: safe contact first, only what was chosen.
    let mut bea = house.desk.signed_in("bea").await;
    let list = bea.get("/en/desk/received").await;
    no_names("the list", &list);
    let referral = link_to(&list, StaffRoute::ReceivedReferral, Lang::En);
    let read = bea.get(&referral).await;
    check(&referral, &read);
    assert!(
        read.body.contains("Ondine") && read.body.contains("A place to stay"),
        "{}",
        read.body
    );
    for hidden in ["Plantée", "204-555-0177", "Zibeline"] {
        assert!(
            !read.body.contains(hidden),
            "{hidden} was not chosen: {}",
            read.body
        );
    }
    assert!(read.body.contains("How to reach them was not shared"));
    assert!(
        cora.get(&sharing)
            .await
            .body
            .contains("opened, no answer yet")
    );
    let no_reason = bea.post(&referral, "act=decline").await;
    assert!(
        no_reason.body.contains("id=\"reason-fault\""),
        "{}",
        no_reason.body
    );
    check(&referral, &no_reason);
    done(&mut bea, &referral, "act=accept").await;
    done(&mut bea, &referral, "act=begin").await;
    assert!(cora.get(&sharing).await.body.contains("they have begun"));
    // The case itself, and the other pages of it, stay closed to them; nobody else's referral opens.
    assert_eq!(
        bea.get(&StaffRoute::Case.of(case, Lang::En)).await.status,
        403
    );
    let mut bert = house.desk.signed_in("bert").await;
    assert_eq!(
        bert.get(&StaffRoute::Case.of(case, Lang::En)).await.status,
        404
    );
    assert_eq!(
        cora.get(&referral).await.status,
        404,
        "not theirs to receive"
    );

    // She takes it back while they read: the next request says that it ended, and nothing else.
    let consents = StaffRoute::CaseConsents.of(case, Lang::En);
    let item = item_of(&cora.get(&consents).await, "withdraw");
    done(&mut cora, &consents, &format!("act=withdraw&item={item}")).await;
    for lang in Lang::ALL {
        let path = referral.replace(
            "/en/desk/received-referrals",
            StaffRoute::ReceivedReferral
                .pattern(lang)
                .trim_end_matches("/{id}"),
        );
        for answer in [
            bea.get(&path).await,
            bea.post(&path, "act=report&outcome=met").await,
        ] {
            assert_eq!(answer.status, 200);
            check(&path, &answer);
            no_names(&path, &answer);
            for gone in [
                "A place to stay",
                "Un endroit où loger",
                "19 to 24",
                "A bed please",
                "name=\"act\"",
            ] {
                assert!(!answer.body.contains(gone), "{gone}: {}", answer.body);
            }
        }
    }
    assert!(
        bea.get(&referral)
            .await
            .body
            .contains("This sharing has ended")
    );
    let list = bea.get("/en/desk/received").await;
    assert!(list.body.contains("ended") && !list.body.contains("A place to stay"));
    assert!(
        cora.get(&sharing)
            .await
            .body
            .contains("consent was taken back")
    );
}

#[tokio::test]
async fn a_no_waits_for_somebody_until_it_is_noted() {
    let house = House::open().await;
    let mut cora = house.desk.signed_in("cora").await;
    let case = case_of(&mut cora).await;
    let to = house.desk.other;
    agreed(&mut cora, case, "referral", &to.to_string(), &["needs"]).await;
    let sent = referred(&mut cora, case, to, "&kinds=needs").await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let mut bea = house.desk.signed_in("bea").await;
    let list = bea.get("/en/desk/received").await;
    let referral = link_to(&list, StaffRoute::ReceivedReferral, Lang::En);
    // Nobody answers in time: it is somebody's turn here.
    house
        .desk
        .visit
        .clock
        .set(house.desk.moment().now + jiff::SignedDuration::from_hours(30));
    let mut cora = house.desk.signed_in("cora").await;
    let due = cora.get("/en/desk/cases").await;
    assert!(
        due.body.contains("Other House did not answer a referral"),
        "{}",
        due.body
    );
    let mut bea = house.desk.signed_in("bea").await;
    done(&mut bea, &referral, "act=decline&reason=no-capacity").await;
    let after = bea.get(&referral).await;
    assert!(after.body.contains("You declined this"), "{}", after.body);
    no_names(&referral, &after);
    let due = cora.get("/en/desk/cases").await;
    assert!(
        due.body.contains("Other House declined a referral"),
        "{}",
        due.body
    );
    let sharing = StaffRoute::CaseSharing.of(case, Lang::En);
    let page = cora.get(&sharing).await;
    assert!(page.body.contains("No room"));
    let item = item_of(&page, "close");
    done(&mut cora, &sharing, &format!("act=close&item={item}")).await;
    assert!(
        !cora
            .get("/en/desk/cases")
            .await
            .body
            .contains("declined a referral")
    );
}

#[tokio::test]
async fn a_recipient_that_is_gone_is_said_and_reads_nothing() {
    let house = House::open().await;
    let mut cora = house.desk.signed_in("cora").await;
    let case = case_of(&mut cora).await;
    let to = house.desk.other;
    agreed(&mut cora, case, "referral", &to.to_string(), &["needs"]).await;
    assert_eq!(
        referred(&mut cora, case, to, "&kinds=needs").await.status,
        303
    );
    let mut bea = house.desk.signed_in("bea").await;
    let list = bea.get("/en/desk/received").await;
    let referral = link_to(&list, StaffRoute::ReceivedReferral, Lang::En);
    assert_eq!(bea.get(&referral).await.status, 200);
    let gone = format!("UPDATE organization SET withdrawn = 1 WHERE id = '{to}'");
    assert_eq!(store::testing::by_hand(house.desk.store(), &gone).await, 1);
    let gone = bea.get(&referral).await;
    assert!(
        gone.body.contains("This sharing has ended"),
        "{}",
        gone.body
    );
    let page = cora.get(&StaffRoute::CaseSharing.of(case, Lang::En)).await;
    assert!(
        page.body.contains("the organization is no longer here"),
        "{}",
        page.body
    );
    // In the middle of referring to them: said beside the field, and nothing was sent.
    let again = referred(&mut cora, case, to, "&kinds=needs").await;
    assert_eq!(again.status, 200);
    assert!(again.body.contains("id=\"to-fault\""), "{}", again.body);
}
