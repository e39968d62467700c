//! A small, strict reader of our own HTML: enough to find what breaks a page for someone.

use std::collections::HashSet;

/// Elements without an end.
const VOID: [&str; 6] = ["meta", "link", "input", "br", "hr", "img"];

/// A start tag.
#[derive(Debug, Clone)]
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
}

impl Tag {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}

/// Reads a page; everything that is not properly nested, quoted and escaped is told.
pub(super) fn read(page: &str) -> Result<Vec<Tag>, String> {
    let mut tags = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = page.strip_prefix("<!DOCTYPE html>").ok_or("no doctype")?;
    while let Some(at) = rest.find('<') {
        if let Some(stray) = rest[..at].find('>') {
            return Err(format!("a stray > near {:?}", &rest[..=stray]));
        }
        check_entities(&rest[..at])?;
        rest = &rest[at + 1..];
        let end = end_of_tag(rest).ok_or("a tag without an end")?;
        let inside = &rest[..end];
        rest = &rest[end + 1..];
        if let Some(name) = inside.strip_prefix('/') {
            let expected = open.pop();
            if expected.as_deref() != Some(name) {
                return Err(format!("</{name}> where {expected:?} was open"));
            }
            continue;
        }
        let tag = tag(inside)?;
        if matches!(tag.name.as_str(), "style" | "script") {
            let close = format!("</{}>", tag.name);
            let (_, after) = rest.split_once(&close).ok_or("raw text without an end")?;
            rest = after;
        } else if !VOID.contains(&tag.name.as_str()) {
            open.push(tag.name.clone());
        }
        tags.push(tag);
    }
    if open.is_empty() {
        Ok(tags)
    } else {
        Err(format!("left open: {open:?}"))
    }
}

fn end_of_tag(text: &str) -> Option<usize> {
    let mut quoted = false;
    text.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    })
}

fn check_entities(text: &str) -> Result<(), String> {
    for piece in text.split('&').skip(1) {
        let name = piece.split(';').next().unwrap_or_default();
        let known = ["amp", "lt", "gt", "quot"].contains(&name) || name.starts_with('#');
        if !known || name.len() == piece.len() {
            return Err(format!("an & that is no entity: {piece:?}"));
        }
    }
    Ok(())
}

fn tag(inside: &str) -> Result<Tag, String> {
    let (name, mut rest) = inside.split_once(' ').unwrap_or((inside, ""));
    let mut attributes: Vec<(String, String)> = Vec::new();
    while !rest.trim_start().is_empty() {
        rest = rest.trim_start();
        let end = rest.find([' ', '=']).unwrap_or(rest.len());
        let attribute = rest[..end].to_owned();
        rest = &rest[end..];
        let mut value = String::new();
        if let Some(quoted) = rest.strip_prefix('=') {
            let quoted = quoted
                .strip_prefix('"')
                .ok_or(format!("{attribute} is not quoted"))?;
            let (inner, after) = quoted.split_once('"').ok_or("an open quote")?;
            if inner.contains('<') {
                return Err(format!("< in {attribute}"));
            }
            check_entities(inner)?;
            inner.clone_into(&mut value);
            rest = after;
        }
        if attributes.iter().any(|(known, _)| *known == attribute) {
            return Err(format!("{attribute} twice in <{name}>"));
        }
        attributes.push((attribute, value));
    }
    Ok(Tag {
        name: name.to_owned(),
        attributes,
    })
}

/// Everything a page must have, whoever reads it; the faults found.
pub(super) fn faults(page: &str) -> Vec<String> {
    faults_with(page, 1)
}

/// The same for a page of the desk, which has no script.
pub(super) fn faults_without_script(page: &str) -> Vec<String> {
    faults_with(page, 0)
}

