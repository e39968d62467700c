//! The table `kept_answers`: answers that somebody without an account asked to keep.
//!
//! The house finds a row by a keyed digest of the code and opens it with a key that only the code gives. It
//! knows neither whose it is nor what is in it, and forgets it by itself.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use kernel::{Actor, Secret};
use vault::{CodeKey, Place};
use zeroize::Zeroizing;

use super::resume_code::ResumeCode;
use crate::Store;
use crate::engine::Transaction;
use crate::error::StoreError;
use crate::people::Moment;
use crate::policy::{self, Action};
use crate::statements::statements;

/// Bytes of answers.
pub const KEPT_LIMIT: usize = 512 * 1024;
/// How many are kept at one time: what a flood can fill is bounded.
pub const KEPT_ROWS: i64 = 10_000;
/// The longest that answers are kept, in days.
pub const KEPT_DAYS: u8 = 30;
/// Sealed values have lengths that are multiples of this.
const STEP: usize = 8 * 1024;

/// Answers that are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAnswers {
    /// The code that opens them; shown once.
    pub code: ResumeCode,
    /// The day from whose beginning they are gone, on the clock furthest west in the country.
    pub delete_on: Date,
}

statements! {
    Both ADD = "INSERT INTO kept_answers (lookup, sealed, delete_on) VALUES ($1, $2, $3)";
    Both REPLACE =
        "UPDATE kept_answers SET sealed = $2, delete_on = $3 WHERE lookup = $1 AND delete_on > $4";
    Both READ = "SELECT sealed, delete_on FROM kept_answers WHERE lookup = $1 AND delete_on > $2";
    Both DELETE = "DELETE FROM kept_answers WHERE lookup = $1";
    Both SWEEP = "DELETE FROM kept_answers WHERE delete_on <= $1";
    Both COUNT = "SELECT COUNT(*) AS kept FROM kept_answers";
}

impl Store {
    /// Keeps answers for 1 to [`KEPT_DAYS`] days: in place of those under `code`, when they are still
    /// there, and else under a fresh code.
    pub async fn keep_answers(
        &self,
        actor: &Actor,
        code: Option<&ResumeCode>,
        answers: &[u8],
        days: u8,
        moment: &Moment<'_>,
    ) -> Result<KeptAnswers, StoreError> {
        policy::decide(actor, Action::KeepAnswers)?;
        if answers.len() > KEPT_LIMIT {
            return Err(StoreError::MessageTooLong {
                found: answers.len(),
                limit: KEPT_LIMIT,
            });
        }
        let today = directory::review::today(moment.now);
        let days = i64::from(days.clamp(1, KEPT_DAYS));
        let delete_on = today.saturating_add(days.days());
        let mut transaction = self.write().await?;
        sweep(&mut transaction, today).await?;
        if let Some(code) = code {
            for lookup in self.lookups(code)? {
                let values = [
                    lookup.as_str().into(),
                    seal(code, &lookup, answers, moment).into(),
                    delete_on.to_string().into(),
                    today.to_string().into(),
                ];
                if transaction.execute(&REPLACE, &values).await? == 1 {
                    transaction.commit().await?;
                    return Ok(KeptAnswers {
                        code: code.clone(),
                        delete_on,
                    });
                }
            }
        }
        let kept = transaction
            .one(&COUNT, &[], |row| row.integer("kept"))
            .await?;
        if kept >= KEPT_ROWS {
            return Err(StoreError::TooManyWaiting { limit: KEPT_ROWS });
        }
        let code = ResumeCode::fresh(moment.random);
        let lookup = self
            .vault()?
            .blind_index("kept_answers", "lookup", code.bytes());
        let values = [
            lookup.as_str().into(),
            seal(&code, &lookup, answers, moment).into(),
            delete_on.to_string().into(),
        ];
        transaction.execute(&ADD, &values).await?;
        transaction.commit().await?;
        Ok(KeptAnswers { code, delete_on })
    }

