//! Verifying the history: that nobody changed, took out, reordered or cut off an entry, and that the cases
//! as they stand are what the history says was last written. Also signed checkpoints.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use kernel::Actor;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vault::{Vault, chain};

use super::history::{self, CaseEvent, Link};
use super::{item, record};
use crate::Store;
use crate::engine::{Row, Transaction, word};
use crate::error::StoreError;
use crate::people::{Moment, stored};
use crate::policy::{self, Action};
use crate::statements::statements;

/// How many faults are told apart; where there are more, they are only counted.
const TOLD: usize = 100;

/// What is wrong with the history, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "fault", rename_all = "kebab-case")]
pub enum HistoryFault {
    /// An entry is missing: what follows is numbered on.
    Missing {
        /// The number that should have come.
        sequence: i64,
    },
    /// An entry does not stand on the one before it: it was changed, moved or put in.
    Changed {
        /// Its number.
        sequence: i64,
    },
    /// The sealed value beside an entry is not the one that was written, or is gone although its case is not.
    SealedChanged {
        /// Its number.
        sequence: i64,
    },
    /// The history ends before its head, or goes on after it.
    WrongEnd {
        /// The last entry there is.
        found: i64,
        /// The last one there was.
        head: i64,
    },
    /// The mark on the head is not ours: whoever wrote it had no key.
    WrongMark,
    /// At some time the mark was not ours; the house wrote this down at the next change.
    MarkWasWrong {
        /// Where.
        sequence: i64,
    },
    /// There is a history without a head, or a head without a history.
    NoHead,
    /// A case or something in it is not what was last written.
    RowChanged {
        /// The case.
        case_id: Uuid,
        /// What in it; `None`: the case itself.
        item_id: Option<Uuid>,
    },
    /// Something that was written is not there.
    RowMissing {
        /// The case.
        case_id: Uuid,
        /// What in it; `None`: the case itself.
        item_id: Option<Uuid>,
    },
    /// Those who work on a case are not those who were assigned.
    WorkersChanged {
        /// The case.
        case_id: Uuid,
    },
    /// A checkpoint does not fit: the history was rewritten or cut off since.
    CheckpointBroken {
        /// The entry that it is about.
        sequence: i64,
    },
    /// A checkpoint is not signed by this house.
    CheckpointForged {
        /// The entry that it is about.
        sequence: i64,
    },
}

/// The outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HistoryVerified {
    /// Entries looked at.
    pub entries: u64,
    /// Checkpoints held against them.
    pub checkpoints: u64,
    /// The number of the last entry.
    pub sequence: i64,
    /// Its hash.
    pub hash: String,
    /// The first faults.
    pub faults: Vec<HistoryFault>,
    /// How many there are in all.
    pub fault_count: u64,
}

impl HistoryVerified {
    fn fault(&mut self, fault: HistoryFault) {
        self.fault_count += 1;
        if self.faults.len() < TOLD {
            self.faults.push(fault);
        }
    }
}

/// A signed statement that the history had this hash at this entry. Anybody can check the signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// The entry.
    pub sequence: i64,
    /// When it was signed.
    pub at: Timestamp,
    /// The hash of the entry, in base64url.
    pub hash: String,
    /// The version of the deployment's key that the signing key came from.
    pub key_version: u32,
    /// The Ed25519 public key, in base64url.
    pub public_key: String,
    /// The signature over [`Checkpoint::message`], in base64url.
    pub signature: String,
}

impl Checkpoint {
    /// What is signed: `cairn checkpoint 1`, the number, the hash and the time, a line each.
    pub fn message(&self) -> String {
        let (sequence, hash, at) = (self.sequence, &self.hash, stored(self.at));
        format!("cairn checkpoint 1\n{sequence}\n{hash}\n{at}\n")
    }

    /// The signature in it.
    fn signed(&self) -> chain::Signature {
        chain::Signature {
            key_version: self.key_version,
            public_key: self.public_key.clone(),
            signature: self.signature.clone(),
        }
    }
}

