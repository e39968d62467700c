//! The table `import_run`: every export that somebody looked at or took in, with the report of it.

use jiff::Timestamp;
use kernel::Actor;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::Vault;
use zeroize::Zeroizing;

use super::history::{self, EditedBy};
use super::imported::{ImportCounts, ImportReport};
use super::imports::{self, Table};
use crate::Store;
use crate::engine::{Row, Transaction, word};
use crate::error::StoreError;
use crate::policy::{self, Action};
use crate::statements::statements;

/// The columns that a list needs, then `$after`.
macro_rules! select {
    ($after:literal) => {
        concat!(
            "SELECT id, source, format, state, started_by, started_at, ended_by, ended_at, row_count,
                fault_count, new_count, changed_count, gone_count, conflict_count,
                quarantined_count, sealed
             FROM import_run ",
            $after
        )
    };
}

statements! {
    Both ALL = select!("ORDER BY started_at DESC, id");
    Both ONE = select!("WHERE id = $1");
    Both BEGIN =
        "INSERT INTO import_run
            (id, source, format, state, started_by, started_at, row_count, fault_count, new_count,
             changed_count, gone_count, conflict_count, quarantined_count, sealed)
         VALUES ($1, $2, $3, 'reading', $4, $5, 0, 0, 0, 0, 0, 0, 0, $6)";
    Both COUNT =
        "UPDATE import_run SET row_count = $2, fault_count = $3, new_count = $4, changed_count = $5,
            gone_count = $6, conflict_count = $7, quarantined_count = $8
         WHERE id = $1";
    Both END =
        "UPDATE import_run SET state = $2, ended_by = $3, ended_at = $4, sealed = $5 WHERE id = $1";
}

/// How far a run has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ImportRunState {
    /// It is being read, or was when the program ended.
    Reading,
    /// It was compared with the directory, and waits for somebody to apply it.
    Compared,
    /// It is being applied, or was when the program ended: then nothing was changed.
    Applying,
    /// It was written to the directory.
    Applied,
    /// It was applied, and everything was as it says already.
    Unchanged,
    /// It could not be read, or not be written.
    Failed,
    /// Somebody decided not to apply it.
    Discarded,
}

/// A run that begins.
#[derive(Clone, Copy)]
pub struct NewImportRun<'a> {
    /// Its id.
    pub id: Uuid,
    /// The name of the source.
    pub source: &'a str,
    /// `csv`, `json`, `zip` or `folder`.
    pub format: &'a str,
    /// The name of the file.
    pub file: &'a str,
    /// Bytes of the file.
    pub size: u64,
    /// SHA-256 of the file in hexadecimal; empty for a folder.
    pub digest: &'a str,
}

/// One run.
#[derive(Clone, PartialEq)]
pub struct ImportRun {
    /// Its id.
    pub id: Uuid,
    /// The name of the source.
    pub source: String,
    /// `csv`, `json`, `zip` or `folder`.
    pub format: String,
    /// How far it has come.
    pub state: ImportRunState,
    /// Who brought the export.
    pub started_by: EditedBy,
    /// When.
    pub started_at: Timestamp,
    /// Who applied it or threw it away.
    pub ended_by: Option<EditedBy>,
    /// When it came to its state.
    pub ended_at: Option<Timestamp>,
    /// Rows read.
    pub rows: u64,
    /// Faults in them.
    pub faults: u64,
    /// Organizations and services together.
    pub counts: ImportCounts,
    /// Rows kept aside.
    pub quarantined: u64,
    /// What is kept of it beside that.
    pub kept: RunKept,
}

/// What the vault keeps of a run.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RunKept {
    /// The name of the file.
    pub file: String,
    /// Bytes of the file.
    pub size: u64,
    /// SHA-256 of the file.
    pub digest: String,
    /// Why it failed: a word of the program's, and what the reader said.
    #[serde(default)]
    pub problem: Option<(String, String)>,
    /// The report, once it was read.
    #[serde(default)]
    pub report: Option<ImportReport>,
}

/// Says which, never what: a report holds what a source said.
impl std::fmt::Debug for ImportRun {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "ImportRun({}, {:?})", self.id, self.state)
    }
}

fn seal(id: Uuid, kept: &RunKept, vault: &Vault) -> String {
    let plain = Zeroizing::new(serde_json::to_vec(kept).expect("a report is plain data"));
    imports::seal(Table::Run, &id.to_string(), &plain, vault)
}

