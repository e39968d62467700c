//! Appointments: with whom, when, where, who of us goes along, an interpreter, the way there, what came of it.
//! And reminding her of one: only as the rules of safe contact allow, which are asked before it is planned.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use casework::appointment::{Appointment, AppointmentState};
use casework::contact::{Attempt, ContactRules};
use casework::task::Task;
use casework::words::{AppointmentId, CaseId, Private, TaskId, WorkerId};
use jiff::Timestamp;
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use store::{CaseError, CaseItem, OpenCase, Saved, StoreError};
use uuid::Uuid;

use super::super::cases::{blame, case_at, contact, day_field, form_page, words};
use super::room::{
    self, Around, CARE, Line, Put, Reading, Room, RoomWords, long, text, tick, today, value,
    workers,
};
use crate::form::{self, Fields};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Choice, Field, Form, Kind};
use crate::staff::frame::At;
use crate::staff::routes::StaffRoute;

/// The zone in which an appointment was agreed, or the house's own.
fn zone_of(site: &Site, written: &str) -> TimeZone {
    TimeZone::get(written).unwrap_or_else(|_| site.settings.zone.clone())
}

/// A moment of a day on the clock of the house.
fn moment_of(zone: &TimeZone, day: Date, time: jiff::civil::Time) -> Option<Timestamp> {
    zone.to_timestamp(day.to_datetime(time)).ok()
}

impl Room for Appointment {
    const ROUTE: StaffRoute = StaffRoute::CaseAppointments;
    const WORDS: RoomWords = RoomWords {
        title: "care-appointments",
        lead: "care-appointments-lead",
        list: "care-appointments-list",
        none: "care-appointments-none",
        new: "care-appointment-new",
        go: "care-appointment-go",
    };

    fn fields(around: &Around<'_>, sent: &Fields) -> Vec<Field> {
        let at = around.at();
        let state = value(sent, "state", AppointmentState::Planned.as_str());
        let time =
            |name, key| Field::new(name, around.say(key), Kind::Time).holding(sent.get(name));
        vec![
            text(around, "words", "care-appointment-words", sent),
            text(around, "with", "care-appointment-with", sent),
            day_field(at, "on", "care-appointment-on", sent.get("on")),
            time("from", "care-appointment-from"),
            time("until", "care-appointment-until")
                .hinting(around.say("care-appointment-until-hint")),
            text(around, "place", "care-appointment-place", sent)
                .hinting(around.say("care-appointment-place-hint")),
            workers(around, "workers", "care-appointment-workers", sent)
                .hinting(around.say("care-appointment-workers-hint")),
            tick(
                around,
                "interpreter",
                "care-appointment-interpreter",
                "care-appointment-interpreter-yes",
                sent.has("interpreter"),
            ),
            text(around, "transport", "care-appointment-transport", sent)
                .hinting(around.say("care-appointment-transport-hint")),
            room::select(
                around,
                ("state", "care-appointment-state"),
                AppointmentState::ALL,
                AppointmentState::as_str,
                |word| around.say(&format!("care-appointment-is-{word}")),
                (state, None),
            ),
            long(around, "outcome", "care-appointment-outcome", sent),
        ]
    }

    fn known(&self, around: &Around<'_>) -> Vec<(String, String)> {
        let zone = zone_of(around.site, &self.zone);
        let (from, to) = (zone.to_datetime(self.from), zone.to_datetime(self.to));
        let time = |time: jiff::civil::Time| format!("{:02}:{:02}", time.hour(), time.minute());
        let mut pairs = vec![
            ("words", self.words.expose().to_owned()),
            ("with", self.with.expose().to_owned()),
            ("on", from.date().to_string()),
            ("from", time(from.time())),
            ("until", time(to.time())),
            ("place", self.place.expose().to_owned()),
            ("transport", self.transport.expose().to_owned()),
            ("state", self.state.to_string()),
            ("outcome", self.outcome.expose().to_owned()),
        ];
        if self.interpreter {
            pairs.push(("interpreter", "yes".to_owned()));
        }
        pairs.extend(
            self.workers
                .iter()
                .map(|worker| ("workers", worker.to_string())),
        );
        pairs
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }

