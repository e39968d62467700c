//! What becomes of a service in a source: what is left out, mistyped, shortened, moved, swapped.

use directory::duplicates::Record;
use directory::geography::Province;
use kernel::Text;
use uuid::Uuid;

use super::super::chance::Chance;
use super::{Real, Street, description, phone, spoken, street};

/// Kinds of streets: English, French, and how each is shortened.
const STREET_KINDS: [[&str; 4]; 5] = [
    ["Street", "St", "rue", "rue"],
    ["Avenue", "Ave", "avenue", "av."],
    ["Road", "Rd", "chemin", "ch."],
    ["Boulevard", "Blvd", "boulevard", "boul."],
    ["Drive", "Dr", "promenade", "prom."],
];

/// What people shorten, in either language.
const SHORTER: &[(&str, &str)] = &[
    ("Centre", "Ctr"),
    ("Association", "Assoc."),
    ("Society", "Soc."),
    ("Société", "Soc."),
    ("Foundation", "Fdn"),
    ("Services", "Svcs"),
    ("services", "serv."),
    ("Community", "Comm."),
    ("Family", "Fam."),
    ("Saint", "St."),
    ("Saint-", "St-"),
    ("Information", "Info"),
    ("information", "info"),
    ("Program", "Prgm"),
    ("programme", "prog."),
    ("and", "&"),
    ("Emergency", "Emerg."),
    ("Department", "Dept."),
    ("communautaires", "comm."),
];

const LEGAL_FORMS: [&str; 5] = [" Inc.", " Ltd.", " Inc", " (OBNL)", ", Inc."];

/// The account of the source that knew it first: true, but not whole.
pub(super) fn first_account(chance: &mut Chance, real: &Real) -> Record {
    let mut record = Record {
        id: Uuid::nil(),
        organization: real.organization.clone(),
        name: real.name.clone(),
        description: description(real, 0),
        phones: real
            .phones
            .iter()
            .map(|number| written(chance, number))
            .collect(),
        website: page(chance, &real.host, &real.path),
        email: real.email.clone(),
        address: address(chance, &real.street, real.town.province),
        city: town(chance, real),
        province: Some(real.town.province),
        postal_code: postal_code(&real.street, &real.town.name.en, real.town.province),
        languages: spoken::told(chance, real),
    };
    if chance.percent(12) {
        record.address.clear();
        record.postal_code.clear();
    }
    if chance.percent(10) {
        record.postal_code.clear();
    }
    if chance.percent(10) {
        record.description = Text::default();
    }
    if chance.percent(15) {
        one_language(chance, &mut record, real.town.province);
    }
    record
}

/// Another source's account of the same service.
pub(super) fn other_account(chance: &mut Chance, real: &Real) -> Record {
    let mut told = real.clone();
    if chance.percent(15) {
        // The telephone moved.
        told.phones = vec![phone(chance, &real.town)];
    }
    if chance.percent(8) {
        // The office moved, within the town.
        told.street = street(chance);
    }
    if chance.percent(10) && !told.host.is_empty() {
        told.host = format!(
            "{}{}.example",
            &told.host[..told.host.len() / 2],
            chance.below(900)
        );
    }
    if chance.percent(2) {
        // It goes by its kind alone there: "French classes" for "French classes of Lethbridge".
        told.name = Text::new(real.service.0, real.service.1);
    }
    let mut record = first_account(chance, &told);
    record.description = match chance.below(20) {
        0..5 => Text::default(),
        5..12 => description(real, 1 + chance.bits() % 1_000),
        12..16 => Text::new(
            first_half(&description(real, 0).en),
            first_half(&description(real, 0).fr),
        ),
        _ => record.description,
    };
    for name in [&mut record.organization, &mut record.name] {
        for side in [&mut name.en, &mut name.fr] {
            rewrite(chance, side);
        }
    }
    if chance.percent(5) {
        let initials = |name: &str| {
            let words = name.split([' ', '-', '\'']);
            let letters = words
                .filter(|word| word.len() > 3)
                .filter_map(|word| word.chars().next());
            letters.collect::<String>().to_uppercase()
        };
        let short = initials(&record.organization.en);
        if short.len() > 2 {
            record.organization.en = short;
        }
    }
    if chance.percent(8) && !record.organization.en.is_empty() && !record.name.en.is_empty() {
        record.name.en = format!("{} - {}", record.organization.en, record.name.en);
        record.name.fr = format!("{} - {}", record.organization.fr, record.name.fr);
    }
    if chance.percent(8)
        && let Some(number) = record.phones.first_mut()
    {
        *number = wrong_digit(chance, number);
    }
    if chance.percent(12) {
        record.phones.clear();
    }
    if chance.percent(15) {
        let more = phone(chance, &real.town);
        record.phones.push(written(chance, &more));
    }
    if chance.percent(15) {
        record.website.clear();
    }
    match chance.below(10) {
        0..3 => record.email.clear(),
        3 if !record.email.is_empty() => record.email = format!("contact.{}", record.email),
        _ => {}
    }
    if chance.percent(12) {
        record.address.clear();
    }
    spoken::told_again(chance, &mut record.languages);
    if chance.percent(15) {
        // Languages in each other's column.
        for text in [
            &mut record.organization,
            &mut record.name,
            &mut record.description,
        ] {
            std::mem::swap(&mut text.en, &mut text.fr);
        }
    }
    record
}

