//! Every address, what it is called in each language, and which file answers it.
//!
//! | page | English | French | code |
//! |---|---|---|---|
//! | chooser | `/` | `/` | `site/chooser.rs` |
//! | start | `/en` | `/fr` | `directory/start.rs` |
//! | find | `/en/find` | `/fr/trouver` | `directory/find.rs` |
//! | print list | `/en/print` | `/fr/imprimer` | `directory/print.rs` |
//! | card | `/en/card` | `/fr/carte` | `directory/card.rs` |
//! | browse | `/en/browse` | `/fr/parcourir` | `directory/browse.rs` |
//! | guides | `/en/guides` | `/fr/guides` | `guidance/list.rs` |
//! | a guide | `/en/guides/{guide}` | `/fr/guides/{guide}` | `guidance/guide.rs` |
//! | a step of it | `…/{step}` | `…/{step}` | `guidance/step.rs` |
//! | the guide on one sheet | `…/print` | `…/imprimer` | `guidance/sheet.rs` |
//! | in both languages | `…/both` | `…/deux` | `guidance/sheet.rs` |
//! | help near, for a guide | `…/near` | `…/pres` | `guidance/near.rs` |
//! | contact sheet | `/en/sheet` | `/fr/feuille` | `guidance/paper.rs` |
//! | small card for a place | `/en/pocket` | `/fr/poche` | `guidance/paper.rs` |
//! | duty to report | `/en/rules` | `/fr/regles` | `guidance/duty.rs` |
//! | protection orders | `/en/orders` | `/fr/ordonnances` | `guidance/order.rs` |
//! | service | `/en/services/{id}` | `/fr/services/{id}` | `directory/service.rs` |
//! | print service | `…/print` | `…/imprimer` | `directory/service.rs` |
//! | service's card | `…/card` | `…/carte` | `directory/card.rs` |
//! | correction | `…/correction` | `…/correction` | `directory/suggestion.rs` |
//! | safety | `/en/tips` | `/fr/conseils` | `site/prose.rs` |
//! | privacy | `/en/privacy` | `/fr/confidentialite` | `site/prose.rs` |
//! | accessibility | `/en/accessibility` | `/fr/accessibilite` | `site/prose.rs` |
//! | about | `/en/about` | `/fr/a-propos` | `site/prose.rs` |
//! | list as a table | `/en/table` | `/fr/tableau` | `directory/table.rs` |
//! | finder in a frame | `/en/embed` | `/fr/integrer` | `directory/embed.rs` |
//! | questionnaires | `/en/questions` | `/fr/questions` | `questions/` |
//! | answers in a file | `/en/questions/file` | `/fr/questions/fichier` | `questions/file.rs` |
//! | a file taken in again | `/en/questions/open` | `/fr/questions/ouvrir` | `questions/open.rs` |
//! | answers side by side | `/en/questions/together` | `/fr/questions/ensemble` | `questions/together.rs` |
//! | back with a code | `/en/resume` | `/fr/reprendre` | `questions/keep.rs` |
//! | preparing an application | `/en/prepare` | `/fr/preparer` | `questions/application.rs` |
//! | what was shared, behind a one-time link | `/en/open/{token}` | `/fr/ouvrir/{token}` | `outside.rs` |
//! | HSDS interface | `/hsds/…` | `/hsds/…` | `hsds/mod.rs` |
//! | the desk | `/en/desk…` | `/fr/bureau…` | `staff/routes.rs` |
//!
//! Addresses stay in a browser's history: none names a topic, a need or a place, and none says that
//! someone looks for safety.

use std::sync::Arc;

use axum::Router;
use axum::http::Uri;
use axum::middleware::from_fn_with_state;
use axum::response::Redirect;
use axum::routing::{MethodRouter, get};
use kernel::Lang;
use uuid::Uuid;

use crate::directory::{browse, card, embed, find, print, service, start, suggestion, table};
use crate::front_door::{self, lang_of};
use crate::guidance;
use crate::house::Site;
use crate::hsds;
use crate::outside;
use crate::problem::Problem;
use crate::questions::{application, file, keep, list, open, run, together};
use crate::site::{chooser, prose};
use crate::staff;

/// The page that chooses a language.
pub(crate) const CHOOSER: &str = "/";

