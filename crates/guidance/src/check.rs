//! What a guide must be: in both languages alike, plain, short, and with a source for what it states.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use kernel::Lang;

use crate::article::{Article, Block, Card, Inline, Target, plain, shape, walk};
use crate::claims::first_claim;
use crate::fault::Faults;
use crate::guide::{Head, Kind, Source};
use crate::jurisdiction::is_month;
use crate::vocabulary::{Vocabulary, digits};
use crate::{html, readability};

/// Bytes of a card as HTML: with the rest of the page it stays under 14,000.
const LARGEST_CARD: usize = 6 << 10;

/// Words of a card: more is more than one screen of a telephone, twice over.
const MOST_WORDS: usize = 190;

/// The source that a list of signs must name.
const NO_CHECKLIST: &str = "no-checklist";

pub(crate) fn read_head(
    text: &str,
    vocabulary: &Vocabulary,
    today: Date,
    faults: &mut Faults<'_>,
) -> Option<Head> {
    let head: Head = match toml::from_str(text) {
        Ok(head) => head,
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            faults.at(
                at,
                error.message(),
                "see docs/guides/writing-a-guide.md for the form",
            );
            return None;
        }
    };
    if head.review_by < today {
        faults.warning(
            faults.line_of("review_by"),
            format!("this guide was to be looked at by {}", head.review_by),
            "hold each fact against its source, then set checked_on and review_by anew",
        );
    }
    if head.review_by <= head.checked_on {
        faults.error(
            faults.line_of("review_by"),
            "the guide is to be looked at again before it was checked",
            "set review_by to a day after checked_on",
        );
    }
    let services = &head.local_services;
    for (ids, known, place) in [
        (&services.needs, &vocabulary.needs, "needs"),
        (
            &services.populations,
            &vocabulary.populations,
            "populations",
        ),
        (
            &services.exploitation,
            &vocabulary.exploitation,
            "exploitation",
        ),
    ] {
        for id in ids.iter().filter(|id| !known.contains(*id)) {
            faults.error(
                faults.line_of(&format!("\"{id}\"")),
                format!("there is no “{id}” among {place}"),
                format!("use an id of content/taxonomy/{place}.toml"),
            );
        }
    }
    if services.needs.is_empty() {
        faults.error(
            faults.line_of("local_services"),
            "the guide ends without services",
            "name at least one need: the finder puts the services of the place there",
        );
    }
    let mut ids = BTreeSet::new();
    for source in &head.source {
        check_source(source, !ids.insert(source.id.as_str()), faults);
    }
    Some(head)
}

fn check_source(source: &Source, twice: bool, faults: &mut Faults<'_>) {
    let line = faults.line_of(&format!("id = \"{}\"", source.id));
    if twice {
        faults.error(
            line,
            format!("there are two sources “{}”", source.id),
            "give each its own id",
        );
    }
    if !source.title.is_complete() {
        faults.error(
            line,
            format!("the source “{}” is not named in both languages", source.id),
            "write en and fr",
        );
    }
    let has_address = source
        .url
        .as_ref()
        .is_some_and(|url| url.starts_with("https://") || url.starts_with("http://"));
    let is_dated = source.read_on.as_deref().is_some_and(is_month);
    if source.confidence.is_verified() && !(has_address && is_dated) {
        faults.error(
            line,
            format!(
                "the source “{}” says it was read, and not where or when",
                source.id
            ),
            "give url and read_on (2026-11), or set confidence = \"from-memory\"",
        );
    }
}

/// A page that leads nowhere, to measure a card.
struct Measure;

impl html::Page for Measure {
    fn address(&self, _: &Target) -> Option<String> {
        Some("/en/guides/00/00".to_owned())
    }

    fn source(&self, number: usize, _: bool) -> String {
        format!("source {number}, not verified yet")
    }

    fn next(&self) -> &'static str {
        "What to do next:"
    }
}

pub(crate) fn check_article(article: &Article, lang: Lang, head: &Head, faults: &mut Faults<'_>) {
    let mut sentences = Vec::new();
    for block in &article.summary {
        for line in block.lines() {
            check_claim(line, None, lang, faults);
            sentences.push(plain(line));
        }
    }
    for card in &article.cards {
        let mut words = 0;
        for line in card.lines() {
            check_claim(line, Some(card.line), lang, faults);
            let text = plain(line);
            words += text.split_whitespace().count();
            sentences.push(text);
        }
        if words > MOST_WORDS {
            faults.error(
                Some(card.line),
                format!("the card has {words} words"),
                format!("a card is one screen: at most {MOST_WORDS} words; make two"),
            );
        }
        let bytes = html::card(card, lang, &head.source, &Measure).len();
        if bytes > LARGEST_CARD {
            faults.error(
                Some(card.line),
                format!("the card is {bytes} bytes as a page"),
                format!("at most {LARGEST_CARD}; make two"),
            );
        }
        if head.kind == Kind::Recognise && !card.names_no_checklist(&head.source) {
            faults.error(
                Some(card.line),
                "the card lists signs and does not say that no list proves anything",
                format!("add the sentence, with [^{NO_CHECKLIST}]"),
            );
        }
    }
    let text: Vec<String> = sentences
        .into_iter()
        .filter(|text| text.split_whitespace().count() > 3)
        .collect();
    let counts = readability::count(&text.join(". "), lang);
    if counts.too_hard(lang) {
        let measure = match lang {
            Lang::En => format!("grade {:.1}, more than 8", counts.grade()),
            Lang::Fr => format!("ease {:.0}, less than 65", counts.ease()),
        };
        faults.error(
            None,
            format!("the guide is hard to read: {measure}"),
            "use shorter sentences and shorter words",
        );
    }
}

