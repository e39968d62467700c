//! Finding help, as the people who need it would.

use directory::service::Standing;
use journeys::TestHouse;
use kernel::Actor;

#[tokio::test]
async fn someone_in_prince_george_whose_boss_keeps_the_passport_gets_help_in_french() {
    for house in TestHouse::on_each().await {
        let page = house
            .post(
                "/fr/trouver",
                &[("text", "mon patron garde mon passeport"), ("place", "V2L")],
            )
            .await;
        assert_eq!(page.status, 200, "{}", house.name);
        let reads = page.reads();
        assert!(page.text.contains("lang=\"fr-CA\""), "{}", house.name);
        assert!(
            reads.contains("Migrant Workers Centre") || reads.contains("travailleurs étrangers"),
            "{}: {reads}",
            house.name
        );
        // A line that can be called, written the Canadian way.
        assert!(page.text.contains("href=\"tel:+1"), "{}", house.name);
        assert!(reads.contains('\u{2011}'), "{}", house.name);
        // When it was last checked.
        assert!(reads.contains("novembre"), "{}: {reads}", house.name);
    }
}

#[tokio::test]
async fn a_caller_at_night_in_prince_george_finds_a_line_that_answers_in_french() {
    for house in TestHouse::on_each().await {
        house.at("2026-11-25T02:30:00-08:00");
        let page = house
            .post(
                "/fr/trouver",
                &[
                    ("text", "parler à quelqu’un maintenant"),
                    ("place", "Prince George"),
                    ("open", "1"),
                ],
            )
            .await;
        assert_eq!(page.status, 200);
        assert!(
            page.text.contains("href=\"tel:"),
            "{}: {}",
            house.name,
            page.reads()
        );
    }
}

#[tokio::test]
async fn what_was_not_read_in_a_source_is_said_to_be_unverified_everywhere() {
    for house in TestHouse::on_each().await {
        let listings = house
            .house
            .store
            .listings(&Actor::Public, &house.house.content.gazetteer)
            .await
            .expect("listings");
        let mut seen = 0;
        for listing in listings
            .iter()
            .filter(|listing| listing.standing() == Standing::NotYetVerified)
        {
            seen += 1;
            let page = house.get(&format!("/en/services/{}", listing.id)).await;
            assert_eq!(page.status, 200);
            assert!(
                page.reads().to_lowercase().contains("not yet verified"),
                "{}: {}",
                house.name,
                listing.slug
            );
        }
        assert!(seen > 0, "{}: nothing was looked at", house.name);
    }
}

#[tokio::test]
async fn every_service_page_opens_in_both_languages() {
    for house in TestHouse::on_each().await {
        let listings = house
            .house
            .store
            .listings(&Actor::Public, &house.house.content.gazetteer)
            .await
            .expect("listings");
        assert!(!listings.is_empty(), "{}", house.name);
        assert_eq!(
            listings.len(),
            house.house.finder.current().len(),
            "{}",
            house.name
        );
        for listing in listings {
            for lang in ["en", "fr"] {
                let page = house.get(&format!("/{lang}/services/{}", listing.id)).await;
                assert_eq!(page.status, 200, "{} {}", house.name, listing.slug);
            }
        }
    }
}

#[tokio::test]
async fn a_record_kept_for_the_curators_is_not_there_for_the_public() {
    for house in TestHouse::on_each().await {
        let hidden = directory::shipped_id("service", "nu-shelters");
        let page = house.get(&format!("/en/services/{hidden}")).await;
        assert_eq!(page.status, 404, "{}", house.name);
        let never = house
            .get("/en/services/00000000-0000-4000-8000-000000000000")
            .await;
        assert_eq!(never.status, 404);
        assert_eq!(
            page.text.len(),
            never.text.len(),
            "{}: a hidden record must look exactly like none",
            house.name
        );
    }
}

#[tokio::test]
async fn nothing_found_still_shows_whom_to_call() {
    for house in TestHouse::on_each().await {
        for path in ["/en/find", "/fr/trouver"] {
            let page = house.post(path, &[("text", "zzqqxxw vvkkjj")]).await;
            assert_eq!(page.status, 200);
            assert!(page.text.contains("href=\"tel:"), "{} {path}", house.name);
        }
    }
}

#[tokio::test]
async fn both_databases_give_the_same_page() {
    let houses = TestHouse::on_each().await;
    let questions: [&[(&str, &str)]; 4] = [
        &[("text", "shelter"), ("place", "Winnipeg")],
        &[("text", "my boyfriend sells me"), ("place", "B3H")],
        &[
            ("text", "legal aid"),
            ("place", "Whitehorse"),
            ("always", "1"),
        ],
        &[("text", "")],
    ];
    for question in questions {
        let mut pages = Vec::new();
        for house in &houses {
            pages.push((house.name, house.post("/en/find", question).await.text));
        }
        for pair in pages.windows(2) {
            assert_eq!(pair[0].1, pair[1].1, "{} and {}", pair[0].0, pair[1].0);
        }
    }
}