/// A name as another hand writes it.
fn rewrite(chance: &mut Chance, name: &mut String) {
    if chance.percent(25) {
        let (long, short) = *chance.pick(SHORTER);
        *name = name.replace(long, short);
        // Whoever shortens shortens more than one word.
        for &(long, short) in &SHORTER[..6] {
            if chance.percent(50) {
                *name = name.replace(long, short);
            }
        }
    }
    if chance.percent(22) {
        mistype(chance, name);
        if chance.percent(20) {
            mistype(chance, name);
        }
    }
    if chance.percent(10) {
        name.push_str(chance.pick::<&str>(&LEGAL_FORMS));
    }
    if chance.percent(6) {
        *name = format!("The {name}");
    }
    if chance.percent(8) {
        let words: Vec<&str> = name.split(' ').collect();
        if words.len() > 3 {
            let without = chance.below(words.len());
            let kept = words.iter().enumerate().filter(|&(at, _)| at != without);
            *name = kept.map(|(_, word)| *word).collect::<Vec<_>>().join(" ");
        }
    }
    match chance.below(12) {
        0 => *name = name.to_uppercase(),
        1 => *name = directory::text::fold(name),
        _ => {}
    }
}

/// One mistake: two letters swapped, one missing, one doubled, one wrong.
fn mistype(chance: &mut Chance, name: &mut String) {
    let mut letters: Vec<char> = name.chars().collect();
    if letters.len() < 5 {
        return;
    }
    let at = 1 + chance.below(letters.len() - 2);
    match chance.below(4) {
        0 => letters.swap(at, at + 1),
        1 => {
            letters.remove(at);
        }
        2 => letters.insert(at, letters[at]),
        _ => letters[at] = char::from(b'a' + chance.below(26) as u8),
    }
    *name = letters.into_iter().collect();
}

fn one_language(chance: &mut Chance, record: &mut Record, province: Province) {
    let french = chance.percent(if province == Province::QC { 85 } else { 15 });
    for text in [
        &mut record.organization,
        &mut record.name,
        &mut record.description,
    ] {
        if french {
            text.en.clear();
        } else {
            text.fr.clear();
        }
    }
}

fn wrong_digit(chance: &mut Chance, number: &str) -> String {
    let mut letters: Vec<char> = number.chars().collect();
    let digits: Vec<usize> = (0..letters.len())
        .filter(|&at| letters[at].is_ascii_digit())
        .collect();
    let at = digits.len() - 1 - chance.below(6.min(digits.len()));
    if chance.percent(50) && at > 0 {
        letters.swap(digits[at], digits[at - 1]);
    } else {
        letters[digits[at]] = char::from(b'0' + chance.below(10) as u8);
    }
    letters.into_iter().collect()
}

/// A number as people write it.
fn written(chance: &mut Chance, number: &str) -> String {
    let (area, exchange, line) = (&number[..3], &number[3..6], &number[6..]);
    match chance.below(5) {
        0 => format!("({area}) {exchange}-{line}"),
        1 => format!("{area}.{exchange}.{line}"),
        2 => format!("1-{area}-{exchange}-{line}"),
        3 => number.to_owned(),
        _ => format!("{area}-{exchange}-{line}"),
    }
}

fn page(chance: &mut Chance, host: &str, path: &str) -> String {
    if host.is_empty() {
        return String::new();
    }
    let scheme = *chance.pick(&["https://www.", "https://", "http://www.", "www.", ""]);
    let path = if chance.percent(70) { path } else { "" };
    let end = if chance.percent(50) { "/" } else { "" };
    if path.is_empty() {
        format!("{scheme}{host}{end}")
    } else {
        format!("{scheme}{host}/{path}{end}")
    }
}

fn town(chance: &mut Chance, real: &Real) -> String {
    let name = if chance.percent(75) {
        &real.town.name.en
    } else {
        &real.town.name.fr
    };
    match chance.below(10) {
        0 => name.to_uppercase(),
        1 => directory::text::fold(name),
        _ => name.clone(),
    }
}

fn address(chance: &mut Chance, street: &Street, province: Province) -> String {
    let french = province == Province::QC && chance.percent(80);
    let short = usize::from(chance.percent(50));
    let kind = STREET_KINDS[street.kind];
    let line = if french {
        format!("{}, {} {}", street.number, kind[2 + short], street.name)
    } else {
        format!("{} {} {}", street.number, street.name, kind[short])
    };
    match street.unit {
        Some(unit) if chance.percent(40) => match chance.below(3) {
            0 => format!("{unit}-{line}"),
            1 => format!("{line}, Unit {unit}"),
            _ => format!("{line}, bureau {unit}"),
        },
        _ => line,
    }
}

/// The same for the same street of the same town.
fn postal_code(street: &Street, town: &str, province: Province) -> String {
    let first = match province {
        Province::AB => 'T',
        Province::BC => 'V',
        Province::MB => 'R',
        Province::NB => 'E',
        Province::NL => 'A',
        Province::NS => 'B',
        Province::NT | Province::NU => 'X',
        Province::ON => 'M',
        Province::PE => 'C',
        Province::QC => 'H',
        Province::SK => 'S',
        Province::YT => 'Y',
    };
    let sum = |text: &str| {
        text.bytes()
            .fold(7_usize, |sum, byte| sum * 31 % 99_991 + usize::from(byte))
    };
    let (area, walk) = (
        sum(town) + sum(&street.name) % 7,
        sum(&street.name) + street.number / 100,
    );
    let letter = |number: usize| char::from(b"ABCEGHJKLMNPRSTVWXYZ"[number % 20]);
    format!(
        "{first}{}{} {}{}{}",
        area % 10,
        letter(area / 10),
        walk % 10,
        letter(walk / 10),
        walk / 3 % 10
    )
}

fn first_half(text: &str) -> String {
    let middle = text.len() / 2;
    let end = (middle..=text.len()).find(|&at| text.is_char_boundary(at));
    text[..end.unwrap_or(text.len())].to_owned()
}
