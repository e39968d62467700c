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

/// Two people have one page open: the second is told what the first did, and overwrites nothing.
#[tokio::test]
async fn the_second_of_two_sees_what_the_first_changed() {
    let desk = Desk::open().await;
    let role = desk
        .role("Night desk", &[access::Permission::EditOwnListings])
        .await;
    let mut ada = desk.stepped_up("ada").await;
    let path = StaffRoute::Role.of(role, Lang::En);
    let page = ada.get(&path).await;
    assert!(page.body.contains("name=\"version\" value=\"1\""));
    let first = ada
        .post(&path, "version=1&name_en=Day+desk&permissions=curate")
        .await;
    assert_eq!(first.status, 303, "{}", first.body);
    let second = ada
        .post(&path, "version=1&name_en=Evening+desk&permissions=import")
        .await;
    assert_eq!(second.status, 200);
    assert!(second.body.contains("Somebody changed this role meanwhile"));
    assert!(second.body.contains("Day desk") && second.body.contains("value=\"Evening desk\""));
    assert!(second.body.contains("name=\"version\" value=\"2\""));
    let again = ada
        .post(&path, "version=2&name_en=Evening+desk&permissions=import")
        .await;
    assert_eq!(again.status, 303, "whoever has read it may");

    let path = StaffRoute::Organization.of(desk.other, Lang::En);
    let page = ada.get(&path).await;
    assert!(
        page.body.contains("name=\"website\"") && page.body.contains("name=\"description_fr\"")
    );
    let first = "version=1&name_en=First+House&name_fr=&email=a%40example.org";
    assert_eq!(ada.post(&path, first).await.status, 303);
    let beside = "version=1&website=https%3A%2F%2Fexample.org";
    assert_eq!(ada.post(&path, beside).await.status, 303, "another field");
    let second = ada.post(&path, "version=1&name_en=Second+House").await;
    assert_eq!(second.status, 200);
    assert!(second.body.contains("name_en-fault") && second.body.contains("First House"));
    assert!(
        second.body.contains("value=\"Second House\""),
        "nothing typed is lost"
    );
    let wrong = ada.post(&path, "version=3&website=example&email=x").await;
    assert!(wrong.body.contains("website-fault") && wrong.body.contains("email-fault"));
    for lang in Lang::ALL {
        let history = StaffRoute::OrganizationHistory.of(desk.other, lang);
        let history = ada.get(&history).await;
        assert!(history.body.contains("First House"), "{}", history.body);
        assert!(history.body.contains("https://example.org"));
    }
}

#[tokio::test]
async fn a_long_list_of_organizations_is_narrowed_without_scripts() {
    let desk = Desk::open().await;
    let moment = desk.moment();
    let actor = kernel::Actor::Person(desk.administrator);
    for number in 0..30 {
        let new = NewOrganization {
            name: kernel::Text::new(format!("Foyer Évasion {number:02}"), ""),
            parent: None,
        };
        desk.store()
            .add_organization(&actor, &new, &moment)
            .await
            .expect("added");
    }
    let mut ada = desk.stepped_up("ada").await;
    for path in [
        StaffRoute::Invite.address(Lang::En).to_owned(),
        StaffRoute::Person.of(desk.administrator, Lang::En),
        StaffRoute::MoveOrganization.of(desk.other, Lang::En),
    ] {
        let page = ada.get(&path).await;
        assert!(page.body.contains("name=\"narrow\""), "{path}");
        assert!(page.body.contains("Foyer Évasion 07</option>"), "{path}");
        let before = desk.changes().await;
        let body = "name=Bo+Typed&email=bo%40example.org&narrow-words=evasion+17&narrow=yes";
        let narrowed = ada.post(&path, body).await;
        assert_eq!(narrowed.status, 200, "{path}");
        assert!(
            narrowed.body.contains("Foyer Évasion 17</option>"),
            "{path}"
        );
        assert!(
            !narrowed.body.contains("Foyer Évasion 07</option>"),
            "{path}"
        );
        if !path.contains("/move") {
            assert!(narrowed.body.contains("value=\"Bo Typed\""), "{path}");
        }
        assert_eq!(desk.changes().await, before, "nothing is saved yet");
    }
}
