//! Two records beside each other: a grade for each field, and for fields that mean more together.

use super::features::{Features, Prepared};
use super::languages::Common;
use super::names::{Left, Likeness, Name};

/// Fields that are graded: nine that a person would name, and six that say what two of them mean
/// together. Two services of one agency share its telephone, house and site, and nothing but what
/// they do tells them apart; adding the fields up would count one fact four times.
pub const FIELDS: usize = 15;
/// Grades of a field, at most.
pub const LEVELS: usize = 20;

/// A grade for each field, below [`LEVELS`]. 0 is "not known" in the first nine.
pub type Grades = [u8; FIELDS];

pub(super) const ORGANIZATION: usize = 0;
pub(super) const NAME: usize = 1;
pub(super) const PHONE: usize = 2;
pub(super) const WEBSITE: usize = 3;
pub(super) const EMAIL: usize = 4;
pub(super) const PLACE: usize = 5;
pub(super) const POSTAL_AREA: usize = 6;
pub(super) const DESCRIPTION: usize = 7;
pub(super) const LANGUAGES: usize = 8;
const NAME_AND_DESCRIPTION: usize = 9;
const ORGANIZATION_AND_CONTACT: usize = 10;
const NAME_AND_PLACE: usize = 11;
const CONTACT_AND_PLACE: usize = 12;
const NAME_AND_CONTACT: usize = 13;
const LANGUAGES_AND_PHONE: usize = 14;

/// Grades two records. Symmetric.
pub(super) fn grade(prepared: &Prepared, one: &Features, other: &Features) -> Grades {
    let mut grades = [0; FIELDS];
    let (organization, same_key) =
        either_language(prepared, &one.organization, &other.organization);
    let (name, _) = either_language(prepared, &one.name, &other.name);
    grades[ORGANIZATION] = organization_grade(prepared, organization, same_key);
    grades[NAME] = name_grade(name);
    grades[PHONE] = phone_grade(prepared, one, other);
    grades[WEBSITE] = website_grade(prepared, one, other);
    grades[EMAIL] = email_grade(one, other);
    grades[PLACE] = place_grade(one, other);
    grades[POSTAL_AREA] = match (one.postal_area, other.postal_area) {
        (0, _) | (_, 0) => 0,
        (left, right) => 1 + u8::from(left == right),
    };
    let text = one.shared_text(other);
    grades[DESCRIPTION] = text.map_or(0, |shared| 1 + steps(shared, &[0.15, 0.3, 0.5, 0.7, 0.9]));

    grades[LANGUAGES] = match one.languages.common(&other.languages) {
        Common::Unknown => 0,
        Common::NamedApart => 1,
        Common::None => 2,
        Common::Some => 3,
        Common::Within => 4,
        Common::Same => 5,
    };

    let who = coarsely(organization);
    let what = coarsely(name);
    let text = text.map_or(0, |shared| 1 + steps(shared, &[0.3, 0.7]));
    let contact = match (
        grades[PHONE] >= 3,
        grades[WEBSITE] >= 2 || grades[EMAIL] >= 2,
    ) {
        (false, false) => 0,
        (false, true) => 1,
        (true, false) => 2,
        (true, true) => 3,
    };
    let place = match grades[PLACE] {
        0 | 3 => 0,
        1 | 2 => 1,
        7 => 3,
        _ => 2,
    };
    grades[NAME_AND_DESCRIPTION] = what * 4 + text;
    grades[ORGANIZATION_AND_CONTACT] = who * 4 + contact;
    grades[NAME_AND_PLACE] = what * 4 + place;
    grades[CONTACT_AND_PLACE] = contact * 4 + place;
    grades[NAME_AND_CONTACT] = what * 4 + contact;
    // Another number alone may have moved; another number that answers in another language has not.
    let speaks = match grades[LANGUAGES] {
        0 => 0,
        1 | 2 => 1,
        3 | 4 => 2,
        _ => 3,
    };
    grades[LANGUAGES_AND_PHONE] = speaks * 4 + grades[PHONE].min(3);
    grades
}

/// How many of `bounds` lie at or below `value`.
fn steps(value: f32, bounds: &[f32]) -> u8 {
    bounds.iter().filter(|&&bound| value >= bound).count() as u8
}

/// How two names compare, and in which languages.
#[derive(Debug, Clone, Copy)]
struct Names {
    likeness: Likeness,
    /// One is written in one language only, the other in the other only.
    apart: bool,
}

/// The likest of the two sides of a name: sources put a language in the other's column. Also the
/// name that both have, when they have one.
fn either_language(prepared: &Prepared, ones: &[Name; 2], others: &[Name; 2]) -> (Names, u64) {
    let of = |names: &[Name; 2]| {
        let named = |name: &Name| name.count > 0;
        [named(&names[0]), named(&names[1])]
    };
    let (ours, theirs) = (of(ones), of(others));
    let places = [(0, 0), (1, 1), (0, 1), (1, 0)];
    let there = move |&(one, other): &(usize, usize)| ours[one] && theirs[other];
    // Nothing is more alike than the same, and most pairs that meet have one organization.
    let same = places
        .into_iter()
        .filter(there)
        .find(|&(one, other)| ones[one].key == others[other].key);
    if let Some((one, _)) = same {
        let names = Names {
            likeness: Likeness::SAME,
            apart: false,
        };
        return (names, ones[one].key);
    }
    let languages_meet = |&(one, other): &(usize, usize)| match (ones[one].lang, others[other].lang)
    {
        (Some(left), Some(right)) => left == right,
        _ => true,
    };
    let meet = places.iter().filter(|&at| there(at)).any(languages_meet);
    let mut best = Likeness::UNKNOWN;
    // Where two names of one language can be compared, the other language's adds only chance.
    for (one, other) in places
        .into_iter()
        .filter(there)
        .filter(|at| !meet || languages_meet(at))
    {
        let likeness = prepared.names.compare(&ones[one], &others[other]);
        if !best.known || better(likeness, best) {
            best = likeness;
        }
    }
    let names = Names {
        likeness: best,
        apart: best.known && !meet,
    };
    (names, 0)
}

