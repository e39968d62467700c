//! `cairn find`: the start page's search, for a terminal or another program.

use ::directory::Listing;
use ::directory::hours::{OpenState, Rule, Zone};
use ::directory::taxonomy::TermId;
use anyhow::bail;
use jiff::Timestamp;
use kernel::{Clock as _, Lang, SystemClock};
use search::{Filters, Found, Page, Reason, Request, Sort};
use serde::Serialize;

use crate::cli::FindArguments;
use crate::config::Config;
use crate::{DONE, FOUND_FAULTS, house, report};

/// One answer, as a program reads it.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    id: String,
    slug: &'a str,
    name: &'a str,
    organization: &'a str,
    description: &'a str,
    phones: Vec<PhoneAnswer<'a>>,
    open: Option<bool>,
    distance_km: Option<f64>,
    languages: &'a [String],
    why: Vec<String>,
    read_on: &'a str,
    verified_on: Option<String>,
}

#[derive(Debug, Serialize)]
struct PhoneAnswer<'a> {
    number: &'a str,
    label: &'a str,
}

#[derive(Debug, Serialize)]
struct Answers<'a> {
    total: usize,
    page: usize,
    pages: usize,
    near: Option<&'a str>,
    understood: Vec<&'a str>,
    corrected: &'a [(String, String)],
    results: Vec<Answer<'a>>,
    call_anyway: Vec<Answer<'a>>,
}

/// Finds, prints, and says by the exit code whether anything was found.
pub async fn run(config: &Config, arguments: &FindArguments) -> anyhow::Result<u8> {
    let house = house::open(config).await?;
    let lang = arguments.lang;
    let near = match arguments.near.as_deref() {
        None => None,
        Some(typed) => match house.content.gazetteer.find(typed) {
            Some(near) => Some(near),
            None => bail!(
                "no place in Canada is known by that name: give a town, or the first three characters of a postal code{}",
                suggestions(&house.content.gazetteer.near_misses(typed), lang)
            ),
        },
    };
    let taxonomy = &house.content.taxonomy;
    for id in arguments.need.iter().chain(&arguments.population) {
        if taxonomy.term(&TermId(id.clone())).is_none() {
            bail!("unknown id {id:?}: see content/taxonomy/");
        }
    }
    let now = SystemClock.now();
    let mut request = Request {
        text: arguments.words.clone(),
        lang: Some(lang),
        near,
        filters: filters(arguments),
        sort: if arguments.nearest {
            Sort::Nearest
        } else {
            Sort::Best
        },
        page: arguments.page.into(),
        per_page: arguments.per_page.into(),
    };
    request.look_from_named_place(&house.content.gazetteer);
    let page = house.finder.current().find(&request, now)?;
    let place = request.near.as_ref().map(|near| near.label.get(lang));
    let name = |id: &TermId| {
        taxonomy
            .term(id)
            .map_or(String::new(), |term| term.name.get(lang).to_owned())
    };
    if arguments.json {
        report::json(&answers(&page, place, lang, &name))?;
    } else {
        print(&page, place, lang, now, &name);
    }
    Ok(if page.total == 0 { FOUND_FAULTS } else { DONE })
}

fn filters(arguments: &FindArguments) -> Filters {
    let terms = |ids: &[String]| ids.iter().cloned().map(TermId).collect();
    Filters {
        needs: terms(&arguments.need),
        populations: terms(&arguments.population),
        languages: arguments.spoken.clone(),
        open_now: arguments.open_now,
        no_police_report: arguments.no_police_report,
        no_status: arguments.no_status,
        always_open: arguments.always_open,
        ..Filters::default()
    }
}

fn suggestions(places: &[::directory::geography::Place], lang: Lang) -> String {
    if places.is_empty() {
        return String::new();
    }
    let names: Vec<String> = places
        .iter()
        .map(|place| format!("{}, {}", place.name.get(lang), place.province))
        .collect();
    format!(". Perhaps: {}", names.join("; "))
}

fn answers<'a>(
    page: &'a Page,
    near: Option<&'a str>,
    lang: Lang,
    name: &impl Fn(&TermId) -> String,
) -> Answers<'a> {
    let all = |found: &'a [Found]| found.iter().map(|one| answer(one, lang, name)).collect();
    Answers {
        total: page.total,
        page: page.page,
        pages: page.pages,
        near,
        understood: page.understood.iter().map(TermId::as_str).collect(),
        corrected: &page.corrected,
        results: all(&page.results),
        call_anyway: all(&page.fallback),
    }
}

fn answer<'a>(found: &'a Found, lang: Lang, name: &impl Fn(&TermId) -> String) -> Answer<'a> {
    let listing = &found.listing;
    Answer {
        id: listing.id.to_string(),
        slug: &listing.slug,
        name: listing.name.shown(lang).0,
        organization: listing.organization.shown(lang).0,
        description: listing.description.shown(lang).0,
        phones: listing
            .phones
            .iter()
            .map(|phone| PhoneAnswer {
                number: phone.number.digits(),
                label: phone.label.shown(lang).0,
            })
            .collect(),
        open: match found.open {
            OpenState::Unknown => None,
            state => Some(state.is_open()),
        },
        distance_km: found.distance_km.map(f64::round),
        languages: &listing.languages,
        why: found
            .reasons
            .iter()
            .map(|reason| why(reason, lang, name))
            .collect(),
        read_on: &listing.read_on,
        verified_on: listing.verified_on.map(|date| date.to_string()),
    }
}

