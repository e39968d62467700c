//! All instruments, by id and version. A folder with faults still serves what is sound.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;

use crate::answers::Response;
use crate::check::{Known, check};
use crate::compile::Compiled;
use crate::evaluate::Evaluation;
use crate::fault::Fault;
use crate::model::Status;
use crate::version::EvaluationError;

macro_rules! shipped {
    ($($name:literal),* $(,)?) => {
        &[$((
            concat!("content/questionnaires/", $name, ".toml"),
            include_bytes!(concat!("../../../content/questionnaires/", $name, ".toml")),
        )),*]
    };
}

/// Every file of content/questionnaires; a test holds the list against the folder.
static SHIPPED: &[(&str, &[u8])] = shipped![
    "ahtst",
    "cultural-competency",
    "ilo-labour-adult",
    "ilo-labour-child",
    "ilo-sexual-adult",
    "ilo-sexual-child",
    "legal-elements",
    "needs-assessment",
    "organisational-readiness",
    "protection-order",
    "tvit",
];

/// The files that were folded into the program: paths such as `content/questionnaires/tvit.toml`.
pub fn shipped_files() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    SHIPPED.iter().copied()
}

/// Instruments, ready to be answered.
#[derive(Debug, Default)]
pub struct Library {
    /// By id, versions in the order in which they were read.
    instruments: BTreeMap<String, Vec<Compiled>>,
}

impl Library {
    /// What ships. A fault in it is found by the tests; were there one, the instrument would be left
    /// out here.
    pub fn shipped() -> Self {
        // A day on which nothing has fallen due: dates are for the check, not for the engine.
        Self::read(shipped_files(), &Known::default(), Date::MAX).0
    }

    /// Reads files by path and bytes, in any order; names that do not end in `.toml` are passed over.
    /// What has errors is left out, and the rest serves.
    pub fn read<'a>(
        files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
        known: &Known,
        today: Date,
    ) -> (Self, Vec<Fault>) {
        let is_ours = |file: &(&str, &[u8])| Path::new(file.0).extension() == Some("toml".as_ref());
        let mut files: Vec<(&str, &[u8])> = files.into_iter().filter(is_ours).collect();
        files.sort_unstable_by_key(|&(path, _)| path);
        let mut library = Self::default();
        let mut faults = Vec::new();
        for (path, bytes) in files {
            let (questionnaire, found) = check(path, bytes, known, today);
            faults.extend(found);
            let Some(questionnaire) = questionnaire else {
                continue;
            };
            let name = format!("{} version {}", questionnaire.id, questionnaire.version);
            let is_there = library
                .get(&questionnaire.id, &questionnaire.version)
                .is_some();
            if is_there {
                faults.push(Fault::error(
                    path,
                    None,
                    format!("{name} is in another file too"),
                    "give it its own version; answers are kept by it",
                ));
                continue;
            }
            let id = questionnaire.id.clone();
            match Compiled::new(questionnaire) {
                Some(compiled) => library.instruments.entry(id).or_default().push(compiled),
                None => faults.push(Fault::error(
                    path,
                    None,
                    format!("{name} does not hold together"),
                    "look for a name that leads nowhere",
                )),
            }
        }
        (library, faults)
    }

    /// The newest version: the last in the order of versions (1.10 comes after 1.9) that is not retired.
    pub fn latest(&self, id: &str) -> Option<&Compiled> {
        let versions = self.instruments.get(id)?;
        let in_use = versions
            .iter()
            .filter(|one| one.questionnaire.status != Status::Retired);
        in_use.max_by_key(|one| parts(&one.questionnaire.version))
    }

    /// One version.
    pub fn get(&self, id: &str, version: &str) -> Option<&Compiled> {
        let versions = self.instruments.get(id)?;
        versions
            .iter()
            .find(|one| one.questionnaire.version == version)
    }

    /// The newest version of each instrument, by id.
    pub fn all(&self) -> impl Iterator<Item = &Compiled> {
        self.instruments.keys().filter_map(|id| self.latest(id))
    }

    /// Evaluates answers with the version they were given to.
    pub fn evaluate(&self, response: &Response) -> Result<Evaluation<'_>, EvaluationError> {
        match self.get(&response.questionnaire, &response.version) {
            Some(instrument) => instrument.evaluate(response),
            None => self.evaluate_with_latest(response),
        }
    }

    /// Evaluates answers with the newest version; when they were given to another, the error says
    /// what changed since.
    pub fn evaluate_with_latest(
        &self,
        response: &Response,
    ) -> Result<Evaluation<'_>, EvaluationError> {
        let id = &response.questionnaire;
        let latest = self
            .latest(id)
            .ok_or_else(|| EvaluationError::UnknownInstrument(id.clone()))?;
        if response.version == latest.questionnaire.version {
            return latest.evaluate(response);
        }
        let older = self.get(id, &response.version).map(Compiled::questionnaire);
        Err(latest.other_version(response, older))
    }
}

/// The parts of a version, numbers as numbers.
fn parts(version: &str) -> Vec<(u64, String)> {
    let parts = version.split(['.', '-']);
    parts
        .map(|part| (part.parse().unwrap_or(0), part.to_owned()))
        .collect()
}