impl Card {
    /// A card with a list of signs says that no list proves trafficking. Steps are numbered, signs are not.
    fn names_no_checklist(&self, sources: &[Source]) -> bool {
        let has_list = self
            .blocks
            .iter()
            .any(|block| matches!(block, Block::List { ordered: false, .. }));
        let mut named = false;
        for line in self.lines() {
            walk(line, &mut |inline| {
                if let Inline::Source(index) = inline {
                    named |= sources
                        .get(*index)
                        .is_some_and(|source| source.id == NO_CHECKLIST);
                }
            });
        }
        named || !has_list
    }
}

fn check_claim(line: &[Inline], at: Option<u32>, lang: Lang, faults: &mut Faults<'_>) {
    let mut has_source = false;
    // A number to call is held against the directory instead.
    let mut text = String::new();
    let mut calls = Vec::new();
    walk(line, &mut |inline| match inline {
        Inline::Source(_) => has_source = true,
        Inline::Link {
            target: Target::Telephone(_),
            content,
        } => calls.push(plain(content)),
        Inline::Text(words) if !calls.contains(words) => {
            text.push_str(words);
            text.push(' ');
        }
        _ => {}
    });
    if has_source {
        return;
    }
    if let Some(word) = first_claim(&text, lang) {
        let start: String = text.chars().take(40).collect();
        faults.error(
            at,
            format!("“{word}” in “{start}…” is a number or a word of law without a source"),
            "add [^id] of a source that was read, or of one that says it was not",
        );
    }
}

pub(crate) fn check_alike(en: &Article, fr: &Article, faults: &mut Faults<'_>) {
    if en.cards.len() != fr.cards.len() {
        faults.error(
            None,
            format!(
                "English has {} cards, French {}",
                en.cards.len(),
                fr.cards.len()
            ),
            "give both languages the same cards in the same order",
        );
        return;
    }
    let before: Vec<String> = en.summary.iter().map(shape).collect();
    if before != fr.summary.iter().map(shape).collect::<Vec<_>>() {
        faults.error(
            None,
            "what stands before the first card differs from English",
            "give both languages the same paragraphs, links and sources",
        );
    }
    for (number, (en, fr)) in en.cards.iter().zip(&fr.cards).enumerate() {
        let (english, french) = (en.shape(), fr.shape());
        if english == french {
            continue;
        }
        let nothing = "nothing".to_owned();
        let length = english.len().max(french.len());
        let first = (0..length)
            .find(|&at| english.get(at) != french.get(at))
            .unwrap_or(0);
        faults.error(
            Some(fr.line),
            format!(
                "card {}: English has {}, French has {}",
                number + 1,
                english.get(first).unwrap_or(&nothing),
                french.get(first).unwrap_or(&nothing)
            ),
            "give both languages the same blocks, items, links and sources, in the same order",
        );
    }
}

pub(crate) fn check_links(
    article: &Article,
    known: &BTreeMap<&str, usize>,
    vocabulary: &Vocabulary,
    faults: &mut Faults<'_>,
) {
    let summary = article
        .summary
        .iter()
        .flat_map(Block::lines)
        .map(|line| (None, line));
    let cards = article
        .cards
        .iter()
        .flat_map(|card| card.lines().map(|line| (Some(card.line), line)));
    for (at, line) in summary.chain(cards) {
        walk(line, &mut |inline| {
            let Inline::Link { target, .. } = inline else {
                return;
            };
            match target {
                Target::Guide { slug, card } => match known.get(slug.as_str()) {
                    None => faults.error(
                        at,
                        format!("the link leads to the guide “{slug}”, which is not there"),
                        "use the name of a folder of content/guides",
                    ),
                    Some(cards) if card.is_some_and(|card| card > *cards) => faults.error(
                        at,
                        format!("the guide “{slug}” has {cards} cards"),
                        "lead to a card that is there",
                    ),
                    Some(_) => {}
                },
                Target::Telephone(number) if !vocabulary.telephones.contains(&digits(number)) => {
                    faults.error(
                        at,
                        format!("no service of the directory has the number {number}"),
                        "add the number to the directory first, with its source, or mend it",
                    );
                }
                Target::Telephone(_) | Target::Page(_) => {}
            }
        });
    }
}
