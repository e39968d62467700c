//! What whoever oversees the house sees of all cases: that somebody looked where they do not work, that an
//! exception was asked for. By code and day; the reasons stay sealed in the cases.

use casework::case::ClientCode;
use jiff::Timestamp;
use kernel::{Actor, Text};
use uuid::Uuid;

use super::kinds::ItemKind;
use crate::Store;
use crate::engine::Row;
use crate::error::StoreError;
use crate::people::Moment;
use crate::policy::{self, Action};
use crate::statements::statements;

/// How many lines are shown: the newest.
const NEWEST: i64 = 500;

/// Something out of the ordinary that was done to a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OversightLine {
    /// Its id.
    pub id: Uuid,
    /// The case.
    pub case_id: Uuid,
    /// Its code.
    pub code: ClientCode,
    /// A broken glass or an exception.
    pub kind: ItemKind,
    /// Where it stands, in a word of its kind.
    pub state: String,
    /// When.
    pub at: Timestamp,
    /// Until when it holds.
    pub until: Option<Timestamp>,
    /// Who.
    pub by: Option<Uuid>,
    /// Their name now.
    pub by_name: Option<String>,
    /// The organization they work for now.
    pub organization: Option<Text>,
}

statements! {
    Both UNUSUAL =
        "SELECT i.id AS id, i.case_id AS case_id, c.code AS code, i.kind AS kind, i.state AS state,
            i.created_at AS created_at, i.due AS due, i.created_by AS created_by, p.name AS by_name,
            o.name_en AS name_en, o.name_fr AS name_fr
         FROM case_item i
         JOIN case_record c ON c.id = i.case_id
         LEFT JOIN person p ON p.id = i.created_by
         LEFT JOIN organization o ON o.id = p.organization_id
         WHERE i.kind IN ('broken-glass', 'exception')
         ORDER BY i.created_at DESC, i.id DESC LIMIT $1";
}

fn line(row: &dyn Row) -> Result<OversightLine, StoreError> {
    let named = row.optional_text("name_en")?.is_some();
    Ok(OversightLine {
        id: row.parsed("id")?,
        case_id: row.parsed("case_id")?,
        code: row.parsed("code")?,
        kind: row.word("kind")?,
        state: row.text("state")?,
        at: row.parsed("created_at")?,
        until: row.optional_parsed("due")?,
        by: row.optional_parsed("created_by")?,
        by_name: row.optional_text("by_name")?,
        organization: if named {
            Some(row.both("name_en", "name_fr")?)
        } else {
            None
        },
    })
}

impl Store {
    /// Broken glasses and exceptions of all cases, the newest first, without their reasons. What a destroyed
    /// case held is no longer among them; its history still says that it was.
    pub async fn oversight(
        &self,
        actor: &Actor,
        _moment: &Moment<'_>,
    ) -> Result<Vec<OversightLine>, StoreError> {
        let mut transaction = self.read().await?;
        policy::allow(&mut transaction, actor, Action::ReadOversight, None).await?;
        transaction.all(&UNUSUAL, &[NEWEST.into()], line).await
    }
}
