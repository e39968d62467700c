//! The page that takes a file: streamed to a file without a name in the data folder, up to a limit that the
//! page states, never held in memory.

use std::fs::File;
use std::io::{self, Write as _};
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Redirect, Response};
use bytes::Bytes;
use directory::hours::Zone;
use directory::import::Mapping;
use kernel::Lang;
use multer::{Constraints, Multipart, SizeLimit};
use sha2::{Digest as _, Sha256};
use store::{NewImportRun, StoreError};

use super::job::{About, begin_work, hexadecimal, let_go_in_time};
use super::kind::{FileKind, plain_name};
use crate::form::{self, ORDINARY};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Choice, Field, Form, Kind};
use crate::staff::pages::FormPage;
use crate::staff::routes::StaffRoute;

/// Bytes of a mapping.
const MAPPING: u64 = 256 * 1024;
/// Bytes of each field that is no file, and of what stands between the parts.
const WORDS: u64 = 4 * 1024;
/// Characters of a source's name.
const SOURCE: usize = 100;
/// How long a connection may say nothing.
const STALL: Duration = Duration::from_secs(30);
/// The value of the list that means "another one".
const NEW: &str = "";

/// The clocks of Canada, one for each that differs.
const ZONES: [(&str, &str); 8] = [
    ("America/St_Johns", "imports-zone-newfoundland"),
    ("America/Halifax", "imports-zone-atlantic"),
    ("America/Toronto", "imports-zone-eastern"),
    ("America/Winnipeg", "imports-zone-central"),
    ("America/Regina", "imports-zone-saskatchewan"),
    ("America/Edmonton", "imports-zone-mountain"),
    ("America/Vancouver", "imports-zone-pacific"),
    ("America/Whitehorse", "imports-zone-yukon"),
];

/// What a person said beside the file.
#[derive(Default)]
struct Said {
    known: String,
    source: String,
    lang: String,
    zone: String,
}

/// The form.
pub(crate) async fn form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let said = Said {
        lang: here.at.lang.code().to_owned(),
        ..Said::default()
    };
    let form = fields(&site, &here, &said).await?;
    show(&site, &here, form)
}

async fn fields(site: &Site, here: &SignedIn, said: &Said) -> Result<Form, Problem> {
    let at = &here.at;
    let sources = site.store.import_sources(&here.actor).await?;
    let mut form = Form::to(at.here());
    if !sources.is_empty() {
        let mut known = vec![Choice::new(
            NEW,
            at.say("imports-new-source-other"),
            said.known.is_empty(),
        )];
        known.extend(sources.iter().map(|source| {
            let name = Markup::escaped(&source.name);
            Choice::new(source.name.as_str(), name, source.name == said.known)
        }));
        let field = Field::new("known", at.say("imports-new-source"), Kind::Select(known));
        form = form.with(field.hinting(at.say("imports-new-source-hint")));
    }
    let label = if sources.is_empty() {
        "imports-new-source"
    } else {
        "imports-new-source-name"
    };
    let source = Field::new("source", at.say(label), Kind::Text).holding(&said.source);
    let langs = [("en", "imports-lang-en"), ("fr", "imports-lang-fr")];
    let langs = langs.map(|(code, key)| Choice::new(code, at.say(key), said.lang == code));
    let mut zones = vec![Choice::new(
        "",
        at.say("imports-zone-none"),
        said.zone.is_empty(),
    )];
    zones.extend(ZONES.map(|(name, key)| Choice::new(name, at.say(key), said.zone == name)));
    let limit = [("limit", megabytes(site.settings.upload_limit).into())];
    Ok(form
        .with(source)
        .with(Field::new(
            "lang",
            at.say("imports-new-lang"),
            Kind::Select(langs.to_vec()),
        ))
        .with(
            Field::new("zone", at.say("imports-zone"), Kind::Select(zones))
                .hinting(at.say("imports-zone-hint")),
        )
        .with(
            Field::new(
                "file",
                at.say("imports-file"),
                Kind::File(".zip,.csv,.tsv,.txt,.json,.ndjson,.jsonl"),
            )
            .hinting(at.fill("imports-file-hint", &limit)),
        )
        .with(
            Field::new(
                "mapping",
                at.say("imports-mapping"),
                Kind::File(".toml,.yaml,.yml"),
            )
            .hinting(at.say("imports-mapping-hint")),
        ))
}

fn megabytes(bytes: u64) -> u64 {
    (bytes / (1 << 20)).max(1)
}

fn show(site: &Site, here: &SignedIn, form: Form) -> Result<Response, Problem> {
    let at = &here.at;
    let mut shown = FormPage::new(
        here.frame(at.say("imports-new-title")),
        form,
        at.say("imports-new-go"),
    )
    .back(at.to(StaffRoute::Imports), at.say("imports-title"))
    .saying(at.say("imports-new-lead"));
    if site.imports.is_full() {
        shown = shown.saying(at.say("imports-fault-full"));
    }
    shown.show()
}

