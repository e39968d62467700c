//! Agreements between organizations: kept, changed, lapsing.

use kernel::Lang;

use super::{House, done, link_to};
use crate::staff::routes::StaffRoute;
use crate::tests::staff::shipped;
use crate::tests::staff_pages::check;

#[tokio::test]
async fn agreements_are_kept_and_say_when_they_lapse() {
    let house = House::open().await;
    let mut cora = house.desk.signed_in("cora").await;
    let new = StaffRoute::NewAgreement.address(Lang::En);
    for lang in Lang::ALL {
        for route in [StaffRoute::NewAgreement, StaffRoute::Agreements] {
            let path = route.address(lang);
            check(path, &cora.get(path).await);
        }
    }
    let (own, other) = (house.desk.organization, house.desk.other);
    let body = |name: &str, until: &str, role: &str| {
        format!(
            "name={name}&from=2026-01-01&until={until}&ended=&party_1={own}&role_1=coordinates&contact_1=\
             &party_2={other}&role_2={role}&contact_2=the+night+desk"
        )
    };
    for (sent, field) in [
        (body("", "2026-12-31", "houses"), "name"),
        (body("Beds", "2025-01-01", "houses"), "until"),
        (body("Beds", "soon", "houses"), "until"),
        (body("Beds", "", ""), "role_2"),
        (
            format!("name=Beds&from=2026-01-01&party_1={own}&role_1=x"),
            "party_2",
        ),
        (
            format!("name=Beds&from=2026-01-01&party_1={own}&role_1=x&party_2={own}&role_2=y"),
            "party_2",
        ),
    ] {
        let refused = cora.post(new, &sent).await;
        assert_eq!(refused.status, 200);
        assert!(
            refused.body.contains(&format!("id=\"{field}-fault\"")),
            "{field}: {}",
            refused.body
        );
    }
    done(
        &mut cora,
        new,
        &body("Beds+at+night", "2026-12-31", "houses"),
    )
    .await;
    let list = cora.get("/en/desk/agreements").await;
    assert!(list.body.contains("Beds at night") && list.body.contains("ends within 60 days"));
    assert!(
        cora.get("/en/desk")
            .await
            .body
            .contains("An agreement of your organization ends")
    );
    let one = link_to(&list, StaffRoute::Agreement, Lang::En);
    let page = cora.get(&one).await;
    check(&one, &page);
    let renewed = body("Beds+at+night", "2027-12-31", "houses");
    done(&mut cora, &one, &format!("version=1&{renewed}")).await;
    let second = cora.post(&one, &format!("version=1&{renewed}")).await;
    assert!(
        second.body.contains("id=\"name-fault\""),
        "the second sees that it changed"
    );
    assert!(
        !cora
            .get("/en/desk")
            .await
            .body
            .contains("An agreement of your organization ends")
    );
    // Whoever only receives does not see them; whoever supervises reads and does not write.
    let mut bea = house.desk.signed_in("bea").await;
    assert_eq!(bea.get(&one).await.status, 403);
    house
        .desk
        .person("sue", own, &[shipped("supervisor")])
        .await;
    let mut sue = house.desk.signed_in("sue").await;
    let read = sue.get(&one).await;
    check(&one, &read);
    assert!(read.body.contains("the night desk") && !read.body.contains("name=\"name\""));
    assert_eq!(
        sue.post(&one, &format!("version=2&{renewed}")).await.status,
        403
    );
}
