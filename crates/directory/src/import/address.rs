//! Where a location of an export is: its town, its province, its point, and whether it may be known.

use super::fault::FaultKind;
use super::row::{Field, Row};
use super::{Table, words};
use crate::geography::{Gazetteer, Point, Province};
use crate::location::{Confidentiality, Location, Precision};
use crate::text;

/// What became of a location.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) location: Option<Location>,
    /// It must stay hidden.
    pub(super) hidden: bool,
    /// What must not stand in public words, when it is hidden.
    pub(super) secret: Option<String>,
    pub(super) province: Option<Province>,
    pub(super) faults: Vec<(FaultKind, u32)>,
}

/// Words that say that an address is not to be told.
const SECRET: [&str; 16] = [
    "confidential",
    "undisclosed",
    "not disclosed",
    "not published",
    "unpublished",
    "unlisted address",
    "withheld",
    "secret location",
    "hidden location",
    "secure location",
    "address not available to the public",
    "confidentiel",
    "confidentielle",
    "non divulgue",
    "adresse secrete",
    "lieu secret",
];

/// A text says that the place is not to be told.
pub(super) fn is_secret(said: &str) -> bool {
    let folded = text::fold(said);
    SECRET.iter().any(|word| folded.contains(word))
}

/// The same in a description, which may speak of confidential help at a place anyone may know.
pub(super) fn speaks_of_secret_place(said: &str) -> bool {
    let folded = text::fold(said);
    let words: Vec<&str> = text::words(&folded).collect();
    let says = |one: &&str| {
        one.starts_with("confiden")
            || one.starts_with("undisclos")
            || one.starts_with("secre")
            || one.starts_with("divulgu")
    };
    let place = |one: &&str| {
        matches!(
            *one,
            "location"
                | "locations"
                | "address"
                | "addresses"
                | "adresse"
                | "lieu"
                | "emplacement"
                | "site"
        )
    };
    words
        .windows(4)
        .any(|near| near.iter().any(says) && near.iter().any(place))
        || words.len() < 4 && words.iter().any(says) && words.iter().any(place)
}

/// Puts a place together from the rows of its location.
pub(super) fn read(rows: &[Row], gazetteer: &Gazetteer) -> Found {
    let mut found = Found::default();
    let Some(location) = rows.first() else {
        return found;
    };
    let at = location.at;
    let of = |table| rows.iter().find(|row| row.table == table);
    let typed = |row: &&Row| {
        row.get(Field::AddressType)
            .is_none_or(|kind| !kind.eq_ignore_ascii_case("postal"))
    };
    let physical = rows
        .iter()
        .filter(|row| row.table == Table::Address)
        .find(typed);
    let postal = of(Table::PostalAddress).filter(|row| {
        let line = text::fold(row.get(Field::Address1).unwrap_or_default());
        !line.contains("box") && !line.contains("case postale")
    });
    let own = [Field::Address1, Field::City]
        .iter()
        .any(|field| location.get(*field).is_some())
        .then_some(location);
    let address = physical.or(own).or(postal);

    let flagged = rows.iter().any(|row| row.yes(Field::Confidential));
    let said = rows.iter().any(|row| {
        [
            Field::Address1,
            Field::Address2,
            Field::City,
            Field::Name,
            Field::AlternateName,
        ]
        .into_iter()
        .filter(|field| row.table != Table::Phone || *field != Field::Name)
        .filter_map(|field| row.get(field))
        .any(is_secret)
    }) || location
        .get(Field::Description)
        .is_some_and(speaks_of_secret_place);
    found.hidden = flagged || said;
    if found.hidden {
        found.faults.push((FaultKind::Confidential, at));
    }

    let cell = |field| {
        address
            .and_then(|row| row.get(field))
            .map(|said| words::line(said).text)
    };
    let mut street = cell(Field::Address1).filter(|line| !is_secret(line));
    let mut city = cell(Field::City).filter(|city| !is_secret(city));
    let mut region = cell(Field::StateProvince);
    let mut postal_code = cell(Field::PostalCode);
    if city.is_none()
        && let Some(line) = &street
        && let Some(parts) = take_apart(line)
    {
        (street, city) = (parts.street, Some(parts.city));
        region = region.or(Some(parts.region));
        postal_code = postal_code.or(parts.postal_code);
    }
    if let (Some(line), Some(more)) = (&mut street, cell(Field::Address2)) {
        line.push_str(", ");
        line.push_str(&more);
    }
    found.secret = found.hidden.then(|| street.clone()).flatten();

    let country = cell(Field::Country).map(|country| text::fold(&country));
    let abroad = country
        .as_deref()
        .is_some_and(|country| !matches!(country, "ca" | "can" | "canada"));
    let province = region.as_deref().and_then(Province::read);
    let by_code = postal_code
        .as_deref()
        .filter(|code| code.len() >= 3)
        .and_then(|code| gazetteer.find(code))
        .filter(|near| near.fsa.is_some());
    found.province = province.or(by_code.as_ref().map(|near| near.province));
    if abroad
        || (province.is_none()
            && region.as_deref().is_some_and(|region| !region.is_empty())
            && by_code.is_none())
    {
        found.province = None;
        found.faults.push((FaultKind::PlaceAbroad, at));
        return found;
    }
    let Some(province) = found.province else {
        found.faults.push((FaultKind::NoTown, at));
        return found;
    };
    let Some(city) = city.filter(|city| !city.is_empty()) else {
        found.faults.push((FaultKind::NoTown, at));
        return found;
    };
    let town = gazetteer.town_point(&city, province);
    if town.is_none() {
        found.faults.push((FaultKind::UnknownTown, at));
    }
    let (point, precision) = match point(location) {
        Some(Ok(point)) => (Some(point), Precision::Address),
        Some(Err(())) => {
            found.faults.push((FaultKind::BadPoint, at));
            (town, Precision::City)
        }
        None => (town, Precision::City),
    };
    found.location = Some(Location {
        city,
        province,
        point,
        precision,
        confidentiality: if found.hidden {
            Confidentiality::Hidden
        } else {
            Confidentiality::Public
        },
        address: street.filter(|street| !street.is_empty()),
    });
    found
}

