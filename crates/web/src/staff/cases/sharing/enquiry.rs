//! An enquiry without a name: "could you house somebody with two children, tonight?", asked of several
//! agencies at once. Nothing in it says who she is; the page looks at the words before they go.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use casework::contact::ContactRules;
use casework::dependant::Dependant;
use casework::enquiry::{Enquiry, Known, Weight, check};
use casework::need::{self, Need, NeedEntry};
use casework::words::{CaseId, EnquiryId, OrganizationId, WorkerId};
use search::{Filters, Request};
use store::OpenCase;
use uuid::Uuid;

use super::super::{case_at, form_page, purpose, unknown};
use super::{Agencies, after_hours, fault, hours_field, plain_name, query_of};
use crate::form::{self, Fields, ORDINARY};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Choice, Field, Form, Kind};
use crate::staff::routes::StaffRoute;

/// By when it is needed: the words of the form, and what they mean from now on (`HOLDS`).
const NEEDED: [(&str, &str); 4] = [
    ("now", "12h"),
    ("tomorrow", "1d"),
    ("week", "7d"),
    ("later", ""),
];
/// How long an answer helps.
const ANSWERS: [&str; 4] = ["2h", "12h", "1d", "3d"];
/// Services of one agency that its line names.
const NAMED: usize = 3;

/// What the page knows of her: for what is proposed, and for what must not be in the words.
struct Inside {
    open_needs: BTreeSet<Need>,
    known: Vec<String>,
}

impl Inside {
    async fn read(site: &Site, here: &SignedIn, case: &OpenCase) -> Result<Self, Problem> {
        let (id, why) = (case.summary.id, purpose(&here.me));
        let all = site
            .store
            .case_timeline(&here.actor, id, why, &site.moment())
            .await
            .map_err(unknown)?;
        let entries: Vec<NeedEntry> = all.iter().filter_map(store::AnyItem::of).collect();
        let map = need::map(&entries);
        let open_needs = map
            .into_iter()
            .filter(|(_, state)| state.is_open())
            .map(|(need, _)| need)
            .collect();
        let mut known = vec![case.summary.code.to_string()];
        if let Some(person) = &case.person {
            let person = &person.payload;
            known.push(person.alias.expose().to_owned());
            if let Some(name) = &person.legal_name {
                let name = &name.value;
                for part in [&name.first, &name.middle, &name.second] {
                    known.push(part.expose().to_owned());
                }
            }
        }
        for rules in all.iter().filter_map(store::AnyItem::of::<ContactRules>) {
            known.extend(
                rules
                    .ways
                    .iter()
                    .map(|way| way.destination.expose().to_owned()),
            );
        }
        for one in all.iter().filter_map(store::AnyItem::of::<Dependant>) {
            known.push(one.alias.expose().to_owned());
        }
        known.retain(|words| !words.trim().is_empty());
        Ok(Self { open_needs, known })
    }
}

/// The form.
pub(crate) async fn enquiry_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    let case = case_at(&site, &here).await?;
    let inside = Inside::read(&site, &here, &case).await?;
    let agencies = Agencies::read(&site, &here).await?;
    let sent = proposed(&case, &inside, &query_of(&uri));
    let form = fields(&site, &here, &case, &agencies, &sent)?;
    show(&here, &case, form)
}

/// What a new form holds: what the case says already.
fn proposed(case: &OpenCase, inside: &Inside, asked: &Fields) -> Fields {
    let pair = |name: &str, value: String| (name.to_owned(), value);
    let mut pairs = vec![
        pair("adults", "1".to_owned()),
        pair("children", "0".to_owned()),
        pair("when", "now".to_owned()),
        pair("until", "12h".to_owned()),
    ];
    match Need::parse(asked.get("need")) {
        Some(need) => pairs.push(pair("needs", need.to_string())),
        None => pairs.extend(
            inside
                .open_needs
                .iter()
                .map(|need| pair("needs", need.to_string())),
        ),
    }
    let tags: Vec<&str> = case
        .case
        .languages
        .iter()
        .map(casework::case::LanguageTag::as_str)
        .collect();
    pairs.push(pair("languages", tags.join(", ")));
    Fields::of(pairs)
}

