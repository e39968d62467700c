//! Questionnaires: instruments as data, in FHIR terms, and one engine that reads them all.
//!
//! An instrument is a file: its items, when each is asked, what its answers mean, how they are
//! weighed, and what to do next. Nothing here knows any instrument by name. The engine says which
//! indicators or elements are *present*, *absent* or *not known*, names the items behind each, and
//! ends in an action. It never says that somebody is or is not a victim and never gives a
//! probability; what is not known is never counted as "no".
//!
//! ```
//! use questionnaires::{Answer, Library, Response};
//!
//! let library = Library::shipped();
//! let instrument = library.latest("ilo-labour-adult").expect("it ships");
//! let mut response = Response::to(instrument.questionnaire());
//! response.give("D4.01", Answer::code("present"));
//! response.give("D4.02", Answer::code("present"));
//! let evaluation = instrument.evaluate(&response).expect("the same version");
//! let conditions = evaluation.dimension("D4").expect("the fourth dimension");
//! assert_eq!(conditions.finding, Some(questionnaires::Finding::Present));
//! assert_eq!(conditions.because, ["D4.01", "D4.02"]);
//! ```
//!
//! | module | what it does |
//! |---|---|
//! | [`model`] | what a file may say |
//! | `file` | TOML to model, with lines |
//! | `check` | everything that can be wrong with an instrument |
//! | `compile` | the flat form that is evaluated |
//! | `evaluate` | answers to findings, with reasons |
//! | `version` | what changed between two versions |
//! | `compare` | several raters, and the same instrument at two times |
//! | [`fhir`] | FHIR R4 JSON, out and in |
//! | `library` | all instruments, by id and version |

mod answers;
mod check;
mod compare;
mod compile;
mod evaluate;
mod fault;
pub mod fhir;
mod file;
mod finding;
mod library;
pub mod model;
mod reach;
mod version;

pub use answers::{Answer, Response, ResponseFault, ResponseStatus};
pub use check::{Known, check};
pub use compare::{ItemComparison, OverTime, Raters, ScoreComparison, over_time, raters};
pub use compile::Compiled;
pub use evaluate::{
    ClassResult, ContradictionFound, DimensionResult, ElementResult, Evaluation, LensResult,
    Progress, Refusal, ScoreResult, Strengths,
};
pub use fault::{Fault, Severity};
pub use file::{LARGEST_FILE, read};
pub use finding::Finding;
pub use library::{Library, shipped_files};
pub use version::{Change, ChangeKind, EvaluationError, OtherVersion, changes};
