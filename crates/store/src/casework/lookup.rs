//! The table `case_lookup`: finding a case again by an alias, a name or a telephone number, exactly, without
//! opening any. Only keyed digests stand here.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;
use uuid::Uuid;
use vault::Vault;

use super::item::Held;
use crate::engine::{Transaction, word};
use crate::error::StoreError;
use crate::statements::statements;

/// What a case can be found by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LookupKind {
    /// What she is called.
    Alias,
    /// A name on papers: the family name with the first.
    Name,
    /// A telephone number.
    Phone,
}

statements! {
    Both CLEAR = "DELETE FROM case_lookup WHERE case_id = $1 AND item_id = $2";
    Both ADD =
        "INSERT INTO case_lookup (case_id, item_id, what, blind_index) VALUES ($1, $2, $3, $4)
         ON CONFLICT (case_id, item_id, what, blind_index) DO NOTHING";
    Both FIND = "SELECT DISTINCT case_id FROM case_lookup WHERE blind_index = $1";
    Both SHRED = "DELETE FROM case_lookup WHERE case_id = $1";
}

/// A value as it is compared: case, accents' spelling and space do not count; of a telephone number only
/// the digits do, without the country's 1.
pub(crate) fn folded(kind: LookupKind, value: &str) -> Option<String> {
    let folded: String = match kind {
        LookupKind::Alias | LookupKind::Name => {
            let lower: String = value.nfkc().flat_map(char::to_lowercase).collect();
            lower.split_whitespace().collect::<Vec<_>>().join(" ")
        }
        LookupKind::Phone => {
            let digits: String = value.chars().filter(char::is_ascii_digit).collect();
            match digits.strip_prefix('1') {
                Some(rest) if rest.len() == 10 => rest.to_owned(),
                _ => digits,
            }
        }
    };
    (!folded.is_empty()).then_some(folded)
}

/// Puts what a row can be found by in the place of what it could be found by before.
pub(crate) async fn replace(
    transaction: &mut Transaction,
    vault: &Vault,
    held: &Held,
    found: &[(LookupKind, String)],
) -> Result<(), StoreError> {
    let values = [held.case.into(), held.id.into()];
    transaction.execute(&CLEAR, &values).await?;
    for (kind, value) in found {
        let Some(value) = folded(*kind, value) else {
            continue;
        };
        let kind = word(kind);
        let values = [
            held.case.into(),
            held.id.into(),
            (&kind).into(),
            vault
                .blind_index("case_lookup", &kind, value.as_bytes())
                .into(),
        ];
        transaction.execute(&ADD, &values).await?;
    }
    Ok(())
}

/// The cases that can be found by this.
pub(crate) async fn find(
    transaction: &mut Transaction,
    vault: &Vault,
    kind: LookupKind,
    value: &str,
) -> Result<BTreeSet<Uuid>, StoreError> {
    let Some(value) = folded(kind, value) else {
        return Ok(BTreeSet::new());
    };
    let mut found = BTreeSet::new();
    // One for each of the deployment's keys: older rows may stand under an older one.
    for index in vault.blind_indexes("case_lookup", &word(&kind), value.as_bytes()) {
        let cases: Vec<Uuid> = transaction
            .all(&FIND, &[index.into()], |row| row.parsed("case_id"))
            .await?;
        found.extend(cases);
    }
    Ok(found)
}

/// Takes out whatever a case that is being destroyed could be found by.
pub(crate) async fn shred(transaction: &mut Transaction, case: Uuid) -> Result<(), StoreError> {
    transaction.execute(&SHRED, &[case.into()]).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_value_are_one_value() {
        let alias = |value| folded(LookupKind::Alias, value);
        assert_eq!(alias(" Ève  Exemple "), alias("e\u{300}ve exemple"));
        assert_eq!(alias(" \t"), None);
        let phone = |value| folded(LookupKind::Phone, value);
        assert_eq!(phone("+1 (604) 555-0100"), phone("604.555.0100"));
        assert_eq!(phone("no number"), None);
        assert_ne!(phone("604 555 0100"), phone("604 555 0101"));
    }
}
