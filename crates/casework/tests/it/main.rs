//! The rules of case work, seen from outside the crate.

mod consent;
mod contact;
mod exchange;
mod handing_on;
mod matrix;
