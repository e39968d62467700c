//! What the pages of this folder have in common: a list of one kind of thing in a case, and a form beside it
//! that adds one or changes one. Whoever saves second is shown what the first wrote, field by field.

use std::sync::Arc;

use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use jiff::civil::{Date, Time};
use store::{Addable, CaseItem, Editable, OpenCase, Payload, Saved, StaffOrganization, StoreError};
use uuid::Uuid;

use casework::consent::Consent;

use super::super::cases::team::Team;
use super::super::cases::{blame, case_at, choices, purpose, titled, unknown};
use crate::form::{self, Fields};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::staff::door::SignedIn;
use crate::staff::fields::{Choice, Field, Form, Kind, NARROW};
use crate::staff::frame::{At, StaffFrame};
use crate::staff::routes::StaffRoute;
use casework::words::Private;

/// Bytes of a form: more than its fields take, so that what is too long comes back with the person's words.
pub(crate) const CARE: usize = 4 * 1024 * 1024;

/// Letters of one field: some pages of a book.
const LONGEST: usize = 16_000;

/// What a page stands on.
pub(crate) struct Around<'a> {
    pub(crate) site: &'a Site,
    pub(crate) here: &'a SignedIn,
    pub(crate) case: &'a OpenCase,
    pub(crate) team: &'a Team,
    /// The day, where the house is.
    pub(crate) today: Date,
    /// Organizations, for rooms that name some.
    pub(crate) houses: Vec<StaffOrganization>,
    /// What she agreed to, for rooms that ask.
    pub(crate) consents: Vec<Consent>,
}

impl Around<'_> {
    pub(crate) const fn at(&self) -> &At {
        &self.here.at
    }

    /// A message without variables.
    pub(crate) fn say(&self, key: &str) -> Markup {
        self.here.at.say(key)
    }
}

/// The words of a room.
pub(crate) struct RoomWords {
    /// Its name.
    pub(crate) title: &'static str,
    /// What it is for.
    pub(crate) lead: &'static str,
    /// Over the list.
    pub(crate) list: &'static str,
    /// When the list is empty.
    pub(crate) none: &'static str,
    /// Over the form of something new.
    pub(crate) new: &'static str,
    /// On its button.
    pub(crate) go: &'static str,
}

/// Something in the list.
pub(crate) struct Line {
    pub(crate) id: Uuid,
    pub(crate) head: Markup,
    /// Where it stands; `true`: it wants somebody.
    pub(crate) marks: Vec<(bool, Markup)>,
    pub(crate) facts: Vec<(Markup, Markup)>,
    /// What can be done beside changing it: addresses and words.
    pub(crate) links: Vec<(String, Markup)>,
}

impl Line {
    pub(crate) fn new(id: Uuid, head: Markup) -> Self {
        Self {
            id,
            head,
            marks: Vec::new(),
            facts: Vec::new(),
            links: Vec::new(),
        }
    }

    /// The same with a mark.
    pub(crate) fn mark(mut self, wants: bool, words: Markup) -> Self {
        self.marks.push((wants, words));
        self
    }

    /// The same with a line more, if there is anything in it.
    pub(crate) fn fact(mut self, around: &Around<'_>, key: &str, said: Markup) -> Self {
        if !said.is_empty() {
            self.facts.push((around.say(key), said));
        }
        self
    }

    /// The same with words that somebody wrote.
    pub(crate) fn words(self, around: &Around<'_>, key: &str, words: &Private) -> Self {
        self.fact(around, key, Markup::escaped(words.expose()))
    }

    /// It wants somebody.
    pub(crate) fn late(&self) -> bool {
        self.marks.iter().any(|(wants, _)| *wants)
    }

    /// A way to do something more with it.
    pub(crate) fn link(mut self, href: String, words: Markup) -> Self {
        self.links.push((href, words));
        self
    }
}

