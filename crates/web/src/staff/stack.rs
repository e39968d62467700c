//! The shape of pages that show things one under the other, each with what can be done about it: a reason and
//! its "seen", a request and its answer, a case and its end.

use askama::Template;
use axum::response::Response;

use kernel::Lang;

use super::fields::{Form, Kind};
use super::frame::StaffFrame;
use super::routes::StaffRoute;
use crate::handler::page;
use crate::markup::Markup;
use crate::messages::Messages;
use crate::problem::Problem;

/// One button: what it sends, and its words. What it is about is said to whoever cannot see beside what it
/// stands.
#[derive(Debug)]
pub(crate) struct Act {
    /// What it does, as the form says.
    pub(crate) does: &'static str,
    /// To what.
    pub(crate) item: String,
    pub(crate) words: Markup,
    pub(crate) about: Markup,
    pub(crate) class: &'static str,
}

/// One thing.
#[derive(Debug, Default)]
pub(crate) struct Card {
    pub(crate) head: Markup,
    /// Where its heading leads; empty: nowhere.
    pub(crate) href: String,
    /// Where it stands.
    pub(crate) mark: Option<Markup>,
    /// Somebody must look at it.
    pub(crate) late: bool,
    pub(crate) lines: Vec<Markup>,
    pub(crate) acts: Vec<Act>,
}

/// A form, the words on its button, and how that looks.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) form: Form,
    pub(crate) go: Markup,
    pub(crate) class: &'static str,
}

/// Things that belong together, and a form to add one.
#[derive(Debug, Default)]
pub(crate) struct Block {
    pub(crate) title: Markup,
    pub(crate) lead: Vec<Markup>,
    pub(crate) cards: Vec<Card>,
    /// What is said when there is none.
    pub(crate) none: Option<Markup>,
    pub(crate) asked: Option<Asked>,
}

impl Block {
    /// A block with this title.
    pub(crate) fn new(title: Markup) -> Self {
        Self {
            title,
            ..Self::default()
        }
    }

    /// The same with a sentence before it all.
    pub(crate) fn saying(mut self, words: Markup) -> Self {
        self.lead.push(words);
        self
    }

    /// The same with these things, or this sentence where there are none.
    pub(crate) fn holding(self, cards: Vec<Card>, none: Markup) -> Self {
        Self {
            cards,
            none: Some(none),
            ..self
        }
    }

    /// Its form, where it has one. A piece of its own: the macros of a form take the fields of a page.
    fn form(&self) -> Markup {
        self.asked.as_ref().map_or_else(Markup::default, |asked| {
            let piece = FormPiece {
                form: &asked.form,
                go: &asked.go,
                class: asked.class,
            };
            Markup::built(piece.render().unwrap_or_default())
        })
    }

    /// What is wrong in its form.
    fn faults(&self, lang: Lang) -> Markup {
        self.asked.as_ref().map_or_else(Markup::default, |asked| {
            let piece = FaultsPiece {
                form: &asked.form,
                messages: Messages::of(lang),
            };
            Markup::built(piece.render().unwrap_or_default())
        })
    }

    /// The same with a form.
    pub(crate) fn asking(self, form: Form, go: Markup, class: &'static str) -> Self {
        Self {
            asked: Some(Asked { form, go, class }),
            ..self
        }
    }
}

/// The context of `templates/staff/stack_form.html`.
#[derive(Template)]
#[template(path = "staff/stack_form.html")]
struct FormPiece<'a> {
    form: &'a Form,
    go: &'a Markup,
    class: &'static str,
}

/// The context of `templates/staff/stack_faults.html`.
#[derive(Template)]
#[template(path = "staff/stack_faults.html")]
struct FaultsPiece<'a> {
    form: &'a Form,
    messages: &'static Messages,
}

/// The context of `templates/staff/stack.html`.
#[derive(Template)]
#[template(path = "staff/stack.html")]
pub(crate) struct StackPage<'a> {
    frame: StaffFrame<'a>,
    here: String,
    back: Option<(String, Markup)>,
    /// Addresses with their names.
    actions: Vec<(String, Markup)>,
    lead: Vec<Markup>,
    blocks: Vec<Block>,
}

impl<'a> StackPage<'a> {
    /// A page at this address.
    pub(crate) fn new(frame: StaffFrame<'a>, here: String) -> Self {
        Self {
            frame,
            here,
            back: None,
            actions: Vec::new(),
            lead: Vec::new(),
            blocks: Vec::new(),
        }
    }

    /// The same with a way back.
    pub(crate) fn back(self, href: String, words: Markup) -> Self {
        Self {
            back: Some((href, words)),
            ..self
        }
    }

    /// The same with a way to something else.
    pub(crate) fn leading(mut self, href: String, words: Markup) -> Self {
        self.actions.push((href, words));
        self
    }

    /// The same with a sentence at the top.
    pub(crate) fn saying(mut self, words: Markup) -> Self {
        self.lead.push(words);
        self
    }

    /// The same with a block more.
    pub(crate) fn with(mut self, block: Block) -> Self {
        self.blocks.push(block);
        self
    }

    /// The answer.
    pub(crate) fn show(mut self) -> Result<Response, Problem> {
        let faulty = |block: &Block| {
            let asked = block.asked.as_ref();
            asked.is_some_and(|asked| asked.form.is_faulty())
        };
        self.frame.faulty = self.blocks.iter().any(faulty);
        page(&self)
    }
}