/// A page, whatever the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Route {
    /// The start page.
    Start,
    /// The search and its results.
    Find,
    /// Results to print.
    Print,
    /// The wallet card with the national lines.
    Card,
    /// All kinds of help.
    Browse,
    /// All guides.
    Guides,
    /// One guide.
    Guide,
    /// One step of a guide.
    GuideStep,
    /// A guide on one sheet.
    GuideSheet,
    /// A guide on one sheet, in both languages.
    GuideBoth,
    /// Local services for a guide.
    Near,
    /// A contact sheet to print.
    Contacts,
    /// A small card to print, for a place.
    Pocket,
    /// The duty to report a child at risk.
    Duty,
    /// Protection orders.
    Orders,
    /// One service.
    Service,
    /// One service to print.
    ServicePrint,
    /// One service's wallet card.
    ServiceCard,
    /// A correction of one service.
    Correction,
    /// How to stay safer.
    Safety,
    /// What is kept.
    Privacy,
    /// The accessibility statement.
    Accessibility,
    /// What Cairn is.
    About,
    /// The questionnaires, and each of them page by page.
    Questions,
    /// The answers to one, to download.
    QuestionsFile,
    /// A file of answers, taken in again.
    QuestionsOpen,
    /// Several files of answers side by side.
    QuestionsTogether,
    /// Answers that are kept under a code.
    Resume,
    /// Getting ready to ask for a protection order.
    Prepare,
    /// Results as a table, to download.
    Table,
    /// The finder for other sites' pages, in a frame.
    Embed,
    /// What was shared with an agency that has no account, behind a one-time link.
    OneTime,
}

impl Route {
    /// All of them.
    pub const ALL: [Self; 28] = [
        Self::Start,
        Self::Find,
        Self::Print,
        Self::Card,
        Self::Browse,
        Self::Guides,
        Self::Guide,
        Self::GuideStep,
        Self::GuideSheet,
        Self::GuideBoth,
        Self::Near,
        Self::Contacts,
        Self::Pocket,
        Self::Duty,
        Self::Orders,
        Self::Service,
        Self::ServicePrint,
        Self::ServiceCard,
        Self::Correction,
        Self::Safety,
        Self::Privacy,
        Self::Accessibility,
        Self::About,
        Self::Questions,
        Self::QuestionsOpen,
        Self::QuestionsTogether,
        Self::Resume,
        Self::Prepare,
    ];

    /// What is not a page of this site for everybody: files, a page inside another site's, and one that only
    /// a one-time link leads to.
    pub const ELSEWHERE: [Self; 4] = [Self::Table, Self::Embed, Self::QuestionsFile, Self::OneTime];

