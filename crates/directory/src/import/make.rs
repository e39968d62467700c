//! A service of an export becomes a service of the directory: one for each place it is given at,
//! because here a service has one place.

use std::collections::HashMap;

use kernel::{Lang, Text};
use uuid::Uuid;

use super::cells::{
    access, add_paragraph, email, fees, note_plain, slug, source_date, status, tells, website,
};
use super::fault::FaultKind;
use super::intake::Place;
use super::row::{Field, Row};
use super::words;
use super::{Options, Table, address, languages, phones, profile, schedule};
use crate::geography::{Gazetteer, Province};
use crate::hours::Zone;
use crate::location::{Coverage, Location};
use crate::phone::Phone;
use crate::query::Plan;
use crate::service::{Confidence, Provenance, Service};
use crate::taxonomy::{Taxonomy, TermId, Vocabulary};
use crate::text;

/// Needs are suggested when a phrase leads to them at least this strongly.
const STRONG: u8 = 60;
/// Most needs that are suggested.
const MOST_NEEDS: usize = 3;
/// Most phones of one service; more is a list, not a way to reach somebody.
const MOST_PHONES: usize = 12;

/// What a service may take from its organization.
#[derive(Debug)]
pub(super) struct Owner {
    pub(super) id: Uuid,
    pub(super) phones: Vec<Phone>,
    pub(super) email: Option<String>,
    pub(super) website: Option<String>,
}

impl Owner {
    pub(super) fn of(id: Uuid) -> Self {
        Self {
            id,
            phones: Vec::new(),
            email: None,
            website: None,
        }
    }
}

/// What came of one service of an export.
#[derive(Debug, Default)]
pub(super) struct Made {
    pub(super) services: Vec<Service>,
    pub(super) faults: Vec<(FaultKind, u32)>,
    /// Rows that could not be read at all.
    pub(super) refused: HashMap<(u32, Table), FaultKind>,
    /// Rows that nothing was made of.
    pub(super) ignored: HashMap<(u32, Table), FaultKind>,
}

/// Makes services.
pub(super) struct Maker<'a> {
    options: &'a Options,
    gazetteer: &'a Gazetteer,
    taxonomy: &'a Taxonomy,
    /// Our terms by their HSDS ids.
    terms: HashMap<Uuid, (usize, Vocabulary)>,
}

impl<'a> Maker<'a> {
    pub(super) fn new(
        options: &'a Options,
        gazetteer: &'a Gazetteer,
        taxonomy: &'a Taxonomy,
    ) -> Self {
        Self {
            options,
            gazetteer,
            taxonomy,
            terms: profile::terms(taxonomy),
        }
    }

    /// The records a service becomes: the first has the service's id, each other that of its service
    /// at location.
    pub(super) fn services(
        &self,
        key: u128,
        row: &Row,
        children: &[Row],
        places: &[Place],
        owner: &Owner,
    ) -> Made {
        let mut made = Made::default();
        let service = self.service(key, row, children, owner, &mut made);
        let mut places: Vec<&Place> = places.iter().collect();
        places.sort_by_key(|place| place.key);
        places.dedup_by_key(|place| place.key);
        if places.is_empty() {
            let mut service = service;
            service.hours = self.hours(children.iter(), None, &mut made);
            Self::settle(&mut service, owner, row.at, &mut made);
            made.services.push(service);
            return made;
        }
        let several = places.len() > 1;
        for (nth, place) in places.into_iter().enumerate() {
            let mut here = service.clone();
            if nth > 0 {
                here.id = Uuid::from_u128(place.key);
            }
            self.put_at(&mut here, place, children, several, &mut made);
            here.slug = slug(here.name.shown(self.options.lang).0, here.id);
            Self::settle(&mut here, owner, row.at, &mut made);
            made.services.push(here);
        }
        made
    }

    fn side(&self, words: String) -> Text {
        match self.options.lang {
            Lang::En => Text::new(words, ""),
            Lang::Fr => Text::new("", words),
        }
    }

