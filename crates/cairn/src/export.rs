//! `cairn directory export`: what is public of the directory, as a file for other programs.

use std::collections::HashMap;
use std::fs;
use std::io::{self, BufWriter, Seek, Write};
use std::path::Path;

use ::directory::Listing;
use ::directory::content::Content;
use ::directory::hsds::tables::Tables;
use ::directory::hsds::{Depth, Edge, PublicOrganization, package};
use anyhow::{Context as _, bail};
use kernel::{Actor, Clock as _, SystemClock};
use tempfile::NamedTempFile;
use uuid::Uuid;

use crate::cli::{ExportArguments, ExportFormat};
use crate::config::Config;
use crate::report::Waiting;
use crate::{DONE, house};

/// What is public, ready to be written.
struct Public {
    content: Content,
    listings: Vec<Listing>,
    organizations: HashMap<Uuid, PublicOrganization>,
}

/// Writes the export. A file is complete or is not there: it takes its name once it is whole.
pub async fn run(config: &Config, arguments: &ExportArguments) -> anyhow::Result<u8> {
    if arguments.format == ExportFormat::Datapackage && arguments.output.is_none() {
        bail!("a data package is a zip file: say where to write it, with --output FILE");
    }
    let public = read(config).await?;
    let waiting = Waiting::on("Writing the export");
    if let Some(path) = &arguments.output {
        to_file(path, |file| write(&public, arguments, file))?;
    } else {
        let mut bytes = io::Cursor::new(Vec::new());
        write(&public, arguments, &mut bytes)?;
        let mut out = io::stdout().lock();
        let said = out
            .write_all(&bytes.into_inner())
            .and_then(|()| out.flush());
        match said {
            // Whoever reads has enough: `cairn directory export … | head`.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
            said => said?,
        }
    }
    waiting.done();
    Ok(DONE)
}

async fn read(config: &Config) -> anyhow::Result<Public> {
    let store = house::open_store(config).await?;
    let content = house::shipped_content()?;
    store
        .load_content(&Actor::System, &content, SystemClock.now())
        .await?;
    // As the public would: nothing that is not public comes near the file.
    let listings = store.listings(&Actor::Public, &content.gazetteer).await?;
    let organizations = store.public_organizations(&Actor::Public).await?;
    Ok(Public {
        content,
        listings,
        organizations: organizations
            .into_iter()
            .map(|organization| (organization.id, organization))
            .collect(),
    })
}

fn to_file(
    path: &Path,
    write: impl FnOnce(&mut fs::File) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let said = || format!("writing {}", path.display());
    let mut file = NamedTempFile::new_in(folder).with_context(said)?;
    write(file.as_file_mut()).with_context(said)?;
    file.as_file().sync_all().with_context(said)?;
    file.persist(path).with_context(said)?;
    Ok(())
}

fn write(
    public: &Public,
    arguments: &ExportArguments,
    into: &mut (impl Write + Seek),
) -> anyhow::Result<()> {
    let edge = Edge {
        lang: arguments.lang,
        version: arguments.version,
        now: SystemClock.now(),
        taxonomy: &public.content.taxonomy,
        language_name: &web::language_name,
    };
    match arguments.format {
        ExportFormat::Csv => {
            into.write_all(&web::table(public.listings.iter(), arguments.lang)?)?;
        }
        ExportFormat::Datapackage => {
            let mut tables = Tables::new()?;
            for listing in &public.listings {
                tables.add(
                    "service",
                    &serde_json::to_value(service(public, &edge, listing))?,
                )?;
            }
            for term in public.content.taxonomy.terms() {
                let term = serde_json::to_value(edge.taxonomy_term(term))?;
                tables.add("taxonomy_term", &term)?;
            }
            package::write(tables, arguments.version, into)?;
        }
        ExportFormat::HsdsJson | ExportFormat::Ndjson => {
            let (first, between, last) = match arguments.format {
                ExportFormat::HsdsJson => ("[\n", ",\n", "\n]\n"),
                _ => ("", "\n", "\n"),
            };
            let mut out = BufWriter::new(into);
            out.write_all(first.as_bytes())?;
            for (at, listing) in public.listings.iter().enumerate() {
                if at > 0 {
                    out.write_all(between.as_bytes())?;
                }
                serde_json::to_writer(&mut out, &service(public, &edge, listing))?;
            }
            out.write_all(last.as_bytes())?;
            out.flush()?;
        }
    }
    Ok(())
}

fn service(
    public: &Public,
    edge: &Edge<'_>,
    listing: &Listing,
) -> ::directory::hsds::objects::Service {
    match public.organizations.get(&listing.organization_id) {
        Some(organization) => edge.service(listing, organization, Depth::Full),
        None => edge.service(listing, &PublicOrganization::from(listing), Depth::Full),
    }
}
