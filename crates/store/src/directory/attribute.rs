//! The table `attribute`: what a service is about (terms of the taxonomy), and its access facts.

use directory::service::{Access, Service};
use directory::taxonomy::TermId;
use serde_json::{Map, Value as Json};

use super::Which;
use super::read::Gathering;
use crate::engine::{Row, Transaction, Value};
use crate::error::StoreError;
use crate::statements::{Batch, ByIds, statements};

pub(crate) const BATCH: Batch = Batch {
    table: "attribute",
    columns: &[
        "service_id",
        "link_type",
        "position",
        "taxonomy_term_id",
        "label",
        "value",
    ],
    key: None,
};

pub(crate) const DELETE: ByIds = ByIds {
    before: "DELETE FROM attribute WHERE service_id IN",
    after: "",
};

statements! {
    Both READ =
        "SELECT service_id, link_type, taxonomy_term_id, label, value FROM attribute
         WHERE service_id BETWEEN $1 AND $2 ORDER BY service_id, link_type, position";
}

/// HSDS has columns of `service` for these; all other access facts are attributes.
const COLUMNS_OF_SERVICE: [&str; 2] = ["minimum_age", "maximum_age"];

/// The values of a service's rows.
pub(super) fn push<'a>(service: &'a Service, into: &mut Vec<Value<'a>>) {
    let terms = [
        ("need", &service.needs),
        ("population", &service.populations),
        ("exploitation", &service.exploitation),
    ];
    for (link_type, terms) in terms {
        for (position, term) in (1_i64..).zip(terms) {
            into.extend([
                service.id.into(),
                link_type.into(),
                position.into(),
                term.as_str().into(),
                None::<String>.into(),
                None::<String>.into(),
            ]);
        }
    }
    for (position, (label, value)) in (1_i64..).zip(facts(&service.access)) {
        into.extend([
            service.id.into(),
            "access".into(),
            position.into(),
            None::<String>.into(),
            label.into(),
            value.into(),
        ]);
    }
}

/// The known access facts under the names they have in the content files, so that a fact added to
/// [`Access`] is stored without a change here.
fn facts(access: &Access) -> Vec<(String, String)> {
    let Ok(Json::Object(all)) = serde_json::to_value(access) else {
        unreachable!("access facts have names");
    };
    all.into_iter()
        .filter(|(label, _)| !COLUMNS_OF_SERVICE.contains(&label.as_str()))
        .filter_map(|(label, value)| match value {
            Json::Null => None,
            Json::String(word) => Some((label, word)),
            other => Some((label, other.to_string())),
        })
        .collect()
}

/// The facts, read back and put beside those that are columns of `service`.
fn access(facts: Map<String, Json>, columns: &Access) -> Result<Access, StoreError> {
    let access: Access = serde_json::from_value(Json::Object(facts))
        .map_err(|problem| StoreError::damaged("attribute.value", problem))?;
    Ok(Access {
        minimum_age: columns.minimum_age,
        maximum_age: columns.maximum_age,
        ..access
    })
}

/// Adds to the services gathered so far.
pub(super) async fn add(
    transaction: &mut Transaction,
    which: Which,
    gathering: &mut Gathering,
) -> Result<(), StoreError> {
    // Rows of one service stand together, so facts are gathered for one service at a time.
    let mut facts = Map::new();
    let mut of: Option<usize> = None;
    let take = |row: &dyn Row| {
        let Some(at) = gathering.position(row)? else {
            return Ok(());
        };
        let link_type = row.text("link_type")?;
        if link_type == "access" {
            if of.is_some_and(|before| before != at) {
                settle(gathering, of, &mut facts)?;
            }
            of = Some(at);
            facts.insert(row.text("label")?, from_text(row.text("value")?));
            return Ok(());
        }
        let service = &mut gathering.services[at];
        let terms = match link_type.as_str() {
            "need" => &mut service.needs,
            "population" => &mut service.populations,
            "exploitation" => &mut service.exploitation,
            _ => return Err(StoreError::damaged("attribute.link_type", link_type)),
        };
        terms.push(TermId(row.text("taxonomy_term_id")?));
        Ok(())
    };
    transaction.each(&READ, &which.bounds(), take).await?;
    settle(gathering, of, &mut facts)
}

/// Gives the gathered facts to their service.
fn settle(
    gathering: &mut Gathering,
    of: Option<usize>,
    facts: &mut Map<String, Json>,
) -> Result<(), StoreError> {
    if let Some(at) = of {
        let service = &mut gathering.services[at];
        service.access = access(std::mem::take(facts), &service.access)?;
    }
    Ok(())
}

fn from_text(text: String) -> Json {
    match text.as_str() {
        "true" => Json::Bool(true),
        "false" => Json::Bool(false),
        _ => Json::String(text),
    }
}
