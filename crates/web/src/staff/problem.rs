//! What went wrong at the desk, as a page of the desk.

use askama::Template;
use kernel::Lang;

use super::frame::{At, StaffFrame};
use super::routes::StaffRoute;
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;

/// The page of a problem. It does not know who is signed in: finding out could fail again.
pub(crate) fn page(problem: &Problem, site: &Site, lang: Lang) -> askama::Result<String> {
    let at = At::path(StaffRoute::Today.address(lang), None).ok_or(askama::Error::Fmt)?;
    let word = problem.word();
    let reference = problem.logged(site).map(|reference| {
        at.fill(
            "site-problem-500-reference",
            &[("reference", (&reference).into())],
        )
    });
    ProblemPage {
        text: at.say(&format!("site-problem-{word}-text")),
        frame: StaffFrame::new(&at, None, at.say(&format!("site-problem-{word}-heading"))),
        reference,
    }
    .render()
}

/// The context of `templates/staff/problem.html`.
#[derive(Template)]
#[template(path = "staff/problem.html")]
struct ProblemPage<'a> {
    frame: StaffFrame<'a>,
    text: Markup,
    reference: Option<Markup>,
}
