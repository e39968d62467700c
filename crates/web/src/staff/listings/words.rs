//! Fields of a record, what stands in them, and what is wrong with them, in words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use directory::completeness::Lack;
use directory::edit::{Fault, Field, MOST_PHONES, PhonePart, Wrong};
use directory::phone::PhoneNumberError;
use directory::taxonomy::{Taxonomy, TermId};

use crate::markup::Markup;
use crate::messages::Messages;
use crate::say;

/// The name of each field, as long-lived as forms want them.
static NAMES: LazyLock<BTreeMap<Field, String>> = LazyLock::new(|| {
    let fields = Field::all(MOST_PHONES).into_iter();
    fields.map(|field| (field, field.to_string())).collect()
});

/// The stable name of a field.
pub(super) fn name(field: Field) -> &'static str {
    NAMES.get(&field).map_or("", String::as_str)
}

/// What a field is called; the parts of a telephone line without their line's number.
pub(super) fn label(field: Field, messages: &'static Messages) -> Markup {
    let stable = match field {
        Field::Phone(_, part) => {
            let first = name(Field::Phone(1, part));
            format!("phones-{}", first.trim_start_matches("phones.1."))
        }
        _ => name(field).to_owned(),
    };
    let stable = stable.replace(['.', '_'], "-");
    messages.say(&format!("listings-field-{stable}"))
}

/// What a field is called where it stands alone.
pub(super) fn full_label(field: Field, messages: &'static Messages) -> Markup {
    let part = label(field, messages);
    match field {
        Field::Phone(line, _) => messages.fill(
            "listings-field-phones-of",
            &[("line", u64::from(line).into()), ("part", (&part).into())],
        ),
        _ => part,
    }
}

/// What a name in the history is called: a field of the form, or a column that no form carries.
pub(crate) fn label_of(stable: &str, messages: &'static Messages) -> Markup {
    if let Ok(field) = stable.parse() {
        return full_label(field, messages);
    }
    let key = format!("listings-field-{}", stable.replace(['.', '_'], "-"));
    messages
        .find(&key)
        .unwrap_or_else(|| Markup::escaped(stable))
}

/// The choices of a field that has a few: value and message. The empty value is "not known".
pub(super) fn choices(field: Field) -> &'static [(&'static str, &'static str)] {
    const UNKNOWN: (&str, &str) = ("", "listings-choice-unknown");
    const YES: (&str, &str) = ("yes", "listings-choice-yes");
    const NO: (&str, &str) = ("no", "listings-choice-no");
    match field {
        Field::Status => &[
            ("active", "listings-choice-status-active"),
            ("temporarily closed", "listings-choice-status-closed"),
            ("inactive", "listings-choice-status-inactive"),
            ("defunct", "listings-choice-status-defunct"),
        ],
        Field::Listed => &[YES, NO],
        Field::Everyone | Field::Dedicated => &[UNKNOWN, YES],
        Field::PoliceReportNeeded
        | Field::StatusNeeded
        | Field::IdNeeded
        | Field::ChildrenWelcome
        | Field::PetsWelcome
        | Field::IndigenousLed
        | Field::ByAndFor => &[UNKNOWN, YES, NO],
        Field::ScheduleRule => &[
            UNKNOWN,
            ("always", "listings-choice-rule-always"),
            ("weekly", "listings-choice-rule-weekly"),
        ],
        Field::Phone(_, PhonePart::Type) => &[
            ("voice", "listings-choice-phone-voice"),
            ("sms", "listings-choice-phone-sms"),
            ("tty", "listings-choice-phone-tty"),
            ("fax", "listings-choice-phone-fax"),
        ],
        Field::ServiceAreaExtentType => &[
            ("national", "listings-choice-area-national"),
            ("provinces", "listings-choice-area-provinces"),
            ("region", "listings-choice-area-region"),
            ("radius", "listings-choice-area-radius"),
        ],
        Field::Confidentiality => &[
            UNKNOWN,
            ("public", "listings-choice-place-public"),
            ("approximate", "listings-choice-place-approximate"),
            ("hidden", "listings-choice-place-hidden"),
        ],
        Field::PointPrecision => &[
            UNKNOWN,
            ("city", "listings-choice-point-city"),
            ("address", "listings-choice-point-address"),
        ],
        Field::Fees => &[UNKNOWN, ("free", "listings-choice-fees-free")],
        Field::Gender => &[
            UNKNOWN,
            ("women", "listings-choice-gender-women"),
            ("men", "listings-choice-gender-men"),
            ("any", "listings-choice-gender-any"),
        ],
        Field::Confidence => &[
            ("read-from-source", "listings-choice-confidence-source"),
            (
                "read-from-secondary",
                "listings-choice-confidence-secondary",
            ),
            ("phone-from-memory", "listings-choice-confidence-phone"),
            ("from-memory", "listings-choice-confidence-memory"),
        ],
        _ => &[],
    }
}

