//! Protection orders: what happened, day by day; where one stands is worked out from that and the law of its
//! place, as far as somebody verified it. What is not known is said to be so, and no day is made up.

use casework::jurisdiction::{RuleId, shipped};
use casework::protection_order::{
    ExpirySource, OrderEvent, OrderEventKind, OrderState, OrderStatus, ProtectionOrder,
};
use casework::words::{CaseId, OrderId, WorkerId};
use directory::geography::Province;
use jiff::civil::Date;
use store::{CaseItem, Saved, StoreError};
use uuid::Uuid;

use super::super::cases::{day_field, words};
use super::room::{self, Around, Line, Put, Reading, Room, RoomWords, text, tick, value};
use crate::form::Fields;
use crate::markup::Markup;
use crate::say;
use crate::staff::fields::{Choice, Field, Kind};
use crate::staff::routes::StaffRoute;

/// Days before its last day on which an order wants somebody: the first of the reminders of casework.md 4.4.
const SOON: i32 = casework::immigration::REMINDERS[0];

fn place_name(around: &Around<'_>, code: &str) -> Markup {
    Province::ALL
        .into_iter()
        .find(|province| province.code() == code)
        .map_or_else(
            || Markup::escaped(code),
            |province| say::text(&province.name(), around.at().messages()),
        )
}

impl Room for ProtectionOrder {
    const ROUTE: StaffRoute = StaffRoute::CaseOrders;
    const WORDS: RoomWords = RoomWords {
        title: "care-orders",
        lead: "care-orders-lead",
        list: "care-orders-list",
        none: "care-orders-none",
        new: "care-order-new",
        go: "care-order-go",
    };

    fn fields(around: &Around<'_>, sent: &Fields) -> Vec<Field> {
        let at = around.at();
        let region = around.case.case.region.clone().unwrap_or_default();
        let chosen = value(sent, "place", &region);
        let places = Province::ALL
            .into_iter()
            .map(|province| {
                Choice::new(
                    province.code(),
                    say::text(&province.name(), at.messages()),
                    province.code() == chosen,
                )
            })
            .collect();
        let day = around.today.to_string();
        vec![
            Field::new("place", at.say("care-order-place"), Kind::Select(places))
                .hinting(at.say("care-order-place-hint")),
            text(around, "respondent", "care-order-respondent", sent)
                .hinting(at.say("care-order-respondent-hint")),
            text(around, "file", "care-order-file", sent),
            tick(
                around,
                "agreed",
                "care-order-agreed",
                "care-order-agreed-yes",
                sent.has("agreed"),
            ),
            room::select(
                around,
                ("happened", "care-order-happened"),
                OrderEventKind::ALL,
                OrderEventKind::as_str,
                |word| at.say(&format!("care-order-event-{word}")),
                (sent.get("happened"), Some("care-order-event-none")),
            ),
            day_field(at, "on", "care-order-on", value(sent, "on", &day)),
            day_field(at, "expires", "care-order-expires", sent.get("expires"))
                .hinting(at.say("care-order-expires-hint")),
            text(around, "words", "care-order-words", sent),
        ]
    }

    fn known(&self, _: &Around<'_>) -> Vec<(String, String)> {
        let mut pairs = vec![
            ("place".to_owned(), self.jurisdiction.clone()),
            ("respondent".to_owned(), self.respondent.expose().to_owned()),
            ("file".to_owned(), self.file_number.expose().to_owned()),
        ];
        if self.consented_to_application {
            pairs.push(("agreed".to_owned(), "yes".to_owned()));
        }
        pairs
    }

    fn read(around: &Around<'_>, reading: &mut Reading<'_>, was: Option<&Self>) -> Option<Self> {
        let known = |code: &str| Province::ALL.into_iter().any(|place| place.code() == code);
        let jurisdiction = reading.word("place", |code| known(code).then(|| code.to_owned()))?;
        let (respondent, file_number) = (reading.words("respondent"), reading.words("file"));
        let mut events = was.map(|was| was.events.clone()).unwrap_or_default();
        let happened = OrderEventKind::parse(reading.sent.get("happened"));
        let (expires_on, words) = (reading.day("expires"), reading.words("words"));
        if let Some(kind) = happened {
            let on = reading.needed_day("on")?;
            if on > around.today {
                reading.fault("on", "care-fault-future");
            }
            let dated = matches!(kind, OrderEventKind::Granted | OrderEventKind::Varied);
            if expires_on.is_some() && !dated {
                reading.fault("expires", "care-fault-expires-kind");
            }
            if expires_on.is_some_and(|last| last < on) {
                reading.fault("expires", "care-fault-expires-order");
            }
            events.push(OrderEvent {
                kind,
                on,
                expires_on,
                words,
                by: WorkerId(around.here.me.id),
            });
        } else if expires_on.is_some() || !words.is_empty() {
            reading.fault("happened", "care-fault-happened");
        }
        let consented_to_application = reading.ticked("agreed");
        let asks = happened == Some(OrderEventKind::Applied);
        if asks && !consented_to_application {
            reading.fault("agreed", "care-fault-order-agreed");
        }
        Some(Self {
            id: OrderId(Uuid::nil()),
            case: CaseId(around.case.summary.id),
            jurisdiction,
            file_number,
            respondent,
            consented_to_application,
            events,
        })
    }

