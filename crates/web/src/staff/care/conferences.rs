//! Case conferences: who met, what was decided, and whether she agrees. Organizations can be chosen only where
//! she agreed that they meet about her.

use std::collections::BTreeSet;

use casework::conference::{Agreement, Conference, Decided};
use casework::consent::{Consent, Purpose, Recipient};
use casework::moment::Moment;
use casework::words::{CaseId, ConferenceId, OrganizationId, WorkerId};
use store::{CaseItem, Saved, StoreError};
use uuid::Uuid;

use super::super::cases::{day_field, words};
use super::room::{self, Around, Line, Put, Reading, Room, RoomWords, text, tick, value, workers};
use crate::form::Fields;
use crate::markup::Markup;
use crate::say;
use crate::staff::fields::{Choice, Field, Kind};
use crate::staff::routes::StaffRoute;

/// The fields of decisions: what, and what she says to it.
const DECISIONS: [(&str, &str); 6] = [
    ("decision_1", "agreement_1"),
    ("decision_2", "agreement_2"),
    ("decision_3", "agreement_3"),
    ("decision_4", "agreement_4"),
    ("decision_5", "agreement_5"),
    ("decision_6", "agreement_6"),
];

/// Organizations that she agreed may meet about her, now. A no goes before any yes.
fn consented(around: &Around<'_>) -> BTreeSet<OrganizationId> {
    let now = Moment::from(around.site.clock.now());
    let meets = |one: &&Consent| one.purpose == Purpose::Conference;
    let refused: Vec<Recipient> = around
        .consents
        .iter()
        .filter(meets)
        .filter(|one| one.is_standing_refusal())
        .map(|one| one.recipient)
        .collect();
    around
        .consents
        .iter()
        .filter(meets)
        .filter(|one| one.is_live(&now) && !refused.contains(&one.recipient))
        .filter_map(|one| match one.recipient {
            Recipient::Organization(id) | Recipient::Outside(id) => Some(id),
            Recipient::Person => None,
        })
        .collect()
}

fn name_of(around: &Around<'_>, id: OrganizationId) -> Markup {
    around
        .houses
        .iter()
        .find(|house| house.id == id.0)
        .map_or_else(
            || around.say("care-organization-unknown"),
            |house| say::text(&house.name, around.at().messages()),
        )
}

impl Room for Conference {
    const ROUTE: StaffRoute = StaffRoute::CaseConferences;
    const HOUSES: bool = true;
    const WORDS: RoomWords = RoomWords {
        title: "care-conferences",
        lead: "care-conferences-lead",
        list: "care-conferences-list",
        none: "care-conferences-none",
        new: "care-conference-new",
        go: "care-conference-go",
    };

    fn fields(around: &Around<'_>, sent: &Fields) -> Vec<Field> {
        let at = around.at();
        let day = around.today.to_string();
        let mut fields = vec![
            day_field(at, "on", "care-conference-on", value(sent, "on", &day)),
            tick(
                around,
                "person",
                "care-conference-person",
                "care-conference-person-yes",
                sent.has("person"),
            ),
            workers(around, "workers", "care-conference-workers", sent),
        ];
        let known: BTreeSet<OrganizationId> = sent
            .all("organizations")
            .filter_map(|id| Uuid::try_parse(id).ok())
            .map(OrganizationId)
            .collect();
        let choices: Vec<Choice> = consented(around)
            .union(&known)
            .map(|id| Choice::new(id.to_string(), name_of(around, *id), known.contains(id)))
            .collect();
        if !choices.is_empty() {
            let kind = Kind::Any(vec![(Markup::ours(""), choices)]);
            fields.push(
                Field::new(
                    "organizations",
                    at.say("care-conference-organizations"),
                    kind,
                )
                .hinting(at.say("care-conference-organizations-hint")),
            );
        }
        fields.push(
            text(around, "others", "care-conference-others", sent)
                .hinting(at.say("care-conference-others-hint")),
        );
        for (number, (decision, agreement)) in (1_usize..).zip(DECISIONS) {
            let count = [("count", number.into())];
            let said = Field::new(
                decision,
                at.fill("care-conference-decision", &count),
                Kind::Text,
            );
            fields.push(said.holding(sent.get(decision)));
            let mut agrees = room::select(
                around,
                (agreement, "care-conference-agrees"),
                Agreement::ALL,
                Agreement::as_str,
                |word| at.say(&format!("care-agreement-{word}")),
                (value(sent, agreement, Agreement::NotAsked.as_str()), None),
            );
            agrees.label = at.fill("care-conference-agrees-to", &count);
            fields.push(agrees);
        }
        fields
    }

