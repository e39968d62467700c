//! What an import found and did: for the terminal, for a program, and as one page in both languages.

use std::fmt::Write as _;

use ::directory::import::{FaultKind, Outcome, Report, Spot};
use kernel::Lang;
use serde_json::{Value, json};
use store::{ImportCounts, Imported};

use crate::schema_report;

/// Lines that are named one by one for each kind of fault; all are counted, and JSON has them all.
const LINES_ON_A_TERMINAL: usize = 8;
const LINES_ON_A_PAGE: usize = 60;
const CHANGES_ON_A_TERMINAL: usize = 12;

const ENDS: [(Outcome, &str, &str); 4] = [
    (Outcome::Used, "used", "employées"),
    (
        Outcome::Merged,
        "say what another says",
        "disent ce qu’une autre dit",
    ),
    (Outcome::Quarantined, "kept aside", "mises de côté"),
    (Outcome::Ignored, "not needed here", "inutiles ici"),
];

fn spot(report: &Report, spot: Spot) -> String {
    let name = report
        .files
        .get(usize::from(spot.file))
        .map_or("", |file| file.name.as_str());
    if spot.line == 0 {
        name.to_owned()
    } else {
        format!("{name}:{}", spot.line)
    }
}

fn names(report: &Report) -> Vec<&str> {
    report.files.iter().map(|file| file.name.as_str()).collect()
}

fn spots(report: &Report, all: &[Spot], most: usize) -> String {
    let mut text = all
        .iter()
        .take(most)
        .map(|one| spot(report, *one))
        .collect::<Vec<_>>()
        .join(", ");
    if all.len() > most {
        text.push_str(", …");
    }
    text
}

/// A value that a change shows; what may be the address of a hidden place is not shown.
fn shown(field: &str, value: &Value) -> String {
    if field == "location" {
        return "…".to_owned();
    }
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Object(both) if both.contains_key("en") => ["en", "fr"]
            .iter()
            .filter_map(|side| both.get(*side)?.as_str())
            .filter(|side| !side.is_empty())
            .collect::<Vec<_>>()
            .join(" / "),
        other => other.to_string(),
    };
    let short: String = text.chars().take(120).collect();
    if short.len() < text.len() {
        short + "…"
    } else {
        short
    }
}

/// For people at a terminal.
pub(crate) fn terminal(report: &Report, imported: &Imported) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "{:>9} rows read", report.rows());
    for (outcome, words, _) in ENDS {
        let _ = writeln!(text, "{:>9} {words}", report.count(outcome));
    }
    let _ = writeln!(text);
    for file in &report.files {
        let table = file.table.as_deref().unwrap_or("not known");
        let _ = writeln!(text, "{:>9} {} ({table})", file.rows, file.name);
        if !file.unused_columns.is_empty() {
            let unused: Vec<&str> = file.unused_columns.keys().map(String::as_str).collect();
            let _ = writeln!(text, "          columns not used: {}", unused.join(", "));
        }
    }
    if report.faults.total() > 0 {
        let _ = writeln!(text, "\nFaults");
        for (kind, all) in report.faults.iter() {
            let _ = writeln!(
                text,
                "{:>9} {} [{}]",
                all.len(),
                kind.words().en,
                kind.code()
            );
            let _ = writeln!(
                text,
                "          {}",
                spots(report, all, LINES_ON_A_TERMINAL)
            );
        }
    }
    text.push_str(&schema_report::terminal(&report.schema, &names(report)));
    let _ = writeln!(
        text,
        "\nRecords: {} organizations, {} of them stand-ins; {} services (of {} at the source, at {} places), {} to be shown",
        report.organizations + report.stand_ins,
        report.stand_ins,
        report.services,
        report.source_services,
        report.places,
        report.listed
    );
    let counts = |what: &str, counts: &ImportCounts| {
        format!(
            "{what:<14} {} new, {} changed, {} as before, {} gone, {} conflicts",
            counts.new, counts.changed, counts.unchanged, counts.gone, counts.conflicts
        )
    };
    let _ = writeln!(text, "{}", counts("organizations", &imported.organizations));
    let _ = writeln!(text, "{}", counts("services", &imported.services));
    let _ = writeln!(
        text,
        "kept aside     {} newly, {} no longer",
        imported.quarantined, imported.left_quarantine
    );
    let told = imported.changes.iter().filter(|one| one.what != "new");
    for change in told.take(CHANGES_ON_A_TERMINAL) {
        let _ = writeln!(
            text,
            "\n{} {} ({})",
            change.what,
            change.name.shown(Lang::En).0,
            change.id
        );
        for field in &change.fields {
            let kept = if field.conflict {
                "  (edited here: kept)"
            } else {
                ""
            };
            let _ = writeln!(
                text,
                "  {}: {} → {}{kept}",
                field.field,
                shown(&field.field, &field.here),
                shown(&field.field, &field.theirs)
            );
        }
    }
    text
}