/// One kind of thing in a case that has a page with a list and a form.
pub(crate) trait Room: Payload + 'static {
    /// Its page.
    const ROUTE: StaffRoute;
    /// What the page says.
    const WORDS: RoomWords;

    /// The fields of its form, with what was sent or is known.
    fn fields(around: &Around<'_>, sent: &Fields) -> Vec<Field>;

    /// What is known, as a form would send it.
    fn known(&self, around: &Around<'_>) -> Vec<(String, String)>;

    /// What was sent, over what stood there; what is wrong is noted in `reading`.
    fn read(around: &Around<'_>, reading: &mut Reading<'_>, was: Option<&Self>) -> Option<Self>;

    /// How it is read in the list.
    fn line(item: &CaseItem<Self>, around: &Around<'_>) -> Line;

    /// The order of the list.
    fn order(items: &mut [CaseItem<Self>]) {
        items.reverse();
    }

    /// What is said over the list of these, beside the lead: `true` where it wants somebody.
    fn notices(_: &[CaseItem<Self>], _: &Around<'_>) -> Vec<(bool, Markup)> {
        Vec::new()
    }

    /// Whether one of these can be changed, or only added.
    const CHANGES: bool = true;
    /// Whether it needs organizations by name, and what she agreed to.
    const HOUSES: bool = false;

    /// Keeps one: by [`Put::change`] where it can be changed, else by [`Put::add`].
    fn put(put: Put<'_, Self>) -> impl Future<Output = Result<Saved<Self>, StoreError>> + Send;
}

/// Something that is to be kept.
pub(crate) struct Put<'a, T> {
    site: &'a Site,
    here: &'a SignedIn,
    case: Uuid,
    /// What it changes, and the version that was looked at.
    about: Option<(Uuid, i64)>,
    payload: &'a T,
}

impl<T: Addable> Put<'_, T> {
    /// Adds it.
    pub(crate) async fn add(self) -> Result<Saved<T>, StoreError> {
        let (store, moment) = (&self.site.store, self.site.moment());
        let added = store.add_case_item(&self.here.actor, self.case, self.payload, &moment);
        added.await.map(|_| Saved::Done(1))
    }
}

impl<T: Editable> Put<'_, T> {
    /// Adds it, or changes what was looked at.
    pub(crate) async fn change(self) -> Result<Saved<T>, StoreError> {
        let Some((item, version)) = self.about else {
            return self.add().await;
        };
        let (store, moment) = (&self.site.store, self.site.moment());
        store
            .save_case_item(
                &self.here.actor,
                self.case,
                item,
                version,
                self.payload,
                &moment,
            )
            .await
    }
}

/// A form as it is read: the fields at fault, each with its message.
pub(crate) struct Reading<'a> {
    pub(crate) sent: &'a Fields,
    pub(crate) faults: Vec<(&'static str, Markup)>,
    at: &'a At,
}

impl<'a> Reading<'a> {
    pub(crate) fn of(sent: &'a Fields, at: &'a At) -> Self {
        Self {
            sent,
            faults: Vec::new(),
            at,
        }
    }

    pub(crate) fn fault(&mut self, field: &'static str, key: &str) {
        self.faults.push((field, self.at.say(key)));
    }

    /// Words, perhaps none.
    pub(crate) fn words(&mut self, field: &'static str) -> Private {
        let written = self.sent.get(field);
        if written.chars().count() > LONGEST {
            self.fault(field, "care-fault-long");
        }
        Private::new(written)
    }

    /// Words that must not be missing; `key` says what is missing.
    pub(crate) fn needed(&mut self, field: &'static str, key: &str) -> Private {
        let words = self.words(field);
        if words.is_empty() {
            self.fault(field, key);
        }
        words
    }

    /// A day, perhaps none.
    pub(crate) fn day(&mut self, field: &'static str) -> Option<Date> {
        let read = super::super::cases::day(self.sent.get(field));
        read.unwrap_or_else(|()| {
            self.fault(field, "cases-fault-day");
            None
        })
    }

    /// A day that must not be missing.
    pub(crate) fn needed_day(&mut self, field: &'static str) -> Option<Date> {
        let day = self.day(field);
        if day.is_none() && !self.faults.iter().any(|(known, _)| *known == field) {
            self.fault(field, "cases-fault-day");
        }
        day
    }

