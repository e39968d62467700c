//! Questionnaires as somebody fills them in: screen by screen, back and forth, and against bad input.

use std::sync::Arc;

use axum::http::StatusCode;
use kernel::Lang;
use questionnaires::model::Status;
use questionnaires::{Known, Library};

use super::html;
use super::{Answer, QUESTIONNAIRES, Sample, Visit, encoded};
use crate::House;

/// Fields by name, as a browser would send them.
pub(super) type Fields = Vec<(String, String)>;

/// What the browser would send of the main form of a page, before a button is pressed.
pub(super) fn form(body: &str) -> Fields {
    let main = body.split_once("<main").map_or("", |(_, rest)| rest);
    let main = main.split_once("</main>").map_or("", |(main, _)| main);
    let page = format!("<!DOCTYPE html><main{main}</main>");
    let tags = html::read(&page).unwrap_or_else(|fault| panic!("{fault}"));
    let mut found = Fields::new();
    let mut rest = main;
    for tag in tags {
        let value = |name: &str| unescaped(tag.get(name).unwrap_or_default());
        let name = value("name");
        match (tag.name.as_str(), tag.get("type").unwrap_or("text")) {
            ("input", "hidden" | "text") => found.push((name, value("value"))),
            ("input", "radio" | "checkbox") if tag.get("checked").is_some() => {
                found.push((name, value("value")));
            }
            ("textarea", _) => {
                let (_, after) = rest.split_once("<textarea").expect("it is there");
                let (_, text) = after.split_once('>').expect("its tag ends");
                let (text, after) = text.split_once("</textarea>").expect("it ends");
                let text = text.strip_prefix('\n').unwrap_or(text);
                found.push((name, unescaped(text)));
                rest = after;
            }
            _ => {}
        }
    }
    found
}

fn unescaped(text: &str) -> String {
    let mut pieces = text.split('&');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (entity, rest) = piece.split_once(';').expect("an entity ends");
        out.push(match entity {
            "#60" | "lt" => '<',
            "#62" | "gt" => '>',
            "#34" | "quot" => '"',
            "#39" => '\'',
            "#38" | "amp" => '&',
            other => panic!("{other}"),
        });
        out.push_str(rest);
    }
    out
}

pub(super) fn body_of(fields: &Fields) -> String {
    let pairs: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
        .collect();
    pairs.join("&")
}

/// Presses a button of a page.
pub(super) async fn press(
    visit: &Visit,
    path: &str,
    page: &str,
    button: &str,
    value: &str,
) -> Answer {
    let mut fields = form(page);
    fields.push((button.to_owned(), value.to_owned()));
    visit.post(path, &body_of(&fields)).await
}

/// The same after answering.
pub(super) async fn next_with(
    visit: &Visit,
    path: &str,
    page: &str,
    answers: &[(&str, &str)],
) -> Answer {
    let mut fields = form(page);
    for (link_id, value) in answers {
        let name = format!("q.{link_id}");
        fields.retain(|(known, _)| *known != name);
        fields.push((name, (*value).to_owned()));
    }
    fields.push(("go".to_owned(), "next".to_owned()));
    visit.post(path, &body_of(&fields)).await
}

pub(super) fn sound(path: &str, answer: &Answer) {
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    let faults = html::faults(&answer.body);
    assert!(faults.is_empty(), "{path}: {faults:#?}");
    assert!(answer.body.contains("<title>Information</title>"), "{path}");
    assert!(!answer.body.contains("questions-"), "{path}: a key is left");
    assert!(answer.headers.get("set-cookie").is_none(), "{path}");
    assert_eq!(answer.headers["cache-control"], "no-store", "{path}");
}

pub(super) const PATHS: [(Lang, &str); 2] =
    [(Lang::En, "/en/questions"), (Lang::Fr, "/fr/questions")];

/// Begins an instrument: the page of its first question.
pub(super) async fn begin(visit: &Visit, path: &str, id: &str) -> Answer {
    let about = visit.post(path, &format!("form={id}")).await;
    sound(path, &about);
    press(visit, path, &about.body, "go", "begin").await
}

/// A house with other instruments.
pub(super) fn with_library(visit: &mut Visit, library: Library) {
    let house = &visit.house;
    let house = Arc::new(House {
        store: house.store.clone(),
        finder: Arc::clone(&house.finder),
        content: Arc::clone(&house.content),
        questionnaires: Arc::new(library),
        clock: Arc::clone(&house.clock),
        random: Arc::clone(&house.random),
        settings: house.settings.clone(),
        freshness: crate::Freshness::default(),
    });
    visit.router = crate::router(Arc::clone(&house));
    visit.house = house;
}

