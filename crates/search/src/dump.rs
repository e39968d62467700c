//! temporary
use crate::*;
use directory::content::Content;
use directory::query::{self, Plan};
use std::collections::HashMap;
use std::sync::Arc;
#[derive(serde::Deserialize)]
struct Judged {
    query: Vec<Q>,
}
#[derive(serde::Deserialize)]
struct Q {
    text: String,
    lang: String,
    near: Option<String>,
    at: Option<String>,
    kind: String,
    right: Vec<String>,
    grades: HashMap<String, u8>,
}
#[test]
fn dump() {
    let content = Content::shipped().map_err(|f| format!("{f}")).unwrap();
    let orgs: HashMap<_, _> = content.organizations.iter().map(|o| (o.id, o)).collect();
    let listings: Vec<_> = content
        .services
        .iter()
        .filter_map(|s| directory::Listing::build(s, orgs[&s.organization_id], &content.gazetteer))
        .collect();
    let index = Index::in_memory(listings.clone(), Arc::new(content.taxonomy.clone())).unwrap();
    let mut out = String::new();
    let heard: HashMap<String, String> = listings
        .iter()
        .map(|l| {
            let mut b: Vec<(usize, bool)> = vec![];
            for (t, n) in [
                (&l.name, true),
                (&l.organization, true),
                (&l.description, false),
            ] {
                for x in [&t.en, &t.fr] {
                    b.extend(content.taxonomy.hear(x).iter().map(|h| (h.meaning, n)));
                }
            }
            (
                l.slug.clone(),
                b.iter()
                    .map(|(m, n)| format!("{m}:{}", *n as u8))
                    .collect::<Vec<_>>()
                    .join(","),
            )
        })
        .collect();
    for f in ["en", "fr"] {
        let text = std::fs::read_to_string(format!(
            "{}/../../content/relevance/queries.{f}.toml",
            env!("CARGO_MANIFEST_DIR")
        ))
        .unwrap();
        let judged: Judged = toml::from_str(&text).unwrap();
        for q in judged.query {
            let near = q
                .near
                .as_ref()
                .map(|n| content.gazetteer.find(n).unwrap())
                .or_else(|| query::place_in(&q.text, &content.gazetteer));
            let q_near = near.as_ref().map(|n| n.label.en.clone());
            let now: jiff::Timestamp =
                q.at.as_deref()
                    .unwrap_or("2026-11-24T14:00:00-08:00")
                    .parse()
                    .unwrap();
            let request = Request {
                text: q.text.clone(),
                near,
                ..Request::default()
            };
            let mut folded = query::read(&request.text);
            let corrected = index
                .spelling
                .repair(&mut folded, &index.taxonomy, &index.words)
                .unwrap();
            let plan = Plan::from_words(&folded, &index.taxonomy);
            let question = question::Question::new(&plan, &index.taxonomy, &index.words).unwrap();
            let moment = index.moment(now);
            let place = place::Place::new(&index.columns, &request);
            let sources = candidates::Sources {
                columns: &index.columns,
                words: &index.words,
                sieve: candidates::Sieve::new(
                    &index.columns,
                    &index.taxonomy,
                    &moment,
                    &request.filters,
                ),
                place: &place,
            };
            let c1 = sources.gather(&question).unwrap();
            let mut cand: Vec<u32> = match &c1 {
                candidates::Candidates::List(l) => l.documents.clone(),
                candidates::Candidates::Set(s) => {
                    let mut v = vec![];
                    bits::for_each(s, 0, |d| v.push(d));
                    v
                }
            };
            let mut widened = false;
            if cand.is_empty() {
                widened = true;
                if let candidates::Candidates::List(l) = sources.gather_any_word(&question).unwrap()
                {
                    cand = l.documents
                }
            }
            let every: Vec<u32> = (0..index.columns.documents as u32)
                .filter(|&d| place.admits(&index.columns, d))
                .collect();
            let candidates::Candidates::List(list) = sources.list(&question, every, None).unwrap()
            else {
                panic!()
            };
            out.push_str(&format!(
                "Q\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n",
                q.text.replace('\t', " "),
                q.lang,
                q_near.unwrap_or_default(),
                q.kind,
                q.right.join(","),
                q.grades
                    .iter()
                    .map(|(k, v)| format!("{k}:{v}"))
                    .collect::<Vec<_>>()
                    .join(","),
                plan.urgent as u8,
                widened as u8,
                plan.terms
                    .iter()
                    .map(|(t, s)| format!("{t}:{s}"))
                    .collect::<Vec<_>>()
                    .join(","),
                question.words.len(),
                format!("{corrected:?}")
            ));
            out.push_str(&format!(
                "H\t{}\n",
                index
                    .taxonomy
                    .hear_words(&folded)
                    .iter()
                    .map(|h| format!("{}:{}", h.meaning, h.length))
                    .collect::<Vec<_>>()
                    .join(",")
            ));
            let terms = |ids: &[directory::taxonomy::TermId]| {
                ids.iter().map(|t| t.as_str()).collect::<Vec<_>>().join(",")
            };
            for (i, &d) in list.documents.iter().enumerate() {
                let l = index.columns.listing(d).unwrap();
                let chord = place.chord(&index.columns, d);
                let way = place.way(&index.columns, d, chord);
                let fit = question.fit(list.in_name[i], list.in_text[i], |_| false);
                let call = {
                    let s = moment::facts(
                        index.columns.flags(d),
                        moment::call_of(&index.columns, d, now),
                    );
                    s
                };
                let km = request
                    .near
                    .as_ref()
                    .filter(|n| n.measurable)
                    .and_then(|n| {
                        l.location
                            .as_ref()
                            .and_then(|x| x.point)
                            .map(|p| n.point.distance_km(p))
                    });
                out.push_str(&format!("D\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{:?}\t{:?}\t{:?}\t{}\t{:?}\t{}\t{}\t{:?}\t{:?}\n", l.slug, cand.contains(&d) as u8, terms(&l.needs), terms(&l.exploitation), terms(&l.populations), l.everyone as u8, l.dedicated as u8, fit.in_name, fit.in_text, call.call, call.rescue, call.trust, call.reachable as u8, way.reach, km.map_or("-".into(), |k| format!("{k:.1}")), l.hours.at(now).is_open() as u8, l.access.gender, l.location.is_some()));
                out.pop();
                let edge = match (&l.area, request.near.as_ref()) { (directory::listing::Area::Circle { centre, radius_km, .. }, Some(n)) => n.point.distance_km(*centre) / radius_km, _ => -1.0 };
                out.push_str(&format!("\t{}\t{edge:.2}\n", heard[&l.slug]));
            }
        }
    }
    std::fs::write("/tmp/dump.tsv", out).unwrap();
}
