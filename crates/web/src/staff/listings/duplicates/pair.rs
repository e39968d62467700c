//! Two listings beside each other: what speaks for and against their being one, and making one of them,
//! field by field.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use directory::duplicates::{Choices, Evidence, MergeField, Side, proposed};
use directory::edit::{Field as Fact, PhonePart, Values};
use directory::organization::Organization;
use directory::service::Service;
use kernel::Lang;
use store::{DuplicatePair, StoreError};
use uuid::Uuid;

use super::super::{done, words};
use super::{Likelihood, agreement, field_name, of_hundred};
use crate::form::{self, Fields, ORDINARY};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::messages::Messages;
use crate::problem::Problem;
use crate::say;
use crate::staff::door::SignedIn;
use crate::staff::frame::StaffFrame;
use crate::staff::routes::StaffRoute;

/// Natural log odds below which a fact says little either way.
const LITTLE: f32 = 0.3;

/// What a field of a merge is called.
pub(super) fn merge_field(field: MergeField, messages: &'static Messages) -> Markup {
    messages.say(&format!("duplicates-merge-{}", field.code()))
}

/// The facts that a field of a merge holds.
fn facts(field: MergeField) -> Vec<Fact> {
    match field {
        MergeField::Organization => Vec::new(),
        MergeField::NameEn => vec![Fact::NameEnglish],
        MergeField::NameFr => vec![Fact::NameFrench],
        MergeField::DescriptionEn => vec![Fact::DescriptionEnglish],
        MergeField::DescriptionFr => vec![Fact::DescriptionFrench],
        MergeField::Status => vec![Fact::Status, Fact::Listed],
        MergeField::Email => vec![Fact::Email],
        MergeField::Website => vec![Fact::Url],
        MergeField::Location => vec![
            Fact::Address1,
            Fact::City,
            Fact::StateProvince,
            Fact::Point,
            Fact::Confidentiality,
        ],
        MergeField::Coverage => vec![Fact::ServiceAreaExtentType, Fact::ServiceAreaExtent],
        MergeField::Hours => {
            let mut facts = vec![Fact::ScheduleRule];
            facts.extend((1..=7).map(Fact::ScheduleDay));
            facts.extend([
                Fact::ScheduleExceptions,
                Fact::ScheduleNotesEnglish,
                Fact::ScheduleNotesFrench,
            ]);
            facts
        }
        MergeField::Languages => vec![
            Fact::Languages,
            Fact::InterpretationEnglish,
            Fact::InterpretationFrench,
        ],
        MergeField::Taxonomy => vec![
            Fact::Needs,
            Fact::Everyone,
            Fact::Populations,
            Fact::Exploitation,
            Fact::Dedicated,
        ],
        MergeField::Fees => vec![Fact::Fees],
        MergeField::Access => vec![
            Fact::PoliceReportNeeded,
            Fact::StatusNeeded,
            Fact::IdNeeded,
            Fact::ChildrenWelcome,
            Fact::PetsWelcome,
            Fact::Gender,
            Fact::MinimumAge,
            Fact::MaximumAge,
            Fact::IndigenousLed,
            Fact::ByAndFor,
        ],
    }
}

/// The language that a fact is written in, where it has one of its own.
const fn lang_of(fact: Fact) -> Option<Lang> {
    match fact {
        Fact::NameEnglish
        | Fact::DescriptionEnglish
        | Fact::ScheduleNotesEnglish
        | Fact::InterpretationEnglish => Some(Lang::En),
        Fact::NameFrench
        | Fact::DescriptionFrench
        | Fact::ScheduleNotesFrench
        | Fact::InterpretationFrench => Some(Lang::Fr),
        _ => None,
    }
}

/// One of the two, at the top of the page.
struct Head {
    /// "Listing A".
    letter: Markup,
    name: Markup,
    href: String,
    lines: Vec<Markup>,
}

/// What one fact says of the pair.
struct Said {
    field: Markup,
    agreement: Markup,
    speaks: Markup,
}

/// A field in which they differ, with what each says.
struct Chosen {
    /// Its name in the form.
    name: &'static str,
    label: Markup,
    sides: [Told; 2],
}

