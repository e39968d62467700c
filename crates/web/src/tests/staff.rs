//! A desk to try things at: a house that is set up, its people, and browsers that keep a cookie.

use std::collections::BTreeSet;

use access::{ADMINISTRATOR, Permission, SHIPPED_ROLES};
use axum::body::Body;
use axum::http::{Method, Request};
use directory::edit::{Field, Known, PhonePart};
use kernel::{Actor, Lang, Secret, Text};
use store::{
    Edited, LinkToken, Moment, NewOrganization, NewPerson, NewRole, NewSuggestion, SetUp, Store,
};
use uuid::Uuid;

use super::{Answer, Sample, Visit, encoded};
use crate::staff::routes::StaffRoute;

/// Everybody's passphrase; fictional, as they are.
pub(super) const PASSPHRASE: &str = "quilt harbour seventeen moss";

/// A house that was set up.
pub(super) struct Desk {
    pub(super) visit: Visit,
    /// The organization of the administrator.
    pub(super) organization: Uuid,
    /// Another one.
    pub(super) other: Uuid,
    pub(super) administrator: Uuid,
    /// A listing of the administrator's organization, which the public sees.
    pub(super) listing: Uuid,
    /// What the public suggests about it.
    pub(super) suggestion: Uuid,
    /// A row of an import that belongs to nothing.
    pub(super) import_row: Uuid,
    /// An export that somebody looked at.
    pub(super) import_run: Uuid,
}

/// The address of the person called `name`.
pub(super) fn email(name: &str) -> String {
    format!("{name}@example.org")
}

/// Takes in an export of these files.
pub(super) async fn import(visit: &Visit, files: &[(&str, &str)]) {
    let gazetteer = &visit.house.content.gazetteer;
    let request = store::ImportRequest::apply("Elsewhere", gazetteer, moment(visit).now);
    read(visit, files, request).await;
}

/// Looks at an export of these files, as a run.
async fn look(visit: &Visit, run: Uuid, files: &[(&str, &str)]) {
    let gazetteer = &visit.house.content.gazetteer;
    let request = store::ImportRequest {
        run: Some(run),
        ..store::ImportRequest::look("Elsewhere", gazetteer, moment(visit).now)
    };
    read(visit, files, request).await;
}

async fn read(visit: &Visit, files: &[(&str, &str)], request: store::ImportRequest<'_>) {
    let files = files.iter().map(|(name, text)| {
        let bytes = text.as_bytes().to_vec();
        ((*name).to_owned(), bytes)
    });
    let content = &visit.house.content;
    let mut harvest = directory::import::read(
        &mut directory::import::InHand(files.collect()),
        &directory::import::Options::new("Elsewhere", "2026-11"),
        &content.gazetteer,
        &content.taxonomy,
        &directory::import::InMemory,
    )
    .expect("readable");
    let imported = visit
        .house
        .store
        .import(&Actor::Operator, &mut harvest, request)
        .await;
    imported.expect("imported");
}

/// The id of a role that ships with Cairn.
pub(super) fn shipped(slug: &str) -> Uuid {
    let role = SHIPPED_ROLES.iter().find(|role| role.slug == slug);
    role.expect("a shipped role").id()
}

impl Desk {
    pub(super) async fn open() -> Self {
        Self::with(Sample::Empty).await
    }

    pub(super) async fn with(sample: Sample) -> Self {
        let visit = Visit::to(sample).await;
        let moment = moment(&visit);
        let store = &visit.house.store;
        let link = store
            .begin_setup(&Actor::Operator, &moment)
            .await
            .expect("a link");
        let about = SetUp {
            name: "Ada Example".to_owned(),
            email: email("ada"),
            lang: Lang::En,
            passphrase: Secret::new(PASSPHRASE.to_owned()),
            organization: Text::new("Example House", "Maison Exemple"),
        };
        let link = link.expect("nobody is here yet");
        let administrator = store.set_up(&Actor::Public, &link, &about, &moment).await;
        let administrator = administrator.expect("set up");
        let actor = Actor::Person(administrator);
        let me = store.me(&actor).await.expect("an administrator");
        let new = NewOrganization {
            name: Text::new("Other House", "Autre Maison"),
            parent: None,
        };
        let other = store
            .add_organization(&actor, &new, &moment)
            .await
            .expect("another");
        let (listing, suggestion) = (Uuid::from_u128(0x11), Uuid::from_u128(0x12));
        add_listing(&visit, me.organization_id, listing).await;
        let words = NewSuggestion {
            service_id: listing,
            lang: Lang::Fr,
            message: "Le numéro ne répond plus. <b>Merci</b>".to_owned(),
            contact: Some("reader@example.org".to_owned()),
        };
        store
            .add_suggestion(&Actor::Public, words, moment.now, suggestion)
            .await
            .expect("a suggestion");
        let phones = "id,service_id,number\np1,s9,250-555-0102\n";
        import(&visit, &[("phones.csv", phones)]).await;
        let rows = store.quarantine(&Actor::Operator).await.expect("read");
        let import_run = Uuid::from_u128(0x13);
        let run = store::NewImportRun {
            id: import_run,
            source: "Elsewhere",
            format: "csv",
            file: "phones.csv",
            size: 40,
            digest: "d1",
        };
        let begun = store.begin_import_run(&Actor::Operator, run, moment.now);
        begun.await.expect("begun");
        let more = "id,service_id,number\np2,s8,250-555-0103\n";
        let named = "id,organization_id,name,email\ns1,o1,<b>Named</b>,a@example.org\n";
        look(
            &visit,
            import_run,
            &[("phones.csv", more), ("services.csv", named)],
        )
        .await;
        Self {
            import_row: rows[0].id,
            import_run,
            organization: me.organization_id,
            other,
            administrator,
            listing,
            suggestion,
            visit,
        }
    }

