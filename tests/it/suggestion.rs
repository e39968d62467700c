//! Suggesting a correction: stored for review, without a contact, and nothing is lost on a mistake.

use journeys::TestHouse;
use kernel::Actor;

#[tokio::test]
async fn a_correction_is_kept_for_review_and_changes_nothing_by_itself() {
    for house in TestHouse::on_each().await {
        let id = directory::shipped_id("service", "ca-hotline");
        let before = house.get(&format!("/fr/services/{id}")).await.text;
        let thanks = house
            .post(
                &format!("/fr/services/{id}/correction"),
                &[("message", "Le numéro ne répond plus. <b>Merci</b>")],
            )
            .await;
        assert!(
            thanks.status.is_success() || thanks.status.is_redirection(),
            "{}",
            thanks.status
        );
        let kept = house
            .house
            .store
            .suggestions(&Actor::Operator)
            .await
            .expect("the operator may read them");
        assert_eq!(kept.len(), 1, "{}", house.name);
        assert_eq!(kept[0].message, "Le numéro ne répond plus. <b>Merci</b>");
        assert_eq!(kept[0].contact, None);
        assert_eq!(before, house.get(&format!("/fr/services/{id}")).await.text);
    }
}

#[tokio::test]
async fn too_long_a_correction_comes_back_with_its_words() {
    for house in TestHouse::on_each().await {
        let id = directory::shipped_id("service", "ca-hotline");
        let long = "mot ".repeat(501);
        let page = house
            .post(
                &format!("/fr/services/{id}/correction"),
                &[("message", &long)],
            )
            .await;
        assert!(page.text.contains(long.trim()), "{}", house.name);
        assert!(
            page.reads().contains("3 caractères de trop"),
            "{}",
            house.name
        );
        let kept = house
            .house
            .store
            .suggestions(&Actor::Operator)
            .await
            .expect("readable");
        assert!(kept.is_empty(), "{}", house.name);
    }
}

#[tokio::test]
async fn a_correction_of_nothing_is_not_found() {
    for house in TestHouse::on_each().await {
        let page = house
            .post(
                "/en/services/00000000-0000-4000-8000-000000000000/correction",
                &[("message", "hello")],
            )
            .await;
        assert_eq!(page.status, 404, "{}", house.name);
    }
}
