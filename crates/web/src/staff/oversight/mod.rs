//! What is done over all cases, by whoever answers for them: caseloads, unusual looks, keeping and ending, counts
//! of what is missing.
//!
//! | page | file |
//! |---|---|
//! | caseloads: who carries how much, for how long | `caseloads.rs` |
//! | looks with a reason, exceptions | `looks.rs` |
//! | schedules, cases near their end, certificates | `keeping.rs` |
//! | all cases of an organization, by two | `take_outs.rs` |
//! | gaps and barriers, counted | `gaps.rs` |

mod caseloads;
mod gaps;
mod keeping;
mod looks;
mod take_outs;

pub(crate) use caseloads::{caseloads, caseloads_by_words};
pub(crate) use gaps::gaps;
pub(crate) use keeping::{certificate, change_rules, rules};
pub(crate) use looks::{looks, see_look, unseen};
pub(crate) use take_outs::{change_take_out, take_outs};

use store::StaffOrganization;
use uuid::Uuid;

use super::frame::At;
use crate::markup::Markup;
use crate::say;

/// The name of an organization.
fn named(at: &At, houses: &[StaffOrganization], id: Uuid) -> Markup {
    houses.iter().find(|one| one.id == id).map_or_else(
        || at.say("cases-consent-gone"),
        |one| say::text(&one.name, at.messages()),
    )
}
