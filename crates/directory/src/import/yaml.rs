//! The part of YAML that mappings use: maps and lists by indentation, plain and quoted words, yes and
//! no. Anything else is refused with its line.

use serde_json::{Map, Value};

use super::MappingError;

/// Deepest nesting; more is no mapping.
const DEEPEST: usize = 16;

struct Line<'a> {
    number: usize,
    indent: usize,
    text: &'a str,
}

/// Reads a document whose top is a map.
pub(super) fn read(text: &str) -> Result<Value, MappingError> {
    let mut lines = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let content = line.trim_start_matches(' ');
        if content.trim().is_empty() || content.starts_with('#') || content.trim() == "---" {
            continue;
        }
        if content.starts_with('\t') {
            return Err(fault(at + 1, "indent with spaces, not with tabs"));
        }
        lines.push(Line {
            number: at + 1,
            indent: line.len() - content.len(),
            text: content.trim_end(),
        });
    }
    let mut at = 0;
    let value = match lines.first() {
        None => Value::Object(Map::new()),
        Some(first) => block(&lines, &mut at, first.indent, 0)?,
    };
    match lines.get(at) {
        None => Ok(value),
        Some(line) => Err(fault(line.number, "it stands further left than it may")),
    }
}

fn fault(line: usize, problem: &'static str) -> MappingError {
    MappingError::Yaml { line, problem }
}

fn block(
    lines: &[Line<'_>],
    at: &mut usize,
    indent: usize,
    depth: usize,
) -> Result<Value, MappingError> {
    if depth > DEEPEST {
        return Err(fault(lines[*at].number, "it is nested too deeply"));
    }
    if lines[*at].text == "-" || lines[*at].text.starts_with("- ") {
        return items(lines, at, indent, depth);
    }
    let mut map = Map::new();
    while let Some(line) = lines.get(*at).filter(|line| line.indent == indent) {
        let (key, rest) = entry(line)?;
        *at += 1;
        let value = value_after(lines, at, line, rest, indent, depth)?;
        map.insert(key, value);
    }
    if let Some(line) = lines.get(*at).filter(|line| line.indent > indent) {
        return Err(fault(line.number, "it stands further right than it may"));
    }
    Ok(Value::Object(map))
}

fn value_after(
    lines: &[Line<'_>],
    at: &mut usize,
    line: &Line<'_>,
    rest: &str,
    indent: usize,
    depth: usize,
) -> Result<Value, MappingError> {
    if !rest.is_empty() {
        return scalar(rest, line.number);
    }
    match lines.get(*at) {
        Some(next) if next.indent > indent => block(lines, at, next.indent, depth + 1),
        // A list may stand as far left as its key.
        Some(next) if next.indent == indent && next.text.starts_with("- ") => {
            items(lines, at, indent, depth + 1)
        }
        _ => Ok(Value::Null),
    }
}

fn items(
    lines: &[Line<'_>],
    at: &mut usize,
    indent: usize,
    depth: usize,
) -> Result<Value, MappingError> {
    let mut list = Vec::new();
    while let Some(line) = lines
        .get(*at)
        .filter(|line| line.indent == indent && line.text.starts_with('-'))
    {
        let content = line.text[1..].trim_start_matches(' ');
        let inner = indent + (line.text.len() - content.len());
        if content.is_empty() {
            return Err(fault(
                line.number,
                "an item must begin on the line of its hyphen",
            ));
        }
        if entry(&Line {
            text: content,
            ..*line
        })
        .is_err()
        {
            list.push(scalar(content, line.number)?);
            *at += 1;
            continue;
        }
        // The item's first entry stands behind the hyphen, the others below it.
        let first = Line {
            number: line.number,
            indent: inner,
            text: content,
        };
        let mut map = Map::new();
        let (key, rest) = entry(&first)?;
        *at += 1;
        let value = value_after(lines, at, &first, rest, inner, depth)?;
        map.insert(key, value);
        if lines.get(*at).is_some_and(|next| next.indent == inner)
            && let Value::Object(more) = block(lines, at, inner, depth + 1)?
        {
            map.extend(more);
        }
        list.push(Value::Object(map));
    }
    Ok(Value::Array(list))
}

/// A key and what stands behind its colon.
fn entry<'a>(line: &Line<'a>) -> Result<(String, &'a str), MappingError> {
    let text = line.text;
    if let Some(quote @ ('"' | '\'')) = text.chars().next() {
        let end = text[1..]
            .find(quote)
            .ok_or_else(|| fault(line.number, "a quotation mark is not closed"))?;
        let rest = text[end + 2..]
            .trim_start()
            .strip_prefix(':')
            .ok_or_else(|| fault(line.number, "a key needs a colon"))?;
        return Ok((text[1..=end].to_owned(), rest.trim()));
    }
    let colon = text
        .match_indices(':')
        .map(|(at, _)| at)
        .find(|at| text[at + 1..].is_empty() || text[at + 1..].starts_with(' '))
        .ok_or_else(|| fault(line.number, "a key needs a colon and a space"))?;
    Ok((text[..colon].trim().to_owned(), text[colon + 1..].trim()))
}

fn scalar(text: &str, line: usize) -> Result<Value, MappingError> {
    let text = text.split(" #").next().unwrap_or(text).trim();
    if let Some(quote @ ('"' | '\'')) = text.chars().next() {
        let inner = text[1..]
            .strip_suffix(quote)
            .ok_or_else(|| fault(line, "a quotation mark is not closed"))?;
        return Ok(Value::String(inner.to_owned()));
    }
    if text.starts_with(['[', '{', '&', '*', '|', '>', '!']) {
        return Err(fault(line, "only maps, lists and words are read here"));
    }
    Ok(match text {
        "true" | "yes" => Value::Bool(true),
        "false" | "no" => Value::Bool(false),
        "null" | "~" => Value::Null,
        word => Value::String(word.to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn maps_and_lists() {
        let text = "a.csv:\n  columns:\n    Title, long:\n      - model: x\n        required: true\n      - model: y\n    'B: b':\n      model: z # why\nc:\n- one\n- two\n";
        assert_eq!(
            read(text).expect("readable"),
            json!({
                "a.csv": {"columns": {
                    "Title, long": [{"model": "x", "required": true}, {"model": "y"}],
                    "B: b": {"model": "z"},
                }},
                "c": ["one", "two"],
            })
        );
    }

    #[test]
    fn what_is_not_read_is_refused() {
        for text in [
            "a: [1, 2]",
            "a\n",
            "a:\n    b: c\n  d: e",
            "\ta: b",
            "a: 'b",
        ] {
            assert!(read(text).is_err(), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn it_never_panics(text in "[a:\\- '\"\n#é]{0,60}") {
            let _ = read(&text);
        }
    }
}