    /// A time of day, perhaps none.
    pub(crate) fn time(&mut self, field: &'static str) -> Option<Time> {
        let written = self.sent.get(field).trim();
        if written.is_empty() {
            return None;
        }
        // As people write it in either language: 9:30, 9 h 30, 09h30.
        let plain: String = written
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .map(|letter| {
                if matches!(letter, 'h' | 'H') {
                    ':'
                } else {
                    letter
                }
            })
            .collect();
        let (hour, minute) = plain.split_once(':').unwrap_or((&plain, "0"));
        let minute = if minute.is_empty() { "0" } else { minute };
        let read = hour.parse().ok().zip(minute.parse().ok());
        let time = read.and_then(|(hour, minute)| Time::new(hour, minute, 0, 0).ok());
        if time.is_none() {
            self.fault(field, "cases-fault-time");
        }
        time
    }

    /// One of the program's own words; a page of ours sends no other.
    pub(crate) fn word<T>(
        &mut self,
        field: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let found = parse(self.sent.get(field));
        if found.is_none() {
            self.fault(field, "care-fault-choose");
        }
        found
    }

    /// A box is ticked.
    pub(crate) fn ticked(&self, field: &str) -> bool {
        self.sent.has(field)
    }
}

/// The value of a field: what was sent, or else what is first proposed.
pub(crate) fn value<'a>(sent: &'a Fields, name: &str, first: &'a str) -> &'a str {
    if sent.was_sent(name) {
        sent.get(name)
    } else {
        first
    }
}

/// A list of the program's own words, the first of which may be none of them.
pub(crate) fn select<T: Copy + PartialEq>(
    around: &Around<'_>,
    (name, label): (&'static str, &str),
    all: &[T],
    word: impl Fn(T) -> &'static str,
    say: impl Fn(&'static str) -> Markup,
    (chosen, none): (&str, Option<&str>),
) -> Field {
    let mut options: Vec<Choice> = none
        .map(|key| Choice::new("", around.say(key), chosen.is_empty()))
        .into_iter()
        .collect();
    let known = all.iter().copied().find(|one| word(*one) == chosen);
    options.extend(choices(all, word, say, known));
    Field::new(name, around.say(label), Kind::Select(options))
}

/// One box that can be ticked, with its own words.
pub(crate) fn tick(
    around: &Around<'_>,
    name: &'static str,
    label: &str,
    words: &str,
    on: bool,
) -> Field {
    let choice = vec![Choice::new("yes", around.say(words), on)];
    let kind = Kind::Any(vec![(Markup::ours(""), choice)]);
    Field::new(name, around.say(label), kind)
}

/// A field for words of one line.
pub(crate) fn text(around: &Around<'_>, name: &'static str, label: &str, sent: &Fields) -> Field {
    Field::new(name, around.say(label), Kind::Text).holding(sent.get(name))
}

/// A field for words of several lines.
pub(crate) fn long(around: &Around<'_>, name: &'static str, label: &str, sent: &Fields) -> Field {
    Field::new(name, around.say(label), Kind::Long).holding(sent.get(name))
}

/// Whoever works on the case, to be ticked.
pub(crate) fn workers(
    around: &Around<'_>,
    name: &'static str,
    label: &str,
    sent: &Fields,
) -> Field {
    let fresh = !sent.was_sent("item") && !sent.was_sent("act");
    let choices = around
        .team
        .people
        .iter()
        .filter(|one| one.assigned)
        .map(|one| {
            let id = one.id.to_string();
            let is =
                sent.all(name).any(|sent| sent == id) || (fresh && one.id == around.here.me.id);
            Choice::new(id, Markup::escaped(&one.name), is)
        })
        .collect();
    Field::new(
        name,
        around.say(label),
        Kind::Any(vec![(Markup::ours(""), choices)]),
    )
}

/// The context of `templates/staff/care/room.html`.
#[derive(Template)]
#[template(path = "staff/care/room.html")]
struct RoomPage<'a> {
    frame: StaffFrame<'a>,
    back: String,
    here: String,
    lead: Markup,
    notices: Vec<(bool, Markup)>,
    list: Markup,
    none: Markup,
    lines: Vec<Line>,
    changes: bool,
    form: Form,
    form_title: Markup,
    go: Markup,
    /// Something is being changed: the way back to adding one.
    changing: bool,
    open: bool,
}

/// Everything of one kind in the case; the reading is recorded.
pub(crate) async fn items_of<T: Payload>(
    site: &Site,
    here: &SignedIn,
    case: &OpenCase,
) -> Result<Vec<CaseItem<T>>, Problem> {
    let id = case.summary.id;
    let found = site
        .store
        .case_items(&here.actor, id, purpose(&here.me), &site.moment())
        .await;
    found.map_err(unknown)
}

/// The day, where the house is.
pub(crate) fn today(site: &Site) -> Date {
    site.settings.zone.to_datetime(site.clock.now()).date()
}

/// What a room stands on.
async fn around<'a, T: Room>(
    site: &'a Site,
    here: &'a SignedIn,
    case: &'a OpenCase,
    team: &'a Team,
) -> Result<Around<'a>, Problem> {
    let (houses, consents) = if T::HOUSES {
        let houses = site.store.staff_organizations(&here.actor).await?;
        let consents = items_of::<Consent>(site, here, case).await?;
        let consents = consents.into_iter().map(|item| item.payload).collect();
        (houses, consents)
    } else {
        (Vec::new(), Vec::new())
    };
    Ok(Around {
        site,
        here,
        case,
        team,
        today: today(site),
        houses,
        consents,
    })
}

