//! A row of an export, with its columns under the names that HSDS 3.x gives them.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::Table;

macro_rules! fields {
    ($($field:ident = $name:literal $(| $also:literal)*;)*) => {
        /// A column that is understood.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(super) enum Field { $($field,)* }

        impl Field {
            const ALL: &'static [Self] = &[$(Self::$field),*];

            const fn names(self) -> &'static [&'static str] {
                match self { $(Self::$field => &[$name $(, $also)*],)* }
            }
        }
    };
}

fields! {
    Id = "id" | "uuid" | "identifier_id" | "uniqueid";
    OrganizationId = "organization_id" | "organisation_id" | "organization_uuid" | "agency_id" | "org_id" | "provider_id";
    ServiceId = "service_id" | "service_uuid" | "services_id";
    LocationId = "location_id" | "location_uuid" | "site_id";
    ServiceAtLocationId = "service_at_location_id" | "services_at_location_id";
    PhoneId = "phone_id";
    ContactId = "contact_id";
    ProgramId = "program_id";
    ParentOrganizationId = "parent_organization_id" | "parent_agency_id";
    LinkId = "link_id" | "resource_id" | "entity_id";
    LinkEntity = "link_entity" | "link_table" | "entity_type" | "resource_type";
    LinkType = "link_type";
    TaxonomyTermId = "taxonomy_term_id" | "taxonomy_ids" | "term_id";
    TaxonomyId = "taxonomy_id";
    ParentId = "parent_id";
    Name = "name" | "title" | "organization_title";
    AlternateName = "alternate_name" | "alternative_name" | "acronym" | "aka";
    Description = "description" | "body" | "short_desc" | "long_description" | "desc";
    Email = "email" | "email_address";
    Url = "url" | "website" | "web_site" | "web_address" | "uri" | "website_url";
    Status = "status";
    InterpretationServices = "interpretation_services";
    ApplicationProcess = "application_process" | "how_to_apply" | "intake_procedure";
    FeesDescription = "fees_description" | "fees" | "fee" | "cost";
    WaitTime = "wait_time";
    EligibilityText = "eligibility_description" | "eligibility";
    MinimumAge = "minimum_age" | "min_age" | "age_min";
    MaximumAge = "maximum_age" | "max_age" | "age_max";
    AssuredDate = "assured_date" | "last_verified_on" | "last_verified" | "verified_on";
    LastModified = "last_modified" | "updated_at" | "updated_on" | "modified" | "last_updated";
    Alert = "alert";
    Latitude = "latitude" | "lat" | "y";
    Longitude = "longitude" | "lng" | "lon" | "long" | "x";
    LocationType = "location_type";
    Address1 = "address_1" | "address" | "street_address" | "street" | "address1" | "address_line_1";
    Address2 = "address_2" | "address2" | "address_line_2";
    City = "city" | "town" | "municipality" | "locality";
    StateProvince = "state_province" | "province" | "state" | "prov";
    PostalCode = "postal_code" | "postcode" | "zip" | "zipcode" | "zip_code";
    Country = "country";
    AddressType = "address_type";
    Number = "number" | "phone_number" | "phone" | "telephone";
    Extension = "extension" | "ext";
    Type = "type" | "phone_type" | "number_type";
    Language = "language" | "languages";
    Code = "code";
    Weekday = "weekday" | "day" | "day_of_week";
    OpensAt = "opens_at" | "opens" | "open" | "opening_time" | "start_time";
    ClosesAt = "closes_at" | "closes" | "close" | "closing_time" | "end_time";
    ValidFrom = "valid_from" | "start_date" | "dtstart";
    ValidTo = "valid_to" | "end_date" | "until";
    Freq = "freq" | "frequency";
    Interval = "interval";
    ByDay = "byday";
    ByMonthDay = "bymonthday" | "byyearday" | "byweekno";
    Count = "count";
    Timezone = "timezone" | "time_zone" | "tz";
    Closed = "closed";
    HoursText = "hours_of_operation" | "hours" | "hours_text" | "regular_hours";
    ExtentText = "extent" | "service_area" | "coverage" | "service_area_text";
    Option = "option" | "payment";
    Amount = "amount";
    Value = "value";
    OrganizationName = "organization_name" | "organisation_name" | "agency_name" | "organization" | "agency" | "provider_name";
    TaxonomyText = "taxonomy_text" | "taxonomy_terms" | "categories" | "keywords" | "search_hints";
    Confidential = "confidential" | "is_confidential" | "address_is_private" | "physical_address_is_private" | "confidentiality" | "hide_address" | "undisclosed" | "domestic_violence_shelter_confidential";
    Private = "private" | "is_private" | "phone_is_private" | "unlisted";
    Excluded = "exclude_from_website" | "exclude_from_directory" | "exclude" | "do_not_publish" | "unpublished";
    Department = "department";
    Translations = "translations";
    Dedicated = "dedicated";
    ServesEveryone = "serves_everyone";
    AccessFacts = "access";
    ExtensionDigits = "extension_digits";
    Keyword = "keyword";
    Schedules = "schedules";
    LocationName = "location_name" | "site_name";
}

