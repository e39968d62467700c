//! Where a service's facts come from.

use crate::content::record::{DESCRIPTION, NAME, SENTENCE};
use crate::content::table::Table;
use crate::service::{Confidence, Provenance};

const CONFIDENCES: [(&str, Confidence); 4] = [
    ("read-from-source", Confidence::ReadFromSource),
    ("read-from-secondary", Confidence::ReadFromSecondary),
    ("phone-from-memory", Confidence::PhoneFromMemory),
    ("from-memory", Confidence::FromMemory),
];

/// Reads the table. What stands in for a missing value never gets out: it is a fault.
pub(super) fn provenance(table: &mut Table) -> Provenance {
    let Some(mut table) = table.table("provenance", "the provenance") else {
        return Provenance {
            source: Vec::new(),
            source_date: None,
            read_on: String::new(),
            confidence: Confidence::FromMemory,
            verified_on: None,
            verified_by: None,
            review_by: None,
            note: None,
        };
    };
    let source = table.list("source", SENTENCE);
    for page in &source {
        table.check_website(page);
    }
    let source_date = table.loose_date("source_date");
    if !table.has("read_on") {
        table.missing("read_on");
    }
    let read_on = table.loose_date("read_on");
    let confidence = table.required_choice("confidence", &CONFIDENCES);
    let verified_on = table.date("verified_on");
    let verified_by = table.text("verified_by", NAME);
    let review_by = table.date("review_by");
    if let (Some(verified), Some(review)) = (&verified_on, &review_by)
        && review.value < verified.value
    {
        let (review_on, verified_on) = (review.value, verified.value);
        let problem =
            format!("the review on {review_on} is before the verification on {verified_on}");
        let remedy = "write the date when it should be asked again";
        table.fault(&review.span, problem, remedy);
    }
    let note = table.text("note", DESCRIPTION);
    check(&table, confidence);
    table.finish();
    Provenance {
        source: source.into_iter().map(|source| source.value).collect(),
        source_date,
        read_on: read_on.unwrap_or_default(),
        confidence: confidence.unwrap_or(Confidence::FromMemory),
        verified_on: verified_on.map(|date| date.value),
        verified_by: verified_by.map(|by| by.value),
        review_by: review_by.map(|date| date.value),
        note: note.map(|note| note.value),
    }
}

/// Notes claims without what would support them.
fn check(table: &Table, confidence: Option<Confidence>) {
    if confidence == Some(Confidence::ReadFromSource) && !table.has("source") && !table.has("note")
    {
        let problem = "it was read from a source, and neither `source` nor `note` names it";
        let remedy = "add `source = [\"https://…\"]`, or be honest about the confidence";
        table.fault(&table.span_of("confidence"), problem, remedy);
    }
    if table.has("verified_by") && !table.has("verified_on") {
        let problem = "somebody verified it, and nobody knows when";
        let remedy = "add `verified_on = \"2026-11-24\"`, or delete `verified_by`";
        table.fault(&table.span_of("verified_by"), problem, remedy);
    }
}
