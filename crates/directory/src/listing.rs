//! What the public may see of a service: the only type that pages, indexes and exports are made of.

use jiff::Timestamp;
use jiff::civil::Date;
use kernel::Text;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::capacity::Capacity;
use crate::geography::{Gazetteer, Near, Point, Province, RegionId};
use crate::hours::Hours;
use crate::location::{Confidentiality, Coverage, Location, PublicLocation};
use crate::organization::Organization;
use crate::phone::Phone;
use crate::service::{Access, Confidence, Fees, Provenance, Service, Standing, Status};
use crate::taxonomy::TermId;

/// A service as the public sees it. An allow-list: what has no field here cannot leak.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Listing {
    /// HSDS service id.
    pub id: Uuid,
    /// The short name, for people who edit content and for tests.
    pub slug: String,
    /// The organization's id.
    pub organization_id: Uuid,
    /// The organization's name.
    pub organization: Text,
    /// The service's name.
    pub name: Text,
    /// What it does.
    pub description: Text,
    /// Closed for now.
    pub temporarily_closed: bool,
    /// Terms of the needs taxonomy.
    pub needs: Vec<TermId>,
    /// Serves everyone.
    pub everyone: bool,
    /// Terms of the populations taxonomy.
    pub populations: Vec<TermId>,
    /// Kinds of exploitation.
    pub exploitation: Vec<TermId>,
    /// Exists for people touched by trafficking or exploitation.
    pub dedicated: bool,
    /// What it costs.
    pub fees: Fees,
    /// E-mail.
    pub email: Option<String>,
    /// The service's page, or the organization's.
    pub website: Option<String>,
    /// How to reach it.
    pub phones: Vec<Phone>,
    /// Whom it reaches.
    pub area: Area,
    /// Where it is, as far as it may be said.
    pub location: Option<PublicLocation>,
    /// When it is open.
    pub hours: Hours,
    /// BCP 47 codes of the languages spoken.
    pub languages: Vec<String>,
    /// What is said about interpretation.
    pub interpretation: Text,
    /// What one needs, and need not.
    pub access: Access,
    /// Pages its facts were read on.
    pub source: Vec<String>,
    /// Date of the page, as known.
    pub source_date: Option<String>,
    /// When it was read.
    pub read_on: String,
    /// How it was read.
    pub confidence: Confidence,
    /// When the organization confirmed it.
    pub verified_on: Option<Date>,
    /// When it should be asked again.
    pub review_by: Option<Date>,
    /// When something the public may see last changed (HSDS `last_modified`).
    pub last_modified: Option<Timestamp>,
    /// Free places, when the service counts them (HSDS `capacities`). The store fills them in: they
    /// change by the hour and are no part of the record.
    pub capacities: Vec<Capacity>,
}

/// Whom a service reaches, with everything looked up (HSDS `service_area`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Area {
    /// All of Canada.
    National,
    /// Whole provinces.
    Provinces(Vec<Province>),
    /// Around a point that may be known.
    Circle {
        /// What it is called; empty for a plain radius.
        name: Text,
        /// Provinces it lies in.
        provinces: Vec<Province>,
        /// Its middle.
        centre: Point,
        /// Kilometres.
        radius_km: f64,
        /// Beginnings of postal areas inside it, when known exactly.
        forward_sortation_areas: Vec<String>,
        /// Its id, when it is one of the regions that share out a province.
        district: Option<RegionId>,
    },
}

/// Whether an area reaches a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Covers {
    /// It does not, as far as is known; areas order results, they never refuse anyone.
    No,
    /// It may: what the person typed is larger than the area, or only partly inside.
    Unknown,
    /// Probably: the person is in the outer half of an area that is drawn generously.
    Nearly,
    /// It does.
    Yes,
}

