//! What went wrong, as `application/problem+json` (RFC 9457). Nothing that was sent is repeated.

use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use kernel::{Lang, Text};
use serde_json::json;

use crate::problem::Problem;

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ApiProblem {
    /// A parameter whose value cannot be.
    Parameter {
        /// Its name.
        name: &'static str,
        /// What it may be.
        may_be: &'static str,
    },
    /// A parameter that is none of this address's.
    UnknownParameter {
        /// Those it has, with commas.
        known: String,
    },
    /// A parameter that was sent twice.
    Twice {
        /// Its name.
        name: &'static str,
    },
    /// Parameters that are each right and do not go together.
    Together {
        /// The one that is there.
        name: &'static str,
        /// The one it needs.
        needs: &'static str,
    },
    /// The body is not what its type says, or is damaged.
    BadBody,
    NotFound,
    WrongMethod,
    NotAcceptable,
    UnsupportedMedia,
    TooLong,
    TooMany {
        /// When to come back.
        seconds: u64,
    },
    /// The directory is too large to pack while somebody waits.
    TooLargeToPack,
    TooSlow,
    /// Our own fault; the cause is in the log under this number.
    Broken {
        /// Eight characters.
        reference: String,
    },
}

impl ApiProblem {
    pub(crate) const fn status(&self) -> StatusCode {
        match self {
            Self::Parameter { .. }
            | Self::UnknownParameter { .. }
            | Self::Twice { .. }
            | Self::BadBody => StatusCode::BAD_REQUEST,
            Self::Together { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Self::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
            Self::UnsupportedMedia => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::TooLargeToPack | Self::TooSlow => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken { .. } => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The problem of an answer that some layer gave by its status alone.
    pub(crate) fn of_status(
        status: StatusCode,
        reference: impl FnOnce() -> String,
    ) -> Option<Self> {
        match status {
            StatusCode::NOT_FOUND => Some(Self::NotFound),
            StatusCode::METHOD_NOT_ALLOWED => Some(Self::WrongMethod),
            StatusCode::PAYLOAD_TOO_LARGE => Some(Self::TooLong),
            status if status.is_client_error() => Some(Self::BadBody),
            status if status.is_server_error() => Some(Self::Broken {
                reference: reference(),
            }),
            _ => None,
        }
    }

    fn title(&self) -> Text {
        let (en, fr) = match self {
            Self::Parameter { .. }
            | Self::UnknownParameter { .. }
            | Self::Twice { .. }
            | Self::Together { .. } => ("A parameter is wrong", "Un paramètre est incorrect"),
            Self::BadBody => ("The request cannot be read", "La requête est illisible"),
            Self::NotFound => ("Not found", "Introuvable"),
            Self::WrongMethod => ("Wrong method", "Méthode incorrecte"),
            Self::NotAcceptable => ("No such form", "Format non offert"),
            Self::UnsupportedMedia => ("Unknown type of body", "Type de contenu inconnu"),
            Self::TooLong => ("Too long", "Trop long"),
            Self::TooMany { .. } => ("Too many requests", "Trop de requêtes"),
            Self::TooLargeToPack => ("Too large to pack", "Trop volumineux"),
            Self::TooSlow => ("Too slow", "Trop lent"),
            Self::Broken { .. } => ("Our own fault", "Erreur de notre part"),
        };
        Text::new(en, fr)
    }

    fn detail(&self) -> Text {
        match self {
            Self::Parameter { name, may_be } => Text::new(
                format!("The parameter {name} must be {may_be}."),
                format!("Valeur attendue pour le paramètre {name} : {may_be}."),
            ),
            Self::UnknownParameter { known } => Text::new(
                format!("There is a parameter that this address does not have. It has: {known}."),
                format!(
                    "Un des paramètres n’existe pas à cette adresse. Paramètres possibles : {known}."
                ),
            ),
            Self::Twice { name } => Text::new(
                format!("The parameter {name} is given more than once."),
                format!("Le paramètre {name} figure plus d’une fois."),
            ),
            Self::Together { name, needs } => Text::new(
                format!("The parameter {name} means something only together with {needs}."),
                format!("Le paramètre {name} n’a de sens qu’avec {needs}."),
            ),
            Self::BadBody => Text::new(
                "Send parameters in UTF-8, as a form or as one flat JSON object.",
                "Envoyez les paramètres en UTF-8, sous forme de formulaire ou d’un seul objet JSON sans imbrication.",
            ),
            Self::NotFound => Text::new(
                "There is nothing at this address, or nothing that is public.",
                "Il n’y a rien à cette adresse, ou rien de public.",
            ),
            Self::WrongMethod => Text::new(
                "This address does not answer this method; see the header Allow.",
                "Cette adresse n’accepte pas cette méthode ; voyez l’en-tête Allow.",
            ),
            Self::NotAcceptable => Text::new(
                "What Accept asks for is not to be had here.",
                "Le format demandé par Accept n’est pas offert ici.",
            ),
            Self::UnsupportedMedia => Text::new(
                "A body must be application/json or application/x-www-form-urlencoded.",
                "Le contenu doit être de type application/json ou application/x-www-form-urlencoded.",
            ),
            Self::TooLong => Text::new(
                "The request is longer than any that makes sense here.",
                "La requête dépasse toute longueur utile ici.",
            ),
            Self::TooMany { seconds } => Text::new(
                format!("Too many requests came from this network. Come back in {seconds} s."),
                format!("Trop de requêtes viennent de ce réseau. Revenez dans {seconds} s."),
            ),
            Self::TooLargeToPack => Text::new(
                "This directory is too large to pack while you wait. Whoever runs it can write the file with `cairn directory export --format datapackage`; format=ndjson gives the same services.",
                "Ce répertoire est trop volumineux pour être emballé pendant que vous attendez. La personne qui l’exploite peut produire le fichier avec `cairn directory export --format datapackage` ; format=ndjson donne les mêmes services.",
            ),
            Self::TooSlow => Text::new(
                "The answer took too long.",
                "La réponse a pris trop de temps.",
            ),
            Self::Broken { reference } => Text::new(
                format!("Something broke here. Reference: {reference}."),
                format!("Quelque chose s’est brisé de notre côté. Référence : {reference}."),
            ),
        }
    }

    /// The answer, in one language.
    pub(crate) fn answer(&self, lang: Lang) -> Response {
        let status = self.status();
        let body = json!({
            "type": "about:blank",
            "title": self.title().get(lang),
            "status": status.as_u16(),
            "detail": self.detail().get(lang),
        });
        let mut answer = Response::new(Body::from(body.to_string()));
        *answer.status_mut() = status;
        let headers = answer.headers_mut();
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/problem+json"),
        );
        if let Self::TooMany { seconds } = self {
            headers.insert(RETRY_AFTER, HeaderValue::from(*seconds));
        }
        answer
    }
}

/// Carries the problem to the layer around all routes, which knows the language.
impl IntoResponse for ApiProblem {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// What the pages' own helpers say of a request.
impl From<Problem> for ApiProblem {
    fn from(problem: Problem) -> Self {
        match problem {
            // Nobody signs in to public data: what only the desk refuses is not there.
            Problem::Forbidden | Problem::FromElsewhere | Problem::LinkGone | Problem::NotFound => {
                Self::NotFound
            }
            Problem::WrongMethod => Self::WrongMethod,
            Problem::BadForm => Self::BadBody,
            Problem::TooLong => Self::TooLong,
            Problem::TooSlow => Self::TooSlow,
            Problem::Broken { cause } => Self::broken(&cause),
        }
    }
}

impl From<search::Error> for ApiProblem {
    fn from(error: search::Error) -> Self {
        Self::broken(&error)
    }
}

impl From<store::StoreError> for ApiProblem {
    fn from(error: store::StoreError) -> Self {
        Self::broken(&error)
    }
}

impl From<serde_json::Error> for ApiProblem {
    fn from(error: serde_json::Error) -> Self {
        Self::broken(&error)
    }
}

impl ApiProblem {
    /// Our own fault. The cause never holds what a client sent: it comes from our own files.
    pub(crate) fn broken(cause: &impl ToString) -> Self {
        let cause = cause.to_string();
        // A number made from the cause is enough to find its line in the log.
        let reference = crate::assets::short_hash(&cause);
        tracing::error!(
            reference,
            cause,
            "an answer of the HSDS interface could not be made"
        );
        Self::Broken { reference }
    }
}
