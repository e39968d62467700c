//! `[[service]]` of an organization's file, with its phones, coverage, location, hours, access and
//! provenance.

mod hours;
mod provenance;

use uuid::Uuid;

use crate::identity::shipped_id;
use crate::location::{Confidentiality, Coverage, Location, Precision};
use crate::phone::{Phone, PhoneKind};
use crate::service::{Access, Fees, Gender, Service, Status};
use crate::taxonomy::{TermId, Vocabulary};

use super::record::{DESCRIPTION, NAME, SENTENCE};
use super::references::References;
use super::table::Table;
use hours::hours;
use provenance::provenance;

/// Most phones of one service.
const PHONES: usize = 30;

const PHONE_KINDS: [(&str, PhoneKind); 4] = [
    ("voice", PhoneKind::Voice),
    ("tty", PhoneKind::Tty),
    ("sms", PhoneKind::Sms),
    ("fax", PhoneKind::Fax),
];

const CONFIDENTIALITIES: [(&str, Confidentiality); 3] = [
    ("public", Confidentiality::Public),
    ("approximate", Confidentiality::Approximate),
    ("hidden", Confidentiality::Hidden),
];

const STATUSES: [(&str, Status); 4] = [
    ("active", Status::Active),
    ("inactive", Status::Inactive),
    ("defunct", Status::Defunct),
    ("temporarily closed", Status::TemporarilyClosed),
];

/// Reads one service. Reading goes on after a fault, so that every fault is noted; what stands in for
/// a missing value never gets out, because one fault anywhere means no content.
pub(super) fn read(
    mut table: Table,
    organization_id: Uuid,
    references: &mut References,
) -> Service {
    let slug = table.slug("id");
    if let Some(slug) = &slug {
        references.give_service(&slug.value, table.at(&slug.span));
    }
    let slug = slug.map(|slug| slug.value).unwrap_or_default();
    for key in ["coverage", "provenance"] {
        if !table.has(key) {
            table.missing(key);
        }
    }
    let (languages, interpretation) = languages(&mut table);
    let service = Service {
        id: shipped_id("service", &slug),
        slug,
        organization_id,
        name: table.required_both("name", NAME).unwrap_or_default(),
        description: table
            .required_both("description", DESCRIPTION)
            .unwrap_or_default(),
        status: table
            .required_choice("status", &STATUSES)
            .unwrap_or_default(),
        listed: table.flag("listed").unwrap_or(true),
        needs: terms(&mut table, "needs", Vocabulary::Need, references),
        everyone: table.flag("everyone").unwrap_or(false),
        populations: terms(
            &mut table,
            "populations",
            Vocabulary::Population,
            references,
        ),
        exploitation: terms(
            &mut table,
            "exploitation",
            Vocabulary::Exploitation,
            references,
        ),
        dedicated: table.flag("dedicated").unwrap_or(false),
        fees: table
            .choice("fees", &[("free", Fees::Free)])
            .unwrap_or_default(),
        email: table.email("email"),
        website: table.website("website"),
        phones: phones(&mut table),
        coverage: coverage(&mut table, references).unwrap_or(Coverage::National),
        location: location(&mut table),
        hours: hours(&mut table).unwrap_or_default(),
        languages,
        interpretation,
        access: access(&mut table),
        provenance: provenance(&mut table),
        last_modified: None,
    };
    table.finish();
    service
}

fn terms(
    table: &mut Table,
    key: &'static str,
    vocabulary: Vocabulary,
    references: &mut References,
) -> Vec<TermId> {
    let written = match vocabulary {
        Vocabulary::Need => table.required_list(key, NAME),
        Vocabulary::Population | Vocabulary::Exploitation => table.list(key, NAME),
    };
    let written = written.into_iter();
    written
        .map(|term| {
            let id = TermId(term.value);
            references.mean_term(&id, Some(vocabulary), table.at(&term.span));
            id
        })
        .collect()
}

fn phones(table: &mut Table) -> Vec<Phone> {
    let phones = table.tables("phones", "the phone");
    if phones.len() > PHONES {
        let span = table.span_of("phones");
        let problem = format!(
            "the service has {} phones; {PHONES} is the most",
            phones.len()
        );
        table.fault(&span, problem, "keep the numbers a person should try");
    }
    phones.into_iter().filter_map(phone).collect()
}