/// A file that has come in whole.
struct Received {
    file: File,
    name: String,
    size: u64,
    digest: String,
}

/// Why nothing can be made of what was sent: the field, and the last part of a message's key.
type Fault = (&'static str, &'static str);

/// Takes the file, begins to read it, and goes to the page of its run.
pub(crate) async fn receive(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    request: Request,
) -> Result<Response, Problem> {
    let kind = request.headers().get(CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let Ok(boundary) = multer::parse_boundary(kind) else {
        // No browser sends this form so.
        let sent = form::Fields::read(&form::receive(request.into_body(), ORDINARY).await?)?;
        let said = Said {
            source: sent.get("source").to_owned(),
            ..Said::default()
        };
        return again(&site, &here, &said, ("file", "empty")).await;
    };
    let limit = site.settings.upload_limit;
    let all = limit + MAPPING + 8 * WORDS;
    let sizes = SizeLimit::new()
        .whole_stream(all)
        .per_field(WORDS)
        .for_field("file", limit)
        .for_field("mapping", MAPPING);
    let stream = request.into_body().into_data_stream();
    let constraints = Constraints::new().size_limit(sizes);
    let mut parts = Multipart::with_constraints(stream, boundary, constraints);
    let mut said = Said::default();
    let sent = match read_parts(&site, &mut parts, &mut said).await {
        Ok(sent) => sent,
        Err(Cut::Fault(fault)) => return again(&site, &here, &said, fault).await,
        Err(Cut::Problem(problem)) => return Err(problem),
    };
    match begin(&site, &here, &said, sent).await? {
        Ok(run) => {
            let address = StaffRoute::ImportRun.of(run, here.at.lang);
            Ok(Redirect::to(&address).into_response())
        }
        Err(fault) => again(&site, &here, &said, fault).await,
    }
}

async fn again(
    site: &Site,
    here: &SignedIn,
    said: &Said,
    (field, word): Fault,
) -> Result<Response, Problem> {
    let mut form = fields(site, here, said).await?;
    let at = &here.at;
    let limit = match field {
        "mapping" => MAPPING,
        _ => site.settings.upload_limit,
    };
    let limit = [("limit", megabytes(limit).into())];
    form.blame(field, at.fill(&format!("imports-fault-{word}"), &limit));
    show(site, here, form)
}

/// Why reading the parts of a form ended.
enum Cut {
    Fault(Fault),
    Problem(Problem),
}

impl From<multer::Error> for Cut {
    fn from(error: multer::Error) -> Self {
        match error {
            multer::Error::FieldSizeExceeded { field_name, .. } => {
                Self::Fault(match field_name.as_deref() {
                    Some("mapping") => ("mapping", "too-long"),
                    Some("file") => ("file", "too-long"),
                    _ => ("source", "name"),
                })
            }
            multer::Error::StreamSizeExceeded { .. } => Self::Fault(("file", "too-long")),
            // The connection broke off, or it is no form: whoever sent it may be gone.
            _ => Self::Problem(Problem::BadForm),
        }
    }
}

impl From<io::Error> for Cut {
    fn from(problem: io::Error) -> Self {
        Self::Problem(Problem::broken(&problem))
    }
}

/// The files of the form.
#[derive(Default)]
struct Sent {
    file: Option<Received>,
    mapping: Option<(String, String)>,
}

async fn read_parts(site: &Site, parts: &mut Multipart<'_>, said: &mut Said) -> Result<Sent, Cut> {
    let mut sent = Sent::default();
    while let Some(mut part) = timely(parts.next_field()).await? {
        let name = part.name().unwrap_or_default().to_owned();
        let file_name = plain_name(part.file_name().unwrap_or_default());
        match name.as_str() {
            "file" if sent.file.is_none() => {
                let mut receiving = Receiving::new(site)?;
                while let Some(piece) = timely(part.chunk()).await? {
                    receiving = receiving.take(piece).await?;
                }
                sent.file = Some(receiving.end(file_name));
            }
            "mapping" if sent.mapping.is_none() => {
                let text = timely(part.bytes()).await?;
                let text = String::from_utf8(text.to_vec())
                    .map_err(|_| Cut::Fault(("mapping", "mapping")))?;
                if !text.trim().is_empty() {
                    sent.mapping = Some((file_name, text));
                }
            }
            "known" | "source" | "lang" | "zone" => {
                let text = timely(part.text()).await?;
                let text: String = text.chars().filter(|letter| !letter.is_control()).collect();
                let text = text.trim().to_owned();
                match name.as_str() {
                    "known" => said.known = text,
                    "source" => said.source = text,
                    "lang" => said.lang = text,
                    _ => said.zone = text,
                }
            }
            _ => while timely(part.chunk()).await?.is_some() {},
        }
    }
    Ok(sent)
}

/// What comes within the time that a connection may say nothing.
async fn timely<T>(next: impl Future<Output = multer::Result<T>>) -> Result<T, Cut> {
    let within = tokio::time::timeout(STALL, next).await;
    within
        .map_err(|_| Cut::Problem(Problem::TooSlow))?
        .map_err(Cut::from)
}

/// A file on its way to the disk.
struct Receiving {
    file: File,
    size: u64,
    digest: Sha256,
}

impl Receiving {
    fn new(site: &Site) -> io::Result<Self> {
        Ok(Self {
            file: tempfile::tempfile_in(&site.settings.scratch)?,
            size: 0,
            digest: Sha256::new(),
        })
    }

    /// Writes a piece, where waiting for the disk holds nobody up.
    async fn take(mut self, piece: Bytes) -> io::Result<Self> {
        let written = tokio::task::spawn_blocking(move || {
            self.file.write_all(&piece)?;
            self.digest.update(&piece);
            self.size += piece.len() as u64;
            Ok(self)
        });
        written.await.map_err(io::Error::other)?
    }

    fn end(self, name: String) -> Received {
        Received {
            file: self.file,
            name,
            size: self.size,
            digest: hexadecimal(&self.digest.finalize()),
        }
    }
}

/// Begins the run, or says what is wrong with what was sent.
async fn begin(
    site: &Arc<Site>,
    here: &SignedIn,
    said: &Said,
    sent: Sent,
) -> Result<Result<uuid::Uuid, Fault>, Problem> {
    let source = if said.known.is_empty() {
        &said.source
    } else {
        &said.known
    };
    if source.is_empty() || source.chars().count() > SOURCE || source == store::SHIPPED_SOURCE {
        return Ok(Err(("source", "name")));
    }
    let received = sent
        .file
        .filter(|file| file.size > 0 || !file.name.is_empty());
    let Some(received) = received else {
        return Ok(Err(("file", "none")));
    };
    if received.size == 0 {
        return Ok(Err(("file", "empty")));
    }
    let kind = FileKind::of(&received.file).map_err(|problem| Problem::broken(&problem))?;
    let Some(kind) = kind else {
        return Ok(Err(("file", "kind")));
    };
    let mapping = match sent.mapping {
        None => None,
        Some((name, text)) => match mapping(&name, &text) {
            Some(mapping) => Some(mapping),
            None => return Ok(Err(("mapping", "mapping"))),
        },
    };
    let lang = if said.lang == "fr" {
        Lang::Fr
    } else {
        Lang::En
    };
    let about = About {
        source: source.clone(),
        name: received.name.clone(),
        kind,
        lang,
        time_zone: Zone::named(&said.zone).ok(),
        mapping,
        digest: received.digest.clone(),
    };
    let run = site.random.uuid();
    let Ok(job) = site.imports.hold(run, about, received.file) else {
        return Ok(Err(("file", "full")));
    };
    let new = NewImportRun {
        id: run,
        source,
        format: kind.word(),
        file: &received.name,
        size: received.size,
        digest: &received.digest,
    };
    let now = site.clock.now();
    let begun = site.store.begin_import_run(&here.actor, new, now).await;
    if let Err(error) = begun {
        site.imports.let_go(run);
        return Err(match error {
            StoreError::Forbidden(_) => Problem::Forbidden,
            error => error.into(),
        });
    }
    let_go_in_time(site, run);
    begin_work(site, &here.actor, &job, None);
    Ok(Ok(run))
}

/// A mapping in TOML, or in YAML when its name says so.
fn mapping(name: &str, text: &str) -> Option<Mapping> {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let yaml = ending.eq_ignore_ascii_case("yaml") || ending.eq_ignore_ascii_case("yml");
    if yaml {
        Mapping::from_yaml(text).ok()
    } else {
        Mapping::from_toml(text).ok()
    }
}

/// Receives what was sent too late, so that the browser sees the answer; nothing of it is kept.
pub(crate) async fn let_pass(site: &Site, body: Body) {
    use futures_util::TryStreamExt as _;
    let most = site
        .settings
        .upload_limit
        .saturating_add(MAPPING + 8 * WORDS);
    let mut stream = body.into_data_stream();
    let mut received = 0_u64;
    while let Ok(Ok(Some(piece))) = tokio::time::timeout(STALL, stream.try_next()).await {
        received = received.saturating_add(piece.len() as u64);
        if received > most {
            return;
        }
    }
}
