//! The directory's rules, seen from outside the crate.

mod content;
mod edit;
mod faults;
mod geography;
mod hours;
mod hours_hsds;
mod hours_walk;
mod keeping_true;
mod listing;
mod phone;