    fn read(around: &Around<'_>, reading: &mut Reading<'_>, was: Option<&Self>) -> Option<Self> {
        let words = reading.needed("words", "care-fault-appointment");
        let (with, place) = (reading.words("with"), reading.words("place"));
        let (transport, outcome) = (reading.words("transport"), reading.words("outcome"));
        let day = reading.needed_day("on");
        let from = reading.time("from");
        if from.is_none() && reading.sent.get("from").trim().is_empty() {
            reading.fault("from", "cases-fault-time");
        }
        let until = reading.time("until");
        let state = reading.word("state", AppointmentState::parse)?;
        let zone = zone_of(around.site, was.map_or("", |was| &was.zone));
        let (day, from) = (day?, from?);
        let begins = moment_of(&zone, day, from)?;
        // Until earlier than from: until the next day, as with a night's journey.
        let ends = match until {
            None => begins.checked_add(1.hour()).ok()?,
            Some(until) if until < from => moment_of(&zone, day.tomorrow().ok()?, until)?,
            Some(until) => moment_of(&zone, day, until)?,
        };
        let workers: BTreeSet<WorkerId> = reading
            .sent
            .all("workers")
            .filter_map(|id| Uuid::try_parse(id).ok())
            .filter(|id| {
                let works = around
                    .team
                    .people
                    .iter()
                    .any(|one| one.id == *id && one.assigned);
                works || was.is_some_and(|was| was.workers.contains(&WorkerId(*id)))
            })
            .map(WorkerId)
            .collect();
        let now = around.site.clock.now();
        let read = Self {
            id: AppointmentId(Uuid::nil()),
            calendar_uid: was.map_or_else(|| around.site.random.uuid(), |was| was.calendar_uid),
            case: CaseId(around.case.summary.id),
            from: begins,
            to: ends,
            zone: zone.iana_name().unwrap_or("UTC").to_owned(),
            words,
            with,
            place,
            workers,
            interpreter: reading.ticked("interpreter"),
            transport,
            outcome,
            state,
            sequence: was.map_or(0, |was| was.sequence.saturating_add(1)),
            changed_at: now,
        };
        if !read.is_sound() {
            reading.fault("until", "care-fault-until");
        }
        let over = !matches!(
            state,
            AppointmentState::Planned | AppointmentState::Cancelled
        );
        if over && begins > now {
            reading.fault("state", "care-fault-not-yet");
        }
        Some(read)
    }

    fn line(item: &CaseItem<Self>, around: &Around<'_>) -> Line {
        let (at, one) = (around.at(), &item.payload);
        let planned = one.state == AppointmentState::Planned;
        let now = around.site.clock.now();
        let late = planned && one.to < now;
        let mark = if late {
            around.say("care-appointment-say-how")
        } else {
            around.say(&format!("care-appointment-is-{}", one.state))
        };
        let mut line = Line::new(item.id, Markup::escaped(one.words.expose()))
            .mark(late, mark)
            .fact(around, "care-appointment-when", when(around.site, at, one))
            .words(around, "care-appointment-with", &one.with)
            .words(around, "care-appointment-place", &one.place);
        let names: Vec<String> = one
            .workers
            .iter()
            .map(|worker| around.team.name(*worker, at).to_string())
            .collect();
        line = line.fact(
            around,
            "care-appointment-workers",
            Markup::built(names.join(", ")),
        );
        if one.interpreter {
            line = line.fact(
                around,
                "care-appointment-interpreter",
                around.say("care-appointment-interpreter-yes"),
            );
        }
        line = line
            .words(around, "care-appointment-transport", &one.transport)
            .words(around, "care-appointment-outcome", &one.outcome);
        if planned && one.from > now {
            let here = Self::ROUTE.of(around.case.summary.id, at.lang);
            line = line.link(
                format!("{here}?remind={}", item.id),
                around.say("care-remind"),
            );
        }
        line
    }

    /// What is to be, the next first; then what was, the last first.
    fn order(items: &mut [CaseItem<Self>]) {
        items.sort_by_key(|item| {
            let planned = item.payload.state == AppointmentState::Planned;
            let second = item.payload.from.as_second();
            (!planned, if planned { second } else { -second })
        });
    }

    async fn put(put: Put<'_, Self>) -> Result<Saved<Self>, StoreError> {
        put.change().await
    }
}

