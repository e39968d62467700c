//! Markdown becomes an [`Article`]: the parser is a library's, what may come out is our own list.
//!
//! Whatever is not on the list (raw HTML, pictures, tables, code, lists in lists) is a fault, never
//! something passed on. Nesting is read to a small depth, so that no text can exhaust the stack.

use std::iter::Peekable;
use std::ops::Range;

use kernel::Lang;
use pulldown_cmark::{Event, HeadingLevel, OffsetIter, Options, Parser, Tag, TagEnd};

use crate::article::{Article, Block, Card, Inline, Target, plain};
use crate::fault::Faults;
use crate::guide::Source;
use crate::typography;
use crate::vocabulary::digits;

/// Strong inside a link inside stress, and no deeper.
const DEEPEST: usize = 4;

/// The word that begins the last paragraph of a card.
pub(crate) const fn next_word(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "Next:",
        Lang::Fr => "Ensuite\u{a0}:",
    }
}

/// Reads one language of a guide. `None` when there is no title or no card; what is wrong is in
/// `faults`.
pub(crate) fn read(
    text: &str,
    lang: Lang,
    sources: &[Source],
    faults: &mut Faults<'_>,
) -> Option<Article> {
    let options =
        Options::ENABLE_OLD_FOOTNOTES | Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut reader = Reader {
        events: Parser::new_ext(text, options).into_offset_iter().peekable(),
        lang,
        sources,
        faults,
        used: vec![false; sources.len()],
    };
    reader.article()
}

/// A card while it is read: where its heading stands, and its blocks with where they stand.
struct Draft {
    title: String,
    at: usize,
    blocks: Vec<(usize, Block)>,
}

struct Reader<'a, 'b, 'c> {
    events: Peekable<OffsetIter<'a>>,
    lang: Lang,
    sources: &'b [Source],
    faults: &'b mut Faults<'c>,
    used: Vec<bool>,
}

impl<'a> Reader<'a, '_, '_> {
    fn article(&mut self) -> Option<Article> {
        let mut title: Option<String> = None;
        let mut summary = Vec::new();
        let mut drafts: Vec<Draft> = Vec::new();
        while let Some((event, range)) = self.events.next() {
            if let Event::Start(Tag::Heading { level, .. }) = event {
                let words = self.heading(level);
                match level {
                    HeadingLevel::H1 if title.is_none() && drafts.is_empty() => title = Some(words),
                    HeadingLevel::H1 => self.faults.at(
                        range.start,
                        "there is a second title (#)",
                        "a guide has one; begin a card with ##",
                    ),
                    HeadingLevel::H2 => drafts.push(Draft {
                        title: words,
                        at: range.start,
                        blocks: Vec::new(),
                    }),
                    HeadingLevel::H3 if !drafts.is_empty() => {
                        if let Some(draft) = drafts.last_mut() {
                            draft.blocks.push((range.start, Block::Subheading(words)));
                        }
                    }
                    _ => self.faults.at(
                        range.start,
                        "a heading of this level has no place here",
                        "use # for the title, ## for a card, ### inside a card",
                    ),
                }
                continue;
            }
            let at = range.start;
            if let Some(block) = self.block(event, &range) {
                match drafts.last_mut() {
                    Some(draft) => draft.blocks.push((at, block)),
                    None => summary.push(block),
                }
            }
        }
        for (source, used) in self.sources.iter().zip(&self.used) {
            if !used {
                self.faults.warning(
                    None,
                    format!("the source “{}” is not used in this language", source.id),
                    format!(
                        "write [^{}] where its fact is told, or take it out of guide.toml",
                        source.id
                    ),
                );
            }
        }
        if title.is_none() {
            self.faults.at(
                0,
                "the guide has no title",
                "begin the file with # and the title",
            );
        }
        if drafts.is_empty() {
            self.faults.at(
                0,
                "the guide has no card",
                "begin a card with ## and its heading",
            );
        }
        let cards: Vec<Card> = drafts.into_iter().map(|draft| self.card(draft)).collect();
        let title = title?;
        (!cards.is_empty()).then_some(Article {
            title,
            summary,
            cards,
        })
    }

