//! Joining the rows of an export: by sorting, so that memory is bounded however large it is.
//!
//! Four passes, each over rows in the order of one key: organizations; links between services and
//! locations; locations, which the links take with them to their services; services. Where a key has
//! rows and no record of its own, those rows are orphans.

use std::collections::{BTreeMap, HashMap};
use std::io;

use kernel::{Lang, Text};
use uuid::Uuid;

use super::cells;
use super::fault::FaultKind;
use super::intake::{Intake, Part, Place};
use super::make::{Maker, Owner};
use super::report::Outcome;
use super::row::{Field, Row};
use super::sort::{Scratch, Sorted, Sorter};
use super::{Harvest, Stage, Table, profile, words};
use crate::geography::Gazetteer;
use crate::organization::Organization;
use crate::taxonomy::Taxonomy;
use crate::text;

/// Most rows that may belong to one record; more come of a mistake, or of malice.
const MOST_OF_ONE: usize = 5_000;

/// Joins everything that was read.
pub(super) fn assemble<'s>(
    mut intake: Intake<'s>,
    gazetteer: &Gazetteer,
    taxonomy: &Taxonomy,
    scratch: &'s dyn Scratch,
) -> io::Result<Harvest> {
    const BUDGET: usize = 48 << 20;
    let mut organizations_out = Sorter::new(scratch, BUDGET);
    let mut services_out = Sorter::new(scratch, BUDGET);

    let sorted = take_sorter(&mut intake.organizations, scratch).finish()?;
    let owners = organizations(&mut intake, sorted, &mut organizations_out)?;
    let sorted = take_sorter(&mut intake.links, scratch).finish()?;
    links(&mut intake, sorted)?;
    let sorted = take_sorter(&mut intake.locations, scratch).finish()?;
    locations(&mut intake, sorted, &owners)?;
    let sorted = take_sorter(&mut intake.services, scratch).finish()?;
    let maker = Maker::new(intake.options, gazetteer, taxonomy);
    services(
        &mut intake,
        sorted,
        &owners,
        &maker,
        &mut organizations_out,
        &mut services_out,
    )?;

    // Terms that nothing refers to are of no use here.
    let terms: Vec<(Row, bool)> = intake
        .terms
        .drain()
        .map(|(_, term)| (term.row, term.used))
        .collect();
    for (row, used) in terms {
        if used {
            intake.report.mark(row.at, Outcome::Used);
        } else {
            intake.ignore(FaultKind::NoUseHere, &row)?;
        }
    }
    // Rows of locations whose services are not there, unless another service took them.
    let mut perhaps = take_sorter(&mut intake.perhaps, scratch).finish()?;
    while let Some((_, mut rows)) = perhaps.next_group::<(FaultKind, Row)>(1, |_| Ok(()))? {
        if let Some((kind, row)) = rows.pop()
            && intake.report.outcomes.get(row.at as usize) != Some(&Outcome::Used)
        {
            intake.refuse(kind, row)?;
        }
    }
    intake.report.faults.settle();
    let quarantine = take_sorter(&mut intake.quarantine, scratch).finish()?;
    Ok(Harvest {
        organizations: organizations_out.finish()?,
        services: services_out.finish()?,
        quarantine,
        columns: intake.columns,
        report: intake.report,
    })
}

fn take_sorter<'s>(sorter: &mut Sorter<'s>, scratch: &'s dyn Scratch) -> Sorter<'s> {
    std::mem::replace(sorter, Sorter::new(scratch, 48 << 20))
}

/// What is known of the organizations of an export.
#[derive(Default)]
struct Owners {
    by_key: HashMap<u128, Owner>,
    by_name: HashMap<u64, u128>,
}