fn phone(mut table: Table) -> Option<Phone> {
    let number = table.parsed(
        "number",
        "write it as it is dialled, such as 1-800-555-0100 or 211",
    );
    let kind = table.required_choice("type", &PHONE_KINDS);
    let keyword = table.text("keyword", 40);
    if let (Some(keyword), Some(PhoneKind::Voice | PhoneKind::Tty | PhoneKind::Fax)) =
        (&keyword, kind)
    {
        let problem = "a keyword is a word to text, and this is not an sms line";
        let remedy = "write type = \"sms\", or delete the keyword";
        table.fault(&keyword.span, problem, remedy);
    }
    let extension = table.text("extension", 10);
    if let Some(extension) = &extension
        && !extension.value.bytes().all(|byte| byte.is_ascii_digit())
    {
        let problem = format!("the extension {:?} is not digits", extension.value);
        table.fault(
            &extension.span,
            problem,
            "write its digits between quotes, such as \"12\"",
        );
    }
    let label = table.both("label", NAME).unwrap_or_default();
    let hours = hours(&mut table);
    let languages = table.languages("languages");
    table.finish();
    Some(Phone {
        number: number?,
        kind: kind?,
        keyword: keyword.map(|keyword| keyword.value),
        extension: extension.map(|extension| extension.value),
        label,
        hours,
        languages,
    })
}

fn coverage(table: &mut Table, references: &mut References) -> Option<Coverage> {
    #[derive(Clone, Copy)]
    enum Scope {
        National,
        Provinces,
        Region,
    }
    let mut table = table.table("coverage", "the coverage")?;
    let scope = table.required_choice(
        "scope",
        &[
            ("national", Scope::National),
            ("provinces", Scope::Provinces),
            ("region", Scope::Region),
        ],
    );
    let coverage = match scope? {
        Scope::National => Some(Coverage::National),
        Scope::Provinces => {
            let written = table.required_list("provinces", NAME);
            let provinces = written.iter().filter_map(|code| table.parse_province(code));
            Some(Coverage::Provinces(provinces.collect()))
        }
        Scope::Region => table.required_text("region", NAME).map(|region| {
            references.mean_region(&region.value, table.at(&region.span));
            Coverage::Region(crate::geography::RegionId(region.value))
        }),
    };
    table.finish();
    coverage
}

fn location(table: &mut Table) -> Option<Location> {
    let mut table = table.table("location", "the location")?;
    let city = table.required_text("city", NAME);
    let province = table.province("province");
    let point = table.point();
    let precisions = [("city", Precision::City), ("address", Precision::Address)];
    let precision = if point.is_some() {
        table.required_choice("precision", &precisions)
    } else {
        table
            .choice("precision", &precisions)
            .or(Some(Precision::City))
    };
    let confidentiality = table.required_choice("confidentiality", &CONFIDENTIALITIES);
    let address = table.text("address", SENTENCE);
    if let (Some(address), Some(Confidentiality::Approximate | Confidentiality::Hidden)) =
        (&address, confidentiality)
    {
        let problem = "a location that is not public has an address";
        table.fault(
            &address.span,
            problem,
            "delete the address: this file is public",
        );
    }
    table.finish();
    Some(Location {
        city: city?.value,
        province: province?,
        point,
        precision: precision?,
        confidentiality: confidentiality?,
        address: address.map(|address| address.value),
    })
}

fn languages(table: &mut Table) -> (Vec<String>, kernel::Text) {
    let Some(mut table) = table.table("languages", "the table of languages") else {
        return Default::default();
    };
    let spoken = table.languages("spoken");
    let interpretation = table.both("interpretation", SENTENCE).unwrap_or_default();
    table.finish();
    (spoken, interpretation)
}

fn access(table: &mut Table) -> Access {
    let Some(mut table) = table.table("access", "the access") else {
        return Access::default();
    };
    let access = Access {
        police_report_needed: table.flag("police_report_needed"),
        status_needed: table.flag("status_needed"),
        id_needed: table.flag("id_needed"),
        children_welcome: table.flag("children_welcome"),
        pets_welcome: table.flag("pets_welcome"),
        gender: table.choice(
            "gender",
            &[
                ("women", Gender::Women),
                ("men", Gender::Men),
                ("any", Gender::Any),
            ],
        ),
        minimum_age: table.whole("minimum_age", 120),
        maximum_age: table.whole("maximum_age", 120),
        indigenous_led: table.flag("indigenous_led"),
        by_and_for: table.flag("by_and_for"),
    };
    if let (Some(minimum), Some(maximum)) = (access.minimum_age, access.maximum_age)
        && minimum > maximum
    {
        let problem = format!("the minimum age {minimum} is above the maximum age {maximum}");
        table.fault(&table.span_of("minimum_age"), problem, "exchange them");
    }
    table.finish();
    access
}
