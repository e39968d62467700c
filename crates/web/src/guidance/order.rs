//! Protection orders against traffickers: what is known of them where such a law exists. Information, and no
//! advice; preparing one is another page's part.

use std::borrow::Cow;
use std::sync::Arc;

use ::directory::geography::Province;
use ::guidance::jurisdiction::{Sheet, Subject};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kernel::Lang;

use super::duty::PROVINCE;
use super::law::Law;
use crate::directory::call_now::CallNow;
use crate::form::{Form, ORDINARY};
use crate::frame::{Frame, Switch};
use crate::handler::{Here, page};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::routes::Route;
use crate::say;

/// Where there is such a law, as buttons: no address names a place.
pub(crate) async fn list(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
) -> Result<Response, Problem> {
    page(&OrdersPage::new(&site, lang, None)?)
}

/// What is known of one province.
pub(crate) async fn show(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
    Form(fields): Form<ORDINARY>,
) -> Result<Response, Problem> {
    let chosen: Option<Province> = fields.get(PROVINCE).parse().ok();
    page(&OrdersPage::new(&site, lang, chosen)?)
}

/// The context of `templates/guidance/orders.html`.
#[derive(Template)]
#[template(path = "guidance/orders.html")]
pub(crate) struct OrdersPage<'a> {
    frame: Frame<'a>,
    call_now: Arc<CallNow>,
    law: Option<Law>,
    /// Code and name of each province with such a law.
    places: Vec<(String, Markup)>,
}

impl<'a> OrdersPage<'a> {
    fn new(site: &'a Site, lang: Lang, chosen: Option<Province>) -> Result<Self, Problem> {
        let guides = &site.settings.guides;
        let sheets = || {
            let sheets = guides.sheets.iter();
            sheets.filter(|sheet: &&Sheet| sheet.subject == Subject::ProtectionOrder)
        };
        let sheet =
            chosen.and_then(|province| guides.sheet_of(province.code(), Subject::ProtectionOrder));
        let mut switch = Switch::link(Route::Orders);
        if let Some(sheet) = sheet {
            switch = switch.with_form(vec![(PROVINCE, Cow::Owned(sheet.jurisdiction.clone()))]);
        }
        let frame = Frame::new(site, lang, switch);
        let messages = frame.messages();
        let law = sheet
            .map(|sheet| Law::new(site, sheet, None, messages))
            .transpose()?;
        let places = sheets()
            .map(|sheet| (sheet.jurisdiction.clone(), say::text(&sheet.name, messages)))
            .collect();
        Ok(Self {
            call_now: site.call_now(&site.finder.current()),
            law,
            places,
            frame,
        })
    }
}
