//! Getting ready to ask for a protection order: a plain summary, and the facts beside what the statute asks
//! for. On the screen and on paper, in either language. Nothing is ever filed from here.

use std::sync::Arc;

use ::directory::review;
use ::directory::shipped_id;
use ::guidance::jurisdiction::{Rule, Sheet, Subject};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kernel::Lang;
use questionnaires::Finding;
use questionnaires::model::{Element, Expression, Item, ItemType};

use super::about;
use super::about::{Known, texts};
use super::draft::Draft;
use super::findings::Step;
use super::review::Contradiction;
use super::run::{self, Sitting};
use super::view::{self, Told};
use crate::frame::{Frame, HiddenFields};
use crate::handler::{Here, page};
use crate::house::Site;
use crate::markup::Markup;
use crate::messages::Messages;
use crate::problem::Problem;
use crate::routes::Route;
use crate::say::{self, PhoneLine};

/// The instrument.
pub(crate) const FORM: &str = "protection-order";
/// Its questions that decide what is shown.
const PROVINCE: &str = "province";
const CONSENT: &str = "consent";
/// What the plain summary says, in this order.
const SUMMARY: [&str; 6] = ["province", "protected", "age", "other", "danger", "terms"];
/// What stands in full behind the worksheet, in this order.
const IN_FULL: [&str; 7] = [
    "story",
    "when",
    "danger.why",
    "proof",
    "earlier",
    "contact",
    "consent",
];
/// Facts of law that make the steps, in the order in which one takes them.
const STEPS: [&str; 9] = [
    "who-may-apply",
    "where",
    "how",
    "without-notice",
    "cost",
    "legal-help",
    "service",
    "duration",
    "breach",
];

/// The page before the first question.
pub(crate) async fn show(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
) -> Result<Response, Problem> {
    let instrument = site.questionnaires.latest(FORM).ok_or(Problem::NotFound)?;
    let step = run::Step {
        site: &site,
        lang,
        draft: Draft::to(instrument),
    };
    about::page_of(&step, instrument)
}

/// The result on the screen.
pub(crate) fn page_of(sitting: &Sitting<'_>) -> Result<Response, Problem> {
    let frame = sitting.frame("result", None);
    page(&ApplicationPage {
        hidden: sitting.step.draft.hidden(&[]),
        facts: Facts::of(sitting, frame.messages())?,
        frame,
    })
}

/// The same on paper; `back` is the language of the pages it was asked from.
pub(crate) fn paper_of(sitting: &Sitting<'_>, back: Option<Lang>) -> Result<Response, Problem> {
    let frame = sitting.frame("paper", None);
    let site = sitting.step.site;
    let today = review::today(site.clock.now());
    let today = say::date(today, frame.messages());
    let made = frame.fill("application-paper-made", &[("date", (&today).into())]);
    page(&ApplicationPaper {
        hidden: sitting.step.draft.hidden(&[]),
        back: back.unwrap_or_else(|| frame.lang()),
        made,
        facts: Facts::of(sitting, frame.messages())?,
        frame,
    })
}

/// The context of `templates/questions/application.html`.
#[derive(Template)]
#[template(path = "questions/application.html")]
pub(crate) struct ApplicationPage<'a> {
    frame: Frame<'a>,
    hidden: HiddenFields,
    facts: Facts,
}

/// The context of `templates/questions/application-paper.html`.
#[derive(Template)]
#[template(path = "questions/application-paper.html")]
pub(crate) struct ApplicationPaper<'a> {
    frame: Frame<'a>,
    hidden: HiddenFields,
    back: Lang,
    made: Markup,
    facts: Facts,
}

/// Everything that both say.
struct Facts {
    /// Somebody filled it in together with the person.
    told: bool,
    /// They did, and the person has not said yes.
    no_consent: bool,
    notices: Vec<Markup>,
    steps: Vec<Step>,
    /// A child is or may be involved.
    child: bool,
    contradictions: Vec<Contradiction>,
    summary: Vec<Told>,
    statute: Option<Statute>,
    /// Parts of the statute, each with the facts that speak to it.
    elements: Vec<Part>,
    /// What the law of the province asks for in general, and what of it was not read.
    asks: Option<Markup>,
    known: Option<Known>,
    /// What was marked, where no part of a statute is known to put it beside.
    loose: Vec<Told>,
    in_full: Vec<Told>,
    law: Vec<Fact>,
    services: Vec<Service>,
}

