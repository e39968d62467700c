//! HSDS objects as they are written: names, order and required fields of the standard's schemas
//! (3.1), then what Cairn's profile adds (content/standards/profile/).
//!
//! Only what the directory knows has a field. What is not known is left out, never null.

use std::collections::BTreeMap;

use serde::Serialize;
use uuid::Uuid;

/// Something that is left out of an object when there is nothing to say.
trait Absent {
    fn is_absent(&self) -> bool;
}

impl<T> Absent for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T> Absent for Vec<T> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<K, V> Absent for BTreeMap<K, V> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

/// What every object of that name must say is never absent.
macro_rules! always_said {
    ($($kind:ty),*) => {
        $(impl Absent for $kind {
            fn is_absent(&self) -> bool {
                false
            }
        })*
    };
}

always_said!(
    Uuid,
    String,
    &'static str,
    bool,
    f64,
    u16,
    Verification,
    Coverage
);

macro_rules! objects {
    ($($(#[$about:meta])* $name:ident { $($(#[$what:meta])* $field:ident: $kind:ty,)* })*) => {
        $(
            $(#[$about])*
            #[derive(Debug, Clone, Default, PartialEq, Serialize)]
            pub struct $name {
                $(
                    $(#[$what])*
                    #[serde(skip_serializing_if = "Absent::is_absent")]
                    pub $field: $kind,
                )*
            }
        )*
    };
}

/// The texts of an object by field (profile: `translations`).
pub type Translations = BTreeMap<&'static str, BothLanguages>;

objects! {
    /// One text in both languages (profile: `text`).
    BothLanguages {
        /// English.
        en: Option<String>,
        /// French.
        fr: Option<String>,
    }

    /// HSDS `service`.
    Service {
        /// HSDS.
        id: Uuid,
        /// HSDS.
        organization_id: Uuid,
        /// HSDS.
        name: String,
        /// HSDS.
        description: Option<String>,
        /// HSDS.
        url: Option<String>,
        /// HSDS.
        email: Option<String>,
        /// HSDS: `active` or `temporarily closed`.
        status: &'static str,
        /// HSDS.
        interpretation_services: Option<String>,
        /// HSDS.
        fees_description: Option<String>,
        /// HSDS, years.
        minimum_age: Option<u8>,
        /// HSDS, years.
        maximum_age: Option<u8>,
        /// HSDS: the day the organization confirmed it.
        assured_date: Option<String>,
        /// HSDS: when something the public may see last changed.
        last_modified: Option<String>,
        /// HSDS.
        phones: Vec<Phone>,
        /// HSDS, deprecated in 3.3.
        schedules: Vec<Schedule>,
        /// HSDS.
        service_areas: Vec<ServiceArea>,
        /// HSDS: none, or one.
        service_at_locations: Vec<ServiceAtLocation>,
        /// HSDS.
        languages: Vec<Language>,
        /// HSDS.
        organization: Option<Box<Organization>>,
        /// HSDS.
        cost_options: Vec<CostOption>,
        /// HSDS, from 3.1: free places, when the service counts them.
        capacities: Vec<ServiceCapacity>,
        /// HSDS.
        attributes: Vec<Attribute>,
        /// HSDS 3.3: the schedules under their new name.
        operating_hours: Vec<Schedule>,
        /// Profile.
        translations: Translations,
        /// Profile.
        other_language: Vec<&'static str>,
        /// Profile.
        dedicated: bool,
        /// Profile.
        serves_everyone: bool,
        /// Profile; absent when nothing is known.
        access: Option<Access>,
        /// Profile.
        coverage: Coverage,
        /// Profile.
        verification: Verification,
    }

    /// What a client needs to know whether to read a service again.
    Minimal {
        /// HSDS.
        id: Uuid,
        /// The word of HSDS's description of `minimal`.
        modified_date: Option<String>,
        /// The field's name in HSDS `service`.
        last_modified: Option<String>,
    }

    /// HSDS `organization`.
    Organization {
        /// HSDS.
        id: Uuid,
        /// HSDS.
        name: String,
        /// HSDS; empty when nobody has written it.
        description: String,
        /// HSDS.
        email: Option<String>,
        /// HSDS.
        website: Option<String>,
        /// HSDS: only of an organization that can be read here.
        parent_organization_id: Option<Uuid>,
        /// HSDS, of a whole organization.
        services: Vec<OrganizationService>,
        /// Profile.
        translations: Translations,
        /// Profile.
        other_language: Vec<&'static str>,
    }

    /// A service of an organization by its id alone.
    ServiceReference {
        /// HSDS.
        id: Uuid,
        /// HSDS.
        name: String,
        /// HSDS.
        status: &'static str,
    }

    /// HSDS `service_at_location`.
    ServiceAtLocation {
        /// HSDS.
        id: Uuid,
        /// HSDS, tabular.
        service_id: Uuid,
        /// HSDS, tabular.
        location_id: Uuid,
        /// HSDS, from 3.1.
        service_areas: Vec<ServiceArea>,
        /// HSDS.
        location: Option<Location>,
        /// HSDS, where the object is read by itself.
        service: Option<Box<Service>>,
    }

    /// HSDS `location`: a place that may be told.
    Location {
        /// HSDS.
        id: Uuid,
        /// HSDS: `physical`.
        location_type: &'static str,
        /// HSDS: the town and its province.
        name: String,
        /// HSDS: the place's, or its town's.
        latitude: Option<f64>,
        /// HSDS.
        longitude: Option<f64>,
        /// HSDS: none, or one.
        addresses: Vec<Address>,
        /// Profile: `public` or `approximate`.
        confidentiality: &'static str,
        /// Profile.
        city: String,
        /// Profile.
        state_province: &'static str,
    }

    /// HSDS `address`.
    Address {
        /// HSDS.
        id: Uuid,
        /// HSDS.
        address_1: String,
        /// HSDS.
        city: String,
        /// HSDS: two-letter code.
        state_province: &'static str,
        /// HSDS; empty when it is not in the address.
        postal_code: String,
        /// HSDS: `CA`.
        country: &'static str,
        /// HSDS: `physical`.
        address_type: &'static str,
    }

    /// HSDS `phone`.
    Phone {
        /// HSDS.
        id: Uuid,
        /// HSDS: `+18005550100`, or a short number as it is dialled.
        number: String,
        /// HSDS.
        extension: Option<u32>,
        /// HSDS, words of RFC 6350.
        r#type: &'static str,
        /// HSDS.
        description: Option<String>,
        /// HSDS.
        languages: Vec<Language>,
        /// Profile.
        translations: Translations,
        /// Profile.
        other_language: Vec<&'static str>,
        /// Profile: with its zeros in front.
        extension_digits: Option<String>,
        /// Profile.
        keyword: Option<String>,
        /// Profile.
        schedules: Vec<Schedule>,
    }

    /// HSDS `schedule`.
    Schedule {
        /// HSDS.
        id: Uuid,
        /// HSDS.
        valid_from: Option<String>,
        /// HSDS.
        valid_to: Option<String>,
        /// HSDS: hours from UTC.
        timezone: Option<f64>,
        /// HSDS: `WEEKLY`.
        freq: Option<&'static str>,
        /// HSDS: `MO,TU`.
        byday: Option<String>,
        /// HSDS: the source's own words.
        description: Option<String>,
        /// HSDS.
        opens_at: Option<String>,
        /// HSDS.
        closes_at: Option<String>,
        /// HSDS.
        notes: Option<String>,
        /// Profile.
        translations: Translations,
        /// Profile.
        other_language: Vec<&'static str>,
        /// Profile: IANA name.
        time_zone: Option<String>,
        /// Profile: `open`, `closed` or `unknown`.
        open_state: &'static str,
    }

    /// HSDS `service_area`.
    ServiceArea {
        /// HSDS.
        id: Uuid,
        /// HSDS.
        name: Option<String>,
        /// HSDS: a list of postal areas, where the area is known by them.
        extent: Option<String>,
        /// HSDS.
        extent_type: Option<&'static str>,
        /// Profile.
        translations: Translations,
        /// Profile.
        other_language: Vec<&'static str>,
    }

    /// HSDS `language`.
    Language {
        /// HSDS.
        id: Uuid,
        /// HSDS.
        name: Option<String>,
        /// HSDS: ISO 639-3.
        code: String,
    }

    /// HSDS `cost_option`.
    CostOption {
        /// HSDS.
        id: Uuid,
        /// HSDS.
        option: String,
        /// HSDS.
        currency: &'static str,
        /// HSDS.
        amount: f64,
        /// Profile.
        translations: Translations,
    }

    /// HSDS `service_capacity`: how many places are free, and when somebody counted them.
    ServiceCapacity {
        /// HSDS.
        id: Uuid,
        /// HSDS.
        unit: Option<Unit>,
        /// HSDS: free as of `updated`.
        available: u16,
        /// HSDS.
        maximum: Option<u16>,
        /// HSDS: RFC 3339. A figure more than 24 hours old says little.
        updated: String,
    }

    /// HSDS `unit`: what is counted.
    Unit {
        /// HSDS.
        id: Uuid,
        /// HSDS: `bed`, `room` or `place`, in the language asked for.
        name: String,
        /// HSDS: the word that stays the same in any language, `bed`, `room` or `place`.
        identifier: &'static str,
    }

    /// HSDS `attribute`.
    Attribute {
        /// HSDS.
        id: Uuid,
        /// HSDS.
        link_id: Uuid,
        /// HSDS.
        taxonomy_term_id: Uuid,
        /// HSDS.
        link_type: &'static str,
        /// HSDS.
        link_entity: &'static str,
        /// HSDS.
        taxonomy_term: Option<TaxonomyTerm>,
        /// HSDS, from 3.1.
        label: Option<String>,
    }

    /// HSDS `taxonomy_term`.
    TaxonomyTerm {
        /// HSDS.
        id: Uuid,
        /// HSDS.
        code: String,
        /// HSDS.
        name: String,
        /// HSDS.
        description: String,
        /// HSDS: name of the taxonomy.
        taxonomy: String,
        /// HSDS.
        taxonomy_detail: Option<Taxonomy>,
        /// HSDS: ISO 639-3 code of the plain texts.
        language: &'static str,
        /// HSDS.
        taxonomy_id: Uuid,
        /// Profile.
        translations: Translations,
        /// Profile.
        other_language: Vec<&'static str>,
        /// Profile: the field's own word.
        formal_name: Option<BothLanguages>,
    }

    /// HSDS `taxonomy`.
    Taxonomy {
        /// HSDS.
        id: Uuid,
        /// HSDS.
        name: String,
        /// HSDS.
        description: String,
        /// Profile.
        translations: Translations,
    }

    /// What one needs, and need not (profile: `access`).
    Access {
        /// Profile.
        police_report_needed: Option<bool>,
        /// Profile.
        status_needed: Option<bool>,
        /// Profile.
        id_needed: Option<bool>,
        /// Profile.
        children_welcome: Option<bool>,
        /// Profile.
        pets_welcome: Option<bool>,
        /// Profile.
        gender: Option<&'static str>,
        /// Profile.
        indigenous_led: Option<bool>,
        /// Profile.
        by_and_for: Option<bool>,
    }

    /// Whom a service reaches (profile: `coverage`).
    Coverage {
        /// Profile: `national`, `provinces` or `circle`.
        extent: &'static str,
        /// Profile.
        name: Option<BothLanguages>,
        /// Profile.
        provinces: Vec<&'static str>,
        /// Profile.
        centre: Option<Centre>,
        /// Profile, kilometres.
        radius_km: Option<f64>,
        /// Profile.
        forward_sortation_areas: Vec<String>,
    }

    /// The middle of a circle, degrees.
    Centre {
        /// Degrees north.
        latitude: f64,
        /// Degrees east.
        longitude: f64,
    }

    /// How well a record is known (profile: `verification`).
    Verification {
        /// Profile: `verified`, `read-in-source` or `not-yet-verified`.
        standing: &'static str,
        /// Profile.
        verified_on: Option<String>,
        /// Profile.
        review_by: Option<String>,
        /// Profile.
        read_on: Option<String>,
        /// Profile.
        source_date: Option<String>,
        /// Profile.
        sources: Vec<String>,
    }
}

/// A service inside a whole organization.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum OrganizationService {
    /// By its id.
    Reference(ServiceReference),
    /// Whole (`full_service`).
    Full(Box<Service>),
}