    /// The answers under a code, and the day on which they go. A code that never was and one whose day has
    /// come take the same way and get the same answer: `None`.
    pub async fn kept_answers(
        &self,
        actor: &Actor,
        code: &ResumeCode,
        now: Timestamp,
    ) -> Result<Option<(Secret<Vec<u8>>, Date)>, StoreError> {
        policy::decide(actor, Action::KeepAnswers)?;
        let today = directory::review::today(now).to_string();
        let lookups = self.lookups(code)?;
        let mut transaction = self.read().await?;
        for lookup in lookups {
            let values = [lookup.as_str().into(), today.as_str().into()];
            let found = transaction
                .all(&READ, &values, |row| {
                    Ok((row.text("sealed")?, row.parsed::<Date>("delete_on")?))
                })
                .await?;
            if let Some((sealed, delete_on)) = found.into_iter().next() {
                let plain = open(code, &lookup, &sealed)?;
                return Ok(Some((Secret::new(plain), delete_on)));
            }
        }
        Ok(None)
    }

    /// Deletes the answers under a code. Whether there were any is not told.
    pub async fn delete_kept_answers(
        &self,
        actor: &Actor,
        code: &ResumeCode,
    ) -> Result<(), StoreError> {
        policy::decide(actor, Action::KeepAnswers)?;
        let lookups = self.lookups(code)?;
        let mut transaction = self.write().await?;
        for lookup in lookups {
            transaction.execute(&DELETE, &[lookup.into()]).await?;
        }
        transaction.commit().await
    }

    /// Deletes every row whose day has come. The program does it by itself.
    pub async fn sweep_kept_answers(
        &self,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        policy::decide(actor, Action::SweepKeptAnswers)?;
        let mut transaction = self.write().await?;
        sweep(&mut transaction, directory::review::today(now)).await?;
        transaction.commit().await
    }

    /// Where a code may be found: under each of the deployment's keys.
    fn lookups(&self, code: &ResumeCode) -> Result<Vec<String>, StoreError> {
        let vault = self.vault()?;
        Ok(vault.blind_indexes("kept_answers", "lookup", code.bytes()))
    }
}

async fn sweep(transaction: &mut Transaction, today: Date) -> Result<(), StoreError> {
    transaction
        .execute(&SWEEP, &[today.to_string().into()])
        .await?;
    Ok(())
}

const fn place(lookup: &str) -> Place<'_> {
    Place {
        table: "kept_answers",
        column: "sealed",
        row: lookup,
    }
}

/// The length, the answers, and zeros up to the next step.
fn seal(code: &ResumeCode, lookup: &str, answers: &[u8], moment: &Moment<'_>) -> String {
    let length = u32::try_from(answers.len()).unwrap_or(u32::MAX);
    let mut plain = Zeroizing::new(Vec::with_capacity(answers.len() + STEP));
    plain.extend_from_slice(&length.to_le_bytes());
    plain.extend_from_slice(answers);
    let whole = plain.len().next_multiple_of(STEP);
    plain.resize(whole, 0);
    CodeKey::of(code.bytes()).seal(place(lookup), &plain, moment.random)
}

fn open(code: &ResumeCode, lookup: &str, sealed: &str) -> Result<Vec<u8>, StoreError> {
    let damaged = |problem: String| StoreError::damaged("kept_answers.sealed", problem);
    let plain = CodeKey::of(code.bytes())
        .open(place(lookup), sealed)
        .map_err(|problem| damaged(problem.to_string()))?;
    let (length, rest) = plain
        .split_first_chunk::<4>()
        .ok_or_else(|| damaged("it is too short".to_owned()))?;
    let length = u32::from_le_bytes(*length) as usize;
    let answers = rest
        .get(..length)
        .ok_or_else(|| damaged("it is shorter than it says".to_owned()))?;
    Ok(answers.to_vec())
}
