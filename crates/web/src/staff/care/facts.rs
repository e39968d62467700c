//! What is said of the trafficking: one code of our superset of HTCDS each, who said so and when. Several may
//! contradict one another; what was written in error is struck out and stays.

use casework::fact::{
    Act, App, Event, EventKind, Exploitation, Fact, Industry, Labour, MeansOfControl,
    RecruiterRelation, Recruitment, Role, Said, SexExploitation, Source,
};
use casework::words::{CaseId, FactId, OrganizationId, WorkerId};
use store::{CaseItem, Saved, StoreError};
use uuid::Uuid;

use super::super::cases::day_field;
use super::room::{self, Around, Line, Put, Reading, Room, RoomWords, text, tick, value};
use crate::form::Fields;
use crate::markup::Markup;
use crate::say;
use crate::staff::fields::{self, Choice, Field, Kind};
use crate::staff::routes::StaffRoute;

/// Months of a long life.
const MOST_MONTHS: u16 = 1_200;
/// Years of a long life.
const OLDEST: u8 = 120;

/// Everything that can be said in one word: its kind, its word, and what it is.
fn codes() -> Vec<(&'static str, &'static str, Said)> {
    let mut all = Vec::new();
    macro_rules! every {
        ($kind:literal, $words:ty, $said:path) => {
            all.extend(
                <$words>::ALL
                    .iter()
                    .map(|one| ($kind, one.as_str(), $said(*one))),
            );
        };
    }
    every!("act", Act, Said::Act);
    every!("means", MeansOfControl, Said::Means);
    every!("exploitation", Exploitation, Said::Exploitation);
    every!("sex", SexExploitation, Said::SexExploitation);
    every!("labour", Labour, Said::Labour);
    every!("industry", Industry, Said::Industry);
    every!("recruitment", Recruitment, Said::Recruitment);
    every!("recruitment-app", App, Said::RecruitmentApp);
    every!("exploitation-app", App, Said::ExploitationApp);
    every!("recruiter", RecruiterRelation, Said::RecruiterRelation);
    every!("role", Role, Said::ExploiterRole);
    all
}

/// A name that is the same in every language.
const fn app(word: App) -> &'static str {
    match word {
        App::Facebook => "Facebook",
        App::Instagram => "Instagram",
        App::WhatsApp => "WhatsApp",
        App::Telegram => "Telegram",
        App::FacebookMessenger => "Facebook Messenger",
        App::Viber => "Viber",
        App::Snapchat => "Snapchat",
        App::Line => "LINE",
        App::FourSale => "4Sale",
        App::WeChat => "WeChat",
        App::Qq => "QQ",
        App::QZone => "Qzone",
        App::TikTok => "TikTok",
        App::Twitter => "X (Twitter)",
        App::Other => "",
    }
}

/// One code as a person reads it: its kind, then its words.
fn name(around: &Around<'_>, kind: &str, word: &str) -> Markup {
    let of = around.say(&format!("care-said-{kind}"));
    let known = kind.ends_with("-app").then(|| App::parse(word)).flatten();
    let said = match known {
        Some(App::Other) => around.say("care-said-app-other"),
        Some(known) => Markup::ours(app(known)),
        None => around.say(&format!("care-said-{kind}-{word}")),
    };
    let pair = [("kind", (&of).into()), ("words", (&said).into())];
    around.at().fill("care-said-pair", &pair)
}

fn said_as_sent(said: &Said) -> String {
    match said {
        Said::AgeWhenTrafficked(_) => "age".to_owned(),
        Said::Months(_) => "months".to_owned(),
        Said::Event(event) => format!("event:{}", event.kind),
        code => codes()
            .into_iter()
            .find(|(_, _, known)| known == code)
            .map(|(kind, word, _)| format!("{kind}:{word}"))
            .unwrap_or_default(),
    }
}

fn said(around: &Around<'_>, said: &Said) -> Markup {
    let at = around.at();
    match said {
        Said::AgeWhenTrafficked(years) => {
            let years: usize = (*years).into();
            at.fill("care-said-age-was", &[("count", years.into())])
        }
        Said::Months(months) => {
            let months: usize = (*months).into();
            at.fill("care-said-months-were", &[("count", months.into())])
        }
        Said::Event(event) => at.say(&format!("care-said-event-{}", event.kind)),
        code => codes()
            .into_iter()
            .find(|(_, _, known)| known == code)
            .map_or_else(
                || Markup::ours(""),
                |(kind, word, _)| name(around, kind, word),
            ),
    }
}