    /// What does not depend on a place.
    fn service(
        &self,
        key: u128,
        row: &Row,
        children: &[Row],
        owner: &Owner,
        made: &mut Made,
    ) -> Service {
        let id = Uuid::from_u128(key);
        let mut note = |kind, at| made.faults.push((kind, at));
        let mut plain = |field| {
            row.get(field).map_or_else(String::new, |said| {
                let plain = words::plain(said);
                note_plain(&plain, row.at, &mut note);
                plain.text
            })
        };
        let mut description = plain(Field::Description);
        for more in [
            Field::EligibilityText,
            Field::ApplicationProcess,
            Field::FeesDescription,
            Field::WaitTime,
            Field::Alert,
        ] {
            let said = plain(more);
            add_paragraph(&mut description, &said);
        }
        let interpretation = plain(Field::InterpretationServices);
        for child in children
            .iter()
            .filter(|child| child.table == Table::Eligibility)
        {
            if let Some(said) = child.get(Field::EligibilityText) {
                add_paragraph(&mut description, &words::plain(said).text);
            }
        }
        let name = words::line(row.get(Field::Name).unwrap_or_default());
        note_plain(&name, row.at, &mut note);
        let mut service = Service {
            id,
            slug: slug(&name.text, id),
            organization_id: owner.id,
            name: self.side(name.text),
            description: self.side(description),
            status: status(row, &mut note),
            listed: true,
            needs: Vec::new(),
            everyone: false,
            populations: Vec::new(),
            exploitation: Vec::new(),
            dedicated: false,
            fees: fees(row, children),
            email: None,
            website: None,
            phones: Vec::new(),
            coverage: Coverage::Provinces(Vec::new()),
            location: None,
            hours: crate::hours::Hours::unknown(),
            languages: Vec::new(),
            interpretation: self.side(interpretation),
            access: access(row, &mut note),
            provenance: Provenance {
                source: vec![self.options.source.clone()],
                source_date: source_date(row, &mut note),
                read_on: self.options.read_on.clone(),
                confidence: Confidence::ReadFromSecondary,
                verified_on: None,
                verified_by: None,
                review_by: None,
                note: None,
            },
            last_modified: None,
        };
        if row.yes(Field::Excluded) || row.yes(Field::Confidential) {
            service.listed = false;
            note(FaultKind::ExcludedBySource, row.at);
        }
        if let Some(url) = row.get(Field::Url) {
            service.website = website(url);
            if service.website.is_none() {
                note(FaultKind::BadUrl, row.at);
            }
        }
        if let Some(address) = row.get(Field::Email) {
            service.email = email(address);
            if service.email.is_none() {
                note(FaultKind::BadEmail, row.at);
            }
        }
        if !profile::put_terms(&mut service, children, &self.terms, self.taxonomy) {
            self.suggest_needs(&mut service, row, children);
        }
        self.read_phones(&mut service, children.iter(), made);
        Self::read_languages(&mut service, children.iter(), made);
        service.coverage = self
            .coverage(children.iter(), made)
            .unwrap_or(service.coverage);
        profile::put(&mut service, row, self.gazetteer);
        service
    }

