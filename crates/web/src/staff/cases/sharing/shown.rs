//! What a recipient is shown of a case, part by part, with how she may be reached before everything else; and
//! what an enquiry says. The same words at the desk and outside.

use casework::case::Person;
use casework::consent::DataKind;
use casework::contact::ContactRules;
use casework::enquiry::Enquiry;
use casework::need::{self, Need, NeedEntry, NeedState};
use casework::note::Note;
use casework::words::Private;
use store::{AnyItem, SharedCase};

use super::super::contact::said_rules;
use super::super::words;
use super::when;
use crate::house::Site;
use crate::markup::Markup;
use crate::say;
use crate::staff::frame::At;

/// A part, with its lines.
pub(crate) struct Part {
    pub(crate) name: Markup,
    pub(crate) lines: Vec<Markup>,
    /// It is read before anything is done.
    pub(crate) first: bool,
}

/// A name and what it is, set as each language sets a colon.
fn pair(at: &At, name: &Markup, said: &Markup) -> Markup {
    let name = Markup::built(format!("<b>{name}</b>"));
    at.fill(
        "sharing-pair",
        &[("name", (&name).into()), ("said", said.into())],
    )
}

/// For whom an enquiry asks: how many, which languages, by when is said elsewhere.
pub(crate) fn people(at: &At, enquiry: &Enquiry) -> Vec<Markup> {
    let mut said = vec![at.fill(
        "sharing-people",
        &[
            ("adults", usize::from(enquiry.adults).into()),
            ("children", usize::from(enquiry.children).into()),
        ],
    )];
    if !enquiry.languages.is_empty() {
        let tags: Vec<String> = enquiry
            .languages
            .iter()
            .map(|tag| tag.as_str().to_owned())
            .collect();
        let names = say::languages(&tags, at.messages());
        said.push(pair(at, &at.say("cases-languages"), &names));
    }
    said
}

/// Everything that may be shown now. What is not consented to is not in `shared`, so that it cannot be here.
pub(crate) fn parts(site: &Site, at: &At, shared: &SharedCase) -> Vec<Part> {
    let mut parts = vec![contact(at, shared)];
    if let Some(case) = &shared.outline {
        let mut lines = vec![
            pair(
                at,
                &at.say("cases-code"),
                &Markup::escaped(&case.code.to_string()),
            ),
            pair(
                at,
                &at.say("cases-age"),
                &at.say(&format!("cases-age-{}", case.age_band)),
            ),
        ];
        let tags: Vec<String> = case
            .languages
            .iter()
            .map(|tag| tag.as_str().to_owned())
            .collect();
        if !tags.is_empty() {
            let names = say::languages(&tags, at.messages());
            lines.push(pair(at, &at.say("cases-languages"), &names));
        }
        lines.push(pair(
            at,
            &at.say("cases-stage"),
            &words::stage(at, case.standing.stage),
        ));
        if case.interpreter {
            lines.push(at.say("cases-interpreter-yes"));
        }
        parts.push(part(at.say("cases-data-outline"), lines));
    }
    if let Some(person) = &shared.person {
        let lines = about(at, person);
        if !lines.is_empty() {
            parts.push(part(at.say("cases-person"), lines));
        }
    }
    if shared.kinds.contains(&DataKind::Needs) {
        parts.push(part(at.say("cases-needs"), needs(at, &shared.items)));
    }
    if shared.kinds.contains(&DataKind::Notes) {
        let lines = shared
            .items
            .iter()
            .filter_map(AnyItem::of::<Note>)
            .map(|note| {
                let day = when(site, at, note.happened_at);
                pair(at, &day, &words::written(&note.words))
            })
            .collect();
        parts.push(part(at.say("cases-notes"), lines));
    }
    parts
}

fn part(name: Markup, lines: Vec<Markup>) -> Part {
    Part {
        name,
        lines,
        first: false,
    }
}

/// How she may be reached: through those who ask, unless more was shared.
fn contact(at: &At, shared: &SharedCase) -> Part {
    let rules = shared
        .items
        .iter()
        .rev()
        .find_map(AnyItem::of::<ContactRules>);
    let lines = match rules {
        Some(rules) => said_rules(at, &rules),
        None if shared.kinds.contains(&DataKind::Contact) => vec![at.say("sharing-contact-none")],
        None => vec![at.say("sharing-contact-through")],
    };
    Part {
        name: at.say("cases-contact-before"),
        lines,
        first: true,
    }
}

fn needs(at: &At, items: &[AnyItem]) -> Vec<Markup> {
    let entries: Vec<NeedEntry> = items.iter().filter_map(AnyItem::of).collect();
    let map = need::map(&entries);
    Need::ALL
        .iter()
        .filter_map(|one| {
            let state = map.get(one).copied().unwrap_or(NeedState::NotAsked);
            (state != NeedState::NotAsked).then(|| {
                pair(
                    at,
                    &at.say(&format!("cases-need-of-{one}")),
                    &at.say(&format!("cases-need-state-{state}")),
                )
            })
        })
        .collect()
}

/// Who she is, as far as it was shared.
fn about(at: &At, person: &Person) -> Vec<Markup> {
    let mut lines = Vec::new();
    let mut add = |key: &str, words: &Private| {
        if !words.is_empty() {
            lines.push(pair(at, &at.say(key), &words::written(words)));
        }
    };
    add("cases-person-alias", &person.alias);
    add("cases-person-pronouns", &person.pronouns);
    if let Some(name) = &person.legal_name {
        add("cases-person-first", &name.value.first);
        add("cases-person-second", &name.value.second);
    }
    for (key, kept) in [
        ("cases-person-health", &person.health),
        ("cases-person-immigration", &person.immigration_status),
        ("cases-person-indigenous", &person.indigenous_identity),
    ] {
        if let Some(kept) = kept {
            add(key, &kept.value);
        }
    }
    if let Some(gender) = person.gender {
        lines.push(pair(
            at,
            &at.say("cases-gender"),
            &at.say(&format!("cases-gender-{gender}")),
        ));
    }
    if let Some(born) = &person.birth_date {
        lines.push(pair(
            at,
            &at.say("cases-person-birth"),
            &say::date(born.value, at.messages()),
        ));
    }
    lines
}