/// What one listing says in a field.
struct Told {
    /// Its name in the form.
    which: &'static str,
    /// "Listing A".
    letter: Markup,
    chosen: bool,
    /// Name of the fact, what it says, the language it is written in. The name is empty where there is
    /// one fact only.
    facts: Vec<(Markup, Markup, Option<&'static str>)>,
}

/// The context of `templates/staff/listings/duplicate.html`.
#[derive(Template)]
#[template(path = "staff/listings/duplicate.html")]
struct PairPage<'a> {
    frame: StaffFrame<'a>,
    /// Why nothing was done, when something was asked.
    refused: Vec<Markup>,
    likelihood: Markup,
    heads: [Head; 2],
    evidence: Vec<Said>,
    here: String,
    apart: String,
    versions: [i64; 2],
    /// Which one stays.
    first_stays: bool,
    fields: Vec<Chosen>,
    /// Telephone numbers of both.
    numbers: Vec<String>,
    /// A place that is not public stays where it is.
    place: Option<Markup>,
    /// Names of fields in which they agree.
    same: Vec<Markup>,
}

/// The pair that the address is about.
async fn pair_at(site: &Site, here: &SignedIn) -> Result<DuplicatePair, Problem> {
    let (one, other) = here.at.about.split_once('_').ok_or(Problem::NotFound)?;
    let id = |text| Uuid::try_parse(text).map_err(|_| Problem::NotFound);
    let pair = site
        .store
        .duplicate_pair(&here.actor, id(one)?, id(other)?)
        .await?;
    pair.ok_or(Problem::NotFound)
}

/// The one that stays when nobody chooses: what the public sees, then what was confirmed last.
fn first_stays(pair: &DuplicatePair) -> bool {
    let worth = |service: &Service| (service.is_public(), service.provenance.verified_on);
    worth(&pair.first) >= worth(&pair.second)
}

/// What was sent with the form; before that, nothing.
struct Sent<'a> {
    fields: &'a Fields,
    refused: Vec<Markup>,
}

fn show_pair(
    site: &Site,
    here: &SignedIn,
    pair: &DuplicatePair,
    sent: &Sent<'_>,
) -> Result<Response, Problem> {
    let at = &here.at;
    let messages = at.messages();
    let score = f64::from(pair.comparison.score);
    let first_stays = match sent.fields.get("stays") {
        "first" => true,
        "second" => false,
        _ => first_stays(pair),
    };
    let showing = Showing {
        site,
        messages,
        pair,
        texts: [Values::of(&pair.first), Values::of(&pair.second)],
        first_stays,
        sent: sent.fields,
    };
    let withheld = pair.places_withheld.contains(&true);
    let differs = |field: &MergeField| pair.differences.contains(field);
    let offered = |field: &MergeField| !(withheld && *field == MergeField::Location);
    page(&PairPage {
        likelihood: at.fill(
            "duplicates-pair-likelihood",
            &[
                ("words", (&Likelihood::of(score).said(messages)).into()),
                ("share", of_hundred(score).into()),
            ],
        ),
        heads: [showing.head(0, here), showing.head(1, here)],
        evidence: pair
            .comparison
            .evidence
            .iter()
            .map(|&evidence| said(evidence, messages))
            .collect(),
        here: at.here(),
        apart: StaffRoute::NotTheSame.of_pair(pair.first.id, pair.second.id, at.lang),
        versions: pair.versions,
        first_stays,
        fields: MergeField::ALL
            .into_iter()
            .filter(differs)
            .filter(offered)
            .map(|field| showing.chosen(field))
            .collect(),
        numbers: showing.numbers(),
        place: withheld.then(|| at.say("duplicates-place-stays")),
        same: MergeField::ALL
            .into_iter()
            .filter(|field| !differs(field) && offered(field))
            .map(|field| merge_field(field, messages))
            .collect(),
        refused: sent.refused.clone(),
        frame: here
            .frame(at.say("duplicates-pair-title"))
            .faulty(!sent.refused.is_empty()),
    })
}

fn said(evidence: Evidence, messages: &'static Messages) -> Said {
    let speaks = match evidence.weight {
        weight if weight > LITTLE => "duplicates-speaks-for",
        weight if weight < -LITTLE => "duplicates-speaks-against",
        _ => "duplicates-speaks-little",
    };
    Said {
        field: field_name(evidence.field, messages),
        agreement: agreement(evidence.agreement, messages),
        speaks: messages.say(speaks),
    }
}

