//! Every journey, on every database.

mod bad_input;
mod confidential;
mod confidential_at_rest;
mod confidential_desk;
mod duplicates;
mod finder;
mod hsds;
mod identity;
mod identity_provider;
mod suggestion;
mod timing;
mod uploads;