/// A statute by its name.
struct Statute {
    province: Markup,
    name: Markup,
    verified: bool,
}

/// One part of a statute.
struct Part {
    name: Markup,
    said: Markup,
    present: bool,
    unverified: bool,
    facts: Vec<Markup>,
    note: Option<Markup>,
}

/// One fact of law, with where and when it was read.
struct Fact {
    heading: Markup,
    text: Markup,
    section: Option<Markup>,
    read: Markup,
    source: Option<Markup>,
    verified: bool,
}

/// Someone to call.
struct Service {
    name: Markup,
    phones: Vec<PhoneLine>,
}

impl Facts {
    fn of(sitting: &Sitting<'_>, messages: &'static Messages) -> Result<Self, Problem> {
        let questionnaire = sitting.instrument.questionnaire();
        let draft = &sitting.step.draft;
        let site = sitting.step.site;
        let province = draft.given(PROVINCE).first().map_or("", String::as_str);
        let sheet = site
            .settings
            .guides
            .sheet_of(&province.to_uppercase(), Subject::ProtectionOrder);
        let lens = questionnaire.lens.iter().find(|lens| lens.id == province);
        let told_of = |ids: &[&str]| told_of(sitting, ids, messages);
        let elements = lens.map_or_else(Vec::new, |lens| {
            let elements = lens.element.iter();
            elements
                .map(|element| Part::of(element, province, sitting, messages))
                .collect()
        });
        let consent = draft.given(CONSENT);
        let actions = sitting.evaluation.actions(sitting.instrument);
        Ok(Self {
            told: draft.is_told(),
            no_consent: draft.is_told() && !consent.iter().any(|given| given == "present"),
            notices: texts(&questionnaire.notice, messages),
            child: super::findings::may_involve_a_child(&actions),
            steps: actions
                .into_iter()
                .map(|action| Step::of(action, site, messages))
                .collect(),
            contradictions: Contradiction::all(sitting, messages),
            summary: told_of(&SUMMARY),
            statute: sheet.map(|sheet| Statute {
                province: say::text(&sheet.name, messages),
                name: say::text(&sheet.statute, messages),
                verified: sheet.statute_verified,
            }),
            asks: lens.map(|lens| say::text(&lens.description, messages)),
            known: lens
                .and_then(|lens| lens.provenance.as_ref())
                .map(|provenance| Known::of(provenance, messages)),
            loose: if elements.is_empty() {
                told_of(&["act", "means", "purpose", "fear", "child"])
            } else {
                Vec::new()
            },
            elements,
            in_full: told_of(&IN_FULL),
            law: sheet.map_or_else(Vec::new, |sheet| law(sheet, messages)),
            services: services(sheet, site, messages)?,
        })
    }
}

/// What was answered to these questions, where something was and where they are asked.
fn told_of(sitting: &Sitting<'_>, ids: &[&str], messages: &'static Messages) -> Vec<Told> {
    let items = sitting.instrument.questionnaire().items();
    let enabled = &sitting.evaluation.enabled;
    let asked = ids.iter().filter(|id| enabled.contains(id));
    let found = asked.filter_map(|id| items.iter().find(|item| item.link_id == *id));
    let draft = &sitting.step.draft;
    found
        .filter_map(|item| view::told(sitting.instrument, item, draft, &sitting.sorted, messages))
        .collect()
}

impl Part {
    fn of(
        element: &Element,
        province: &str,
        sitting: &Sitting<'_>,
        messages: &'static Messages,
    ) -> Self {
        let lens = sitting.evaluation.lens(province);
        let result = lens.and_then(|lens| lens.element(&element.id));
        let present = result.is_some_and(|result| result.finding == Finding::Present);
        let not_needed = result.is_some_and(|result| result.not_needed == Finding::Present);
        let mut facts = Vec::new();
        gather(&element.when, sitting, messages, &mut facts);
        Self {
            name: say::text(&element.name, messages),
            said: messages.say(match (present, not_needed) {
                (true, _) => "application-part-written",
                (false, true) => "questions-element-not-needed",
                (false, false) => "application-part-nothing",
            }),
            present,
            unverified: element.standing == Some(questionnaires::model::Standing::Memory),
            facts,
            note: element.note.as_ref().map(|note| say::text(note, messages)),
        }
    }
}

