//! The rules of case work: what a case is and where it may go, what consent allows, who may be called and
//! how, what is due, and what must be destroyed.
//!
//! Pure: no database, no network, no clock and no chance of its own. Terms are those of HTCDS 2.0 (IOM's
//! Human Trafficking Case Data Standard) and of social work, with what it lacks: consent by purpose,
//! recipient and kind of data; safe contact; views that may differ; Canadian orders and permits.
//!
//! Everything that is sealed is JSON of the structs here. Their words ([`words`]) and the names of their
//! fields are stored: they may be added to, and are never changed.

pub mod access_request;
pub mod agreement;
pub mod appointment;
pub mod assessment;
pub mod case;
pub mod conference;
pub mod consent;
pub mod contact;
pub mod dependant;
pub mod document;
pub mod enquiry;
pub mod exchange;
pub mod fact;
pub mod follow_up;
pub mod fund;
pub mod gap;
pub mod ical;
pub mod immigration;
pub mod jurisdiction;
pub mod matrix;
pub mod moment;
pub mod need;
pub mod note;
pub mod outside_link;
pub mod police;
pub mod protection_order;
pub mod reading;
pub mod referral;
pub mod retention;
pub mod safety_plan;
pub mod summary;
pub mod task;
pub mod transfer;
pub mod weekday;
pub mod words;

pub use moment::Moment;