fn fields(
    site: &Site,
    here: &SignedIn,
    case: &OpenCase,
    agencies: &Agencies,
    sent: &Fields,
) -> Result<Form, Problem> {
    let at = &here.at;
    let wanted: BTreeSet<Need> = sent.all("needs").filter_map(Need::parse).collect();
    let needs = Need::ALL
        .iter()
        .map(|need| {
            let said = at.say(&format!("cases-need-of-{need}"));
            Choice::new(need.as_str(), said, wanted.contains(need))
        })
        .collect();
    let needed = NEEDED
        .iter()
        .map(|(word, _)| {
            let said = at.say(&format!("sharing-needed-{word}"));
            Choice::new(*word, said, sent.get("when") == *word)
        })
        .collect();
    let plain = Markup::ours("");
    let number = |name, key| Field::new(name, at.say(key), Kind::Number).holding(sent.get(name));
    let mut form = Form::to(at.here())
        .with(Field::new(
            "needs",
            at.say("sharing-enquiry-needs"),
            Kind::Any(vec![(plain.clone(), needs)]),
        ))
        .with(number("adults", "sharing-adults"))
        .with(number("children", "sharing-children"))
        .with(
            Field::new("languages", at.say("sharing-languages"), Kind::Text)
                .holding(sent.get("languages"))
                .hinting(at.say("cases-languages-hint")),
        )
        .with(Field::new(
            "when",
            at.say("sharing-needed"),
            Kind::One(needed),
        ))
        .with(
            Field::new("words", at.say("sharing-enquiry-words"), Kind::Long)
                .holding(sent.get("words"))
                .hinting(at.say("sharing-enquiry-words-hint")),
        );
    if sent.has("warned") {
        let looked = Choice::new("yes", at.say("sharing-looked-yes"), sent.has("looked"));
        let kind = Kind::Any(vec![(plain, vec![looked])]);
        form =
            form.along("warned", "yes")
                .with(Field::new("looked", at.say("sharing-looked"), kind));
    }
    let to = Field::new(
        "to",
        at.say("sharing-enquiry-to"),
        Kind::Any(agency_choices(site, here, case, agencies, &wanted, sent)?),
    );
    Ok(form
        .with(to.hinting(at.say("sharing-enquiry-to-hint")))
        .with(hours_field(
            at,
            "until",
            "sharing-enquiry-until",
            &ANSWERS,
            sent.get("until"),
        )))
}

/// The agencies that can be asked: first those whose listings answer what is needed, as the finder has them.
fn agency_choices(
    site: &Site,
    here: &SignedIn,
    case: &OpenCase,
    agencies: &Agencies,
    needs: &BTreeSet<Need>,
    sent: &Fields,
) -> Result<Vec<(Markup, Vec<Choice>)>, Problem> {
    let at = &here.at;
    let offers = offers(site, here, needs)?;
    let chosen: BTreeSet<&str> = sent.all("to").collect();
    let (mut fitting, mut others) = (Vec::new(), Vec::new());
    for one in agencies.with_account(case.summary.lead_organization_id) {
        let id = one.id.to_string();
        let is = chosen.contains(id.as_str());
        let mut choice = Choice::new(id, plain_name(&one.name, at), is);
        if let Some(services) = offers.get(&one.id) {
            let said: Vec<&str> = services.iter().map(String::as_str).take(NAMED).collect();
            let said = Markup::escaped(&said.join(", "));
            choice.hint = at.fill("sharing-listed", &[("services", (&said).into())]);
            fitting.push(choice);
        } else {
            others.push(choice);
        }
    }
    let groups = [("sharing-fitting", fitting), ("sharing-others", others)];
    Ok(groups
        .into_iter()
        .filter(|(_, choices)| !choices.is_empty())
        .map(|(key, choices)| (at.say(key), choices))
        .collect())
}

/// The names of the services that answer one of the needs, by organization.
fn offers(
    site: &Site,
    here: &SignedIn,
    needs: &BTreeSet<Need>,
) -> Result<BTreeMap<Uuid, BTreeSet<String>>, Problem> {
    let index = site.finder.current();
    let mut found: BTreeMap<Uuid, BTreeSet<String>> = BTreeMap::new();
    let terms: BTreeSet<&str> = needs
        .iter()
        .flat_map(|need| need.finder_needs())
        .copied()
        .collect();
    for term in terms {
        let request = Request {
            lang: Some(here.at.lang),
            filters: Filters {
                needs: vec![term.into()],
                ..Filters::default()
            },
            per_page: 100,
            ..Request::default()
        };
        for result in index.find(&request, site.clock.now())?.results {
            let name = result.listing.name.shown(here.at.lang).0.to_owned();
            found
                .entry(result.listing.organization_id)
                .or_default()
                .insert(name);
        }
    }
    Ok(found)
}

