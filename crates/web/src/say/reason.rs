//! Why a result is in the list, in words.

use directory::taxonomy::{Taxonomy, TermId};
use search::Reason;

use crate::markup::Markup;
use crate::messages::{Messages, Value};

/// More reasons than this do not help anyone choose.
const MOST: usize = 2;

/// "Why it is here: …", or nothing when there is nothing to say.
pub(crate) fn reasons(
    reasons: &[Reason],
    taxonomy: &Taxonomy,
    messages: &'static Messages,
) -> Markup {
    let mut said = String::new();
    for reason in reasons.iter().take(MOST) {
        let words = one(reason, taxonomy, messages);
        if words.is_empty() {
            continue;
        }
        if !said.is_empty() {
            said.push_str(", ");
        }
        said.push_str(words.as_str());
    }
    if said.is_empty() {
        return Markup::ours("");
    }
    let said = Markup::built(said);
    messages.fill("directory-result-why", &[("reasons", (&said).into())])
}

fn one(reason: &Reason, taxonomy: &Taxonomy, messages: &'static Messages) -> Markup {
    let fill = |key, name, value: Value<'_>| messages.fill(key, &[(name, value)]);
    let term = |key, id: &TermId| match taxonomy.term(id) {
        Some(term) => fill(key, "name", (&super::text(&term.name, messages)).into()),
        None => Markup::ours(""),
    };
    match reason {
        Reason::Need(id) => term("directory-reason-need", id),
        Reason::Population(id) => term("directory-reason-population", id),
        Reason::Exploitation(id) => term("directory-reason-exploitation", id),
        Reason::Name => messages.say("directory-reason-name"),
        Reason::Words => messages.say("directory-reason-words"),
        Reason::CallNow => messages.say("directory-reason-call-now"),
        Reason::National => messages.say("directory-reason-national"),
        Reason::ServesProvince(province) => {
            let name = province.name();
            fill(
                "directory-reason-area",
                "area",
                name.get(messages.lang()).into(),
            )
        }
        Reason::ServesRegion(name) => fill(
            "directory-reason-area",
            "area",
            (&super::text(name, messages)).into(),
        ),
        Reason::Near => messages.say("directory-reason-near"),
        Reason::Dedicated => messages.say("directory-reason-dedicated"),
        Reason::Language(code) => {
            let language = super::language(code, messages);
            fill("directory-reason-language", "language", (&language).into())
        }
    }
}