/// A pair while its page is put together.
struct Showing<'a> {
    site: &'a Site,
    messages: &'static Messages,
    pair: &'a DuplicatePair,
    texts: [Values; 2],
    first_stays: bool,
    sent: &'a Fields,
}

impl Showing<'_> {
    fn side(&self, which: usize) -> (&Service, &Organization) {
        let service = [&self.pair.first, &self.pair.second][which];
        (service, &self.pair.organizations[which])
    }

    fn head(&self, which: usize, here: &SignedIn) -> Head {
        let messages = self.messages;
        let (service, organization) = self.side(which);
        let mut lines = vec![say::text(&organization.name, messages)];
        lines.push(messages.say(if service.is_public() {
            "duplicates-public"
        } else {
            "duplicates-unlisted"
        }));
        lines.push(match service.provenance.verified_on {
            Some(day) => {
                let day = say::date(day, messages);
                messages.fill("listings-record-verified", &[("date", (&day).into())])
            }
            None => messages.say("listings-record-never"),
        });
        if self.pair.places_withheld[which] {
            lines.push(messages.say("duplicates-place-withheld"));
        }
        Head {
            letter: messages.say(letter(which)),
            name: say::text(&service.name, messages),
            href: StaffRoute::Listing.of(service.id, here.at.lang),
            lines,
        }
    }

    fn chosen(&self, field: MergeField) -> Chosen {
        let takes_first = match self.sent.get(field.code()) {
            "first" => true,
            "second" => false,
            _ => self.proposes_first(field),
        };
        Chosen {
            name: field.code(),
            label: merge_field(field, self.messages),
            sides: [
                self.told(field, 0, takes_first),
                self.told(field, 1, !takes_first),
            ],
        }
    }

    fn proposes_first(&self, field: MergeField) -> bool {
        let pair = self.pair;
        if self.first_stays {
            proposed(field, &pair.first, &pair.second) == Side::Survivor
        } else {
            proposed(field, &pair.second, &pair.first) == Side::Other
        }
    }

    fn told(&self, field: MergeField, which: usize, chosen: bool) -> Told {
        let messages = self.messages;
        let mut told = Vec::new();
        if field == MergeField::Organization {
            let name = say::text(&self.pair.organizations[which].name, messages);
            told.push((Markup::ours(""), name, None));
        }
        let facts = facts(field);
        let single = facts.len() == 1;
        for fact in facts {
            let [text, other] = [which, 1 - which].map(|which| self.texts[which].get(fact));
            // Of many facts only those that differ: a week that is the same is no difference.
            if !single && text == other {
                continue;
            }
            let taxonomy = &self.site.content.taxonomy;
            let shown = words::shown(words::name(fact), text, taxonomy, messages);
            let label = if single {
                Markup::ours("")
            } else {
                words::full_label(fact, messages)
            };
            let lang = lang_of(fact).filter(|_| !text.is_empty()).map(Lang::tag);
            told.push((label, shown, lang));
        }
        Told {
            which: if which == 0 { "first" } else { "second" },
            letter: messages.say(letter(which)),
            chosen,
            facts: told,
        }
    }

    /// Every number of both, once, those of the one that stays first.
    fn numbers(&self) -> Vec<String> {
        let order = if self.first_stays { [0, 1] } else { [1, 0] };
        let mut numbers: Vec<String> = Vec::new();
        for which in order {
            for line in 1..=directory::edit::MOST_PHONES {
                let number = self.texts[which].get(Fact::Phone(line, PhonePart::Number));
                if !number.is_empty() && numbers.iter().all(|known| known != number) {
                    numbers.push(number.to_owned());
                }
            }
        }
        numbers
    }
}

/// "Listing A", "Listing B".
const fn letter(which: usize) -> &'static str {
    if which == 0 {
        "duplicates-first"
    } else {
        "duplicates-second"
    }
}

/// The pair.
pub(crate) async fn show(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let pair = pair_at(&site, &here).await?;
    let fields = Fields::default();
    let sent = Sent {
        fields: &fields,
        refused: Vec::new(),
    };
    show_pair(&site, &here, &pair, &sent)
}