statements! {
    Both ALL =
        "SELECT sequence, at, by_kind, by_person_id, by_organization_id, what, case_id, item_id, kind,
            version, detail, digest, sealed, sealed_digest, hash
         FROM case_history ORDER BY sequence";
    Both SHREDDED = "SELECT id FROM case_record WHERE wrapped_key IS NULL";
    /// What was erased, and up to which version: the last that still stands.
    Both ERASED = "SELECT item_id, version FROM case_history WHERE what = 'erased'";
    Both CHECKPOINTS =
        "SELECT sequence, at, hash, key_version, public_key, signature FROM case_history_checkpoint
         ORDER BY sequence";
    Both ADD_CHECKPOINT =
        "INSERT INTO case_history_checkpoint (sequence, at, hash, key_version, public_key, signature)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (sequence) DO NOTHING";
    /// What was written and is not there, though its case was not destroyed.
    Both MISSING_ITEMS =
        "SELECT DISTINCT h.case_id AS case_id, h.item_id AS item_id FROM case_history h
         LEFT JOIN case_item i ON i.id = h.item_id
         LEFT JOIN case_record c ON c.id = h.case_id
         WHERE h.item_id IS NOT NULL AND i.id IS NULL AND (c.id IS NULL OR c.wrapped_key IS NOT NULL)";
    /// But for what is said of no case.
    Both MISSING_CASES =
        "SELECT DISTINCT h.case_id AS case_id FROM case_history h
         LEFT JOIN case_record c ON c.id = h.case_id WHERE c.id IS NULL
            AND h.what NOT IN ('mark-was-wrong', 'keeping-set', 'take-out-asked', 'take-out-agreed')";
    Both ASSIGNMENTS =
        "SELECT case_id, what, detail FROM case_history
         WHERE what IN ('assigned', 'unassigned', 'shredded') ORDER BY sequence";
    Both WORKERS = "SELECT case_id, person_id FROM case_worker";
}

impl Store {
    /// Verifies the whole history, the cases as they stand, and the checkpoints kept here and `brought`
    /// from outside: only those find that the end of the history was cut off together with its head.
    pub async fn verify_history(
        &self,
        actor: &Actor,
        brought: &[Checkpoint],
    ) -> Result<HistoryVerified, StoreError> {
        let vault = self.vault()?;
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::VerifyHistory, None).await?;
        let mut checkpoints = transaction.all(&CHECKPOINTS, &[], checkpoint).await?;
        checkpoints.extend(brought.iter().cloned());
        let mut outcome = walk(&mut transaction, &checkpoints).await?;
        check_signatures(vault, &checkpoints, &mut outcome);
        check_head(&mut transaction, vault, &mut outcome).await?;
        check_rows(&mut transaction, &mut outcome).await?;
        check_workers(&mut transaction, &mut outcome).await?;
        Ok(outcome)
    }

    /// Signs how far the history goes, keeps the statement and gives it out, to be kept elsewhere. `None`
    /// when there is no history yet.
    pub async fn sign_checkpoint(
        &self,
        actor: &Actor,
        moment: &Moment<'_>,
    ) -> Result<Option<Checkpoint>, StoreError> {
        let vault = self.vault()?;
        let mut transaction = self.write().await?;
        policy::allow(&mut transaction, actor, Action::VerifyHistory, None).await?;
        let Some(head) = history::look(&mut transaction).await? else {
            return Ok(None);
        };
        if !vault.is_marked(history::number(head.sequence), &head.hash, &head.mark)? {
            // A signature would make it good.
            return Err(StoreError::damaged(
                "case_history_head",
                "its mark is not ours",
            ));
        }
        let mut made = Checkpoint {
            sequence: head.sequence,
            at: moment.now,
            hash: chain::hash_text(&head.hash),
            key_version: 0,
            public_key: String::new(),
            signature: String::new(),
        };
        let signed = vault.sign(made.message().as_bytes());
        made.key_version = signed.key_version;
        made.public_key = signed.public_key;
        made.signature = signed.signature;
        let values = [
            made.sequence.into(),
            stored(made.at).into(),
            (&made.hash).into(),
            i64::from(made.key_version).into(),
            (&made.public_key).into(),
            (&made.signature).into(),
        ];
        transaction.execute(&ADD_CHECKPOINT, &values).await?;
        transaction.commit().await?;
        Ok(Some(made))
    }
}

