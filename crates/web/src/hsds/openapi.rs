//! `/hsds/openapi.json`: the description of the interface (OpenAPI 3.1), made from the same lists of
//! parameters that the handlers read by, so that the two cannot differ.

use std::sync::LazyLock;

use ::directory::hsds::Version;
use ::directory::hsds::schema::{MERGED, embedded};
use axum::extract::Request;
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::parameters::{Asked, FARTHEST, LAST_PAGE, LONGEST_SEARCH, MOST_PER_PAGE, Name, TELLING};
use super::problem::ApiProblem;
use super::services::{OF_PLACES, OF_SERVICES, must_accept};
use super::{ROOT, answer, organizations, taxonomies};

const SCHEMAS: &str = "#/components/schemas/";

static DOCUMENT: LazyLock<Vec<u8>> = LazyLock::new(|| document().to_string().into_bytes());

/// `/openapi.json`.
pub(super) async fn show(request: Request) -> Result<Response, ApiProblem> {
    must_accept(&request, "application/json")?;
    Asked::read(request, &[]).await?;
    Ok(answer::whole(DOCUMENT.clone(), "application/json", None))
}

/// A list and its objects.
struct Resource {
    /// Its address and, in the plural, its name.
    path: &'static str,
    /// What one of them is called in the names of operations.
    one: &'static str,
    /// The schema of one of them, read by itself.
    schema: &'static str,
    /// The schema of one of them in a list.
    listed: &'static str,
    /// Parameters of the list.
    of_list: &'static [Name],
    /// Parameters of one of them.
    of_one: &'static [Name],
    /// What HSDS asks of whoever serves it.
    tag: &'static str,
}

const RESOURCES: [Resource; 5] = [
    Resource {
        path: "services",
        one: "Service",
        schema: "service",
        listed: "listed_service",
        of_list: &OF_SERVICES,
        of_one: &[],
        tag: "required",
    },
    Resource {
        path: "service_at_locations",
        one: "ServiceAtLocation",
        schema: "whole_service_at_location",
        listed: "whole_service_at_location",
        of_list: &OF_PLACES,
        of_one: &[],
        tag: "optional",
    },
    Resource {
        path: "organizations",
        one: "Organization",
        schema: "whole_organization",
        listed: "whole_organization",
        of_list: &organizations::OF_LIST,
        of_one: &organizations::OF_ONE,
        tag: "optional",
    },
    Resource {
        path: "taxonomies",
        one: "Taxonomy",
        schema: "taxonomy",
        listed: "taxonomy",
        of_list: &taxonomies::OF_LIST,
        of_one: &[],
        tag: "optional",
    },
    Resource {
        path: "taxonomy_terms",
        one: "TaxonomyTerm",
        schema: "taxonomy_term",
        listed: "taxonomy_term",
        of_list: &taxonomies::OF_TERMS,
        of_one: &[],
        tag: "optional",
    },
];

/// Names of the lists, which also answer POST.
pub(super) fn lists() -> impl Iterator<Item = &'static str> {
    RESOURCES.iter().map(|resource| resource.path)
}

/// The whole document.
pub(super) fn document() -> Value {
    let mut paths = Map::new();
    paths.insert("/".to_owned(), json!({"get": root()}));
    for resource in &RESOURCES {
        paths.insert(format!("/{}", resource.path), list(resource));
        paths.insert(format!("/{}/{{id}}", resource.path), one(resource));
    }
    paths.insert(
        "/datapackage.zip".to_owned(),
        json!({"get": data_package()}),
    );
    json!({
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": "Cairn: HSDS",
            "summary": "The public directory, in English and French.",
            "description": "The Human Services Data Specification (HSDS) 3.x of Open Referral, with Cairn's profile. Parameters narrow together. `language` and `version` say how an answer is told. No account and no key; nothing of who asks is kept. Prefer POST: it keeps what is asked out of addresses and logs.",
            "version": env!("CARGO_PKG_VERSION"),
            "license": {"name": "Directory: CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        },
        "servers": [{"url": ROOT}],
        "tags": [
            {"name": "required", "description": "Required of every HSDS interface."},
            {"name": "optional", "description": "Optional in HSDS."},
        ],
        "paths": paths,
        "components": {
            "schemas": schemas(),
            "parameters": parameters(),
            "responses": responses(),
        },
    })
}

fn root() -> Value {
    json!({
        "operationId": "getAbout",
        "summary": "What this interface is.",
        "tags": ["required"],
        "parameters": references(&[]),
        "responses": answers(&json!({"application/json": {"schema": reference("about")}}), &[]),
    })
}

fn data_package() -> Value {
    json!({
        "operationId": "getDataPackage",
        "summary": "Everything, as a tabular data package (zip of CSV).",
        "tags": ["optional"],
        "parameters": references(&[]),
        "responses": answers(&json!({"application/zip": {}}), &[]),
    })
}

fn list(resource: &Resource) -> Value {
    let page = json!({
        "allOf": [
            reference("Page"),
            {
                "type": "object",
                "properties": {
                    "contents": {"type": "array", "items": reference(resource.listed)},
                },
                "required": ["contents"],
            },
        ],
    });
    let content = json!({
        "application/json": {"schema": page},
        "application/x-ndjson": {"schema": {"type": "string", "description": "One object a line (format=ndjson)."}},
    });
    let mut problems = Vec::new();
    if resource.of_list.contains(&Name::Proximity) {
        problems.push("422");
    }
    let of_get = answers(&content, &problems);
    problems.push("413");
    problems.push("415");
    let body = body(resource.of_list);
    json!({
        "get": {
            "operationId": format!("list{}", plural(resource)),
            "summary": format!("A page of {}.", resource.path.replace('_', " ")),
            "tags": [resource.tag],
            "parameters": references(resource.of_list),
            "responses": of_get,
        },
        "post": {
            "operationId": format!("find{}", plural(resource)),
            "summary": format!("The same, with the parameters in the body."),
            "tags": ["optional"],
            "requestBody": {"required": false, "content": {
                "application/json": {"schema": body},
                "application/x-www-form-urlencoded": {"schema": body},
            }},
            "responses": answers(&content, &problems),
        },
    })
}

fn one(resource: &Resource) -> Value {
    let mut parameters = vec![json!({
        "name": "id",
        "in": "path",
        "required": true,
        "description": "Its id.",
        "schema": {"type": "string", "format": "uuid"},
    })];
    parameters.extend(references(resource.of_one));
    let content = json!({"application/json": {"schema": reference(resource.schema)}});
    json!({
        "get": {
            "operationId": format!("get{}", resource.one),
            "summary": "One of them, with everything inside it.",
            "tags": [resource.tag],
            "parameters": parameters,
            "responses": answers(&content, &["404"]),
        },
    })
}

fn plural(resource: &Resource) -> String {
    match resource.one.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{}s", resource.one),
    }
}

