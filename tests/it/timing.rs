//! How long answers take, and whether that tells of what is hidden.
//!
//! A measurement, not a test that runs with the others: it wants a quiet machine.
//!
//! ```sh
//! cargo test --release -p journeys --test it -- --ignored --nocapture timing
//! ```
//!
//! Four houses answer in turn, in an order that changes each round, through the router without a socket,
//! so that no network hides a difference: two that keep one secret, two that keep another. What two
//! houses with the *same* secret differ by is noise (where their memory lies, what the processor was
//! doing). A difference counts when its bootstrap interval (99 %) leaves zero out and Mann and Whitney's
//! z is larger by 4 than that of either pair of equals. In the same way, in one house, what is not
//! public is compared with what does not exist.

use std::fmt::Write as _;
use std::time::Instant;

use directory::content::Content;
use directory::hsds::service_at_location_id;
use journeys::{TestHouse, encode};
use kernel::Lang;
use uuid::Uuid;
use web::routes::Route;

use crate::confidential::{ONE, OTHER, chosen, planted};

/// Rounds of each question.
const ROUNDS: usize = 400;
/// Samples that a bootstrap interval is made of.
const RESAMPLED: usize = 800;

/// A chance that is the same in each run (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }

    fn shuffle(&mut self, order: &mut [usize]) {
        for at in (1..order.len()).rev() {
            order.swap(at, self.below(at + 1));
        }
    }
}

fn median(values: &mut [f64]) -> f64 {
    let middle = values.len() / 2;
    *values.select_nth_unstable_by(middle, f64::total_cmp).1
}

/// The difference of two medians in microseconds, and the interval that holds it.
struct Difference {
    median: f64,
    low: f64,
    high: f64,
    /// Mann and Whitney's z.
    z: f64,
}

impl Difference {
    fn between(one: &[f64], other: &[f64], dice: &mut Dice) -> Self {
        let mut again = |from: &[f64]| -> f64 {
            let mut drawn: Vec<f64> = (0..from.len())
                .map(|_| from[dice.below(from.len())])
                .collect();
            median(&mut drawn)
        };
        let mut resampled: Vec<f64> = (0..RESAMPLED).map(|_| again(one) - again(other)).collect();
        resampled.sort_by(f64::total_cmp);
        Self {
            median: median(&mut one.to_vec()) - median(&mut other.to_vec()),
            low: resampled[RESAMPLED / 200],
            high: resampled[RESAMPLED - 1 - RESAMPLED / 200],
            z: mann_whitney(one, other),
        }
    }

    /// How far from nothing it may be.
    fn noise(&self) -> f64 {
        self.low.abs().max(self.high.abs())
    }

    /// Surer than what two equal houses differ by, whether or not it is larger: enough questions would
    /// make anything that is sure large.
    fn is_above(&self, controls: &[Self; 2]) -> bool {
        let by_chance = controls[0].z.abs().max(controls[1].z.abs());
        self.low * self.high > 0.0 && self.z.abs() > 4.0 + by_chance
    }
}

/// By the normal approximation; times in nanoseconds hardly ever tie.
fn mann_whitney(one: &[f64], other: &[f64]) -> f64 {
    let mut all: Vec<(f64, bool)> = one.iter().map(|time| (*time, true)).collect();
    all.extend(other.iter().map(|time| (*time, false)));
    all.sort_by(|left, right| left.0.total_cmp(&right.0));
    let ranks = all.iter().enumerate().filter(|(_, (_, of_one))| *of_one);
    let sum: f64 = ranks.map(|(at, _)| at as f64 + 1.0).sum();
    let (n, m) = (one.len() as f64, other.len() as f64);
    let u = sum - n * (n + 1.0) / 2.0;
    (u - n * m / 2.0) / (n * m * (n + m + 1.0) / 12.0).sqrt()
}

/// A question: an address, and a form when it is one.
type Question = (String, Option<String>);
/// The question about a record.
type Address = fn(Uuid) -> Question;

async fn time(house: &TestHouse, (path, form): &Question) -> f64 {
    let method = if form.is_some() { "POST" } else { "GET" };
    let body = axum::body::Body::from(form.clone().unwrap_or_default());
    let begun = Instant::now();
    let answer = house
        .send(method.parse().expect("a method"), path, body)
        .await;
    let spent = begun.elapsed();
    std::hint::black_box(answer.text.len());
    spent.as_secs_f64() * 1e6
}

/// Asks every pair in turn and returns the times of each.
async fn ask(all: &[(&TestHouse, &Question)], dice: &mut Dice) -> Vec<Vec<f64>> {
    let mut times = vec![Vec::with_capacity(ROUNDS); all.len()];
    let mut order: Vec<usize> = (0..all.len()).collect();
    for round in 0..ROUNDS + 20 {
        dice.shuffle(&mut order);
        for &at in &order {
            let (house, question) = all[at];
            let spent = time(house, question).await;
            // The first rounds warm up.
            if round >= 20 {
                times[at].push(spent);
            }
        }
    }
    times
}

