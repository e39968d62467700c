//! Messages against Fluent's own formatter, and the two languages against each other.

use std::collections::BTreeSet;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use unic_langid::langid;

use super::*;

fn bundle(lang: Lang) -> FluentBundle<FluentResource> {
    let tag = match lang {
        Lang::En => langid!("en-CA"),
        Lang::Fr => langid!("fr-CA"),
    };
    let mut bundle = FluentBundle::new(vec![tag]);
    bundle.set_use_isolating(false);
    for (name, english, french) in FILES {
        let source = match lang {
            Lang::En => english,
            Lang::Fr => french,
        };
        let resource = FluentResource::try_new(typography::set(source, lang).into_owned());
        let resource = resource.unwrap_or_else(|(_, errors)| panic!("{name}: {errors:?}"));
        bundle
            .add_resource(resource)
            .unwrap_or_else(|errors| panic!("{name}: {errors:?}"));
    }
    bundle
}

/// The variables of a message.
fn variables(pieces: &[Piece], into: &mut BTreeSet<String>) {
    for piece in pieces {
        match piece {
            Piece::Words(_) => {}
            Piece::Variable(name) => {
                into.insert(name.clone());
            }
            Piece::Choice {
                variable,
                exact,
                one,
                other,
            } => {
                into.insert(variable.clone());
                for (_, form) in exact {
                    variables(form, into);
                }
                if let Some(form) = one {
                    variables(form, into);
                }
                variables(other, into);
            }
        }
    }
}

#[test]
fn messages_are_what_fluent_makes_of_them() {
    for lang in Lang::ALL {
        let bundle = bundle(lang);
        let messages = Messages::of(lang);
        for (key, message) in &messages.messages {
            let mut names = BTreeSet::new();
            variables(&message.pieces, &mut names);
            for number in [0_u64, 1, 2, 5, 21] {
                let mut arguments = FluentArgs::new();
                let mut values: Vec<(&str, Value<'_>)> = Vec::new();
                for name in &names {
                    arguments.set(name.as_str(), number);
                    values.push((name, number.into()));
                }
                let pattern = bundle.get_message(key).and_then(|message| message.value());
                let pattern = pattern.unwrap_or_else(|| panic!("{key} has no value"));
                let mut errors = Vec::new();
                let theirs = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
                let mut escaped = String::new();
                escape_into(&theirs, &mut escaped);
                assert_eq!(
                    messages.fill(key, &values).as_str(),
                    escaped,
                    "{key} with {number}"
                );
            }
        }
    }
}

#[test]
fn both_languages_say_the_same_things_with_the_same_variables() {
    let described = |lang| {
        let mut described: Vec<(String, BTreeSet<String>)> = Messages::of(lang)
            .messages
            .iter()
            .map(|(key, message)| {
                let mut names = BTreeSet::new();
                variables(&message.pieces, &mut names);
                (key.clone(), names)
            })
            .collect();
        described.sort();
        described
    };
    assert_eq!(described(Lang::En), described(Lang::Fr));
}

#[test]
fn what_is_put_in_is_escaped() {
    let messages = Messages::of(Lang::En);
    let said = messages.fill("directory-reason-need", &[("name", "<b>&".into())]);
    assert_eq!(said.as_str(), "can help with “&lt;b&gt;&amp;”");
}

#[test]
fn no_language_name_is_missing_from_the_shipped_directory() {
    let content = crate::tests::content();
    for service in &content.services {
        let lines = service.phones.iter().flat_map(|phone| &phone.languages);
        for code in service.languages.iter().chain(lines) {
            for lang in Lang::ALL {
                assert!(
                    Messages::of(lang)
                        .find(&format!("language-{code}"))
                        .is_some(),
                    "{code}"
                );
            }
        }
    }
}