fn point(location: &Row) -> Option<Result<Point, ()>> {
    let (latitude, longitude) = (
        location.get(Field::Latitude)?,
        location.get(Field::Longitude)?,
    );
    let number = |written: &str| written.replace(',', ".").parse::<f64>().ok();
    let (Some(latitude), Some(longitude)) = (number(latitude), number(longitude)) else {
        return Some(Err(()));
    };
    let point = Point {
        latitude,
        longitude,
    };
    // Every point of Canada lies in this frame (Point Pelee, Cape Columbia, Yukon's border, Cape Spear).
    let inside = (41.6..=83.2).contains(&latitude) && (-141.1..=-52.5).contains(&longitude);
    Some(if inside { Ok(point) } else { Err(()) })
}

struct Parts {
    street: Option<String>,
    city: String,
    region: String,
    postal_code: Option<String>,
}

/// Takes "401 Any Street, Fort Lauderdale, FL 33301" apart.
fn take_apart(line: &str) -> Option<Parts> {
    let pieces: Vec<&str> = line
        .split(',')
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
        .collect();
    let (last, before) = pieces.split_last()?;
    let (city, street) = before.split_last()?;
    let mut words = last.split_whitespace();
    let region = words.next()?.to_owned();
    let rest: Vec<&str> = words.collect();
    let short = region.len() <= 3 && region.chars().all(char::is_alphabetic);
    (short || Province::read(&region).is_some()).then(|| Parts {
        street: (!street.is_empty()).then(|| street.join(", ")),
        city: (*city).to_owned(),
        region,
        postal_code: (!rest.is_empty()).then(|| rest.join(" ")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn location(cells: &[(Field, &str)]) -> Vec<Row> {
        let mut row = Row::new(Table::Location, 0);
        for (field, value) in cells {
            row.put(*field, value);
        }
        vec![row]
    }

    #[test]
    fn a_place_that_is_to_stay_hidden_is_hidden() {
        for secret in [
            [(Field::Address1, "Confidential"), (Field::City, "Regina")],
            [
                (Field::Address1, "Adresse confidentielle"),
                (Field::City, "Regina"),
            ],
            [
                (Field::Address1, "1 Any Street"),
                (Field::Confidential, "true"),
            ],
            [
                (Field::Address1, "1 Any Street"),
                (Field::Name, "Undisclosed location"),
            ],
        ] {
            let mut rows = location(&secret);
            rows[0].put(Field::City, "Regina");
            rows[0].put(Field::StateProvince, "SK");
            let found = read(&rows, &Gazetteer::default());
            assert!(found.hidden, "{secret:?}");
            let place = found.location.expect("a town");
            assert_eq!(place.confidentiality, Confidentiality::Hidden);
            assert!(!place.address.is_some_and(|line| is_secret(&line)));
        }
    }

    #[test]
    fn a_confidential_helpline_is_not_a_secret_place() {
        assert!(!speaks_of_secret_place(
            "Free and confidential counselling for everyone who calls us."
        ));
        assert!(speaks_of_secret_place(
            "A shelter at a confidential location."
        ));
        assert!(speaks_of_secret_place(
            "Le refuge se trouve à une adresse confidentielle."
        ));
    }

    #[test]
    fn another_country_is_said() {
        let rows = location(&[(Field::Address1, "401 Any Street, Fort Lauderdale, FL 33301")]);
        let found = read(&rows, &Gazetteer::default());
        assert_eq!(found.faults, [(FaultKind::PlaceAbroad, 0)]);
        let rows = location(&[(Field::Address1, "401 Any Street, Regina, SK S4P 3Y2")]);
        let place = read(&rows, &Gazetteer::default()).location.expect("Canada");
        assert_eq!(
            (place.city.as_str(), place.province),
            ("Regina", Province::SK)
        );
        assert_eq!(place.address.as_deref(), Some("401 Any Street"));
    }
}
