//! Whether words may say who somebody is: names, numbers, addresses, dates of birth.
//!
//! What surely points at a person is refused; what may is shown to the worker, who decides. A text that
//! passes is not proven nameless: the page says so.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::case::ClientCode;
use crate::words::words;

words! {
    /// What was found.
    Sign {
        /// A name, an alias or anything else that this case knows of her.
        KnownOfHer = "known-of-her",
        /// The code of a case.
        ClientCode = "client-code",
        /// A telephone number, or another long number.
        Number = "number",
        /// An e-mail address or a handle.
        Address = "address",
        /// A link.
        Link = "link",
        /// A full postal code.
        PostalCode = "postal-code",
        /// A day with its year: perhaps a birth date.
        Date = "date",
        /// Words that go before a name.
        BeforeName = "before-name",
        /// A title with a name.
        Title = "title",
        /// Two words that look like a name.
        LooksLikeName = "looks-like-name",
        /// A word with a capital letter in the middle of a sentence.
        Capital = "capital",
        /// An exact age.
        ExactAge = "exact-age",
    }

    /// What is to be done about it.
    Weight {
        /// It does not go out.
        Refuse = "refuse",
        /// The worker looks at it again.
        Warn = "warn",
    }
}

/// Something found, by its place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub sign: Sign,
    /// How grave.
    pub weight: Weight,
    /// Where it begins, in bytes.
    pub from: usize,
    /// Where it ends, in bytes, not included.
    pub to: usize,
}

/// What the case knows of her, in any form: names, alias, telephone numbers, addresses.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known<'a> {
    /// Each by itself.
    pub words: &'a [&'a str],
}

/// Everything in `text` that says or may say who somebody is, in the order in which it stands there.
pub fn check(text: &str, known: &Known<'_>) -> Vec<Finding> {
    let tokens = tokens(text);
    let mut findings = Vec::new();
    known_words(&tokens, known, &mut findings);
    numbers(text, known, &mut findings);
    for (at, token) in tokens.iter().enumerate() {
        by_shape(token, &mut findings);
        postal_code(&tokens[at..], &mut findings);
        date(&tokens[at..], &mut findings);
        names(&tokens, at, &mut findings);
        age(&tokens[at..], &mut findings);
    }
    findings.sort_by_key(|finding| (finding.from, finding.to, finding.sign));
    findings.dedup();
    findings
}

/// A word or number as it stands in the text.
#[derive(Debug)]
struct Token<'a> {
    /// As written, without the punctuation around it.
    text: &'a str,
    /// Lower case, without accents.
    folded: String,
    from: usize,
    to: usize,
    /// It is the first of its sentence.
    begins: bool,
    /// Only space stands between it and the next word.
    joined: bool,
}

fn fold(text: &str) -> String {
    text.nfkd()
        .filter(|character| !is_combining_mark(*character))
        .flat_map(char::to_lowercase)
        .collect()
}

fn is_edge(character: char) -> bool {
    !character.is_alphanumeric() && character != '@'
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut begins = true;
    let mut at = 0;
    for piece in text.split_inclusive(|character: char| character.is_whitespace()) {
        let from = at;
        at += piece.len();
        let word = piece.trim_end();
        let bare = word.trim_start_matches(is_edge);
        let start = from + (word.len() - bare.len());
        let inner = bare.trim_end_matches(is_edge);
        let after = &bare[inner.len()..];
        if inner.is_empty() {
            if word.contains(['.', '!', '?', '•', '–', '—', '-']) {
                begins = true;
            }
            continue;
        }
        // Elision: "qu’Example", "l'Example": what matters stands after the apostrophe.
        let cut = inner
            .find(['\'', '\u{2019}'])
            .filter(|cut| *cut <= 2)
            .map_or(0, |cut| {
                cut + inner[cut..].chars().next().map_or(0, char::len_utf8)
            });
        let inner_text = &inner[cut..];
        if !inner_text.is_empty() {
            tokens.push(Token {
                text: inner_text,
                folded: fold(inner_text),
                from: start + cut,
                to: start + inner.len(),
                begins: begins && cut == 0,
                joined: after.is_empty(),
            });
        }
        begins = after.contains(['.', '!', '?', ':']) || piece.ends_with('\n');
    }
    tokens
}

fn add(findings: &mut Vec<Finding>, sign: Sign, weight: Weight, from: usize, to: usize) {
    findings.push(Finding {
        sign,
        weight,
        from,
        to,
    });
}