fn from_row(row: &dyn Row, vault: &Vault) -> Result<ImportRun, StoreError> {
    let id = row.text("id")?;
    let count = |column| row.integer(column).map(|count| count as u64);
    let kept: RunKept = imports::open(Table::Run, &id, &row.text("sealed")?, vault)?;
    let ended_by = row.optional_text("ended_by")?;
    Ok(ImportRun {
        id: row.parsed("id")?,
        source: row.text("source")?,
        format: row.text("format")?,
        state: row.word("state")?,
        started_by: history::by(&row.text("started_by")?)?,
        started_at: row.parsed("started_at")?,
        ended_by: ended_by.as_deref().map(history::by).transpose()?,
        ended_at: row.optional_parsed("ended_at")?,
        rows: count("row_count")?,
        faults: count("fault_count")?,
        counts: ImportCounts {
            new: count("new_count")?,
            changed: count("changed_count")?,
            unchanged: 0,
            gone: count("gone_count")?,
            conflicts: count("conflict_count")?,
        },
        quarantined: count("quarantined_count")?,
        kept,
    })
}

async fn one(
    transaction: &mut Transaction,
    id: Uuid,
    vault: &Vault,
) -> Result<Option<ImportRun>, StoreError> {
    let found = transaction
        .all(&ONE, &[id.into()], |row| from_row(row, vault))
        .await?;
    Ok(found.into_iter().next())
}

async fn end(
    transaction: &mut Transaction,
    run: ImportRun,
    (state, actor, now): (ImportRunState, &Actor, Timestamp),
    vault: &Vault,
) -> Result<(), StoreError> {
    let values = [
        run.id.into(),
        word(&state).into(),
        history::who(actor).into(),
        now.to_string().into(),
        seal(run.id, &run.kept, vault).into(),
    ];
    transaction.execute(&END, &values).await.map(drop)
}

/// Writes down what a run came to, in the transaction of the import.
pub(super) async fn report(
    transaction: &mut Transaction,
    id: Uuid,
    came_to: (ImportRunState, &Actor, Timestamp),
    report: ImportReport,
    vault: &Vault,
) -> Result<(), StoreError> {
    let Some(mut run) = one(transaction, id, vault).await? else {
        return Err(StoreError::UnknownImportRun(id));
    };
    let together = report.together();
    let counts = [
        report.rows,
        report.fault_count(),
        together.new,
        together.changed,
        together.gone,
        together.conflicts,
        report.quarantined,
    ];
    let mut values = vec![id.into()];
    // More rows than half of what 64 bits can count do not fit into any file.
    values.extend(counts.map(|count| i64::try_from(count).unwrap_or(i64::MAX).into()));
    transaction.execute(&COUNT, &values).await?;
    run.kept.report = Some(report);
    run.kept.problem = None;
    end(transaction, run, came_to, vault).await
}

impl Store {
    /// Every run, the latest first.
    pub async fn import_runs(&self, actor: &Actor) -> Result<Vec<ImportRun>, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::ImportDirectory, None).await?;
        let vault = self.vault()?;
        transaction.all(&ALL, &[], |row| from_row(row, vault)).await
    }

    /// One run; `None` when there is none.
    pub async fn import_run(
        &self,
        actor: &Actor,
        id: Uuid,
    ) -> Result<Option<ImportRun>, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::ImportDirectory, None).await?;
        one(&mut transaction, id, self.vault()?).await
    }

    /// Writes down that somebody brought an export. What becomes of it is written down by `import`.
    pub async fn begin_import_run(
        &self,
        actor: &Actor,
        run: NewImportRun<'_>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        policy::allow(&mut transaction, actor, Action::ImportDirectory, None).await?;
        let kept = RunKept {
            file: run.file.to_owned(),
            size: run.size,
            digest: run.digest.to_owned(),
            ..RunKept::default()
        };
        let values = [
            run.id.into(),
            run.source.into(),
            run.format.into(),
            history::who(actor).into(),
            now.to_string().into(),
            seal(run.id, &kept, self.vault()?).into(),
        ];
        transaction.execute(&BEGIN, &values).await?;
        transaction.commit().await
    }

    /// Writes down how far a run has come outside of `import`; `problem` says why it failed: a word, and
    /// what the reader said.
    pub async fn mark_import_run(
        &self,
        actor: &Actor,
        id: Uuid,
        state: ImportRunState,
        problem: Option<(&str, &str)>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        policy::allow(&mut transaction, actor, Action::ImportDirectory, None).await?;
        let vault = self.vault()?;
        let Some(mut run) = one(&mut transaction, id, vault).await? else {
            return Err(StoreError::UnknownImportRun(id));
        };
        if let Some((word, said)) = problem {
            run.kept.problem = Some((word.to_owned(), said.to_owned()));
        }
        end(&mut transaction, run, (state, actor, now), vault).await?;
        transaction.commit().await
    }
}
