//! `places/`: towns, postal areas, regions, provinces.

mod rows;

use std::str::FromStr;

use kernel::Text;

use crate::geography::{
    Fsa, Gazetteer, OtherName, Place, PostalArea, Province, ProvincePlace, Region, RegionId,
};
use crate::hours::Zone;

use super::fault::Fault;
use super::record::NAME;
use super::references::References;
use super::sheet::{At, Sheet};
use super::table::Table;
use rows::rows;

/// What the files of the folder said.
#[derive(Debug, Default)]
pub(super) struct Parts {
    places: Option<Vec<Place>>,
    other_names: Option<Vec<(OtherName, At)>>,
    areas: Option<Vec<PostalArea>>,
    regions: Option<Vec<Region>>,
    /// Where regions name which towns.
    region_towns: Vec<(String, Vec<Province>, At)>,
    provinces: Option<Vec<ProvincePlace>>,
}

impl Parts {
    /// Reads the file of that name; false when it is none of ours.
    pub(super) fn read(&mut self, sheet: &Sheet, name: &str, references: &mut References) -> bool {
        match name {
            "places.csv" => self.places = Some(places(sheet)),
            "other_names.csv" => self.other_names = Some(other_names(sheet)),
            "fsa.csv" => self.areas = Some(areas(sheet)),
            "regions.toml" => self.take_regions(sheet, references),
            "provinces.toml" => self.provinces = Some(provinces(sheet)),
            _ => return false,
        }
        true
    }

    fn take_regions(&mut self, sheet: &Sheet, references: &mut References) {
        self.regions = Some(regions(sheet, references, &mut self.region_towns));
    }

    /// Notes files that are missing, and towns that are named but not there.
    pub(super) fn check(&self, faults: &mut Vec<Fault>) {
        for (file, found) in [
            ("content/places/places.csv", self.places.is_some()),
            ("content/places/other_names.csv", self.other_names.is_some()),
            ("content/places/fsa.csv", self.areas.is_some()),
            ("content/places/regions.toml", self.regions.is_some()),
            ("content/places/provinces.toml", self.provinces.is_some()),
        ] {
            if !found {
                let remedy = "put it back; content/places/README.md says what it holds";
                faults.push(Fault::in_file(file, "the file is missing", remedy));
            }
        }
        let (Some(places), Some(other_names)) = (&self.places, &self.other_names) else {
            return;
        };
        let others = other_names
            .iter()
            .map(|(other, at)| (&other.place, std::slice::from_ref(&other.province), at));
        let towns = self.region_towns.iter();
        let towns = towns.map(|(town, provinces, at)| (town, provinces.as_slice(), at));
        for (name, provinces, at) in others.chain(towns) {
            let known =
                |place: &Place| provinces.contains(&place.province) && place.name.en == *name;
            if !places.iter().any(known) {
                let codes: Vec<&str> = provinces.iter().map(|province| province.code()).collect();
                let problem = format!("there is no place {name:?} in {}", codes.join(", "));
                let remedy = "write a `name_en` and `province` of content/places/places.csv";
                faults.push(at.fault(problem, remedy));
            }
        }
    }

    /// Takes what was read, which is complete when there is no fault.
    pub(super) fn gazetteer(&mut self) -> Gazetteer {
        let other_names = self.other_names.take().unwrap_or_default().into_iter();
        let other_names: Vec<OtherName> = other_names.map(|(other, _)| other).collect();
        Gazetteer::new(
            self.places.take().unwrap_or_default(),
            &other_names,
            self.areas.take().unwrap_or_default(),
            self.regions.take().unwrap_or_default(),
            self.provinces.take().unwrap_or_default(),
        )
    }
}

fn places(sheet: &Sheet) -> Vec<Place> {
    const COLUMNS: [&str; 7] = [
        "name_en",
        "name_fr",
        "province",
        "latitude",
        "longitude",
        "population",
        "kind",
    ];
    rows(sheet, COLUMNS, |row| {
        let en = row.text("name_en");
        let fr = row.text("name_fr");
        let province = row.province();
        let point = row.point();
        let population = match row.get("population") {
            "" => Some(0),
            _ => row.parsed(
                "population",
                "write a whole number, or nothing when it is not known",
            ),
        };
        if !matches!(row.get("kind"), "city" | "rural") {
            row.fault("`kind` is neither city nor rural", "write one of the two");
        }
        Some(Place {
            name: Text::new(en?, fr?),
            province: province?,
            point: point?,
            population: population?,
        })
    })
}

fn other_names(sheet: &Sheet) -> Vec<(OtherName, At)> {
    rows(sheet, ["name", "place", "province"], |row| {
        let name = row.text("name");
        let place = row.text("place");
        let other = OtherName {
            province: row.province()?,
            name: name?,
            place: place?,
        };
        Some((other, sheet.at_line(row.line)))
    })
}

