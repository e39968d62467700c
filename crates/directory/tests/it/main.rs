//! The directory's rules, seen from outside the crate.

mod content;
mod duplicates;
mod edit;
mod exports;
mod faults;
mod geography;
mod hours;
mod hours_hsds;
mod hours_walk;
mod hsds;
mod hsds_again;
mod hsds_validate;
mod keeping_true;
mod listing;
mod open_now;
mod phone;
