//! Files that somebody sends: read within bounds, held in memory and dropped with the answer.

use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use multer::{Constraints, Multipart, SizeLimit};
use questionnaires::{Library, Response, fhir};

use super::draft::Draft;
use crate::problem::Problem;

/// Bytes of one file: more than any file of ours.
pub(crate) const FILE: u64 = 1024 * 1024;
/// Files that are put side by side.
pub(crate) const MOST_FILES: usize = 12;

/// Why a file cannot be used; the last part of a message's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// No file was chosen, or it holds nothing.
    Missing,
    /// Larger than any of ours.
    Large,
    /// More files than can be put side by side.
    Many,
    /// Not JSON, or not text.
    Broken,
    /// JSON, but not answers as this house writes them.
    Foreign,
    /// Answers to something that is not here.
    Unknown,
}

impl Fault {
    /// The message about it.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Missing => "questions-sent-missing",
            Self::Large => "questions-sent-large",
            Self::Many => "questions-sent-many",
            Self::Broken => "questions-sent-broken",
            Self::Foreign => "questions-sent-foreign",
            Self::Unknown => "questions-sent-unknown",
        }
    }
}

/// One part of the form: the name of its field, and its bytes.
pub(crate) struct Part {
    pub(crate) field: String,
    pub(crate) bytes: Vec<u8>,
}

/// Every file of a form; fields without a file are left out.
pub(crate) async fn files(request: Request) -> Result<Result<Vec<Part>, Fault>, Problem> {
    let kind = request.headers().get(CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let Ok(boundary) = multer::parse_boundary(kind) else {
        // No browser sends this form so.
        return Ok(Err(Fault::Missing));
    };
    let all = FILE * MOST_FILES as u64 + 64 * 1024;
    let sizes = SizeLimit::new().whole_stream(all).per_field(FILE);
    let stream = request.into_body().into_data_stream();
    let constraints = Constraints::new().size_limit(sizes);
    let mut parts = Multipart::with_constraints(stream, boundary, constraints);
    let mut found = Vec::new();
    loop {
        let field = match parts.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => break,
            Err(error) => return fault_of(&error),
        };
        let name = field.name().unwrap_or_default().to_owned();
        let bytes = match field.bytes().await {
            Ok(bytes) => bytes,
            Err(error) => return fault_of(&error),
        };
        if bytes.is_empty() {
            continue;
        }
        if found.len() == MOST_FILES {
            return Ok(Err(Fault::Many));
        }
        found.push(Part {
            field: name,
            bytes: bytes.to_vec(),
        });
    }
    if found.is_empty() {
        return Ok(Err(Fault::Missing));
    }
    Ok(Ok(found))
}

fn fault_of(error: &multer::Error) -> Result<Result<Vec<Part>, Fault>, Problem> {
    match error {
        multer::Error::FieldSizeExceeded { .. } | multer::Error::StreamSizeExceeded { .. } => {
            Ok(Err(Fault::Large))
        }
        _ => Err(Problem::BadForm),
    }
}

/// The answers in a file, as a form would send them: each is held against its item afterwards. The bytes
/// may be anyone's.
pub(crate) fn read(bytes: &[u8], library: &Library) -> Result<Draft, Fault> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let json = serde_json::from_slice(bytes).map_err(|_| Fault::Broken)?;
    let response: Response = fhir::response_as_written(&json).map_err(|_| Fault::Foreign)?;
    if library.latest(&response.questionnaire).is_none() {
        return Err(Fault::Unknown);
    }
    Ok(Draft::of(&response, library))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    static LIBRARY: std::sync::LazyLock<Library> = std::sync::LazyLock::new(Library::shipped);

    proptest! {
        /// Whatever the bytes, there is an answer and no panic.
        #[test]
        fn any_bytes_are_answered(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = read(&bytes, &LIBRARY);
        }

        /// Damage in one place of a sound file is told or harmless; what comes out can be evaluated.
        #[test]
        fn a_damaged_file_is_told(at in 0_usize..600, byte in any::<u8>()) {
            let mut file = SOUND.as_bytes().to_vec();
            let at = at % file.len();
            file[at] = byte;
            if let Ok(draft) = read(&file, &LIBRARY) {
                let instrument = LIBRARY.latest(&draft.form).expect("it is known");
                let sorted = draft.sort(instrument);
                prop_assert!(instrument.evaluate(&sorted.response).is_ok());
            }
        }
    }

    const SOUND: &str = r#"{"resourceType":"QuestionnaireResponse","questionnaire":"urn:cairn:questionnaire:needs-assessment|1.0","status":"in-progress","item":[{"linkId":"now","item":[{"linkId":"now.food","answer":[{"valueCoding":{"code":"present","display":"Yes, now","system":"urn:cairn:answers:needs-assessment"}}]}]}]}"#;

    #[test]
    fn hostile_files_are_refused() {
        let deep = format!(
            r#"{{"resourceType":"QuestionnaireResponse","questionnaire":"urn:cairn:questionnaire:needs-assessment|1.0","status":"in-progress","item":{}{}}}"#,
            r#"[{"linkId":"x","item":"#.repeat(20_000),
            "[]}]".repeat(20_000)
        );
        for (bytes, fault) in [
            (&b""[..], Fault::Broken),
            (b"\xff\xfe\x00", Fault::Broken),
            (b"[[[[", Fault::Broken),
            (b"null", Fault::Foreign),
            (b"{\"resourceType\":\"Patient\"}", Fault::Foreign),
            (deep.as_bytes(), Fault::Broken),
        ] {
            assert_eq!(read(bytes, &LIBRARY).err(), Some(fault));
        }
        let other = SOUND.replace("needs-assessment|", "no-such-thing|");
        assert_eq!(read(other.as_bytes(), &LIBRARY).err(), Some(Fault::Unknown));
        let draft = read(SOUND.as_bytes(), &LIBRARY).expect("it is sound");
        assert_eq!(draft.given("now.food"), ["present"]);
    }
}