fn better(one: Likeness, other: Likeness) -> bool {
    (other.left, one.value) > (one.left, other.value)
}

fn organization_grade(prepared: &Prepared, names: Names, same: u64) -> u8 {
    let likeness = names.likeness;
    if !likeness.known {
        0
    } else if same != 0 {
        // "Salvation Army" in common is not what "Maison Lafrenière" in common is.
        match prepared.counts.organization(same) {
            0..=5 => 8,
            6..=40 => 7,
            _ => 6,
        }
    } else if names.apart && likeness.value < 0.7 {
        9 + steps(likeness.value, &[0.3])
    } else {
        1 + steps(likeness.value, &[0.2, 0.45, 0.7, 0.88])
    }
}

fn name_grade(names: Names) -> u8 {
    let likeness = names.likeness;
    if !likeness.known {
        return 0;
    }
    if likeness.value >= 1.0 {
        return 9;
    }
    if names.apart && likeness.value < 0.7 {
        return 10 + steps(likeness.value, &[0.2, 0.45]);
    }
    match (
        likeness.left,
        steps(likeness.value, &[0.2, 0.45, 0.7, 0.88]),
    ) {
        (Left::None, _) => 8,
        (_, 0) => 1,
        (Left::Both, 1) => 2,
        (Left::Both, 2) => 3,
        (Left::Both, 3) => 5,
        (Left::Both, _) => 7,
        (Left::One, 1) => 13,
        (Left::One, 2) => 4,
        (Left::One, 3) => 6,
        (Left::One, _) => 14,
    }
}

/// In five: not known, different, partly, the same but for mistakes, the same but for a word that one
/// leaves out.
fn coarsely(names: Names) -> u8 {
    let likeness = names.likeness;
    if !likeness.known || (names.apart && likeness.value < 0.7) {
        0
    } else if likeness.value < 0.45 {
        1
    } else {
        match likeness.left {
            Left::Both => 2,
            Left::None => 3,
            Left::One => 4,
        }
    }
}

/// A value that `count` records have, from common to rare.
fn rarity(count: u32) -> u8 {
    match count {
        0..=2 => 2,
        3..=8 => 1,
        _ => 0,
    }
}

fn phone_grade(prepared: &Prepared, one: &Features, other: &Features) -> u8 {
    let numbers = |record: &Features| record.phones.into_iter().filter(|&phone| phone != 0);
    if numbers(one).next().is_none() || numbers(other).next().is_none() {
        return 0;
    }
    let shared = numbers(one)
        .filter(|phone| other.phones.contains(phone))
        .map(|phone| prepared.counts.phone(phone))
        .min();
    if let Some(count) = shared {
        return 3 + rarity(count);
    }
    let near = numbers(one).any(|left| numbers(other).any(|right| one_digit_off(left, right)));
    1 + u8::from(near)
}

/// Two numbers differ in one digit, or in two neighbours that changed places.
fn one_digit_off(one: u64, other: u64) -> bool {
    if one.max(other) < 1_000_000 {
        return false;
    }
    let (mut one, mut other) = (one, other);
    let mut different = [(0_u64, 0_u64); 3];
    let (mut count, mut first, mut last) = (0, 0, 0);
    for place in 0..15 {
        let digits = (one % 10, other % 10);
        if digits.0 != digits.1 {
            if count == 2 {
                return false;
            }
            different[count] = digits;
            if count == 0 {
                first = place;
            }
            last = place;
            count += 1;
        }
        one /= 10;
        other /= 10;
    }
    count == 1
        || (count == 2
            && last == first + 1
            && different[0].0 == different[1].1
            && different[0].1 == different[1].0)
}

fn website_grade(prepared: &Prepared, one: &Features, other: &Features) -> u8 {
    let (left, right) = (one.page, other.page);
    if left.0 == 0 || right.0 == 0 {
        0
    } else if left.0 != right.0 {
        1
    } else if left.1 != 0 && right.1 != 0 {
        if left.1 == right.1 { 5 } else { 6 }
    } else {
        2 + rarity(prepared.counts.host(left.0))
    }
}

fn email_grade(one: &Features, other: &Features) -> u8 {
    let (left, right) = (one.mailbox, other.mailbox);
    if left.0 == 0 || right.0 == 0 {
        0
    } else if left.0 == right.0 {
        3
    } else if left.1 != 0 && left.1 == right.1 {
        2
    } else {
        1
    }
}

fn place_grade(one: &Features, other: &Features) -> u8 {
    let towns_known = one.town != 0 && other.town != 0;
    let provinces = one.province.zip(other.province);
    if provinces.is_some_and(|(left, right)| left != right) {
        return 1;
    }
    if towns_known && one.town != other.town {
        return 2;
    }
    let (left, right) = (one.house, other.house);
    if left.is_known() && right.is_known() {
        let number = left.number != 0 && left.number == right.number;
        return match (number, left.shares_street(&right)) {
            (true, true) => 7,
            (true, false) => 6,
            (false, true) => 5,
            (false, false) => 4,
        };
    }
    if towns_known { 3 } else { 0 }
}
