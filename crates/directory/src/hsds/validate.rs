//! Holding HSDS JSON against the merged schemas: every fault, by JSON pointer.
//!
//! The schemas in content/standards are compiled once into a flat table ([`compile`]): a rule for each
//! value, a shape for each object, names found by one hash. Nothing of them is written down here a
//! second time, and a word of JSON Schema that the table cannot hold is refused when it is compiled, so
//! that no rule is passed over. A test holds the verdicts against the `jsonschema` crate, with formats
//! asserted; `benches/src/bin/validate.rs` measures the two side by side.

mod compile;
mod format;

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::sync::LazyLock;

use serde_json::{Map, Value};

use compile::{Others, Rule, TextRule};
pub use compile::{Schemas, Unsupported};
pub use format::Format;
pub(in crate::hsds) use format::stands_for_itself;

use super::schema::MERGED;

/// The merged schemas of this program, compiled when they are first asked for.
pub static SCHEMAS: LazyLock<Schemas> = LazyLock::new(|| {
    let merged: BTreeMap<&str, &Value> = MERGED.iter().map(|(name, one)| (*name, one)).collect();
    Schemas::compile(&merged).expect("the schemas inside the program can be compiled: a test does")
});

/// What a value does not satisfy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wrong<'s> {
    /// It has another type than this one.
    Type(&'static str),
    /// It lacks this property.
    Required(&'s str),
    /// It is none of these.
    Enumeration(&'s [String]),
    /// It does not have this format.
    Format(Format),
    /// It does not match this pattern.
    Pattern(&'s str),
    /// It is below the least, or above the most, that a schema allows.
    Range,
    /// It has a property that the schema does not allow; its name comes from whoever wrote the file.
    Additional,
}

impl Wrong<'_> {
    /// The word of JSON Schema that is not satisfied.
    pub const fn keyword(&self) -> &'static str {
        match self {
            Self::Type(_) => "type",
            Self::Required(_) => "required",
            Self::Enumeration(_) => "enum",
            Self::Format(_) => "format",
            Self::Pattern(_) => "pattern",
            Self::Range => "range",
            Self::Additional => "additionalProperties",
        }
    }
}

/// In plain words; never what the file says, which may be about a person or a hidden place.
impl fmt::Display for Wrong<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Type(name) => write!(formatter, "must be of type {name}"),
            Self::Required(name) => write!(formatter, "must have \"{name}\""),
            Self::Enumeration(words) => write!(formatter, "must be one of: {}", words.join(", ")),
            Self::Format(format) => write!(formatter, "must have the format {}", format.name()),
            Self::Pattern(pattern) => write!(formatter, "must match {pattern}"),
            Self::Range => formatter.write_str("must lie within the range that the schema gives"),
            Self::Additional => formatter.write_str("must not have other properties"),
        }
    }
}

/// One fault of a document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SchemaFault<'s> {
    /// Where (RFC 6901); empty for the whole object.
    pub pointer: String,
    /// What is wrong there.
    pub wrong: Wrong<'s>,
}

/// A step on the way to a value.
#[derive(Clone, Copy)]
enum Step<'a> {
    Name(&'a str),
    Position(usize),
}

/// The way to a value, from the innermost step out.
#[derive(Clone, Copy)]
struct Way<'a> {
    to: Option<&'a Way<'a>>,
    step: Step<'a>,
}

impl Way<'_> {
    fn write(&self, pointer: &mut String) {
        if let Some(outer) = self.to {
            outer.write(pointer);
        }
        pointer.push('/');
        match self.step {
            Step::Position(at) => {
                let _ = write!(pointer, "{at}");
            }
            // RFC 6901, section 3.
            Step::Name(name) => {
                for letter in name.chars() {
                    match letter {
                        '~' => pointer.push_str("~0"),
                        '/' => pointer.push_str("~1"),
                        other => pointer.push(other),
                    }
                }
            }
        }
    }
}

/// What becomes of a fault.
trait Findings<'s> {
    /// Whether it matters where faults are; where it does not, the way need not be remembered.
    const PLACED: bool;

    /// Notes it; `false` when one is enough.
    fn note(&mut self, way: Option<&Way<'_>>, wrong: Wrong<'s>) -> bool;
}

/// Only whether there is one.
struct Verdict;

impl<'s> Findings<'s> for Verdict {
    const PLACED: bool = false;

    fn note(&mut self, _: Option<&Way<'_>>, _: Wrong<'s>) -> bool {
        false
    }
}

impl<'s> Findings<'s> for Vec<SchemaFault<'s>> {
    const PLACED: bool = true;

    fn note(&mut self, way: Option<&Way<'_>>, wrong: Wrong<'s>) -> bool {
        let mut pointer = String::new();
        if let Some(way) = way {
            way.write(&mut pointer);
        }
        self.push(SchemaFault { pointer, wrong });
        true
    }
}

impl Rule {
    /// A value that has no parts, or whose parts do not matter, is as this rule asks.
    #[inline]
    fn is_met_alone(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Anything, _)
            | (Self::Boolean, Value::Bool(_))
            | (Self::Text(TextRule::Any), Value::String(_)) => true,
            (Self::Text(text), Value::String(said)) => text.is_met(said),
            (Self::Number(range), Value::Number(number)) => {
                number.as_f64().is_none_or(|number| range.holds(number))
            }
            _ => false,
        }
    }
}