/// Columns of a table that mean something else in it.
const IN_TABLE: &[(Table, &str, Field)] = &[
    (Table::Attribute, "taxonomyid", Field::TaxonomyTermId),
    (Table::Language, "language", Field::Name),
    (Table::Language, "languagename", Field::Name),
    (Table::ServiceArea, "servicearea", Field::Name),
    (Table::Eligibility, "eligibility", Field::EligibilityText),
    (Table::CostOption, "payment", Field::Option),
    (Table::Organization, "organizationid", Field::Id),
    (Table::Organization, "organizationuuid", Field::Id),
    (Table::Organization, "agencyid", Field::Id),
    (Table::Organization, "organizationname", Field::Name),
    (Table::Organization, "agencyname", Field::Name),
    (
        Table::Organization,
        "organizationdescription",
        Field::Description,
    ),
    (Table::Organization, "organizationurl", Field::Url),
    (Table::Organization, "organizationemail", Field::Email),
    (Table::Service, "serviceid", Field::Id),
    (Table::Service, "serviceuuid", Field::Id),
    (Table::Service, "servicename", Field::Name),
    (Table::Service, "servicedescription", Field::Description),
    (Table::Service, "serviceurl", Field::Url),
    (Table::Service, "serviceemail", Field::Email),
    (Table::Location, "locationid", Field::Id),
    (Table::Location, "locationuuid", Field::Id),
    (Table::Location, "locationname", Field::Name),
    (Table::ServiceAtLocation, "serviceatlocationid", Field::Id),
    (Table::Phone, "phoneid", Field::Id),
    (Table::TaxonomyTerm, "termid", Field::Id),
    (Table::TaxonomyTerm, "term", Field::Name),
    (Table::Taxonomy, "taxonomyid", Field::Id),
];

/// Numbers for names of columns: those that are understood have the number of their [`Field`].
pub(super) struct Columns {
    names: Vec<String>,
    numbers: HashMap<String, u16>,
    aliases: HashMap<String, Field>,
}

impl Columns {
    pub(super) fn new() -> Self {
        let mut aliases = HashMap::new();
        for &field in Field::ALL {
            for name in field.names() {
                aliases.insert(letters(name), field);
            }
        }
        Self {
            names: Field::ALL
                .iter()
                .map(|field| field.names()[0].to_owned())
                .collect(),
            numbers: HashMap::new(),
            aliases,
        }
    }

    /// The number of a column of `table`, and whether it is understood.
    pub(super) fn number(&mut self, table: Table, column: &str) -> (u16, bool) {
        let folded = letters(column);
        let special = IN_TABLE
            .iter()
            .find(|(of, name, _)| *of == table && *name == folded)
            .map(|(_, _, field)| *field);
        if let Some(field) = special.or_else(|| self.aliases.get(&folded).copied()) {
            return (field as u16, true);
        }
        if let Some(&number) = self.numbers.get(column) {
            return (number, false);
        }
        let number = u16::try_from(self.names.len()).unwrap_or(u16::MAX);
        if number < u16::MAX {
            self.names.push(column.to_owned());
            self.numbers.insert(column.to_owned(), number);
        }
        (number, false)
    }

    /// The name of a column.
    pub(super) fn name(&self, number: u16) -> &str {
        self.names
            .get(usize::from(number))
            .map_or("", String::as_str)
    }
}