/// When it is, on the clock of its zone.
fn when(site: &Site, at: &At, one: &Appointment) -> Markup {
    let zone = zone_of(site, &one.zone);
    let (from, to) = (zone.to_datetime(one.from), zone.to_datetime(one.to));
    let messages = at.messages();
    at.fill(
        "care-appointment-span",
        &[
            ("date", (&say::date(from.date(), messages)).into()),
            ("from", (&say::clock_time(from.time(), messages)).into()),
            ("until", (&say::clock_time(to.time(), messages)).into()),
        ],
    )
}

/// The page; with `?remind=…` the form that plans a reminder.
pub(crate) async fn appointments(
    state: State<Arc<Site>>,
    here: SignedIn,
    uri: OriginalUri,
) -> Result<Response, Problem> {
    let asked = Fields::read(uri.0.query().unwrap_or_default().as_bytes())?;
    let Ok(id) = Uuid::try_parse(asked.get("remind")) else {
        return room::room::<Appointment>(state, here, uri).await;
    };
    let site = &state.0;
    let case = case_at(site, &here).await?;
    let (appointment, rules) = about(site, &here, &case, id).await?;
    let day = zone_of(site, &appointment.zone)
        .to_datetime(appointment.from)
        .date();
    let before = day.yesterday().unwrap_or(day).max(today(site));
    let first = Fields::of(vec![("on".to_owned(), before.to_string())]);
    let form = remind_fields(&here.at, id, &first, rules.as_ref());
    show_reminder(site, &here, &case, form, &appointment, rules.as_ref())
}

/// The appointment, and the rules by which she may be reached.
async fn about(
    site: &Site,
    here: &SignedIn,
    case: &OpenCase,
    id: Uuid,
) -> Result<(Appointment, Option<ContactRules>), Problem> {
    let found = room::items_of::<Appointment>(site, here, case).await?;
    let found = found.into_iter().find(|item| item.id == id);
    let rules = room::items_of::<ContactRules>(site, here, case).await?;
    Ok((
        found.ok_or(Problem::NotFound)?.payload,
        rules.into_iter().next_back().map(|item| item.payload),
    ))
}

fn remind_fields(at: &At, id: Uuid, sent: &Fields, rules: Option<&ContactRules>) -> Form {
    let ways: Vec<Choice> = rules
        .map(|rules| rules.ways.as_slice())
        .unwrap_or_default()
        .iter()
        .enumerate()
        .map(|(number, agreed)| {
            let way = at.say(&format!("cases-way-{}", agreed.way));
            let to = words::written(&agreed.destination);
            let said = at.fill(
                "cases-contact-way",
                &[("way", (&way).into()), ("to", (&to).into())],
            );
            let number = number.to_string();
            let chosen = sent.get("way") == number;
            Choice::new(number, said, chosen)
        })
        .collect();
    let leaves = vec![Choice::new(
        "yes",
        at.say("care-remind-leaves-yes"),
        sent.has("leaves"),
    )];
    Form::to(at.here())
        .along("act", "remind")
        .along("remind", id.to_string())
        .with(Field::new(
            "way",
            at.say("care-remind-way"),
            Kind::One(ways),
        ))
        .with(day_field(at, "on", "care-remind-on", sent.get("on")))
        .with(
            Field::new("time", at.say("care-remind-time"), Kind::Time)
                .holding(sent.get("time"))
                .hinting(at.say("care-remind-time-hint")),
        )
        .with(Field::new(
            "leaves",
            at.say("care-remind-leaves"),
            Kind::Any(vec![(Markup::ours(""), leaves)]),
        ))
}

fn show_reminder(
    site: &Site,
    here: &SignedIn,
    case: &OpenCase,
    form: Form,
    appointment: &Appointment,
    rules: Option<&ContactRules>,
) -> Result<Response, Problem> {
    let at = &here.at;
    let address = StaffRoute::CaseAppointments.of(case.summary.id, at.lang);
    let mut shown = form_page(here, case, "care-remind-title", form, "care-remind-go")
        .back(address, at.say("care-appointments"))
        .saying(when(site, at, appointment));
    let Some(rules) = rules else {
        return shown.only_saying(at.say("cases-contact-none")).show();
    };
    shown = shown.saying(at.say("care-remind-lead"));
    for line in contact::said_rules(at, rules) {
        shown = shown.saying(line);
    }
    shown.show()
}

