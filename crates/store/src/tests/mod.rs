//! Tests of the store, each on every engine.

mod bad_input;
mod casework;
mod confidential;
mod duplicates;
mod hiding;
mod import;
mod import_mending;
mod import_runs;
mod kept_answers;
mod loading;
mod people;
mod policy;
mod policy_duplicates;
mod policy_imports;
mod policy_methods;
mod policy_roles;
mod policy_sign_in;
mod round_trip;
mod sample;
mod statements;
mod suggestions;
mod tending;
