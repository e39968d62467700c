//! Cases: their tables, and the methods that read and write them.
//!
//! Nothing is written into a case but through [`change::Change`], which adds the entry of the history in the
//! same transaction; nothing is read from one but through it either, as every reading is recorded. What
//! stands in a case is one sealed value each in [`item`], under the case's own key; what kinds there are,
//! and which columns stand in the open beside them, is in [`kinds`]. The rules are in `casework`: here is
//! how they are asked.

pub(crate) mod agreement;
pub(crate) mod assigning;
pub(crate) mod calendar;
pub(crate) mod caseload;
pub(crate) mod change;
pub(crate) mod colleagues;
pub(crate) mod consents;
pub(crate) mod contacting;
pub(crate) mod desk;
pub(crate) mod documents;
pub(crate) mod ending;
pub(crate) mod enquiries;
pub(crate) mod exceptions;
pub(crate) mod follow_ups;
pub(crate) mod fund;
pub(crate) mod gap;
pub(crate) mod glass;
pub(crate) mod history;
pub(crate) mod item;
pub(crate) mod items;
pub(crate) mod keeping;
pub(crate) mod keys;
pub(crate) mod kinds;
pub(crate) mod lookup;
pub(crate) mod outside;
pub(crate) mod oversight;
pub(crate) mod own_copy;
pub(crate) mod payloads;
pub(crate) mod problem;
pub(crate) mod receiving;
pub(crate) mod record;
pub(crate) mod records;
pub(crate) mod referrals;
pub(crate) mod requests;
pub(crate) mod retention;
pub(crate) mod take_out;
pub(crate) mod trail;
pub(crate) mod transfers;
pub(crate) mod verify;
pub(crate) mod view;
pub(crate) mod worker;