/// Saves an appointment, or plans a reminder of one.
pub(crate) async fn save_appointment(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<CARE>,
) -> Result<Response, Problem> {
    if sent.get("act") == "remind" {
        remind(&site, &here, &sent).await
    } else {
        room::keep::<Appointment>(&site, &here, &sent).await
    }
}

async fn remind(site: &Site, here: &SignedIn, sent: &Fields) -> Result<Response, Problem> {
    let at = &here.at;
    let case = case_at(site, here).await?;
    let id = Uuid::try_parse(sent.get("remind")).map_err(|_| Problem::BadForm)?;
    let (appointment, rules) = about(site, here, &case, id).await?;
    let mut form = remind_fields(at, id, sent, rules.as_ref());
    let mut reading = Reading::of(sent, at);
    let agreed = rules.as_ref().and_then(|rules| {
        let number: usize = sent.get("way").parse().ok()?;
        rules.ways.get(number)
    });
    if agreed.is_none() {
        reading.fault("way", "cases-fault-way");
    }
    let day = reading.needed_day("on");
    let time = reading.time("time");
    if sent.get("time").trim().is_empty() {
        reading.fault("time", "cases-fault-time");
    }
    let zone = rules.as_ref().map_or_else(
        || site.settings.zone.clone(),
        |rules| zone_of(site, &rules.zone),
    );
    let on = day
        .zip(time)
        .and_then(|(day, time)| moment_of(&zone, day, time));
    if let Some(on) = on
        && (on <= site.clock.now() || on >= appointment.from)
    {
        reading.fault("on", "care-fault-remind-when");
    }
    let (Some(agreed), Some(on), true) = (agreed, on, reading.faults.is_empty()) else {
        for (field, fault) in reading.faults {
            form.blame(field, fault);
        }
        return show_reminder(site, here, &case, form, &appointment, rules.as_ref());
    };
    let attempt = Attempt {
        way: agreed.way,
        destination: agreed.destination.clone(),
        leaves_message: sent.has("leaves"),
        names_organization: false,
        shows_number: false,
        automatic: false,
        again: false,
        // Whoever carries it out makes these true then; the task says so.
        code_word_ready: true,
        list_read: true,
    };
    let task = reminder(site, at, here, case.summary.id, &appointment, on, agreed);
    let planned = site
        .store
        .plan_reminder(
            &here.actor,
            case.summary.id,
            id,
            (&attempt, on),
            &task,
            &site.moment(),
        )
        .await;
    match planned {
        Ok(_) => Ok(here.done(&StaffRoute::CaseTasks.of(case.summary.id, at.lang), "saved")),
        Err(StoreError::Case(CaseError::Contact(reasons))) => {
            let said: Vec<String> = reasons
                .iter()
                .map(|reason| at.say(&format!("care-refusal-{reason}")).to_string())
                .collect();
            form.blame("way", Markup::built(said.join(" ")));
            show_reminder(site, here, &case, form, &appointment, rules.as_ref())
        }
        Err(error) => {
            blame(&mut form, at, "way", error)?;
            show_reminder(site, here, &case, form, &appointment, rules.as_ref())
        }
    }
}

/// The task that reminds somebody to remind her; it is sealed like any other.
fn reminder(
    site: &Site,
    at: &At,
    here: &SignedIn,
    case: Uuid,
    appointment: &Appointment,
    on: Timestamp,
    agreed: &casework::contact::AgreedWay,
) -> Task {
    let there = site.settings.zone.to_datetime(on);
    let words = at.fill(
        "care-remind-task",
        &[
            (
                "when",
                crate::staff::list::plain(&when(site, at, appointment))
                    .as_str()
                    .into(),
            ),
            (
                "way",
                crate::staff::list::plain(&at.say(&format!("cases-way-{}", agreed.way)))
                    .as_str()
                    .into(),
            ),
            (
                "time",
                crate::staff::list::plain(&say::clock_time(there.time(), at.messages()))
                    .as_str()
                    .into(),
            ),
        ],
    );
    Task {
        id: TaskId(Uuid::nil()),
        case: CaseId(case),
        words: Private::new(crate::staff::list::plain(&words)),
        assignee: Some(WorkerId(here.me.id)),
        due: Some(there.date()),
        repeat: None,
        repeats_from: None,
        by: WorkerId(here.me.id),
        at: site.clock.now(),
        done_at: None,
        done_by: None,
    }
}
