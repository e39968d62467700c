//! A file of TOML becomes an instrument, and we remember on which line each part stands.

use std::collections::HashMap;

use serde::Deserialize;
use toml::Spanned;

use crate::fault::Fault;
use crate::model::Questionnaire;

/// A larger file is refused unread.
pub const LARGEST_FILE: usize = 1 << 20;

/// Where the parts of a file stand: lines by kind and id, in the order in which they come.
#[derive(Debug, Default)]
pub(crate) struct Lines(HashMap<(&'static str, String), Vec<u32>>);

impl Lines {
    /// The line of the first part of this kind and id.
    pub(crate) fn of(&self, kind: &'static str, id: &str) -> Option<u32> {
        self.nth(kind, id, 0)
    }

    /// The line of the `nth` (from 0) part of this kind and id.
    pub(crate) fn nth(&self, kind: &'static str, id: &str, nth: usize) -> Option<u32> {
        let lines = self.0.get(&(kind, id.to_owned()))?;
        lines.get(nth).or_else(|| lines.first()).copied()
    }
}

/// Reads one file: the instrument, if it can be read at all, or why not. What it says is not checked
/// here; [`crate::check`] does that.
pub fn read(path: &str, bytes: &[u8]) -> Result<Questionnaire, Fault> {
    parse(path, bytes).map(|(questionnaire, _)| questionnaire)
}

/// Reads one file, with its lines.
pub(crate) fn parse(path: &str, bytes: &[u8]) -> Result<(Questionnaire, Lines), Fault> {
    if bytes.len() > LARGEST_FILE {
        return Err(Fault::error(
            path,
            None,
            format!("the file is larger than {} KiB", LARGEST_FILE >> 10),
            "look whether it is the right file",
        ));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = line_at(bytes, error.valid_up_to());
        Fault::error(
            path,
            Some(line),
            "there is a character that is not UTF-8",
            "save the file again with the encoding UTF-8",
        )
    })?;
    let questionnaire: Questionnaire = toml::from_str(text).map_err(|error| {
        let line = error.span().map(|span| line_at(bytes, span.start));
        Fault::error(
            path,
            line,
            format!("it cannot be read: {}", error.message().trim()),
            "write the field as docs/guides/adding-a-questionnaire.md shows",
        )
    })?;
    // The same text again, only for where things stand; it parsed once, so it does again.
    let marks: Marks = toml::from_str(text).unwrap_or_default();
    Ok((questionnaire, marks.lines(bytes)))
}

fn line_at(bytes: &[u8], offset: usize) -> u32 {
    let before = bytes.get(..offset).unwrap_or(bytes);
    before.split(|&byte| byte == b'\n').count() as u32
}

/// The ids of a file with where they stand; everything else is passed over.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Marks {
    item: Vec<MarkedItem>,
    #[serde(rename = "valueSet")]
    value_set: Vec<Marked>,
    rule: Vec<Marked>,
    dimension: Vec<Marked>,
    score: Vec<Marked>,
    lens: Vec<Marked>,
    contradiction: Vec<Marked>,
    action: Vec<Marked>,
}

#[derive(Debug, Deserialize)]
struct Marked {
    id: Spanned<String>,
}

#[derive(Debug, Deserialize)]
struct MarkedItem {
    #[serde(rename = "linkId")]
    link_id: Spanned<String>,
    #[serde(default)]
    item: Vec<Self>,
}

impl Marks {
    fn lines(self, bytes: &[u8]) -> Lines {
        fn items(marked: Vec<MarkedItem>, found: &mut Vec<Spanned<String>>) {
            for item in marked {
                found.push(item.link_id);
                items(item.item, found);
            }
        }
        let mut lines = Lines::default();
        let mut link_ids = Vec::new();
        items(self.item, &mut link_ids);
        let ids = |marked: Vec<Marked>| marked.into_iter().map(|mark| mark.id).collect();
        let kinds: [(&'static str, Vec<Spanned<String>>); 8] = [
            ("item", link_ids),
            ("valueSet", ids(self.value_set)),
            ("rule", ids(self.rule)),
            ("dimension", ids(self.dimension)),
            ("score", ids(self.score)),
            ("lens", ids(self.lens)),
            ("contradiction", ids(self.contradiction)),
            ("action", ids(self.action)),
        ];
        for (kind, marked) in kinds {
            for id in marked {
                let line = line_at(bytes, id.span().start);
                lines
                    .0
                    .entry((kind, id.into_inner()))
                    .or_default()
                    .push(line);
            }
        }
        lines
    }
}
