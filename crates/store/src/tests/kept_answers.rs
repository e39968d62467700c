//! Answers under a code: found with it, unreadable without it, gone by themselves.

use kernel::{Actor, Random as _, SystemRandom};

use super::sample;
use crate::testing::{dump, stores};
use crate::{KEPT_LIMIT, Moment, ResumeCode, StoreError};

const PUBLIC: Actor = Actor::Public;

fn at(moment: &str) -> Moment<'static> {
    Moment {
        now: moment.parse().expect("a moment"),
        random: &SystemRandom,
    }
}

#[tokio::test]
async fn a_code_opens_what_was_kept_until_its_day() {
    for test in stores().await {
        let store = &test.store;
        let now = at("2026-11-24T22:00:00Z");
        let kept = store
            .keep_answers(&PUBLIC, None, b"her words", 7, &now)
            .await
            .expect(test.name);
        assert_eq!(kept.delete_on, jiff::civil::date(2026, 12, 1));
        let read = |code: ResumeCode, now: Moment<'static>| async move {
            let found = store.kept_answers(&PUBLIC, &code, now.now).await;
            found
                .expect(test.name)
                .map(|(plain, day)| (plain.expose().clone(), day))
        };
        let typed = ResumeCode::parse(&kept.code.reveal().to_lowercase()).expect("a code");
        let found = read(typed.clone(), at("2026-12-01T06:00:00Z")).await;
        assert_eq!(found, Some((b"her words".to_vec(), kept.delete_on)));
        // The day has come, and a code that never was: the same answer.
        assert_eq!(read(typed.clone(), at("2026-12-01T09:00:00Z")).await, None);
        let other = ResumeCode::parse(&"A".repeat(20)).expect("a code");
        assert_eq!(read(other, now).await, None);

        // Changed under the same code, with a new day.
        let again = store
            .keep_answers(&PUBLIC, Some(&typed), b"more", 30, &now)
            .await
            .expect(test.name);
        assert_eq!(again.code, typed);
        let found = read(typed.clone(), now).await;
        assert_eq!(
            found,
            Some((b"more".to_vec(), jiff::civil::date(2026, 12, 24)))
        );

        // Gone when asked; asking twice is no mistake; what is kept next has another code.
        for _ in 0..2 {
            store
                .delete_kept_answers(&PUBLIC, &typed)
                .await
                .expect(test.name);
        }
        assert_eq!(read(typed.clone(), now).await, None);
        let fresh = store
            .keep_answers(&PUBLIC, Some(&typed), b"x", 1, &now)
            .await
            .expect(test.name);
        assert_ne!(fresh.code, typed, "a code that is gone is not brought back");
        assert_eq!(fresh.delete_on, jiff::civil::date(2026, 11, 25));
    }
}

/// The whole database is searched for the words and for the code; their length tells little.
#[tokio::test]
async fn the_database_tells_nothing_and_forgets_by_itself() {
    for test in stores().await {
        let store = &test.store;
        let now = at("2026-11-24T22:00:00Z");
        let words = "Rosalie habite rue Planted-Pebble";
        let kept = store
            .keep_answers(&PUBLIC, None, words.as_bytes(), 1, &now)
            .await
            .expect(test.name);
        let code = kept.code.reveal();
        let all = dump(store).await.join("\n");
        let holds = |text: &str| all.contains(text);
        assert!(
            holds("kept_answers") || holds("2026-11-25"),
            "{}",
            test.name
        );
        for telling in ["Rosalie", "Planted-Pebble", &code, &code.replace('-', "")] {
            assert!(!holds(telling), "{}: {telling}", test.name);
        }
        // No moment: of the time, only the day on which it goes.
        assert!(!holds("22:00:00"), "{}", test.name);

        store
            .sweep_kept_answers(&Actor::System, at("2026-11-25T09:00:00Z").now)
            .await
            .expect(test.name);
        let all = dump(store).await.join("\n");
        assert!(!all.contains("2026-11-25"), "{}", test.name);
    }
}

#[tokio::test]
async fn what_is_too_large_is_refused() {
    for test in stores().await {
        let mut large = vec![0; KEPT_LIMIT + 1];
        SystemRandom.fill(&mut large);
        let now = Moment {
            now: sample::NOW,
            random: &SystemRandom,
        };
        let kept = test
            .store
            .keep_answers(&PUBLIC, None, &large, 7, &now)
            .await;
        assert!(
            matches!(kept, Err(StoreError::MessageTooLong { .. })),
            "{}",
            test.name
        );
        let kept = test
            .store
            .keep_answers(&PUBLIC, None, &large[1..], 7, &now)
            .await
            .expect(test.name);
        let found = test.store.kept_answers(&PUBLIC, &kept.code, now.now).await;
        let found = found.expect(test.name).expect("it is there");
        assert_eq!(found.0.expose(), &large[1..]);
    }
}
