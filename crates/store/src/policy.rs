//! Who may ask the store for what: the whole table on one page.

use kernel::Actor;
use uuid::Uuid;

use crate::engine::Transaction;
use crate::error::StoreError;

/// Something that can be asked of the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Read what the public may see of services.
    ReadListings,
    /// Read the taxonomy.
    ReadTaxonomy,
    /// Count what the public may see.
    ReadStatistics,
    /// Ask whether the directory has changed.
    ReadChangeCounter,
    /// Suggest a correction.
    AddSuggestion,
    /// Read whole records, with unlisted services and confidential locations.
    ReadRecords,
    /// Read the suggested corrections, and how to reach whoever made them.
    ReadSuggestions,
    /// Stale listings, duplicates, quarantine.
    Curate,
    /// Replace the shipped directory by the one in the content files.
    LoadContent,
    /// Examine the database itself.
    CheckHealth,
}

/// Answers whether `actor` may do `action` to what belongs to `organization` (`None`: to the house as
/// a whole). Asked inside the transaction of the act, so that a role taken away ends at once.
pub(crate) async fn allow(
    _transaction: &mut Transaction,
    actor: &Actor,
    action: Action,
    _organization: Option<Uuid>,
) -> Result<(), StoreError> {
    decide(actor, action)
}

/// Answers whether `actor` may do `action`. Everything that is not allowed here is forbidden.
pub fn decide(actor: &Actor, action: Action) -> Result<(), StoreError> {
    let allowed = match action {
        Action::ReadListings
        | Action::ReadTaxonomy
        | Action::ReadStatistics
        | Action::ReadChangeCounter
        | Action::AddSuggestion => true,
        Action::LoadContent | Action::ReadRecords | Action::CheckHealth => {
            matches!(actor, Actor::System | Actor::Operator)
        }
        // The program has no business with them: nobody but a human who reviews them.
        // Signed-in curators come in here with their roles.
        Action::ReadSuggestions | Action::Curate => matches!(actor, Actor::Operator),
    };
    if allowed {
        Ok(())
    } else {
        Err(StoreError::Forbidden(action))
    }
}
