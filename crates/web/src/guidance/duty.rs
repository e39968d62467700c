//! The duty to report a child at risk: who must tell whom, and how, in each province and territory. Cairn
//! says it and files nothing.

use std::borrow::Cow;
use std::sync::Arc;

use ::directory::geography::Province;
use ::guidance::jurisdiction::Subject;
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use kernel::Lang;

use super::law::Law;
use super::place::{Asked, PLACE};
use crate::directory::call_now::CallNow;
use crate::directory::filters::{ProvinceChoice, provinces};
use crate::directory::question::Question;
use crate::form::{Form, ORDINARY};
use crate::frame::{Frame, HiddenFields, Switch};
use crate::handler::{Here, page};
use crate::house::Site;
use crate::markup::Markup;
use crate::problem::Problem;
use crate::routes::Route;

/// The field of the list of provinces.
pub(crate) const PROVINCE: &str = "province";
/// The guide that leads out when it happens online.
const ONLINE: &str = "online-child";

/// What to know before, and the form.
pub(crate) async fn form(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
) -> Result<Response, Problem> {
    page(&DutyPage::new(&site, lang, None)?)
}

/// The card of one province or territory.
pub(crate) async fn answer(
    State(site): State<Arc<Site>>,
    Here(lang): Here,
    Form(fields): Form<ORDINARY>,
) -> Result<Response, Problem> {
    let asked = Asked::read(&fields, &site);
    let chosen = fields.get(PROVINCE).parse().ok();
    page(&DutyPage::new(&site, lang, Some((asked, chosen)))?)
}

/// The context of `templates/guidance/duty.html`.
#[derive(Template)]
#[template(path = "guidance/duty.html")]
pub(crate) struct DutyPage<'a> {
    frame: Frame<'a>,
    call_now: Arc<CallNow>,
    law: Option<Law>,
    /// The province that is shown.
    code: &'static str,
    place: String,
    place_error: Option<Markup>,
    choices: Vec<String>,
    provinces: Vec<ProvinceChoice>,
    /// The guide for what happens online, when it is there.
    online: Option<String>,
}

impl<'a> DutyPage<'a> {
    fn new(
        site: &'a Site,
        lang: Lang,
        sent: Option<(Asked, Option<Province>)>,
    ) -> Result<Self, Problem> {
        let was_sent = sent.is_some();
        let (asked, chosen) = sent.unwrap_or_default();
        // The place says more than the list: it also tells the region.
        let province = match &asked.near {
            Some(near) => Some(near.province),
            None if asked.is_unknown() => None,
            None => chosen,
        };
        let mut switch = Switch::link(Route::Duty);
        if was_sent {
            let mut fields: HiddenFields = vec![(PLACE, Cow::Owned(asked.typed.clone()))];
            fields.extend(chosen.map(|province| (PROVINCE, Cow::Borrowed(province.code()))));
            switch = switch.with_form(fields);
        }
        let frame = Frame::new(site, lang, switch);
        let guides = &site.settings.guides;
        let sheet =
            province.and_then(|province| guides.sheet_of(province.code(), Subject::DutyToReport));
        let law = sheet
            .map(|sheet| Law::new(site, sheet, asked.near.as_ref(), frame.messages()))
            .transpose()?;
        let nothing = was_sent && province.is_none() && !asked.is_unknown();
        let missing = province.is_some() && law.is_none();
        let mut question = Question::default();
        question.filters.province = chosen;
        Ok(Self {
            call_now: site.call_now(&site.finder.current()),
            place_error: if nothing {
                Some(frame.say("guidance-duty-nothing"))
            } else if missing {
                Some(frame.say("guidance-duty-missing"))
            } else {
                asked.error(&frame)
            },
            choices: asked.choices(site, lang),
            provinces: provinces(&question, frame.messages()),
            online: guides
                .guide_of(ONLINE)
                .map(|guide| Route::Guide.guide(guide.number, lang)),
            law,
            code: province.map_or("", Province::code),
            place: asked.typed,
            frame,
        })
    }
}
