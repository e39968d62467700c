//! What pages weigh on the wire, compressed, headers included.

use axum::http::{HeaderValue, Method};

use super::{Sample, Visit, request};

/// RFC 6928's first flight is ten packets; TLS takes its part.
const FIRST_FLIGHT: usize = 14_000;
const THIRTY_RESULTS: usize = 20_000;

pub(super) async fn weight(visit: &Visit, method: Method, path: &str, body: &str) -> usize {
    let mut asked = request(method, path, body);
    asked.headers_mut().insert(
        "accept-encoding",
        "gzip, deflate, br".parse().expect("a header"),
    );
    let answer = visit.send(asked).await;
    assert_eq!(
        answer
            .headers
            .get("content-encoding")
            .map(HeaderValue::as_bytes),
        Some(&b"gzip"[..])
    );
    answer.size
}

#[tokio::test]
async fn pages_fit_into_the_first_flight() {
    let visit = Visit::to(Sample::Usual).await;
    for path in [
        "/",
        "/en",
        "/fr",
        "/en/browse",
        "/fr/conseils",
        "/fr/a-propos",
        "/en/guides",
        "/fr/regles",
        "/fr/ordonnances",
    ] {
        let size = weight(&visit, Method::GET, path, "").await;
        assert!(size <= FIRST_FLIGHT, "{path}: {size}");
    }
    for question in [
        "",
        "text=legal+help&place=Vancouver",
        "text=un+endroit+pour+dormir&place=H2X",
    ] {
        for path in ["/en/find", "/fr/trouver"] {
            let size = weight(&visit, Method::POST, path, question).await;
            assert!(size <= FIRST_FLIGHT, "{path} {question}: {size}");
            let many = weight(&visit, Method::POST, path, &format!("{question}&count=30")).await;
            assert!(many <= THIRTY_RESULTS, "{path} {question}: {many}");
        }
    }
}
