//! The pages over HTTP, and the floor under them: a bare axum handler that answers the same number
//! of bytes with the same status and content type, on the same kind of server, in the same run.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::Router;
use axum::body::Bytes;
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use directory::content::Content;
use jiff::Timestamp;
use kernel::{FixedClock, SeededRandom};
use search::{Finder, Index, Sort};
use store::Store;
use web::routes::Route;

use crate::generator::Generator;
use crate::load::{self, Compared};
use crate::measure;
use crate::queries::Query;

/// Connections that are kept open.
const CONNECTIONS: usize = 16;
/// How long each measurement runs.
const TIME: Duration = Duration::from_secs(5);
/// How long the server is warmed up.
const WARM_UP: Duration = Duration::from_secs(1);

/// Serves a made-up directory of `size` listings and measures its pages, one after the other.
pub fn compare(
    generator: &Generator,
    size: usize,
    content: Content,
    queries: &[Query],
) -> Result<Vec<Compared>> {
    let taxonomy = Arc::new(content.taxonomy.clone());
    let index = Index::in_memory(generator.listings(size), taxonomy)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let router = runtime.block_on(pages(index, content))?;
    let mut compared = Vec::new();
    let address = serve(&runtime, router)?;
    let searches = Arc::new(queries.iter().map(form).collect::<Vec<_>>());
    for gzip in [false, true] {
        for (what, requests) in [
            (
                "search",
                searches
                    .iter()
                    .map(|(path, body)| load::request("POST", path, body, gzip))
                    .collect(),
            ),
            (
                "start page",
                vec![
                    load::request("GET", "/en", "", gzip),
                    load::request("GET", "/fr", "", gzip),
                ],
            ),
        ] {
            let requests: Arc<Vec<Vec<u8>>> = Arc::new(requests);
            load::drive(address, Arc::clone(&requests), CONNECTIONS, WARM_UP)
                .with_context(|| format!("asking for {what}"))?;
            let page = load::drive(address, Arc::clone(&requests), CONNECTIONS, TIME)?;
            let floor_address = serve(&runtime, floor(page.body_bytes, gzip))?;
            load::drive(floor_address, Arc::clone(&requests), CONNECTIONS, WARM_UP)?;
            let floor = load::drive(floor_address, requests, CONNECTIONS, TIME)?;
            compared.push(Compared {
                what,
                gzip,
                page,
                floor,
            });
        }
    }
    runtime.shutdown_timeout(Duration::from_secs(1));
    Ok(compared)
}

/// The program's own pages over `index`. The store is empty: searching does not touch it.
pub async fn pages(index: Index, content: Content) -> Result<Router> {
    let now: Timestamp = measure::NOW.parse()?;
    let store = Store::sqlite_in_memory().await?;
    store.migrate().await?;
    Ok(web::router(Arc::new(web::House {
        store,
        finder: Arc::new(Finder::new(index)),
        content: Arc::new(content),
        questionnaires: Arc::default(),
        clock: Arc::new(FixedClock::at(now)),
        random: Arc::new(SeededRandom::new(1)),
        settings: web::Settings::default(),
        freshness: web::Freshness::default(),
    })))
}

/// A handler that only answers: `bytes` bytes, whatever is asked.
fn floor(bytes: usize, gzip: bool) -> Router {
    let body = Bytes::from(vec![b'x'; bytes]);
    Router::new().fallback(move || {
        let body = body.clone();
        async move { bare(body, gzip) }
    })
}

fn bare(body: Bytes, gzip: bool) -> Response {
    let kind = [(CONTENT_TYPE, "text/html; charset=utf-8")];
    if gzip {
        (kind, [(CONTENT_ENCODING, "gzip")], body).into_response()
    } else {
        (kind, body).into_response()
    }
}

/// Opens a server like the program's on a free port of this machine.
fn serve(runtime: &tokio::runtime::Runtime, router: Router) -> Result<SocketAddr> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let guard = runtime.enter();
    let server = axum_server::from_tcp(listener)?;
    drop(guard);
    runtime.spawn(async move { server.serve(router.into_make_service()).await });
    Ok(address)
}

/// The search form as a browser would send it. The pages have no field for a radius: those queries
/// look nearest first instead.
pub fn form(query: &Query) -> (&'static str, String) {
    let request = &query.request;
    let filters = &request.filters;
    let mut fields = vec![("text", request.text.clone())];
    if let Some(near) = &request.near {
        let town = near.label.get(query.lang);
        fields.push(("place", format!("{town}, {}", near.province)));
    }
    fields.extend(filters.needs.iter().map(|need| ("need", need.to_string())));
    fields.extend(
        filters
            .populations
            .iter()
            .map(|population| ("who", population.to_string())),
    );
    fields.extend(
        filters
            .languages
            .iter()
            .map(|language| ("language", language.clone())),
    );
    if filters.always_open {
        fields.push(("always", "1".to_owned()));
    }
    if request.sort == Sort::Nearest || filters.radius_km.is_some() {
        fields.push(("order", "nearest".to_owned()));
    }
    let body = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", encoded(value)))
        .collect::<Vec<_>>()
        .join("&");
    (Route::Find.address(query.lang), body)
}

/// Percent-encoding of a form field.
fn encoded(value: &str) -> String {
    use std::fmt::Write as _;
    value.bytes().fold(String::new(), |mut text, byte| {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                text.push(char::from(byte));
            }
            b' ' => text.push('+'),
            // Writing to a String cannot fail.
            _ => drop(write!(text, "%{byte:02X}")),
        }
        text
    })
}