/// For a program: everything, with every line of every fault.
pub(crate) fn json(source: &str, report: &Report, imported: &Imported) -> Value {
    let faults: Vec<Value> = report
        .faults
        .iter()
        .map(|(kind, all)| {
            let at: Vec<Value> = all
                .iter()
                .map(|one| json!({"file": report.files.get(usize::from(one.file)).map(|file| &file.name), "line": one.line}))
                .collect();
            json!({"kind": kind.code(), "words": kind.words(), "count": all.len(), "at": at})
        })
        .collect();
    let mut outcomes = serde_json::Map::new();
    for (outcome, ..) in ENDS {
        let name = json!(outcome).as_str().unwrap_or_default().to_owned();
        outcomes.insert(name, json!(report.count(outcome)));
    }
    let mut did = json!(imported);
    // The same rule as for people: a hidden place is not told by the way.
    for change in did["changes"].as_array_mut().into_iter().flatten() {
        for field in change["fields"].as_array_mut().into_iter().flatten() {
            if field["field"] == "location" {
                field["here"] = Value::Null;
                field["theirs"] = Value::Null;
            }
        }
    }
    json!({
        "source": source,
        "rows": report.rows(),
        "outcomes": outcomes,
        "files": report.files,
        "tables": report.tables,
        "faults": faults,
        "schema": schema_report::json(&report.schema, &names(report)),
        "organizations": report.organizations,
        "stand_ins": report.stand_ins,
        "services": report.services,
        "source_services": report.source_services,
        "places": report.places,
        "listed": report.listed,
        "import": did,
    })
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Each place where records do not satisfy the schemas; JSON Schema's words are the same in any language.
fn schema_rows(page: &mut String, report: &Report) {
    let names = names(report);
    for (place, spots) in report.schema.iter() {
        let first = spots.first.iter().take(3).map(|spot| {
            let name = names.get(usize::from(spot.file)).unwrap_or(&"");
            format!("{name}:{} {}", spot.line, spot.pointer)
        });
        let first = first.collect::<Vec<_>>().join(", ");
        let _ = write!(
            page,
            "<tr><td>{}</td><td><span lang=\"en\">{}</span><br><small>{}</small></td></tr>",
            spots.count,
            escaped(&place.to_string()),
            escaped(&first)
        );
    }
}

/// One page that needs nothing from elsewhere, English and French one below the other.
pub(crate) fn html(source: &str, report: &Report, imported: &Imported) -> String {
    let mut page = String::from(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Import · Importation</title>\
         <meta name=\"viewport\" content=\"width=device-width\"><meta name=\"robots\" content=\"noindex\"><style>\
         body{font:16px/1.5 system-ui,sans-serif;margin:auto;max-width:60rem;padding:1rem;color-scheme:light dark}\
         table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid;padding:.3rem .5rem;text-align:left;vertical-align:top}\
         td:first-child{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}\
         td{overflow-wrap:anywhere}small{opacity:.8}</style></head><body>\n\
         <nav><a href=\"#en\" lang=\"en\">English</a> · <a href=\"#fr\" lang=\"fr\">Français</a></nav>\n",
    );
    for lang in Lang::ALL {
        section(&mut page, lang, source, report, imported);
    }
    page.push_str("</body></html>\n");
    page
}

fn section(page: &mut String, lang: Lang, source: &str, report: &Report, imported: &Imported) {
    let say = |en: &'static str, fr: &'static str| if lang == Lang::Fr { fr } else { en };
    let _ = write!(
        page,
        "<main id=\"{0}\" lang=\"{0}\">\n<h1>{1} {2}</h1>\n<p>{3}</p>\n<table><tbody><tr><td>{4}</td><td>{5}</td></tr>",
        lang.code(),
        say("Import from", "Importation de"),
        escaped(source),
        if imported.applied {
            say("Written to the directory.", "Inscrite au répertoire.")
        } else {
            say("Nothing was changed.", "Rien n’a été changé.")
        },
        report.rows(),
        say("rows read", "rangées lues"),
    );
    for (outcome, en, fr) in ENDS {
        let words = if lang == Lang::Fr { fr } else { en };
        let _ = write!(
            page,
            "<tr><td>{}</td><td>{words}</td></tr>",
            report.count(outcome)
        );
    }
    let _ = write!(
        page,
        "</tbody></table>\n<h2>{}</h2>\n<table><tbody>",
        say("Files", "Fichiers")
    );
    for file in &report.files {
        let _ = write!(
            page,
            "<tr><td>{}</td><td>{}",
            file.rows,
            escaped(&file.name)
        );
        if !file.unused_columns.is_empty() {
            let unused: Vec<String> = file
                .unused_columns
                .keys()
                .map(|name| escaped(name))
                .collect();
            let words = say("columns not used:", "colonnes non employées :");
            let _ = write!(page, "<br><small>{words} {}</small>", unused.join(", "));
        }
        page.push_str("</td></tr>");
    }
    let _ = write!(
        page,
        "</tbody></table>\n<h2>{}</h2>\n<table><tbody>",
        say("Faults", "Défauts")
    );
    for (kind, all) in report.faults.iter() {
        let _ = write!(
            page,
            "<tr><td>{}</td><td>{}<br><small>{}</small></td></tr>",
            all.len(),
            kind.words().get(lang),
            escaped(&spots(report, all, LINES_ON_A_PAGE))
        );
        if kind == FaultKind::AgainstSchema {
            schema_rows(page, report);
        }
    }
    let _ = write!(
        page,
        "</tbody></table>\n<h2>{}</h2>\n<table><thead><tr>",
        say("Records", "Fiches")
    );
    let heads = [
        ("", ""),
        ("new", "nouvelles"),
        ("changed", "changées"),
        ("as before", "inchangées"),
        ("gone from the source", "disparues de la source"),
        ("conflicts, kept as here", "conflits, gardés comme ici"),
    ];
    for (en, fr) in heads {
        let _ = write!(page, "<th scope=\"col\">{}</th>", say(en, fr));
    }
    page.push_str("</tr></thead><tbody>");
    for (name, counts) in [
        (say("organizations", "organismes"), &imported.organizations),
        (say("services", "services"), &imported.services),
    ] {
        let _ = write!(
            page,
            "<tr><th scope=\"row\">{name}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            counts.new, counts.changed, counts.unchanged, counts.gone, counts.conflicts
        );
    }
    page.push_str("</tbody></table>\n");
    let told: Vec<_> = imported
        .changes
        .iter()
        .filter(|one| one.what != "new")
        .collect();
    if !told.is_empty() {
        let _ = writeln!(page, "<h2>{}</h2>", say("Changes", "Changements"));
    }
    for change in told {
        let what = match change.what {
            "gone" => say("gone", "disparue"),
            _ => say("changed", "changée"),
        };
        let _ = write!(
            page,
            "<h3>{} <small>({what})</small></h3><ul>",
            escaped(change.name.shown(lang).0)
        );
        for field in &change.fields {
            let kept = if field.conflict {
                say(" (edited here: kept)", " (modifié ici : gardé)")
            } else {
                ""
            };
            let _ = write!(
                page,
                "<li>{}: {} → {}{kept}</li>",
                escaped(&field.field),
                escaped(&shown(&field.field, &field.here)),
                escaped(&shown(&field.field, &field.theirs))
            );
        }
        page.push_str("</ul>\n");
    }
    page.push_str("</main>\n");
}