/// Adds a line to the table; whether the difference counts.
fn tell(table: &mut String, what: &str, times: &[Vec<f64>], dice: &mut Dice) -> bool {
    let [a, b, c, d] = times else {
        panic!("four are compared");
    };
    let controls = [
        Difference::between(a, b, dice),
        Difference::between(c, d, dice),
    ];
    let noise = controls[0].noise().max(controls[1].noise());
    let found = Difference::between(&[&a[..], b].concat(), &[&c[..], d].concat(), dice);
    let above = found.is_above(&controls);
    let usual = median(&mut a.clone());
    let _ = writeln!(
        table,
        "{what:<58} {usual:>9.1} {:>+8.2} [{:>+7.2}, {:>+7.2}] {:>8.2} {:>+6.1}  {}",
        found.median,
        found.low,
        found.high,
        noise,
        found.z,
        if above { "ABOVE NOISE" } else { "noise" }
    );
    above
}

fn heading(table: &mut String) {
    let _ = writeln!(
        table,
        "{:<58} {:>9} {:>8} {:>18} {:>8} {:>6}",
        "microseconds", "median", "apart", "99 %", "noise", "z"
    );
}

/// What is asked of two houses that differ in what is hidden.
fn questions(content: &Content) -> Vec<Question> {
    let mut questions: Vec<Question> = Vec::new();
    for place in ["Kamloops", "V2C", "St. John's", "A1C", "Toronto"] {
        let form = format!("text=&place={}&order=nearest", encode(place));
        questions.push((Route::Find.address(Lang::En).to_owned(), Some(form)));
    }
    for words in ["Qwyjibo", "Wozzlebury", "shelter"] {
        questions.push((
            Route::Find.address(Lang::En).to_owned(),
            Some(format!("text={words}")),
        ));
    }
    for postcode in ["V2C", "A1C", "M5V"] {
        questions.push((
            format!("/hsds/service_at_locations?postcode={postcode}&proximity=30000"),
            None,
        ));
    }
    questions.push(("/hsds/services?full=true&per_page=20".to_owned(), None));
    for which in chosen(content).into_iter().take(3) {
        let id = content.services[which].id;
        questions.push((Route::Service.of(id, Lang::En), None));
        questions.push((format!("/hsds/services/{id}"), None));
        let place = service_at_location_id(id);
        questions.push((format!("/hsds/service_at_locations/{place}"), None));
    }
    questions
}

#[tokio::test]
#[ignore = "a measurement, for a quiet machine"]
#[expect(clippy::print_stdout, reason = "a measurement prints what it finds")]
async fn timing_does_not_tell_what_is_hidden() {
    let mut dice = Dice(0x5eed_cafe_f00d_1234);
    let mut table = String::new();
    let mut found = Vec::new();
    heading(&mut table);
    let content = planted(&ONE);
    let houses = [
        TestHouse::in_memory_holding(&content).await,
        TestHouse::in_memory_holding(&content).await,
        TestHouse::in_memory_holding(&planted(&OTHER)).await,
        TestHouse::in_memory_holding(&planted(&OTHER)).await,
    ];
    for question in questions(&content) {
        let all: Vec<_> = houses.iter().map(|house| (house, &question)).collect();
        let times = ask(&all, &mut dice).await;
        let what = format!("{} {}", question.0, question.1.as_deref().unwrap_or(""));
        if tell(&mut table, &what, &times, &mut dice) {
            found.push(what);
        }
    }
    println!("Two secrets, two houses each\n{table}");
    assert_eq!(found, [""; 0], "time tells two secrets apart");
}

#[tokio::test]
#[ignore = "a measurement, for a quiet machine"]
#[expect(clippy::print_stdout, reason = "a measurement prints what it finds")]
async fn timing_does_not_tell_what_is_not_public_from_what_is_not_there() {
    let mut dice = Dice(0x5eed_cafe_f00d_4321);
    let mut table = String::new();
    let mut found = Vec::new();
    heading(&mut table);
    let mut content = planted(&ONE);
    let chosen = chosen(&content);
    for which in &chosen[..2] {
        content.services[*which].listed = false;
    }
    let hidden = [0, 1].map(|at| content.services[chosen[at]].id);
    let nobody =
        [3, 4].map(|number| Uuid::from_u128(0x1111_1111_1111_4111_8111_0000_0000_0000 + number));
    let house = TestHouse::in_memory_holding(&content).await;
    let addresses: [(&str, Address); 6] = [
        ("page", |id| (Route::Service.of(id, Lang::En), None)),
        ("page for paper", |id| {
            (Route::ServicePrint.of(id, Lang::Fr), None)
        }),
        ("card", |id| (Route::ServiceCard.of(id, Lang::En), None)),
        ("correction", |id| {
            (
                Route::Correction.of(id, Lang::En),
                Some("message=It+moved".to_owned()),
            )
        }),
        ("/hsds/services/{id}", |id| {
            (format!("/hsds/services/{id}"), None)
        }),
        ("/hsds/service_at_locations/{id}", |id| {
            (
                format!("/hsds/service_at_locations/{}", service_at_location_id(id)),
                None,
            )
        }),
    ];
    for (what, address) in addresses {
        let questions: Vec<Question> = hidden.into_iter().chain(nobody).map(address).collect();
        let all: Vec<_> = questions
            .iter()
            .map(|question| (&house, question))
            .collect();
        let times = ask(&all, &mut dice).await;
        if tell(&mut table, what, &times, &mut dice) {
            found.push(what);
        }
    }
    println!("Not public, and not there\n{table}");
    assert_eq!(
        found, [""; 0],
        "time tells what is not public from what is not there"
    );
}
