//! What was missing, refused or in the way: counted by need, place and reason, for those who plan. A count that
//! could be one person is held back, and so is whatever would give it away.

use std::sync::Arc;

use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use casework::gap::{Counted, GapCounts, LEAST, NeedCounts};
use casework::need::Need;
use directory::geography::Province;

use crate::form::Fields;
use crate::handler::page;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::say;
use crate::staff::csv;
use crate::staff::door::SignedIn;
use crate::staff::fields::Choice;
use crate::staff::frame::{At, StaffFrame};
use crate::staff::list::plain;
use crate::staff::routes::StaffRoute;

/// How a need is looked at.
const BY: [&str; 3] = ["regions", "reasons", "kinds"];

/// A need with its counts.
struct NeedTable {
    name: Markup,
    total: Markup,
    rows: Vec<(Markup, Markup)>,
}

/// The context of `templates/staff/oversight/gaps.html`.
#[derive(Template)]
#[template(path = "staff/oversight/gaps.html")]
struct GapsPage<'a> {
    frame: StaffFrame<'a>,
    here: &'static str,
    least: Markup,
    years: Vec<Choice>,
    needs: Vec<Choice>,
    by: Vec<Choice>,
    by_name: Markup,
    tables: Vec<NeedTable>,
    csv: String,
}

/// The page, or the same counts as a file: the year, the need and the view stand in the address, and nothing
/// else is taken from it.
pub(crate) async fn gaps(
    State(site): State<Arc<Site>>,
    here: SignedIn,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Problem> {
    let at = &here.at;
    let asked = Fields::read(uri.query().unwrap_or_default().as_bytes())?;
    let this_year = site
        .settings
        .zone
        .to_datetime(site.clock.now())
        .date()
        .year();
    let year = asked.get("year").parse().unwrap_or(this_year);
    let counts = site
        .store
        .gap_counts(&here.actor, year, &site.moment())
        .await?;
    let need = Need::parse(asked.get("need"));
    let by = BY
        .into_iter()
        .find(|by| *by == asked.get("by"))
        .unwrap_or("regions");
    if asked.get("format") == "csv" {
        return Ok(csv::answer(written(at, &counts, need, year)));
    }
    let shown = |counts: &GapCounts| -> Vec<NeedTable> {
        counts
            .needs
            .iter()
            .filter(|(one, _)| need.is_none_or(|need| need == **one))
            .map(|(one, counts)| NeedTable {
                name: at.say(&format!("cases-need-of-{one}")),
                total: at.fill(
                    "oversight-pair",
                    &[
                        ("name", (&at.say("oversight-gaps-total")).into()),
                        ("what", (&said(at, counts.total)).into()),
                    ],
                ),
                rows: rows(at, counts, by)
                    .into_iter()
                    .map(|(name, count)| (name, said(at, count)))
                    .collect(),
            })
            .collect()
    };
    let mut years: Vec<i16> = counts.years.clone();
    if !years.contains(&this_year) {
        years.insert(0, this_year);
    }
    let address = at.to(StaffRoute::Gaps);
    let of_need = need.map(|need| format!("&need={need}")).unwrap_or_default();
    let mut needs = vec![Choice::new("", at.say("staff-list-all"), need.is_none())];
    needs.extend(Need::ALL.iter().map(|one| {
        let said = at.say(&format!("cases-need-of-{one}"));
        Choice::new(one.as_str(), said, need == Some(*one))
    }));
    page(&GapsPage {
        here: address,
        least: at.fill("oversight-gaps-least", &[("count", LEAST.into())]),
        years: years
            .into_iter()
            .map(|one| {
                let said = one.to_string();
                Choice::new(said.clone(), Markup::built(said), one == year)
            })
            .collect(),
        needs,
        by: BY
            .map(|one| Choice::new(one, at.say(&format!("oversight-gaps-{one}")), one == by))
            .into(),
        by_name: at.say(&format!("oversight-gaps-{by}")),
        tables: shown(&counts),
        csv: format!("{address}?year={year}{of_need}&format=csv"),
        frame: here.frame(at.say("oversight-gaps")),
    })
}

fn said(at: &At, count: Counted) -> Markup {
    match count {
        Counted::Shown(count) => at.fill("oversight-count", &[("count", count.into())]),
        Counted::HeldBack => at.say("oversight-held-back"),
    }
}

/// A province by its name; anything else as it was written.
fn region(at: &At, region: Option<&str>) -> Markup {
    let Some(region) = region else {
        return at.say("cases-region-none");
    };
    Province::ALL
        .into_iter()
        .find(|province| province.code() == region)
        .map_or_else(
            || Markup::escaped(region),
            |province| say::text(&province.name(), at.messages()),
        )
}

fn rows(at: &At, counts: &NeedCounts, by: &str) -> Vec<(Markup, Counted)> {
    match by {
        "reasons" => counts
            .reasons
            .iter()
            .map(|(reason, count)| (at.say(&format!("cases-barrier-{reason}")), *count))
            .collect(),
        "kinds" => counts
            .kinds
            .iter()
            .map(|(kind, count)| (at.say(&format!("oversight-gap-{kind}")), *count))
            .collect(),
        _ => counts
            .regions
            .iter()
            .map(|(name, count)| (region(at, name.as_deref()), *count))
            .collect(),
    }
}

/// The same counts, with all three views of each need: one line for each.
fn written(at: &At, counts: &GapCounts, need: Option<Need>, year: i16) -> String {
    let mut lines = vec![
        [
            "oversight-gaps-year",
            "cases-need",
            "oversight-gaps-view",
            "oversight-gaps-value",
            "oversight-gaps-count",
        ]
        .map(|key| plain(&at.say(key)))
        .to_vec(),
    ];
    let year = year.to_string();
    for (one, counts) in &counts.needs {
        if need.is_some_and(|need| need != *one) {
            continue;
        }
        let name = plain(&at.say(&format!("cases-need-of-{one}")));
        let mut line = |view: String, value: String, count: Counted| {
            let count = match count {
                Counted::Shown(count) => count.to_string(),
                Counted::HeldBack => plain(&at.say("oversight-held-back")),
            };
            lines.push(vec![year.clone(), name.clone(), view, value, count]);
        };
        line(
            plain(&at.say("oversight-gaps-total")),
            String::new(),
            counts.total,
        );
        for by in BY {
            let view = plain(&at.say(&format!("oversight-gaps-{by}")));
            for (value, count) in rows(at, counts, by) {
                line(view.clone(), plain(&value), count);
            }
        }
    }
    csv::write(lines.iter().map(|line| line.iter().map(String::as_str)))
}