fn faults_with(page: &str, scripts: usize) -> Vec<String> {
    let tags = match read(page) {
        Ok(tags) => tags,
        Err(fault) => return vec![fault],
    };
    let mut faults = Vec::new();
    let count = |name: &str| tags.iter().filter(|tag| tag.name == name).count();
    for (name, wanted) in [
        ("h1", 1),
        ("main", 1),
        ("title", 1),
        ("html", 1),
        ("style", 1),
        ("script", scripts),
    ] {
        if count(name) != wanted {
            faults.push(format!("{} of <{name}>", count(name)));
        }
    }
    let ids: Vec<&str> = tags.iter().filter_map(|tag| tag.get("id")).collect();
    let known: HashSet<&str> = ids.iter().copied().collect();
    if known.len() != ids.len() {
        faults.push("an id stands twice".to_owned());
    }
    let labelled: HashSet<&str> = tags.iter().filter_map(|tag| tag.get("for")).collect();
    faults.extend(
        labelled
            .difference(&known)
            .map(|id| format!("a label for {id}, which is not there")),
    );
    for tag in &tags {
        faults.extend(tag_faults(tag, &labelled, &known));
    }
    faults.extend(heading_faults(&tags));
    faults
}

fn tag_faults(tag: &Tag, labelled: &HashSet<&str>, known: &HashSet<&str>) -> Vec<String> {
    let mut faults = Vec::new();
    let field = match tag.name.as_str() {
        "textarea" | "select" => true,
        // A tick or a dot stands inside its label.
        "input" => !matches!(tag.get("type"), Some("hidden" | "checkbox" | "radio")),
        _ => false,
    };
    if field && !tag.get("id").is_some_and(|id| labelled.contains(id)) {
        faults.push(format!("a field without a label: {tag:?}"));
    }
    for id in tag
        .get("aria-describedby")
        .unwrap_or_default()
        .split_whitespace()
    {
        if !known.contains(id) {
            faults.push(format!("described by {id}, which is not there"));
        }
    }
    if tag
        .attributes
        .iter()
        .any(|(name, _)| name.starts_with("on") || name == "style")
    {
        faults.push(format!("something the policy forbids: {tag:?}"));
    }
    let loads = matches!(
        tag.name.as_str(),
        "img" | "iframe" | "object" | "embed" | "video"
    ) || tag.get("src").is_some()
        || (tag.name == "link" && tag.get("href") != Some("data:,"));
    if loads {
        faults.push(format!("a request: {tag:?}"));
    }
    let outside = tag.get("href").is_some_and(|href| href.starts_with("http"));
    if outside && !tag.get("rel").is_some_and(|rel| rel.contains("noreferrer")) {
        faults.push(format!(
            "a link out that tells where it comes from: {tag:?}"
        ));
    }
    faults
}

/// Headings go down one level at a time.
fn heading_faults(tags: &[Tag]) -> Vec<String> {
    let levels: Vec<u8> = tags
        .iter()
        .filter_map(|tag| match tag.name.as_bytes() {
            [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
            _ => None,
        })
        .collect();
    levels
        .windows(2)
        .filter(|pair| pair[1] > pair[0] + 1)
        .map(|pair| format!("h{} after h{}", pair[1], pair[0]))
        .collect()
}

#[test]
fn the_reader_finds_faults() {
    let page = |main: &str| {
        format!(
            "<!DOCTYPE html><html lang=\"en\"><head><title>x</title><style></style></head><body><main><h1>x</h1>{main}</main><script></script></body></html>"
        )
    };
    assert_eq!(faults(&page("<p>a &amp; b</p>")), Vec::<String>::new());
    for broken in [
        "<p>open",
        "<p>a & b</p>",
        "<h1>two</h1>",
        "<h3>too deep</h3>",
        "<input type=\"text\" id=\"a\">",
        "<label for=\"a\">a</label>",
        "<p onclick=\"x\">a</p>",
        "<img src=\"x\">",
        "<a href=\"https://example.org\">x</a>",
        "<p id=\"a\">x</p><p id=\"a\">x</p>",
        "<p title=x>x</p>",
    ] {
        assert!(!faults(&page(broken)).is_empty(), "{broken}");
    }
}
