//! The house itself at the desk: the record of changes, and organizations inside one another.

use kernel::Lang;
use store::NewOrganization;

use super::staff::{Desk, sent_to, shipped};
use crate::staff::routes::StaffRoute;

#[tokio::test]
async fn an_auditor_reads_who_did_what_to_whom_and_no_more() {
    let desk = Desk::open().await;
    desk.person("bo", desk.other, &[shipped("curator")]).await;
    desk.person("au", desk.other, &[shipped("auditor")]).await;
    let mut auditor = desk.signed_in("au").await;
    for lang in Lang::ALL {
        let path = StaffRoute::Changes.address(lang);
        let page = auditor.get(path).await;
        assert_eq!(page.status, 200);
        for told in ["Ada Example", "bo Example", "Other House"] {
            assert!(page.body.contains(told) || lang == Lang::Fr, "{told}");
        }
        assert!(!page.body.contains("bo@"), "names, not addresses");
        let some = auditor
            .get(&format!("{path}?kind=people-change-organization-added"))
            .await;
        assert!(!some.body.contains("bo Example"));
    }
    let path = StaffRoute::Changes.address(Lang::En);
    let page = auditor.get(path).await;
    assert!(page.body.contains("+ Curator"), "{}", page.body);
    let last = page.body.find("au Example").expect("the newest");
    let first = page
        .body
        .find("The desk was set up</td>")
        .expect("the oldest");
    assert!(last < first, "the newest stands first");
    let found = auditor.post(path, "words=auditor").await;
    assert!(found.body.contains("au Example") && !found.body.contains("bo Example"));
    let file = auditor.get(&format!("{path}?format=csv")).await;
    assert!(
        file.headers["content-type"]
            .to_str()
            .is_ok_and(|kind| kind.starts_with("text/csv"))
    );
    assert!(file.body.contains("\"bo Example\""), "{}", file.body);
    let mut curator = desk.signed_in("bo").await;
    assert_eq!(curator.get(path).await.status, 403);
}

#[tokio::test]
async fn an_organization_moves_into_another_and_never_into_itself() {
    let desk = Desk::open().await;
    let moment = desk.moment();
    let chapter = NewOrganization {
        name: kernel::Text::new("North chapter", "Section nord"),
        parent: Some(desk.other),
    };
    let actor = kernel::Actor::Person(desk.administrator);
    let chapter = desk.store().add_organization(&actor, &chapter, &moment);
    let chapter = chapter.await.expect("added");
    let mut ada = desk.stepped_up("ada").await;
    let page = ada
        .get(&StaffRoute::Organization.of(desk.other, Lang::En))
        .await;
    let path = StaffRoute::MoveOrganization.of(desk.other, Lang::En);
    assert!(page.body.contains(&path));
    let page = ada.get(&path).await;
    assert!(page.body.contains("North chapter") && page.body.contains("Example House"));
    for (lang, fault) in [
        (Lang::En, "inside itself or one of its own chapters"),
        (Lang::Fr, "ni dans l’une de ses sections"),
    ] {
        let path = StaffRoute::MoveOrganization.of(desk.other, lang);
        for into in [chapter, desk.other] {
            let page = ada.post(&path, &format!("parent={into}")).await;
            assert_eq!(page.status, 200);
            assert!(page.body.contains("id=\"parent-fault\""), "{}", page.body);
            assert!(page.body.contains(fault), "{}", page.body);
        }
    }
    let answer = ada
        .post(&path, &format!("parent={}", desk.organization))
        .await;
    assert!(sent_to(&answer).ends_with("?done=saved"), "{}", answer.body);
    let within = |organizations: Vec<store::StaffOrganization>| {
        organizations
            .into_iter()
            .find(|one| one.id == desk.other)
            .and_then(|one| one.parent)
    };
    let all = desk.store().staff_organizations(&actor).await.expect("all");
    assert_eq!(within(all), Some(desk.organization));
    assert_eq!(ada.post(&path, "parent=").await.status, 303);
    let all = desk.store().staff_organizations(&actor).await.expect("all");
    assert_eq!(within(all), None);
    assert_eq!(ada.post(&path, "parent=x").await.status, 400);
}
