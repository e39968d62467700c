//! Safe contact: how, where and when she may be reached, and what must never be done. What no rule allows
//! is refused, and the page of the case says so before anything else.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use casework::contact::{AgreedWay, ContactRules, Never, Way, Window};
use casework::weekday::Weekday;
use casework::words::{Private, WorkerId};
use jiff::ToSpan as _;
use jiff::civil::Time;
use store::{CaseItem, CaseParts, ItemKind, OpenCase};

use crate::form::{self, Fields, ORDINARY};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Choice, Field, Form, Kind};
use crate::staff::frame::At;
use crate::staff::routes::StaffRoute;

use super::person::keep_one;
use super::{blame, choices, day_field, form_page, view_at, words};

/// What may be done over a way that was agreed.
const MAY: [&str; 4] = ["message", "automatic", "organization", "number"];

/// How long rules hold when nobody says until when: she is asked again by then.
const HOLD: i64 = 30;

/// The rules as they are read before somebody picks up a telephone: what must never be done comes first.
pub(crate) fn said_rules(at: &At, rules: &ContactRules) -> Vec<Markup> {
    let messages = at.messages();
    let mut lines = Vec::new();
    if rules.stopped {
        lines.push(at.say("cases-contact-stopped"));
    }
    for never in &rules.never {
        lines.push(at.say(&format!("cases-never-said-{never}")));
    }
    if !rules.never_in_words.is_empty() {
        let words = words::written(&rules.never_in_words);
        lines.push(at.fill("cases-contact-never-words", &[("words", (&words).into())]));
    }
    for agreed in &rules.ways {
        let way = at.say(&format!("cases-way-{}", agreed.way));
        let to = words::written(&agreed.destination);
        let allowed = [
            (agreed.may_leave_message, "message"),
            (agreed.may_name_organization, "organization"),
            (agreed.may_show_number, "number"),
            (agreed.may_be_automatic, "automatic"),
        ];
        let mut said = at
            .fill(
                "cases-contact-way",
                &[("way", (&way).into()), ("to", (&to).into())],
            )
            .to_string();
        for (_, may) in allowed.into_iter().filter(|(allowed, _)| *allowed) {
            said.push_str(" · ");
            said.push_str(at.say(&format!("cases-may-{may}")).as_str());
        }
        lines.push(Markup::built(said));
    }
    for window in &rules.windows {
        let days: Vec<String> = window
            .days
            .iter()
            .map(|day| at.say(&format!("cases-day-{day}")).to_string())
            .collect();
        let from = say::clock_time(window.from, messages);
        let until = say::clock_time(window.until, messages);
        lines.push(at.fill(
            "cases-contact-window",
            &[
                ("days", (&Markup::built(days.join(", "))).into()),
                ("from", (&from).into()),
                ("until", (&until).into()),
                ("zone", (&Markup::escaped(&rules.zone)).into()),
            ],
        ));
    }
    if let Some(word) = rules.code_word.as_ref().filter(|word| !word.is_empty()) {
        let word = words::written(word);
        lines.push(at.fill("cases-contact-code-word", &[("word", (&word).into())]));
    }
    if let Some(review) = rules.review_at {
        let zone = jiff::tz::TimeZone::get(&rules.zone).unwrap_or(jiff::tz::TimeZone::UTC);
        let day = say::date(zone.to_datetime(review).date(), messages);
        lines.push(at.fill("cases-contact-until", &[("date", (&day).into())]));
    }
    lines
}

/// What the page shows.
const KINDS: &[ItemKind] = &[ItemKind::ContactRules];

/// The form, with what was agreed.
pub(crate) async fn contact_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let view = view_at(&site, &here, CaseParts::Kinds(KINDS)).await?;
    let case = &view.open;
    let rules = view.all::<ContactRules>().last();
    let version = rules.as_ref().map_or(0, |rules| rules.version);
    let sent = known(&site, rules.as_ref());
    show(&here, case, fields(&site, &here.at, &sent, version))
}

fn known(site: &Site, rules: Option<&CaseItem<ContactRules>>) -> Fields {
    let mut pairs = Vec::new();
    let mut push = |name: &str, value: &str| pairs.push((name.to_owned(), value.to_owned()));
    let Some(rules) = rules.map(|item| &item.payload) else {
        push("zone", site.settings.zone.iana_name().unwrap_or("UTC"));
        return Fields::of(pairs);
    };
    for (at, agreed) in rules.ways.iter().take(WAYS.len()).enumerate() {
        let (way, to, may) = WAYS[at];
        push(way, agreed.way.as_str());
        push(to, agreed.destination.expose());
        for (allowed, word) in [
            (agreed.may_leave_message, MAY[0]),
            (agreed.may_be_automatic, MAY[1]),
            (agreed.may_name_organization, MAY[2]),
            (agreed.may_show_number, MAY[3]),
        ] {
            if allowed {
                push(may, word);
            }
        }
    }
    if let Some(window) = rules.windows.first() {
        for day in &window.days {
            push("days", day.as_str());
        }
        push("from", &window.from.strftime("%H:%M").to_string());
        push("until", &window.until.strftime("%H:%M").to_string());
    }
    push("zone", &rules.zone);
    if let Some(word) = &rules.code_word {
        push("code_word", word.expose());
    }
    for never in &rules.never {
        push("never", never.as_str());
    }
    push("never_words", rules.never_in_words.expose());
    if rules.stopped {
        push("stopped", "yes");
    }
    if let Some(review) = rules.review_at {
        let zone = jiff::tz::TimeZone::get(&rules.zone).unwrap_or(jiff::tz::TimeZone::UTC);
        push("review", &zone.to_datetime(review).date().to_string());
    }
    Fields::of(pairs)
}