    pub(super) fn store(&self) -> &Store {
        &self.visit.house.store
    }

    pub(super) fn moment(&self) -> Moment<'_> {
        moment(&self.visit)
    }

    /// An invitation of somebody with these roles.
    pub(super) async fn invited(
        &self,
        name: &str,
        organization_id: Uuid,
        roles: &[Uuid],
    ) -> (Uuid, LinkToken) {
        let new = NewPerson {
            name: format!("{name} Example"),
            email: email(name),
            lang: Lang::Fr,
            organization_id,
            roles: roles.iter().copied().collect(),
        };
        // The operator may give every role.
        let invited = self
            .store()
            .invite(&Actor::Operator, &new, &self.moment())
            .await;
        invited.expect(name)
    }

    /// Somebody with these roles, who has chosen the passphrase.
    pub(super) async fn person(&self, name: &str, organization: Uuid, roles: &[Uuid]) -> Uuid {
        let (id, link) = self.invited(name, organization, roles).await;
        let passphrase = Secret::new(PASSPHRASE.to_owned());
        let accepted = self
            .store()
            .accept_link(&Actor::Public, &link, &passphrase, &self.moment())
            .await;
        accepted.expect(name);
        id
    }

    /// A role made here.
    pub(super) async fn role(&self, name: &str, permissions: &[Permission]) -> Uuid {
        let new = NewRole {
            name: Text::new(name, name),
            description: Text::default(),
            permissions: permissions.iter().copied().collect::<BTreeSet<_>>(),
        };
        let actor = Actor::Person(self.administrator);
        self.store()
            .add_role(&actor, &new, &self.moment())
            .await
            .expect(name)
    }

    /// How much was done about people, roles and organizations.
    pub(super) async fn changes(&self) -> usize {
        let until = self.moment().now;
        let changes = self
            .store()
            .people_changes(&Actor::Operator, until, 10_000)
            .await;
        changes.expect("the changes").len()
    }

    /// A browser in which nobody is signed in.
    pub(super) fn browser(&self) -> Browser<'_> {
        Browser {
            desk: self,
            cookie: None,
            secure: false,
        }
    }

    /// A browser in which the person called `name` is signed in.
    pub(super) async fn signed_in(&self, name: &str) -> Browser<'_> {
        let mut browser = self.browser();
        let answer = browser.sign_in(name).await;
        assert_eq!(answer.status, 303, "{name}: {}", answer.body);
        assert!(browser.cookie.is_some(), "{name}");
        browser
    }

    /// The same, who has proved once more who they are.
    pub(super) async fn stepped_up(&self, name: &str) -> Browser<'_> {
        let mut browser = self.signed_in(name).await;
        let body = format!("passphrase={}", encoded(PASSPHRASE));
        let answer = browser
            .post(StaffRoute::StepUp.address(Lang::En), &body)
            .await;
        assert_eq!(answer.status, 303, "{name}: {}", answer.body);
        browser
    }
}

