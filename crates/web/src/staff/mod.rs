//! The desk: pages for people who have an account. To find a page's code from its address: [`routes`].
//!
//! Everything works without scripts. Two pages have one all the same, where passkeys are in use
//! (`passkeys.rs`). `door.rs` lets in whoever may come in,
//! before any handler runs; `frame.rs` is what stands around a page; `fields.rs` and `list.rs` are what
//! most pages are made of.

pub(crate) mod account;
pub(crate) mod agreements;
pub(crate) mod arrival;
pub(crate) mod authenticator;
pub(crate) mod care;
pub(crate) mod cases;
pub(crate) mod changes;
pub(crate) mod cookie;
pub(crate) mod csv;
pub(crate) mod door;
pub(crate) mod explain;
pub(crate) mod fields;
pub(crate) mod frame;
#[cfg(feature = "oidc")]
pub(crate) mod identity;
pub(crate) mod imports;
pub(crate) mod list;
pub(crate) mod listings;
pub(crate) mod network;
pub(crate) mod organizations;
pub(crate) mod oversight;
pub(crate) mod pages;
#[cfg(feature = "passkeys")]
pub(crate) mod passkeys;
pub(crate) mod people;
pub(crate) mod person;
pub(crate) mod picture;
pub(crate) mod problem;
pub(crate) mod roles;
pub mod routes;
pub(crate) mod search;
pub(crate) mod sign_in;
pub(crate) mod stack;
pub(crate) mod step_up;
pub(crate) mod today;
