//! Guides as step cards, and what the law of each jurisdiction asks: text in, structures and faults out.
//!
//! No I/O: whoever calls gives the files and the day. What ships is folded in by `build.rs`. A file
//! with a fault is left out with everything that needs it, and the rest is served; every fault is told
//! with its file, its line and what to do. The form of the files is in `docs/guides/writing-a-guide.md`.

mod article;
mod check;
mod claims;
mod fault;
mod guide;
pub mod html;
pub mod jurisdiction;
mod library;
mod markdown;
pub mod readability;
mod typography;
mod vocabulary;

#[cfg(test)]
mod tests;

pub use article::{Article, Block, Card, Inline, PAGES, Target};
pub use fault::{Fault, Severity};
pub use guide::{Confidence, Guide, Kind, LocalServices, Source};
pub use library::{Library, check, shipped_files};
pub use vocabulary::Vocabulary;