impl TextRule {
    fn is_met(&self, said: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Format(format) => format.is_valid(said),
            Self::Enumeration(words) => words.iter().any(|word| word == said),
            Self::Pattern(pattern) => pattern.matches(said),
        }
    }

    /// What is wrong with a text that does not meet it.
    fn wrong(&self) -> Wrong<'_> {
        match self {
            Self::Any => Wrong::Type("string"),
            Self::Format(format) => Wrong::Format(*format),
            Self::Enumeration(words) => Wrong::Enumeration(words),
            Self::Pattern(pattern) => Wrong::Pattern(pattern.written()),
        }
    }
}

/// The schema of one kind of object, such as `service`.
#[derive(Debug, Clone, Copy)]
pub struct Schema<'s> {
    schemas: &'s Schemas,
    rule: u16,
}

impl Schemas {
    /// The schema of an object by its HSDS name.
    pub fn of(&self, name: &str) -> Option<Schema<'_>> {
        let rule = self.roots.get(name).copied()?;
        Some(Schema {
            schemas: self,
            rule,
        })
    }
}

impl<'s> Schema<'s> {
    /// Nothing is wrong with it.
    pub fn is_valid(self, value: &Value) -> bool {
        self.schemas.check(self.rule, value, None, &mut Verdict)
    }

    /// Everything that is wrong with it, in the order of the document; what is missing from an object
    /// comes after what is in it.
    pub fn faults(self, value: &Value) -> Vec<SchemaFault<'s>> {
        let mut faults = Vec::new();
        self.schemas.check(self.rule, value, None, &mut faults);
        faults
    }

    /// The same for an object that stands by itself.
    pub fn faults_of(self, object: &Map<String, Value>) -> Vec<SchemaFault<'s>> {
        let mut faults = Vec::new();
        match &self.schemas.rules[usize::from(self.rule)] {
            Rule::Object(shape) => {
                self.schemas.object(*shape, object, None, &mut faults);
            }
            other => {
                faults.note(None, Wrong::Type(other.type_name()));
            }
        }
        faults
    }
}

impl Schemas {
    /// Whether to go on.
    fn check<'s, F: Findings<'s>>(
        &'s self,
        rule: u16,
        value: &Value,
        way: Option<&Way<'_>>,
        findings: &mut F,
    ) -> bool {
        let rule = &self.rules[usize::from(rule)];
        if rule.is_met_alone(value) {
            return true;
        }
        match (rule, value) {
            (Rule::Text(text), Value::String(_)) => findings.note(way, text.wrong()),
            (Rule::Number(_), Value::Number(_)) => findings.note(way, Wrong::Range),
            (Rule::List(items), Value::Array(values)) => {
                values.iter().enumerate().all(|(at, value)| {
                    let step = Step::Position(at);
                    let way = &Way { to: way, step };
                    self.check(*items, value, F::PLACED.then_some(way), findings)
                })
            }
            (Rule::Object(shape), Value::Object(object)) => {
                self.object(*shape, object, way, findings)
            }
            _ => findings.note(way, Wrong::Type(rule.type_name())),
        }
    }

    fn object<'s, F: Findings<'s>>(
        &'s self,
        shape: u16,
        object: &Map<String, Value>,
        way: Option<&Way<'_>>,
        findings: &mut F,
    ) -> bool {
        let shape = &self.shapes[usize::from(shape)];
        let mut missing = shape.required;
        let mut additional = false;
        for (name, value) in object {
            let rule = match (shape.find(name), shape.others) {
                (Some(property), _) => {
                    missing &= !property.required;
                    if property.any_text && value.is_string() {
                        continue;
                    }
                    property.rule
                }
                (None, Others::As(rule)) => rule,
                (None, Others::Allowed) => continue,
                (None, Others::Refused) => {
                    additional = true;
                    continue;
                }
            };
            // Most others have no parts and are sound: they are passed over here, without a step further.
            if self.rules[usize::from(rule)].is_met_alone(value) {
                continue;
            }
            let step = Step::Name(name);
            let way = &Way { to: way, step };
            if !self.check(rule, value, F::PLACED.then_some(way), findings) {
                return false;
            }
        }
        if additional && !findings.note(way, Wrong::Additional) {
            return false;
        }
        if missing == 0 {
            return true;
        }
        shape
            .properties
            .iter()
            .filter(|property| property.required & missing != 0)
            .all(|property| findings.note(way, Wrong::Required(&property.name)))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_shipped_schema_can_be_compiled() {
        for name in MERGED.keys() {
            assert!(SCHEMAS.of(name).is_some(), "{name}");
        }
        assert!(SCHEMAS.of("nothing").is_none());
    }

    #[test]
    fn faults_say_where_and_what_and_nothing_else() {
        let service = json!({
            "id": "4711 Qwyjibo Crescent", "status": "open", "name": 7,
            "translations": {"na/me~": {"en": "Help", "de": "Hilfe"}},
            "phones": [{"id": "11111111-1111-4111-8111-111111111111", "number": "911"}, 5],
            "unknown": {"anything": ["goes"]},
        });
        let schema = SCHEMAS.of("service").expect("a schema");
        let faults = schema.faults(&service);
        let said: Vec<String> = faults
            .iter()
            .map(|fault| format!("{} {}", fault.pointer, fault.wrong))
            .collect();
        assert_eq!(
            said,
            [
                "/id must have the format uuid",
                "/status must be one of: active, inactive, defunct, temporarily closed",
                "/name must be of type string",
                "/translations/na~1me~0 must not have other properties",
                "/phones/1 must be of type object",
            ]
        );
        assert!(!schema.is_valid(&service));
        let object = service.as_object().expect("an object");
        assert_eq!(schema.faults_of(object), faults);
        assert_eq!(schema.faults(&json!({}))[0].wrong, Wrong::Required("id"));
        assert_eq!(schema.faults(&json!([]))[0].wrong, Wrong::Type("object"));
    }
}