impl Room for Fact {
    const ROUTE: StaffRoute = StaffRoute::CaseFacts;
    const HOUSES: bool = true;
    const WORDS: RoomWords = RoomWords {
        title: "care-facts",
        lead: "care-facts-lead",
        list: "care-facts-list",
        none: "care-facts-none",
        new: "care-fact-new",
        go: "care-fact-go",
    };

    fn fields(around: &Around<'_>, sent: &Fields) -> Vec<Field> {
        let at = around.at();
        let chosen = sent.get("code");
        let mut choices = vec![Choice::new(
            "",
            at.say("care-fact-choose"),
            chosen.is_empty(),
        )];
        let mut choice = |value: String, label: Markup| {
            let is = value == chosen;
            choices.push(Choice::new(value, label, is));
        };
        for (kind, word, _) in codes() {
            choice(format!("{kind}:{word}"), name(around, kind, word));
        }
        choice("age".to_owned(), at.say("care-said-age"));
        choice("months".to_owned(), at.say("care-said-months"));
        for kind in EventKind::ALL {
            let label = at.say(&format!("care-said-event-{kind}"));
            choice(format!("event:{kind}"), label);
        }
        let day = around.today.to_string();
        let houses = around.houses.iter().map(|house| {
            let id = house.id.to_string();
            let is = id == sent.get("organization");
            Choice::new(id, say::text(&house.name, at.messages()), is)
        });
        let mut organizations = vec![Choice::new("", at.say("care-fact-no-organization"), false)];
        organizations.extend(houses);
        if !organizations.iter().any(|one| one.chosen) {
            organizations[0].chosen = true;
        }
        let mut all = fields::choosing(
            at,
            "code",
            at.say("care-fact-what"),
            choices,
            sent.get(fields::NARROW_WORDS),
        );
        all.extend([
            Field::new("number", at.say("care-fact-number"), Kind::Number)
                .holding(sent.get("number"))
                .hinting(at.say("care-fact-number-hint")),
            room::select(
                around,
                ("source", "care-fact-source"),
                Source::ALL,
                Source::as_str,
                |word| at.say(&format!("care-source-{word}")),
                (value(sent, "source", Source::Person.as_str()), None),
            ),
            Field::new(
                "organization",
                at.say("care-fact-organization"),
                Kind::Select(organizations),
            ),
            day_field(at, "on", "care-fact-on", value(sent, "on", &day)),
            text(around, "country", "care-fact-country", sent)
                .hinting(at.say("care-fact-country-hint")),
            text(around, "state", "care-fact-state", sent),
            text(around, "city", "care-fact-city", sent),
            day_field(at, "date", "care-fact-date", sent.get("date")),
            text(around, "description", "care-fact-description", sent),
            tick(
                around,
                "struck",
                "care-fact-struck",
                "care-fact-struck-yes",
                sent.has("struck"),
            ),
        ]);
        all
    }

    fn known(&self, _: &Around<'_>) -> Vec<(String, String)> {
        let mut pairs = vec![
            ("code", said_as_sent(&self.said)),
            ("source", self.source.to_string()),
            ("on", self.on.to_string()),
        ];
        match &self.said {
            Said::AgeWhenTrafficked(years) => pairs.push(("number", years.to_string())),
            Said::Months(months) => pairs.push(("number", months.to_string())),
            Said::Event(event) => pairs.extend([
                ("country", event.country.clone().unwrap_or_default()),
                ("state", event.state.expose().to_owned()),
                ("city", event.city.expose().to_owned()),
                (
                    "date",
                    event.date.map(|day| day.to_string()).unwrap_or_default(),
                ),
                ("description", event.description.expose().to_owned()),
            ]),
            _ => {}
        }
        if let Some(id) = self.organization {
            pairs.push(("organization", id.to_string()));
        }
        if self.struck_out {
            pairs.push(("struck", "yes".to_owned()));
        }
        pairs
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect()
    }

