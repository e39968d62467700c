//! Documents: kept sealed if they are what they say they are, given back as a file to save and never shown in
//! a page. No picture of an identity paper is kept.

use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use casework::document::{Document, DocumentFault, DocumentKind, FileType, LARGEST, Offered, Scan};
use casework::words::Private;
use multer::{Constraints, Multipart, SizeLimit};
use store::{CaseError, NewDocument, OpenCase, StoreError};
use uuid::Uuid;

use super::super::cases::team::Team;
use super::super::cases::{blame, case_at, choices, purpose, titled, unknown};
use super::room::{Around, Line, items_of, today, value};
use crate::form::{self, Fields, ORDINARY};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Choice, Field, Form, Kind};
use crate::staff::frame::{At, StaffFrame};
use crate::staff::routes::StaffRoute;

/// Bytes of each field that is no file.
const WORDS: u64 = 64 * 1024;
/// How long a connection may say nothing.
const STALL: Duration = Duration::from_secs(30);

/// The context of `templates/staff/care/documents.html`.
#[derive(Template)]
#[template(path = "staff/care/documents.html")]
struct DocumentsPage<'a> {
    frame: StaffFrame<'a>,
    back: String,
    here: String,
    /// That nothing here is looked through for viruses.
    unscanned: bool,
    lines: Vec<Line>,
    form: Form,
    open: bool,
}

/// The page.
pub(crate) async fn documents(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let case = case_at(&site, &here).await?;
    let form = fields(&here.at, &Fields::default());
    show(&site, &here, &case, form).await
}

fn fields(at: &At, sent: &Fields) -> Form {
    let chosen = DocumentKind::parse(value(sent, "kind", DocumentKind::Other.as_str()));
    let kinds = choices(
        DocumentKind::ALL,
        DocumentKind::as_str,
        |word| at.say(&format!("care-document-is-{word}")),
        chosen,
    );
    let identity = vec![Choice::new(
        "yes",
        at.say("care-document-identity-yes"),
        sent.has("identity"),
    )];
    let megabytes = u64::try_from(LARGEST >> 20).unwrap_or_default();
    let limit = [("limit", megabytes.into())];
    Form::to(at.here())
        .with(Field::new(
            "kind",
            at.say("care-document-kind"),
            Kind::Select(kinds),
        ))
        .with(
            Field::new("title", at.say("care-document-title"), Kind::Text)
                .holding(sent.get("title")),
        )
        .with(
            Field::new(
                "identity",
                at.say("care-document-identity"),
                Kind::Any(vec![(Markup::ours(""), identity)]),
            )
            .hinting(at.say("care-document-identity-hint")),
        )
        .with(
            Field::new(
                "file",
                at.say("care-document-file"),
                Kind::File(".pdf,.png,.jpg,.jpeg,.txt,.docx"),
            )
            .hinting(at.fill("care-document-file-hint", &limit)),
        )
}

