//! `directory/<province>/<organization>.toml`: one organization with its services.

use crate::geography::Province;
use crate::identity::shipped_id;
use crate::organization::Organization;
use crate::service::Service;

use super::record::NAME;
use super::references::References;
use super::services;
use super::sheet::Sheet;
use super::table::Table;

/// The folder is `ca` or a province's code.
pub(super) fn check_folder(sheet: &Sheet, folder: &str) {
    let is_province = Province::ALL
        .iter()
        .any(|province| province.code().to_lowercase() == folder);
    if folder != "ca" && !is_province {
        sheet.fault_in_file(
            format!("there is no province for the folder {folder:?}"),
            "put the file in ca/ or in a province's folder, such as bc/",
        );
    }
}

/// Reads a file; `slug` is its name without `.toml`.
pub(super) fn read(
    sheet: &Sheet,
    slug: &str,
    references: &mut References,
) -> Option<(Organization, Vec<Service>)> {
    let mut table = Table::document(sheet)?;
    let id = table.slug("id");
    if let Some(id) = &id {
        references.give_organization(&id.value, table.at(&id.span));
        if id.value != slug {
            table.fault(
                &id.span,
                format!("the id {:?} is not the file's name", id.value),
                format!("name the file {}.toml, or write id = {slug:?}", id.value),
            );
        }
    }
    let name = table.required_both("name", NAME);
    let website = table.website("website");
    let organization_id = shipped_id("organization", slug);
    let services: Vec<Service> = table
        .tables("service", "the service")
        .into_iter()
        .map(|service| services::read(service, organization_id, references))
        .collect();
    table.finish();
    let organization = Organization {
        id: organization_id,
        slug: id?.value,
        name: name?,
        description: kernel::Text::default(),
        website,
        email: None,
        parent_organization_id: None,
    };
    Some((organization, services))
}
