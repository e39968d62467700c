//! Who may open what: every route of the desk as everybody, generated from the table of routes.

use access::{Permission, SHIPPED_ROLES};
use axum::http::Method;
use kernel::Lang;
use uuid::Uuid;

use super::Answer;
use super::staff::{Browser, Desk, Doubles, sent_to, shipped};
use crate::staff::routes::{Needs, StaffRoute};

/// A token that was never given out.
const NO_TOKEN: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// What pages are about.
struct About {
    person: Uuid,
    role: Uuid,
    organization: Uuid,
    listing: Uuid,
    suggestion: Uuid,
    import_row: Uuid,
    import_run: Uuid,
    doubles: Doubles,
}

impl About {
    fn path(&self, route: StaffRoute, lang: Lang) -> String {
        if route.section() == StaffRoute::Duplicates {
            return self.doubles.path(route, lang);
        }
        let id = match route.section() {
            _ if matches!(route, StaffRoute::ImportRun | StaffRoute::ApplyImport) => {
                self.import_run
            }
            StaffRoute::Roles => self.role,
            StaffRoute::Organizations => self.organization,
            StaffRoute::Listings => self.listing,
            StaffRoute::Suggestions => self.suggestion,
            StaffRoute::Imports => self.import_row,
            _ => self.person,
        };
        route.of(id, lang).replace("{token}", NO_TOKEN)
    }
}

fn methods(route: StaffRoute) -> Vec<Method> {
    let mut methods = Vec::new();
    if route.is_page() {
        methods.push(Method::GET);
    }
    if route.takes_form() {
        methods.push(Method::POST);
    }
    methods
}

/// What came of a request, as far as the door is concerned.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    /// First sign in.
    SignIn,
    /// First prove who you are.
    StepUp,
    /// Not for you.
    Forbidden,
    /// The page answered.
    Page,
}

fn outcome(answer: &Answer) -> Outcome {
    assert!(!answer.status.is_server_error(), "{}", answer.body);
    assert_eq!(answer.headers["cache-control"], "no-store");
    let first = |route: StaffRoute| {
        Lang::ALL.into_iter().any(|lang| {
            let to = sent_to(answer).split('?').next().unwrap_or_default();
            to == route.address(lang)
        })
    };
    // A sign-out goes to the sign-in too; it says that it is done.
    match answer.status.as_u16() {
        303 if first(StaffRoute::SignIn) && !sent_to(answer).contains("done=") => Outcome::SignIn,
        303 if first(StaffRoute::StepUp) => Outcome::StepUp,
        403 => Outcome::Forbidden,
        // The same page, where a form came too late: it keeps where one was going.
        200 if answer.body.contains("name=\"to\"") => Outcome::StepUp,
        _ => Outcome::Page,
    }
}

/// What the table of routes promises to somebody with these permissions.
fn promised(route: StaffRoute, permissions: &[Permission]) -> Outcome {
    let allowed = match route.needs() {
        Needs::Nothing => return Outcome::Page,
        Needs::Account => true,
        Needs::OneOf(some) => some.iter().any(|one| permissions.contains(one)),
        Needs::CaseWork(some) => {
            let manages = [Permission::ManageAnyPeople, Permission::ManageRoles];
            some.iter().any(|one| permissions.contains(one))
                && !manages.iter().any(|one| permissions.contains(one))
        }
    };
    match (allowed, route.is_dangerous()) {
        (false, _) => Outcome::Forbidden,
        (true, true) => Outcome::StepUp,
        (true, false) => Outcome::Page,
    }
}

async fn house() -> (Desk, About) {
    let desk = Desk::open().await;
    let person = desk.person("target", desk.organization, &[]).await;
    let role = desk.role("Helper", &[Permission::EditOwnListings]).await;
    let about = About {
        person,
        role,
        organization: desk.organization,
        listing: desk.listing,
        suggestion: desk.suggestion,
        import_row: desk.import_row,
        import_run: desk.import_run,
        doubles: Doubles::at(&desk).await,
    };
    (desk, about)
}

async fn ask(browser: &mut Browser<'_>, method: Method, path: &str) -> Outcome {
    outcome(&browser.ask(method, path, "", "same-origin").await)
}

#[tokio::test]
async fn nobody_comes_in_without_an_account() {
    let (desk, about) = house().await;
    let before = desk.changes().await;
    for route in StaffRoute::ALL {
        for lang in Lang::ALL {
            for method in methods(route) {
                let path = about.path(route, lang);
                for cookie in [
                    None,
                    Some(format!("cairn={NO_TOKEN}")),
                    Some("cairn=x".to_owned()),
                ] {
                    let mut browser = desk.browser();
                    browser.cookie = cookie;
                    let found = ask(&mut browser, method.clone(), &path).await;
                    let expected = match route.needs() {
                        Needs::Nothing => Outcome::Page,
                        Needs::Account | Needs::OneOf(_) | Needs::CaseWork(_) => Outcome::SignIn,
                    };
                    assert_eq!(found, expected, "{method} {path}");
                }
            }
        }
    }
    assert_eq!(desk.changes().await, before, "nothing was done");
}

