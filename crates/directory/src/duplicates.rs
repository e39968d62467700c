//! Which records speak of the same service: records of several sources compared in French and
//! English, with the evidence for each pair and a score that reads like a probability.
//!
//! The steps, one file each: names, addresses and languages are made comparable, records that share
//! a rare fact are brought together in bounded blocks, each pair is compared field by field, the
//! grades are weighed into a score, and pairs that contradict each other are resolved. Everything is
//! a function of the records: the same records give the same answer on any number of threads.
//!
//! Nothing confidential is compared: a [`Record`] holds what the public may know of a place, so that
//! no list of pairs can tell where a hidden one is.

mod blocking;
mod compare;
mod edits;
mod evidence;
mod features;
mod folding;
mod hashing;
mod languages;
mod lexicon;
mod matcher;
mod merging;
mod model;
mod names;
mod places;
mod resolve;
mod weights;

pub use blocking::{BLOCK_LIMIT, PASSES};
pub use compare::{FIELDS, Grades, LEVELS};
pub use evidence::{Agreement, Evidence, Field};
pub use matcher::{Cluster, Comparison, Matcher, Pair};
pub use merging::{Choices, ConfidentialPlace, MergeField, Side, differences, merge, proposed};
pub use model::Model;

use kernel::Text;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::geography::Province;
use crate::location::Confidentiality;
use crate::organization::Organization;
use crate::service::Service;

/// What is compared of a service. Whatever is empty is not known, and speaks neither for nor against.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Its id, handed back and never compared.
    pub id: Uuid,
    /// The name of its organization.
    pub organization: Text,
    /// Its own name.
    pub name: Text,
    /// What it does.
    pub description: Text,
    /// Telephone numbers, however they are written.
    pub phones: Vec<String>,
    /// Its page.
    pub website: String,
    /// Its e-mail address.
    pub email: String,
    /// Street address.
    pub address: String,
    /// Town.
    pub city: String,
    /// Province or territory.
    pub province: Option<Province>,
    /// Postal code; only its first three characters are compared.
    pub postal_code: String,
    /// Languages spoken, BCP 47.
    pub languages: Vec<String>,
}

impl Record {
    /// What is compared of `service`. Of its location only what the public may know.
    pub fn of(service: &Service, organization: &Organization) -> Self {
        let mut record = Self {
            id: service.id,
            organization: organization.name.clone(),
            name: service.name.clone(),
            description: service.description.clone(),
            phones: service
                .phones
                .iter()
                .map(|phone| phone.number.digits().to_owned())
                .collect(),
            website: service
                .website
                .clone()
                .or_else(|| organization.website.clone())
                .unwrap_or_default(),
            email: service.email.clone().unwrap_or_default(),
            languages: service.languages.clone(),
            ..Self::default()
        };
        if let Some(location) = &service.location
            && location.confidentiality != Confidentiality::Hidden
        {
            record.city.clone_from(&location.city);
            record.province = Some(location.province);
            if location.confidentiality == Confidentiality::Public {
                record.address = location.address.clone().unwrap_or_default();
            }
        }
        record
    }
}