/// The answers that speak to a part: each marked answer it names, and each question it names that was
/// answered with yes.
fn gather(
    expression: &Expression,
    sitting: &Sitting<'_>,
    messages: &'static Messages,
    found: &mut Vec<Markup>,
) {
    let draft = &sitting.step.draft;
    let questionnaire = sitting.instrument.questionnaire();
    let item = |id: &str| -> Option<&Item> {
        let items = questionnaire.items();
        items.into_iter().find(|item| item.link_id == id)
    };
    match expression {
        Expression::Is { item: id, is } => {
            let is_given = draft.given(id).contains(is);
            let Some(item) = item(id).filter(|item| is_given && item.repeats) else {
                return;
            };
            let mut options = questionnaire.options(item).iter();
            if let Some(option) = options.find(|option| option.code == *is) {
                found.push(say::text(&option.text, messages));
            }
        }
        Expression::Present(id) => {
            let is_yes = draft.given(id).iter().any(|given| given == "present");
            let Some(item) = item(id).filter(|item| is_yes && item.kind == ItemType::Choice) else {
                return;
            };
            let words = view::text(item, draft.is_told(), messages);
            let yes = messages.say("questions-yes");
            found.push(Markup::built(format!("{words} {yes}.")));
        }
        Expression::Any { any: parts } | Expression::All { all: parts } => {
            for part in parts {
                gather(part, sitting, messages, found);
            }
        }
        Expression::Dimension { .. } | Expression::Not { .. } => {}
    }
}

fn law(sheet: &Sheet, messages: &'static Messages) -> Vec<Fact> {
    let rules = STEPS.iter().filter_map(|id| sheet.rule(id));
    rules.filter_map(|rule| Fact::of(rule, messages)).collect()
}

impl Fact {
    fn of(rule: &Rule, messages: &'static Messages) -> Option<Self> {
        let read = say::month_of(&rule.read_on, messages);
        Some(Self {
            heading: messages.find(&format!("application-law-{}", rule.id))?,
            text: say::text(&rule.text, messages),
            section: rule.section.as_ref().map(|section| {
                let section = Markup::escaped(section);
                messages.fill("application-law-section", &[("section", (&section).into())])
            }),
            read: messages.fill("application-law-read", &[("date", (&read).into())]),
            source: say::website(&rule.source),
            verified: rule.verified,
        })
    }
}

/// Whom to call, by the directory: numbers are kept in one place.
fn services(
    sheet: Option<&Sheet>,
    site: &Site,
    messages: &'static Messages,
) -> Result<Vec<Service>, Problem> {
    let index = site.finder.current();
    let mut found = Vec::new();
    for slug in sheet.map_or(&[][..], |sheet| &sheet.services) {
        if let Some(listing) = index.listing(shipped_id("service", slug))? {
            found.push(Service {
                name: say::text(&listing.name, messages),
                phones: listing
                    .phones
                    .iter()
                    .map(|phone| PhoneLine::new(phone, messages))
                    .collect(),
            });
        }
    }
    Ok(found)
}

impl ApplicationPage<'_> {
    /// What the finder can look for, once each.
    fn needs(&self) -> Vec<&(String, Markup)> {
        let mut found: Vec<&(String, Markup)> = Vec::new();
        for need in self.facts.steps.iter().flat_map(|step| &step.needs) {
            if !found.iter().any(|(id, _)| *id == need.0) {
                found.push(need);
            }
        }
        found
    }

    fn from(&self) -> &'static str {
        self.frame.lang().code()
    }
}

impl ApplicationPaper<'_> {
    fn back_words(&self) -> Markup {
        Messages::of(self.back).say("questions-back-result")
    }
}

/// The field that says from which language paper was asked for.
pub(crate) fn back_to(fields: &crate::form::Fields) -> Option<Lang> {
    fields.get("from").parse().ok()
}
