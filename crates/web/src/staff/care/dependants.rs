//! Children and other dependants: what to call them, how old, where they are, what they need; and, where one
//! may be a child in danger, that whoever knows of it may have a duty to report. The program reports nothing.

use casework::case::{AgeBand, LanguageTag};
use casework::dependant::{Dependant, Duty, DutyState, Relation, Whereabouts};
use casework::words::{CaseId, DependantId, WorkerId};
use store::{CaseItem, Saved, StoreError};
use uuid::Uuid;

use super::room::{self, Around, Line, Put, Reading, Room, RoomWords, long, text, value};
use crate::form::Fields;
use crate::markup::Markup;
use crate::routes::Route;
use crate::say;
use crate::staff::fields::{Choice, Field, Kind};
use crate::staff::routes::StaffRoute;

/// The oldest age until which any province or territory protects children: 19 (content.md 3.4). Which one
/// holds here is a matter of the place; in doubt the pointer is shown.
const PROTECTED_UNTIL: u8 = 19;

impl Room for Dependant {
    const ROUTE: StaffRoute = StaffRoute::CaseDependants;
    const WORDS: RoomWords = RoomWords {
        title: "care-dependants",
        lead: "care-dependants-lead",
        list: "care-dependants-list",
        none: "care-dependants-none",
        new: "care-dependant-new",
        go: "care-dependant-go",
    };

    fn fields(around: &Around<'_>, sent: &Fields) -> Vec<Field> {
        let at = around.at();
        let consulted = sent.get("consulted");
        let mut who = vec![Choice::new(
            "",
            at.say("care-duty-nobody"),
            consulted.is_empty(),
        )];
        who.extend(around.team.people.iter().map(|one| {
            let id = one.id.to_string();
            let is = id == consulted;
            Choice::new(id, Markup::escaped(&one.name), is)
        }));
        vec![
            text(around, "alias", "care-dependant-alias", sent)
                .hinting(at.say("care-dependant-alias-hint")),
            room::select(
                around,
                ("relation", "care-dependant-relation"),
                Relation::ALL,
                Relation::as_str,
                |word| at.say(&format!("care-relation-{word}")),
                (value(sent, "relation", Relation::Child.as_str()), None),
            ),
            room::select(
                around,
                ("age", "cases-age"),
                AgeBand::ALL,
                AgeBand::as_str,
                |word| at.say(&format!("cases-age-{word}")),
                (value(sent, "age", AgeBand::NotAsked.as_str()), None),
            ),
            text(around, "languages", "cases-languages", sent)
                .hinting(at.say("cases-languages-hint")),
            room::select(
                around,
                ("whereabouts", "care-dependant-where"),
                Whereabouts::ALL,
                Whereabouts::as_str,
                |word| at.say(&format!("care-where-{word}")),
                (
                    value(sent, "whereabouts", Whereabouts::NotKnown.as_str()),
                    None,
                ),
            ),
            long(around, "needs", "care-dependant-needs", sent)
                .hinting(at.say("care-dependant-needs-hint")),
            room::select(
                around,
                ("duty", "care-duty"),
                DutyState::ALL,
                DutyState::as_str,
                |word| at.say(&format!("care-duty-{word}")),
                (value(sent, "duty", DutyState::NotConsidered.as_str()), None),
            )
            .hinting(at.say("care-duty-hint")),
            long(around, "duty_words", "care-duty-words", sent)
                .hinting(at.say("care-duty-words-hint")),
            Field::new(
                "consulted",
                at.say("care-duty-consulted"),
                Kind::Select(who),
            )
            .hinting(at.say("care-duty-consulted-hint")),
        ]
    }

    fn known(&self, _: &Around<'_>) -> Vec<(String, String)> {
        let tags: Vec<&str> = self.languages.iter().map(LanguageTag::as_str).collect();
        let mut pairs = vec![
            ("alias", self.alias.expose().to_owned()),
            ("relation", self.relation.to_string()),
            ("age", self.age_band.to_string()),
            ("languages", tags.join(", ")),
            ("whereabouts", self.whereabouts.to_string()),
            ("needs", self.needs.expose().to_owned()),
            ("duty", self.duty.state.to_string()),
            ("duty_words", self.duty.words.expose().to_owned()),
        ];
        if let Some(who) = self.duty.consulted {
            pairs.push(("consulted", who.to_string()));
        }
        pairs
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }

    fn read(around: &Around<'_>, reading: &mut Reading<'_>, was: Option<&Self>) -> Option<Self> {
        let alias = reading.needed("alias", "care-fault-dependant");
        let needs = reading.words("needs");
        let relation = reading.word("relation", Relation::parse)?;
        let age_band = reading.word("age", AgeBand::parse)?;
        let whereabouts = reading.word("whereabouts", Whereabouts::parse)?;
        let state = reading.word("duty", DutyState::parse)?;
        let words = reading.words("duty_words");
        let languages: Result<Vec<LanguageTag>, _> = reading
            .sent
            .get("languages")
            .split(',')
            .map(str::trim)
            .filter(|tag| !tag.is_empty())
            .map(str::parse::<LanguageTag>)
            .collect();
        let languages = languages.unwrap_or_else(|_| {
            reading.fault("languages", "cases-fault-languages");
            Vec::new()
        });
        let me = WorkerId(around.here.me.id);
        // Whoever answered it first stays, as long as the answer does.
        let by = was
            .filter(|was| was.duty.state == state)
            .and_then(|was| was.duty.by)
            .or((state != DutyState::NotConsidered).then_some(me));
        let consulted = Uuid::try_parse(reading.sent.get("consulted"))
            .ok()
            .filter(|id| around.team.people.iter().any(|one| one.id == *id))
            .map(WorkerId);
        let duty = Duty {
            state,
            by,
            words,
            consulted,
        };
        if state != DutyState::NotConsidered && !duty.is_answered() {
            if duty.words.is_empty() {
                reading.fault("duty_words", "care-fault-duty-words");
            }
            if state == DutyState::NotReported && (consulted.is_none() || consulted == by) {
                reading.fault("consulted", "care-fault-duty-consulted");
            }
        }
        Some(Self {
            id: DependantId(Uuid::nil()),
            case: CaseId(around.case.summary.id),
            alias,
            relation,
            age_band,
            languages,
            whereabouts,
            needs,
            duty,
        })
    }

    fn line(item: &CaseItem<Self>, around: &Around<'_>) -> Line {
        let (at, one) = (around.at(), &item.payload);
        let danger = one.whereabouts == Whereabouts::WithExploiter;
        let mut line = Line::new(item.id, Markup::escaped(one.alias.expose()))
            .mark(false, at.say(&format!("care-relation-{}", one.relation)))
            .mark(danger, at.say(&format!("care-where-{}", one.whereabouts)));
        if one.needs_duty_card(PROTECTED_UNTIL) {
            line = line.mark(true, at.say("care-duty-open"));
        }
        if one.relation != Relation::Animal {
            line = line.fact(
                around,
                "cases-age",
                at.say(&format!("cases-age-{}", one.age_band)),
            );
        }
        if !one.languages.is_empty() {
            let tags: Vec<String> = one
                .languages
                .iter()
                .map(|tag| tag.as_str().to_owned())
                .collect();
            line = line.fact(
                around,
                "cases-languages",
                say::languages(&tags, at.messages()),
            );
        }
        line = line.words(around, "care-dependant-needs", &one.needs);
        if one.duty.state != DutyState::NotConsidered {
            line = line
                .fact(
                    around,
                    "care-duty",
                    at.say(&format!("care-duty-{}", one.duty.state)),
                )
                .words(around, "care-duty-words", &one.duty.words);
            if let Some(by) = one.duty.by {
                line = line.fact(around, "care-duty-by", around.team.name(by, at));
            }
            if let Some(who) = one.duty.consulted {
                line = line.fact(around, "care-duty-consulted", around.team.name(who, at));
            }
        }
        line
    }

    fn notices(items: &[CaseItem<Self>], around: &Around<'_>) -> Vec<(bool, Markup)> {
        let mut notices = Vec::new();
        let open = items
            .iter()
            .any(|item| item.payload.needs_duty_card(PROTECTED_UNTIL));
        if open {
            let card = around.say("care-duty-card");
            let (href, words) = (
                Route::Duty.address(around.at().lang),
                around.say("care-duty-page"),
            );
            let said = Markup::built(format!("{card} <a href=\"{href}\">{words}</a>"));
            notices.push((true, said));
        }
        let with_exploiter =
            |item: &CaseItem<Self>| item.payload.whereabouts == Whereabouts::WithExploiter;
        if items.iter().any(with_exploiter) {
            notices.push((true, around.say("care-dependant-danger")));
        }
        notices
    }

    async fn put(put: Put<'_, Self>) -> Result<Saved<Self>, StoreError> {
        put.change().await
    }
}
