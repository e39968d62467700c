//! Where a service is, whom it reaches, how far it is.

use directory::geography::Province;
use directory::listing::{Area, Listing};
use kernel::Text;

use crate::markup::Markup;
use crate::messages::{Messages, group_thousands};

/// Between the middle of a town and a point in the same town there is no distance worth saying.
const TOWN_KM: f64 = 5.0;

/// Whom a service reaches: "all of Canada", "Ontario, Quebec", "Metro Vancouver".
pub(crate) fn area(listing: &Listing, messages: &'static Messages) -> Markup {
    match &listing.area {
        Area::National => messages.say("service-area-canada"),
        Area::Provinces(provinces) => Markup::escaped(&names(provinces, messages)),
        Area::Circle { name, .. } if !name.is_empty() => super::text(name, messages),
        Area::Circle {
            radius_km,
            provinces,
            ..
        } => {
            let around = match &listing.location {
                Some(location) => location.city.clone(),
                None => names(provinces, messages),
            };
            let km = radius_km.round() as u64;
            messages.fill(
                "service-area-around",
                &[("km", km.into()), ("place", (&around).into())],
            )
        }
    }
}

fn names(provinces: &[Province], messages: &'static Messages) -> String {
    let names: Vec<Text> = provinces.iter().map(|province| province.name()).collect();
    let names: Vec<&str> = names.iter().map(|name| name.get(messages.lang())).collect();
    names.join(", ")
}

/// "about 12 km": whole kilometres, because either end may be the middle of a town.
pub(crate) fn distance(km: f64, messages: &'static Messages) -> Markup {
    if km < 1.0 {
        return messages.say("directory-result-distance-short");
    }
    let km = group_thousands(km.round() as u64, messages.lang());
    messages.fill("directory-result-distance", &[("km", (&km).into())])
}

/// "In Prince George, BC, about 12 km", or whom it reaches when it is nowhere in particular.
pub(crate) fn place(listing: &Listing, km: Option<f64>, messages: &'static Messages) -> Markup {
    let Some(location) = &listing.location else {
        let area = area(listing, messages);
        return messages.fill("directory-result-serves", &[("area", (&area).into())]);
    };
    let label = location.label();
    let label = label.get(messages.lang());
    match km.filter(|&km| !(location.approximate && km < TOWN_KM)) {
        Some(km) => {
            let distance = distance(km, messages);
            messages.fill(
                "directory-result-here-distance",
                &[("place", label.into()), ("distance", (&distance).into())],
            )
        }
        None => messages.fill("directory-result-here", &[("place", label.into())]),
    }
}