/// Three ways to reach her are enough for one form: the field of the way, of where, of what may be done.
const WAYS: [(&str, &str, &str); 3] = [
    ("way", "to", "may"),
    ("way_2", "to_2", "may_2"),
    ("way_3", "to_3", "may_3"),
];

fn any(at: &At, name: &'static str, key: &str, choices: Vec<Choice>) -> Field {
    Field::new(
        name,
        at.say(key),
        Kind::Any(vec![(Markup::ours(""), choices)]),
    )
}

fn checked<T: Copy>(
    sent: &Fields,
    name: &str,
    all: &[T],
    word: impl Fn(T) -> &'static str,
    say: impl Fn(&'static str) -> Markup,
) -> Vec<Choice> {
    let chosen: BTreeSet<&str> = sent.all(name).collect();
    all.iter()
        .map(|&one| Choice::new(word(one), say(word(one)), chosen.contains(word(one))))
        .collect()
}

fn fields(site: &Site, at: &At, sent: &Fields, version: i64) -> Form {
    let mut form = Form::to(at.here())
        .along("version", version.to_string())
        .with(
            any(
                at,
                "never",
                "cases-contact-never",
                checked(sent, "never", Never::ALL, Never::as_str, |word| {
                    at.say(&format!("cases-never-{word}"))
                }),
            )
            .hinting(at.say("cases-contact-never-hint")),
        )
        .with(
            Field::new(
                "never_words",
                at.say("cases-contact-never-more"),
                Kind::Long,
            )
            .holding(sent.get("never_words")),
        );
    for (number, (way, to, may)) in WAYS.into_iter().enumerate() {
        let chosen = Way::parse(sent.get(way));
        let mut ways = vec![Choice::new("", at.say("cases-way-none"), chosen.is_none())];
        ways.extend(choices(
            Way::ALL,
            Way::as_str,
            |word| at.say(&format!("cases-way-{word}")),
            chosen,
        ));
        let count = number + 1;
        let label = at.fill("cases-contact-way-number", &[("count", count.into())]);
        form = form
            .with(Field::new(way, label, Kind::Select(ways)))
            .with(
                Field::new(to, at.say("cases-contact-to"), Kind::Text)
                    .holding(sent.get(to))
                    .hinting(at.say("cases-contact-to-hint")),
            )
            .with(any(
                at,
                may,
                "cases-contact-may",
                checked(
                    sent,
                    may,
                    &MAY,
                    |word| word,
                    |word| at.say(&format!("cases-may-{word}")),
                ),
            ));
    }
    let stopped = vec![Choice::new(
        "yes",
        at.say("cases-contact-stopped-yes"),
        sent.has("stopped"),
    )];
    let now = site.settings.zone.to_datetime(site.clock.now()).date();
    let review = match sent.get("review") {
        "" => now
            .checked_add(HOLD.days())
            .map(|day| day.to_string())
            .unwrap_or_default(),
        day => day.to_owned(),
    };
    form.with(any(
        at,
        "days",
        "cases-contact-days",
        checked(sent, "days", Weekday::ALL, Weekday::as_str, |word| {
            at.say(&format!("cases-day-{word}"))
        }),
    ))
    .with(Field::new("from", at.say("cases-contact-from"), Kind::Time).holding(sent.get("from")))
    .with(
        Field::new("until", at.say("cases-contact-to-time"), Kind::Time)
            .holding(sent.get("until"))
            .hinting(at.say("cases-contact-night")),
    )
    .with(
        Field::new("zone", at.say("cases-contact-zone"), Kind::Text)
            .holding(sent.get("zone"))
            .hinting(at.say("cases-contact-zone-hint")),
    )
    .with(
        Field::new("code_word", at.say("cases-contact-word"), Kind::Text)
            .holding(sent.get("code_word"))
            .hinting(at.say("cases-contact-word-hint")),
    )
    .with(
        day_field(at, "review", "cases-contact-review", &review)
            .hinting(at.say("cases-contact-review-hint")),
    )
    .with(any(at, "stopped", "cases-contact-stop", stopped))
}

/// The rules as the form has them, or the field at fault and its message.
fn read(
    site: &Site,
    here: &SignedIn,
    sent: &Fields,
) -> Result<ContactRules, Vec<(&'static str, &'static str)>> {
    let mut faults = Vec::new();
    let mut ways = Vec::new();
    for (way, to, may) in WAYS {
        let Some(chosen) = Way::parse(sent.get(way)) else {
            if !sent.get(to).trim().is_empty() {
                faults.push((way, "cases-fault-way"));
            }
            continue;
        };
        let destination = Private::new(sent.get(to));
        if destination.is_empty() {
            faults.push((to, "cases-fault-to"));
            continue;
        }
        let allowed: BTreeSet<&str> = sent.all(may).collect();
        ways.push(AgreedWay {
            way: chosen,
            destination,
            may_leave_message: allowed.contains(MAY[0]),
            may_be_automatic: allowed.contains(MAY[1]),
            may_name_organization: allowed.contains(MAY[2]),
            may_show_number: allowed.contains(MAY[3]),
        });
    }
    let days: BTreeSet<Weekday> = sent.all("days").filter_map(Weekday::parse).collect();
    let time = |name: &str| -> Option<Time> { sent.get(name).trim().parse().ok() };
    let windows = match (days.is_empty(), time("from"), time("until")) {
        (true, None, None) => Vec::new(),
        (false, Some(from), Some(until)) => vec![Window { days, from, until }],
        (true, _, _) => {
            faults.push(("days", "cases-fault-days"));
            Vec::new()
        }
        (_, None, _) => {
            faults.push(("from", "cases-fault-time"));
            Vec::new()
        }
        (_, _, None) => {
            faults.push(("until", "cases-fault-time"));
            Vec::new()
        }
    };
    let zone = sent.get("zone").trim();
    let known = jiff::tz::TimeZone::get(zone);
    if known.is_err() {
        faults.push(("zone", "cases-fault-zone"));
    }
    let review_at = match (super::day(sent.get("review")), &known) {
        (Ok(Some(day)), Ok(zone)) => zone.to_timestamp(day.at(0, 0, 0, 0)).ok(),
        (Ok(_), _) => None,
        (Err(()), _) => {
            faults.push(("review", "cases-fault-day"));
            None
        }
    };
    if review_at.is_none() && faults.is_empty() {
        faults.push(("review", "cases-fault-review"));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(ContactRules {
        ways,
        windows,
        zone: zone.to_owned(),
        code_word: Some(Private::new(sent.get("code_word"))).filter(|word| !word.is_empty()),
        never: sent.all("never").filter_map(Never::parse).collect(),
        never_in_words: Private::new(sent.get("never_words")),
        stopped: sent.has("stopped"),
        agreed_at: site.clock.now(),
        review_at,
        by: WorkerId(here.me.id),
    })
}

/// What another system agreed and this form has no room for stays.
fn beyond_the_form(
    mut rules: ContactRules,
    before: Option<&CaseItem<ContactRules>>,
) -> ContactRules {
    if let Some(before) = before.map(|item| &item.payload) {
        rules
            .ways
            .extend(before.ways.iter().skip(WAYS.len()).cloned());
        rules.windows.extend(before.windows.iter().skip(1).cloned());
    }
    rules
}

/// Saves them. Whoever comes second sees the first's rules and decides.
pub(crate) async fn save_contact(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let view = view_at(&site, &here, CaseParts::Kinds(KINDS)).await?;
    let case = &view.open;
    let version: i64 = sent.get("version").parse().map_err(|_| Problem::BadForm)?;
    let before = view.all::<ContactRules>().last();
    let mut form = fields(&site, &here.at, &sent, version);
    let rules = match read(&site, &here, &sent) {
        Ok(rules) => beyond_the_form(rules, before.as_ref()),
        Err(faults) => {
            for (field, key) in faults {
                form.blame(field, here.at.say(key));
            }
            return show(&here, case, form);
        }
    };
    let id = case.summary.id;
    let kept = before.as_ref().map(|item| (item.id, version));
    let saved = keep_one(&site, &here, id, kept, &rules).await;
    match saved {
        Ok(None) => Ok(here.done(&StaffRoute::Case.of(id, here.at.lang), "saved")),
        Ok(Some(theirs)) => {
            let mut form = fields(&site, &here.at, &sent, theirs.version);
            let lines: Vec<String> = said_rules(&here.at, &theirs.payload)
                .iter()
                .map(ToString::to_string)
                .collect();
            let value = Markup::built(lines.join("; "));
            form.blame(
                "never",
                here.at
                    .fill("cases-fault-theirs", &[("value", (&value).into())]),
            );
            show(&here, case, form)
        }
        Err(error) => {
            blame(&mut form, &here.at, "never", error)?;
            show(&here, case, form)
        }
    }
}

fn show(here: &SignedIn, case: &OpenCase, form: Form) -> Result<Response, Problem> {
    form_page(here, case, "cases-contact", form, "people-save")
        .saying(here.at.say("cases-contact-lead"))
        .show()
}
