//! One guide in one language: the few kinds of blocks that a guide may hold, and nothing else.
//!
//! The list is an allow-list. There is no raw HTML, no picture and no link to another site in a guide:
//! a page opens nothing elsewhere, and whoever reads it may be watched.

use std::collections::BTreeSet;

/// Pages of the site that a guide may lead to (`[words](page:find)`).
pub const PAGES: [&str; 9] = [
    "start",
    "find",
    "browse",
    "card",
    "safety",
    "privacy",
    "about",
    "duty-to-report",
    "protection-order",
];

/// A guide in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// The heading (`#`).
    pub title: String,
    /// What stands before the first card: whom it is for and what it gives.
    pub summary: Vec<Block>,
    /// The step cards (`##`), in order; at least one.
    pub cards: Vec<Card>,
}

/// One screen: a heading, a few blocks, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The heading.
    pub title: String,
    /// The line in the file, from 1.
    pub line: u32,
    /// What it says.
    pub blocks: Vec<Block>,
    /// What to do next, without the word "Next:". Every card has it.
    pub next: Vec<Inline>,
}

/// A piece of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading inside a card (`###`).
    Subheading(String),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A flat list; each item is one paragraph.
    List {
        /// The order matters.
        ordered: bool,
        /// At least one.
        items: Vec<Vec<Inline>>,
    },
    /// Words to say aloud (`>`), by paragraph.
    Words(Vec<Vec<Inline>>),
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Plain text: data, to be escaped by whoever shows it.
    Text(String),
    /// Strong.
    Strong(Vec<Inline>),
    /// Stress.
    Emphasis(Vec<Inline>),
    /// A link.
    Link {
        /// Where it leads.
        target: Target,
        /// What it says.
        content: Vec<Inline>,
    },
    /// A source of the guide (`[^id]`), as an index into its sources.
    Source(usize),
}

/// Where a link may lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Another guide, or one card of it (from 1).
    Guide {
        /// Its folder.
        slug: String,
        /// The card, from 1.
        card: Option<usize>,
    },
    /// One of [`PAGES`].
    Page(String),
    /// A number to call, digits and a leading `+` as in `tel:`.
    Telephone(String),
}

impl Target {
    /// Reads `guide:first-things#2`, `page:find`, `tel:+18339001010`.
    pub(crate) fn parse(link: &str) -> Result<Self, &'static str> {
        let Some((scheme, rest)) = link.split_once(':') else {
            return Err("the link has no kind");
        };
        match scheme {
            "guide" => {
                let (slug, card) = match rest.split_once('#') {
                    None => (rest, None),
                    Some((slug, card)) => match card.parse() {
                        Ok(card) if card > 0 => (slug, Some(card)),
                        _ => return Err("the card after # is not a number from 1"),
                    },
                };
                Ok(Self::Guide {
                    slug: slug.to_owned(),
                    card,
                })
            }
            "page" if PAGES.contains(&rest) => Ok(Self::Page(rest.to_owned())),
            "page" => Err("there is no page of this name"),
            "tel" => {
                let digits = rest.strip_prefix('+').unwrap_or(rest);
                let is_number = (3..=15).contains(&digits.len())
                    && digits.bytes().all(|byte| byte.is_ascii_digit());
                if is_number {
                    Ok(Self::Telephone(rest.to_owned()))
                } else {
                    Err("the telephone number is not digits")
                }
            }
            _ => Err("a guide does not lead to other sites"),
        }
    }
}

/// Everything of a line, as plain text; sources leave nothing.
pub(crate) fn plain(inlines: &[Inline]) -> String {
    let mut text = String::new();
    add_plain(inlines, &mut text);
    text
}

fn add_plain(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words) => text.push_str(words),
            Inline::Strong(content) | Inline::Emphasis(content) | Inline::Link { content, .. } => {
                add_plain(content, text);
            }
            Inline::Source(_) => {}
        }
    }
}

/// Every inline of a line, those inside others included.
pub(crate) fn walk(inlines: &[Inline], visit: &mut impl FnMut(&Inline)) {
    for inline in inlines {
        visit(inline);
        match inline {
            Inline::Strong(content) | Inline::Emphasis(content) | Inline::Link { content, .. } => {
                walk(content, visit);
            }
            Inline::Text(_) | Inline::Source(_) => {}
        }
    }
}

impl Block {
    /// Its lines: a paragraph is one, a list has one for each item.
    pub fn lines(&self) -> &[Vec<Inline>] {
        match self {
            Self::Subheading(_) => &[],
            Self::Paragraph(line) => std::slice::from_ref(line),
            Self::List { items, .. } => items,
            Self::Words(lines) => lines,
        }
    }
}

impl Card {
    /// Every line of the card, what to do next last.
    pub fn lines(&self) -> impl Iterator<Item = &Vec<Inline>> {
        self.blocks
            .iter()
            .flat_map(Block::lines)
            .chain(std::iter::once(&self.next))
    }

    /// The sources that the card names, as indexes into those of the guide.
    pub fn sources(&self) -> BTreeSet<usize> {
        named(self.lines())
    }

    /// What both languages must share: kinds of blocks, number of items, links and sources.
    pub(crate) fn shape(&self) -> Vec<String> {
        let mut shape: Vec<String> = self.blocks.iter().map(shape).collect();
        shape.push(format!("what to do next{}", threads(&self.next)));
        shape
    }
}

fn named<'a>(lines: impl Iterator<Item = &'a Vec<Inline>>) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for line in lines {
        walk(line, &mut |inline| {
            if let Inline::Source(index) = inline {
                found.insert(*index);
            }
        });
    }
    found
}

/// A block without its words.
pub(crate) fn shape(block: &Block) -> String {
    match block {
        Block::Subheading(_) => "a heading".to_owned(),
        Block::Paragraph(line) => format!("a paragraph{}", threads(line)),
        Block::List { ordered, items } => {
            let kind = if *ordered { "numbered " } else { "" };
            let items: Vec<String> = items.iter().map(|item| threads(item)).collect();
            format!("a {kind}list of {}{}", items.len(), items.concat())
        }
        Block::Words(lines) => format!("words to say in {}", lines.len()),
    }
}

/// The links and sources of a line, in no order: languages put them elsewhere in a sentence.
fn threads(line: &[Inline]) -> String {
    let mut found = Vec::new();
    walk(line, &mut |inline| match inline {
        Inline::Link { target, .. } => found.push(format!(" with a link to {target:?}")),
        Inline::Source(index) => found.push(format!(" with source {}", index + 1)),
        Inline::Text(_) | Inline::Strong(_) | Inline::Emphasis(_) => {}
    });
    found.sort();
    found.concat()
}
