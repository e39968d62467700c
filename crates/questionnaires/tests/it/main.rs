//! Journeys through the shipped instruments, tables, properties, and bad input.

mod compare;
mod faults;
mod fhir;
mod ilo;
mod instruments;
mod properties;
mod shipped;
mod support;
mod versions;