    fn line(item: &CaseItem<Self>, around: &Around<'_>) -> Line {
        let (at, one) = (around.at(), &item.payload);
        let place = shipped(&one.jurisdiction);
        let status = one.status(place, around.today);
        let wants = status.needs_attention()
            || ends_soon(&status, around.today)
            || status.state == OrderState::Expired;
        let head = at.fill(
            "care-order-head",
            &[("place", (&place_name(around, &one.jurisdiction)).into())],
        );
        let mut line = Line::new(item.id, head)
            .mark(wants, at.say(&format!("care-order-is-{}", status.state)))
            .fact(around, "care-order-ends", ends(around, one, &status));
        if status.breaches > 0 {
            line = line.mark(
                true,
                at.fill("care-order-breaches", &[("count", status.breaches.into())]),
            );
        }
        line = line
            .words(around, "care-order-respondent", &one.respondent)
            .words(around, "care-order-file", &one.file_number);
        let mut events: Vec<&OrderEvent> = one.events.iter().collect();
        events.sort_by_key(|event| event.on);
        let history: Vec<String> = events
            .into_iter()
            .map(|event| said_event(around, event))
            .collect();
        line.fact(
            around,
            "care-order-history",
            Markup::built(history.join("\n")),
        )
    }

    fn notices(items: &[CaseItem<Self>], around: &Around<'_>) -> Vec<(bool, Markup)> {
        // What the law of the places says of its orders, with where and when that was read.
        let mut codes: Vec<&str> = items
            .iter()
            .map(|item| item.payload.jurisdiction.as_str())
            .collect();
        codes.sort_unstable();
        codes.dedup();
        codes
            .into_iter()
            .map(|code| (false, law(around, code)))
            .collect()
    }

    async fn put(put: Put<'_, Self>) -> Result<Saved<Self>, StoreError> {
        put.change().await
    }
}

fn ends_soon(status: &OrderStatus, today: Date) -> bool {
    let runs = matches!(
        status.state,
        OrderState::GrantedNotServed | OrderState::InForce | OrderState::InForceContested
    );
    let within = |last: Date| last.duration_since(today).as_hours() / 24 <= i64::from(SOON);
    runs && status.expires_on.is_some_and(within)
}

/// The last day, and where it is known from.
fn ends(around: &Around<'_>, one: &ProtectionOrder, status: &OrderStatus) -> Markup {
    let at = around.at();
    let granted = one
        .events
        .iter()
        .any(|event| event.kind == OrderEventKind::Granted);
    match (status.expires_on, status.expiry) {
        (Some(day), ExpirySource::Statute) => {
            let day = say::date(day, at.messages());
            at.fill("care-order-ends-statute", &[("date", (&day).into())])
        }
        (Some(day), _) => say::date(day, at.messages()),
        (None, _) if granted => at.say("care-order-ends-unknown"),
        (None, _) => Markup::ours(""),
    }
}

fn said_event(around: &Around<'_>, event: &OrderEvent) -> String {
    let at = around.at();
    let day = say::date(event.on, at.messages());
    let mut said = format!(
        "{day} · {}",
        at.say(&format!("care-order-event-{}", event.kind))
    );
    if let Some(last) = event.expires_on {
        let last = say::date(last, at.messages());
        let until = at.fill("care-order-until", &[("date", (&last).into())]);
        said = format!("{said}, {until}");
    }
    if !event.words.is_empty() {
        said = format!("{said} · {}", words::written(&event.words));
    }
    format!("{said} · {}", around.team.name(event.by, at))
}

/// What is known of how long orders of a place last.
fn law(around: &Around<'_>, code: &str) -> Markup {
    let at = around.at();
    let place = place_name(around, code);
    let rule =
        shipped(code).and_then(|known| known.rule(RuleId::ProtectionOrderDuration, around.today));
    match rule {
        Some(rule) => {
            let key = if rule.verified {
                "care-order-law"
            } else {
                "care-order-law-unverified"
            };
            at.fill(
                key,
                &[
                    ("place", (&place).into()),
                    ("rule", (&say::text(&rule.text, at.messages())).into()),
                    ("source", rule.source.as_str().into()),
                    ("read", rule.read_on.as_str().into()),
                ],
            )
        }
        None => at.fill("care-order-law-none", &[("place", (&place).into())]),
    }
}
