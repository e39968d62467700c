//! A card as HTML: small, escaped, without a style or a script of its own.
//!
//! Whoever shows it says where links lead. A link that leads nowhere (its guide was left out) becomes
//! plain words.

use std::fmt::Write as _;

use kernel::Lang;

use crate::article::{Block, Card, Inline, Target};
use crate::guide::Source;

/// What a page must say around the words of a guide.
pub trait Page {
    /// The address of a guide's card (from 1) or of a page; `None` when there is none to lead to.
    /// Never asked for telephone numbers.
    fn address(&self, target: &Target) -> Option<String>;

    /// What a source's number is called when it is read aloud; one that nobody read is said to be not
    /// verified. To the eye it is the number, with a small question mark where nobody read the source: a
    /// page full of sentences in brackets is not read at all. What the mark means is said once on the page.
    fn source(&self, number: usize, is_verified: bool) -> String;

    /// What stands before what to do next.
    fn next(&self) -> &str;
}

/// The blocks of a card and what to do next; not its heading, whose level is the page's choice.
/// Headings inside the card are `h3`. Sources are numbers from 1 that lead to `#source-1`.
pub fn card(card: &Card, lang: Lang, sources: &[Source], page: &dyn Page) -> String {
    let mut html = blocks(&card.blocks, lang, sources, page);
    html.push_str("<p class=\"next\"><strong>");
    escape(page.next(), &mut html);
    html.push_str("</strong> ");
    line(&card.next, sources, page, &mut html);
    html.push_str("</p>");
    html
}

/// Blocks alone, for what stands before the first card.
pub fn blocks(blocks: &[Block], lang: Lang, sources: &[Source], page: &dyn Page) -> String {
    let mut html = String::new();
    for block in blocks {
        match block {
            Block::Subheading(words) => wrap("h3", &mut html, |html| escape(words, html)),
            Block::Paragraph(words) => {
                wrap("p", &mut html, |html| line(words, sources, page, html));
            }
            Block::List { ordered, items } => {
                let tag = if *ordered { "ol" } else { "ul" };
                wrap(tag, &mut html, |html| {
                    for item in items {
                        wrap("li", html, |html| line(item, sources, page, html));
                    }
                });
            }
            Block::Words(lines) => wrap("blockquote", &mut html, |html| {
                for words in lines {
                    wrap("p", html, |html| {
                        html.push_str(match lang {
                            Lang::En => "\u{201c}",
                            Lang::Fr => "«\u{a0}",
                        });
                        line(words, sources, page, html);
                        html.push_str(match lang {
                            Lang::En => "\u{201d}",
                            Lang::Fr => "\u{a0}»",
                        });
                    });
                }
            }),
        }
    }
    html
}

fn wrap(tag: &str, html: &mut String, inside: impl FnOnce(&mut String)) {
    html.push('<');
    html.push_str(tag);
    html.push('>');
    inside(html);
    html.push_str("</");
    html.push_str(tag);
    html.push('>');
}

fn line(inlines: &[Inline], sources: &[Source], page: &dyn Page, html: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words) => escape(words, html),
            Inline::Strong(content) => {
                wrap("strong", html, |html| line(content, sources, page, html));
            }
            Inline::Emphasis(content) => {
                wrap("em", html, |html| line(content, sources, page, html));
            }
            Inline::Link { target, content } => {
                let address = match target {
                    Target::Telephone(number) => Some(format!("tel:{number}")),
                    _ => page.address(target),
                };
                if let Some(address) = address {
                    html.push_str("<a href=\"");
                    escape(&address, html);
                    html.push_str("\">");
                    line(content, sources, page, html);
                    html.push_str("</a>");
                } else {
                    line(content, sources, page, html);
                }
            }
            Inline::Source(index) => source(*index, sources, page, html),
        }
    }
}

fn source(index: usize, sources: &[Source], page: &dyn Page, html: &mut String) {
    let number = index + 1;
    let is_verified = sources
        .get(index)
        .is_some_and(|source| source.confidence.is_verified());
    // The number belongs to the word before it, and begins no line.
    if html.ends_with(' ') {
        html.pop();
    }
    // Writing to a string cannot fail.
    let _ = write!(
        html,
        "<a class=\"ref\" href=\"#source-{number}\" aria-label=\""
    );
    escape(&page.source(number, is_verified), html);
    let mark = if is_verified { "" } else { "?" };
    let _ = write!(html, "\">{number}{mark}</a>");
}

fn escape(text: &str, html: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
}
