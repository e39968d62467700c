//! The shapes that most pages of the desk have: a form, a list, something shown once.

use askama::Template;
use axum::response::Response;
use kernel::Lang;

use super::door::SignedIn;
use super::fields::{Form, Kind};
use super::frame::StaffFrame;
use super::list::{Asked, Go, ListView, Sheet};
use super::routes::StaffRoute;
use crate::handler::page;
use crate::markup::Markup;
use crate::problem::Problem;

/// The context of `templates/staff/form.html`: one form and what it is for.
#[derive(Template)]
#[template(path = "staff/form.html")]
pub(crate) struct FormPage<'a> {
    frame: StaffFrame<'a>,
    back: Option<(String, Markup)>,
    lead: Vec<Markup>,
    drawing: Option<Markup>,
    beside: Option<Markup>,
    form: Form,
    go: Markup,
    class: &'static str,
    /// There is nothing to send: the page only says why.
    empty: bool,
    after: Vec<Markup>,
}

impl<'a> FormPage<'a> {
    /// A page with this form and this word on its button.
    pub(crate) fn new(frame: StaffFrame<'a>, form: Form, go: Markup) -> Self {
        Self {
            frame,
            back: None,
            lead: Vec::new(),
            drawing: None,
            beside: None,
            form,
            go,
            class: "go",
            empty: false,
            after: Vec::new(),
        }
    }

    /// The same with a sentence before the form.
    pub(crate) fn saying(mut self, words: Markup) -> Self {
        self.lead.push(words);
        self
    }

    /// The same with a sentence after the form.
    pub(crate) fn ending(mut self, words: Markup) -> Self {
        self.after.push(words);
        self
    }

    /// The same with something drawn before the form.
    pub(crate) fn drawing(self, drawing: Markup) -> Self {
        Self {
            drawing: Some(drawing),
            ..self
        }
    }

    /// The same with a sentence beside what is drawn.
    pub(crate) fn explaining(self, words: Markup) -> Self {
        Self {
            beside: Some(words),
            ..self
        }
    }

    /// The same with a way back.
    pub(crate) fn back(self, href: impl Into<String>, words: Markup) -> Self {
        Self {
            back: Some((href.into(), words)),
            ..self
        }
    }

    /// The same, for something that takes away.
    pub(crate) fn dangerous(self) -> Self {
        Self {
            class: "danger",
            ..self
        }
    }

    /// The same without its form, where there is nothing to send.
    pub(crate) fn only_saying(mut self, words: Markup) -> Self {
        self.lead.push(words);
        Self {
            empty: true,
            ..self
        }
    }

    /// The answer.
    pub(crate) fn show(mut self) -> Result<Response, Problem> {
        self.frame.faulty = self.form.is_faulty();
        page(&self)
    }
}

/// The context of `templates/staff/list.html`: one list and what can be added to it.
#[derive(Template)]
#[template(path = "staff/list.html")]
struct ListPage<'a> {
    frame: StaffFrame<'a>,
    /// Addresses and names.
    actions: Vec<(String, Markup)>,
    list: ListView,
}

/// A list as its page, or as a file when one was asked for. `title` is a message; `actions` are addresses
/// with their names.
pub(crate) fn list_page(
    here: &SignedIn,
    sheet: &Sheet,
    asked: &Asked,
    title: &str,
    actions: Vec<(String, Markup)>,
) -> Result<Response, Problem> {
    if asked.wants_csv() {
        return Ok(sheet.csv(asked));
    }
    let at = &here.at;
    page(&ListPage {
        actions,
        list: sheet.view(asked, at.to(at.route), at.lang),
        frame: here.frame(at.say(title)),
    })
}

/// The context of `templates/staff/once.html`: something that is shown now and never again.
#[derive(Template)]
#[template(path = "staff/once.html")]
pub(crate) struct OncePage<'a> {
    pub(crate) frame: StaffFrame<'a>,
    pub(crate) lead: Vec<Markup>,
    /// One line each.
    pub(crate) secrets: Vec<String>,
    /// What to do with it.
    pub(crate) after: Vec<Markup>,
    pub(crate) back: (String, Markup),
}

/// A name in both languages, for a form: the fields `name_en` and `name_fr`.
pub(crate) fn name_fields(form: Form, at: &super::frame::At, en: &str, fr: &str) -> Form {
    let field = |name, key, words: &str, lang: Lang| {
        super::fields::Field::new(name, at.say(key), Kind::Text)
            .holding(words)
            .written_in(lang)
    };
    form.with(field("name_en", "people-name-en", en, Lang::En))
        .with(field("name_fr", "people-name-fr", fr, Lang::Fr))
}
