//! The quick form: closed for now or open, and how many places are free. For a telephone in one hand.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use directory::capacity::{MOST, Unit};
use directory::edit::Field as Fact;
use directory::service::Status;
use store::{Edit, Record};

use super::{done, known, record_at};
use crate::form::{self, Fields, ORDINARY};
use crate::house::Site;
use crate::problem::Problem;
use crate::say;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Choice, Field, Form, Kind};
use crate::staff::pages::FormPage;
use crate::staff::routes::StaffRoute;

const CLOSED: &str = "closed";
const OPEN: &str = "open";

/// The form, with what is known.
pub(crate) async fn now_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let record = record_at(&site, &here).await?;
    let known = record.capacities.first();
    let unit = known.map_or(Unit::Bed, |known| known.unit);
    let number = |number: Option<u16>| number.map(|number| number.to_string());
    let available = number(known.map(|known| known.available)).unwrap_or_default();
    let maximum = number(known.and_then(|known| known.maximum)).unwrap_or_default();
    let state = state_of(&record);
    let form = fields(&here, &record, state, unit.word(), &available, &maximum);
    show(&here, &record, form)
}

fn state_of(record: &Record) -> &'static str {
    match record.service.status {
        Status::TemporarilyClosed => CLOSED,
        _ => OPEN,
    }
}

fn fields(
    here: &SignedIn,
    record: &Record,
    state: &str,
    unit: &str,
    available: &str,
    maximum: &str,
) -> Form {
    let at = &here.at;
    let states = [(OPEN, "listings-now-open"), (CLOSED, "listings-now-closed")];
    let states = states.map(|(value, key)| Choice::new(value, at.say(key), value == state));
    let units = Unit::ALL.map(|known| {
        let key = match known {
            Unit::Bed => "listings-unit-bed",
            Unit::Room => "listings-unit-room",
            Unit::Place => "listings-unit-place",
        };
        Choice::new(known.word(), at.say(key), known.word() == unit)
    });
    let text = |name, key, value: &str| {
        Field::new(name, at.say(key), Kind::Text)
            .holding(value)
            .completing("off")
    };
    Form::to(at.here())
        .along("version", record.version.to_string())
        .with(Field::new(
            "state",
            at.say("listings-now-state"),
            Kind::One(states.into()),
        ))
        .with(Field::new(
            "unit",
            at.say("listings-now-unit"),
            Kind::Select(units.into()),
        ))
        .with(
            text("available", "listings-now-available", available)
                .hinting(at.say("listings-now-available-hint")),
        )
        .with(text("maximum", "listings-now-maximum", maximum))
}

/// Saves it: the state as an edit of the record, the figure beside it.
pub(crate) async fn save_now(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let record = record_at(&site, &here).await?;
    let unit = Unit::ALL
        .into_iter()
        .find(|unit| unit.word() == sent.get("unit"));
    let unit = unit.ok_or(Problem::BadForm)?;
    let figure = match figure(&sent) {
        Ok(figure) => figure,
        Err((field, key)) => {
            let [state, available, maximum] =
                ["state", "available", "maximum"].map(|name| sent.get(name));
            let mut form = fields(&here, &record, state, unit.word(), available, maximum);
            form.blame(field, here.at.say(key));
            return show(&here, &record, form);
        }
    };
    let now = site.clock.now();
    let id = record.service.id;
    let status = match sent.get("state") {
        CLOSED => "temporarily closed",
        OPEN => "active",
        _ => return Err(Problem::BadForm),
    };
    // The base is the record as it is: somebody who only reports free places must not meet a conflict,
    // and a door that is closed now is closed whatever else was edited.
    if sent.get("state") != state_of(&record) {
        let edit = Edit {
            look: false,
            base_version: record.version,
            changes: [(Fact::Status, status.to_owned())].into(),
            reason: String::new(),
            verified: false,
            suggestion: None,
        };
        site.store
            .edit_service(&here.actor, known(&site), id, edit, now)
            .await?;
    }
    let before = record.capacities.iter().any(|known| known.unit == unit);
    if figure.is_some() || before {
        site.store
            .set_capacity(&here.actor, id, unit, figure, now)
            .await?;
    }
    let address = StaffRoute::Listing.of(id, here.at.lang);
    done(&site, &here, &address, None).await
}

/// The figure that was sent: free, and of how many.
type Figure = Option<(u16, Option<u16>)>;

/// The figure, or the field that is wrong and why.
fn figure(sent: &Fields) -> Result<Figure, (&'static str, &'static str)> {
    let number = |name: &'static str| match sent.get(name).trim() {
        "" => Ok(None),
        text => match text.parse::<u16>() {
            Ok(number) if number <= MOST => Ok(Some(number)),
            _ => Err((name, "listings-now-fault-number")),
        },
    };
    let (available, maximum) = (number("available")?, number("maximum")?);
    match (available, maximum) {
        (None, _) => Ok(None),
        (Some(available), Some(maximum)) if available > maximum => {
            Err(("available", "listings-now-fault-more"))
        }
        (Some(available), maximum) => Ok(Some((available, maximum))),
    }
}

fn show(here: &SignedIn, record: &Record, form: Form) -> Result<Response, Problem> {
    let at = &here.at;
    let name = say::text(&record.service.name, at.messages());
    let frame = here.frame(at.say("listings-now-title"));
    FormPage::new(frame, form, at.say("listings-now-go"))
        .back(StaffRoute::Listing.of(record.service.id, at.lang), name)
        .show()
}
