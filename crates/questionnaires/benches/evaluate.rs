//! How long one evaluation takes: `cargo bench -p questionnaires`. The aim: 200 items in under 50 µs.

#![expect(clippy::print_stdout, reason = "a benchmark prints its result")]

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

use questionnaires::{Answer, Compiled, Known, Library, Response};

const ROUNDS: usize = 20_000;

fn main() {
    let text = large();
    let (library, faults) = Library::read(
        [("large.toml", text.as_bytes())],
        &Known::default(),
        jiff::civil::date(2026, 11, 25),
    );
    for fault in &faults {
        println!("{fault}");
    }
    if let Some(instrument) = library.latest("large") {
        measure("200 items, all answered", instrument);
    }
    let shipped = Library::shipped();
    for instrument in shipped.all() {
        measure(&instrument.questionnaire().id, instrument);
    }
}

/// The median and the 99th percentile over many evaluations of one full response.
fn measure(name: &str, instrument: &Compiled) {
    let questionnaire = instrument.questionnaire();
    let mut response = Response::to(questionnaire);
    for (at, item) in questionnaire.items().into_iter().enumerate() {
        let options = questionnaire.options(item);
        if !options.is_empty() {
            let option = &options[at % options.len()];
            response.give(&item.link_id, Answer::code(option.code.as_str()));
        }
    }
    let mut times = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let evaluation = instrument.evaluate(black_box(&response));
        times.push(start.elapsed());
        drop(black_box(evaluation));
    }
    times.sort_unstable();
    println!(
        "{name}: median {:?}, 99th percentile {:?}",
        times[ROUNDS / 2],
        times[ROUNDS * 99 / 100]
    );
}

/// 200 questions in six dimensions, every fourth asked only after the one before it, two lenses, two
/// scores.
fn large() -> String {
    let mut text = String::from(
        r#"id = "large"
version = "1"
status = "active"
title = { en = "L", fr = "L" }
description = { en = "L", fr = "L" }
[provenance]
standing = "ours"
licence = { en = "L", fr = "L" }
wording = { en = "L", fr = "L" }
checkedOn = "2026-11-01"
reviewBy = "2027-11-01"
source = [{ title = { en = "L", fr = "L" } }]
[[valueSet]]
id = "sign"
option = [
  { code = "present", text = { en = "Y", fr = "O" }, means = "present", weight = 1 },
  { code = "absent", text = { en = "N", fr = "N" }, means = "absent", weight = 0 },
  { code = "not-known", text = { en = "?", fr = "?" }, means = "not-known" },
]
[[rule]]
id = "r"
name = { en = "R", fr = "R" }
strengths = ["strong", "weak"]
any = [
  { all = [{ of = ["strong"], atLeast = 2 }] },
  { all = [{ of = ["strong"], atLeast = 1 }, { of = ["weak"], atLeast = 3 }] },
]
[[action]]
id = "act"
text = { en = "A", fr = "A" }
"#,
    );
    let mut add = |part: std::fmt::Arguments<'_>| {
        // Writing to a text cannot fail.
        let _ = text.write_fmt(part);
    };
    for dimension in 0..6 {
        add(format_args!(
            "[[dimension]]\nid = \"d{dimension}\"\nname = {{ en = \"D\", fr = \"D\" }}\nrule = \"r\"\n"
        ));
    }
    for score in ["g0", "g1"] {
        add(format_args!(
            "[[score]]\nid = \"{score}\"\nname = {{ en = \"S\", fr = \"S\" }}\nmethod = \"sum\"\nitems = [\"{score}\"]\nband = [{{ min = 0.0, max = 100.0, name = {{ en = \"B\", fr = \"B\" }}, action = [\"act\"] }}]\n"
        ));
    }
    for lens in ["one", "two"] {
        add(format_args!(
            "[[lens]]\nid = \"{lens}\"\nname = {{ en = \"L\", fr = \"L\" }}\ndescription = {{ en = \"L\", fr = \"L\" }}\n"
        ));
        for element in 0..8 {
            let (a, b, c) = (element * 20, element * 20 + 5, element * 20 + 9);
            add(format_args!(
                "[[lens.element]]\nid = \"e{element}\"\nname = {{ en = \"E\", fr = \"E\" }}\nwhen = {{ any = [\"q{a}\", {{ all = [\"q{b}\", \"q{c}\"] }}, {{ dimension = \"d{}\" }}] }}\n",
                element % 6
            ));
        }
    }
    for group in 0..2 {
        add(format_args!(
            "[[item]]\nlinkId = \"g{group}\"\ntype = \"group\"\ntext = {{ en = \"G\", fr = \"G\" }}\n"
        ));
        for at in group * 100..(group + 1) * 100 {
            let strength = if at % 7 == 0 { "strong" } else { "weak" };
            add(format_args!(
                "[[item.item]]\nlinkId = \"q{at}\"\ntype = \"choice\"\ntext = {{ en = \"Q\", fr = \"Q\" }}\nanswerValueSet = \"sign\"\ndimension = \"d{}\"\nstrength = \"{strength}\"\n",
                at % 6
            ));
            if at % 4 == 3 {
                add(format_args!(
                    "enableWhen = [{{ question = \"q{}\", operator = \"=\", answer = \"present\" }}]\n",
                    at - 1
                ));
            }
        }
    }
    text
}