#[tokio::test]
async fn every_role_opens_its_own_pages_and_no_others() {
    let (desk, about) = house().await;
    let mut everybody = vec![("nothing", Vec::new(), Vec::new())];
    for role in SHIPPED_ROLES {
        everybody.push((
            role.slug,
            vec![shipped(role.slug)],
            role.permissions.to_vec(),
        ));
    }
    for (name, roles, permissions) in everybody {
        desk.person(name, desk.organization, &roles).await;
        for route in StaffRoute::ALL {
            // Going out, and ending one's sessions, has tests of its own.
            if route == StaffRoute::SignOut {
                continue;
            }
            for method in methods(route) {
                let before = desk.changes().await;
                let mut browser = desk.signed_in(name).await;
                let path = about.path(route, Lang::Fr);
                let found = ask(&mut browser, method.clone(), &path).await;
                assert_eq!(
                    found,
                    promised(route, &permissions),
                    "{name}: {method} {path}"
                );
                if found != Outcome::Page {
                    assert_eq!(desk.changes().await, before, "{name}: {method} {path}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_page_opens_after_one_has_proved_who_one_is() {
    let (desk, about) = house().await;
    let mut browser = desk.stepped_up("ada").await;
    for route in StaffRoute::ALL {
        if route.is_page() && route.needs() != Needs::Nothing {
            let path = about.path(route, Lang::En);
            let answer = browser.get(&path).await;
            // A run that nobody holds the file of has nothing to apply: its page says so.
            let expected = match route {
                StaffRoute::ApplyImport => 303,
                // Whoever manages accounts sees nothing of a case.
                _ if matches!(route.needs(), Needs::CaseWork(_)) => 403,
                _ => 200,
            };
            assert_eq!(answer.status, expected, "{path} {}", sent_to(&answer));
        }
    }
}

/// Somebody who looks after the people of one organization reaches nobody of another, by whatever id.
#[tokio::test]
async fn ids_of_another_organization_open_nothing() {
    let (desk, about) = house().await;
    let keeper = desk.role("Keeper", &[Permission::ManageOwnPeople]).await;
    desk.person("keeper", desk.other, &[keeper]).await;
    desk.person("near", desk.organization, &[keeper]).await;
    let mut far = desk.stepped_up("keeper").await;
    let mut near = desk.stepped_up("near").await;
    let before = desk.changes().await;
    let persons = StaffRoute::ALL.into_iter().filter(|route| {
        route.section() == StaffRoute::People && route.pattern(Lang::En).contains("{id}")
    });
    for route in persons {
        for method in methods(route) {
            let path = about.path(route, Lang::En);
            let answer = far.ask(method.clone(), &path, "", "same-origin").await;
            assert!(
                matches!(answer.status.as_u16(), 403 | 404),
                "{method} {path}: {}",
                answer.status
            );
            assert!(!answer.body.contains("target"), "{path} tells who it is");
            let unknown = path.replace(&about.person.to_string(), &Uuid::nil().to_string());
            let answer = far.ask(method.clone(), &unknown, "", "same-origin").await;
            assert!(
                matches!(answer.status.as_u16(), 403 | 404),
                "{method} {unknown}"
            );
            if method == Method::GET {
                assert_eq!(near.get(&path).await.status, 200, "{path}");
            }
        }
    }
    let list = far.get(StaffRoute::People.address(Lang::En)).await;
    assert!(list.body.contains("keeper@") && !list.body.contains("target@"));
    let found = far
        .post(StaffRoute::Search.address(Lang::En), "words=target")
        .await;
    assert!(!found.body.contains("target Example"));
    let invite = format!(
        "name=New&email=new%40example.org&organization={}",
        desk.organization
    );
    let answer = far
        .post(StaffRoute::Invite.address(Lang::En), &invite)
        .await;
    assert!(!answer.body.contains("/invitation/"), "{}", answer.body);
    assert_eq!(desk.changes().await, before, "nothing was done");
}

/// Another site cannot make an administrator's browser do anything, on any route; nor can a request that
/// does not say where it comes from.
#[tokio::test]
async fn forms_of_another_site_are_refused_on_every_route() {
    let (desk, about) = house().await;
    let mut browser = desk.stepped_up("ada").await;
    let before = desk.changes().await;
    for route in StaffRoute::ALL {
        for lang in Lang::ALL {
            let path = about.path(route, lang);
            for site in ["cross-site", "same-site", ""] {
                let answer = browser.ask(Method::POST, &path, "", site).await;
                assert_eq!(answer.status, 403, "{path} from {site:?}");
            }
        }
    }
    for route in crate::routes::Route::ALL {
        let path = route.of(Uuid::nil(), Lang::Fr);
        let answer = browser
            .ask(Method::POST, &path, "text=aide", "cross-site")
            .await;
        assert_eq!(answer.status, 403, "{path}");
        assert!(answer.body.contains("Un autre site"), "{path}");
    }
    assert_eq!(desk.changes().await, before, "nothing was done");
    assert_eq!(
        browser.get("/en/desk").await.status,
        200,
        "and nobody was signed out"
    );
}
