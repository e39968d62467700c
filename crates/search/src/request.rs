//! What a person asks of the finder.

use directory::geography::{Gazetteer, Near, Province};
use directory::query::place_in;
use directory::taxonomy::TermId;
use kernel::Lang;

/// One search. The default asks for everything, best first, ten to a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The person's own words; may be empty, of any length, in either language.
    pub text: String,
    /// The language the person reads, when it is known.
    pub lang: Option<Lang>,
    /// Where the person looks from.
    pub near: Option<Near>,
    /// What every result must satisfy.
    pub filters: Filters,
    /// The order.
    pub sort: Sort,
    /// Which page, from 1. A page past the last one is the last one.
    pub page: usize,
    /// Results to a page, 1 to 100.
    pub per_page: usize,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            text: String::new(),
            lang: None,
            near: None,
            filters: Filters::default(),
            sort: Sort::Best,
            page: 1,
            per_page: 10,
        }
    }
}

impl Request {
    /// Looks from the place that the words name, when no other was given; its name is then no longer
    /// among the words.
    pub fn look_from_named_place(&mut self, gazetteer: &Gazetteer) {
        if self.near.is_none()
            && let Some(named) = place_in(&self.text, gazetteer)
        {
            self.near = Some(named.near);
            self.text = named.question;
        }
    }
}

/// The order of results.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// By the ranking rule of [`directory::ranking`].
    #[default]
    Best,
    /// By distance; what has no distance comes after, best first. The same as [`Sort::Best`]
    /// when there is no place to measure from.
    Nearest,
}

/// What every result must satisfy. All of it: each value narrows.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a box that a person ticks"
)]
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filters {
    /// Answers each of these needs.
    pub needs: Vec<TermId>,
    /// Is for each of these people, or for everyone.
    pub populations: Vec<TermId>,
    /// Is for each of these kinds of exploitation.
    pub exploitation: Vec<TermId>,
    /// Speaks each of these languages (BCP 47), in the service or on one of its lines.
    pub languages: Vec<String>,
    /// The service, or one of its voice or text lines, is open now.
    pub open_now: bool,
    /// A source says that no police report is needed.
    pub no_police_report: bool,
    /// A source says that no immigration status is needed.
    pub no_status: bool,
    /// The service, or one of its voice or text lines, is open day and night.
    pub always_open: bool,
    /// Is in this province or reaches it; national services do.
    pub province: Option<Province>,
    /// Stands within so many kilometres of [`Request::near`]; ignored without a place to measure from.
    pub radius_km: Option<u16>,
}
