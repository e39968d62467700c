//! From schemas to the flat table that values are held against.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::format::{Format, Pattern};

/// Rules by number, shapes by number, the rule of each kind of object by its name.
#[derive(Debug, Default)]
pub struct Schemas {
    pub(super) rules: Vec<Rule>,
    pub(super) shapes: Vec<Shape>,
    pub(super) roots: BTreeMap<String, u16>,
}

/// What a value must be.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Rule {
    Anything,
    Boolean,
    Text(TextRule),
    Number(Range),
    /// The rule of each item.
    List(u16),
    /// The shape.
    Object(u16),
}

impl Rule {
    /// The word of JSON Schema's `type`.
    pub(super) const fn type_name(&self) -> &'static str {
        match self {
            Self::Anything => "any",
            Self::Boolean => "boolean",
            Self::Text(_) => "string",
            Self::Number(_) => "number",
            Self::List(_) => "array",
            Self::Object(_) => "object",
        }
    }
}

/// What a text must be besides a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum TextRule {
    Any,
    Format(Format),
    Enumeration(Vec<String>),
    Pattern(Pattern),
}

/// Where a number must lie.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Range {
    minimum: Option<f64>,
    maximum: Option<f64>,
    above: Option<f64>,
}

impl Range {
    pub(super) fn holds(self, number: f64) -> bool {
        self.minimum.is_none_or(|minimum| number >= minimum)
            && self.maximum.is_none_or(|maximum| number <= maximum)
            && self.above.is_none_or(|above| number > above)
    }
}

/// What an object may have.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) properties: Vec<Property>,
    /// A bit for each property that must be there.
    pub(super) required: u64,
    pub(super) others: Others,
    /// Positions in `properties` plus one, by the hash of their names; a power of two long.
    slots: Vec<u16>,
    /// How far a hash is shifted to give a slot.
    shift: u32,
}

/// A property of an object.
#[derive(Debug)]
pub(super) struct Property {
    pub(super) name: Box<str>,
    ends: Ends,
    pub(super) rule: u16,
    /// The rule asks for a text, whatever it says: so it is with most, and no rule need be looked up.
    pub(super) any_text: bool,
    /// Its bit, when it must be there.
    pub(super) required: u64,
}

/// The first eight bytes of a name and its last eight: all there is of one of up to sixteen, which are
/// nearly all. To compare two numbers is quicker than to compare two texts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Ends {
    first: u64,
    last: u64,
    length: usize,
}

impl Ends {
    #[inline]
    fn of(name: &[u8]) -> Self {
        let (first, last) = match (name.first_chunk::<8>(), name.last_chunk::<8>()) {
            (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
            _ => match (name.first_chunk::<4>(), name.last_chunk::<4>()) {
                (Some(first), Some(last)) => (
                    u64::from(u32::from_le_bytes(*first)),
                    u64::from(u32::from_le_bytes(*last)),
                ),
                _ => (
                    name.iter()
                        .fold(0, |all, byte| (all << 8) | u64::from(*byte)),
                    0,
                ),
            },
        };
        let length = name.len();
        Self {
            first,
            last,
            length,
        }
    }

    /// The slot they belong to: every bit reaches the highest bits of the product.
    #[inline]
    fn slot(self, shift: u32) -> usize {
        let mixed = (self.first ^ self.last.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed >> shift) as usize
    }
}

/// Properties that a shape does not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Others {
    Allowed,
    Refused,
    /// All by this rule.
    As(u16),
}

impl Shape {
    fn new(properties: Vec<Property>, others: Others) -> Self {
        let length = (properties.len() * 2).next_power_of_two().max(2);
        let shift = u64::BITS - length.trailing_zeros();
        let mut slots = vec![0; length];
        for (at, property) in properties.iter().enumerate() {
            let mut slot = property.ends.slot(shift);
            while slots[slot] != 0 {
                slot = (slot + 1) & (length - 1);
            }
            slots[slot] = at as u16 + 1;
        }
        Self {
            required: properties.iter().fold(0, |all, one| all | one.required),
            properties,
            others,
            slots,
            shift,
        }
    }

    /// The property of this name.
    #[inline]
    pub(super) fn find(&self, name: &str) -> Option<&Property> {
        let last = self.slots.len() - 1;
        let ends = Ends::of(name.as_bytes());
        let mut slot = ends.slot(self.shift);
        // Half of the slots are empty, so that this ends.
        loop {
            let at = usize::from(*self.slots.get(slot)?).checked_sub(1)?;
            let property = self.properties.get(at)?;
            if property.ends == ends && (name.len() <= 16 || *property.name == *name) {
                return Some(property);
            }
            slot = (slot + 1) & last;
        }
    }
}

