//! Every journey, on every database.

mod bad_input;
mod finder;
mod hsds;
mod hsds_secrets;
mod suggestion;