#[tokio::test]
async fn every_page_of_every_instrument_is_sound_in_both_languages() {
    let visit = Visit::to(Sample::Usual).await;
    for (lang, path) in PATHS {
        for instrument in QUESTIONNAIRES.all() {
            let questionnaire = instrument.questionnaire();
            if questionnaire.not_available.is_some() || questionnaire.status != Status::Active {
                continue;
            }
            let mut page = begin(&visit, path, &questionnaire.id).await;
            let mut screens = 0;
            while page.body.contains("name=\"go\" value=\"next\"") {
                sound(path, &page);
                screens += 1;
                assert!(screens < 60, "{}: it never ends", questionnaire.id);
                // The first answer of each list; nothing is written.
                let fields = form(&page.body);
                let answers: Vec<(String, String)> = html::read(&page.body)
                    .expect("a page")
                    .iter()
                    .filter(|tag| matches!(tag.get("type"), Some("radio" | "checkbox")))
                    .map(|tag| {
                        let get = |name| tag.get(name).unwrap_or_default().to_owned();
                        (get("name"), get("value"))
                    })
                    .fold(Vec::new(), |mut firsts, (name, value)| {
                        let known = |(other, _): &(String, String)| *other == name;
                        if !firsts.iter().any(known) && !fields.iter().any(known) {
                            firsts.push((name, value));
                        }
                        firsts
                    });
                let answers: Vec<(&str, &str)> = answers
                    .iter()
                    .map(|(name, value)| (name.trim_start_matches("q."), value.as_str()))
                    .collect();
                page = next_with(&visit, path, &page.body, &answers).await;
            }
            assert!(screens > 1, "{lang} {}", questionnaire.id);
            sound(path, &page);
            let result = press(&visit, path, &page.body, "go", "result").await;
            sound(path, &result);
            let paper = press(&visit, path, &result.body, "go", "paper").await;
            sound(path, &paper);
        }
    }
}

#[tokio::test]
async fn what_is_not_here_yet_says_what_is_missing_and_does_not_start() {
    let visit = Visit::to(Sample::Usual).await;
    for id in ["tvit", "ahtst"] {
        let about = visit.post("/en/questions", &format!("form={id}")).await;
        sound(id, &about);
        assert!(about.body.contains("This must be obtained first"));
        assert!(!about.body.contains("value=\"begin\""));
    }
    let list = visit.post("/en/questions", "form=no-such&go=begin").await;
    assert!(list.body.contains("We do not know these questions"));
    sound("unknown", &list);
}

#[tokio::test]
async fn a_caseworker_notes_two_strong_signs_and_reads_what_is_behind_the_result() {
    let visit = Visit::to(Sample::Usual).await;
    let path = "/en/questions";
    let mut page = begin(&visit, path, "ilo-labour-adult").await;
    assert!(page.body.contains("Page 1 of"));
    // She passes the questions until the fourth group.
    while !page.body.contains("q.D4.01") {
        page = press(&visit, path, &page.body, "go", "next").await;
    }
    page = next_with(
        &visit,
        path,
        &page.body,
        &[("D4.01", "present"), ("D4.02", "present")],
    )
    .await;
    // Back: what she chose is still chosen.
    let back = press(&visit, path, &page.body, "go", "back").await;
    let chosen = back.body.matches(" checked").count();
    assert_eq!(chosen, 2, "her answers are still there");
    let result = press(&visit, path, &back.body, "go", "result").await;
    sound(path, &result);
    let words = &result.body;
    assert!(words.contains("What to do next"));
    assert!(words.contains("No checklist can prove"));
    assert!(words.contains("This group is shown by the rule."));
    assert!(words.contains("Open: what is not known yet could still show it."));
    let item = QUESTIONNAIRES.latest("ilo-labour-adult").expect("it ships");
    let items = item.questionnaire().items();
    let first = items.iter().find(|item| item.link_id == "D4.01");
    let first = &first.expect("it is there").text.en;
    assert!(words.contains(crate::markup::Markup::escaped(first).as_str()));
    for never in ["victim of trafficking", "probab", "%", "likely"] {
        let main = words.split("<main").nth(1).unwrap_or_default();
        let main = main.split("<script").next().unwrap_or_default();
        assert!(!main.contains(never), "{never}");
    }
}

#[tokio::test]
async fn immediate_needs_come_first() {
    let visit = Visit::to(Sample::Usual).await;
    let path = "/fr/questions";
    let page = begin(&visit, path, "needs-assessment").await;
    let page = next_with(&visit, path, &page.body, &[("now.food", "present")]).await;
    let result = press(&visit, path, &page.body, "go", "result").await;
    let first = result.body.find("Donnez à manger").expect("food");
    let lens = result
        .body
        .find("Les dix sortes de services")
        .expect("services");
    assert!(first < lens);
    assert!(result.body.contains("D’abord"));
}

