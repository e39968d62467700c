//! What the cells of a row tell of a place, for whoever shows them to people: whether the row says that its
//! place is secret, and which of its columns may hold an address. The same words are looked for as when the
//! row is made into a record.

use std::collections::BTreeMap;

use super::address::{is_secret, speaks_of_secret_place};
use super::row::is_yes;
use super::table::Table;

/// A row says of itself that its place is not to be told.
pub fn says_secret(cells: &BTreeMap<String, String>) -> bool {
    cells.iter().any(|(column, cell)| match column.as_str() {
        "confidential" => is_yes(cell),
        "description" => speaks_of_secret_place(cell),
        _ => is_secret(cell),
    })
}

/// A row of `table` holds an address, and whether that may be told stands in another row.
pub fn tells_where(table: &str, cells: &BTreeMap<String, String>) -> bool {
    let of_another = matches!(
        Table::named(table),
        Some((
            Table::Address | Table::PostalAddress | Table::ServiceAtLocation | Table::Accessibility,
            _
        ))
    );
    of_another && cells.keys().any(|column| is_where(column))
}

/// A column says which row it is, or which one it belongs to.
pub fn is_key(column: &str) -> bool {
    column == "id" || column.ends_with("_id") || column == "confidential"
}

/// A column may hold an address, or a part of one. Columns that are not understood have the names that
/// their source gave them.
pub fn is_where(column: &str) -> bool {
    const PARTS: [&str; 17] = [
        "address",
        "adresse",
        "street",
        "rue",
        "city",
        "town",
        "ville",
        "municipality",
        "locality",
        "province",
        "postal",
        "postcode",
        "zip",
        "latitude",
        "longitude",
        "direction",
        "transport",
    ];
    let folded = column.to_ascii_lowercase();
    let whole = matches!(
        folded.as_str(),
        "name" | "description" | "details" | "attention" | "region"
    );
    !is_key(&folded) && (whole || PARTS.iter().any(|part| folded.contains(part)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(cells: &[(&str, &str)]) -> BTreeMap<String, String> {
        cells
            .iter()
            .map(|(column, cell)| ((*column).to_owned(), (*cell).to_owned()))
            .collect()
    }

    #[test]
    fn a_row_says_that_its_place_is_secret() {
        for secret in [
            ("confidential", "yes"),
            ("address_1", "Confidential"),
            ("Lieu", "Adresse non divulguée"),
            ("description", "A shelter at a confidential location."),
        ] {
            assert!(says_secret(&cells(&[secret])), "{secret:?}");
        }
        for open in [
            ("confidential", "no"),
            ("address_1", "1 Any Street"),
            (
                "description",
                "Free and confidential counselling for everyone who calls us.",
            ),
        ] {
            assert!(!says_secret(&cells(&[open])), "{open:?}");
        }
    }

    #[test]
    fn an_address_belongs_to_a_place_that_stands_elsewhere() {
        let address = cells(&[
            ("id", "a1"),
            ("location_id", "l1"),
            ("address_1", "1 Any Street"),
        ]);
        assert!(tells_where("address", &address));
        assert!(!tells_where("location", &address), "it says itself");
        assert!(!tells_where("phone", &cells(&[("number", "1")])));
        assert!(is_where("Civic Street Address") && is_where("city") && is_where("longitude"));
        for column in ["id", "address_id", "number", "opens_at", "confidential"] {
            assert!(!is_where(column), "{column}");
        }
    }
}
