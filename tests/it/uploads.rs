//! A curator without a shell takes in an export: sent, looked at, applied, on each kind of database; and every
//! kind of file that should not be.

use std::io::Write as _;

use access::SHIPPED_ROLES;
use axum::body::{Body, Bytes};
use axum::http::{Method, Request};
use directory::content::Content;
use journeys::{Answer, TestHouse, encode};
use kernel::{Actor, Clock as _, Lang, Secret, SeededRandom, Text};
use store::{ImportRunState, Moment, NewOrganization, NewPerson};
use uuid::Uuid;
use web::staff::routes::StaffRoute;
use zip::write::SimpleFileOptions;

const PASSPHRASE: &str = "quilt harbour seventeen moss";
const ORGANIZATIONS: &str = "id,name\no1,Elsewhere House\n";
const SERVICES: &str = "id,organization_id,name,email\n\
    s1,o1,Night shelter,one@example.org\ns2,o1,Day centre,two@example.org\n";
const PHONES: &str = "id,service_id,number\np1,s1,250-555-0101\np2,s9,250-555-0102\n";
const BOUNDARY: &str = "----leaf";

/// A desk with a curator at it.
struct Desk {
    house: TestHouse,
    cookie: String,
}

fn shipped(slug: &str) -> Uuid {
    let role = SHIPPED_ROLES.iter().find(|role| role.slug == slug);
    role.expect("a shipped role").id()
}

impl Desk {
    async fn on_each() -> Vec<Self> {
        let mut content = Content::shipped().expect("sound");
        content.services.truncate(1);
        let mut desks = Vec::new();
        for house in TestHouse::on_each_holding(&content).await {
            desks.push(Self::of(house, "curator").await);
        }
        desks
    }

    async fn of(house: TestHouse, role: &str) -> Self {
        let random = SeededRandom::new(3);
        let moment = Moment {
            now: house.clock.now(),
            random: &random,
        };
        let store = &house.house.store;
        let new = NewOrganization {
            name: Text::new("Example House", ""),
            parent: None,
        };
        let of = store
            .add_organization(&Actor::Operator, &new, &moment)
            .await;
        let new = NewPerson {
            name: "Cu Example".to_owned(),
            email: "cu@example.org".to_owned(),
            lang: Lang::En,
            organization_id: of.expect("added"),
            roles: [shipped(role)].into(),
        };
        let invited = store.invite(&Actor::Operator, &new, &moment).await;
        let (_, link) = invited.expect("invited");
        let passphrase = Secret::new(PASSPHRASE.to_owned());
        store
            .accept_link(&Actor::Public, &link, &passphrase, &moment)
            .await
            .expect("accepted");
        let mut desk = Self {
            house,
            cookie: String::new(),
        };
        let who = format!("email=cu%40example.org&passphrase={}", encode(PASSPHRASE));
        desk.post(StaffRoute::SignIn.address(Lang::En), &who).await;
        desk
    }

    async fn step_up(&mut self) {
        let proof = format!("passphrase={}", encode(PASSPHRASE));
        let answer = self
            .post(StaffRoute::StepUp.address(Lang::En), &proof)
            .await;
        assert_eq!(answer.status, 303);
    }

