//! The readers of instruments and of answers: bytes as a file of TOML and as FHIR JSON.
#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use questionnaires::{Known, Library, fhir};

fuzz_target!(|bytes: &[u8]| {
    let today = date(2026, 11, 25);
    let path = "content/questionnaires/x.toml";
    let (_, faults) = Library::read([(path, bytes)], &Known::default(), today);
    for fault in faults {
        assert_eq!(fault.file, path);
        assert!(!fault.problem.is_empty() && !fault.remedy.is_empty());
    }
    let Ok(json) = serde_json::from_slice(bytes) else {
        return;
    };
    if let Ok(questionnaire) = fhir::questionnaire_from_json(&json, today) {
        let again = fhir::questionnaire_to_json(&questionnaire);
        assert_eq!(fhir::questionnaire_from_json(&again, today), Ok(questionnaire));
    }
    // A file that somebody sends: whatever is in it, it is read or refused.
    if let Ok(response) = fhir::response_as_written(&json)
        && let Some(instrument) = Library::shipped().latest(&response.questionnaire)
    {
        let _ = instrument.evaluate(&response);
    }
    if let Some(instrument) = Library::shipped().latest("needs-assessment")
        && let Ok(response) = fhir::response_from_json(instrument, &json)
    {
        assert!(instrument.evaluate(&response).is_ok());
    }
});