fn reference(name: &str) -> Value {
    json!({"$ref": format!("{SCHEMAS}{name}")})
}

fn references(names: &[Name]) -> Vec<Value> {
    names
        .iter()
        .chain(&TELLING)
        .map(|name| json!({"$ref": format!("#/components/parameters/{}", name.as_str())}))
        .collect()
}

/// The answers of an operation: the right one, its own problems, and those that all have.
fn answers(content: &Value, problems: &[&str]) -> Value {
    let mut answers = Map::new();
    answers.insert(
        "200".to_owned(),
        json!({"description": "The answer.", "headers": {
            "Content-Language": {"description": "The language of its plain texts.", "schema": {"type": "string"}},
            "ETag": {"description": "Changes when, and only when, the answer does.", "schema": {"type": "string"}},
        }, "content": content}),
    );
    answers.insert(
        "304".to_owned(),
        json!({"description": "The client has this answer already."}),
    );
    for status in problems.iter().chain(&["400", "406", "429", "500", "503"]) {
        answers.insert(
            (*status).to_owned(),
            json!({"$ref": "#/components/responses/Problem"}),
        );
    }
    answers.into()
}

fn body(names: &[Name]) -> Value {
    let properties: Map<String, Value> = names
        .iter()
        .chain(&TELLING)
        .map(|&name| (name.as_str().to_owned(), value(name)))
        .collect();
    let mut body = json!({
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    });
    if names.contains(&Name::Proximity) {
        body["dependentRequired"] = json!({"proximity": ["postcode"]});
    }
    body
}

const EVERY_NAME: [Name; 17] = [
    Name::Search,
    Name::Page,
    Name::PerPage,
    Name::Format,
    Name::TaxonomyTermId,
    Name::TaxonomyId,
    Name::OrganizationId,
    Name::ModifiedAfter,
    Name::Minimal,
    Name::Full,
    Name::FullService,
    Name::Postcode,
    Name::Proximity,
    Name::TopOnly,
    Name::ParentId,
    Name::Language,
    Name::Version,
];

fn parameters() -> Value {
    let parameters: Map<String, Value> = EVERY_NAME
        .into_iter()
        .map(|name| {
            let parameter = json!({
                "name": name.as_str(),
                "in": "query",
                "required": false,
                "description": description(name),
                "schema": value(name),
            });
            (name.as_str().to_owned(), parameter)
        })
        .collect();
    parameters.into()
}