    fn read(around: &Around<'_>, reading: &mut Reading<'_>, was: Option<&Self>) -> Option<Self> {
        let said = read_said(reading);
        let source = reading.word("source", Source::parse);
        let on = reading.needed_day("on");
        if on.is_some_and(|on| on > around.today) {
            reading.fault("on", "care-fault-future");
        }
        let organization = Uuid::try_parse(reading.sent.get("organization"))
            .ok()
            .filter(|id| around.houses.iter().any(|house| house.id == *id))
            .map(OrganizationId);
        Some(Self {
            id: FactId(Uuid::nil()),
            case: CaseId(around.case.summary.id),
            said: said?,
            source: source?,
            organization,
            on: on?,
            by: was.map_or(WorkerId(around.here.me.id), |was| was.by),
            at: was.map_or_else(|| around.site.clock.now(), |was| was.at),
            struck_out: reading.ticked("struck"),
        })
    }

    fn line(item: &CaseItem<Self>, around: &Around<'_>) -> Line {
        let (at, one) = (around.at(), &item.payload);
        let mut line = Line::new(item.id, said(around, &one.said));
        if one.struck_out {
            line = line.mark(false, at.say("care-fact-struck-yes"));
        }
        let day = say::date(one.on, at.messages());
        let source = at.say(&format!("care-source-{}", one.source));
        line = line.fact(
            around,
            "care-fact-source",
            Markup::built(format!("{source}, {day}")),
        );
        if let Some(id) = one.organization {
            let house = around.houses.iter().find(|house| house.id == id.0);
            let name = house.map_or_else(
                || at.say("care-organization-unknown"),
                |house| say::text(&house.name, at.messages()),
            );
            line = line.fact(around, "care-fact-organization", name);
        }
        if let Said::Event(event) = &one.said {
            let country = event.country.as_deref().unwrap_or_default();
            line = line
                .fact(around, "care-fact-country", Markup::escaped(country))
                .words(around, "care-fact-state", &event.state)
                .words(around, "care-fact-city", &event.city);
            if let Some(day) = event.date {
                line = line.fact(around, "care-fact-date", say::date(day, at.messages()));
            }
            line = line.words(around, "care-fact-description", &event.description);
        }
        line.fact(around, "care-assessment-by", around.team.name(one.by, at))
    }

    async fn put(put: Put<'_, Self>) -> Result<Saved<Self>, StoreError> {
        put.change().await
    }
}

fn read_said(reading: &mut Reading<'_>) -> Option<Said> {
    let code = reading.sent.get("code");
    let number = reading.sent.get("number").trim().to_owned();
    let of_event = ["country", "state", "city", "date", "description"];
    let placed = of_event
        .iter()
        .any(|name| !reading.sent.get(name).trim().is_empty());
    let (kind, word) = code.split_once(':').unwrap_or((code, ""));
    if !number.is_empty() && !matches!(kind, "age" | "months") {
        reading.fault("number", "care-fault-fact-number-kind");
    }
    if placed && kind != "event" {
        reading.fault("code", "care-fault-fact-place-kind");
    }
    match kind {
        "age" => {
            let years = number.parse().ok().filter(|years| *years <= OLDEST);
            if years.is_none() {
                reading.fault("number", "care-fault-fact-age");
            }
            years.map(Said::AgeWhenTrafficked)
        }
        "months" => {
            let months = number.parse().ok().filter(|months| *months <= MOST_MONTHS);
            if months.is_none() {
                reading.fault("number", "care-fault-fact-months");
            }
            months.map(Said::Months)
        }
        "event" => {
            let country = reading.words("country").expose().to_ascii_uppercase();
            let letters = country.len() == 2 && country.bytes().all(|one| one.is_ascii_uppercase());
            if !country.is_empty() && !letters {
                reading.fault("country", "care-fault-fact-country");
            }
            Some(Said::Event(Event {
                kind: EventKind::parse(word)?,
                country: letters.then_some(country),
                state: reading.words("state"),
                city: reading.words("city"),
                date: reading.day("date"),
                description: reading.words("description"),
            }))
        }
        _ => {
            let known = codes()
                .into_iter()
                .find(|(of, its, _)| *of == kind && *its == word);
            if known.is_none() {
                reading.fault("code", "care-fault-choose");
            }
            known.map(|(_, _, said)| said)
        }
    }
}