/// The versions that the form was made on.
fn versions(sent: &Fields) -> Result<[i64; 2], Problem> {
    let version = |name| sent.get(name).parse().map_err(|_| Problem::BadForm);
    Ok([version("first-version")?, version("second-version")?])
}

/// The pair that a form was made on; `None`: one of them is gone, and the list says so.
async fn still_there(site: &Site, here: &SignedIn) -> Result<Option<DuplicatePair>, Problem> {
    match pair_at(site, here).await {
        Ok(pair) => Ok(Some(pair)),
        Err(Problem::NotFound) => Ok(None),
        Err(problem) => Err(problem),
    }
}

/// Who changed which of the two meanwhile.
fn changed_since(here: &SignedIn, pair: &DuplicatePair, seen: [i64; 2]) -> Vec<Markup> {
    let at = &here.at;
    let mut said = Vec::new();
    for (which, (now, seen)) in pair.versions.into_iter().zip(seen).enumerate() {
        if now != seen {
            let listing = at.say(letter(which));
            said.push(at.fill("duplicates-changed", &[("listing", (&listing).into())]));
        }
    }
    said.push(at.say("duplicates-changed-lead"));
    said
}

/// Makes one listing of two.
pub(crate) async fn merge(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let seen = versions(&sent)?;
    let first_stays = match sent.get("stays") {
        "first" => true,
        "second" => false,
        _ => return Err(Problem::BadForm),
    };
    let Some(pair) = still_there(&site, &here).await? else {
        return Ok(here.done(here.at.to(StaffRoute::Duplicates), "pair-gone"));
    };
    let mut choices = Choices::new();
    for field in MergeField::ALL {
        let takes_first = match sent.get(field.code()) {
            "first" => true,
            "second" => false,
            _ => continue,
        };
        let side = if takes_first == first_stays {
            Side::Survivor
        } else {
            Side::Other
        };
        choices.insert(field, side);
    }
    let (mut ids, mut versions) = ([pair.first.id, pair.second.id], seen);
    if !first_stays {
        ids.reverse();
        versions.reverse();
    }
    let merged = site
        .store
        .merge_services(
            &here.actor,
            &site.content.gazetteer,
            ids[0],
            ids[1],
            versions,
            &choices,
            site.clock.now(),
            site.random.uuid(),
        )
        .await;
    let refused = match merged {
        Ok(()) => {
            let address = StaffRoute::Listing.of(ids[0], here.at.lang);
            return done(&site, &here, &address, Some("merged")).await;
        }
        Err(StoreError::EditedSince { .. }) => {
            // As it is now: it may have been changed since it was read above.
            let Some(pair) = still_there(&site, &here).await? else {
                return Ok(here.done(here.at.to(StaffRoute::Duplicates), "pair-gone"));
            };
            let sent = Sent {
                fields: &sent,
                refused: changed_since(&here, &pair, seen),
            };
            return show_pair(&site, &here, &pair, &sent);
        }
        Err(StoreError::ConfidentialPlace(_)) => vec![here.at.say("duplicates-place-stays")],
        Err(StoreError::UnknownService(_)) => {
            return Ok(here.done(here.at.to(StaffRoute::Duplicates), "pair-gone"));
        }
        Err(error) => return Err(error.into()),
    };
    let sent = Sent {
        fields: &sent,
        refused,
    };
    show_pair(&site, &here, &pair, &sent)
}

/// Remembers that the two are not the same.
pub(crate) async fn not_the_same(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let seen = versions(&sent)?;
    let list = here.at.to(StaffRoute::Duplicates);
    let Some(pair) = still_there(&site, &here).await? else {
        return Ok(here.done(list, "pair-gone"));
    };
    let ids = [pair.first.id, pair.second.id];
    let now = site.clock.now();
    match site.store.not_the_same(&here.actor, ids, seen, now).await {
        Ok(()) => Ok(here.done(list, "different")),
        Err(StoreError::EditedSince { .. }) => {
            let address = StaffRoute::DuplicatePair.of_pair(ids[0], ids[1], here.at.lang);
            Ok(here.done(&address, "pair-changed"))
        }
        Err(StoreError::UnknownService(_)) => Ok(here.done(list, "pair-gone")),
        Err(error) => Err(error.into()),
    }
}
