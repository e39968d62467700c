//! The table `case_document`: the bytes of a document, sealed beside what is known of it.

use casework::document::{Document, DocumentKind, Offered, check};
use casework::words::{CaseId, DocumentId, Private, WorkerId};
use kernel::Actor;
use uuid::Uuid;
use vault::Place;
use zeroize::Zeroizing;

use super::change::{Change, Intent};
use super::history::CaseEvent;
use super::kinds::ItemKind;
use super::problem::CaseError;
use super::records::CasePurpose;
use crate::Store;
use crate::engine::Transaction;
use crate::error::StoreError;
use crate::people::Moment;
use crate::policy::Action;
use crate::statements::statements;

statements! {
    Both ADD = "INSERT INTO case_document (item_id, case_id, sealed) VALUES ($1, $2, $3)";
    Both READ = "SELECT sealed FROM case_document WHERE item_id = $1 AND case_id = $2";
    Both SHRED = "DELETE FROM case_document WHERE case_id = $1";
}

/// A document that somebody brings.
#[derive(Debug, Clone)]
pub struct NewDocument<'a> {
    /// What it is.
    pub kind: DocumentKind,
    /// What it is called.
    pub title: Private,
    /// Its bytes, and what is known of them.
    pub offered: Offered<'a>,
}

fn place(row: &str) -> Place<'_> {
    Place {
        table: "case_document",
        column: "sealed",
        row,
    }
}

/// Takes away the documents of a case that is being destroyed.
pub(crate) async fn shred(transaction: &mut Transaction, case: Uuid) -> Result<(), StoreError> {
    transaction.execute(&SHRED, &[case.into()]).await?;
    Ok(())
}

impl Store {
    /// Keeps a document, if it is what it says it is and may be kept at all; its id.
    pub async fn add_document(
        &self,
        actor: &Actor,
        case: Uuid,
        new: &NewDocument<'_>,
        moment: &Moment<'_>,
    ) -> Result<Uuid, StoreError> {
        let action = Action::WriteCase;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Write).await?;
        change.refuse_closed()?;
        let file_type = check(&new.offered).map_err(CaseError::Document)?;
        let document = Document {
            id: DocumentId(Uuid::nil()),
            case: CaseId(case),
            kind: new.kind,
            file_type,
            title: new.title.clone(),
            size: new.offered.bytes.len() as u64,
            scan: new.offered.scan,
            by: WorkerId(Uuid::nil()),
            at: moment.now,
        };
        let id = change.add_item(&document, CaseEvent::ItemAdded).await?;
        let row = id.to_string();
        let sealed = change
            .key()?
            .seal(place(&row), new.offered.bytes, moment.random);
        let values = [id.into(), case.into(), (&sealed).into()];
        change.transaction.execute(&ADD, &values).await?;
        change.commit().await?;
        Ok(id)
    }

    /// A document with its bytes. The reading is recorded.
    pub async fn document(
        &self,
        actor: &Actor,
        case: Uuid,
        document: Uuid,
        purpose: CasePurpose,
        moment: &Moment<'_>,
    ) -> Result<(Document, Zeroizing<Vec<u8>>), StoreError> {
        let action = Action::ReadCase;
        let mut change = Change::begin(self, actor, case, action, moment, Intent::Read).await?;
        let (_, found) = change.item::<Document>(document).await?;
        let values = [document.into(), case.into()];
        let sealed = change
            .transaction
            .all(&READ, &values, |row| row.text("sealed"))
            .await?;
        let sealed = sealed.first().ok_or(CaseError::UnknownItem)?;
        let bytes = change.key()?.open(place(&document.to_string()), sealed)?;
        change.read(purpose, Some(ItemKind::Document)).await?;
        change.commit().await?;
        Ok((found, bytes))
    }
}