    /// The address; pages of one service have `{id}` in theirs, pages of one guide `{guide}`.
    pub const fn pattern(self, lang: Lang) -> &'static str {
        let (en, fr) = match self {
            Self::Start => ("/en", "/fr"),
            Self::Find => ("/en/find", "/fr/trouver"),
            Self::Print => ("/en/print", "/fr/imprimer"),
            Self::Card => ("/en/card", "/fr/carte"),
            Self::Browse => ("/en/browse", "/fr/parcourir"),
            Self::Guides => ("/en/guides", "/fr/guides"),
            Self::Guide => ("/en/guides/{guide}", "/fr/guides/{guide}"),
            Self::GuideStep => ("/en/guides/{guide}/{step}", "/fr/guides/{guide}/{step}"),
            Self::GuideSheet => ("/en/guides/{guide}/print", "/fr/guides/{guide}/imprimer"),
            Self::GuideBoth => ("/en/guides/{guide}/both", "/fr/guides/{guide}/deux"),
            Self::Near => ("/en/guides/{guide}/near", "/fr/guides/{guide}/pres"),
            Self::Contacts => ("/en/sheet", "/fr/feuille"),
            Self::Pocket => ("/en/pocket", "/fr/poche"),
            Self::Duty => ("/en/rules", "/fr/regles"),
            Self::Orders => ("/en/orders", "/fr/ordonnances"),
            Self::Service => ("/en/services/{id}", "/fr/services/{id}"),
            Self::ServicePrint => ("/en/services/{id}/print", "/fr/services/{id}/imprimer"),
            Self::ServiceCard => ("/en/services/{id}/card", "/fr/services/{id}/carte"),
            Self::Correction => (
                "/en/services/{id}/correction",
                "/fr/services/{id}/correction",
            ),
            Self::Safety => ("/en/tips", "/fr/conseils"),
            Self::Privacy => ("/en/privacy", "/fr/confidentialite"),
            Self::Accessibility => ("/en/accessibility", "/fr/accessibilite"),
            Self::About => ("/en/about", "/fr/a-propos"),
            Self::Questions => ("/en/questions", "/fr/questions"),
            Self::QuestionsFile => ("/en/questions/file", "/fr/questions/fichier"),
            Self::QuestionsOpen => ("/en/questions/open", "/fr/questions/ouvrir"),
            Self::QuestionsTogether => ("/en/questions/together", "/fr/questions/ensemble"),
            Self::Resume => ("/en/resume", "/fr/reprendre"),
            Self::Prepare => ("/en/prepare", "/fr/preparer"),
            Self::Table => ("/en/table", "/fr/tableau"),
            Self::Embed => ("/en/embed", "/fr/integrer"),
            Self::OneTime => ("/en/open/{token}", "/fr/ouvrir/{token}"),
        };
        match lang {
            Lang::En => en,
            Lang::Fr => fr,
        }
    }

    /// The address of a page that is not about one service.
    pub fn address(self, lang: Lang) -> &'static str {
        let address = self.pattern(lang);
        debug_assert!(!address.contains('{'), "{address} needs a service");
        address
    }

    /// The address of a page about the service `id`.
    pub fn of(self, id: Uuid, lang: Lang) -> String {
        let mut buffer = Uuid::encode_buffer();
        self.pattern(lang)
            .replace("{id}", id.hyphenated().encode_lower(&mut buffer))
    }

    /// The address of a page about the guide of this number.
    pub fn guide(self, number: u16, lang: Lang) -> String {
        self.pattern(lang).replace("{guide}", &number.to_string())
    }

    /// The address of a step of a guide, from 1.
    pub fn step(number: u16, step: usize, lang: Lang) -> String {
        Self::GuideStep
            .guide(number, lang)
            .replace("{step}", &step.to_string())
    }

    /// The address that a one-time link leads to.
    pub fn with_token(self, token: &str, lang: Lang) -> String {
        self.pattern(lang).replace("{token}", token)
    }

    fn handlers(self) -> MethodRouter<Arc<Site>> {
        match self {
            Self::Start => get(start::show),
            Self::Find => get(find::form).post(find::answer),
            Self::Print => get(print::form).post(print::list),
            Self::Card => get(card::national),
            Self::Browse => get(browse::show),
            Self::Guides => get(guidance::list::show),
            Self::Guide => get(guidance::guide::show),
            Self::GuideStep => get(guidance::step::show),
            Self::GuideSheet => get(guidance::sheet::one),
            Self::GuideBoth => get(guidance::sheet::both),
            Self::Near => get(guidance::near::form).post(guidance::near::answer),
            Self::Contacts => get(guidance::paper::contacts_form).post(guidance::paper::contacts),
            Self::Pocket => get(guidance::paper::pocket_form).post(guidance::paper::pocket),
            Self::Duty => get(guidance::duty::form).post(guidance::duty::answer),
            Self::Orders => get(guidance::order::list).post(guidance::order::show),
            Self::Service => get(service::show).post(service::show_from_list),
            Self::ServicePrint => get(service::print),
            Self::ServiceCard => get(card::service),
            Self::Correction => get(suggestion::form).post(suggestion::send),
            Self::Safety => get(prose::safety),
            Self::Privacy => get(prose::privacy),
            Self::Accessibility => get(prose::accessibility),
            Self::About => get(prose::about),
            Self::Questions => get(list::show).post(run::answer),
            Self::QuestionsFile => get(file::form).post(file::download),
            Self::QuestionsOpen => get(open::form).post(open::receive),
            Self::QuestionsTogether => get(together::form).post(together::compare),
            Self::Resume => get(keep::form).post(keep::act),
            Self::Prepare => get(application::show).post(run::answer),
            Self::Table => get(table::form).post(table::list),
            Self::Embed => get(embed::form).post(embed::answer),
            Self::OneTime => get(outside::form).post(outside::open),
        }
    }
}

/// Every route behind the front door, which keeps the house rules for all of them.
pub(crate) fn router(site: Arc<Site>) -> Router {
    let mut router = Router::new()
        .route(CHOOSER, get(chooser::show))
        .route("/robots.txt", get(chooser::robots));
    for route in Route::ALL.into_iter().chain(Route::ELSEWHERE) {
        for lang in Lang::ALL {
            router = router.route(route.pattern(lang), route.handlers());
        }
    }
    let door = from_fn_with_state(Arc::clone(&site), staff::door::keep);
    let router = router.merge(staff::routes::router().route_layer(door));
    let pages = front_door::around(router.fallback(elsewhere), &site);
    // The interface has rules of its own: it is public data, for programs.
    pages
        .with_state(Arc::clone(&site))
        .nest_service(hsds::ROOT, hsds::router(site))
}

/// An address that is no page. People type capitals and a slash at the end: they are sent to the
/// address without.
async fn elsewhere(uri: Uri) -> Result<Redirect, Problem> {
    let tidy = format!("/{}", uri.path().trim_matches('/').to_ascii_lowercase());
    if tidy == uri.path() || lang_of(&tidy).is_none() {
        return Err(Problem::NotFound);
    }
    Ok(Redirect::to(&tidy))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_address_is_one_page_and_tells_its_language() {
        let mut seen = HashSet::new();
        for route in Route::ALL.into_iter().chain(Route::ELSEWHERE) {
            for lang in Lang::ALL {
                let address = route.pattern(lang);
                assert!(seen.insert(address), "{address} twice");
                assert!(address.starts_with(&format!("/{lang}")));
                assert!(!address.contains(['?', '#']));
            }
        }
    }
}