    async fn ask(&mut self, method: Method, path: &str, kind: &str, body: Body) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "desk.example")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", kind)
            .header("cookie", &self.cookie)
            .body(body)
            .expect("a request");
        let (head, bytes) = self.house.ask(request).await;
        if let Some(set) = head.headers.get("set-cookie") {
            let set = set.to_str().expect("text");
            set.split(';')
                .next()
                .unwrap_or_default()
                .clone_into(&mut self.cookie);
        }
        Answer {
            status: head.status,
            headers: head.headers,
            text: String::from_utf8(bytes).expect("UTF-8"),
        }
    }

    async fn get(&mut self, path: &str) -> Answer {
        self.ask(Method::GET, path, "", Body::empty()).await
    }

    async fn post(&mut self, path: &str, body: &str) -> Answer {
        let kind = "application/x-www-form-urlencoded";
        self.ask(Method::POST, path, kind, Body::from(body.to_owned()))
            .await
    }

    async fn send(&mut self, name: &str, bytes: &[u8]) -> Answer {
        self.send_body(Body::from(parts(name, bytes, ""))).await
    }

    async fn send_body(&mut self, body: Body) -> Answer {
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let path = StaffRoute::NewImport.address(Lang::En);
        self.ask(Method::POST, path, &kind, body).await
    }

    /// The page of a run, once nothing works on it any more.
    async fn settled(&mut self, path: &str) -> Answer {
        for _ in 0..2_000 {
            let page = self.get(path).await;
            assert_eq!(page.status, 200, "{path}");
            if !page.text.contains("Look again") {
                return page;
            }
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        panic!("it never ends");
    }

    async fn sent_and_settled(&mut self, name: &str, bytes: &[u8]) -> (String, Answer) {
        let sent = self.send(name, bytes).await;
        assert_eq!(sent.status, 303, "{}", sent.reads());
        let path = to(&sent);
        let page = self.settled(&path).await;
        (path, page)
    }

    /// Applies what the page of a run offers.
    async fn apply(&mut self, path: &str) -> Answer {
        let apply = format!("{path}/apply");
        let form = self.get(&apply).await;
        assert_eq!(form.status, 200, "{}", form.reads());
        let hidden = |name: &str| {
            let mark = format!("name=\"{name}\" value=\"");
            let from = form.text.find(&mark).expect(name) + mark.len();
            form.text[from..]
                .split('"')
                .next()
                .unwrap_or_default()
                .to_owned()
        };
        let body = format!("plan={}&digest={}", hidden("plan"), hidden("digest"));
        let applied = self.post(&apply, &body).await;
        assert_eq!(applied.status, 303, "{}", applied.reads());
        self.settled(path).await
    }

    async fn services(&self) -> usize {
        let all = self.house.house.store.services(&Actor::Operator).await;
        all.expect("read").len()
    }

    async fn runs(&self) -> Vec<store::ImportRun> {
        let runs = self.house.house.store.import_runs(&Actor::Operator).await;
        runs.expect("read")
    }

    fn scratch_is_empty(&self) -> bool {
        let mut files = std::fs::read_dir(self.house.scratch()).expect("the folder");
        files.next().is_none()
    }
}

fn to(answer: &Answer) -> String {
    let to = answer.headers.get("location").expect("it goes on");
    to.to_str().expect("text").to_owned()
}

