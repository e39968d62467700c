//! FHIR R4 (4.0.1) JSON of instruments and answers, out and in.
//!
//! **The subset.** `Questionnaire`: `language`, `contained` value sets, `url`, `version`, `title`,
//! `status`, `date`, `copyright`, `description`, `item` with `linkId`, `prefix`, `text`, `type` (`group`,
//! `display`, `boolean`, `integer`, `date`, `string`, `text`, `choice`), `required`, `repeats` (of
//! questions), `maxLength`, `answerValueSet` (a contained one), `answerOption` (codings), `enableWhen`,
//! `enableBehavior`. `QuestionnaireResponse`: `questionnaire` (with its version), `status`, `authored`,
//! `item` with `answer` (`valueCoding`, `valueBoolean`, `valueInteger`, `valueDate`, `valueString`).
//!
//! The second language stands in FHIR's `translation` extension and in `designation`; weights of answers
//! in `ordinalValue`; limits in `minValue` and `maxValue`. What FHIR has no word for stands in extensions
//! of ours: on items `help`, `told`, `dimension`, `strength`, `standing`; on answers `means`, `exclusive`; on the
//! instrument everything about sources, rules, scores, lenses and actions, as one text of JSON
//! (`urn:cairn:fhir:instrument`). So an instrument comes back as it went out.
//!
//! Everything else is outside the subset and is refused with its path: nothing is dropped silently.
//! `attachment` is left out on purpose (nothing is uploaded), and so are `subject`, `author` and `source`
//! (answers do not say who gave them).

mod object;
mod questionnaire_in;
mod questionnaire_out;
mod response;

use std::fmt;

pub use questionnaire_in::questionnaire_from_json;
pub use questionnaire_out::questionnaire_to_json;
pub use response::{response_as_written, response_from_json, response_to_json};

const TRANSLATION: &str = "http://hl7.org/fhir/StructureDefinition/translation";
const ORDINAL_VALUE: &str = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
const MIN_VALUE: &str = "http://hl7.org/fhir/StructureDefinition/minValue";
const MAX_VALUE: &str = "http://hl7.org/fhir/StructureDefinition/maxValue";
const INSTRUMENT: &str = "urn:cairn:fhir:instrument";
const HELP: &str = "urn:cairn:fhir:help";
const TOLD: &str = "urn:cairn:fhir:told";
const DIMENSION: &str = "urn:cairn:fhir:dimension";
const STRENGTH: &str = "urn:cairn:fhir:strength";
const STANDING: &str = "urn:cairn:fhir:standing";
const MEANS: &str = "urn:cairn:fhir:means";
const EXCLUSIVE: &str = "urn:cairn:fhir:exclusive";

/// The canonical address of an instrument.
fn canonical(id: &str) -> String {
    format!("urn:cairn:questionnaire:{id}")
}

/// The code system of an instrument's answers.
fn answers(id: &str) -> String {
    format!("urn:cairn:answers:{id}")
}

/// Something that keeps a resource from being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where, such as `item[2].answerOption[0]`; empty: the whole.
    pub path: String,
    /// What is wrong, in plain words.
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            formatter.write_str(&self.what)
        } else {
            write!(formatter, "{}: {}", self.path, self.what)
        }
    }
}