/// Her own names, however they are written; a name of one letter would find everything.
fn known_words(tokens: &[Token<'_>], known: &Known<'_>, findings: &mut Vec<Finding>) {
    let parts = known
        .words
        .iter()
        .flat_map(|words| words.split(|character: char| !character.is_alphanumeric()))
        .map(fold)
        .filter(|part| part.chars().count() >= 2 && !part.chars().all(|c| c.is_ascii_digit()));
    for part in parts {
        for token in tokens {
            let found = token
                .folded
                .split(|character: char| !character.is_alphanumeric())
                .any(|piece| piece == part);
            if found {
                add(
                    findings,
                    Sign::KnownOfHer,
                    Weight::Refuse,
                    token.from,
                    token.to,
                );
            }
        }
    }
}

/// Runs of digits with the punctuation of numbers between them: seven or more are a number that leads to
/// somebody. Digits of any script count.
fn numbers(text: &str, known: &Known<'_>, findings: &mut Vec<Finding>) {
    let known: Vec<String> = known
        .words
        .iter()
        .map(|words| digits(words))
        .filter(|digits| digits.len() >= 4)
        .collect();
    let mut run: Option<(usize, usize)> = None;
    let mut gap = 0;
    let mut runs = Vec::new();
    for (at, character) in text.char_indices() {
        let end = at + character.len_utf8();
        if character.is_numeric() {
            run = Some(run.map_or((at, end), |(from, _)| (from, end)));
            gap = 0;
        } else if gap < 3
            && (character.is_whitespace() && character != '\n'
                || matches!(
                    character,
                    '.' | '-' | '(' | ')' | '/' | '+' | '\u{2010}'..='\u{2015}'
                ))
        {
            gap += 1;
        } else {
            runs.extend(run.take());
            gap = 0;
        }
    }
    runs.extend(run);
    for (from, to) in runs {
        let found = digits(&text[from..to]);
        if found.chars().count() >= 7 {
            add(findings, Sign::Number, Weight::Refuse, from, to);
        } else if known
            .iter()
            .any(|known| known.contains(&found) && found.len() >= 4)
        {
            add(findings, Sign::KnownOfHer, Weight::Refuse, from, to);
        }
    }
}

fn digits(text: &str) -> String {
    text.nfkd()
        .filter(|character| character.is_numeric())
        .collect()
}

fn by_shape(token: &Token<'_>, findings: &mut Vec<Finding>) {
    let text = token.text;
    if text.parse::<ClientCode>().is_ok() {
        add(
            findings,
            Sign::ClientCode,
            Weight::Refuse,
            token.from,
            token.to,
        );
    }
    if text.contains('@') {
        add(
            findings,
            Sign::Address,
            Weight::Refuse,
            token.from,
            token.to,
        );
    } else if text.contains("://") || token.folded.starts_with("www.") {
        add(findings, Sign::Link, Weight::Refuse, token.from, token.to);
    }
}

/// `V6B 1A1`, in one word or two. The first three signs alone name no street.
fn postal_code(tokens: &[Token<'_>], findings: &mut Vec<Finding>) {
    let shape = |text: &str| -> String {
        text.chars()
            .filter(|character| *character != '-')
            .map(|character| match character {
                'a'..='z' | 'A'..='Z' => 'A',
                '0'..='9' => '9',
                other => other,
            })
            .collect()
    };
    let Some(first) = tokens.first() else { return };
    if shape(first.text) == "A9A9A9" {
        add(
            findings,
            Sign::PostalCode,
            Weight::Refuse,
            first.from,
            first.to,
        );
    } else if let [first, second, ..] = tokens
        && shape(first.text) == "A9A"
        && shape(second.text) == "9A9"
    {
        add(
            findings,
            Sign::PostalCode,
            Weight::Refuse,
            first.from,
            second.to,
        );
    }
}

const MONTHS: [&str; 40] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "janv",
    "fevr",
    "avr",
    "juil",
];

/// A year in which somebody alive may be born.
fn is_year(text: &str) -> bool {
    text.len() == 4
        && text
            .parse::<u16>()
            .is_ok_and(|year| (1900..=2099).contains(&year))
}

/// A day, a month and a year, in figures or with the month's name.
fn date(tokens: &[Token<'_>], findings: &mut Vec<Finding>) {
    let Some(first) = tokens.first() else { return };
    let parts: Vec<&str> = first.text.split(['/', '-', '.']).collect();
    let figures = parts.iter().all(|part| {
        (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    });
    if parts.len() == 3 && figures {
        add(findings, Sign::Date, Weight::Refuse, first.from, first.to);
        return;
    }
    let is_month = |token: &Token<'_>| MONTHS.contains(&token.folded.trim_end_matches('.'));
    let near = &tokens[..tokens.len().min(3)];
    if near.len() == 3 && is_year(near[2].text) && near.iter().any(is_month) {
        add(
            findings,
            Sign::Date,
            Weight::Refuse,
            near[0].from,
            near[2].to,
        );
    } else if near.len() >= 2 && is_month(first) && is_year(near[1].text) {
        add(findings, Sign::Date, Weight::Warn, first.from, near[1].to);
    }
}

/// What goes before a name, as a run of folded words.
const BEFORE_NAME: [&[&str]; 18] = [
    &["named"],
    &["called"],
    &["name", "is"],
    &["name"],
    &["goes", "by"],
    &["known", "as"],
    &["surname"],
    &["alias"],
    &["nommee"],
    &["nomme"],
    &["prenommee"],
    &["appelle"],
    &["appelee"],
    &["nom", "est"],
    &["nom"],
    &["prenom"],
    &["dite"],
    &["surnommee"],
];
/// Of them, those that as often go before something else: only a capital letter after them tells.
const LOOSE: [&[&str]; 6] = [
    &["called"],
    &["name"],
    &["nom"],
    &["prenom"],
    &["dite"],
    &["surname"],
];
const TITLES: [&str; 12] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "mme",
    "mlle",
    "madame",
    "monsieur",
    "mademoiselle",
    "dr",
    "dre",
    "mx",
];

/// Words written with a capital letter that are no names: languages and peoples, days, months, places' kinds.
const CAPITALS: [&str; 74] = [
    "i",
    "english",
    "french",
    "spanish",
    "arabic",
    "cree",
    "ojibwe",
    "inuktitut",
    "punjabi",
    "mandarin",
    "cantonese",
    "chinese",
    "tagalog",
    "filipino",
    "filipina",
    "portuguese",
    "russian",
    "ukrainian",
    "hindi",
    "urdu",
    "vietnamese",
    "korean",
    "japanese",
    "polish",
    "romanian",
    "german",
    "italian",
    "turkish",
    "persian",
    "farsi",
    "dari",
    "pashto",
    "somali",
    "tigrinya",
    "amharic",
    "swahili",
    "tamil",
    "bengali",
    "haitian",
    "creole",
    "asl",
    "lsq",
    "first",
    "nation",
    "nations",
    "inuit",
    "metis",
    "indigenous",
    "cfs",
    "dpj",
    "trp",
    "ifhp",
    "lgbtq",
    "2slgbtqi",
    "two",
    "spirit",
    "muslim",
    "christian",
    "jewish",
    "sikh",
    "hindu",
    "buddhist",
    "halal",
    "kosher",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "canada",
    "canadian",
    "quebec",
];

fn is_capital(token: &Token<'_>) -> bool {
    let mut letters = token.text.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    // "Spanish-speaking" is as plain as "Spanish".
    let word = token.folded.split('-').next().unwrap_or_default();
    first
        && letters.next().is_some_and(char::is_lowercase)
        && !CAPITALS.contains(&word)
        && !MONTHS.contains(&word)
}

fn names(tokens: &[Token<'_>], at: usize, findings: &mut Vec<Finding>) {
    let token = &tokens[at];
    if TITLES.contains(&token.folded.as_str())
        && let Some(next) = tokens.get(at + 1)
        && next.text.chars().next().is_some_and(char::is_uppercase)
    {
        add(findings, Sign::Title, Weight::Refuse, token.from, next.to);
        return;
    }
    let after = BEFORE_NAME.iter().find(|words| {
        at >= words.len()
            && tokens[at - words.len()..at]
                .iter()
                .zip(words.iter())
                .all(|(token, word)| token.folded == *word)
    });
    if let Some(words) = after {
        // "named example" may be a name in haste; "called yesterday" is none.
        let capital = token.text.chars().next().is_some_and(char::is_uppercase);
        let weight = if capital {
            Some(Weight::Refuse)
        } else {
            (!LOOSE.contains(words)).then_some(Weight::Warn)
        };
        if let Some(weight) = weight {
            add(findings, Sign::BeforeName, weight, token.from, token.to);
            return;
        }
    }
    if !is_capital(token) {
        return;
    }
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let told_already = before.is_some_and(|before| before.joined && is_capital(before));
    match tokens.get(at + 1) {
        Some(next) if token.joined && is_capital(next) => {
            add(
                findings,
                Sign::LooksLikeName,
                Weight::Warn,
                token.from,
                next.to,
            );
        }
        _ if told_already => {}
        _ if !token.begins => add(findings, Sign::Capital, Weight::Warn, token.from, token.to),
        _ => {}
    }
}

/// "34 years old", "34-year-old", "âgée de 34 ans", "34 ans": a band would do.
fn age(tokens: &[Token<'_>], findings: &mut Vec<Finding>) {
    let [first, rest @ ..] = tokens else { return };
    let is_age = |text: &str| text.parse::<u8>().is_ok_and(|age| age < 120);
    let hyphened = first.folded.split_once('-').is_some_and(|(age, words)| {
        is_age(age) && (words.starts_with("year") || words.starts_with("an"))
    });
    let next = rest.first();
    let spaced = is_age(&first.folded)
        && next.is_some_and(|next| {
            matches!(
                next.folded.as_str(),
                "years" | "year" | "ans" | "an" | "yo" | "y/o" | "yrs"
            )
        });
    if hyphened {
        add(findings, Sign::ExactAge, Weight::Warn, first.from, first.to);
    } else if spaced && let Some(next) = next {
        add(findings, Sign::ExactAge, Weight::Warn, first.from, next.to);
    }
}

#[cfg(test)]
mod tests;
