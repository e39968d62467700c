//! The assistance fund: somebody asks for money for her, somebody else agrees, and it is paid. What is left is
//! known to whoever works on the case; putting money in is for whoever coordinates.

use std::sync::Arc;

use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use casework::fund::{Cents, FundPurpose, FundRefused, FundRequest, FundState};
use casework::words::{CaseId, FundRequestId, Private, WorkerId};
use kernel::Lang;
use store::{CaseError, CaseItem, FundMove, OpenCase, StoreError};
use uuid::Uuid;

use super::super::cases::team::Team;
use super::super::cases::{blame, case_at, form_page, titled, unknown, words};
use super::room::{self, Around, CARE, Line, Reading, items_of, today, value};
use crate::form::{self, Fields, ORDINARY};
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::messages::group_thousands;
use crate::problem::Problem;
use crate::say;
use crate::staff::door::{SignedIn, may_open};
use crate::staff::fields::{Choice, Field, Form, Kind};
use crate::staff::frame::{At, StaffFrame};
use crate::staff::pages::FormPage;
use crate::staff::routes::StaffRoute;

/// An amount as the reader writes one: `$1,234.50`, `1 234,50 $`.
fn amount(at: &At, cents: Cents) -> Markup {
    let dollars = group_thousands(cents.get() / 100, at.lang);
    let rest = cents.get() % 100;
    Markup::built(match at.lang {
        Lang::En => format!("${dollars}.{rest:02}"),
        Lang::Fr => format!("{dollars},{rest:02}\u{a0}$"),
    })
}

/// A request in the list, and what can be done with it: the act, and the words of its button.
struct Request {
    line: Line,
    version: i64,
    steps: Vec<(&'static str, Markup)>,
    /// The page on which it is declined.
    decline: Option<String>,
}

/// The context of `templates/staff/care/fund.html`.
#[derive(Template)]
#[template(path = "staff/care/fund.html")]
struct FundPage<'a> {
    frame: StaffFrame<'a>,
    back: String,
    here: String,
    /// Why a step was not taken.
    refused: Option<Markup>,
    totals: Vec<(Markup, Markup)>,
    /// Where money is put in, for whoever may.
    fund: Option<&'static str>,
    requests: Vec<Request>,
    form: Form,
    open: bool,
}

/// The page; with `?decline=…` the form that says why not.
pub(crate) async fn fund(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    let case = case_at(&site, &here).await?;
    let asked = Fields::read(uri.query().unwrap_or_default().as_bytes())?;
    if let Ok(id) = Uuid::try_parse(asked.get("decline")) {
        let found = items_of::<FundRequest>(&site, &here, &case).await?;
        let item = found.into_iter().find(|item| item.id == id);
        let item = item.ok_or(Problem::NotFound)?;
        let form = decline_fields(&here.at, id, item.version, "");
        return show_decline(&here, &case, form, &item.payload);
    }
    let form = fields(&here.at, &Fields::default());
    show(&site, &here, &case, form, None).await
}

fn decline_fields(at: &At, id: Uuid, version: i64, reason: &str) -> Form {
    Form::to(at.here())
        .along("act", "decline")
        .along("item", id.to_string())
        .along("version", version.to_string())
        .with(Field::new("reason", at.say("care-fund-reason"), Kind::Long).holding(reason))
}

fn show_decline(
    here: &SignedIn,
    case: &OpenCase,
    form: Form,
    request: &FundRequest,
) -> Result<Response, Problem> {
    let at = &here.at;
    form_page(
        here,
        case,
        "care-fund-decline-title",
        form,
        "care-fund-decline",
    )
    .back(
        StaffRoute::CaseFund.of(case.summary.id, at.lang),
        at.say("care-fund"),
    )
    .saying(head(at, request))
    .show()
}

fn head(at: &At, request: &FundRequest) -> Markup {
    let purpose = at.say(&format!("care-fund-for-{}", request.purpose));
    let sum = amount(at, request.amount);
    Markup::built(format!("{sum} · {purpose}"))
}

fn fields(at: &At, sent: &Fields) -> Form {
    let chosen = FundPurpose::parse(value(sent, "purpose", FundPurpose::Housing.as_str()));
    let purposes = super::super::cases::choices(
        FundPurpose::ALL,
        FundPurpose::as_str,
        |word| at.say(&format!("care-fund-for-{word}")),
        chosen,
    );
    Form::to(at.here())
        .along("act", "ask")
        .with(
            Field::new("amount", at.say("care-fund-amount"), Kind::Text)
                .holding(sent.get("amount"))
                .hinting(at.say("care-fund-amount-hint")),
        )
        .with(Field::new(
            "purpose",
            at.say("care-fund-purpose"),
            Kind::Select(purposes),
        ))
        .with(
            Field::new("words", at.say("care-fund-words"), Kind::Long)
                .holding(sent.get("words"))
                .hinting(at.say("care-fund-words-hint")),
        )
}

