//! Two listings of one service: found, looked at, merged, taken apart again, from a curator's desk and as
//! the public sees it, on every database.

use std::collections::BTreeMap;

use access::SHIPPED_ROLES;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use directory::content::Content;
use directory::edit::{Field, Known, PhonePart};
use journeys::{Answer, TestHouse, encode};
use kernel::{Actor, Clock as _, Lang, Secret, SeededRandom, Text};
use store::{Edit, Edited, Moment, NewPerson};
use uuid::Uuid;
use web::staff::routes::StaffRoute;

const PASSPHRASE: &str = "quilt harbour seventeen moss";
const FIRST: Uuid = Uuid::from_u128(0x51);
const SECOND: Uuid = Uuid::from_u128(0x52);

/// A house with a line that is there twice, and a curator who is signed in.
struct Desk {
    house: TestHouse,
    cookie: String,
}

impl Desk {
    async fn at(house: TestHouse) -> Self {
        let mut desk = Self {
            house,
            cookie: String::new(),
        };
        desk.add(FIRST, "Example harbour night line", "250 555 0100")
            .await;
        desk.add(SECOND, "Exemple harbour night line", "250 555 0142")
            .await;
        desk.house.index_again().await;
        desk.sign_in().await;
        // What was found is younger than what was written.
        desk.house.at("2026-11-24T14:05:00-08:00");
        desk
    }

    fn content(&self) -> &Content {
        &self.house.house.content
    }

    fn known(&self) -> Known<'_> {
        Known {
            taxonomy: &self.content().taxonomy,
            gazetteer: &self.content().gazetteer,
        }
    }

    async fn add(&self, id: Uuid, name: &str, number: &str) {
        let changes = [
            (Field::NameEnglish, name),
            (Field::NameFrench, "Ligne de nuit du havre exemple"),
            (Field::Listed, "yes"),
            (Field::Phone(1, PhonePart::Number), number),
            (Field::Phone(1, PhonePart::Type), "voice"),
            (Field::Url, "https://harbour.example/night"),
            (Field::Email, "night@harbour.example"),
        ];
        let of = self.content().organizations[0].id;
        let (store, now) = (&self.house.house.store, self.house.clock.now());
        let added = store
            .add_service(
                &Actor::Operator,
                self.known(),
                of,
                &owned(&changes),
                id,
                now,
            )
            .await;
        assert!(matches!(added, Ok(Edited::Saved { .. })), "{added:?}");
    }

    async fn edit(&self, id: Uuid, version: i64, changes: &[(Field, &str)]) {
        let edit = Edit {
            base_version: version,
            changes: owned(changes),
            reason: String::new(),
            verified: false,
            suggestion: None,
            look: false,
        };
        let (store, now) = (&self.house.house.store, self.house.clock.now());
        let edited = store
            .edit_service(&Actor::Operator, self.known(), id, edit, now)
            .await;
        assert!(matches!(edited, Ok(Edited::Saved { .. })), "{edited:?}");
    }

    async fn sign_in(&mut self) {
        let random = SeededRandom::new(5);
        let moment = Moment {
            now: self.house.clock.now(),
            random: &random,
        };
        let curator = SHIPPED_ROLES.iter().find(|role| role.slug == "curator");
        let new = NewPerson {
            name: "Cu Example".to_owned(),
            email: "cu@example.org".to_owned(),
            lang: Lang::En,
            organization_id: self.content().organizations[1].id,
            roles: [curator.expect("a role").id()].into(),
        };
        let store = &self.house.house.store;
        let invited = store.invite(&Actor::Operator, &new, &moment).await;
        let (_, link) = invited.expect("invited");
        let passphrase = Secret::new(PASSPHRASE.to_owned());
        store
            .accept_link(&Actor::Public, &link, &passphrase, &moment)
            .await
            .expect("accepted");
        let sent = [("email", "cu@example.org"), ("passphrase", PASSPHRASE)];
        let answer = self.post(StaffRoute::SignIn.address(Lang::En), &sent).await;
        let set = answer.headers.get("set-cookie").expect("a cookie");
        let set = set.to_str().expect("text");
        set.split(';')
            .next()
            .unwrap_or_default()
            .clone_into(&mut self.cookie);
    }

    async fn send(&self, method: Method, path: &str, body: String) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "desk.example")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("cookie", &self.cookie)
            .body(Body::from(body))
            .expect("a request");
        let (head, bytes) = self.house.ask(request).await;
        Answer {
            status: head.status,
            headers: head.headers,
            text: String::from_utf8(bytes).expect("UTF-8"),
        }
    }

    async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, String::new()).await
    }

    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", encode(value)));
        let body = pairs.collect::<Vec<_>>().join("&");
        self.send(Method::POST, path, body).await
    }

    /// Looks through the directory, and opens the list.
    async fn find(&self) -> Answer {
        let path = StaffRoute::FindDuplicates.address(Lang::En);
        let looked = self.post(path, &[]).await;
        // A slow machine goes on looking behind the page.
        let told = sent_to(&looked);
        assert!(told.contains("done=look"), "{told}");
        let list = StaffRoute::Duplicates.address(Lang::En);
        for _ in 0..200 {
            let again = sent_to(&self.post(path, &[]).await).to_owned();
            if again.ends_with("done=looked") {
                break;
            }
            tokio::task::yield_now().await;
        }
        self.get(list).await
    }

    /// Whether the public is sent from the one page to the other, in both languages, from wherever it comes.
    async fn leads(&self, from: Uuid, to: Uuid) {
        for (page, print) in [("/en/services/", "/print"), ("/fr/services/", "/imprimer")] {
            for (path, method) in [("", Method::GET), ("", Method::POST), (print, Method::GET)] {
                let (asked, there) = (format!("{page}{from}{path}"), format!("{page}{to}{path}"));
                let answer = self.house.send(method, &asked, Body::empty()).await;
                assert_eq!(answer.status, StatusCode::TEMPORARY_REDIRECT, "{asked}");
                assert_eq!(sent_to(&answer), there);
                let there = self.house.get(&there).await;
                assert_eq!(there.status, StatusCode::OK);
            }
        }
    }

    async fn answers(&self, id: Uuid) {
        for path in ["/en/services/", "/fr/services/", "/hsds/services/"] {
            let answer = self.house.get(&format!("{path}{id}")).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
        }
    }
}