fn name_key(name: &str) -> u64 {
    let mut folded = String::new();
    for word in text::words(name) {
        text::fold_into(word, &mut folded);
    }
    // FNV-1a; a collision gives a service to the wrong organization only if 64 bits agree.
    folded.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// The first row of a record and what of the others says the same or something else.
fn one_record(intake: &mut Intake<'_>, rows: Vec<Row>) -> io::Result<Option<Row>> {
    let mut rows = rows.into_iter();
    let Some(first) = rows.next() else {
        return Ok(None);
    };
    for row in rows {
        let same = row.cells.iter().all(|(number, value)| {
            first
                .cells
                .iter()
                .any(|(known, there)| known == number && there == value)
        });
        if same {
            intake.report.note(FaultKind::SameTwice, row.at);
            intake.report.mark(row.at, Outcome::Merged);
        } else {
            intake.refuse(FaultKind::IdReused, row)?;
        }
    }
    Ok(Some(first))
}

fn organizations(
    intake: &mut Intake<'_>,
    mut sorted: Sorted,
    out: &mut Sorter<'_>,
) -> io::Result<Owners> {
    let lang = intake.options.lang;
    let mut owners = Owners::default();
    let mut parents: HashMap<u128, (u128, u32)> = HashMap::new();
    let mut held = Vec::new();
    loop {
        let mut extra = Vec::new();
        let Some((key, rows)) = sorted.next_group::<Row>(MOST_OF_ONE, |row| {
            extra.push(row);
            Ok(())
        })?
        else {
            break;
        };
        for row in extra {
            intake.refuse(FaultKind::IdReused, row)?;
        }
        let (own, others): (Vec<Row>, Vec<Row>) = rows
            .into_iter()
            .partition(|row| row.table == Table::Organization);
        let Some(row) = one_record(intake, own)? else {
            for row in others {
                intake.refuse(FaultKind::OrphanOfOrganization, row)?;
            }
            continue;
        };
        let Some(name) = row
            .get(Field::Name)
            .map(words::line)
            .filter(|name| !name.text.is_empty())
        else {
            intake.refuse(FaultKind::NoName, row)?;
            for row in others {
                intake.refuse(FaultKind::OrphanOfOrganization, row)?;
            }
            continue;
        };
        let id = Uuid::from_u128(key);
        let mut organization = Organization {
            id,
            slug: cells::slug(&name.text, id),
            name: side(lang, name.text.clone()),
            description: Text::default(),
            website: None,
            email: None,
            parent_organization_id: None,
        };
        if name.html {
            intake.report.note(FaultKind::Html, row.at);
        }
        if let Some(said) = row.get(Field::Description) {
            let plain = words::plain(said);
            cells::note_plain(&plain, row.at, &mut |kind, at| intake.report.note(kind, at));
            organization.description = side(lang, plain.text);
        }
        let translations = profile::Translations::of(&row);
        translations.fill("name", &mut organization.name, profile::line);
        translations.fill("description", &mut organization.description, profile::text);
        if let Some(url) = row.get(Field::Url) {
            organization.website = cells::website(url);
            if organization.website.is_none() {
                intake.report.note(FaultKind::BadUrl, row.at);
            }
        }
        if let Some(email) = row.get(Field::Email) {
            organization.email = cells::email(email);
            if organization.email.is_none() {
                intake.report.note(FaultKind::BadEmail, row.at);
            }
        }
        if let Some(parent) = row.get(Field::ParentOrganizationId) {
            parents.insert(key, (intake.key(Table::Organization, parent), row.at));
        }
        let mut owner = Owner {
            id,
            phones: Vec::new(),
            email: organization.email.clone(),
            website: organization.website.clone(),
        };
        for child in others {
            if child.table == Table::Phone {
                let (phones, faults) = super::phones::read(&child, lang);
                let kept = !phones.is_empty();
                owner.phones.extend(phones);
                phone_outcome(intake, child, kept, &faults)?;
            } else {
                // Where letters go to an organization: nothing here holds it.
                intake.ignore(FaultKind::NoUseHere, &child)?;
            }
        }
        intake.report.mark(row.at, Outcome::Used);
        intake.report.organizations += 1;
        owners.by_name.entry(name_key(&name.text)).or_insert(key);
        owners.by_key.insert(key, owner);
        if parents.contains_key(&key) {
            held.push(organization);
        } else {
            push_json(out, key, &organization)?;
        }
        (intake.options.watch)(Stage::Joining, u64::from(intake.report.organizations));
    }
    for mut organization in held {
        let key = organization.id.as_u128();
        let Some(&(parent, at)) = parents.get(&key) else {
            continue;
        };
        if !owners.by_key.contains_key(&parent) {
            intake.report.note(FaultKind::ParentMissing, at);
        } else if goes_round(key, &parents) {
            intake.report.note(FaultKind::ParentCycle, at);
        } else {
            organization.parent_organization_id = Some(Uuid::from_u128(parent));
        }
        push_json(out, key, &organization)?;
    }
    Ok(owners)
}

/// Following the parents comes back to where it began, or to a circle.
fn goes_round(from: u128, parents: &HashMap<u128, (u128, u32)>) -> bool {
    let mut at = from;
    let mut steps = 0;
    while let Some(&(parent, _)) = parents.get(&at) {
        at = parent;
        steps += 1;
        if at == from || steps > 64 {
            return true;
        }
    }
    false
}

fn phone_outcome(
    intake: &mut Intake<'_>,
    row: Row,
    kept: bool,
    faults: &[FaultKind],
) -> io::Result<()> {
    for kind in faults {
        intake.report.note(*kind, row.at);
    }
    if kept {
        intake.report.mark(row.at, Outcome::Used);
        return Ok(());
    }
    if let Some(kind @ FaultKind::BadPhone) = faults.first() {
        return intake.refuse_noted(*kind, row);
    }
    intake.report.mark(row.at, Outcome::Ignored);
    Ok(())
}

fn links(intake: &mut Intake<'_>, mut sorted: Sorted) -> io::Result<()> {
    loop {
        let mut extra = Vec::new();
        let Some((key, rows)) = sorted.next_group::<Row>(MOST_OF_ONE, |row| {
            extra.push(row);
            Ok(())
        })?
        else {
            return Ok(());
        };
        for row in extra {
            intake.refuse(FaultKind::IdReused, row)?;
        }
        let (mut own, children): (Vec<Row>, Vec<Row>) = rows
            .into_iter()
            .partition(|row| row.table == Table::ServiceAtLocation);
        if own.is_empty() {
            for row in children {
                intake.refuse(FaultKind::OrphanOfPlace, row)?;
            }
            continue;
        }
        let first = own.remove(0);
        let ends = |row: &Row| {
            (
                row.get(Field::ServiceId).map(ToOwned::to_owned),
                row.get(Field::LocationId).map(ToOwned::to_owned),
            )
        };
        for (nth, row) in own.into_iter().enumerate() {
            if ends(&row) == ends(&first) {
                intake.report.note(FaultKind::SameTwice, row.at);
                intake.report.mark(row.at, Outcome::Merged);
            } else {
                // A link is its two ends: it stands without an id of its own.
                intake.report.note(FaultKind::IdReused, row.at);
                let id = format!("{key:x}/{nth}");
                let key = intake.key(Table::ServiceAtLocation, &id);
                push_place(intake, key, row, Vec::new())?;
            }
        }
        push_place(intake, key, first, children)?;
    }
}

fn push_place(intake: &mut Intake<'_>, key: u128, link: Row, own: Vec<Row>) -> io::Result<()> {
    let location = intake.key(
        Table::Location,
        link.get(Field::LocationId).unwrap_or_default(),
    );
    let place = Place {
        key,
        link,
        own,
        location: Vec::new(),
    };
    intake
        .locations
        .push(location, &Part::Place(Box::new(place)))
}

fn locations(intake: &mut Intake<'_>, mut sorted: Sorted, owners: &Owners) -> io::Result<()> {
    loop {
        let mut extra = Vec::new();
        let Some((_, parts)) = sorted.next_group::<Part>(MOST_OF_ONE, |part| {
            extra.push(part);
            Ok(())
        })?
        else {
            return Ok(());
        };
        let (mut own, mut children, mut places) = (Vec::new(), Vec::new(), Vec::new());
        for part in parts.into_iter().chain(extra) {
            match part {
                Part::Row(row) if row.table == Table::Location => own.push(row),
                Part::Row(row) => children.push(row),
                Part::Place(place) => places.push(place),
            }
        }
        let Some(location) = one_record(intake, own)? else {
            for row in children {
                intake.refuse(FaultKind::OrphanOfLocation, row)?;
            }
            for place in places {
                intake.refuse(FaultKind::OrphanOfLocation, place.link)?;
                for row in place.own {
                    intake.refuse(FaultKind::OrphanOfLocation, row)?;
                }
            }
            continue;
        };
        let known = location.get(Field::OrganizationId).is_some_and(|id| {
            owners
                .by_key
                .contains_key(&intake.key(Table::Organization, id))
        });
        if !known {
            intake
                .report
                .note(FaultKind::LocationWithoutOrganization, location.at);
        }
        if places.is_empty() {
            intake.refuse(FaultKind::UnusedLocation, location)?;
            for row in children {
                intake.refuse(FaultKind::UnusedLocation, row)?;
            }
            continue;
        }
        let rows: Vec<Row> = std::iter::once(location).chain(children).collect();
        for mut place in places {
            let id = place.link.get(Field::ServiceId).unwrap_or_default();
            let service = intake.key(Table::Service, id);
            place.location.clone_from(&rows);
            intake.services.push(service, &Part::Place(place))?;
        }
    }
}

fn services(
    intake: &mut Intake<'_>,
    mut sorted: Sorted,
    owners: &Owners,
    maker: &Maker<'_>,
    organizations_out: &mut Sorter<'_>,
    services_out: &mut Sorter<'_>,
) -> io::Result<()> {
    let mut stand_ins: BTreeMap<u128, Organization> = BTreeMap::new();
    let mut done = 0_u64;
    loop {
        let mut extra = Vec::new();
        let Some((key, parts)) = sorted.next_group::<Part>(MOST_OF_ONE, |part| {
            extra.push(part);
            Ok(())
        })?
        else {
            break;
        };
        let (mut own, mut children, mut places) = (Vec::new(), Vec::new(), Vec::new());
        for part in parts {
            match part {
                Part::Row(row) if row.table == Table::Service => own.push(row),
                Part::Row(row) => children.push(row),
                Part::Place(place) => places.push(*place),
            }
        }
        for part in extra {
            match part {
                Part::Row(row) => intake.refuse(FaultKind::IdReused, row)?,
                Part::Place(place) => refuse_place(intake, FaultKind::IdReused, *place)?,
            }
        }
        let row = match one_record(intake, own)? {
            None => {
                orphans(intake, FaultKind::OrphanOfService, children, places)?;
                continue;
            }
            Some(row)
                if row
                    .get(Field::Name)
                    .is_none_or(|name| words::line(name).text.is_empty()) =>
            {
                intake.refuse(FaultKind::NoName, row)?;
                orphans(intake, FaultKind::OrphanOfService, children, places)?;
                continue;
            }
            Some(row) => row,
        };
        let owner = owner(intake, &row, owners, &mut stand_ins);
        let no_owner = Owner::of(Uuid::from_u128(owner));
        let known = owners.by_key.get(&owner).unwrap_or(&no_owner);
        attribute_words(intake, &mut children);
        let made = maker.services(key, &row, &children, &places, known);
        intake.report.mark(row.at, Outcome::Used);
        for (kind, at) in made.faults {
            intake.report.note(kind, at);
        }
        for child in children {
            outcome_of_child(intake, child, &made.refused, &made.ignored)?;
        }
        intake.report.places += places.len() as u32;
        for place in places {
            intake.report.mark(place.link.at, Outcome::Used);
            for child in place.own.into_iter().chain(place.location) {
                outcome_of_child(intake, child, &made.refused, &made.ignored)?;
            }
        }
        intake.report.source_services += 1;
        for service in &made.services {
            intake.report.services += 1;
            intake.report.listed += u32::from(service.is_public());
            push_json(services_out, service.id.as_u128(), service)?;
        }
        done += 1;
        if done.is_multiple_of(256) {
            (intake.options.watch)(Stage::Joining, done);
        }
    }
    intake.report.stand_ins = stand_ins.len() as u32;
    for (key, organization) in stand_ins {
        push_json(organizations_out, key, &organization)?;
    }
    Ok(())
}

/// What became of a row that belongs to a service: a row that could not be read at all is kept aside.
fn outcome_of_child(
    intake: &mut Intake<'_>,
    row: Row,
    refused: &HashMap<(u32, Table), FaultKind>,
    ignored: &HashMap<(u32, Table), FaultKind>,
) -> io::Result<()> {
    let key = (row.at, row.table);
    if let Some(kind) = refused.get(&key) {
        if intake.report.outcomes.get(row.at as usize) != Some(&Outcome::Quarantined) {
            return intake.refuse_noted(*kind, row);
        }
        return Ok(());
    }
    let outcome = if ignored.contains_key(&key) {
        Outcome::Ignored
    } else {
        Outcome::Used
    };
    intake.report.mark(row.at, outcome);
    Ok(())
}

fn orphans(
    intake: &mut Intake<'_>,
    kind: FaultKind,
    children: Vec<Row>,
    places: Vec<Place>,
) -> io::Result<()> {
    for row in children {
        intake.refuse(kind, row)?;
    }
    for place in places {
        refuse_place(intake, kind, place)?;
    }
    Ok(())
}

fn refuse_place(intake: &mut Intake<'_>, kind: FaultKind, place: Place) -> io::Result<()> {
    intake.refuse(kind, place.link)?;
    for row in place.own {
        intake.refuse(kind, row)?;
    }
    for row in place.location {
        let sort = (u128::from(row.at) << 8) | u128::from(row.table as u8);
        intake
            .perhaps
            .push(sort, &(FaultKind::UnusedLocation, row))?;
    }
    Ok(())
}

/// The key of the organization of a service; a stand-in where there is none.
fn owner(
    intake: &mut Intake<'_>,
    row: &Row,
    owners: &Owners,
    stand_ins: &mut BTreeMap<u128, Organization>,
) -> u128 {
    let by_id = row
        .get(Field::OrganizationId)
        .map(|id| intake.key(Table::Organization, id));
    if let Some(key) = by_id.filter(|key| owners.by_key.contains_key(key)) {
        return key;
    }
    let name = row
        .get(Field::OrganizationName)
        .map(|name| words::line(name).text)
        .filter(|name| !name.is_empty());
    if let Some(key) = name
        .as_ref()
        .and_then(|name| owners.by_name.get(&name_key(name)))
    {
        intake.report.note(FaultKind::OrganizationByName, row.at);
        return *key;
    }
    let kind = if by_id.is_some() {
        FaultKind::OrphanService
    } else {
        FaultKind::NoOrganization
    };
    intake.report.note(kind, row.at);
    let key = by_id.unwrap_or_else(|| {
        let id = match &name {
            Some(name) => format!("name:{}", text::fold(name)),
            None => "none".to_owned(),
        };
        intake.key(Table::Organization, &id)
    });
    let source = &intake.options.source;
    let lang = intake.options.lang;
    stand_ins.entry(key).or_insert_with(|| {
        let id = Uuid::from_u128(key);
        // It says what it is: a name nobody wrote is never made up.
        let (slug, shown) = match name {
            Some(name) => (cells::slug(&name, id), side(lang, name)),
            None => (
                cells::slug(source, id),
                Text::new(
                    format!("Organization not named by its source ({source})"),
                    format!("Organisme que la source ne nomme pas ({source})"),
                ),
            ),
        };
        Organization {
            id,
            slug,
            name: shown,
            description: Text::default(),
            website: None,
            email: None,
            parent_organization_id: None,
        }
    });
    key
}

/// Attributes get the names of their terms.
fn attribute_words(intake: &mut Intake<'_>, children: &mut [Row]) {
    for row in children
        .iter_mut()
        .filter(|row| row.table == Table::Attribute)
    {
        let Some(id) = row.get(Field::TaxonomyTermId).map(ToOwned::to_owned) else {
            continue;
        };
        let key = intake.key(Table::TaxonomyTerm, &id);
        match intake.terms.get_mut(&key) {
            Some(term) => {
                term.used = true;
                let name = term.name.clone();
                row.put(Field::TaxonomyText, &name);
            }
            None => intake.report.note(FaultKind::UnknownTerm, row.at),
        }
    }
}

fn side(lang: Lang, words: String) -> Text {
    match lang {
        Lang::En => Text::new(words, ""),
        Lang::Fr => Text::new("", words),
    }
}

fn push_json(out: &mut Sorter<'_>, key: u128, record: &impl serde::Serialize) -> io::Result<()> {
    let bytes = serde_json::to_vec(record).map_err(io::Error::other)?;
    out.push_bytes(key, &bytes)
}
