//! Getting ready to ask for a protection order: the interview, the worksheet and the paper.

use kernel::Lang;
use questionnaires::model::ItemType;

use super::questions::{body_of, form, next_with, press, sound};
use super::{Answer, QUESTIONNAIRES, Sample, Visit};
use crate::routes::Route;

/// Answers, screen after screen, until the review; each screen is sound.
async fn interview(visit: &Visit, lang: Lang, answers: &[(&str, &[&str])]) -> Answer {
    let path = Route::Prepare.address(lang);
    let about = visit.get(path).await;
    sound(path, &about);
    let mut page = press(visit, path, &about.body, "go", "begin").await;
    let mut screens = 0;
    while page.body.contains("name=\"go\" value=\"next\"") {
        sound(path, &page);
        assert!(screens < 40, "it never ends");
        screens += 1;
        let mut fields = form(&page.body);
        for (link_id, given) in answers {
            let name = format!("q.{link_id}");
            if page.body.contains(&format!("name=\"{name}\"")) {
                fields.retain(|(known, _)| *known != name);
                fields.extend(
                    given
                        .iter()
                        .map(|value| (name.clone(), (*value).to_owned())),
                );
            }
        }
        fields.push(("go".to_owned(), "next".to_owned()));
        page = visit.post(path, &body_of(&fields)).await;
    }
    sound(path, &page);
    page
}

const FACTS: [(&str, &[&str]); 9] = [
    ("filled", &["self"]),
    ("province", &["mb"]),
    ("danger", &["present"]),
    ("danger.why", &["He wrote <b>soon</b>"]),
    ("protected", &["self"]),
    ("age", &["adult"]),
    ("act", &["recruit", "control"]),
    ("means", &["threat", "documents"]),
    ("story", &["It began in spring.\nThen it went on."]),
];

#[tokio::test]
async fn her_facts_stand_beside_what_the_law_asks_for() {
    let visit = Visit::to(Sample::Usual).await;
    let review = interview(&visit, Lang::En, &FACTS).await;
    let path = "/en/prepare";
    let result = press(&visit, path, &review.body, "go", "result").await;
    sound(path, &result);
    let words = &result.body;
    for there in [
        "We send it to no one",
        "You may be in danger.",
        "Took, drew in, moved or hid the person",
        "Drew me in with an offer or a promise",
        "Decided where I could go and when",
        "Threatened me or someone I know",
        "Nothing is marked for this part yet.",
        "The Child Sexual Exploitation and Human Trafficking Act",
        "In person or by telephone",
        "Read in November 2026.",
        "Section 9(2).",
    ] {
        assert!(words.contains(there), "{there}");
    }
    assert!(!words.contains("A child is, or may be, involved."));
    // The number of legal aid comes from the directory.
    assert!(words.contains("href=\"tel:+1"));

    let paper = press(&visit, path, &result.body, "go", "paper").await;
    sound(path, &paper);
    assert!(
        paper
            .body
            .contains("It began in spring.<br>Then it went on.")
    );
    assert!(paper.body.contains("He wrote &lt;b&gt;soon&lt;/b&gt;"));
    assert!(paper.body.contains("November 24, 2026"));

    // On paper in French, while the pages are English; and back to English.
    let paper = press(&visit, "/fr/preparer", &result.body, "go", "paper").await;
    sound("/fr/preparer", &paper);
    assert!(
        paper
            .body
            .contains("Faits pour une ordonnance de protection")
    );
    assert!(
        paper
            .body
            .contains("M’a attirée ou attiré par une offre ou une promesse")
    );
    assert!(paper.body.contains("action=\"/en/prepare\""));
    assert!(paper.body.contains("lang=\"en-CA\">Back to the result"));
}

#[tokio::test]
async fn what_was_not_read_in_the_law_says_so() {
    let visit = Visit::to(Sample::Usual).await;
    for (province, words) in [
        (
            "on",
            vec![
                "Ontario Court of Justice",
                "Not verified",
                "Kept or destroyed identity or travel papers",
            ],
        ),
        (
            "ab",
            vec![
                "Protecting Survivors of Human Trafficking Act",
                "The section itself was not read.",
            ],
        ),
        (
            "sk",
            vec![
                "We could not read what the law of this province asks for",
                "Not found.",
                "Not verified",
            ],
        ),
        (
            "other",
            vec!["We know of a law against traffickers in Manitoba"],
        ),
    ] {
        let mut facts: Vec<(&str, &[&str])> = FACTS.to_vec();
        let chosen = [province];
        facts.retain(|(id, _)| !["province", "age"].contains(id));
        facts.push(("province", &chosen));
        facts.push(("age", &["under-18"]));
        let review = interview(&visit, Lang::En, &facts).await;
        let result = press(&visit, "/en/prepare", &review.body, "go", "result").await;
        sound(province, &result);
        for there in words {
            assert!(result.body.contains(there), "{province}: {there}");
        }
        assert!(
            result.body.contains("A child is, or may be, involved."),
            "{province}"
        );
    }
}

#[tokio::test]
async fn a_worker_beside_the_person_is_asked_for_her_yes_and_hears_other_words() {
    let visit = Visit::to(Sample::Usual).await;
    let with = |consent: &'static [&'static str]| -> Vec<(&'static str, &'static [&'static str])> {
        vec![
            ("filled", &["with"]),
            ("consent", consent),
            ("province", &["mb"]),
            ("story", &["She was told of a job."]),
        ]
    };
    let path = "/fr/preparer";
    let review = interview(&visit, Lang::Fr, &with(&["present"])).await;
    assert!(
        review
            .body
            .contains("Qu’est-ce que la personne vous a raconté")
    );
    let result = press(&visit, path, &review.body, "go", "result").await;
    sound(path, &result);
    assert!(result.body.contains("C’est ce que la personne lui a dit."));
    assert!(!result.body.contains("La personne n’a pas dit oui."));
    for consent in [&["absent"][..], &[]] {
        let review = interview(&visit, Lang::Fr, &with(consent)).await;
        let result = press(&visit, path, &review.body, "go", "result").await;
        assert!(result.body.contains("La personne n’a pas dit oui."));
    }
}

/// "None of these" beside another answer; and a form that was sent to the other room.
#[tokio::test]
async fn contradicting_marks_are_told() {
    let visit = Visit::to(Sample::Usual).await;
    let path = "/en/prepare";
    let about = visit.get(path).await;
    let page = press(&visit, path, &about.body, "go", "begin").await;
    let page = next_with(&visit, path, &page.body, &[("filled", "self")]).await;
    let mut fields = form(&page.body);
    for value in ["act=none", "act=recruit"] {
        fields.push(("a".to_owned(), value.to_owned()));
    }
    fields.push(("go".to_owned(), "result".to_owned()));
    for room in [path, "/en/questions"] {
        let result = visit.post(room, &body_of(&fields)).await;
        sound(room, &result);
        assert!(result.body.contains("These answers do not go together"));
    }
}

#[test]
fn each_screen_asks_one_question_and_says_why() {
    let instrument = QUESTIONNAIRES.latest("protection-order").expect("it ships");
    for group in &instrument.questionnaire().item {
        assert_eq!(group.kind, ItemType::Group, "{}", group.link_id);
        assert_eq!(group.item.len(), 1, "{}", group.link_id);
        assert!(
            group.item[0].help.is_some(),
            "{}: why we ask",
            group.link_id
        );
    }
}
