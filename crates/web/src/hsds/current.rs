//! The directory as the interface looks through it: for each index, a short row for each service, so
//! that filtering a million of them reads no record and asks no database.

use std::collections::HashMap;
use std::sync::{Arc, Weak};

use ::directory::Listing;
use ::directory::hsds::{
    PublicOrganization, service_at_location_id, taxonomy_id, taxonomy_term_id, terms_of,
};
use ::directory::taxonomy::Taxonomy;
use jiff::Timestamp;
use kernel::Actor;
use search::Index;
use tokio::sync::Mutex;
use uuid::Uuid;

use super::problem::ApiProblem;
use crate::house::Site;

/// What is known of a service without reading its record.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) id: Uuid,
    /// Its position in the index.
    position: u32,
    /// Its organization's place in [`View::organizations`].
    pub(super) organization: u32,
    pub(super) modified: Option<Timestamp>,
    pub(super) has_place: bool,
}

/// One state of the directory.
#[derive(Debug)]
pub(super) struct View {
    index: Arc<Index>,
    /// Services, by id: an order that says nothing and never changes.
    pub(super) rows: Vec<Row>,
    /// For each position of the index, the row.
    of_position: Vec<u32>,
    /// Ids of services' places, sorted, with their rows.
    places: Vec<(Uuid, u32)>,
    /// Organizations with a public service, by id.
    pub(super) organizations: Vec<PublicOrganization>,
    /// Rows of each organization.
    pub(super) of_organization: Vec<Vec<u32>>,
    terms: Terms,
}

/// Which terms each service names, a bit each.
#[derive(Debug)]
struct Terms {
    words: usize,
    bits: Vec<u64>,
    /// For the id of a term, its bit; for the id of a taxonomy, all of its bits.
    masks: HashMap<Uuid, Vec<u64>>,
}

impl Terms {
    fn new(taxonomy: &Taxonomy, rows: usize) -> Self {
        let words = taxonomy.terms().len().div_ceil(64).max(1);
        let mut masks: HashMap<Uuid, Vec<u64>> = HashMap::new();
        for (at, term) in taxonomy.terms().iter().enumerate() {
            for id in [taxonomy_term_id(&term.id), taxonomy_id(term.vocabulary)] {
                masks.entry(id).or_insert_with(|| vec![0; words])[at / 64] |= 1 << (at % 64);
            }
        }
        Self {
            words,
            bits: vec![0; words * rows],
            masks,
        }
    }

    fn add(&mut self, row: usize, listing: &Listing, taxonomy: &Taxonomy) {
        for at in terms_of(listing).filter_map(|term| taxonomy.index_of(term)) {
            self.bits[row * self.words + at / 64] |= 1 << (at % 64);
        }
    }

    fn has(&self, row: usize, mask: &[u64]) -> bool {
        let own = &self.bits[row * self.words..(row + 1) * self.words];
        own.iter().zip(mask).any(|(own, mask)| own & mask != 0)
    }
}

impl View {
    fn new(
        index: Arc<Index>,
        mut organizations: Vec<PublicOrganization>,
        taxonomy: &Taxonomy,
    ) -> search::Result<Self> {
        let mut listings: Vec<(Uuid, u32)> = Vec::with_capacity(index.len());
        for (position, listing) in index.listings() {
            let listing = listing?;
            listings.push((listing.id, position));
            let known = organizations
                .binary_search_by_key(&listing.organization_id, |organization| organization.id);
            // The database may be a moment ahead of the index: then the listing says what it knows.
            if let Err(at) = known {
                organizations.insert(at, PublicOrganization::from(&listing));
            }
        }
        listings.sort_unstable();
        let mut view = Self {
            rows: Vec::with_capacity(listings.len()),
            of_position: vec![0; listings.len()],
            places: Vec::new(),
            of_organization: vec![Vec::new(); organizations.len()],
            terms: Terms::new(taxonomy, listings.len()),
            organizations,
            index,
        };
        for (row, (id, position)) in listings.into_iter().enumerate() {
            let listing = view.index.listing_at(position)?;
            let organization = view
                .organization_at(listing.organization_id)
                .unwrap_or_default();
            view.of_organization[organization].push(row as u32);
            view.of_position[position as usize] = row as u32;
            view.terms.add(row, &listing, taxonomy);
            if listing.location.is_some() {
                view.places.push((service_at_location_id(id), row as u32));
            }
            view.rows.push(Row {
                id,
                position,
                organization: organization as u32,
                modified: listing.last_modified,
                has_place: listing.location.is_some(),
            });
        }
        view.places.sort_unstable();
        view.drop_empty_organizations();
        Ok(view)
    }

