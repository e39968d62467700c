//! Cases: journeys through the store, on every engine.

mod bad_input;
mod consent;
mod given;
mod history;
mod house;
mod killed;
mod matrix;
mod names;
mod oversight;
mod policy;
mod policy_table;
mod work;

pub(super) use house::opened;
pub(super) use policy::CASE_ROLES;
pub(super) use policy_table::CASE_TABLE;
