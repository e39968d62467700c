//! What the finder answers: one page of results, with counts for narrowing and what it understood.

use std::sync::Arc;

use directory::Listing;
use directory::geography::Province;
use directory::hours::OpenState;
use directory::taxonomy::TermId;
use kernel::Text;

/// One page of an answer.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Results on all pages together.
    pub total: usize,
    /// This page, from 1.
    pub page: usize,
    /// Pages; 0 when nothing was found.
    pub pages: usize,
    /// The results of this page, in order.
    pub results: Vec<Found>,
    /// How many results each further filter would leave.
    pub facets: Facets,
    /// Terms the person's words led to, strongest first.
    pub understood: Vec<TermId>,
    /// The words speak of danger now.
    pub urgent: bool,
    /// Words read as other words: (typed, read as).
    pub corrected: Vec<(String, String)>,
    /// Nothing had all the words, so these have some of them.
    pub widened: bool,
    /// Whom to call anyway; only when nothing was found.
    pub fallback: Vec<Found>,
}

/// One result.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its number in the index that found it, from 0: another index may number it otherwise.
    pub document: u32,
    /// The service.
    pub listing: Arc<Listing>,
    /// Kilometres from [`crate::Request::near`]; `None` when either end may not be measured.
    /// "About" when the listing's location is approximate.
    pub distance_km: Option<f64>,
    /// Whether it, or one of its lines, is open now.
    pub open: OpenState,
    /// Why it is listed, most telling first.
    pub reasons: Vec<Reason>,
}

/// Why a result is listed.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// It answers this need.
    Need(TermId),
    /// It is for these people.
    Population(TermId),
    /// It is for this kind of exploitation.
    Exploitation(TermId),
    /// The person typed its name, or words of it.
    Name,
    /// The person's words are elsewhere in what is known of it.
    Words,
    /// Somebody answers a call or a text now.
    CallNow,
    /// It serves all of Canada.
    National,
    /// It serves this province.
    ServesProvince(Province),
    /// It serves this region.
    ServesRegion(Text),
    /// It is near.
    Near,
    /// It exists for people touched by trafficking or exploitation.
    Dedicated,
    /// It speaks the language asked for.
    Language(String),
}

/// How many of the results have each value. Values that no result has are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// By need, in the taxonomy's order.
    pub needs: Vec<(TermId, u32)>,
    /// By population (services for everyone count in each), in the taxonomy's order.
    pub populations: Vec<(TermId, u32)>,
    /// By language, most frequent in the directory first.
    pub languages: Vec<(String, u32)>,
    /// Open now.
    pub open_now: u32,
    /// No police report needed.
    pub no_police_report: u32,
    /// No immigration status needed.
    pub no_status: u32,
    /// Day and night.
    pub always_open: u32,
}