/// A listing with a number, which the public sees.
pub(super) async fn add_listing(visit: &Visit, organization: Uuid, id: Uuid) {
    let house = &visit.house;
    let known = Known {
        taxonomy: &house.content.taxonomy,
        gazetteer: &house.content.gazetteer,
    };
    let changes = [
        (Field::NameEnglish, "Night line"),
        (Field::NameFrench, "Ligne de nuit"),
        (Field::Listed, "yes"),
        (Field::Phone(1, PhonePart::Number), "250-555-0100"),
        (Field::Phone(1, PhonePart::Type), "voice"),
    ];
    let changes = changes.map(|(field, text)| (field, text.to_owned())).into();
    let actor = Actor::Operator;
    let now = house.clock.now();
    let added = house
        .store
        .add_service(&actor, known, organization, &changes, id, now)
        .await;
    assert!(matches!(added, Ok(Edited::Saved { .. })), "{added:?}");
}

/// Two listings that may be one, and a merge that can be undone.
pub(super) struct Doubles {
    /// The smaller id first.
    pub(super) pair: [Uuid; 2],
    pub(super) merge: Uuid,
}

impl Doubles {
    pub(super) async fn at(desk: &Desk) -> Self {
        let [one, other, survivor, merged] = [0x31, 0x32, 0x33, 0x34].map(Uuid::from_u128);
        for id in [one, other, survivor, merged] {
            add_listing(&desk.visit, desk.other, id).await;
        }
        let (store, now) = (desk.store(), desk.moment().now);
        let merge = Uuid::from_u128(0x35);
        let choices = directory::duplicates::Choices::new();
        let merging = store.merge_services(
            &Actor::Operator,
            &desk.visit.house.content.gazetteer,
            survivor,
            merged,
            [1, 1],
            &choices,
            now,
            merge,
        );
        merging.await.expect("merged");
        let found = store.find_duplicates(&Actor::System, 0.3, 1, now).await;
        assert!(found.expect("looked") > 0);
        Self {
            pair: [one, other],
            merge,
        }
    }

    /// The address of a page about the pair or the merge.
    pub(super) fn path(&self, route: StaffRoute, lang: Lang) -> String {
        match route {
            StaffRoute::UndoMerge => route.of(self.merge, lang),
            _ => route.of_pair(self.pair[0], self.pair[1], lang),
        }
    }
}

fn moment(visit: &Visit) -> Moment<'_> {
    Moment {
        now: visit.house.clock.now(),
        random: &*visit.house.random,
    }
}

/// Keeps a cookie and says where its requests come from, as browsers do.
#[derive(Clone)]
pub(super) struct Browser<'a> {
    desk: &'a Desk,
    /// Name and value, as they are sent.
    pub(super) cookie: Option<String>,
    /// A proxy in front speaks TLS.
    pub(super) secure: bool,
}

impl Browser<'_> {
    pub(super) async fn get(&mut self, path: &str) -> Answer {
        self.ask(Method::GET, path, "", "same-origin").await
    }

    pub(super) async fn post(&mut self, path: &str, body: &str) -> Answer {
        self.ask(Method::POST, path, body, "same-origin").await
    }

    pub(super) async fn ask(
        &mut self,
        method: Method,
        path: &str,
        body: &str,
        site: &str,
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "desk.example")
            .header("sec-fetch-site", site)
            .header("user-agent", "Mozilla/5.0 (X11; Linux x86_64)")
            .header("content-type", "application/x-www-form-urlencoded");
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        if self.secure {
            request = request.header("x-forwarded-proto", "https");
        }
        let request = request
            .body(Body::from(body.to_owned()))
            .expect("a request");
        let answer = self.desk.visit.send(request).await;
        for set in answer.headers.get_all("set-cookie") {
            let set = set.to_str().expect("text");
            let pair = set.split(';').next().unwrap_or_default();
            // What is kept for an identity provider has tests of its own.
            if pair.contains("-away=") {
                continue;
            }
            self.cookie = Some(pair.to_owned()).filter(|pair| !pair.ends_with('='));
        }
        answer
    }

    pub(super) async fn sign_in(&mut self, name: &str) -> Answer {
        let body = format!(
            "email={}&passphrase={}",
            encoded(&email(name)),
            encoded(PASSPHRASE)
        );
        self.post(StaffRoute::SignIn.address(Lang::En), &body).await
    }
}

/// Where an answer sends the browser.
pub(super) fn sent_to(answer: &Answer) -> &str {
    let to = answer.headers.get("location");
    to.and_then(|to| to.to_str().ok()).unwrap_or_default()
}

/// The administrator's role is where the tests expect it.
#[tokio::test]
async fn the_desk_opens() {
    let desk = Desk::open().await;
    let person = desk
        .store()
        .person(&Actor::Operator, desk.administrator)
        .await
        .expect("the administrator");
    assert!(person.roles.contains(&shipped(ADMINISTRATOR)));
    let mut browser = desk.signed_in("ada").await;
    assert_eq!(browser.get("/en/desk").await.status, 200);
}
