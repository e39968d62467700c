//! Telephone numbers as exports write them.

use kernel::{Lang, Text};

use super::fault::FaultKind;
use super::row::{Field, Row};
use super::{profile, words};
use crate::phone::{Phone, PhoneKind, PhoneNumber};
use crate::text;

/// Reads the numbers of a phone row; each that cannot be read is a fault.
pub(super) fn read(row: &Row, lang: Lang) -> (Vec<Phone>, Vec<FaultKind>) {
    let mut faults = Vec::new();
    let Some(written) = row.get(Field::Number) else {
        return (Vec::new(), vec![FaultKind::BlankPhone]);
    };
    if row.yes(Field::Private) {
        return (Vec::new(), vec![FaultKind::PrivatePhone]);
    }
    let said = [Field::Description, Field::Department, Field::Name]
        .into_iter()
        .find_map(|field| row.get(field))
        .map(|said| words::line(said).text)
        .unwrap_or_default();
    let mut phones: Vec<Phone> = Vec::new();
    for part in written
        .split([';', '/', '|', '\n'])
        .flat_map(|part| part.split(" or "))
    {
        if part.trim().is_empty() {
            continue;
        }
        let Some((number, mut extension, label)) = number(part) else {
            faults.push(FaultKind::BadPhone);
            continue;
        };
        if let Some(digits) = row.get(Field::Extension)
            && extension.is_none()
        {
            let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
            extension = (!digits.is_empty() && digits.len() <= 8).then_some(digits);
        }
        let kind = kind(&[row.get(Field::Type).unwrap_or_default(), &label, &said]);
        let words = if said.is_empty() { label } else { said.clone() };
        phones.push(Phone {
            number,
            kind,
            keyword: None,
            extension,
            label: match lang {
                Lang::En => Text::new(words, ""),
                Lang::Fr => Text::new("", words),
            },
            hours: None,
            languages: Vec::new(),
        });
    }
    profile::put_on_phones(&mut phones, row, lang, &mut faults);
    if phones.is_empty() && faults.is_empty() {
        faults.push(FaultKind::BadPhone);
    }
    (phones, faults)
}

/// A number, its extension and the word before it: `main: 954-555-0100 x 12`, `1-800-FLOWERS`.
fn number(written: &str) -> Option<(PhoneNumber, Option<String>, String)> {
    let mut rest = written.trim().trim_matches(['"', '\'']).trim();
    let mut label = "";
    if let Some((before, after)) = rest.split_once(':')
        && before
            .chars()
            .all(|one| one.is_alphabetic() || one.is_whitespace() || one == '-')
    {
        label = before.trim();
        rest = after.trim();
    }
    if let Some(uri) = rest.strip_prefix("tel:") {
        rest = uri;
    }
    let folded = text::fold(rest);
    let mut extension = None;
    let mut main = rest;
    if folded.len() == rest.len() {
        for mark in ["extension", "ext.", "ext", "poste", "x", "#"] {
            if let Some(at) = folded.find(mark)
                && folded[..at].bytes().filter(u8::is_ascii_digit).count() >= 7
            {
                let behind = folded[at + mark.len()..].trim_matches([' ', '.', ':', '#', ')']);
                if !behind.is_empty()
                    && behind.len() <= 8
                    && behind.bytes().all(|one| one.is_ascii_digit())
                {
                    extension = Some(behind.to_owned());
                    main = rest[..at].trim_end_matches([' ', ',', '(']);
                    break;
                }
            }
        }
    }
    let number = main
        .parse()
        .or_else(|_| letters_dialled(main).parse())
        .ok()?;
    Some((number, extension, label.to_owned()))
}

/// Letters as the keypad has them, for numbers such as 1-800-FLOWERS; letters beyond the tenth digit
/// are for remembering only.
fn letters_dialled(written: &str) -> String {
    let digits = written.bytes().filter(u8::is_ascii_digit).count();
    if !(1..=7).contains(&digits) {
        return String::new();
    }
    let dialled: String = written
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| match letter.to_ascii_lowercase() {
            'a'..='c' => '2',
            'd'..='f' => '3',
            'g'..='i' => '4',
            'j'..='l' => '5',
            'm'..='o' => '6',
            'p'..='s' => '7',
            't'..='v' => '8',
            'w'..='z' => '9',
            digit => digit,
        })
        .collect();
    let most = if dialled.starts_with('1') { 11 } else { 10 };
    if dialled.len() < most {
        return String::new();
    }
    dialled[..most].to_owned()
}

fn kind(said: &[&str]) -> PhoneKind {
    let said = text::fold(&said.join(" "));
    let has = |word: &str| text::words(&said).any(|one| one == word);
    if ["tty", "tdd", "ats", "textphone"].into_iter().any(has) {
        PhoneKind::Tty
    } else if ["fax", "telecopieur"].into_iter().any(has) {
        PhoneKind::Fax
    } else if ["sms", "text", "texto"].into_iter().any(has) {
        PhoneKind::Sms
    } else {
        PhoneKind::Voice
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Table;

    #[test]
    fn numbers_in_many_forms() {
        for (written, digits, extension) in [
            ("(312) 555-0100", "3125550100", None),
            ("312-555-0100 x 715", "3125550100", Some("715")),
            ("312.555.0100 ext. 12", "3125550100", Some("12")),
            ("514 555-0100 poste 3", "5145550100", Some("3")),
            ("main: 954-555-0100", "9545550100", None),
            ("1-800-FLOWERS", "8003569377", None),
            ("\"+1 604 555 0100\"", "6045550100", None),
            ("tel:+16045550100", "6045550100", None),
            ("211", "211", None),
        ] {
            let (number, found, _) = number(written).expect(written);
            assert_eq!(
                (number.digits(), found.as_deref()),
                (digits, extension),
                "{written}"
            );
        }
        for written in ["", "call us", "+44 1234 234567", "555-0100", "12"] {
            assert!(number(written).is_none(), "{written}");
        }
    }

    #[test]
    fn several_in_one_cell() {
        let mut row = Row::new(Table::Phone, 0);
        row.put(
            Field::Number,
            "604-555-0100 / 604-555-0101; fax: 604-555-0102; none yet",
        );
        let (phones, faults) = read(&row, Lang::En);
        assert_eq!(phones.len(), 3);
        assert_eq!(phones[2].kind, PhoneKind::Fax);
        assert_eq!(faults, [FaultKind::BadPhone]);
        row.put(Field::Private, "yes");
        assert_eq!(read(&row, Lang::En).1, [FaultKind::PrivatePhone]);
    }
}