/// What the value of a parameter may be.
fn value(name: Name) -> Value {
    match name {
        Name::Search => json!({"type": "string", "maxLength": LONGEST_SEARCH}),
        Name::Page => json!({"type": "integer", "minimum": 1, "maximum": LAST_PAGE, "default": 1}),
        Name::PerPage => json!({"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE}),
        Name::Format => json!({"type": "string", "enum": ["json", "ndjson"], "default": "json"}),
        Name::TaxonomyTermId | Name::TaxonomyId | Name::OrganizationId | Name::ParentId => {
            json!({"type": "string", "format": "uuid"})
        }
        Name::ModifiedAfter => json!({"type": "string", "format": "date-time"}),
        Name::Minimal | Name::Full | Name::FullService | Name::TopOnly => {
            json!({"type": "boolean", "default": false})
        }
        Name::Postcode => json!({
            "type": "string",
            "pattern": "^[ABCEGHJ-NPRSTVXYabceghj-nprstvxy][0-9][ABCEGHJ-NPRSTV-Zabceghj-nprstv-z]([ -]?[0-9][ABCEGHJ-NPRSTV-Zabceghj-nprstv-z][0-9])?$",
        }),
        Name::Proximity => json!({"type": "number", "minimum": 0, "maximum": FARTHEST}),
        Name::Language => json!({"type": "string", "enum": ["en", "fr"]}),
        Name::Version => json!({
            "type": "string",
            "enum": Version::ALL.map(Version::number),
            "default": Version::default().number(),
        }),
    }
}

const fn description(name: Name) -> &'static str {
    match name {
        Name::Search => {
            "Words in either language; misspellings are repaired. The best come first, in an order that stays the same for a day (UTC)."
        }
        Name::Page => "Which page, from 1. A page past the last is empty.",
        Name::PerPage => {
            "Objects to a page: 50 when nothing is said; with `minimal`, everything up to 50,000."
        }
        Name::Format => "`ndjson`: all objects, a line each, without pages.",
        Name::TaxonomyTermId => "Only what has this term.",
        Name::TaxonomyId => "Only what has any term of this taxonomy.",
        Name::OrganizationId => "Only services of this organization.",
        Name::ModifiedAfter => {
            "Only what changed at this moment or later. A change to what is not public is no change."
        }
        Name::Minimal => "Only ids and when each last changed.",
        Name::Full => "With everything inside.",
        Name::FullService => "With services whole instead of by their ids.",
        Name::Postcode => {
            "Only services that may reach this postal code, of which the first three characters are used."
        }
        Name::Proximity => {
            "Metres from the middle of the postal area, instead of coverage. Not applied where the area is too large to measure from (`proximity_applied` is false): then coverage decides."
        }
        Name::TopOnly => "Only terms without a parent: all are.",
        Name::ParentId => "Only terms with this parent: none has one.",
        Name::Language => {
            "Language of plain texts; otherwise Accept-Language decides. `translations` has both."
        }
        Name::Version => "Version of HSDS to speak.",
    }
}

fn responses() -> Value {
    json!({
        "Problem": {
            "description": "What is wrong (RFC 9457).",
            "content": {"application/problem+json": {"schema": reference("Problem")}},
        },
    })
}

/// HSDS with the profile, and what HSDS writes around it.
fn schemas() -> Value {
    let mut schemas = Map::new();
    for name in MERGED.keys() {
        if let Some(schema) = embedded(name, SCHEMAS) {
            schemas.insert((*name).to_owned(), schema);
        }
    }
    for (name, schema) in ours() {
        schemas.insert(name.to_owned(), schema);
    }
    schemas.into()
}

/// Schemas that are not files of HSDS.
pub(super) fn ours() -> [(&'static str, Value); 7] {
    let count = json!({"type": "integer", "minimum": 0});
    let flag = json!({"type": "boolean"});
    let text = json!({"type": "string"});
    let moment = json!({"type": "string", "format": "date-time"});
    let uri = json!({"type": "string", "format": "uri"});
    let version = value(Name::Version);
    [
        (
            "about",
            json!({
                "type": "object",
                "properties": {
                    "version": version,
                    "profile": uri,
                    "openapi_url": uri,
                    "description": text,
                    "publisher": {"type": "object", "properties": {"name": text, "website": uri}, "required": ["name"]},
                },
                "required": ["version", "profile", "openapi_url"],
            }),
        ),
        (
            "Page",
            json!({
                "type": "object",
                "properties": {
                    "total_items": count, "total_pages": count,
                    "page_number": {"type": "integer", "minimum": 1}, "size": count,
                    "first_page": flag, "last_page": flag, "empty": flag,
                    "proximity_applied": {"type": "boolean", "description": "Whether `proximity` was measured."},
                },
                "required": ["total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty"],
            }),
        ),
        (
            "Problem",
            json!({
                "type": "object",
                "properties": {
                    "type": text, "title": text, "detail": text,
                    "status": {"type": "integer", "minimum": 400, "maximum": 599},
                },
                "required": ["type", "title", "status", "detail"],
            }),
        ),
        (
            "minimal_service",
            json!({
                "type": "object",
                "properties": {
                    "id": {"type": "string", "format": "uuid"},
                    "modified_date": moment, "last_modified": moment,
                },
                "required": ["id"],
                "additionalProperties": false,
            }),
        ),
        (
            "listed_service",
            json!({"anyOf": [reference("service"), reference("minimal_service")]}),
        ),
        (
            "whole_organization",
            json!({"allOf": [reference("organization"), {
                "type": "object",
                "properties": {"services": {"type": "array", "items": reference("service")}},
            }]}),
        ),
        (
            "whole_service_at_location",
            json!({"allOf": [reference("service_at_location"), {
                "type": "object",
                "properties": {"service": reference("service")},
                "required": ["service", "location"],
            }]}),
        ),
    ]
}
