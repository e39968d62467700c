//! The immigration clock: her status as she says it, a permit, health cover, each with its last day. Status is
//! never asked at first contact, and nothing is ever sent from here.

use casework::immigration::{ImmigrationClock, ImmigrationStatus, Permit, PermitState};
use casework::jurisdiction::{RuleId, shipped};
use store::{CaseItem, Saved, StoreError};

use super::super::cases::day_field;
use super::room::{self, Around, Line, Put, Reading, Room, RoomWords, text, tick, value};
use crate::form::Fields;
use crate::markup::Markup;
use crate::say;
use crate::staff::fields::Field;
use crate::staff::routes::StaffRoute;

/// Whose law a permit is under.
const CANADA: &str = "CA";

impl Room for ImmigrationClock {
    const ROUTE: StaffRoute = StaffRoute::CaseImmigration;
    const WORDS: RoomWords = RoomWords {
        title: "care-immigration",
        lead: "care-immigration-lead",
        list: "care-immigration-list",
        none: "care-immigration-none",
        new: "care-immigration-new",
        go: "people-save",
    };

    fn fields(around: &Around<'_>, sent: &Fields) -> Vec<Field> {
        let at = around.at();
        let day = |name, key| day_field(at, name, key, sent.get(name));
        vec![
            room::select(
                around,
                ("status", "care-immigration-status"),
                ImmigrationStatus::ALL,
                ImmigrationStatus::as_str,
                |word| at.say(&format!("care-status-{word}")),
                (
                    value(sent, "status", ImmigrationStatus::NotAsked.as_str()),
                    None,
                ),
            ),
            day("status_until", "care-immigration-status-until"),
            room::select(
                around,
                ("permit", "care-permit"),
                PermitState::ALL,
                PermitState::as_str,
                |word| at.say(&format!("care-permit-{word}")),
                (sent.get("permit"), Some("care-permit-none")),
            )
            .hinting(at.say("care-permit-hint")),
            tick(
                around,
                "renewal",
                "care-permit-renewal",
                "care-permit-renewal-yes",
                sent.has("renewal"),
            ),
            day("applied", "care-permit-applied-on"),
            day("issued", "care-permit-issued-on"),
            day("until", "care-permit-until"),
            text(around, "refusal", "care-permit-refusal", sent),
            day("health", "care-immigration-health"),
            day("work", "care-immigration-work"),
        ]
    }

    fn known(&self, _: &Around<'_>) -> Vec<(String, String)> {
        let day =
            |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let permit = self.permit.as_ref();
        let mut pairs = vec![
            ("status", self.status.to_string()),
            ("status_until", day(self.status_until)),
            (
                "permit",
                permit
                    .map(|permit| permit.state.to_string())
                    .unwrap_or_default(),
            ),
            ("applied", day(permit.and_then(|permit| permit.applied_on))),
            ("issued", day(permit.and_then(|permit| permit.issued_on))),
            ("until", day(permit.and_then(|permit| permit.until))),
            (
                "refusal",
                permit
                    .map(|permit| permit.refusal.expose().to_owned())
                    .unwrap_or_default(),
            ),
            ("health", day(self.health_cover_until)),
            ("work", day(self.work_or_study_until)),
        ];
        if permit.is_some_and(|permit| permit.renewal) {
            pairs.push(("renewal", "yes".to_owned()));
        }
        pairs
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }

    fn read(_: &Around<'_>, reading: &mut Reading<'_>, _: Option<&Self>) -> Option<Self> {
        let status = reading.word("status", ImmigrationStatus::parse)?;
        let status_until = reading.day("status_until");
        let (applied_on, issued_on) = (reading.day("applied"), reading.day("issued"));
        let (until, refusal) = (reading.day("until"), reading.words("refusal"));
        let state = PermitState::parse(reading.sent.get("permit"));
        let said =
            applied_on.is_some() || issued_on.is_some() || until.is_some() || !refusal.is_empty();
        if state.is_none() && said {
            reading.fault("permit", "care-fault-permit");
        }
        if issued_on
            .zip(until)
            .is_some_and(|(issued, until)| until < issued)
        {
            reading.fault("until", "care-fault-expires-order");
        }
        Some(Self {
            status,
            status_until,
            permit: state.map(|state| Permit {
                state,
                renewal: reading.ticked("renewal"),
                applied_on,
                issued_on,
                until,
                refusal,
            }),
            health_cover_until: reading.day("health"),
            work_or_study_until: reading.day("work"),
        })
    }

    fn line(item: &CaseItem<Self>, around: &Around<'_>) -> Line {
        let (at, one) = (around.at(), &item.payload);
        let day = |day: Option<jiff::civil::Date>| {
            day.map_or_else(|| Markup::ours(""), |day| say::date(day, at.messages()))
        };
        let head = at.say(&format!("care-status-{}", one.status));
        let mut line = Line::new(item.id, head);
        for runs in one.runs_out(around.today) {
            let key = if runs.days_left < 0 {
                "care-clock-over"
            } else {
                "care-clock-days"
            };
            let left: usize = usize::try_from(runs.days_left.unsigned_abs()).unwrap_or(usize::MAX);
            let what = at.say(&format!("care-clock-{}", runs.kind));
            let said = at.fill(key, &[("what", (&what).into()), ("count", left.into())]);
            line = line.mark(true, said);
        }
        line = line.fact(
            around,
            "care-immigration-status-until",
            day(one.status_until),
        );
        if let Some(permit) = &one.permit {
            line = line.fact(
                around,
                "care-permit",
                at.say(&format!("care-permit-{}", permit.state)),
            );
            if permit.renewal {
                line = line.fact(
                    around,
                    "care-permit-renewal",
                    at.say("care-permit-renewal-yes"),
                );
            }
            line = line
                .fact(around, "care-permit-applied-on", day(permit.applied_on))
                .fact(around, "care-permit-issued-on", day(permit.issued_on))
                .fact(around, "care-permit-until", day(permit.until))
                .words(around, "care-permit-refusal", &permit.refusal);
            if permit.is_shorter_than_the_rule(shipped(CANADA)) {
                line = line.mark(true, at.say("care-permit-short"));
            }
        }
        line.fact(
            around,
            "care-immigration-health",
            day(one.health_cover_until),
        )
        .fact(
            around,
            "care-immigration-work",
            day(one.work_or_study_until),
        )
    }

    fn notices(_: &[CaseItem<Self>], around: &Around<'_>) -> Vec<(bool, Markup)> {
        let at = around.at();
        let Some(canada) = shipped(CANADA) else {
            return Vec::new();
        };
        [
            RuleId::PermitDuration,
            RuleId::PermitFee,
            RuleId::PermitTestimony,
            RuleId::PermitHealthCover,
        ]
        .into_iter()
        .filter_map(|id| canada.rule(id, around.today))
        .map(|rule| {
            let key = if rule.verified {
                "care-permit-law"
            } else {
                "care-permit-law-unverified"
            };
            let said = at.fill(
                key,
                &[
                    ("rule", (&say::text(&rule.text, at.messages())).into()),
                    ("source", rule.source.as_str().into()),
                    ("read", rule.read_on.as_str().into()),
                ],
            );
            (false, said)
        })
        .collect()
    }

    async fn put(put: Put<'_, Self>) -> Result<Saved<Self>, StoreError> {
        put.change().await
    }
}