    /// What depends on the place.
    fn put_at(
        &self,
        service: &mut Service,
        place: &Place,
        children: &[Row],
        several: bool,
        made: &mut Made,
    ) {
        let found = address::read(&place.location, self.gazetteer);
        made.faults.extend(found.faults);
        let about_place = self.written(&service.description);
        let hidden = found.hidden || address::speaks_of_secret_place(about_place);
        service.location = found.location;
        profile::put_on_place(service.location.as_mut(), place.location.first());
        if hidden {
            if let Some(location) = &mut service.location {
                location.confidentiality = crate::location::Confidentiality::Hidden;
            }
            let secret = found
                .secret
                .or_else(|| service.location.as_ref()?.address.clone());
            if secret.is_some_and(|secret| tells(service, &secret)) {
                service.listed = false;
                made.faults.push((FaultKind::AddressInWords, place.link.at));
            }
        }
        if several && !hidden {
            // Which of its places this is.
            let named = place
                .location
                .first()
                .and_then(|location| location.get(Field::Name))
                .map(|name| words::line(name).text)
                .or_else(|| {
                    service
                        .location
                        .as_ref()
                        .map(|location| location.city.clone())
                });
            let own = self.written(&service.name).to_owned();
            if let Some(named) = named.filter(|named| !named.is_empty() && *named != own) {
                let name = format!("{own} – {named}");
                service.name = self.side(name);
            }
        }
        let mut own = std::mem::take(&mut service.phones);
        self.read_phones(service, place.own.iter().chain(&place.location), made);
        // The place's own line first: it is where somebody answers.
        own.retain(|phone| {
            service
                .phones
                .iter()
                .all(|known| known.number != phone.number)
        });
        service.phones.append(&mut own);
        service.phones.truncate(MOST_PHONES);
        Self::read_languages(service, place.own.iter().chain(&place.location), made);
        // The clock of a hidden place would tell in which part of the country it is.
        let zone = found.province.filter(|_| !hidden);
        let zone = zone.and_then(|province| self.zone(province));
        let is_schedule =
            |row: &&Row| matches!(row.table, Table::Schedule | Table::HolidaySchedule);
        // The finest hours count: those of the service at this place, of the service, of the place.
        let finest: Vec<&Row> = if place.own.iter().any(|row| is_schedule(&row)) {
            place.own.iter().filter(is_schedule).collect()
        } else if children.iter().any(|row| is_schedule(&row)) {
            children.iter().filter(is_schedule).collect()
        } else {
            place.location.iter().filter(is_schedule).collect()
        };
        service.hours = self.hours(finest.into_iter(), zone.as_ref(), made);
        if let Some(coverage) = self.coverage(place.own.iter(), made) {
            service.coverage = coverage;
        } else if matches!(&service.coverage, Coverage::Provinces(none) if none.is_empty())
            && let Some(Location { province, .. }) = &service.location
            && !hidden
        {
            // Nobody says whom it reaches: those around it, as for any other service of one place.
            service.coverage = Coverage::Provinces(vec![*province]);
        }
    }

