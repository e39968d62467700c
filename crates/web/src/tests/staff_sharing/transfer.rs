//! A transfer: their yes, her fresh yes, and a second person here.

use kernel::Lang;

use super::{House, agreed, case_of, done, item_of, no_names};
use crate::staff::routes::StaffRoute;
use crate::tests::staff_pages::check;

#[tokio::test]
async fn a_case_is_handed_over_with_their_yes_her_yes_and_a_second_person() {
    let house = House::open().await;
    let mut cora = house.desk.signed_in("cora").await;
    let case = case_of(&mut cora).await;
    let to = house.desk.other;
    let page = StaffRoute::CaseTransfer.of(case, Lang::En);
    let none = cora.post(&page, "act=propose&to=&reason=&lasts=3d").await;
    assert!(none.body.contains("id=\"to-fault\""), "{}", none.body);
    let outside = cora
        .post(
            &page,
            &format!("act=propose&to={}&reason=&lasts=3d", house.outside),
        )
        .await;
    assert!(
        outside.body.contains("id=\"to-fault\""),
        "nobody there could lead"
    );
    done(
        &mut cora,
        &page,
        &format!("act=propose&to={to}&reason=She+moves&lasts=3d"),
    )
    .await;
    let waits = cora.get(&page).await;
    check(&page, &waits);
    assert!(waits.body.contains("Next: they answer."));
    let mut bert = house.desk.signed_in("bert").await;
    assert!(
        bert.get("/en/desk")
            .await
            .body
            .contains("asks you to lead a case")
    );
    let list = bert.get("/en/desk/received").await;
    no_names("the list", &list);
    let item = item_of(&list, "accept");
    done(
        &mut bert,
        "/en/desk/received",
        &format!("act=accept&item={item}"),
    )
    .await;
    check("/en/desk/received", &bert.get("/en/desk/received").await);
    let accepted = cora.get(&page).await;
    check(&page, &accepted);
    assert!(accepted.body.contains("purpose=transfer"));
    assert!(
        cora.get("/en/desk/cases")
            .await
            .body
            .contains("will lead the case")
    );
    agreed(&mut cora, case, "transfer", &to.to_string(), &["outline"]).await;
    let same = cora.post(&page, &format!("act=complete&item={item}")).await;
    assert!(
        same.body.contains("cannot complete it too"),
        "{}",
        same.body
    );
    let mut cleo = house.desk.signed_in("cleo").await;
    let ready = cleo.get(&page).await;
    assert!(ready.body.contains("value=\"complete\""), "{}", ready.body);
    done(&mut cleo, &page, &format!("act=complete&item={item}")).await;
    assert_eq!(
        cora.get(&StaffRoute::Case.of(case, Lang::En)).await.status,
        404
    );
    let theirs = bert.get(&StaffRoute::Case.of(case, Lang::En)).await;
    assert_eq!(theirs.status, 200);
    assert!(theirs.body.contains("Ondine"));
}