    /// The database may be a moment ahead: an organization whose services are not in the index yet is
    /// not there yet either.
    fn drop_empty_organizations(&mut self) {
        if self.of_organization.iter().all(|rows| !rows.is_empty()) {
            return;
        }
        let rows = std::mem::take(&mut self.of_organization);
        let organizations = std::mem::take(&mut self.organizations);
        for (organization, rows) in organizations.into_iter().zip(rows) {
            if !rows.is_empty() {
                for &row in &rows {
                    self.rows[row as usize].organization = self.organizations.len() as u32;
                }
                self.organizations.push(organization);
                self.of_organization.push(rows);
            }
        }
        let ids: Vec<Uuid> = self.organizations.iter().map(|one| one.id).collect();
        for organization in &mut self.organizations {
            organization.parent_organization_id = organization
                .parent_organization_id
                .filter(|parent| ids.binary_search(parent).is_ok());
        }
    }

    /// The record of a row, and who offers it.
    pub(super) fn listing(
        &self,
        row: u32,
    ) -> Result<(Arc<Listing>, &PublicOrganization), ApiProblem> {
        let row = &self.rows[row as usize];
        let listing = self.index.listing_at(row.position)?;
        Ok((listing, &self.organizations[row.organization as usize]))
    }

    /// The row of a service.
    pub(super) fn service(&self, id: Uuid) -> Option<u32> {
        let at = self.rows.binary_search_by_key(&id, |row| row.id).ok()?;
        Some(at as u32)
    }

    /// The row of the service that is at a place.
    pub(super) fn place(&self, id: Uuid) -> Option<u32> {
        let at = self.places.binary_search_by_key(&id, |&(id, _)| id).ok()?;
        Some(self.places[at].1)
    }

    /// The place of an organization in the list of them.
    pub(super) fn organization_at(&self, id: Uuid) -> Option<usize> {
        self.organizations
            .binary_search_by_key(&id, |organization| organization.id)
            .ok()
    }

    /// Rows that answer a search, best first.
    pub(super) fn search(
        &self,
        request: &search::Request,
        now: Timestamp,
    ) -> Result<Vec<u32>, ApiProblem> {
        let found = self.index.matching(request, now)?;
        Ok(found
            .into_iter()
            .map(|position| self.of_position[position as usize])
            .collect())
    }

    /// The bits of a term or of all terms of a taxonomy; `None` when there is no such id.
    pub(super) fn mask(&self, id: Uuid) -> Option<&[u64]> {
        self.terms.masks.get(&id).map(Vec::as_slice)
    }

    /// Whether a service names one of these terms.
    pub(super) fn names(&self, row: u32, mask: &[u64]) -> bool {
        self.terms.has(row as usize, mask)
    }
}

/// The newest state, worked out by the first who asks after the directory has changed.
#[derive(Debug, Default)]
pub(super) struct Current(Mutex<Option<(Weak<Index>, Arc<View>)>>);

impl Current {
    pub(super) async fn get(&self, site: &Arc<Site>) -> Result<Arc<View>, ApiProblem> {
        let index = site.finder.current();
        let mut known = self.0.lock().await;
        if let Some((of, view)) = &*known
            && of.as_ptr() == Arc::as_ptr(&index)
        {
            return Ok(Arc::clone(view));
        }
        let organizations = site.store.public_organizations(&Actor::Public).await?;
        let (of, content) = (Arc::downgrade(&index), Arc::clone(&site.content));
        let view =
            tokio::task::spawn_blocking(move || View::new(index, organizations, &content.taxonomy))
                .await
                .map_err(|error| ApiProblem::broken(&error))??;
        let view = Arc::new(view);
        *known = Some((of, Arc::clone(&view)));
        Ok(view)
    }
}