fn checkpoint(row: &dyn Row) -> Result<Checkpoint, StoreError> {
    let version = row.integer("key_version")?;
    Ok(Checkpoint {
        sequence: row.integer("sequence")?,
        at: row.parsed("at")?,
        hash: row.text("hash")?,
        key_version: u32::try_from(version).unwrap_or_default(),
        public_key: row.text("public_key")?,
        signature: row.text("signature")?,
    })
}

/// Goes through every entry once, as they come.
async fn walk(
    transaction: &mut Transaction,
    checkpoints: &[Checkpoint],
) -> Result<HistoryVerified, StoreError> {
    let shredded: BTreeSet<String> = transaction
        .all(&SHREDDED, &[], |row| row.text("id"))
        .await?
        .into_iter()
        .collect();
    let mut erased: BTreeMap<String, i64> = BTreeMap::new();
    transaction
        .each(&ERASED, &[], |row| {
            let before = erased.entry(row.text("item_id")?).or_default();
            *before = (*before).max(row.integer("version")?);
            Ok(())
        })
        .await?;
    let mut previous = chain::FIRST_HASH;
    let mut outcome = HistoryVerified {
        entries: 0,
        checkpoints: checkpoints.len() as u64,
        sequence: 0,
        hash: chain::hash_text(&previous),
        faults: Vec::new(),
        fault_count: 0,
    };
    let mark_was_wrong = word(&CaseEvent::MarkWasWrong);
    transaction
        .each(&ALL, &[], |row| {
            let sequence = row.integer("sequence")?;
            let expected = outcome.sequence + 1;
            if sequence != expected {
                outcome.fault(HistoryFault::Missing { sequence: expected });
            }
            let what = row.text("what")?;
            let kind = row.optional_text("kind")?;
            let case_id = row.text("case_id")?;
            let sealed_digest = row.text("sealed_digest")?;
            let entry = Link {
                sequence,
                at: &row.text("at")?,
                by_kind: &row.text("by_kind")?,
                by_person_id: row.optional_text("by_person_id")?,
                by_organization_id: row.optional_text("by_organization_id")?,
                what: &what,
                case_id: &case_id,
                item_id: row.optional_text("item_id")?,
                kind: kind.as_deref(),
                version: row.integer("version")?,
                detail: &row.text("detail")?,
                digest: &row.text("digest")?,
                sealed_digest: &sealed_digest,
            };
            let hash = entry.hash(&previous);
            let written = row.text("hash")?;
            if chain::hash_text(&hash) != written {
                outcome.fault(HistoryFault::Changed { sequence });
            }
            let right = if let Some(sealed) = row.optional_text("sealed")? {
                history::sealed_digest(&sealed) == sealed_digest
            } else {
                let gone = entry.item_id.as_ref().and_then(|id| erased.get(id));
                sealed_digest.is_empty()
                    || shredded.contains(&case_id)
                    || gone.is_some_and(|before| entry.version < *before)
            };
            if !right {
                outcome.fault(HistoryFault::SealedChanged { sequence });
            }
            if what == mark_was_wrong {
                outcome.fault(HistoryFault::MarkWasWrong { sequence });
            }
            let about = checkpoints.iter().filter(|one| one.sequence == sequence);
            for broken in about.filter(|one| one.hash != written) {
                outcome.fault(HistoryFault::CheckpointBroken {
                    sequence: broken.sequence,
                });
            }
            // Go on from what is written: one changed entry is one fault and not a million.
            previous = chain::parse_hash(&written).unwrap_or(hash);
            outcome.entries += 1;
            outcome.sequence = sequence;
            outcome.hash = written;
            Ok(())
        })
        .await?;
    let last = outcome.sequence;
    for cut in checkpoints.iter().filter(|one| one.sequence > last) {
        outcome.fault(HistoryFault::CheckpointBroken {
            sequence: cut.sequence,
        });
    }
    Ok(outcome)
}

