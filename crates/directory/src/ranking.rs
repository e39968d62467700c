//! The order of results, as a rule a social worker can read, and question.
//!
//! A result's points are the sum of three parts.
//!
//! 1. **Fit**: does it answer what was asked? Terms the person's phrases led to (needs first, then
//!    kinds of exploitation, then who it is for), the person's words in its name, its words elsewhere.
//! 2. **Facts**: can somebody be reached there, now? A line that can be called now comes before one
//!    whose hours nobody knows, that before a closed one, that before a place without a telephone. A
//!    service made for people touched by trafficking comes before a general one; a record that was
//!    checked before one that was not.
//! 3. **Way**: does it reach the person, and how far is it? A line that covers the person counts like
//!    an office a short ride away: nobody has to travel to a telephone.
//!
//! Promises, each of them tested below:
//! * of two services of equal fit, one that can be called now is never below one that is closed,
//!   however near that one is and whoever checked it;
//! * what has neither telephone nor website comes last;
//! * what does not reach the person comes after everything that does;
//! * all else equal, nearer is never lower;
//! * in danger, lines that answer day and night come first, and the emergency number before them.

/// Everything the rule looks at, for one service and one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Features {
    /// How well it answers the question.
    pub fit: Fit,
    /// What is true of it at this moment.
    pub facts: Facts,
    /// How it reaches the person.
    pub way: Way,
    /// The question speaks of danger now.
    pub urgent: bool,
}

/// How well a service answers the question.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fit {
    /// Strengths of the needs heard in the question that it answers, added up.
    pub need: u16,
    /// The same for kinds of exploitation.
    pub exploitation: u16,
    /// The same for the people it is for.
    pub population: u16,
    /// Per cent of the question's words that stand in its name or its organization's, rare words
    /// counting more.
    pub in_name: u8,
    /// Per cent of the question's words that stand anywhere in it, rare words counting more.
    pub in_text: u8,
}

/// What is true of a service at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Whether somebody answers a call or a text.
    pub call: Call,
    /// It has a telephone, a website or an e-mail address.
    pub reachable: bool,
    /// It exists for people touched by trafficking or exploitation.
    pub dedicated: bool,
    /// What kind of help in danger it is.
    pub rescue: Rescue,
    /// How its record was checked.
    pub trust: Trust,
}

/// Whether somebody answers a call or a text, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Call {
    /// There is no number.
    NoPhone,
    /// Not now.
    Closed,
    /// Nobody has said when.
    HoursUnknown,
    /// Now.
    Now,
}

/// What kind of help in danger a service is, least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rescue {
    /// Not made for danger.
    None,
    /// A crisis line that answers day and night.
    Line,
    /// The emergency number.
    Emergency,
}

/// How a record was checked, least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trust {
    /// Not yet.
    NotYetVerified,
    /// Its facts were read in a source.
    ReadInSource,
    /// The organization confirmed it.
    Verified,
}

/// How a service reaches the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way {
    /// By what area.
    pub reach: Reach,
    /// How far it is, when both ends may be measured.
    pub distance: Option<Band>,
}

/// By what area a service reaches the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Its town or region is the person's.
    Region,
    /// Its province is the person's.
    Province,
    /// It serves all of Canada.
    National,
    /// It may be the person's region: what was typed is larger, or lies only partly inside.
    Perhaps,
    /// No place was given, and it serves some province.
    SomeProvince,
    /// No place was given, and it serves some region.
    SomeRegion,
    /// It serves other places.
    Outside,
}

/// A distance, as coarse as it matters: 0 is on the doorstep, [`Band::FARTHEST`] a flight away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Band(u8);

impl Band {
    /// Kilometres up to which each band but the farthest goes.
    pub const UP_TO_KM: [f64; 11] = [
        2.0, 5.0, 10.0, 20.0, 35.0, 50.0, 75.0, 100.0, 150.0, 250.0, 400.0,
    ];
    /// Beyond all of [`Band::UP_TO_KM`].
    pub const FARTHEST: Self = Self(Self::UP_TO_KM.len() as u8);

    /// The band with this number; numbers past the farthest are the farthest.
    pub fn numbered(number: usize) -> Self {
        Self(number.min(usize::from(Self::FARTHEST.0)) as u8)
    }

    /// The band of a distance.
    pub fn of_km(km: f64) -> Self {
        Self::numbered(Self::UP_TO_KM.iter().filter(|&&limit| km > limit).count())
    }

    fn points(self) -> i32 {
        const POINTS: [i32; 12] = [24, 23, 22, 20, 18, 16, 13, 10, 7, 4, 2, 0];
        POINTS[usize::from(self.0)]
    }
}

/// Points; more is higher.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score(pub i32);

/// Below everything that reaches the person.
const OUTSIDE: i32 = -8_000;
/// Below everything that can be reached at all.
const UNREACHABLE: i32 = -20_000;
/// Above every fit.
const IN_DANGER: i32 = 3_000;

/// The rule.
pub fn score(features: &Features) -> Score {
    Score(
        fit_points(&features.fit)
            + facts_points(&features.facts, features.urgent)
            + way_points(features.way),
    )
}

/// Points of the fit, 0 to 1,500.
pub fn fit_points(fit: &Fit) -> i32 {
    let terms = i32::from(fit.need.min(250)) * 3 / 2
        + i32::from(fit.exploitation.min(200)) * 3 / 2
        + i32::from(fit.population.min(200));
    let whole_name = if fit.in_name >= 100 { 120 } else { 0 };
    let words = i32::from(fit.in_name) * 3 / 2 + i32::from(fit.in_text) + whole_name;
    terms + words
}

/// Points of the facts.
pub fn facts_points(facts: &Facts, urgent: bool) -> i32 {
    let call = match facts.call {
        Call::Now => 60,
        Call::HoursUnknown => 30,
        Call::Closed => 18,
        Call::NoPhone => 0,
    };
    let trust = match facts.trust {
        Trust::Verified => 8,
        Trust::ReadInSource => 6,
        Trust::NotYetVerified => 0,
    };
    let danger = match facts.rescue {
        Rescue::Emergency if urgent => IN_DANGER * 2,
        Rescue::Line if urgent => IN_DANGER,
        _ => 0,
    };
    let dedicated = if facts.dedicated { 30 } else { 0 };
    let reachable = if facts.reachable { 0 } else { UNREACHABLE };
    call + trust + danger + dedicated + reachable
}

/// Points of the way. A service that covers the person is as good as one so and so far away.
pub fn way_points(way: Way) -> i32 {
    let distance = way.distance.map_or(0, Band::points);
    match way.reach {
        Reach::Region => distance.max(20),
        Reach::Province => distance.max(15),
        Reach::National => distance.max(13),
        Reach::SomeProvince => distance.max(4),
        Reach::Perhaps | Reach::SomeRegion => distance,
        Reach::Outside => OUTSIDE + distance,
    }
}

/// The most that [`way_points`] can be for anything at least as far as `nearest`.
pub fn best_way_points(nearest: Option<Band>) -> i32 {
    way_points(Way {
        reach: Reach::Region,
        distance: nearest,
    })
}

#[cfg(test)]
mod tests;
