//! What one needs, and need not, to be helped: what is known as sentences, the rest as questions.

use ::directory::service::{Access, Gender};

use crate::markup::Markup;
use crate::messages::Messages;

/// A fact that is a yes or a no: the sentence for each.
type YesOrNo = (Option<bool>, &'static str, &'static str);

/// Sentences for what is known.
pub(super) fn known(access: &Access, messages: &'static Messages) -> Vec<Markup> {
    let answers: [YesOrNo; 5] = [
        (
            access.police_report_needed,
            "service-police-yes",
            "service-police-no",
        ),
        (
            access.status_needed,
            "service-status-yes",
            "service-status-no",
        ),
        (access.id_needed, "service-id-yes", "service-id-no"),
        (
            access.children_welcome,
            "service-children-yes",
            "service-children-no",
        ),
        (access.pets_welcome, "service-pets-yes", "service-pets-no"),
    ];
    let mut facts: Vec<Markup> = answers
        .into_iter()
        .filter_map(|(fact, yes, no)| Some(messages.say(if fact? { yes } else { no })))
        .collect();
    facts.extend(access.gender.map(|gender| {
        messages.say(match gender {
            Gender::Women => "service-gender-women",
            Gender::Men => "service-gender-men",
            Gender::Any => "service-gender-any",
        })
    }));
    facts.extend(ages(access, messages));
    if access.indigenous_led == Some(true) {
        facts.push(messages.say("service-indigenous-yes"));
    }
    if access.by_and_for == Some(true) {
        facts.push(messages.say("service-by-and-for"));
    }
    facts
}

fn ages(access: &Access, messages: &'static Messages) -> Option<Markup> {
    let from = access.minimum_age.map(u32::from);
    let to = access.maximum_age.map(u32::from);
    match (from, to) {
        (Some(from), Some(to)) => Some(messages.fill(
            "service-age-between",
            &[("from", from.into()), ("to", to.into())],
        )),
        (Some(years), None) => Some(messages.fill("service-age-from", &[("years", years.into())])),
        (None, Some(years)) => Some(messages.fill("service-age-to", &[("years", years.into())])),
        (None, None) => None,
    }
}

/// One sentence that names what nobody has said, so that the person can ask.
pub(super) fn unknown(access: &Access, messages: &'static Messages) -> Option<Markup> {
    let questions: Vec<String> = [
        (access.police_report_needed, "service-unknown-police"),
        (access.status_needed, "service-unknown-status"),
        (access.id_needed, "service-unknown-id"),
        (access.children_welcome, "service-unknown-children"),
        (access.pets_welcome, "service-unknown-pets"),
    ]
    .into_iter()
    .filter(|(fact, _)| fact.is_none())
    .map(|(_, key)| messages.say(key).to_string())
    .collect();
    if questions.is_empty() {
        return None;
    }
    let questions = Markup::built(questions.join(", "));
    Some(messages.fill("service-unknown", &[("facts", (&questions).into())]))
}

#[cfg(test)]
mod tests {
    use kernel::Lang;

    use super::*;

    #[test]
    fn what_is_not_known_is_never_said_as_no() {
        let messages = Messages::of(Lang::En);
        let nothing = Access::default();
        assert!(known(&nothing, messages).is_empty());
        let asked = unknown(&nothing, messages)
            .map(|said| said.to_string())
            .unwrap_or_default();
        assert_eq!(asked.matches("do I need").count(), 3);

        let no_report = Access {
            police_report_needed: Some(false),
            ..Access::default()
        };
        let said = known(&no_report, messages);
        assert_eq!(said[0].as_str(), "You do not need a police report.");
        let asked = unknown(&no_report, messages)
            .map(|said| said.to_string())
            .unwrap_or_default();
        assert!(!asked.contains("police"));
    }
}