/// The form as a browser sends it.
fn parts(name: &str, bytes: &[u8], mapping: &str) -> Vec<u8> {
    let mut body = Vec::new();
    for (field, value) in [("source", "Elsewhere"), ("lang", "en"), ("zone", "")] {
        let part = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n"
        );
        body.extend(part.bytes());
    }
    for (field, name, bytes) in [
        ("file", name, bytes),
        ("mapping", "map.toml", mapping.as_bytes()),
    ] {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend(head.bytes());
        body.extend(bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").bytes());
    body
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default();
    for (name, bytes) in files {
        zip.start_file(*name, packed).expect("a file");
        zip.write_all(bytes).expect("packed");
    }
    zip.finish().expect("a zip").into_inner()
}

fn export() -> Vec<u8> {
    zipped(&[
        ("organizations.csv", ORGANIZATIONS.as_bytes()),
        ("services.csv", SERVICES.as_bytes()),
        ("phones.csv", PHONES.as_bytes()),
    ])
}

#[tokio::test]
async fn an_export_is_sent_looked_at_and_applied() {
    for mut desk in Desk::on_each().await {
        let name = desk.house.name;
        let form = StaffRoute::NewImport.address(Lang::En);
        let first = desk.get(form).await;
        assert_eq!(first.status, 303, "first they prove who they are");
        assert!(to(&first).starts_with(StaffRoute::StepUp.address(Lang::En)));
        desk.step_up().await;
        let page = desk.get(form).await;
        assert!(
            page.text.contains("enctype=\"multipart/form-data\""),
            "{name}"
        );
        assert!(page.reads().contains("up to 1 MB"));

        let before = desk.services().await;
        let (path, report) = desk.sent_and_settled("our export.zip", &export()).await;
        let told = report.reads();
        assert!(told.contains("Waits to be applied"), "{name}: {told}");
        for words in ["our export.zip", "Elsewhere", "Night shelter", "Day centre"] {
            assert!(told.contains(words), "{words}: {told}");
        }
        assert!(
            told.contains("it belongs to a service that is not there 1 phones.csv: 3"),
            "{told}"
        );
        assert_eq!(
            desk.services().await,
            before,
            "{name}: nothing is changed yet"
        );
        let faults = desk.get(&format!("{path}?format=csv")).await;
        assert!(
            faults.text.contains("\"service-not-there\""),
            "{}",
            faults.text
        );
        assert!(
            faults.text.contains("\"phones.csv\",\"3\""),
            "{}",
            faults.text
        );

        let applied = desk.apply(&path).await;
        assert!(
            applied.reads().contains("Taken in"),
            "{name}: {}",
            applied.reads()
        );
        assert_eq!(desk.services().await, before + 2, "{name}");
        assert!(desk.scratch_is_empty(), "a file without a name leaves none");
        let gone = desk.get(&format!("{path}/apply")).await;
        assert_eq!(gone.status, 303, "once only");

        let (again, _) = desk.sent_and_settled("our export.zip", &export()).await;
        let same = desk.apply(&again).await;
        assert!(
            same.reads().contains("Nothing to change"),
            "{name}: {}",
            same.reads()
        );

        for lang in Lang::ALL {
            let list = desk.get(StaffRoute::ImportRuns.address(lang)).await;
            assert!(list.text.contains("Elsewhere") && list.text.contains("Cu Example"));
        }
        let list = StaffRoute::ImportRuns.address(Lang::En);
        let some = desk
            .get(&format!("{list}?result=imports-state-unchanged"))
            .await;
        assert!(some.text.contains(&again) && !some.text.contains(&path));
        let file = desk.get(&format!("{list}?format=csv")).await;
        assert_eq!(file.text.lines().count(), 3, "{}", file.text);
        let secret = desk.get(StaffRoute::Imports.address(Lang::En)).await;
        assert!(secret.text.contains("Elsewhere"));
    }
}

#[tokio::test]
async fn a_mapping_comes_along() {
    for mut desk in Desk::on_each().await.into_iter().take(1) {
        desk.step_up().await;
        let list = "Nom;Courriel\nRefuge;a@example.org\n";
        let mapping = "[[file]]\n[file.columns]\n\"Nom\" = \"service.name\"\n\"Courriel\" = \"service.email\"\n";
        let sent = desk
            .send_body(Body::from(parts("list.csv", list.as_bytes(), mapping)))
            .await;
        assert_eq!(sent.status, 303, "{}", sent.reads());
        let path = to(&sent);
        let page = desk.settled(&path).await;
        assert!(page.reads().contains("Refuge"), "{}", page.reads());
        let bad = desk
            .send_body(Body::from(parts("list.csv", list.as_bytes(), "[[file")))
            .await;
        assert!(bad.text.contains("id=\"mapping-fault\""), "{}", bad.reads());
    }
}

#[tokio::test]
async fn what_is_no_export_is_refused_with_a_word() {
    for mut desk in Desk::on_each().await {
        desk.step_up().await;
        let large = vec![b'a'; (1 << 20) + 1];
        for (name, bytes, words) in [
            (
                "list.csv",
                &b"\x89PNG\r\n\x1a\n\0\0"[..],
                "not a zip, CSV or JSON",
            ),
            (
                "page.csv",
                b"<!doctype html><p>list",
                "not a zip, CSV or JSON",
            ),
            ("book.pdf", b"%PDF-1.7\n1 0 obj", "not a zip, CSV or JSON"),
            ("list.csv", b"", "is empty"),
            ("", b"", "Choose a file"),
            ("list.csv", large.as_slice(), "larger than 1 MB"),
        ] {
            let answer = desk.send(name, bytes).await;
            assert_eq!(answer.status, 200, "{name}: {words}");
            assert!(answer.text.contains("id=\"file-fault\""), "{name}");
            assert!(answer.reads().contains(words), "{name}: {}", answer.reads());
            assert!(
                answer.text.contains("value=\"Elsewhere\""),
                "what was typed is not lost"
            );
        }
        assert!(desk.runs().await.is_empty(), "{}", desk.house.name);
        assert!(desk.scratch_is_empty());
        let plain = desk
            .post(StaffRoute::NewImport.address(Lang::En), "source=Elsewhere")
            .await;
        assert!(plain.text.contains("id=\"file-fault\""));
    }
}

#[tokio::test]
async fn a_file_that_lies_or_bites_changes_nothing() {
    for mut desk in Desk::on_each().await {
        desk.step_up().await;
        let before = desk.services().await;
        // It says CSV and is JSON: it is read as what it is, and the page says so.
        let json = b"[{\"id\":\"s1\",\"name\":\"From JSON\",\"email\":\"a@example.org\"}]";
        let (_, page) = desk.sent_and_settled("services.csv", json).await;
        let told = page.reads();
        assert!(
            told.contains("From JSON") && told.contains("promises another kind"),
            "{told}"
        );

        let bomb = zipped(&[("services.csv", vec![b'a'; 40 << 20].as_slice())]);
        assert!(bomb.len() < 1 << 20);
        let (path, page) = desk.sent_and_settled("export.zip", &bomb).await;
        assert!(
            page.reads().contains("made to fill a disk"),
            "{}",
            page.reads()
        );
        assert_eq!(
            desk.get(&format!("{path}/apply")).await.status,
            303,
            "nothing to apply"
        );

        let climbing = zipped(&[("../../../services.csv", SERVICES.as_bytes())]);
        let (_, page) = desk.sent_and_settled("export.zip", &climbing).await;
        assert!(
            page.reads().contains("Waits to be applied"),
            "{}",
            page.reads()
        );
        assert!(desk.scratch_is_empty(), "nothing is unpacked");

        for (name, bytes) in [
            ("export.zip", zipped(&[("notes.md", &b"# none"[..])])),
            ("export.zip", zipped(&[])),
            ("services.csv", b"id,name\n".to_vec()),
        ] {
            let (_, page) = desk.sent_and_settled(name, &bytes).await;
            assert!(
                page.reads().contains("no row in it"),
                "{name}: {}",
                page.reads()
            );
        }
        let (_, page) = desk
            .sent_and_settled("export.zip", b"PK\x03\x04 and no more")
            .await;
        assert!(
            page.reads().contains("cannot be read to its end"),
            "{}",
            page.reads()
        );
        assert_eq!(desk.services().await, before, "{}", desk.house.name);
        assert!(desk.scratch_is_empty());
    }
}

#[tokio::test]
async fn a_connection_that_breaks_off_leaves_nothing() {
    for mut desk in Desk::on_each().await.into_iter().take(1) {
        desk.step_up().await;
        let whole = parts("services.csv", SERVICES.as_bytes(), "");
        let half = Bytes::from(whole[..whole.len() / 2].to_vec());
        let broken: Vec<Result<Bytes, std::io::Error>> = vec![
            Ok(half),
            Err(std::io::Error::new(
                std::io::ErrorKind::ConnectionReset,
                "gone",
            )),
        ];
        let body = Body::from_stream(futures_util::stream::iter(broken));
        let answer = desk.send_body(body).await;
        assert_eq!(answer.status, 400);
        assert!(desk.runs().await.is_empty());
        assert!(desk.scratch_is_empty());
    }
}

#[tokio::test]
async fn several_files_wait_and_one_too_many_is_refused() {
    for mut desk in Desk::on_each().await.into_iter().take(1) {
        desk.step_up().await;
        let mut sent = Vec::new();
        for _ in 0..4 {
            let answer = desk.send("our.zip", &export()).await;
            assert_eq!(answer.status, 303, "{}", answer.reads());
            sent.push(to(&answer));
        }
        let fifth = desk.send("our.zip", &export()).await;
        assert!(
            fifth.reads().contains("Several files wait"),
            "{}",
            fifth.reads()
        );
        for path in &sent {
            let page = desk.settled(path).await;
            assert!(
                page.reads().contains("Waits to be applied"),
                "{}",
                page.reads()
            );
        }
        // The first is applied; what the others found is another directory now.
        let applied = desk.apply(&sent[0]).await;
        assert!(applied.reads().contains("Taken in"), "{}", applied.reads());
        let second = desk.apply(&sent[1]).await;
        let told = second.reads();
        assert!(
            told.contains("The directory changed since you looked"),
            "{told}"
        );
        assert!(told.contains("New: 3 before, 0 now"), "{told}");
        assert!(told.contains("Night shelter"), "{told}");
        let agreed = desk.apply(&sent[1]).await;
        assert!(
            agreed.reads().contains("Nothing to change"),
            "{}",
            agreed.reads()
        );

        let path = &sent[2];
        assert_eq!(desk.post(path, "discard=no").await.status, 400);
        assert_eq!(desk.post(path, "discard=yes").await.status, 303);
        let page = desk.get(path).await;
        assert!(page.reads().contains("Thrown away"), "{}", page.reads());
        let stale = desk
            .post(&format!("{}/apply", sent[3]), "plan=x&digest=y")
            .await;
        assert!(to(&stale).ends_with("?done=look-again"));
        let runs = desk.runs().await;
        let count = |state| runs.iter().filter(|run| run.state == state).count();
        assert_eq!(count(ImportRunState::Applied), 1);
        assert_eq!(count(ImportRunState::Discarded), 1);
    }
}

#[tokio::test]
async fn whoever_may_not_import_sends_nothing() {
    let mut content = Content::shipped().expect("sound");
    content.services.truncate(1);
    let house = TestHouse::in_memory_holding(&content).await;
    let mut editor = Desk::of(house, "listing-editor").await;
    editor.step_up().await;
    assert_eq!(editor.send("our.zip", &export()).await.status, 403);
    let unknown = StaffRoute::ImportRun.of(Uuid::nil(), Lang::En);
    assert_eq!(editor.get(&unknown).await.status, 403);
    // A file that comes after the ten minutes ended is let pass, and the person proves who they are first.
    let house = TestHouse::in_memory_holding(&content).await;
    let mut curator = Desk::of(house, "curator").await;
    let late = curator.send("our.zip", &export()).await;
    assert_eq!(late.status, 303);
    assert!(
        to(&late).starts_with(StaffRoute::StepUp.address(Lang::En)),
        "{}",
        to(&late)
    );
    assert!(curator.runs().await.is_empty());
    curator.step_up().await;
    assert_eq!(curator.get(&unknown).await.status, 404);
}