/// The page of a room; with `?item=…`, its form changes that one.
pub(crate) async fn room<T: Room>(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    let case = case_at(&site, &here).await?;
    let asked = Fields::read(uri.query().unwrap_or_default().as_bytes())?;
    let items = items_of::<T>(&site, &here, &case).await?;
    let team = Team::read(&site, &here, case.summary.id).await?;
    let around = around::<T>(&site, &here, &case, &team).await?;
    let form = match Uuid::try_parse(asked.get("item")) {
        Ok(id) if T::CHANGES => {
            let item = items.iter().find(|item| item.id == id);
            let item = item.ok_or(Problem::NotFound)?;
            known_form(&around, item)
        }
        _ => match items.last() {
            Some(item) if T::ONE => known_form(&around, item),
            _ => form_of::<T>(&around, &Fields::default(), None),
        },
    };
    show(&around, items, form)
}

/// The form of something that is there, with what is known of it.
fn known_form<T: Room>(around: &Around<'_>, item: &CaseItem<T>) -> Form {
    let mut pairs = item.payload.known(around);
    pairs.push(("item".to_owned(), item.id.to_string()));
    form_of::<T>(around, &Fields::of(pairs), Some((item.id, item.version)))
}

fn form_of<T: Room>(around: &Around<'_>, sent: &Fields, about: Option<(Uuid, i64)>) -> Form {
    let address = T::ROUTE.of(around.case.summary.id, around.at().lang);
    let form = Form::to(address)
        .along("act", "save")
        .with_all(T::fields(around, sent));
    match about {
        Some((id, version)) => form
            .along("item", id.to_string())
            .along("version", version.to_string()),
        None => form,
    }
}

/// Adds something, or changes it.
pub(crate) async fn save<T: Room>(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<CARE>,
) -> Result<Response, Problem> {
    keep::<T>(&site, &here, &sent).await
}

/// The same, from a form that was read already.
pub(crate) async fn keep<T: Room>(
    site: &Site,
    here: &SignedIn,
    sent: &Fields,
) -> Result<Response, Problem> {
    let case = case_at(site, here).await?;
    let items = items_of::<T>(site, here, &case).await?;
    let team = Team::read(site, here, case.summary.id).await?;
    let around = around::<T>(site, here, &case, &team).await?;
    let about = looked_at(sent)?;
    let was = match about {
        Some((id, _)) => {
            let found = items.iter().find(|item| item.id == id);
            Some(&found.ok_or(Problem::NotFound)?.payload)
        }
        None => None,
    };
    // A list is narrowed: nothing is sent yet.
    if sent.has(NARROW) {
        let form = form_of::<T>(&around, sent, about);
        return show(&around, items, form);
    }
    let mut reading = Reading::of(sent, &here.at);
    let payload = T::read(&around, &mut reading, was);
    let faults = reading.faults;
    let (Some(payload), true) = (payload, faults.is_empty()) else {
        let mut form = form_of::<T>(&around, sent, about);
        for (field, fault) in faults {
            form.blame(field, fault);
        }
        return show(&around, items, form);
    };
    let id = case.summary.id;
    let saved = T::put(Put {
        site,
        here,
        case: id,
        about,
        payload: &payload,
    })
    .await;
    match saved {
        Ok(Saved::Done(_)) => Ok(here.done(&T::ROUTE.of(id, here.at.lang), "saved")),
        Ok(Saved::Theirs(theirs)) => {
            let mut form = form_of::<T>(&around, sent, Some((theirs.id, theirs.version)));
            say_theirs(&mut form, &around, sent, &theirs.payload.known(&around));
            let items = items_of::<T>(site, here, &case).await?;
            show(&around, items, form)
        }
        Err(error) => {
            let mut form = form_of::<T>(&around, sent, about);
            let first = form.fields.first().map_or("", |field| field.name);
            blame(&mut form, &here.at, first, error)?;
            show(&around, items, form)
        }
    }
}

