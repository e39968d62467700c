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
mod keeping_true;
mod listing;
mod phone;