fn areas(sheet: &Sheet) -> Vec<PostalArea> {
    const COLUMNS: [&str; 7] = [
        "fsa",
        "place_name",
        "province",
        "latitude",
        "longitude",
        "rural",
        "extent_km",
    ];
    let mut seen = std::collections::HashSet::new();
    rows(sheet, COLUMNS, |row| {
        let fsa = row.parsed::<Fsa>(
            "fsa",
            "write the first three characters of a postal code, such as V2L",
        );
        if row.get("fsa").len() != 3 {
            row.fault(
                "`fsa` has more than three characters",
                "never ship a whole postal code",
            );
        }
        if fsa.is_some_and(|fsa| !seen.insert(fsa)) {
            row.fault(
                format!("the postal area {} stands twice", row.get("fsa")),
                "delete one of the rows",
            );
        }
        if let Some(fsa) = fsa
            && row.get("rural") != if fsa.is_rural() { "1" } else { "0" }
        {
            row.fault(
                "`rural` is wrong",
                "write 1 when the second character is 0, otherwise 0",
            );
        }
        let name = row.text("place_name");
        let province = row.province();
        let point = row.point();
        let extent_km = match row.get("extent_km") {
            "" => None,
            _ => row.parsed(
                "extent_km",
                "write whole kilometres, or nothing when it is not known",
            ),
        };
        Some(PostalArea {
            fsa: fsa?,
            name: name?,
            province: province?,
            point: point?,
            extent_km,
        })
    })
}

fn regions(
    sheet: &Sheet,
    references: &mut References,
    region_towns: &mut Vec<(String, Vec<Province>, At)>,
) -> Vec<Region> {
    let Some(mut table) = Table::document(sheet) else {
        return Vec::new();
    };
    let regions = table.tables("region", "the region").into_iter();
    let regions = regions.filter_map(|mut table| {
        let id = table.slug("id");
        if let Some(id) = &id {
            references.give_region(&id.value, table.at(&id.span));
        }
        let name = table.required_both("name", NAME);
        let provinces = table.required_list("provinces", NAME);
        let provinces: Vec<Province> = provinces
            .iter()
            .filter_map(|code| table.parse_province(code))
            .collect();
        if !table.has("latitude") {
            table.missing("latitude");
        }
        let centre = table.point();
        if !table.has("radius_km") {
            table.missing("radius_km");
        }
        let radius_km = table.whole::<u16>("radius_km", 2_500);
        let forward_sortation_areas = beginnings(&mut table);
        let towns = table.list("towns", NAME);
        for town in &towns {
            let at = table.at(&town.span);
            region_towns.push((town.value.clone(), provinces.clone(), at));
        }
        table.finish();
        Some(Region {
            id: RegionId(id?.value),
            name: name?,
            provinces,
            centre: centre?,
            radius_km: f64::from(radius_km?),
            forward_sortation_areas,
            towns: towns.into_iter().map(|town| town.value).collect(),
        })
    });
    let regions = regions.collect();
    table.finish();
    regions
}

fn provinces(sheet: &Sheet) -> Vec<ProvincePlace> {
    let Some(mut table) = Table::document(sheet) else {
        return Vec::new();
    };
    let mut codes = Vec::new();
    let provinces = table.tables("province", "the province").into_iter();
    let provinces = provinces.filter_map(|mut table| {
        let province = table.province("code");
        codes.push(province);
        let name = table.required_both("name", NAME);
        let time_zone = table.parsed::<Zone>("time_zone", "write the zone as region/city");
        let neighbours = table.list("neighbours", NAME);
        let neighbours = neighbours
            .iter()
            .filter_map(|code| table.parse_province(code))
            .collect();
        let forward_sortation_areas = beginnings(&mut table);
        table.finish();
        Some(ProvincePlace {
            province: province?,
            name: name?,
            time_zone: time_zone?,
            neighbours,
            forward_sortation_areas,
        })
    });
    let provinces: Vec<ProvincePlace> = provinces.collect();
    for province in Province::ALL {
        let count = codes.iter().filter(|&&code| code == Some(province)).count();
        // A code that could not be read may be the one that is missing.
        if count > 1 || (count == 0 && !codes.contains(&None)) {
            let problem = format!("the province {province} stands {count} times");
            let remedy = "there is one [[province]] for each of the thirteen";
            table.fault(table.span(), problem, remedy);
        }
    }
    table.finish();
    provinces
}

/// One to three first characters of postal codes.
fn beginnings(table: &mut Table) -> Vec<String> {
    let written = table.list("forward_sortation_areas", NAME);
    let sound = written.into_iter().filter(|beginning| {
        // Any area completes a beginning: T, T2 and T2P all become T2P or the like.
        let rest = ["0A", "A", ""].get(beginning.value.len().wrapping_sub(1));
        let sound = rest.is_some_and(|rest| {
            Fsa::from_str(&format!("{}{rest}", beginning.value))
                .is_ok_and(|fsa| fsa.as_str().starts_with(&beginning.value))
        });
        if !sound {
            table.fault(
                &beginning.span,
                format!("{:?} does not begin a postal code", beginning.value),
                "write one to three capital letters and digits, such as V, V6 or V6B",
            );
        }
        sound
    });
    sound.map(|beginning| beginning.value).collect()
}