impl Area {
    /// Whether it reaches whoever is there. A postal area known to be inside settles it; otherwise
    /// the circle does, when there is a point to measure from; otherwise being in the same province
    /// leaves it open.
    pub fn covers(&self, near: &Near) -> Covers {
        match self {
            Self::National => Covers::Yes,
            Self::Provinces(provinces) if provinces.contains(&near.province) => Covers::Yes,
            Self::Provinces(_) => Covers::No,
            Self::Circle {
                name,
                provinces,
                centre,
                radius_km,
                forward_sortation_areas,
                district,
            } => {
                if let (Some(district), Some(own)) = (district, &near.district) {
                    return if district == own {
                        Covers::Yes
                    } else {
                        Covers::No
                    };
                }
                let listed = near.fsa.is_some_and(|fsa| {
                    let begins = |beginning: &String| fsa.as_str().starts_with(beginning.as_str());
                    forward_sortation_areas.iter().any(begins)
                });
                // A region is drawn generously, but it does not reach into a province it is not in.
                let elsewhere = !name.is_empty() && !provinces.contains(&near.province);
                if listed {
                    Covers::Yes
                } else if elsewhere {
                    Covers::No
                } else if near.measurable {
                    match near.point.distance_km(*centre) / radius_km {
                        way if way <= 0.5 => Covers::Yes,
                        way if way <= 1.0 && !name.is_empty() => Covers::Nearly,
                        way if way <= 1.0 => Covers::Yes,
                        _ => Covers::No,
                    }
                } else if provinces.contains(&near.province) {
                    Covers::Unknown
                } else {
                    Covers::No
                }
            }
        }
    }

    /// What may be said of a service's coverage. A radius is drawn around a point that may be known:
    /// the place itself when it is public, the town's published point when it is approximate. Around
    /// a hidden place there is no circle at all, only its province: a circle would give it away.
    fn build(coverage: &Coverage, location: Option<&Location>, gazetteer: &Gazetteer) -> Self {
        let own_provinces: Vec<Province> =
            location.map(|place| place.province).into_iter().collect();
        match coverage {
            Coverage::National => Self::National,
            Coverage::Provinces(provinces) => Self::Provinces(provinces.clone()),
            Coverage::Region(id) => match gazetteer.region(id) {
                Some(region) => Self::Circle {
                    name: region.name.clone(),
                    provinces: region.provinces.clone(),
                    centre: region.centre,
                    radius_km: region.radius_km,
                    forward_sortation_areas: region.forward_sortation_areas.clone(),
                    district: (!region.towns.is_empty()).then(|| region.id.clone()),
                },
                None => Self::Provinces(own_provinces),
            },
            Coverage::Radius { km } => {
                let centre = location.and_then(|place| match place.confidentiality {
                    Confidentiality::Public => place.point,
                    Confidentiality::Approximate => {
                        gazetteer.town_point(&place.city, place.province)
                    }
                    Confidentiality::Hidden => None,
                });
                match centre {
                    Some(centre) => Self::Circle {
                        name: Text::default(),
                        provinces: own_provinces,
                        centre,
                        radius_km: f64::from(*km),
                        forward_sortation_areas: Vec::new(),
                        district: None,
                    },
                    None => Self::Provinces(own_provinces),
                }
            }
        }
    }
}

impl Listing {
    /// What the public may see of a service; `None` when it may see nothing.
    pub fn build(
        service: &Service,
        organization: &Organization,
        gazetteer: &Gazetteer,
    ) -> Option<Self> {
        if !service.is_public() {
            return None;
        }
        let location = service.location.as_ref();
        let website = service.website.as_ref().or(organization.website.as_ref());
        let provenance = &service.provenance;
        Some(Self {
            id: service.id,
            slug: service.slug.clone(),
            organization_id: organization.id,
            organization: organization.name.clone(),
            name: service.name.clone(),
            description: service.description.clone(),
            temporarily_closed: service.status == Status::TemporarilyClosed,
            needs: service.needs.clone(),
            everyone: service.everyone,
            populations: service.populations.clone(),
            exploitation: service.exploitation.clone(),
            dedicated: service.dedicated,
            fees: service.fees,
            email: service.email.clone(),
            website: website.cloned(),
            phones: service.phones.clone(),
            area: Area::build(&service.coverage, location, gazetteer),
            location: location.and_then(|place| {
                place.public(|city, province| gazetteer.town_point(city, province))
            }),
            hours: service.hours.clone(),
            languages: service.languages.clone(),
            interpretation: service.interpretation.clone(),
            access: service.access.clone(),
            source: provenance.source.clone(),
            source_date: provenance.source_date.clone(),
            read_on: provenance.read_on.clone(),
            confidence: provenance.confidence,
            verified_on: provenance.verified_on,
            review_by: provenance.review_by,
            last_modified: service.last_modified,
            capacities: Vec::new(),
        })
    }

    /// What the page says about its truth.
    pub fn standing(&self) -> Standing {
        match (self.verified_on, self.confidence) {
            (Some(date), _) => Standing::Verified(date),
            (None, Confidence::ReadFromSource) => Standing::ReadInSource,
            (None, _) => Standing::NotYetVerified,
        }
    }
}

impl From<&Provenance> for Standing {
    fn from(provenance: &Provenance) -> Self {
        provenance.standing()
    }
}
