//! What a listing says of itself, read from the listing alone.

use std::collections::HashSet;

use directory::Listing;
use directory::geography::{Near, Point, Province};
use directory::hours::OpenState;
use directory::listing::{Area, Covers};
use directory::phone::{Phone, PhoneKind};
use directory::query::{self, Plan};
use directory::ranking::{Audience, Call, Facts, Reach, Trust};
use directory::service::Standing;
use directory::taxonomy::{Taxonomy, TermId};
use directory::text;
use jiff::Timestamp;
use kernel::{Lang, Text};
use search::Request;

/// What does not reach the person is still shown when it stands within so many kilometres.
const NEARBY_KM: f64 = 150.0;

/// Stems of a listing's name, and of everything that is said of it.
pub fn stems(listing: &Listing, taxonomy: &Taxonomy) -> (HashSet<String>, HashSet<String>) {
    let read = |into: &mut HashSet<String>, said: &Text| {
        for lang in Lang::ALL {
            for word in text::words(said.get(lang)).map(text::fold) {
                if !taxonomy.fillers().contains(&word, lang) {
                    into.insert(text::stem(&word, lang).into_owned());
                }
            }
        }
    };
    let mut name = HashSet::new();
    read(&mut name, &listing.name);
    read(&mut name, &listing.organization);
    let mut all = name.clone();
    read(&mut all, &listing.description);
    read(&mut all, &listing.interpretation);
    for phone in &listing.phones {
        read(&mut all, &phone.label);
    }
    let ids = [&listing.needs, &listing.populations, &listing.exploitation];
    for term in ids.into_iter().flatten().filter_map(|id| taxonomy.term(id)) {
        read(&mut all, &term.name);
        read(&mut all, &term.formal);
    }
    if let Some(location) = &listing.location {
        read(&mut all, &Text::new(&location.city, &location.city));
        read(&mut all, &location.province.name());
    }
    if let Area::Circle { name, .. } = &listing.area {
        read(&mut all, name);
    }
    if let Area::Provinces(provinces) | Area::Circle { provinces, .. } = &listing.area {
        for province in provinces {
            read(&mut all, &province.name());
        }
    }
    (name, all)
}

pub fn measured_from(request: &Request) -> Option<&Near> {
    request.near.as_ref().filter(|near| near.measurable)
}

pub fn point(listing: &Listing) -> Option<Point> {
    listing.location.as_ref()?.point
}

pub fn stands_in(listing: &Listing) -> Option<Province> {
    Some(listing.location.as_ref()?.province)
}

pub fn distance(request: &Request, listing: &Listing) -> Option<f64> {
    let near = measured_from(request)?;
    Some(near.point.distance_km(point(listing)?))
}

pub fn reach(request: &Request, listing: &Listing) -> Reach {
    let Some(near) = &request.near else {
        // A province to browse stands in for a place.
        return match (&listing.area, request.filters.province) {
            (Area::National, _) => Reach::National,
            (Area::Provinces(provinces), Some(province)) if provinces.contains(&province) => {
                Reach::Province
            }
            (Area::Provinces(_), _) => Reach::SomeProvince,
            (Area::Circle { .. }, _) => Reach::SomeRegion,
        };
    };
    match (&listing.area, listing.area.covers(near)) {
        (_, Covers::No) => Reach::Outside,
        (Area::National, _) => Reach::National,
        (Area::Provinces(_), _) => Reach::Province,
        (Area::Circle { .. }, Covers::Yes) => Reach::Region,
        (Area::Circle { .. }, Covers::Nearly) => Reach::Outskirts,
        (Area::Circle { .. }, Covers::Unknown) => Reach::Perhaps,
    }
}

pub fn lines(listing: &Listing) -> impl Iterator<Item = &Phone> {
    let callable = |phone: &&Phone| matches!(phone.kind, PhoneKind::Voice | PhoneKind::Sms);
    listing.phones.iter().filter(callable)
}

/// The state of every line now.
pub fn line_states(listing: &Listing, now: Timestamp) -> impl Iterator<Item = OpenState> {
    lines(listing).map(move |phone| phone.hours.as_ref().unwrap_or(&listing.hours).at(now))
}

pub fn is_open(listing: &Listing, now: Timestamp) -> bool {
    !listing.temporarily_closed
        && (listing.hours.at(now).is_open() || line_states(listing, now).any(OpenState::is_open))
}

pub fn is_always_open(listing: &Listing, now: Timestamp) -> bool {
    !listing.temporarily_closed
        && (listing.hours.at(now) == OpenState::Always
            || line_states(listing, now).any(|state| state == OpenState::Always))
}

pub fn languages(listing: &Listing) -> impl Iterator<Item = &String> {
    let of_lines = listing.phones.iter().flat_map(|phone| &phone.languages);
    listing.languages.iter().chain(of_lines)
}

pub fn lacks(listing: &Listing, lang: Lang) -> bool {
    let spoken: Vec<&String> = languages(listing).collect();
    listing.interpretation.is_empty()
        && !spoken.is_empty()
        && !spoken.iter().any(|code| *code == lang.code())
}

pub fn facts(listing: &Listing, now: Timestamp) -> Facts {
    let states: Vec<OpenState> = line_states(listing, now).collect();
    let call = if states.is_empty() {
        Call::NoPhone
    } else if listing.temporarily_closed {
        Call::Closed
    } else if states.iter().any(|state| state.is_open()) {
        Call::Now
    } else if states.contains(&OpenState::Unknown) {
        Call::HoursUnknown
    } else {
        Call::Closed
    };
    Facts {
        call,
        reachable: !listing.phones.is_empty()
            || listing.website.is_some()
            || listing.email.is_some(),
        dedicated: listing.dedicated,
        emergency: listing
            .phones
            .iter()
            .any(|phone| phone.number.digits() == "911"),
        trust: match listing.standing() {
            Standing::Verified(_) => Trust::Verified,
            Standing::ReadInSource => Trust::ReadInSource,
            Standing::NotYetVerified => Trust::NotYetVerified,
        },
        far: listing.area == Area::National
            && listing.needs.first() == Some(&"shelter-housing".into()),
    }
}

/// What neither reaches the person nor stands nearby is left out; with a radius, what does not
/// stand inside it.
pub fn is_in_reach(request: &Request, listing: &Listing) -> bool {
    let Some(near) = &request.near else {
        return true;
    };
    let distance = distance(request, listing);
    if let (true, Some(km)) = (near.measurable, request.filters.radius_km) {
        return distance.is_some_and(|distance| distance <= f64::from(km));
    }
    let stands_nearby = if near.measurable {
        distance.is_some_and(|distance| distance <= NEARBY_KM)
    } else {
        stands_in(listing) == Some(near.province)
    };
    stands_nearby || reach(request, listing) != Reach::Outside
}

/// Whether the first people that a listing names are the person's.
pub fn audience(plan: &Plan, request: &Request, listing: &Listing) -> Audience {
    let Some(people) = listing.populations.first().filter(|_| !listing.everyone) else {
        return Audience::Open;
    };
    let heard: Vec<&TermId> = plan
        .terms
        .iter()
        .map(|(id, _)| id)
        .chain(&request.filters.populations)
        .collect();
    let spoken_of = heard
        .iter()
        .any(|id| query::spoken_of(id).any(|spoken| spoken == *people));
    if heard.contains(&people) || spoken_of {
        Audience::Open
    } else if query::is_said_when_meant(people) {
        Audience::OfOthers
    } else if heard.iter().any(|id| query::is_said_when_meant(id)) {
        Audience::Unnamed
    } else {
        Audience::Open
    }
}