/// Asks for money, or takes a request a step on.
pub(crate) async fn change_request(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<CARE>,
) -> Result<Response, Problem> {
    let case = case_at(&site, &here).await?;
    let step = match sent.get("act") {
        "ask" => return ask(&site, &here, &case, &sent).await,
        "approve" => FundMove::Approve,
        "decline" => FundMove::Decline(Private::new(sent.get("reason"))),
        "pay" => FundMove::Pay,
        "withdraw" => FundMove::Withdraw,
        "return" => FundMove::Return,
        _ => return Err(Problem::BadForm),
    };
    let about = room::looked_at(&sent)?.ok_or(Problem::BadForm)?;
    let (id, at) = (case.summary.id, &here.at);
    let moved = site
        .store
        .move_fund_request(&here.actor, id, about, &step, today(&site), &site.moment())
        .await;
    let refused = match moved {
        Ok(_) => return Ok(here.done(&StaffRoute::CaseFund.of(id, at.lang), "saved")),
        Err(StoreError::Case(CaseError::Fund(FundRefused::NoReason))) => {
            let found = items_of::<FundRequest>(&site, &here, &case).await?;
            let item = found.into_iter().find(|item| item.id == about.0);
            let item = item.ok_or(Problem::NotFound)?;
            let mut form = decline_fields(at, about.0, about.1, sent.get("reason"));
            form.blame("reason", at.say("cases-fault-needs-reason"));
            return show_decline(&here, &case, form, &item.payload);
        }
        Err(StoreError::Forbidden(_)) => at.say("care-fund-refused-approve"),
        Err(StoreError::Case(CaseError::Fund(refused))) => {
            at.say(&format!("care-fund-refused-{refused}"))
        }
        Err(StoreError::Case(error)) => match words::fault(&error, at) {
            Some(said) => said,
            None => return Err(unknown(StoreError::Case(error))),
        },
        Err(error) => return Err(unknown(error)),
    };
    let form = fields(at, &Fields::default());
    show(&site, &here, &case, form, Some(refused)).await
}

async fn ask(
    site: &Site,
    here: &SignedIn,
    case: &OpenCase,
    sent: &Fields,
) -> Result<Response, Problem> {
    let at = &here.at;
    let mut form = fields(at, sent);
    let mut reading = Reading::of(sent, at);
    let sum: Option<Cents> = sent.get("amount").parse().ok();
    if sum.is_none() {
        reading.fault("amount", "care-fund-fault-amount");
    }
    let purpose = reading.word("purpose", FundPurpose::parse);
    let said = reading.words("words");
    let (Some(sum), Some(purpose), true) = (sum, purpose, reading.faults.is_empty()) else {
        for (field, fault) in reading.faults {
            form.blame(field, fault);
        }
        return show(site, here, case, form, None).await;
    };
    let request = FundRequest {
        id: FundRequestId(Uuid::nil()),
        case: CaseId(case.summary.id),
        amount: sum,
        purpose,
        words: said,
        state: FundState::Requested,
        requested_by: WorkerId(here.me.id),
        requested_on: today(site),
        decided_by: None,
        decided_on: None,
        decline_reason: Private::default(),
    };
    let added = site
        .store
        .add_fund_request(&here.actor, case.summary.id, &request, &site.moment())
        .await;
    match added {
        Ok(_) => Ok(here.done(&at.here(), "saved")),
        Err(StoreError::Case(CaseError::Fund(refused))) => {
            form.blame("amount", at.say(&format!("care-fund-refused-{refused}")));
            show(site, here, case, form, None).await
        }
        Err(error) => {
            blame(&mut form, at, "amount", error)?;
            show(site, here, case, form, None).await
        }
    }
}

async fn show(
    site: &Site,
    here: &SignedIn,
    case: &OpenCase,
    form: Form,
    refused: Option<Markup>,
) -> Result<Response, Problem> {
    let (at, id) = (&here.at, case.summary.id);
    let mut items = items_of::<FundRequest>(site, here, case).await?;
    items.reverse();
    let left = site
        .store
        .fund_balance(&here.actor, id, &site.moment())
        .await
        .map_err(unknown)?;
    let team = Team::read(site, here, id).await?;
    let around = Around {
        site,
        here,
        case,
        team: &team,
        today: today(site),
        houses: Vec::new(),
        consents: Vec::new(),
    };
    let sum = |state: FundState| {
        let all = items.iter().filter(|item| item.payload.state == state);
        let cents = all.fold(0_u64, |sum, item| {
            sum.saturating_add(item.payload.amount.get())
        });
        amount(at, Cents::new(cents))
    };
    let totals = vec![
        (at.say("care-fund-left"), amount(at, left)),
        (at.say("care-fund-sum-requested"), sum(FundState::Requested)),
        (at.say("care-fund-sum-approved"), sum(FundState::Approved)),
        (at.say("care-fund-sum-paid"), sum(FundState::Paid)),
    ];
    let mut frame = here.frame(titled(at, case, "care-fund"));
    frame.faulty = form.is_faulty() || refused.is_some();
    page(&FundPage {
        back: StaffRoute::Case.of(id, at.lang),
        here: StaffRoute::CaseFund.of(id, at.lang),
        refused,
        totals,
        fund: may_open(&here.me, StaffRoute::Fund).then(|| at.to(StaffRoute::Fund)),
        requests: items.iter().map(|item| request(item, &around)).collect(),
        form,
        open: case.case.standing.is_open(),
        frame,
    })
}