/// The text of a field as a reader wants it: words for choices, names for terms and languages.
pub(super) fn shown(
    stable: &str,
    text: &str,
    taxonomy: &Taxonomy,
    messages: &'static Messages,
) -> Markup {
    if text.is_empty() {
        return messages.say("listings-empty");
    }
    let Ok(field) = stable.parse::<Field>() else {
        return Markup::escaped(text);
    };
    if let Some((_, key)) = choices(field).iter().find(|(value, _)| *value == text) {
        return messages.say(key);
    }
    let parts = || text.split(", ");
    let one = |part: &str| match field {
        Field::Needs | Field::Populations | Field::Exploitation => {
            let term = taxonomy.term(&TermId(part.to_owned()));
            term.map_or_else(
                || Markup::escaped(part),
                |term| say::text(&term.name, messages),
            )
        }
        _ => say::language(part, messages),
    };
    match field {
        Field::Needs
        | Field::Populations
        | Field::Exploitation
        | Field::Languages
        | Field::Phone(_, PhonePart::Languages) => {
            let names: Vec<String> = parts().map(|part| one(part).to_string()).collect();
            Markup::built(names.join(", "))
        }
        _ => {
            let lines: Vec<String> = text
                .lines()
                .map(|line| Markup::escaped(line).to_string())
                .collect();
            Markup::built(lines.join("<br>"))
        }
    }
}

/// What is wrong with a field, as a sentence that names it.
pub(super) fn wrong(fault: &Fault, messages: &'static Messages) -> Markup {
    let field = full_label(fault.field, messages);
    let named = |key: &str| messages.fill(key, &[("field", (&field).into())]);
    named(match &fault.wrong {
        Wrong::Long { found, limit } => {
            return messages.fill(
                "listings-wrong-long",
                &[
                    ("field", (&field).into()),
                    ("found", (*found).into()),
                    ("limit", (*limit).into()),
                ],
            );
        }
        Wrong::Many { limit } => {
            return messages.fill(
                "listings-wrong-many",
                &[("field", (&field).into()), ("limit", (*limit).into())],
            );
        }
        Wrong::Required => "listings-wrong-required",
        Wrong::Choice => "listings-wrong-choice",
        Wrong::Term => "listings-wrong-term",
        Wrong::Phone(PhoneNumberError::Character) => "listings-wrong-phone-character",
        Wrong::Phone(PhoneNumberError::Length) => "listings-wrong-phone-length",
        Wrong::Phone(PhoneNumberError::Plan) => "listings-wrong-phone-plan",
        Wrong::Keyword => "listings-wrong-keyword",
        Wrong::Extension => "listings-wrong-extension",
        Wrong::Email => "listings-wrong-email",
        Wrong::Website => "listings-wrong-website",
        Wrong::Date => "listings-wrong-date",
        Wrong::Language => "listings-wrong-language",
        Wrong::Province => "listings-wrong-province",
        Wrong::Region => "listings-wrong-region",
        Wrong::Radius => "listings-wrong-radius",
        Wrong::Age => "listings-wrong-age",
        Wrong::Ages => "listings-wrong-ages",
        Wrong::Point => "listings-wrong-point",
        Wrong::Times => "listings-wrong-times",
        Wrong::NoOpening => "listings-wrong-opening",
        Wrong::Zone => "listings-wrong-zone",
        Wrong::Exceptions => "listings-wrong-exceptions",
    })
}

/// What a record lacks.
pub(super) fn lack(lack: Lack, messages: &'static Messages) -> Markup {
    messages.say(match lack {
        Lack::AnyContact => "listings-lack-any-contact",
        Lack::Phone => "listings-lack-phone",
        Lack::Needs => "listings-lack-needs",
        Lack::Hours => "listings-lack-hours",
        Lack::ServiceArea => "listings-lack-service-area",
        Lack::PoliceReport => "listings-lack-police-report",
        Lack::ImmigrationStatus => "listings-lack-immigration-status",
        Lack::DescriptionEnglish => "listings-lack-description-english",
        Lack::DescriptionFrench => "listings-lack-description-french",
        Lack::NameEnglish => "listings-lack-name-english",
        Lack::NameFrench => "listings-lack-name-french",
        Lack::Languages => "listings-lack-languages",
        Lack::Populations => "listings-lack-populations",
        Lack::Fees => "listings-lack-fees",
        Lack::Identity => "listings-lack-identity",
        Lack::Children => "listings-lack-children",
        Lack::Address => "listings-lack-address",
        Lack::Point => "listings-lack-point",
        Lack::Source => "listings-lack-source",
    })
}