fn why(reason: &Reason, lang: Lang, name: &impl Fn(&TermId) -> String) -> String {
    let say = |en: &str, fr: &str| match lang {
        Lang::En => en.to_owned(),
        Lang::Fr => fr.to_owned(),
    };
    match reason {
        Reason::Need(id) | Reason::Population(id) | Reason::Exploitation(id) => name(id),
        Reason::Name => say("its name has your words", "son nom contient vos mots"),
        Reason::Words => say("its text has your words", "son texte contient vos mots"),
        Reason::CallNow => say("can be called now", "répond en ce moment"),
        Reason::National => say("serves all of Canada", "sert tout le Canada"),
        Reason::ServesProvince(province) => province.name().get(lang).to_owned(),
        Reason::ServesRegion(region) => region.shown(lang).0.to_owned(),
        Reason::Near => say("near you", "près de vous"),
        Reason::Dedicated => say(
            "made for people touched by trafficking or exploitation",
            "créé pour les personnes touchées par la traite ou l’exploitation",
        ),
        Reason::Language(code) => code.clone(),
    }
}

fn print(
    page: &Page,
    near: Option<&str>,
    lang: Lang,
    now: Timestamp,
    name: &impl Fn(&TermId) -> String,
) {
    let french = lang == Lang::Fr;
    for (typed, read) in &page.corrected {
        println!("{typed} → {read}");
    }
    match (page.total, french) {
        (0, false) => println!("Nothing matches these words. You can call anyway:"),
        (0, true) => println!("Rien ne correspond à ces mots. Vous pouvez quand même appeler :"),
        (total, false) => println!(
            "{total} found{}",
            near.map_or(String::new(), |near| format!(" near {near}"))
        ),
        (total, true) => println!(
            "{total} trouvés{}",
            near.map_or(String::new(), |near| format!(" près de {near}"))
        ),
    }
    for found in page.results.iter().chain(&page.fallback) {
        println!();
        let listing = &found.listing;
        println!(
            "{} ({})",
            listing.name.shown(lang).0,
            listing.organization.shown(lang).0
        );
        for phone in &listing.phones {
            let label = phone.label.shown(lang).0;
            println!("  {} {label}", phone.number);
        }
        println!("  {}", listing.description.shown(lang).0);
        println!(
            "  {}",
            open_words(found.open, now, zone_of(listing), french)
        );
        let reasons: Vec<String> = found
            .reasons
            .iter()
            .map(|one| why(one, lang, name))
            .collect();
        if !reasons.is_empty() {
            println!("  {}", reasons.join(" · "));
        }
    }
}

/// The zone of whichever hours say when it opens or closes: the service's, else one of its lines'.
fn zone_of(listing: &Listing) -> Option<&Zone> {
    let lines = listing
        .phones
        .iter()
        .filter_map(|phone| phone.hours.as_ref());
    std::iter::once(&listing.hours)
        .chain(lines)
        .find_map(|hours| match &hours.rule {
            Rule::Weekly(weekly) => Some(&weekly.time_zone),
            Rule::Always | Rule::Unknown => None,
        })
}

/// Times are the service's own: that is when its door opens.
fn open_words(state: OpenState, now: Timestamp, zone: Option<&Zone>, french: bool) -> String {
    let at = |moment: Timestamp| {
        let Some(zone) = zone else {
            return moment.strftime("%Y-%m-%d %H:%M UTC").to_string();
        };
        let local = |moment: Timestamp| zone.wall(moment);
        let same_day = local(moment).date() == local(now).date();
        let format = if same_day { "%H:%M" } else { "%Y-%m-%d %H:%M" };
        local(moment).strftime(format).to_string()
    };
    match (state, french) {
        (OpenState::Always, false) => "Day and night".to_owned(),
        (OpenState::Always, true) => "Jour et nuit".to_owned(),
        (OpenState::Open { until }, false) => format!("Open until {}", at(until)),
        (OpenState::Open { until }, true) => format!("Ouvert jusqu’à {}", at(until)),
        (
            OpenState::Closed {
                opens: Some(moment),
            },
            false,
        ) => format!("Closed; opens {}", at(moment)),
        (
            OpenState::Closed {
                opens: Some(moment),
            },
            true,
        ) => format!("Fermé; ouvre {}", at(moment)),
        (OpenState::Closed { opens: None }, false) => "Closed".to_owned(),
        (OpenState::Closed { opens: None }, true) => "Fermé".to_owned(),
        (OpenState::Unknown, false) => "Hours not known".to_owned(),
        (OpenState::Unknown, true) => "Heures inconnues".to_owned(),
    }
}