/// A schema says something that the table cannot hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {what} cannot be checked")]
pub struct Unsupported {
    /// Which schema, and where in it.
    pub place: String,
    /// What it says.
    pub what: String,
}

/// Words of JSON Schema and of HSDS that ask nothing of a value.
const SAYS_ONLY: [&str; 13] = [
    "$schema",
    "name",
    "path",
    "title",
    "description",
    "example",
    "core",
    "constraints",
    "datapackage_metadata",
    "datapackage_type",
    "tabular_required",
    "$id",
    "$comment",
];

type Compiled<T> = Result<T, Unsupported>;

impl Schemas {
    /// Compiles schemas that refer to one another as `name.json`.
    pub fn compile(schemas: &BTreeMap<&str, &Value>) -> Compiled<Self> {
        let mut compiled = Self::default();
        // References may go round, so that every root has its number before it has its rule.
        for name in schemas.keys() {
            let rule = compiled.add(Rule::Anything)?;
            compiled.roots.insert((*name).to_owned(), rule);
        }
        for (name, schema) in schemas {
            let rule = compiled.rule(schema, name)?;
            let root = compiled.roots[*name];
            compiled.rules[usize::from(root)] = rule;
        }
        Ok(compiled)
    }

    fn add(&mut self, rule: Rule) -> Compiled<u16> {
        let number = u16::try_from(self.rules.len());
        let number = number.map_err(|_| unsupported("all", "so many rules"))?;
        self.rules.push(rule);
        Ok(number)
    }

    /// The number of the rule that a schema makes; a reference makes none of its own.
    fn number(&mut self, schema: &Value, place: &str) -> Compiled<u16> {
        let Some(reference) = schema.get("$ref") else {
            let rule = self.rule(schema, place)?;
            let known = self.rules.iter().position(|known| *known == rule);
            return match known.filter(|_| !matches!(rule, Rule::Object(_) | Rule::Anything)) {
                Some(known) => Ok(known as u16),
                None => self.add(rule),
            };
        };
        if let Some(word) = asks(schema).find(|word| *word != "$ref") {
            return Err(unsupported(place, &format!("{word} beside $ref")));
        }
        let name = reference.as_str().and_then(|to| to.strip_suffix(".json"));
        name.and_then(|name| self.roots.get(name).copied())
            .ok_or_else(|| unsupported(place, &reference.to_string()))
    }

    fn rule(&mut self, schema: &Value, place: &str) -> Compiled<Rule> {
        let Value::Object(words) = schema else {
            return Err(unsupported(place, "a schema that is no object"));
        };
        let (rule, known): (Rule, &[&str]) = match words.get("type").and_then(Value::as_str) {
            None if asks(schema).next().is_none() => (Rule::Anything, &[]),
            Some("boolean") => (Rule::Boolean, &[]),
            Some("string") => (
                Rule::Text(text(words, place)?),
                &["enum", "format", "pattern"],
            ),
            Some("number") => (
                Rule::Number(Range {
                    minimum: words.get("minimum").and_then(Value::as_f64),
                    maximum: words.get("maximum").and_then(Value::as_f64),
                    above: words.get("exclusiveMinimum").and_then(Value::as_f64),
                }),
                &["minimum", "maximum", "exclusiveMinimum"],
            ),
            Some("array") => {
                let items = match words.get("items") {
                    Some(items) => self.number(items, &format!("{place}/items"))?,
                    None => self.add(Rule::Anything)?,
                };
                (Rule::List(items), &["items"])
            }
            Some("object") => (
                Rule::Object(self.shape(words, place)?),
                &["properties", "required", "additionalProperties"],
            ),
            other => return Err(unsupported(place, &format!("the type {other:?}"))),
        };
        match asks(schema).find(|word| *word != "type" && !known.contains(word)) {
            Some(word) => Err(unsupported(place, word)),
            None => Ok(rule),
        }
    }

