//! Who is asking. Every store method takes one first and decides by it.

use uuid::Uuid;

/// Whoever asks the store for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Actor {
    /// Someone on the public side: no account, no trace.
    Public,
    /// The program itself: start-up, indexing, jobs.
    System,
    /// The person at the machine's own command line, who already holds the data folder.
    Operator,
    /// A signed-in person.
    Person(Uuid),
}
