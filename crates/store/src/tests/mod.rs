//! Tests of the store, each on every engine.

mod bad_input;
mod confidential;
mod duplicates;
mod import;
mod loading;
mod people;
mod policy;
mod round_trip;
mod sample;
mod statements;
mod suggestions;
mod tending;