    /// The last paragraph of a card begins with **Next:** and says what to do.
    fn card(&mut self, draft: Draft) -> Card {
        let word = next_word(self.lang);
        let mut blocks: Vec<Block> = draft.blocks.into_iter().map(|(_, block)| block).collect();
        let next = match blocks.last() {
            Some(Block::Paragraph(line)) => match line.split_first() {
                Some((Inline::Strong(first), rest)) if plain(first) == word => Some(rest.to_vec()),
                _ => None,
            },
            _ => None,
        };
        match &next {
            Some(next) if !plain(next).trim().is_empty() => {
                blocks.pop();
            }
            _ => self.faults.at(
                draft.at,
                "the card does not end with what to do next",
                format!("end it with a paragraph that begins **{word}**"),
            ),
        }
        let mut next = next.unwrap_or_default();
        if let Some(Inline::Text(first)) = next.first_mut() {
            *first = first.trim_start().to_owned();
        }
        Card {
            title: draft.title,
            line: self.faults.line(draft.at),
            blocks,
            next,
        }
    }

    fn heading(&mut self, level: HeadingLevel) -> String {
        let line = self.inlines(TagEnd::Heading(level), 0);
        plain(&line).trim().to_owned()
    }

    /// A block, when it is one that a guide may hold.
    fn block(&mut self, event: Event<'a>, range: &Range<usize>) -> Option<Block> {
        match event {
            Event::Start(Tag::Paragraph) => {
                Some(Block::Paragraph(self.inlines(TagEnd::Paragraph, 0)))
            }
            Event::Start(Tag::List(first)) => {
                let items = self.items();
                (!items.is_empty()).then_some(Block::List {
                    ordered: first.is_some(),
                    items,
                })
            }
            Event::Start(Tag::BlockQuote(_)) => {
                let lines = self.words(range);
                (!lines.is_empty()).then_some(Block::Words(lines))
            }
            Event::Start(tag) => {
                self.refuse(range, name(&tag));
                self.skip();
                None
            }
            Event::Html(_) | Event::InlineHtml(_) => {
                self.refuse(range, "raw HTML");
                None
            }
            Event::Rule => {
                self.refuse(range, "a rule across the page");
                None
            }
            _ => None,
        }
    }

    fn items(&mut self) -> Vec<Vec<Inline>> {
        let mut items = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => items.push(self.item(&range)),
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        items.retain(|item| !plain(item).trim().is_empty());
        items
    }

    /// One item: one paragraph, tight or loose.
    fn item(&mut self, range: &Range<usize>) -> Vec<Inline> {
        let mut line = Vec::new();
        while let Some((event, at)) = self.events.next() {
            match event {
                Event::End(TagEnd::Item) => break,
                Event::Start(Tag::Paragraph) => {
                    if !line.is_empty() {
                        self.refuse(range, "a second paragraph in an item of a list");
                    }
                    line.append(&mut self.inlines(TagEnd::Paragraph, 0));
                }
                other => self.inline(other, &at, 0, &mut line),
            }
        }
        line
    }

    fn words(&mut self, range: &Range<usize>) -> Vec<Vec<Inline>> {
        let mut lines = Vec::new();
        while let Some((event, at)) = self.events.next() {
            match event {
                Event::End(TagEnd::BlockQuote(_)) => break,
                Event::Start(Tag::Paragraph) => lines.push(self.inlines(TagEnd::Paragraph, 0)),
                Event::Start(tag) => {
                    self.refuse(&at, name(&tag));
                    self.skip();
                }
                Event::Html(_) => self.refuse(range, "raw HTML"),
                _ => {}
            }
        }
        lines
    }

    fn inlines(&mut self, end: TagEnd, depth: usize) -> Vec<Inline> {
        let mut line = Vec::new();
        while let Some((event, range)) = self.events.next() {
            if event == Event::End(end) {
                break;
            }
            self.inline(event, &range, depth, &mut line);
        }
        line
    }

