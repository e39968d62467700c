//! People, roles, organizations, signing in: journeys through the store, on every engine.

mod account;
mod guessing;
mod house;
mod identities;
mod keys;
mod links;
mod passkeys;
mod roles;
mod sign_in;

pub(super) use house::{Fixture, PASSPHRASE, at, id};