fn letters(name: &str) -> String {
    name.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_lowercase())
        .collect()
}

/// A row, or one of the rows that a row of a flat export stands for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) struct Row {
    pub(super) table: Table,
    /// Which row of the export, from 0, over all files.
    pub(super) at: u32,
    /// Cells that hold something, trimmed.
    pub(super) cells: Vec<(u16, String)>,
}

impl Row {
    pub(super) fn new(table: Table, at: u32) -> Self {
        Self {
            table,
            at,
            cells: Vec::new(),
        }
    }

    /// The cell, when it holds something.
    pub(super) fn get(&self, field: Field) -> Option<&str> {
        self.cells
            .iter()
            .find(|(number, _)| *number == field as u16)
            .map(|(_, value)| value.as_str())
    }

    pub(super) fn put(&mut self, field: Field, value: &str) {
        self.put_number(field as u16, value);
    }

    /// Adds a cell; what is blank, or says that there is nothing, is none.
    pub(super) fn put_number(&mut self, number: u16, value: &str) {
        let value = value.trim_matches(|character: char| {
            character.is_whitespace() || character == '\u{feff}' || character == '\0'
        });
        let nothing = ["null", "\\n", "n/a", "none", "nan"];
        if value.is_empty() || nothing.iter().any(|word| value.eq_ignore_ascii_case(word)) {
            return;
        }
        // A zone's name says more than an offset from UTC, whichever comes first (our own export has both).
        if number == Field::Timezone as u16
            && value.contains('/')
            && let Some((_, there)) = self.cells.iter_mut().find(|(known, _)| *known == number)
            && !there.contains('/')
        {
            value.clone_into(there);
        }
        // Two columns of one meaning: the first that holds something counts, unless it is added.
        if self.cells.iter().all(|(known, _)| *known != number) {
            self.cells.push((number, value.to_owned()));
        }
    }

    /// Adds to what is there.
    pub(super) fn append(&mut self, number: u16, value: &str) {
        if value.trim().is_empty() {
            return;
        }
        match self.cells.iter_mut().find(|(known, _)| *known == number) {
            Some((_, there)) => {
                there.push('\n');
                there.push_str(value.trim());
            }
            None => self.put_number(number, value),
        }
    }

    /// A yes in a column that asks.
    pub(super) fn yes(&self, field: Field) -> bool {
        self.get(field).is_some_and(is_yes)
    }
}

/// Yes, in the words of exports.
pub(super) fn is_yes(written: &str) -> bool {
    let yes = [
        "yes",
        "y",
        "true",
        "t",
        "1",
        "x",
        "oui",
        "o",
        "vrai",
        "confidential",
        "hidden",
        "private",
        "undisclosed",
        "confidentiel",
        "confidentielle",
    ];
    yes.iter().any(|word| written.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_known_by_their_other_names() {
        let mut columns = Columns::new();
        for (table, column, field) in [
            (Table::Organization, "organization_uuid", Field::Id),
            (Table::Service, "Organization ID", Field::OrganizationId),
            (Table::Language, "language", Field::Name),
            (Table::Attribute, "taxonomy_id", Field::TaxonomyTermId),
            (
                Table::Organization,
                "alternative_name",
                Field::AlternateName,
            ),
            (Table::Location, "LAT", Field::Latitude),
        ] {
            assert_eq!(
                columns.number(table, column),
                (field as u16, true),
                "{column}"
            );
        }
        let (number, known) = columns.number(Table::Service, "Favourite colour");
        assert!(!known);
        assert_eq!(columns.name(number), "Favourite colour");
        assert_eq!(
            columns.number(Table::Service, "Favourite colour"),
            (number, false)
        );
    }

    #[test]
    fn what_says_nothing_is_no_cell() {
        let mut row = Row::new(Table::Service, 0);
        for blank in ["", "  ", "NULL", "n/a", "\u{feff}"] {
            row.put(Field::Name, blank);
        }
        assert_eq!(row.get(Field::Name), None);
        row.put(Field::Name, " A ");
        row.put(Field::Name, "B");
        assert_eq!(row.get(Field::Name), Some("A"));
    }
}
