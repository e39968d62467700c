//! Tests of the store, each on every engine.

mod bad_input;
mod confidential;
mod duplicates;
mod import;
mod import_mending;
mod loading;
mod people;
mod policy;
mod policy_duplicates;
mod policy_imports;
mod policy_roles;
mod round_trip;
mod sample;
mod statements;
mod suggestions;
mod tending;
