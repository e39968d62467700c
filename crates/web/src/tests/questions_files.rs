//! Answers in a file: taken away, taken in again, and put side by side.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};

use super::questions::{begin, body_of, form, next_with, press, sound};
use super::{Answer, Sample, Visit};

/// Sends files as a browser does.
async fn send_files(visit: &Visit, path: &str, files: &[(&str, &[u8])]) -> Answer {
    let mut body = Vec::new();
    for (field, bytes) in files {
        body.extend_from_slice(
            format!(
                "--limit\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"answers.json\"\r\nContent-Type: application/json\r\n\r\n"
            )
            .as_bytes(),
        );
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--limit--\r\n");
    let request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header("content-type", "multipart/form-data; boundary=limit")
        .body(Body::from(body))
        .expect("a request");
    visit.send(request).await
}

/// One person's ratings, as a file.
async fn rated(visit: &Visit, ratings: &[(&str, &str)]) -> String {
    let path = "/en/questions";
    let page = begin(visit, path, "cultural-competency").await;
    let page = next_with(visit, path, &page.body, ratings).await;
    let file = press(visit, "/en/questions/file", &page.body, "go", "file").await;
    assert_eq!(file.status, StatusCode::OK);
    file.body
}

#[tokio::test]
async fn a_file_is_taken_away_and_taken_in_again() {
    let visit = Visit::to(Sample::Usual).await;
    let path = "/fr/questions";
    let page = begin(&visit, path, "needs-assessment").await;
    let page = next_with(&visit, path, &page.body, &[("now.medical", "present")]).await;
    let file = press(&visit, "/fr/questions/fichier", &page.body, "go", "file").await;
    assert_eq!(
        file.headers["content-type"],
        "application/fhir+json; charset=utf-8"
    );
    assert_eq!(
        file.headers["content-disposition"],
        "attachment; filename=\"reponses.json\""
    );
    assert!(file.headers.get("set-cookie").is_none());
    let json: serde_json::Value = serde_json::from_str(&file.body).expect("JSON");
    assert_eq!(json["resourceType"], "QuestionnaireResponse");
    assert_eq!(
        json["questionnaire"],
        "urn:cairn:questionnaire:needs-assessment|1.0"
    );
    assert!(json.get("authored").is_none() && json.get("author").is_none());

    let opened = send_files(
        &visit,
        "/en/questions/open",
        &[("file", file.body.as_bytes())],
    )
    .await;
    sound("opened", &opened);
    assert!(opened.body.contains("Your answers"));
    assert!(opened.body.contains("Needs medical care."));
    let result = press(&visit, "/en/questions", &opened.body, "go", "result").await;
    assert!(result.body.contains("Find care now."));
}

#[tokio::test]
async fn a_file_that_cannot_be_used_is_told_beside_its_field() {
    let visit = Visit::to(Sample::Usual).await;
    let large = vec![b' '; 1_100_000];
    let cases: [(&[u8], &str); 6] = [
        (b"", "No file has come in"),
        (b"\xff\xd8\xff\xe0 a picture", "We cannot read this file"),
        (b"{\"a\":1}", "was not made here"),
        (b"<script>alert(1)</script>", "We cannot read this file"),
        (
            b"{\"resourceType\":\"QuestionnaireResponse\",\"questionnaire\":\"urn:cairn:questionnaire:x|1\",\"status\":\"completed\"}",
            "We do not have the questions",
        ),
        (&large, "larger than any we make"),
    ];
    for (bytes, words) in cases {
        let told = send_files(&visit, "/en/questions/open", &[("file", bytes)]).await;
        sound(words, &told);
        assert!(told.body.contains(words), "{words}");
        assert!(told.body.contains("aria-invalid=\"true\""));
        assert!(!told.body.contains("alert(1)"));
    }
    let none = visit.post("/fr/questions/ouvrir", "file=x").await;
    sound("none", &none);
    assert!(none.body.contains("Aucun fichier"));
}

/// A file of a version that is no longer here, with an answer that is not there any more.
#[tokio::test]
async fn a_file_of_another_version_is_told_and_its_words_are_kept() {
    let visit = Visit::to(Sample::Usual).await;
    let file = br#"{"resourceType":"QuestionnaireResponse","questionnaire":"urn:cairn:questionnaire:needs-assessment|0.3","status":"in-progress","item":[{"linkId":"now.food","answer":[{"valueCoding":{"code":"present"}}]},{"linkId":"old","answer":[{"valueString":"<i>her words</i>"}]}]}"#;
    let told = send_files(&visit, "/en/questions/open", &[("file", file)]).await;
    sound("changed", &told);
    assert!(told.body.contains("You began with version 0.3"));
    assert!(told.body.contains("her words") && !told.body.contains("<i>her"));
    let moved = press(&visit, "/en/questions", &told.body, "go", "move").await;
    sound("moved", &moved);
    assert!(moved.body.contains("Needs food or water."));
}

#[tokio::test]
async fn several_raters_are_put_side_by_side_and_nobody_is_ranked() {
    let visit = Visit::to(Sample::Usual).await;
    let one = rated(&visit, &[("culture.1", "not-yet"), ("culture.2", "always")]).await;
    let two = rated(&visit, &[("culture.1", "always"), ("culture.2", "always")]).await;
    let both = [("file", one.as_bytes()), ("file", two.as_bytes())];
    for (path, words) in [
        (
            "/en/questions/together",
            ["2 people", "1.5 apart", "Not yet", "It is how we work"],
        ),
        (
            "/fr/questions/ensemble",
            ["2 personnes", "Écart de 1,5", "Pas encore", "notre façon"],
        ),
    ] {
        let compared = send_files(&visit, path, &both).await;
        sound(path, &compared);
        for word in words {
            assert!(compared.body.contains(word), "{path}: {word}");
        }
    }
    let times = [("before", one.as_bytes()), ("after", two.as_bytes())];
    let compared = send_files(&visit, "/en/questions/together", &times).await;
    sound("times", &compared);
    assert!(compared.body.contains("First the earlier answers"));
    let alone = send_files(&visit, "/en/questions/together", &both[..1]).await;
    assert!(alone.body.contains("Choose at least two files."));

    // Another instrument beside it, and one without a scale.
    let page = begin(&visit, "/en/questions", "needs-assessment").await;
    let mut fields = form(&page.body);
    fields.push(("go".to_owned(), "file".to_owned()));
    let other = visit
        .post("/en/questions/file", &body_of(&fields))
        .await
        .body;
    let mixed = [("file", one.as_bytes()), ("file", other.as_bytes())];
    let refused = send_files(&visit, "/en/questions/together", &mixed).await;
    assert!(refused.body.contains("Only the same can be compared."));
    let unscored = [("file", other.as_bytes()), ("file", other.as_bytes())];
    let refused = send_files(&visit, "/en/questions/together", &unscored).await;
    assert!(refused.body.contains("no scale"));
}