/// Keeps a file, or gives one back.
pub(crate) async fn change_document(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    request: Request,
) -> Result<Response, Problem> {
    let case = case_at(&site, &here).await?;
    let kind = request.headers().get(CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let Ok(boundary) = multer::parse_boundary(kind) else {
        let sent = Fields::read(&form::receive(request.into_body(), ORDINARY).await?)?;
        return give(&site, &here, &case, &sent).await;
    };
    let sizes = SizeLimit::new()
        .whole_stream(LARGEST as u64 + 8 * WORDS)
        .per_field(WORDS)
        .for_field("file", LARGEST as u64);
    let stream = request.into_body().into_data_stream();
    let constraints = Constraints::new().size_limit(sizes);
    let mut parts = Multipart::with_constraints(stream, boundary, constraints);
    let mut pairs = Vec::new();
    let mut file = (String::new(), Vec::new());
    let read = read_parts(&mut parts, &mut pairs, &mut file).await;
    let sent = Fields::of(pairs);
    match read {
        Ok(()) => keep(&site, &here, &case, &sent, file).await,
        Err(multer::Error::FieldSizeExceeded { .. } | multer::Error::StreamSizeExceeded { .. }) => {
            let mut form = fields(&here.at, &sent);
            form.blame("file", fault(&here.at, DocumentFault::TooLarge));
            show(&site, &here, &case, form).await
        }
        Err(_) => Err(Problem::BadForm),
    }
}

async fn read_parts(
    parts: &mut Multipart<'_>,
    pairs: &mut Vec<(String, String)>,
    file: &mut (String, Vec<u8>),
) -> Result<(), multer::Error> {
    let slow = |_| multer::Error::IncompleteStream;
    while let Some(mut part) = tokio::time::timeout(STALL, parts.next_field())
        .await
        .map_err(slow)??
    {
        let name = part.name().unwrap_or_default().to_owned();
        if name == "file" {
            part.file_name().unwrap_or_default().clone_into(&mut file.0);
            while let Some(piece) = tokio::time::timeout(STALL, part.chunk())
                .await
                .map_err(slow)??
            {
                file.1.extend_from_slice(&piece);
            }
        } else {
            let text = tokio::time::timeout(STALL, part.text())
                .await
                .map_err(slow)??;
            let shown: String = text.chars().filter(|letter| !letter.is_control()).collect();
            pairs.push((name, shown));
        }
    }
    Ok(())
}

/// Why a file is not kept, in words.
fn fault(at: &At, fault: DocumentFault) -> Markup {
    let megabytes = u64::try_from(LARGEST >> 20).unwrap_or_default();
    let key = format!("care-document-fault-{fault}");
    at.fill(&key, &[("limit", megabytes.into())])
}

async fn keep(
    site: &Arc<Site>,
    here: &SignedIn,
    case: &OpenCase,
    sent: &Fields,
    (name, bytes): (String, Vec<u8>),
) -> Result<Response, Problem> {
    let at = &here.at;
    let mut form = fields(at, sent);
    let kind = DocumentKind::parse(sent.get("kind")).ok_or(Problem::BadForm)?;
    let title = Private::new(sent.get("title"));
    if title.is_empty() {
        form.blame("title", at.say("care-document-fault-title"));
    }
    if bytes.is_empty() {
        form.blame("file", fault(at, DocumentFault::Empty));
    }
    if form.is_faulty() {
        return show(site, here, case, form).await;
    }
    let bytes = Arc::new(bytes);
    let scanner = site.settings.scanner.clone();
    let scan_required = scanner.is_some();
    let scan = match scanner {
        None => Scan::NotDone,
        Some(scanner) => {
            let looked_at = Arc::clone(&bytes);
            let scanned = tokio::task::spawn_blocking(move || scanner.scan(&looked_at));
            scanned.await.unwrap_or(Scan::NotDone)
        }
    };
    let new = NewDocument {
        kind,
        title,
        offered: Offered {
            bytes: &bytes,
            name: &name,
            is_identity_paper: sent.has("identity"),
            scan,
            scan_required,
        },
    };
    let id = case.summary.id;
    let added = site
        .store
        .add_document(&here.actor, id, &new, &site.moment())
        .await;
    match added {
        Ok(_) => Ok(here.done(&at.here(), "saved")),
        Err(StoreError::Case(CaseError::Document(found))) => {
            form.blame("file", fault(at, found));
            show(site, here, case, form).await
        }
        Err(error) => {
            blame(&mut form, at, "file", error)?;
            show(site, here, case, form).await
        }
    }
}

/// Gives a document back as a file to save, under a name that says nothing.
async fn give(
    site: &Site,
    here: &SignedIn,
    case: &OpenCase,
    sent: &Fields,
) -> Result<Response, Problem> {
    let id = Uuid::try_parse(sent.get("item")).map_err(|_| Problem::BadForm)?;
    let (document, bytes) = site
        .store
        .document(
            &here.actor,
            case.summary.id,
            id,
            purpose(&here.me),
            &site.moment(),
        )
        .await
        .map_err(unknown)?;
    let ending = match document.file_type {
        FileType::Pdf => "pdf",
        FileType::Png => "png",
        FileType::Jpeg => "jpg",
        FileType::Text => "txt",
        FileType::Docx => "docx",
    };
    let headers = [
        (CONTENT_TYPE, "application/octet-stream".to_owned()),
        (
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"document.{ending}\""),
        ),
    ];
    Ok((headers, bytes.to_vec()).into_response())
}

async fn show(
    site: &Site,
    here: &SignedIn,
    case: &OpenCase,
    form: Form,
) -> Result<Response, Problem> {
    let (at, id) = (&here.at, case.summary.id);
    let items = items_of::<Document>(site, here, case).await?;
    let team = Team::read(site, here, id).await?;
    let around = Around {
        site,
        here,
        case,
        team: &team,
        today: today(site),
        houses: Vec::new(),
        consents: Vec::new(),
    };
    let lines = items.iter().rev().map(|item| {
        let one = &item.payload;
        let day = site.settings.zone.to_datetime(one.at).date();
        let day = say::date(day, at.messages());
        let name = team.name(one.by, at);
        let kilobytes = one.size.div_ceil(1024);
        Line::new(item.id, Markup::escaped(one.title.expose()))
            .mark(false, at.say(&format!("care-document-is-{}", one.kind)))
            .fact(
                &around,
                "care-document-type",
                at.fill(
                    &format!("care-document-type-{}", one.file_type),
                    &[("size", kilobytes.into())],
                ),
            )
            .fact(
                &around,
                "care-document-scan",
                at.say(&format!("care-document-scan-{}", one.scan)),
            )
            .fact(
                &around,
                "care-document-by",
                Markup::built(format!("{name}, {day}")),
            )
    });
    let mut frame = here.frame(titled(at, case, "care-documents"));
    frame.faulty = form.is_faulty();
    page(&DocumentsPage {
        back: StaffRoute::Case.of(id, at.lang),
        here: at.here(),
        unscanned: site.settings.scanner.is_none(),
        lines: lines.collect(),
        form,
        open: case.case.standing.is_open(),
        frame,
    })
}
