//! What can go wrong in the index.

/// Why an index could not be built, opened or read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The term dictionary or the postings.
    #[error("the search index: {0}")]
    Engine(#[from] tantivy::TantivyError),
    /// The disk.
    #[error("the search index on disk: {0}")]
    Io(#[from] std::io::Error),
    /// A record that does not decode, or whose bytes have changed.
    #[error("the search index is damaged: {0}; delete its folder and start again")]
    Damaged(&'static str),
    /// A listing that cannot be written down.
    #[error("a listing cannot be written to the search index: {0}")]
    Encode(#[source] postcard::Error),
    /// More than the index can hold.
    #[error("too many {0} for the search index")]
    TooMany(&'static str),
}

/// The result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;