/// Sends it.
pub(crate) async fn send_enquiry(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let case = case_at(&site, &here).await?;
    let inside = Inside::read(&site, &here, &case).await?;
    let agencies = Agencies::read(&site, &here).await?;
    let known: Vec<&str> = inside.known.iter().map(String::as_str).collect();
    let known = Known { words: &known };
    let at = &here.at;
    let (enquiry, to) = match read(&site, &here, &case, &agencies, &sent) {
        Ok(read) => read,
        Err((field, key)) => {
            let mut form = fields(&site, &here, &case, &agencies, &sent)?;
            form.blame(field, at.say(key));
            return show(&here, &case, form);
        }
    };
    let findings = check(&enquiry.words, &known);
    let only_warned = findings.iter().all(|one| one.weight == Weight::Warn);
    let fine = findings.is_empty() || (only_warned && sent.has("looked"));
    if !fine {
        let sent = if only_warned {
            with(&sent, "warned", "yes")
        } else {
            sent
        };
        let mut form = fields(&site, &here, &case, &agencies, &sent)?;
        form.blame("words", found_said(&here, &enquiry.words, &findings));
        return show(&here, &case, form);
    }
    let id = case.summary.id;
    let done = site
        .store
        .send_enquiry(&here.actor, id, &enquiry, &to, &known, &site.moment())
        .await;
    match done {
        Ok(_) => Ok(here.done(&StaffRoute::CaseSharing.of(id, at.lang), "enquiry-sent")),
        Err(error) => {
            let field = match &error {
                store::StoreError::Case(store::CaseError::UnknownOrganization) => "to",
                _ => "needs",
            };
            let said = fault(error, at)?;
            let mut form = fields(&site, &here, &case, &agencies, &sent)?;
            form.blame(field, said);
            show(&here, &case, form)
        }
    }
}

fn with(sent: &Fields, name: &str, value: &str) -> Fields {
    let mut pairs: Vec<(String, String)> = sent
        .iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    pairs.push((name.to_owned(), value.to_owned()));
    Fields::of(pairs)
}

/// What was found in the words, each with its reason.
fn found_said(here: &SignedIn, words: &str, findings: &[casework::enquiry::Finding]) -> Markup {
    let at = &here.at;
    let mut said: Vec<String> = Vec::new();
    for one in findings {
        let part = Markup::escaped(words.get(one.from..one.to).unwrap_or_default());
        let why = at.say(&format!("sharing-sign-{}", one.sign));
        let values = [("part", (&part).into()), ("why", (&why).into())];
        said.push(at.fill("sharing-found", &values).to_string());
    }
    let refused = findings.iter().any(|one| one.weight == Weight::Refuse);
    let lead = if refused {
        "sharing-found-refused"
    } else {
        "sharing-found-warned"
    };
    Markup::built(format!("{} {}", at.say(lead), said.join(" ")))
}

/// The enquiry and whom it goes to, or the field at fault and its message.
fn read(
    site: &Site,
    here: &SignedIn,
    case: &OpenCase,
    agencies: &Agencies,
    sent: &Fields,
) -> Result<(Enquiry, BTreeSet<OrganizationId>), (&'static str, &'static str)> {
    let now = site.clock.now();
    let count = |name: &'static str| {
        let number = match sent.get(name).trim() {
            "" => Ok(0),
            written => written.parse::<u8>(),
        };
        number
            .ok()
            .filter(|number| *number <= 20)
            .ok_or((name, "sharing-fault-count"))
    };
    let needs: BTreeSet<Need> = sent.all("needs").filter_map(Need::parse).collect();
    if needs.is_empty() {
        return Err(("needs", "sharing-enquiry-not-empty"));
    }
    let languages = sent
        .get("languages")
        .split([',', ' '])
        .filter(|tag| !tag.is_empty())
        .map(str::parse)
        .collect::<Result<Vec<_>, _>>()
        .map_err(|_| ("languages", "cases-fault-languages"))?;
    let (_, needed) = NEEDED
        .iter()
        .find(|(word, _)| *word == sent.get("when"))
        .ok_or(("when", "sharing-fault-when"))?;
    let own = case.summary.lead_organization_id;
    let to: BTreeSet<OrganizationId> = agencies
        .with_account(own)
        .filter(|one| sent.all("to").any(|id| id == one.id.to_string()))
        .map(|one| OrganizationId(one.id))
        .collect();
    if to.is_empty() {
        return Err(("to", "sharing-enquiry-not-nobody-asked"));
    }
    let enquiry = Enquiry {
        id: EnquiryId(Uuid::nil()),
        case: Some(CaseId(case.summary.id)),
        needs,
        languages,
        adults: count("adults")?,
        children: count("children")?,
        needed_by: after_hours(now, needed),
        words: sent.get("words").trim().to_owned(),
        until: after_hours(now, sent.get("until")).ok_or(("until", "sharing-fault-when"))?,
        by: WorkerId(here.me.id),
        at: now,
    };
    Ok((enquiry, to))
}

fn show(here: &SignedIn, case: &OpenCase, form: Form) -> Result<Response, Problem> {
    let at = &here.at;
    let nobody = form.fields.iter().any(|field| {
        field.name == "to" && matches!(&field.kind, Kind::Any(groups) if groups.is_empty())
    });
    let page = form_page(here, case, "sharing-enquiry", form, "sharing-enquiry-go");
    if nobody {
        return page.only_saying(at.say("sharing-nobody-here")).show();
    }
    page.saying(at.say("sharing-enquiry-lead")).show()
}