fn owned(changes: &[(Field, &str)]) -> BTreeMap<Field, String> {
    let owned = |(field, text): &(Field, &str)| (*field, (*text).to_owned());
    changes.iter().map(owned).collect()
}

fn sent_to(answer: &Answer) -> &str {
    let to = answer.headers.get("location");
    to.and_then(|to| to.to_str().ok()).unwrap_or_default()
}

fn pair_at(lang: Lang) -> String {
    StaffRoute::DuplicatePair.of_pair(FIRST, SECOND, lang)
}

fn merging<'a>(versions: [&'a str; 2], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("first-version", versions[0]),
        ("second-version", versions[1]),
        ("stays", "second"),
    ];
    fields.extend(more);
    fields
}

/// The address of the only merge's page.
async fn undo_at(desk: &Desk) -> String {
    let merges = desk.house.house.store.merges(&Actor::Operator).await;
    let merges = merges.expect("read");
    StaffRoute::UndoMerge.of(merges[0].id, Lang::En)
}

#[tokio::test]
async fn a_curator_finds_merges_and_takes_apart() {
    for house in TestHouse::on_each().await {
        let name = house.name;
        let desk = Desk::at(house).await;
        let today = desk.get("/en/desk").await;
        assert!(!today.text.contains("may be the same"), "{name}");
        let list = desk.find().await;
        assert!(
            list.text.contains(&pair_at(Lang::En)),
            "{name}: {}",
            list.text
        );
        let today = desk.get("/fr/bureau").await;
        assert!(today.reads().contains("le même service"), "{}", today.text);
        let kept = desk
            .get("/en/desk/duplicates?sure=very-likely&same=website&format=csv")
            .await;
        assert!(
            kept.text.contains("Example harbour night line ("),
            "{}",
            kept.text
        );

        for (lang, words) in [
            (Lang::En, ["Phone Different against", "Web page The same"]),
            (Lang::Fr, ["Téléphone Différent contre", "Page Web Pareil"]),
        ] {
            let page = desk.get(&pair_at(lang)).await;
            assert_eq!(page.status, StatusCode::OK);
            let read = page.reads();
            for words in words {
                assert!(read.contains(words), "{name}: {words:?} in {read}");
            }
            for seen in [
                "Example harbour",
                "Exemple harbour",
                "250-555-0100",
                "250-555-0142",
            ] {
                assert!(read.contains(seen), "{name}: {seen}");
            }
            // What agrees is not to be chosen.
            assert!(!page.text.contains("name=\"website\""), "{}", page.text);
        }

        // Somebody changes one of them meanwhile: nothing is merged, and nothing chosen is lost.
        desk.edit(FIRST, 1, &[(Field::Email, "desk@harbour.example")])
            .await;
        let choice = ("name-en", "first");
        let stale = desk
            .post(&pair_at(Lang::En), &merging(["1", "1"], &[choice]))
            .await;
        assert_eq!(stale.status, StatusCode::OK);
        let read = stale.reads();
        assert!(
            read.contains("Listing A was changed while you were reading"),
            "{read}"
        );
        assert!(read.contains("desk@harbour.example"), "{read}");
        for kept in [
            "id=\"name-en-first\" name=\"name-en\" value=\"first\" checked",
            "value=\"second\" checked",
        ] {
            assert!(stale.text.contains(kept), "{kept}: {}", stale.text);
        }
        desk.answers(FIRST).await;

        let email = ("email", "first");
        let merged = desk
            .post(&pair_at(Lang::En), &merging(["2", "1"], &[choice, email]))
            .await;
        let survivor = StaffRoute::Listing.of(SECOND, Lang::En);
        assert_eq!(
            sent_to(&merged),
            format!("{survivor}?done=merged"),
            "{}",
            merged.text
        );
        desk.house.index_again().await;
        desk.leads(FIRST, SECOND).await;
        let page = desk.house.get(&format!("/en/services/{SECOND}")).await;
        for told in [
            "Example harbour night line",
            "desk@harbour.example",
            "tel:+12505550100",
            "tel:+12505550142",
        ] {
            assert!(page.text.contains(told), "{name}: {told}");
        }
        // To other programs it is gone, as a withdrawn record is.
        let gone = desk.house.get(&format!("/hsds/services/{FIRST}")).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
        assert_eq!(gone.headers["content-type"], "application/problem+json");
        let list = desk.get("/en/desk/duplicates").await;
        assert!(!list.text.contains(&pair_at(Lang::En)));

        // From the listing that stayed, and from the list of merges, the way leads back.
        let undo = undo_at(&desk).await;
        for page in [&survivor, "/en/desk/merges"] {
            let page = desk.get(page).await;
            assert!(page.text.contains(&undo), "{}", page.text);
        }
        assert!(desk.get(&undo).await.reads().contains("word for word"));
        let undone = desk.post(&undo, &[]).await;
        assert_eq!(
            sent_to(&undone),
            "/en/desk/merges?done=unmerged",
            "{}",
            undone.text
        );
        desk.house.index_again().await;
        for id in [FIRST, SECOND] {
            desk.answers(id).await;
        }
        let again = desk.post(&undo, &[]).await;
        assert!(sent_to(&again).ends_with("done=merge-gone"), "{name}");
        assert_eq!(desk.get(&undo).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn what_is_not_the_same_is_remembered() {
    for house in TestHouse::on_each().await {
        let desk = Desk::at(house).await;
        desk.find().await;
        let path = StaffRoute::NotTheSame.of_pair(FIRST, SECOND, Lang::En);
        let seen = [("first-version", "1"), ("second-version", "1")];
        desk.edit(FIRST, 1, &[(Field::Email, "desk@harbour.example")])
            .await;
        let stale = desk.post(&path, &seen).await;
        assert_eq!(
            sent_to(&stale),
            format!("{}?done=pair-changed", pair_at(Lang::En))
        );
        let list = desk.find().await;
        assert!(
            list.text.contains(&pair_at(Lang::En)),
            "nothing was remembered"
        );

        let seen = [("first-version", "2"), ("second-version", "1")];
        let answer = desk.post(&path, &seen).await;
        assert_eq!(sent_to(&answer), "/en/desk/duplicates?done=different");
        let list = desk.find().await;
        assert!(
            !list.text.contains(&pair_at(Lang::En)),
            "{}",
            desk.house.name
        );
    }
}

#[tokio::test]
async fn what_cannot_be_done_is_said() {
    let content = Content::shipped().expect("sound content");
    let desk = Desk::at(TestHouse::in_memory_holding(&content).await).await;
    let pair = pair_at(Lang::En);
    for fields in [
        vec![],
        vec![
            ("first-version", "1"),
            ("second-version", "x"),
            ("stays", "first"),
        ],
        vec![
            ("first-version", "1"),
            ("second-version", "1"),
            ("stays", "both"),
        ],
    ] {
        let answer = desk.post(&pair, &fields).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{fields:?}");
    }
    for about in [
        "x",
        "x_y",
        &FIRST.to_string(),
        &format!("{FIRST}_{FIRST}"),
        &format!("{FIRST}_{}", Uuid::nil()),
    ] {
        let path = format!("/en/desk/duplicates/{about}");
        assert_eq!(
            desk.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{about}"
        );
        let gone = desk.post(&path, &merging(["1", "1"], &[])).await;
        assert!(sent_to(&gone).ends_with("done=pair-gone"), "{about}");
    }

    // A merge whose listing was edited since cannot be undone, and says what it would have lost.
    let merged = desk.post(&pair, &merging(["1", "1"], &[])).await;
    assert_eq!(merged.status, StatusCode::SEE_OTHER, "{}", merged.text);
    let merges = desk.house.house.store.merges(&Actor::Operator).await;
    let merge = merges.expect("read").swap_remove(0);
    assert_eq!(
        merge.survivor_name,
        Text::new(
            "Exemple harbour night line",
            "Ligne de nuit du havre exemple"
        )
    );
    desk.edit(SECOND, 2, &[(Field::Email, "new@harbour.example")])
        .await;
    for lang in Lang::ALL {
        let path = StaffRoute::UndoMerge.of(merge.id, lang);
        let refused = desk.post(&path, &[]).await;
        assert_eq!(refused.status, StatusCode::OK);
        let told = match lang {
            Lang::En => "Changed since: E-mail.",
            Lang::Fr => "Modifié depuis\u{a0}: Courriel.",
        };
        assert!(refused.text.contains(told), "{}", refused.text);
        assert!(
            !refused
                .text
                .contains("<button type=\"submit\" class=\"go\"")
        );
    }
    desk.house.index_again().await;
    desk.leads(FIRST, SECOND).await;
}