    fn written<'t>(&self, text: &'t Text) -> &'t str {
        text.get(self.options.lang)
    }

    /// Whether anybody can be reached, and what of the organization's helps.
    fn settle(service: &mut Service, owner: &Owner, at: u32, made: &mut Made) {
        if service.phones.is_empty() {
            service
                .phones
                .extend(owner.phones.iter().take(MOST_PHONES).cloned());
        }
        if service.email.is_none() && service.phones.is_empty() {
            service.email.clone_from(&owner.email);
        }
        let reachable = service
            .phones
            .iter()
            .any(|phone| phone.kind != crate::phone::PhoneKind::Fax)
            || service.email.is_some()
            || service.website.is_some()
            || owner.website.is_some();
        if !reachable && service.listed {
            service.listed = false;
            made.faults.push((FaultKind::Unreachable, at));
        }
    }

    fn zone(&self, province: Province) -> Option<Zone> {
        self.gazetteer
            .provinces()
            .iter()
            .find(|place| place.province == province)
            .map(|place| place.time_zone.clone())
    }

    fn hours<'r>(
        &self,
        rows: impl Iterator<Item = &'r Row>,
        zone: Option<&Zone>,
        made: &mut Made,
    ) -> crate::hours::Hours {
        let rows = rows.filter(|row| matches!(row.table, Table::Schedule | Table::HolidaySchedule));
        let zone = zone.or(self.options.time_zone.as_ref());
        let read = schedule::hours(rows, zone, self.options.lang);
        for (kind, at) in read.faults {
            if matches!(
                kind,
                FaultKind::BadTime
                    | FaultKind::BadDay
                    | FaultKind::BadDate
                    | FaultKind::AmbiguousDate
            ) {
                made.refused.insert((at, Table::Schedule), kind);
            }
            // A place that several services share is read once for each.
            made.faults.push((kind, at));
        }
        read.hours
    }

    fn read_phones<'r>(
        &self,
        service: &mut Service,
        rows: impl Iterator<Item = &'r Row>,
        made: &mut Made,
    ) {
        for row in rows.filter(|row| row.table == Table::Phone) {
            let (found, faults) = phones::read(row, self.options.lang);
            if found.is_empty() {
                let kind = faults.first().copied().unwrap_or(FaultKind::BadPhone);
                let outcome = if kind == FaultKind::BadPhone {
                    &mut made.refused
                } else {
                    &mut made.ignored
                };
                outcome.insert((row.at, row.table), kind);
            }
            made.faults
                .extend(faults.into_iter().map(|kind| (kind, row.at)));
            for phone in found {
                let known = service.phones.iter().any(|known| {
                    known.number == phone.number
                        && known.extension == phone.extension
                        && known.kind == phone.kind
                        && known.keyword == phone.keyword
                });
                if !known && service.phones.len() < MOST_PHONES {
                    service.phones.push(phone);
                }
            }
        }
    }

    fn read_languages<'r>(
        service: &mut Service,
        rows: impl Iterator<Item = &'r Row>,
        made: &mut Made,
    ) {
        for row in rows.filter(|row| row.table == Table::Language) {
            let written = row
                .get(Field::Code)
                .or(row.get(Field::Name))
                .unwrap_or_default();
            for word in written
                .split([',', ';', '|', '/'])
                .map(str::trim)
                .filter(|word| !word.is_empty())
            {
                match languages::code(word) {
                    Some(code) if service.languages.iter().all(|known| known != code) => {
                        service.languages.push(code.to_owned());
                    }
                    Some(_) => {}
                    None => made.faults.push((FaultKind::UnknownLanguage, row.at)),
                }
            }
        }
    }

    /// `None`: nothing that could be read says it.
    fn coverage<'r>(
        &self,
        rows: impl Iterator<Item = &'r Row>,
        made: &mut Made,
    ) -> Option<Coverage> {
        let mut provinces: Vec<Province> = Vec::new();
        let mut found = None;
        for row in rows.filter(|row| row.table == Table::ServiceArea) {
            let written = row
                .get(Field::Name)
                .or(row.get(Field::ExtentText))
                .or(row.get(Field::Description))
                .unwrap_or_default();
            for area in written
                .split([',', ';', '|'])
                .map(str::trim)
                .filter(|area| !area.is_empty())
            {
                let folded = text::fold(area);
                if matches!(
                    folded.as_str(),
                    "canada"
                        | "national"
                        | "nationwide"
                        | "canada-wide"
                        | "all of canada"
                        | "tout le canada"
                        | "pancanadien"
                ) {
                    found = Some(Coverage::National);
                } else if let Some(province) = Province::read(area) {
                    if !provinces.contains(&province) {
                        provinces.push(province);
                    }
                } else if let Some(region) = self.gazetteer.regions().iter().find(|region| {
                    text::fold(&region.name.en) == folded || text::fold(&region.name.fr) == folded
                }) {
                    found.get_or_insert(Coverage::Region(region.id.clone()));
                } else {
                    made.faults.push((FaultKind::UnknownArea, row.at));
                }
            }
        }
        match found {
            Some(Coverage::National) => Some(Coverage::National),
            _ if !provinces.is_empty() => Some(Coverage::Provinces(provinces)),
            other => other,
        }
    }

    /// What its words lead to, as the finder itself would understand them. Suggested only: the record
    /// says that nobody has verified it.
    fn suggest_needs(&self, service: &mut Service, row: &Row, children: &[Row]) {
        let mut said = self.written(&service.name).to_owned();
        let terms = children
            .iter()
            .filter(|child| child.table == Table::Attribute)
            .filter_map(|child| child.get(Field::TaxonomyText).or(child.get(Field::Value)));
        for words in row.get(Field::TaxonomyText).into_iter().chain(terms) {
            said.push_str(" . ");
            said.push_str(words);
        }
        let plan = Plan::parse(&said, self.taxonomy);
        let needs: Vec<TermId> = plan
            .terms
            .into_iter()
            .filter(|(id, strength)| {
                *strength >= STRONG
                    && self
                        .taxonomy
                        .term(id)
                        .is_some_and(|term| term.vocabulary == Vocabulary::Need)
            })
            .take(MOST_NEEDS)
            .map(|(id, _)| id)
            .collect();
        if !needs.is_empty() {
            service.provenance.note = Some(
                "needs suggested from its words / besoins suggérés d’après ses mots".to_owned(),
            );
        }
        service.needs = needs;
    }
}
