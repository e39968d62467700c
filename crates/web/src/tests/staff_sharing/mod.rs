//! Sharing, through the real router: a question without a name and its answers, a referral that shows what was
//! chosen and consented to until it ends, a one-time link, a transfer, agreements.

mod agreement;
mod enquiry;
mod link;
mod referral;
mod transfer;

use kernel::Lang;
use uuid::Uuid;

use super::Answer;
use super::staff::{Browser, Desk, sent_to, shipped};
use crate::staff::routes::StaffRoute;

/// Names that are planted in a case, and must be in no page of anybody else.
const PLANTED: [&str; 4] = ["Ondine", "Plantée", "204-555-0177", "Zibeline"];

/// The office A, which leads, and the shelter B, which receives. C has no account.
struct House {
    desk: Desk,
    outside: Uuid,
}

impl House {
    async fn open() -> Self {
        let desk = Desk::open().await;
        for (name, organization, role) in [
            ("cora", desk.organization, "coordinator"),
            ("cleo", desk.organization, "coordinator"),
            ("bea", desk.other, "referral-recipient"),
            ("bert", desk.other, "coordinator"),
        ] {
            desk.person(name, organization, &[shipped(role)]).await;
        }
        let new = store::NewOrganization {
            name: kernel::Text::new("Far Clinic", "Clinique lointaine"),
            parent: None,
        };
        let actor = kernel::Actor::Person(desk.administrator);
        let outside = desk
            .store()
            .add_organization(&actor, &new, &desk.moment())
            .await
            .expect("added");
        Self { desk, outside }
    }
}

fn id_in(address: &str) -> Uuid {
    address
        .split(['/', '?'])
        .find_map(|part| Uuid::try_parse(part).ok())
        .expect("an id")
}

async fn done(browser: &mut Browser<'_>, path: &str, body: &str) {
    let answer = browser.post(path, body).await;
    assert_eq!(answer.status, 303, "{path}: {}", answer.body);
}

/// A case with names in it.
async fn case_of(browser: &mut Browser<'_>) -> Uuid {
    let opened = browser
        .post("/en/desk/new-case", "age=19-24&languages=es&region=MB")
        .await;
    let case = id_in(sent_to(&opened));
    let at = |page: &str| format!("/en/desk/cases/{case}/{page}");
    let who = "version=0&alias=Ondine&pronouns=&gender=&first=Plant%C3%A9e&second=Visible&name_why=permit";
    done(browser, &at("person"), who).await;
    let rules = "version=0&never=leave-message&never_words=&way=call&to=204-555-0177&may=number&days=monday\
         &from=09%3A00&until=17%3A00&zone=America%2FWinnipeg&code_word=&review=2030-01-01";
    done(browser, &at("contact"), rules).await;
    done(
        browser,
        &at("notes"),
        "words=Zibeline+came+by&kind=call&minutes=5",
    )
    .await;
    done(
        browser,
        &at("needs"),
        "need=shelter-housing&state=wanted&on=2026-11-20&barrier=&outcome=",
    )
    .await;
    case
}

/// Her yes.
async fn agreed(browser: &mut Browser<'_>, case: Uuid, purpose: &str, to: &str, kinds: &[&str]) {
    let mut body = format!(
        "act=record&answer=given&purpose={purpose}&recipient={to}&until=2026-12-20&how=spoken&language=es&limits=yes"
    );
    for kind in kinds {
        body.push_str("&kinds=");
        body.push_str(kind);
    }
    done(browser, &format!("/en/desk/cases/{case}/consents"), &body).await;
}

fn no_names(path: &str, answer: &Answer) {
    for name in PLANTED {
        assert!(
            !answer.body.contains(name),
            "{name} is in {path}: {}",
            answer.body
        );
    }
}

/// The address of the first line of a list that leads to a page of this kind.
fn link_to(answer: &Answer, route: StaffRoute, lang: Lang) -> String {
    let before = route.pattern(lang).replace("{id}", "");
    let start = format!("href=\"{before}");
    let (_, rest) = answer
        .body
        .split_once(&start)
        .unwrap_or_else(|| panic!("{}", answer.body));
    format!("{before}{}", rest.split('"').next().unwrap_or_default())
}

/// The hidden value of the form whose act this is.
fn item_of(answer: &Answer, act: &str) -> String {
    let start =
        format!("name=\"act\" value=\"{act}\"><input type=\"hidden\" name=\"item\" value=\"");
    let (_, rest) = answer
        .body
        .split_once(&start)
        .unwrap_or_else(|| panic!("{act}: {}", answer.body));
    rest.split('"').next().unwrap_or_default().to_owned()
}

async fn referred(cora: &mut Browser<'_>, case: Uuid, to: Uuid, more: &str) -> Answer {
    let page = format!("/en/desk/cases/{case}/referral?to={to}&need=shelter-housing");
    let body = format!(
        "act=send&to={to}&need=shelter-housing&enquiry=&message=A+bed+please&answer=1d&until=2026-12-10{more}"
    );
    cora.post(&page, &body).await
}
