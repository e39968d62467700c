//! Pages: routes, forms, templates, locales, style. No rules of the directory and no SQL.
//!
//! To find the code of a page from its address: [`routes`]. To add one: docs/guides/adding-a-page.md.
//! Everything works without scripts; nothing is loaded from elsewhere; nothing of a visitor is kept.

mod assets;
mod compression;
mod cross_site;
mod directory;
mod form;
mod frame;
mod freshness;
mod front_door;
mod guidance;
mod handler;
mod house;
mod hsds;
#[cfg(feature = "oidc")]
pub mod identity;
mod markup;
mod messages;
mod outside;
mod problem;
mod proxies;
mod questions;
pub mod routes;
mod say;
mod site;
pub mod staff;

#[cfg(test)]
mod tests;

pub use self::guidance::{guide_vocabulary, shipped_guides};
pub use casework::document::Scan;
pub use directory::table::table;
pub use freshness::{Freshness, keep_fresh};
pub use house::{API_PER_MINUTE, DocumentScanner, House, Settings, UPLOAD_LIMIT, router};
pub use hsds::language_name;
pub use problem::{Problem, quiet_panics};
pub use proxies::{NotNetworks, Proxies};