fn request(item: &CaseItem<FundRequest>, around: &Around<'_>) -> Request {
    let (at, one) = (around.at(), &item.payload);
    let day = |day| say::date(day, at.messages());
    let by = |who: WorkerId, on| {
        let (name, day) = (around.team.name(who, at), day(on));
        Markup::built(format!("{name}, {day}"))
    };
    let wants = matches!(one.state, FundState::Requested | FundState::Approved);
    let mut line = Line::new(item.id, head(at, one))
        .mark(wants, at.say(&format!("care-fund-is-{}", one.state)))
        .fact(
            around,
            "care-fund-asked-by",
            by(one.requested_by, one.requested_on),
        )
        .words(around, "care-fund-words", &one.words);
    if let (Some(who), Some(on)) = (one.decided_by, one.decided_on) {
        line = line.fact(around, "care-fund-decided-by", by(who, on));
    }
    line = line.words(around, "care-fund-reason", &one.decline_reason);
    let mine = one.requested_by == WorkerId(around.here.me.id);
    let decides = !mine && around.here.me.may(access::Permission::CoordinateCases);
    let acts: &[&'static str] = match one.state {
        FundState::Requested if decides => &["approve"],
        FundState::Requested if mine => &["withdraw"],
        FundState::Approved => &["pay", "withdraw"],
        FundState::Paid => &["return"],
        _ => &[],
    };
    let here = StaffRoute::CaseFund.of(around.case.summary.id, at.lang);
    Request {
        version: item.version,
        steps: acts
            .iter()
            .map(|act| (*act, at.say(&format!("care-fund-act-{act}"))))
            .collect(),
        decline: (decides && one.state == FundState::Requested)
            .then(|| format!("{here}?decline={}", item.id)),
        line,
    }
}

/// What is in the organization's fund, and the form that puts money in or takes it out.
pub(crate) async fn fund_form(
    State(site): State<Arc<Site>>,
    here: SignedIn,
) -> Result<Response, Problem> {
    let form = fund_fields(&here.at, &Fields::default());
    show_fund(&site, &here, form).await
}

fn fund_fields(at: &At, sent: &Fields) -> Form {
    let way = value(sent, "way", "in");
    let ways = ["in", "out"]
        .map(|word| Choice::new(word, at.say(&format!("care-fund-way-{word}")), word == way));
    Form::to(at.to(StaffRoute::Fund))
        .with(Field::new(
            "way",
            at.say("care-fund-way"),
            Kind::One(ways.to_vec()),
        ))
        .with(
            Field::new("amount", at.say("care-fund-amount"), Kind::Text)
                .holding(sent.get("amount"))
                .hinting(at.say("care-fund-amount-hint")),
        )
}

async fn show_fund(site: &Site, here: &SignedIn, form: Form) -> Result<Response, Problem> {
    let at = &here.at;
    let left = site
        .store
        .fund(&here.actor, here.me.organization_id)
        .await?;
    let left = amount(at, left);
    FormPage::new(
        here.frame(at.say("care-fund-title")),
        form,
        at.say("people-save"),
    )
    .back(at.to(StaffRoute::Cases), at.say("cases-list-back"))
    .saying(at.say("care-fund-lead"))
    .saying(at.fill("care-fund-now", &[("amount", (&left).into())]))
    .show()
}

/// Puts money in, or takes it out.
pub(crate) async fn change_fund(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    form::Form(sent): form::Form<ORDINARY>,
) -> Result<Response, Problem> {
    let at = &here.at;
    let mut form = fund_fields(at, &sent);
    let sum: Option<Cents> = sent.get("amount").parse().ok();
    let within = sum.filter(|sum| *sum > Cents::new(0) && *sum <= casework::fund::MOST);
    let Some(cents) = within.and_then(|sum| i64::try_from(sum.get()).ok()) else {
        form.blame("amount", at.say("care-fund-fault-amount"));
        return show_fund(&site, &here, form).await;
    };
    let cents = if sent.get("way") == "out" {
        -cents
    } else {
        cents
    };
    let changed = site
        .store
        .change_fund(&here.actor, here.me.organization_id, cents, &site.moment())
        .await;
    match changed {
        Ok(_) => Ok(here.done(at.to(StaffRoute::Fund), "saved")),
        Err(StoreError::Case(CaseError::Fund(refused))) => {
            form.blame("amount", at.say(&format!("care-fund-refused-{refused}")));
            show_fund(&site, &here, form).await
        }
        Err(error) => Err(error.into()),
    }
}