/// What a form changes, and the version that was looked at.
pub(crate) fn looked_at(sent: &Fields) -> Result<Option<(Uuid, i64)>, Problem> {
    if !sent.has("item") {
        return Ok(None);
    }
    let item = Uuid::try_parse(sent.get("item")).map_err(|_| Problem::BadForm)?;
    let version = sent.get("version").parse().map_err(|_| Problem::BadForm)?;
    Ok(Some((item, version)))
}

/// Says beside each field that somebody changed in between what it says now.
pub(crate) fn say_theirs(
    form: &mut Form,
    around: &Around<'_>,
    sent: &Fields,
    theirs: &[(String, String)],
) {
    for field in &mut form.fields {
        let mut mine: Vec<&str> = sent.all(field.name).map(str::trim).collect();
        let mut other: Vec<&str> = theirs
            .iter()
            .filter(|(name, _)| name == field.name)
            .map(|(_, value)| value.trim())
            .collect();
        mine.retain(|value| !value.is_empty());
        other.retain(|value| !value.is_empty());
        mine.sort_unstable();
        other.sort_unstable();
        // What is only asked anew each time, such as what happened since, is nobody's yet.
        let known = theirs.iter().any(|(name, _)| name == field.name);
        if mine == other || (!known && !matches!(field.kind, Kind::Any(_))) {
            continue;
        }
        let said: Vec<String> = other
            .iter()
            .map(|value| label_of(field, value).to_string())
            .collect();
        let said = if said.is_empty() {
            around.say("cases-nothing")
        } else {
            Markup::built(said.join(", "))
        };
        let told = around
            .at()
            .fill("cases-fault-theirs", &[("value", (&said).into())]);
        field.fault = Some(told);
    }
    // Nothing differs, and yet something was saved: say so once.
    if !form.is_faulty()
        && let Some(first) = form.fields.first_mut()
    {
        first.fault = Some(around.say("cases-fault-changed-since"));
    }
}

/// A value as a person reads it.
fn label_of(field: &Field, value: &str) -> Markup {
    let groups;
    let choices: Vec<&Choice> = match &field.kind {
        Kind::Select(choices) | Kind::One(choices) => choices.iter().collect(),
        Kind::Any(all) => {
            groups = all;
            groups.iter().flat_map(|(_, choices)| choices).collect()
        }
        _ => Vec::new(),
    };
    choices
        .into_iter()
        .find(|choice| choice.value == value)
        .map_or_else(|| Markup::escaped(value), |choice| choice.label.clone())
}

fn show<T: Room>(
    around: &Around<'_>,
    mut items: Vec<CaseItem<T>>,
    form: Form,
) -> Result<Response, Problem> {
    let at = around.at();
    let words = T::WORDS;
    T::order(&mut items);
    let notices = T::notices(&items, around);
    let changing = !T::ONE && form.hidden.iter().any(|(name, _)| *name == "item");
    let mut frame = around.here.frame(titled(at, around.case, words.title));
    frame.faulty = form.is_faulty();
    page(&RoomPage {
        back: StaffRoute::Case.of(around.case.summary.id, at.lang),
        here: T::ROUTE.of(around.case.summary.id, at.lang),
        lead: at.say(words.lead),
        notices,
        list: at.say(words.list),
        none: at.say(words.none),
        lines: items.iter().map(|item| T::line(item, around)).collect(),
        changes: T::CHANGES && !T::ONE && around.case.case.standing.is_open(),
        form_title: if changing {
            at.say("care-change-title")
        } else {
            at.say(words.new)
        },
        go: if changing {
            at.say("people-save")
        } else {
            at.say(words.go)
        },
        changing,
        form,
        open: around.case.case.standing.is_open(),
        frame,
    })
}
