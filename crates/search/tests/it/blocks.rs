//! Blocks that look worse, or better, than they are: what the finder may pass over and what not.
//! Documents without a place stand in the order of their identifiers, 128 to a block.

use std::sync::Arc;

use anyhow::Result;
use directory::Listing;
use directory::geography::{Near, Point, Province};
use directory::hours::Hours;
use directory::listing::Area;
use directory::phone::Phone;
use kernel::{Lang, Text};
use search::{Index, Request};
use uuid::Uuid;

use crate::made_up::{self, NOW, nothing_known};

const BLOCK: u128 = 128;

/// Listing `number`, with a line that has these hours, for British Columbia.
fn line(number: u128, hours: Hours) -> Listing {
    Listing {
        id: Uuid::from_u128(number),
        phones: vec![Phone {
            hours: Some(hours),
            ..made_up::voice("250-555-0100")
        }],
        area: Area::Provinces(vec![Province::BC]),
        ..nothing_known()
    }
}

fn first_five(listings: Vec<Listing>, text: &str) -> Result<Vec<u128>> {
    let index = Index::in_memory(listings, Arc::new(made_up::taxonomy()))?;
    let request = Request {
        text: text.to_owned(),
        lang: Some(Lang::Fr),
        near: Some(Near {
            label: Text::default(),
            province: Province::BC,
            point: Point {
                latitude: 53.9,
                longitude: -122.7,
            },
            measurable: false,
            fsa: None,
            district: None,
        }),
        per_page: 5,
        ..Request::default()
    };
    let page = index.find(&request, NOW.parse()?)?;
    let ids = page.results.iter().map(|found| found.listing.id.as_u128());
    Ok(ids.collect())
}

/// The second block promises more than it holds and is looked into first; the first then holds equals
/// that come earlier.
#[test]
fn a_block_that_only_equals_the_page_may_still_hold_earlier_documents() -> Result<()> {
    let listings = (0..2 * BLOCK).map(|number| {
        if number < BLOCK {
            line(number, Hours::unknown())
        } else {
            // The points of a line that answers now, less those of another language.
            Listing {
                languages: vec!["en".to_owned()],
                ..line(number, Hours::always())
            }
        }
    });
    assert_eq!(first_five(listings.collect(), "")?, [0, 1, 2, 3, 4]);
    Ok(())
}

/// Danger lifts the emergency number alone, out of a block that is otherwise worse.
#[test]
fn danger_counts_in_what_a_block_may_hold() -> Result<()> {
    let crisis = |listing| Listing {
        needs: vec!["crisis-line".into()],
        ..listing
    };
    let mut listings: Vec<Listing> = (0..BLOCK)
        .map(|number| crisis(line(number, Hours::always())))
        .collect();
    listings.push(crisis(Listing {
        phones: vec![made_up::voice("911")],
        ..line(BLOCK, Hours::unknown())
    }));
    assert_eq!(first_five(listings, "danger")?, [BLOCK, 0, 1, 2, 3]);
    Ok(())
}