fn check_signatures(vault: &Vault, checkpoints: &[Checkpoint], outcome: &mut HistoryVerified) {
    for one in checkpoints {
        if !vault.is_signed_here(one.message().as_bytes(), &one.signed()) {
            outcome.fault(HistoryFault::CheckpointForged {
                sequence: one.sequence,
            });
        }
    }
}

async fn check_head(
    transaction: &mut Transaction,
    vault: &Vault,
    outcome: &mut HistoryVerified,
) -> Result<(), StoreError> {
    let Some(head) = history::look(transaction).await? else {
        if outcome.entries > 0 {
            outcome.fault(HistoryFault::NoHead);
        }
        return Ok(());
    };
    if !vault.is_marked(history::number(head.sequence), &head.hash, &head.mark)? {
        outcome.fault(HistoryFault::WrongMark);
    }
    if head.sequence != outcome.sequence || chain::hash_text(&head.hash) != outcome.hash {
        outcome.fault(HistoryFault::WrongEnd {
            found: outcome.sequence,
            head: head.sequence,
        });
    }
    Ok(())
}

/// The cases and what is in them, against what was last written of each.
async fn check_rows(
    transaction: &mut Transaction,
    outcome: &mut HistoryVerified,
) -> Result<(), StoreError> {
    for (case_id, item_id) in record::changed(transaction).await? {
        outcome.fault(HistoryFault::RowChanged { case_id, item_id });
    }
    for (case_id, item_id) in item::changed(transaction).await? {
        outcome.fault(HistoryFault::RowChanged { case_id, item_id });
    }
    let missing = transaction
        .all(&MISSING_ITEMS, &[], |row| {
            Ok((row.parsed("case_id")?, row.optional_parsed("item_id")?))
        })
        .await?;
    for (case_id, item_id) in missing {
        outcome.fault(HistoryFault::RowMissing { case_id, item_id });
    }
    let missing = transaction
        .all(&MISSING_CASES, &[], |row| row.parsed("case_id"))
        .await?;
    for case_id in missing {
        outcome.fault(HistoryFault::RowMissing {
            case_id,
            item_id: None,
        });
    }
    Ok(())
}

/// Whoever writes a row into `case_worker` by hand gives themselves a case.
async fn check_workers(
    transaction: &mut Transaction,
    outcome: &mut HistoryVerified,
) -> Result<(), StoreError> {
    let mut expected: BTreeSet<(String, String)> = BTreeSet::new();
    transaction
        .each(&ASSIGNMENTS, &[], |row| {
            let (case, person) = (row.text("case_id")?, row.text("detail")?);
            match row.text("what")?.as_str() {
                "assigned" => drop(expected.insert((case, person))),
                "unassigned" => drop(expected.remove(&(case, person))),
                _ => expected.retain(|(other, _)| *other != case),
            }
            Ok(())
        })
        .await?;
    let found: BTreeSet<(String, String)> = transaction
        .all(&WORKERS, &[], |row| {
            Ok((row.text("case_id")?, row.text("person_id")?))
        })
        .await?
        .into_iter()
        .collect();
    let different: BTreeSet<&String> = expected
        .symmetric_difference(&found)
        .map(|(case, _)| case)
        .collect();
    for case in different {
        outcome.fault(HistoryFault::WorkersChanged {
            case_id: case.parse().unwrap_or_default(),
        });
    }
    Ok(())
}