    fn shape(&mut self, words: &Map<String, Value>, place: &str) -> Compiled<u16> {
        let mut must: Vec<&str> = match words.get("required") {
            None => Vec::new(),
            Some(list) => list
                .as_array()
                .and_then(|names| names.iter().map(Value::as_str).collect())
                .ok_or_else(|| unsupported(place, "required"))?,
        };
        must.sort_unstable();
        must.dedup();
        let mut properties = Vec::new();
        for (name, schema) in words
            .get("properties")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            let rule = self.number(schema, &format!("{place}/{name}"))?;
            properties.push(Property {
                name: name.as_str().into(),
                ends: Ends::of(name.as_bytes()),
                rule,
                any_text: self.rules[usize::from(rule)] == Rule::Text(TextRule::Any),
                required: 0,
            });
        }
        let others = match words.get("additionalProperties") {
            None | Some(Value::Bool(true)) => Others::Allowed,
            Some(Value::Bool(false)) => Others::Refused,
            Some(schema) => Others::As(self.number(schema, &format!("{place}/*"))?),
        };
        for (bit, name) in must.into_iter().enumerate() {
            let property = properties.iter_mut().find(|one| *one.name == *name);
            let (Some(property), true) = (property, bit < 64) else {
                return Err(unsupported(place, &format!("required: {name}")));
            };
            property.required = 1 << bit;
        }
        let number = u16::try_from(self.shapes.len());
        let number = number.map_err(|_| unsupported(place, "so many shapes"))?;
        self.shapes.push(Shape::new(properties, others));
        Ok(number)
    }
}

fn text(words: &Map<String, Value>, place: &str) -> Compiled<TextRule> {
    let string = |word: &str| words.get(word).map(|value| value.as_str().unwrap_or(""));
    match (words.get("enum"), string("format"), string("pattern")) {
        (None, None, None) => Ok(TextRule::Any),
        (Some(list), None, None) => {
            let words = list.as_array().into_iter().flatten();
            let words: Option<Vec<String>> =
                words.map(|word| Some(word.as_str()?.to_owned())).collect();
            words
                .map(TextRule::Enumeration)
                .ok_or_else(|| unsupported(place, "an enum that is not of texts"))
        }
        (None, Some(format), None) => Format::named(format)
            .map(TextRule::Format)
            .ok_or_else(|| unsupported(place, &format!("the format {format}"))),
        (None, None, Some(pattern)) => Pattern::read(pattern)
            .map(TextRule::Pattern)
            .ok_or_else(|| unsupported(place, &format!("the pattern {pattern}"))),
        _ => Err(unsupported(place, "enum, format and pattern together")),
    }
}

/// The words of a schema that ask something of a value.
fn asks(schema: &Value) -> impl Iterator<Item = &str> {
    let words = schema.as_object().into_iter().flatten();
    words
        .map(|(word, _)| word.as_str())
        .filter(|word| !SAYS_ONLY.contains(word))
}

fn unsupported(place: &str, what: &str) -> Unsupported {
    Unsupported {
        place: place.to_owned(),
        what: what.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_the_table_cannot_hold_is_refused() {
        for (schema, what) in [
            (
                json!({"type": "object", "minProperties": 1}),
                "minProperties",
            ),
            (json!({"type": ["string", "null"]}), "the type None"),
            (json!({"type": "integer"}), "the type Some(\"integer\")"),
            (json!({"anyOf": []}), "the type None"),
            (
                json!({"type": "string", "format": "hostname"}),
                "the format hostname",
            ),
            (
                json!({"type": "string", "pattern": "a|b"}),
                "the pattern a|b",
            ),
            (
                json!({"type": "string", "enum": [1]}),
                "an enum that is not of texts",
            ),
            (json!({"type": "object", "required": ["x"]}), "required: x"),
            (
                json!({"type": "array", "items": {"$ref": "nowhere.json"}}),
                "\"nowhere.json\"",
            ),
            (
                json!({"type": "array", "items": {"$ref": "one.json", "type": "object"}}),
                "type beside $ref",
            ),
        ] {
            let compiled = Schemas::compile(&BTreeMap::from([("one", &schema)]));
            assert_eq!(compiled.expect_err(what).what, what);
        }
    }

    #[test]
    fn schemas_may_lead_back_to_themselves() {
        let schema = json!({"type": "object", "properties": {"child": {"$ref": "one.json"}}, "required": ["child"]});
        let schemas = Schemas::compile(&BTreeMap::from([("one", &schema)])).expect("compiled");
        let one = schemas.of("one").expect("there");
        let faults = one.faults(&json!({"child": {"child": {}}}));
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].pointer, "/child/child");
    }

    #[test]
    fn names_are_found_and_others_are_not() {
        let names = [
            "id",
            "a",
            "minimum_age",
            "maximum_age",
            "service_id",
            "serviceXX_id",
            "",
        ];
        let properties = names.map(|name| Property {
            name: name.into(),
            ends: Ends::of(name.as_bytes()),
            rule: 0,
            any_text: false,
            required: 0,
        });
        let shape = Shape::new(properties.into(), Others::Allowed);
        for name in names {
            assert_eq!(shape.find(name).map(|one| &*one.name), Some(name));
        }
        for other in ["di", "minimum_agf", "service_ix", "serviceYY_id", "ab"] {
            assert!(shape.find(other).is_none(), "{other}");
        }
    }
}
