//! Whom to call now: the numbers that stand on every first screen. They come from the directory by
//! what it says of its services; when it has none, none is shown. No number is written in code.

use ::directory::Listing;
use ::directory::hours::Rule;
use ::directory::listing::Area;
use ::directory::phone::{PhoneKind, PhoneNumber};
use ::directory::taxonomy::TermId;
use jiff::Timestamp;
use kernel::Text;
use search::{Filters, Index, Request};

/// The number for danger, and the national line for people who are trafficked.
#[derive(Debug, Default)]
pub(crate) struct CallNow {
    /// 911, when the directory has it.
    pub(crate) danger: Option<Line>,
    /// The national line.
    pub(crate) hotline: Option<Line>,
}

/// One line to call.
#[derive(Debug)]
pub(crate) struct Line {
    /// The service's name.
    pub(crate) name: Text,
    /// The number.
    pub(crate) number: PhoneNumber,
}

impl CallNow {
    /// Looks in the directory. An index that cannot be read has no numbers: the page that asked
    /// will tell about the index itself.
    pub(crate) fn from_index(index: &Index, now: Timestamp) -> Self {
        let always = Filters {
            always_open: true,
            ..Filters::default()
        };
        let danger = Request {
            filters: Filters {
                needs: vec![TermId::from("police-reporting"), TermId::from("health")],
                ..always.clone()
            },
            per_page: 100,
            ..Request::default()
        };
        let hotline = Request {
            filters: Filters {
                needs: vec![TermId::from("crisis-line")],
                ..always
            },
            per_page: 100,
            ..Request::default()
        };
        Self {
            danger: first(index, &danger, now, |listing| {
                let number = national_voice(listing)?;
                (number.digits() == "911").then_some(number)
            }),
            hotline: first(index, &hotline, now, |listing| {
                let meant =
                    listing.dedicated && listing.everyone && listing.hours.rule == Rule::Always;
                meant.then(|| national_voice(listing)).flatten()
            }),
        }
    }

    /// Both lines, danger first.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &Line> {
        self.danger.iter().chain(&self.hotline)
    }
}

fn first(
    index: &Index,
    request: &Request,
    now: Timestamp,
    number: impl Fn(&Listing) -> Option<PhoneNumber>,
) -> Option<Line> {
    let page = index.find(request, now).ok()?;
    page.results.into_iter().find_map(|found| {
        Some(Line {
            number: number(&found.listing)?,
            name: found.listing.name.clone(),
        })
    })
}

/// The first number to call of a service for all of Canada.
fn national_voice(listing: &Listing) -> Option<PhoneNumber> {
    let phone = listing
        .phones
        .iter()
        .find(|phone| phone.kind == PhoneKind::Voice)?;
    (listing.area == Area::National && !listing.temporarily_closed).then(|| phone.number.clone())
}