    fn inline(
        &mut self,
        event: Event<'a>,
        range: &Range<usize>,
        depth: usize,
        line: &mut Vec<Inline>,
    ) {
        match event {
            Event::Text(words) => push_text(line, &words, self.lang),
            Event::SoftBreak | Event::HardBreak => push_text(line, " ", self.lang),
            Event::FootnoteReference(id) => self.source(&id, range, line),
            Event::Start(_) if depth >= DEEPEST => {
                self.refuse(range, "marks inside marks, too deep to read");
                self.skip();
            }
            Event::Start(Tag::Strong) => {
                let content = self.inlines(TagEnd::Strong, depth + 1);
                line.push(Inline::Strong(content));
            }
            Event::Start(Tag::Emphasis) => {
                let content = self.inlines(TagEnd::Emphasis, depth + 1);
                line.push(Inline::Emphasis(content));
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let content = self.inlines(TagEnd::Link, depth + 1);
                self.link(&dest_url, content, range, line);
            }
            Event::Start(tag) => {
                self.refuse(range, name(&tag));
                self.skip();
            }
            Event::Code(_) => self.refuse(range, "code"),
            Event::Html(_) | Event::InlineHtml(_) => self.refuse(range, "raw HTML"),
            _ => {}
        }
    }

    fn source(&mut self, id: &str, range: &Range<usize>, line: &mut Vec<Inline>) {
        match self.sources.iter().position(|source| source.id == id) {
            Some(index) => {
                self.used[index] = true;
                line.push(Inline::Source(index));
            }
            None => self.faults.at(
                range.start,
                format!("there is no source “{id}”"),
                format!("add a [[source]] with id = \"{id}\" to guide.toml, or mend the name"),
            ),
        }
    }

    fn link(
        &mut self,
        to: &str,
        content: Vec<Inline>,
        range: &Range<usize>,
        line: &mut Vec<Inline>,
    ) {
        let words = plain(&content);
        match Target::parse(to) {
            Ok(Target::Telephone(number)) if digits(&number) != digits(&words) => self.faults.at(
                range.start,
                format!("the link says “{words}” and calls {number}"),
                "write the same number in both",
            ),
            Ok(_) if words.trim().is_empty() => self.faults.at(
                range.start,
                "the link has no words",
                "say between [ and ] where it leads",
            ),
            Ok(target @ Target::Telephone(_)) => line.push(Inline::Link {
                target,
                content: vec![Inline::Text(typography::telephone(&words))],
            }),
            Ok(target) => line.push(Inline::Link { target, content }),
            Err(problem) => self.faults.at(
                range.start,
                format!("{problem}: {to}"),
                "use guide:folder, guide:folder#card, page:name or tel:number; an address belongs in a [[source]] of guide.toml",
            ),
        }
    }

    fn refuse(&mut self, range: &Range<usize>, what: &str) {
        self.faults.at(
            range.start,
            format!("a guide cannot hold {what}"),
            "use paragraphs, flat lists, > for words to say, **strong**, *stress* and links",
        );
    }

    /// Passes over everything up to the end of the tag that has just begun.
    fn skip(&mut self) {
        let mut open = 1_usize;
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) => open -= 1,
                _ => {}
            }
            if open == 0 {
                break;
            }
        }
    }
}

/// Texts that follow each other are one, so that a sentence is found whole.
fn push_text(line: &mut Vec<Inline>, words: &str, lang: Lang) {
    let words = typography::set(words, lang);
    if let Some(Inline::Text(before)) = line.last_mut() {
        before.push_str(&words);
        // A mark may have been parted from its space.
        *before = typography::set(before, lang);
    } else {
        line.push(Inline::Text(words));
    }
}

fn name(tag: &Tag<'_>) -> &'static str {
    match tag {
        Tag::CodeBlock(_) => "code",
        Tag::Table(_) => "a table",
        Tag::Image { .. } => "a picture",
        Tag::HtmlBlock => "raw HTML",
        Tag::List(_) => "a list inside another block",
        Tag::BlockQuote(_) => "words to say inside another block",
        Tag::FootnoteDefinition(_) => "the text of a footnote: sources are in guide.toml",
        Tag::Strikethrough => "struck-out words",
        Tag::Heading { .. } => "a heading inside another block",
        _ => "this",
    }
}
