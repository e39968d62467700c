//! Every journey, on every database.

mod bad_input;
mod finder;
mod suggestion;
