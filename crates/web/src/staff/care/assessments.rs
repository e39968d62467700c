//! Assessments: what one organization saw on one day. Views may differ and stand side by side; none is
//! "confirmed", and none is changed: whoever sees it differently later adds another.

use casework::assessment::{Assessment, AssessorKind, Domain, Element, View, views};
use casework::words::{AssessmentId, CaseId, OrganizationId, WorkerId};
use store::{CaseItem, Saved, StoreError};
use uuid::Uuid;

use super::super::cases::day_field;
use super::room::{self, Around, Line, Put, Reading, Room, RoomWords, long, text, value};
use crate::form::Fields;
use crate::markup::Markup;
use crate::say;
use crate::staff::fields::{self, Choice, Field};
use crate::staff::routes::StaffRoute;

fn element(around: &Around<'_>, name: &'static str, label: &str, sent: &Fields) -> Field {
    room::select(
        around,
        (name, label),
        Element::ALL,
        Element::as_str,
        |word| around.say(&format!("care-element-{word}")),
        (value(sent, name, Element::NotKnown.as_str()), None),
    )
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

impl Room for Assessment {
    const ROUTE: StaffRoute = StaffRoute::CaseAssessments;
    const HOUSES: bool = true;
    const CHANGES: bool = false;
    const WORDS: RoomWords = RoomWords {
        title: "care-assessments",
        lead: "care-assessments-lead",
        list: "care-assessments-list",
        none: "care-assessments-none",
        new: "care-assessment-new",
        go: "care-assessment-go",
    };

    fn fields(around: &Around<'_>, sent: &Fields) -> Vec<Field> {
        let at = around.at();
        let own = around.here.me.organization_id.to_string();
        let chosen = value(sent, "organization", &own);
        let houses = around
            .houses
            .iter()
            .map(|house| {
                let id = house.id.to_string();
                let is = id == chosen;
                Choice::new(id, say::text(&house.name, at.messages()), is)
            })
            .collect();
        let day = around.today.to_string();
        let mut fields = fields::choosing(
            at,
            "organization",
            at.say("care-assessment-organization"),
            houses,
            sent.get(fields::NARROW_WORDS),
        );
        fields.extend([
            room::select(
                around,
                ("assessor", "care-assessment-assessor"),
                AssessorKind::ALL,
                AssessorKind::as_str,
                |word| at.say(&format!("care-assessor-{word}")),
                (value(sent, "assessor", AssessorKind::Ngo.as_str()), None),
            ),
            day_field(at, "on", "care-assessment-on", value(sent, "on", &day)),
            room::select(
                around,
                ("domain", "care-assessment-domain"),
                Domain::ALL,
                Domain::as_str,
                |word| at.say(&format!("care-domain-{word}")),
                (value(sent, "domain", Domain::Individual.as_str()), None),
            ),
            element(around, "element_act", "care-assessment-act", sent),
            element(around, "means", "care-assessment-means", sent)
                .hinting(at.say("care-assessment-means-hint")),
            element(around, "purpose", "care-assessment-purpose", sent),
            room::select(
                around,
                ("view", "care-assessment-view"),
                View::ALL,
                View::as_str,
                |word| at.say(&format!("care-view-{word}")),
                (value(sent, "view", View::NoView.as_str()), None),
            )
            .hinting(at.say("care-assessment-view-hint")),
            long(around, "grounds", "care-assessment-grounds", sent),
            text(around, "instrument", "care-assessment-instrument", sent)
                .hinting(at.say("care-assessment-instrument-hint")),
        ]);
        fields
    }

    fn known(&self, _: &Around<'_>) -> Vec<(String, String)> {
        Vec::new()
    }

    fn read(around: &Around<'_>, reading: &mut Reading<'_>, _: Option<&Self>) -> Option<Self> {
        let organization = reading.word("organization", |id| {
            let id = Uuid::try_parse(id).ok()?;
            let known = around.houses.iter().any(|house| house.id == id);
            known.then_some(OrganizationId(id))
        });
        let assessor = reading.word("assessor", AssessorKind::parse);
        let on = reading.needed_day("on");
        if on.is_some_and(|on| on > around.today) {
            reading.fault("on", "care-fault-future");
        }
        let domain = reading.word("domain", Domain::parse);
        let act = reading.word("element_act", Element::parse);
        let means = reading.word("means", Element::parse);
        let purpose = reading.word("purpose", Element::parse);
        let view = reading.word("view", View::parse);
        let grounds = reading.words("grounds");
        let instrument = reading.words("instrument");
        Some(Self {
            id: AssessmentId(Uuid::nil()),
            case: CaseId(around.case.summary.id),
            organization: organization?,
            assessor: assessor?,
            on: on?,
            domain: domain?,
            act: act?,
            means: means?,
            purpose: purpose?,
            view: view?,
            grounds,
            instrument: (!instrument.is_empty()).then(|| instrument.expose().to_owned()),
            by: WorkerId(around.here.me.id),
        })
    }

    fn line(item: &CaseItem<Self>, around: &Around<'_>) -> Line {
        let (at, one) = (around.at(), &item.payload);
        let day = say::date(one.on, at.messages());
        let name = name_of(around, one.organization);
        let head = at.fill(
            "care-assessment-head",
            &[("organization", (&name).into()), ("date", (&day).into())],
        );
        let said = |element: Element| at.say(&format!("care-element-{element}"));
        let mut line = Line::new(item.id, head)
            .mark(false, at.say(&format!("care-view-{}", one.view)))
            .fact(
                around,
                "care-assessment-assessor",
                at.say(&format!("care-assessor-{}", one.assessor)),
            )
            .fact(
                around,
                "care-assessment-domain",
                at.say(&format!("care-domain-{}", one.domain)),
            )
            .fact(around, "care-assessment-act", said(one.act))
            .fact(around, "care-assessment-means", said(one.means))
            .fact(around, "care-assessment-purpose", said(one.purpose))
            .words(around, "care-assessment-grounds", &one.grounds);
        if let Some(instrument) = &one.instrument {
            line = line.fact(
                around,
                "care-assessment-instrument",
                Markup::escaped(instrument),
            );
        }
        line.fact(around, "care-assessment-by", around.team.name(one.by, at))
    }

    fn order(items: &mut [CaseItem<Self>]) {
        items.sort_by_key(|item| std::cmp::Reverse(item.payload.on));
    }

    fn notices(items: &[CaseItem<Self>], around: &Around<'_>) -> Vec<(bool, Markup)> {
        let all: Vec<Self> = items.iter().map(|item| item.payload.clone()).collect();
        let (latest, differ) = views(&all);
        if latest.len() > 1 && differ {
            vec![(false, around.say("care-assessments-differ"))]
        } else {
            Vec::new()
        }
    }

    async fn put(put: Put<'_, Self>) -> Result<Saved<Self>, StoreError> {
        put.add().await
    }
}