#[tokio::test]
async fn contradicting_answers_are_told_and_not_resolved() {
    let visit = Visit::to(Sample::Usual).await;
    let path = "/en/questions";
    let page = begin(&visit, path, "needs-assessment").await;
    let mut fields = form(&page.body);
    fields.push(("a".to_owned(), "now.food=present".to_owned()));
    fields.push(("a".to_owned(), "now.food=absent".to_owned()));
    fields.push(("go".to_owned(), "result".to_owned()));
    let result = visit.post(path, &body_of(&fields)).await;
    sound(path, &result);
    assert!(result.body.contains("These answers do not go together"));
    assert!(!result.body.contains("Give food and water"));
    assert!(
        result.body.contains("name=\"edit\""),
        "there is a way to mend it"
    );
}

/// What no page of ours sends: unknown questions and answers, markup, another version, a screen far away.
#[tokio::test]
async fn hostile_fields_do_no_harm() {
    let visit = Visit::to(Sample::Usual).await;
    let path = "/en/questions";
    let page = begin(&visit, path, "needs-assessment").await;
    let fields = form(&page.body);
    let markup = "\"><script>alert(1)</script>";
    let hostile: [(&str, &str); 12] = [
        ("a", "now.food=no-such-answer"),
        ("a", "no.such.question=present"),
        ("a", "now=present"),
        ("a", "=present"),
        ("a", "now.food"),
        ("a", markup),
        ("q.", "present"),
        (markup, markup),
        ("at", "999999999999999999999"),
        ("at", "-1"),
        ("edit", "4000"),
        ("code", markup),
    ];
    for (name, value) in hostile {
        for go in [
            "next", "back", "show", "review", "result", "paper", "file", "move", "stay", markup,
        ] {
            let mut fields = fields.clone();
            fields.push((name.to_owned(), value.to_owned()));
            fields.push(("go".to_owned(), go.to_owned()));
            let answer = visit.post(path, &body_of(&fields)).await;
            sound(&format!("{name}={value} {go}"), &answer);
            assert!(!answer.body.contains("<script>alert"));
        }
    }
    // An answer that is none is said, at its question.
    let mut wrong = fields;
    wrong.push(("a".to_owned(), "now.food=no-such-answer".to_owned()));
    wrong.push(("go".to_owned(), "result".to_owned()));
    let review = visit.post(path, &body_of(&wrong)).await;
    assert!(review.body.contains("This is not one of the answers"));
    let too_many = "a=x%3Dy&".repeat(400);
    let answer = visit.post(path, &format!("form=tvit&{too_many}")).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn what_somebody_writes_is_data_in_every_script_and_comes_back_whole() {
    let visit = Visit::to(Sample::Usual).await;
    let path = "/fr/questions";
    let written = "<b>&amp;\"'</b> ᐃᓄᒃᑎᑐᑦ العربية 中文 हिन्दी עברית ไทย 👩‍👧 {{ x }} { $y }\nligne 2";
    let page = begin(&visit, path, "cultural-competency").await;
    assert!(page.body.contains("q.culture.step"));
    let page = next_with(&visit, path, &page.body, &[("culture.step", written)]).await;
    sound(path, &page);
    let back = press(&visit, path, &page.body, "go", "back").await;
    sound(path, &back);
    let kept = form(&back.body);
    let kept = kept.iter().find(|(name, _)| name == "q.culture.step");
    assert_eq!(kept.map(|(_, value)| value.as_str()), Some(written));
    for go in ["review", "result", "paper"] {
        let shown = press(&visit, path, &back.body, "go", go).await;
        sound(go, &shown);
        assert!(!shown.body.contains("<b>&amp;\"'"), "{go}");
        if go != "result" {
            assert!(shown.body.contains("ᐃᓄᒃᑎᑐᑦ"), "{go}");
        }
    }
}

#[tokio::test]
async fn ten_thousand_characters_come_back_with_what_is_wrong() {
    let visit = Visit::to(Sample::Usual).await;
    let path = "/en/questions";
    let page = begin(&visit, path, "cultural-competency").await;
    let long = "é".repeat(10_000);
    let answer = next_with(&visit, path, &page.body, &[("culture.step", &long)]).await;
    sound(path, &answer);
    assert!(answer.body.contains("9000 characters too long"));
    assert!(answer.body.contains(&long), "the words are not lost");
    // She goes on all the same, and comes back to it: it is still marked and still whole.
    let review = press(&visit, path, &answer.body, "go", "review").await;
    assert!(review.body.contains("Some answers need a change"));
    assert!(review.body.contains(&long));
    let result = press(&visit, path, &review.body, "go", "result").await;
    assert!(result.body.contains("Some answers need a change"));
}

#[tokio::test]
async fn a_version_that_changed_midway_is_told_and_nothing_is_lost() {
    let mut visit = Visit::to(Sample::Usual).await;
    let path = "/en/questions";
    let page = begin(&visit, path, "needs-assessment").await;
    let page = next_with(
        &visit,
        path,
        &page.body,
        &[("now.food", "present"), ("now.rest", "absent")],
    )
    .await;
    let fields = form(&page.body);
    let file = questionnaires::shipped_files().find(|(path, _)| path.contains("needs-"));
    let file = String::from_utf8(file.expect("it ships").1.to_vec()).expect("UTF-8");
    let newer = file
        .replace("version = \"1.0\"", "version = \"1.1\"")
        .replace("now.rest", "now.sleep")
        .replace("Needs food or water.", "Needs food, water or milk.");
    let today = jiff::civil::date(2026, 11, 25);

    // The older version was kept.
    let files = [("a.toml", file.as_bytes()), ("b.toml", newer.as_bytes())];
    let (library, faults) = Library::read(files, &Known::default(), today);
    assert!(faults.is_empty(), "{faults:?}");
    with_library(&mut visit, library);
    let mut asked = fields.clone();
    asked.push(("go".to_owned(), "next".to_owned()));
    let told = visit.post(path, &body_of(&asked)).await;
    sound(path, &told);
    assert!(told.body.contains("The questions have changed"));
    assert!(
        told.body
            .contains("Other words: Needs food, water or milk.")
    );
    assert!(told.body.contains("<dt>now.rest</dt><dd>absent</dd>"));
    let stayed = press(&visit, path, &told.body, "go", "stay").await;
    sound(path, &stayed);
    assert!(stayed.body.contains("Needs food or water."));
    let result = press(&visit, path, &stayed.body, "go", "result").await;
    assert!(
        result.body.contains("Give food and water"),
        "the old one is asked once and stays"
    );
    let moved = press(&visit, path, &told.body, "go", "move").await;
    sound(path, &moved);
    assert!(moved.body.contains("Needs food, water or milk."));
    assert!(
        moved.body.contains("now.rest"),
        "what does not fit is still shown"
    );

    // The older version is gone.
    let (library, _) = Library::read([("b.toml", newer.as_bytes())], &Known::default(), today);
    with_library(&mut visit, library);
    let told = visit.post(path, &body_of(&asked)).await;
    sound(path, &told);
    assert!(told.body.contains("The questions have changed"));
    assert!(!told.body.contains("value=\"stay\""));
    let moved = press(&visit, path, &told.body, "go", "move").await;
    let result = press(&visit, path, &moved.body, "go", "result").await;
    assert!(result.body.contains("Give food and water"));

    // The same version with other content: the mark tells.
    let quiet = file.replace("Needs food or water.", "Needs food.");
    let (library, _) = Library::read([("c.toml", quiet.as_bytes())], &Known::default(), today);
    with_library(&mut visit, library);
    let told = visit.post(path, &body_of(&asked)).await;
    assert!(told.body.contains("The questions have changed"));
}

#[tokio::test]
async fn the_language_changes_with_the_answers_and_on_the_same_page() {
    let visit = Visit::to(Sample::Usual).await;
    let page = begin(&visit, "/en/questions", "legal-elements").await;
    let mut fields = form(&page.body);
    fields.push(("q.age".to_owned(), "under-18".to_owned()));
    fields.push(("go".to_owned(), "show".to_owned()));
    let there = visit.post("/fr/questions", &body_of(&fields)).await;
    sound("/fr/questions", &there);
    assert!(there.body.contains("La personne"));
    assert!(there.body.contains("value=\"under-18\" checked"));
    // Enter presses the first button of a form, wherever it stands.
    let first = page
        .body
        .find("form=\"answers\" name=\"go\" value=\"next\"");
    let language = page.body.find("form=\"answers\" class=\"as-link\"");
    assert!(first.is_some() && first < language);
    assert!(
        page.body
            .contains("form=\"answers\" class=\"as-link\" formaction=\"/fr/questions\"")
    );
    let result = press(&visit, "/fr/questions", &there.body, "go", "result").await;
    sound("result", &result);
    let header = result.body.split("<main").next().unwrap_or_default();
    assert!(header.contains("action=\"/en/questions\""));
    assert!(header.contains("value=\"age=under-18\""));
    assert!(header.contains("name=\"go\" value=\"result\""));
    // Four laws, over the same facts.
    for law in ["Palerme", "279.01", "118", "Manitoba"] {
        assert!(result.body.contains(law), "{law}");
    }
    assert!(
        result.body.contains("Pas nécessaire ici"),
        "no means for a child"
    );
}
