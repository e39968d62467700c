//! Does the finder answer well? Measured over the judged queries of `content/relevance/`, on the
//! directory that ships. How they were judged is told in METHOD.md there.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use directory::Listing;
use directory::content::Content;
use jiff::Timestamp;
use search::{Index, Request};
use serde::Deserialize;

/// The least mean NDCG@5 and share of queries with the right line among the first three.
const LEAST_NDCG: f64 = 0.85;
const LEAST_RIGHT: f64 = 0.95;

#[derive(Deserialize)]
struct Judged {
    query: Vec<Query>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Query {
    text: String,
    lang: String,
    near: Option<String>,
    at: Option<String>,
    kind: String,
    right: Vec<String>,
    grades: HashMap<String, u8>,
    #[expect(dead_code, reason = "for people")]
    why: String,
}

/// How one query was answered.
struct Outcome {
    ndcg: f64,
    right: bool,
    told: String,
}

fn queries() -> Result<Vec<Query>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/relevance");
    let mut queries = Vec::new();
    for file in ["queries.en.toml", "queries.fr.toml"] {
        let text = std::fs::read_to_string(folder.join(file)).context(file)?;
        let judged: Judged = toml::from_str(&text).context(file)?;
        queries.extend(judged.query);
    }
    Ok(queries)
}

fn gain(grade: u8, place: usize) -> f64 {
    (f64::from(1_u32 << grade) - 1.0) / (place as f64 + 2.0).log2()
}

fn ask(index: &Index, content: &Content, query: &Query) -> Result<Outcome> {
    let near = match &query.near {
        Some(typed) => Some(content.gazetteer.find(typed).context(typed.clone())?),
        None => None,
    };
    let now: Timestamp = query
        .at
        .as_deref()
        .unwrap_or("2026-11-24T14:00:00-08:00")
        .parse()?;
    let mut request = Request {
        text: query.text.clone(),
        lang: query.lang.parse().ok(),
        near,
        ..Request::default()
    };
    request.look_from_named_place(&content.gazetteer);
    let page = index.find(&request, now)?;
    let slugs: Vec<&str> = page
        .results
        .iter()
        .map(|found| found.listing.slug.as_str())
        .collect();
    let grade = |slug: &&str| query.grades.get(*slug).copied().unwrap_or(0);
    let gained: f64 = slugs
        .iter()
        .take(5)
        .enumerate()
        .map(|(place, slug)| gain(grade(slug), place))
        .sum();
    let mut grades: Vec<u8> = query.grades.values().copied().collect();
    grades.sort_unstable_by(|one, other| other.cmp(one));
    let ideal: f64 = grades
        .iter()
        .take(5)
        .enumerate()
        .map(|(place, &grade)| gain(grade, place))
        .sum();
    let right = slugs
        .iter()
        .take(3)
        .any(|slug| query.right.iter().any(|right| right == slug));
    let shown: Vec<String> = slugs
        .iter()
        .take(6)
        .map(|slug| format!("{slug}={}", grade(slug)))
        .collect();
    let understood: Vec<&str> = page
        .understood
        .iter()
        .map(directory::taxonomy::TermId::as_str)
        .collect();
    let told = format!(
        "{:.2} {} {:?} near {:?} ({}, {}): {} | right {:?} | total {} terms {:?} corrected {:?}{}{}",
        gained / ideal,
        if right { "     " } else { "WRONG" },
        query.text,
        query.near.as_deref().unwrap_or(""),
        query.lang,
        query.kind,
        shown.join(" "),
        query.right,
        page.total,
        understood,
        page.corrected,
        if page.widened { " widened" } else { "" },
        if page.urgent { " urgent" } else { "" },
    );
    Ok(Outcome {
        ndcg: gained / ideal,
        right,
        told,
    })
}

#[test]
fn the_judged_queries_are_answered_well() -> Result<()> {
    let content = Content::shipped().map_err(|faults| anyhow::anyhow!("{faults}"))?;
    let organizations: HashMap<_, _> = content
        .organizations
        .iter()
        .map(|organization| (organization.id, organization))
        .collect();
    let listings: Vec<Listing> = content
        .services
        .iter()
        .filter_map(|service| {
            let organization = organizations.get(&service.organization_id)?;
            Listing::build(service, organization, &content.gazetteer)
        })
        .collect();
    let index = Index::in_memory(listings, Arc::new(content.taxonomy.clone()))?;
    let queries = queries()?;
    anyhow::ensure!(
        queries.len() >= 120,
        "only {} judged queries",
        queries.len()
    );
    let mut outcomes = queries
        .iter()
        .map(|query| ask(&index, &content, query))
        .collect::<Result<Vec<_>>>()?;
    outcomes.sort_by(|one, other| one.ndcg.total_cmp(&other.ndcg));
    let mut report = String::new();
    for outcome in outcomes
        .iter()
        .filter(|outcome| outcome.ndcg < 0.9 || !outcome.right)
    {
        report.push_str(&outcome.told);
        report.push('\n');
    }
    let count = outcomes.len() as f64;
    let ndcg = outcomes.iter().map(|outcome| outcome.ndcg).sum::<f64>() / count;
    let right = outcomes.iter().filter(|outcome| outcome.right).count() as f64 / count;
    writeln!(
        report,
        "NDCG@5 {ndcg:.4}, right line in the first three {right:.4}, {count} queries"
    )?;
    if let Some(path) = option_env!("CAIRN_RELEVANCE_REPORT") {
        std::fs::write(path, &report)?;
    }
    assert!(ndcg >= LEAST_NDCG && right >= LEAST_RIGHT, "{report}");
    Ok(())
}
