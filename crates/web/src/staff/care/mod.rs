//! What goes on in a case beside its notes and tasks, one page each.
//!
//! | page | file |
//! |---|---|
//! | appointments, reminding her of one | `appointments.rs` |
//! | a worker's own calendar feed | `calendar.rs` |
//! | safety plan | `plan.rs` |
//! | children and dependants | `dependants.rs` |
//! | protection orders | `orders.rs` |
//! | immigration clock | `immigration.rs` |
//! | money | `fund.rs` |
//! | case conferences | `conferences.rs` |
//! | assessments | `assessments.rs` |
//! | documents | `documents.rs` |
//! | facts of the trafficking | `facts.rs` |
//!
//! A page that is a list with a form is a [`room::Room`]: what it holds, how it is read and how it is shown.
//! Everything else (reading, saving, the second of two people seeing what the first wrote) is in `room.rs`.

mod appointments;
mod assessments;
mod calendar;
mod conferences;
mod dependants;
mod documents;
mod facts;
mod fund;
mod immigration;
mod orders;
mod plan;
mod room;

pub(crate) use appointments::{appointments, save_appointment};
pub(crate) use calendar::{calendar_form, change_calendar, feed};
pub(crate) use documents::{change_document, documents};
pub(crate) use fund::{change_fund, change_request, fund, fund_form};
pub(crate) use plan::{plan, save_plan};
pub(crate) use room::{room, save};
