//! Tests of the store, each on every engine.

mod bad_input;
mod confidential;
mod duplicates;
mod loading;
mod policy;
mod round_trip;
mod sample;
mod statements;
mod suggestions;