    fn known(&self, _: &Around<'_>) -> Vec<(String, String)> {
        let mut pairs = vec![
            ("on", self.on.to_string()),
            ("others", self.others.expose().to_owned()),
        ];
        if self.person_attended {
            pairs.push(("person", "yes".to_owned()));
        }
        pairs.extend(self.workers.iter().map(|who| ("workers", who.to_string())));
        let organizations = self.organizations.iter();
        pairs.extend(organizations.map(|id| ("organizations", id.to_string())));
        for ((decision, agreement), decided) in DECISIONS.iter().zip(&self.decisions) {
            pairs.push((decision, decided.words.expose().to_owned()));
            pairs.push((agreement, decided.agreement.to_string()));
        }
        pairs
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }

    fn read(around: &Around<'_>, reading: &mut Reading<'_>, was: Option<&Self>) -> Option<Self> {
        let on = reading.needed_day("on");
        if on.is_some_and(|on| on > around.today) {
            reading.fault("on", "care-fault-future");
        }
        let others = reading.words("others");
        let workers: BTreeSet<WorkerId> = reading
            .sent
            .all("workers")
            .filter_map(|id| Uuid::try_parse(id).ok())
            .filter(|id| around.team.people.iter().any(|one| one.id == *id))
            .map(WorkerId)
            .collect();
        // Whoever was there with her consent then stays written down when it ends.
        let mut allowed = consented(around);
        allowed.extend(
            was.into_iter()
                .flat_map(|was| was.organizations.iter().copied()),
        );
        let organizations: BTreeSet<OrganizationId> = reading
            .sent
            .all("organizations")
            .filter_map(|id| Uuid::try_parse(id).ok())
            .map(OrganizationId)
            .collect();
        if !organizations.is_subset(&allowed) {
            reading.fault("on", "care-fault-conference-consent");
        }
        let mut decisions = Vec::new();
        for (number, (decision, agreement)) in DECISIONS.into_iter().enumerate() {
            let words = reading.words(decision);
            if words.is_empty() {
                continue;
            }
            let agreement = reading.word(agreement, Agreement::parse);
            let before = was.and_then(|was| was.decisions.get(number));
            decisions.push(Decided {
                words,
                agreement: agreement?,
                task: before.and_then(|before| before.task),
            });
        }
        // More decisions than the form has lines stay as they were.
        let more = was.map(|was| was.decisions.iter().skip(DECISIONS.len()));
        decisions.extend(more.into_iter().flatten().cloned());
        if decisions.is_empty() {
            reading.fault("decision_1", "care-fault-conference-decision");
        }
        Some(Self {
            id: ConferenceId(Uuid::nil()),
            case: CaseId(around.case.summary.id),
            on: on?,
            workers,
            organizations,
            others,
            person_attended: reading.ticked("person"),
            decisions,
            by: WorkerId(around.here.me.id),
        })
    }

    fn line(item: &CaseItem<Self>, around: &Around<'_>) -> Line {
        let (at, one) = (around.at(), &item.payload);
        let mut line = Line::new(item.id, say::date(one.on, at.messages()));
        let to_ask = one.to_ask().count();
        if to_ask > 0 {
            let said = at.fill("care-conference-to-ask", &[("count", to_ask.into())]);
            line = line.mark(true, said);
        }
        let person = if one.person_attended {
            "care-conference-person-yes"
        } else {
            "care-conference-person-no"
        };
        line = line.mark(false, at.say(person));
        let workers: Vec<String> = one
            .workers
            .iter()
            .map(|who| around.team.name(*who, at).to_string())
            .collect();
        let houses: Vec<String> = one
            .organizations
            .iter()
            .map(|id| name_of(around, *id).to_string())
            .collect();
        let decided: Vec<String> = one
            .decisions
            .iter()
            .map(|decided| {
                let agrees = at.say(&format!("care-agreement-{}", decided.agreement));
                format!("{} ({agrees})", words::written(&decided.words))
            })
            .collect();
        line.fact(
            around,
            "care-conference-workers",
            Markup::built(workers.join(", ")),
        )
        .fact(
            around,
            "care-conference-organizations",
            Markup::built(houses.join(", ")),
        )
        .words(around, "care-conference-others", &one.others)
        .fact(
            around,
            "care-conference-decisions",
            Markup::built(decided.join("\n")),
        )
    }

    fn order(items: &mut [CaseItem<Self>]) {
        items.sort_by_key(|item| std::cmp::Reverse(item.payload.on));
    }

    fn notices(_: &[CaseItem<Self>], around: &Around<'_>) -> Vec<(bool, Markup)> {
        if consented(around).is_empty() {
            vec![(false, around.say("care-conference-none-consented"))]
        } else {
            Vec::new()
        }
    }

    async fn put(put: Put<'_, Self>) -> Result<Saved<Self>, StoreError> {
        put.change().await
    }
}
