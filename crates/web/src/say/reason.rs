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
    let said = match reasons {
        [Reason::Need(first), Reason::Need(second), ..] => both(first, second, taxonomy, messages),
        _ => None,
    };
    let said = said.unwrap_or_else(|| {
        let each = reasons.iter().take(MOST);
        let each: Vec<String> = each
            .map(|reason| one(reason, taxonomy, messages).to_string())
            .filter(|words| !words.is_empty())
            .collect();
        Markup::built(each.join(", "))
    });
    if said.is_empty() {
        return said;
    }
    messages.fill("directory-result-why", &[("reasons", (&said).into())])
}

/// Two needs in one breath.
fn both(
    first: &TermId,
    second: &TermId,
    taxonomy: &Taxonomy,
    messages: &'static Messages,
) -> Option<Markup> {
    let name = |id| Some(super::text(&taxonomy.term(id)?.name, messages));
    let (first, second) = (name(first)?, name(second)?);
    Some(messages.fill(
        "directory-reason-needs",
        &[("first", (&first).into()), ("second", (&second).into())],
    ))
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

#[cfg(test)]
mod tests {
    use kernel::Lang;

    use super::*;

    #[test]
    fn reasons_are_said_in_one_breath() {
        let taxonomy = &crate::tests::content().taxonomy;
        let need = |id: &str| Reason::Need(id.into());
        let said = |given: &[Reason]| {
            let said = reasons(given, taxonomy, Messages::of(Lang::En));
            said.to_string()
        };
        let name = |id: &str| {
            let term = taxonomy.term(&id.into()).expect("a need");
            term.name.get(Lang::En).to_owned()
        };
        let (legal, health) = (name("legal"), name("health"));
        assert_eq!(
            said(&[need("legal"), need("health"), Reason::CallNow]),
            format!("Why it is here: can help with “{legal}” and “{health}”.")
        );
        assert_eq!(
            said(&[need("legal"), Reason::CallNow, Reason::Near]),
            format!("Why it is here: can help with “{legal}”, someone answers now.")
        );
        assert_eq!(
            said(&[need("no-such-need"), need("legal")]),
            format!("Why it is here: can help with “{legal}”.")
        );
        assert_eq!(said(&[need("no-such-need")]), "");
        assert_eq!(said(&[]), "");
    }
}
