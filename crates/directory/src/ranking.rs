//! The order of results, as a rule a social worker can read, and question.
//!
//! A result's points are the sum of three parts.
//!
//! 1. **Fit**: does it answer what was asked? Terms the person's phrases led to (needs first, and most
//!    of all the need a service exists for, then kinds of exploitation, then who it is for), the
//!    person's words in its name, its words elsewhere. A service made for people the person did not
//!    say they belong to, for another kind of exploitation, or in another language fits less.
//! 2. **Facts**: can somebody be reached there, now? A line that can be called now comes before one
//!    whose hours nobody knows, that before a closed one, that before a place without a telephone. A
//!    service made for people touched by trafficking comes before a general one; a record that was
//!    checked before one that was not.
//! 3. **Way**: does it reach the person, and how far is it? What covers the person's town or province
//!    comes before what serves all of Canada: it knows the next step.
//!
//! Promises, each of them tested below:
//! * of two services of equal fit, one that can be called now is never below one that is closed,
//!   however near that one is and whoever checked it;
//! * what has neither telephone nor website comes last;
//! * what does not reach the person comes after everything that does;
//! * all else equal, nearer is never lower;
//! * in danger, the emergency number comes before whatever fits equally well.
//!
//! The weights were moved where the judged queries of `content/relevance/` got better;
//! docs/decisions/0005 says how, docs/benchmarks.md how well they do.

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
#[expect(clippy::struct_excessive_bools, reason = "each is a plain yes or no")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fit {
    /// Strengths of the needs heard in the question that it answers, added up.
    pub need: u16,
    /// Strength of the need it exists for (the first it names), when that was heard.
    pub main_need: u16,
    /// The same for kinds of exploitation.
    pub exploitation: u16,
    /// Some kind of exploitation was heard, and it exists for people touched by trafficking.
    pub made_for_it: bool,
    /// Kinds were heard, and it names only others.
    pub other_exploitation: bool,
    /// The same for the people it is for.
    pub population: u16,
    /// Whether the people it is for are the person's.
    pub audience: Audience,
    /// It says which languages it speaks, and the person's is not among them.
    pub other_language: bool,
    /// Per cent of the question's words that stand in its name or its organization's, rare words
    /// counting more.
    pub in_name: u8,
    /// All of several words stand in its name: it is meant by name.
    pub named: bool,
    /// Per cent of the question's words that stand anywhere in it, rare words counting more.
    pub in_text: u8,
}

/// Whether a service is for the person, as far as they said who they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Audience {
    /// It is, or it is for everyone, or nothing speaks against it.
    #[default]
    Open,
    /// The person named others than it is for.
    Unnamed,
    /// It is for people one says one belongs to when one does (children, Indigenous people, migrant
    /// workers and so on), and the person did not.
    OfOthers,
}

/// What is true of a service at a moment.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each fact is a plain yes or no"
)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Whether somebody answers a call or a text.
    pub call: Call,
    /// It has a telephone, a website or an e-mail address.
    pub reachable: bool,
    /// It exists for people touched by trafficking or exploitation.
    pub dedicated: bool,
    /// It is the emergency number.
    pub emergency: bool,
    /// How its record was checked.
    pub trust: Trust,
    /// It is a roof in one place that takes people from all of Canada: one has to travel there.
    pub far: bool,
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
    /// The person is in the outer half of its region, which is drawn generously.
    Outskirts,
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
/// The emergency number, when somebody is in danger.
const IN_DANGER: i32 = 150;
/// A roof one has to travel to.
const FAR: i32 = -300;

/// The rule.
pub fn score(features: &Features) -> Score {
    Score(
        fit_points(&features.fit)
            + facts_points(&features.facts, features.urgent)
            + way_points(features.way),
    )
}

/// Points of the fit, -450 to 1,250.
pub fn fit_points(fit: &Fit) -> i32 {
    let capped = |strength: u16, most: u16| i32::from(strength.min(most));
    let given = |holds: bool, points: i32| if holds { points } else { 0 };
    let terms = capped(fit.need, 250) * 9 / 10
        + capped(fit.main_need, 100) * 8 / 10
        + capped(fit.exploitation, 200) * 9 / 5
        + capped(fit.population, 200) * 9 / 10;
    let aim = given(fit.made_for_it, 90) - given(fit.other_exploitation, 80);
    let audience = match fit.audience {
        Audience::Open => 0,
        Audience::Unnamed => -90,
        Audience::OfOthers => -200,
    };
    let language = given(fit.other_language, -75);
    let words =
        i32::from(fit.in_name) * 9 / 10 + i32::from(fit.in_text) * 2 / 5 + given(fit.named, 120);
    terms + aim + audience + language + words
}

/// Points of the facts.
pub fn facts_points(facts: &Facts, urgent: bool) -> i32 {
    let call = match facts.call {
        Call::Now => 120,
        Call::HoursUnknown => 45,
        Call::Closed => 5,
        Call::NoPhone => 0,
    };
    let trust = match facts.trust {
        Trust::Verified => 8,
        Trust::ReadInSource => 6,
        Trust::NotYetVerified => 0,
    };
    let danger = if urgent && facts.emergency {
        IN_DANGER
    } else {
        0
    };
    let dedicated = if facts.dedicated { 20 } else { 0 };
    let far = if facts.far { FAR } else { 0 };
    let reachable = if facts.reachable { 0 } else { UNREACHABLE };
    call + trust + danger + dedicated + far + reachable
}

/// Points of the way: what covers the person first, the nearer the better.
pub fn way_points(way: Way) -> i32 {
    let distance = way.distance.map_or(0, Band::points);
    let reach = match way.reach {
        Reach::Region | Reach::Province => 50,
        Reach::National => 0,
        Reach::Outskirts | Reach::Perhaps => -30,
        Reach::SomeProvince | Reach::SomeRegion => -200,
        Reach::Outside => OUTSIDE,
    };
    reach + distance
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
