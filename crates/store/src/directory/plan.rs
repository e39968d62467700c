//! What loading content has to do to one table: a comparison, without a database.

use std::collections::{HashMap, HashSet};

use crate::engine::Row;
use crate::error::StoreError;

/// How a record that is in the table stands to the content files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Standing {
    /// Made or edited here: the content files leave it alone.
    pub(super) local: bool,
    /// The content files no longer had it when last loaded.
    pub(super) withdrawn: bool,
    /// Digest of the record as it was last loaded.
    pub(super) digest: String,
}

impl Standing {
    /// `origin` of a record that follows the content files.
    pub(super) const SHIPPED: &'static str = "shipped";
    /// `origin` of a record that was made or edited here.
    pub(super) const LOCAL: &'static str = "local";

    /// Reads the id and the standing of a record.
    pub(super) fn from_row(row: &dyn Row) -> Result<(String, Self), StoreError> {
        let standing = Self {
            local: row.text("origin")? != Self::SHIPPED,
            withdrawn: row.yes("withdrawn")?,
            digest: row.text("record_digest")?,
        };
        Ok((row.text("id")?, standing))
    }
}

/// What to do to one table.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Plan {
    /// Positions of the shipped records that are new or changed, with their digests.
    pub(super) write: Vec<(usize, String)>,
    /// Ids of the records that the content files no longer have.
    pub(super) withdraw: Vec<String>,
    /// How many were left alone because they are local.
    pub(super) kept: usize,
    /// Positions of those of them that do not ship as they last did, as far as their digests tell.
    pub(super) kept_changed: Vec<usize>,
    /// How many are in the table already.
    pub(super) known: usize,
}

impl Plan {
    /// Compares what is in the table with what ships, given as ids and digests in order.
    pub(super) fn new(
        present: &HashMap<String, Standing>,
        shipped: impl Iterator<Item = (String, String)>,
    ) -> Self {
        let mut plan = Self {
            known: present.len(),
            ..Self::default()
        };
        let mut seen = HashSet::new();
        for (at, (id, digest)) in shipped.enumerate() {
            match present.get(&id) {
                Some(standing) if standing.local => {
                    plan.kept += 1;
                    if standing.digest != digest {
                        plan.kept_changed.push(at);
                    }
                }
                Some(standing) if !standing.withdrawn && standing.digest == digest => {}
                _ => plan.write.push((at, digest)),
            }
            seen.insert(id);
        }
        plan.withdraw = present
            .iter()
            .filter(|(id, standing)| !standing.local && !standing.withdrawn && !seen.contains(*id))
            .map(|(id, _)| id.clone())
            .collect();
        plan.withdraw.sort();
        plan
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(local: bool, withdrawn: bool) -> Standing {
        Standing {
            local,
            withdrawn,
            digest: "same".to_owned(),
        }
    }

    #[test]
    fn every_way_a_record_can_stand() {
        let present: HashMap<_, _> = [
            ("unchanged", standing(false, false)),
            ("changed", standing(false, false)),
            ("back again", standing(false, true)),
            ("edited here", standing(true, false)),
            ("gone", standing(false, false)),
            ("gone before", standing(false, true)),
            ("made here", standing(true, false)),
        ]
        .map(|(id, standing)| (id.to_owned(), standing))
        .into();
        let shipped = [
            ("unchanged", "same"),
            ("changed", "other"),
            ("back again", "same"),
            ("edited here", "other"),
            ("new", "new"),
        ]
        .map(|(id, digest)| (id.to_owned(), digest.to_owned()));
        assert_eq!(
            Plan::new(&present, shipped.into_iter()),
            Plan {
                write: vec![
                    (1, "other".to_owned()),
                    (2, "same".to_owned()),
                    (4, "new".to_owned())
                ],
                withdraw: vec!["gone".to_owned()],
                kept: 1,
                kept_changed: vec![3],
                known: 7,
            }
        );
    }
}
