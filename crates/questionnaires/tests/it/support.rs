//! What the tests share: a small instrument, chance, and short words.

use std::sync::LazyLock;

use jiff::civil::{Date, date};
use questionnaires::{Compiled, Fault, Known, Library};

/// What ships, read once for all tests.
pub(crate) static SHIPPED: LazyLock<Library> = LazyLock::new(Library::shipped);

/// The day of the tests.
pub(crate) fn today() -> Date {
    date(2026, 11, 25)
}

/// One instrument alone in a library.
pub(crate) fn library(text: &str) -> Library {
    let (library, faults) = read(text);
    let errors: Vec<&Fault> = faults.iter().filter(|fault| fault.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    library
}

pub(crate) fn read(text: &str) -> (Library, Vec<Fault>) {
    Library::read(
        [("folder/small.toml", text.as_bytes())],
        &Known::default(),
        today(),
    )
}

pub(crate) fn small(library: &Library) -> &Compiled {
    library.latest("small").expect("the small instrument")
}

/// An instrument with a bit of everything. Lines matter to the tests of faults: change with care.
pub(crate) const SMALL: &str = r#"id = "small"
version = "1.0"
status = "active"
title = { en = "Small", fr = "Petit" }
description = { en = "A small one.", fr = "Un petit." }

[provenance]
standing = "ours"
licence = { en = "CC BY 4.0", fr = "CC BY 4.0" }
wording = { en = "Ours.", fr = "De nous." }
checkedOn = "2026-11-01"
reviewBy = "2027-11-01"
source = [{ title = { en = "Nothing", fr = "Rien" } }]

[[valueSet]]
id = "sign"
option = [
  { code = "present", text = { en = "Yes", fr = "Oui" }, means = "present" },
  { code = "absent", text = { en = "No", fr = "Non" }, means = "absent" },
  { code = "not-known", text = { en = "?", fr = "?" }, means = "not-known" },
]

[[valueSet]]
id = "rating"
option = [
  { code = "low", text = { en = "Low", fr = "Bas" }, weight = 0 },
  { code = "high", text = { en = "High", fr = "Haut" }, weight = 2 },
  { code = "skip", text = { en = "n/a", fr = "s. o." }, means = "not-applicable" },
  { code = "unsure", text = { en = "?", fr = "?" }, means = "not-known" },
]

[[rule]]
id = "two"
name = { en = "Two of them", fr = "Deux d'entre eux" }
strengths = ["strong", "weak"]
any = [{ all = [{ of = ["strong"], atLeast = 1 }, { of = ["weak"], atLeast = 1 }] }]

[[dimension]]
id = "d"
name = { en = "D", fr = "D" }
rule = "two"

[[score]]
id = "sum"
name = { en = "Sum", fr = "Somme" }
method = "sum"
items = ["r1", "r2"]
band = [
  { min = 0.0, max = 1.0, name = { en = "Low", fr = "Bas" }, action = ["act"] },
  { min = 2.0, max = 4.0, name = { en = "High", fr = "Haut" }, action = ["act"] },
]

[[score]]
id = "mean"
name = { en = "Mean", fr = "Moyenne" }
method = "mean"
items = ["ratings"]
band = [
  { min = 0.0, max = 1.0, name = { en = "Low", fr = "Bas" }, action = ["act"] },
  { min = 1.0, max = 2.0, name = { en = "High", fr = "Haut" }, action = ["act"] },
]

[[contradiction]]
id = "both"
text = { en = "Both cannot be.", fr = "Les deux ne se peuvent pas." }
when = { all = ["s", { not = "w" }] }

[[action]]
id = "act"
text = { en = "Do it.", fr = "Faites-le." }

[[item]]
linkId = "signs"
type = "group"
text = { en = "Signs", fr = "Signes" }

[[item.item]]
linkId = "s"
type = "choice"
text = { en = "S", fr = "S" }
answerValueSet = "sign"
dimension = "d"
strength = "strong"
required = true

[[item.item]]
linkId = "w"
type = "choice"
text = { en = "W", fr = "W" }
answerValueSet = "sign"
dimension = "d"
strength = "weak"

[[item.item]]
linkId = "why"
type = "text"
maxLength = 20
text = { en = "Why", fr = "Pourquoi" }
enableWhen = [{ question = "s", operator = "=", answer = "present" }]

[[item]]
linkId = "ratings"
type = "group"
text = { en = "Ratings", fr = "Notes" }

[[item.item]]
linkId = "r1"
type = "choice"
text = { en = "R1", fr = "R1" }
answerValueSet = "rating"

[[item.item]]
linkId = "r2"
type = "choice"
text = { en = "R2", fr = "R2" }
answerValueSet = "rating"

[[item]]
linkId = "facts"
type = "group"
text = { en = "Facts", fr = "Faits" }

[[item.item]]
linkId = "n"
type = "integer"
minValue = 0
maxValue = 10
text = { en = "How many", fr = "Combien" }

[[item.item]]
linkId = "day"
type = "date"
text = { en = "When", fr = "Quand" }
enableWhen = [{ question = "n", operator = ">=", answer = 3 }]

[[item.item]]
linkId = "yes"
type = "boolean"
text = { en = "Yes?", fr = "Oui?" }

[[item.item]]
linkId = "many"
type = "choice"
repeats = true
text = { en = "Which", fr = "Lesquels" }
answerOption = [
  { code = "a", text = { en = "A", fr = "A" } },
  { code = "b", text = { en = "B", fr = "B" } },
  { code = "none", text = { en = "None", fr = "Aucun" }, means = "absent", exclusive = true },
]
"#;

/// Chance that is the same every time (xorshift64*).
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let drawn = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(drawn).expect("31 bits") % limit
    }
}
