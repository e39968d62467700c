//! The program as its operator meets it: every command, its exit codes, its answers to bad input.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use sqlx::{Connection as _, Executor as _};

/// A data folder of its own, gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("cairn-cli-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        Self(folder)
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn cairn(folder: &Folder, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cairn"))
        .arg("--data")
        .arg(folder.path())
        .args(arguments)
        .env_clear()
        .output()
        .expect("the program starts")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn complained(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_caller_in_prince_george_finds_help_in_french() {
    let folder = Folder::new("find");
    let output = cairn(
        &folder,
        &[
            "find",
            "mon patron garde mon passeport",
            "--near",
            "V2L",
            "--lang",
            "fr",
            "--json",
        ],
    );
    assert_eq!(output.status.code(), Some(0), "{}", complained(&output));
    let answer: Value = serde_json::from_str(&said(&output)).expect("JSON");
    let results = answer["results"].as_array().expect("results");
    assert!(!results.is_empty());
    let first: Vec<&str> = results
        .iter()
        .take(3)
        .filter_map(|result| result["slug"].as_str())
        .collect();
    assert!(
        first
            .iter()
            .any(|slug| ["bc-mwc", "ca-tfw-tip", "ca-hotline"].contains(slug)),
        "{first:?}"
    );
    for result in results {
        assert!(
            !result["why"].as_array().expect("why").is_empty(),
            "{result}"
        );
        assert!(
            result["read_on"]
                .as_str()
                .is_some_and(|day| day.starts_with("20"))
        );
    }
}

#[test]
fn an_unknown_place_is_said_with_what_to_do() {
    let folder = Folder::new("place");
    let output = cairn(&folder, &["find", "shelter", "--near", "Princ Georg"]);
    assert_eq!(output.status.code(), Some(2));
    let complaint = complained(&output);
    assert!(
        complaint.contains("first three characters of a postal code"),
        "{complaint}"
    );
    assert!(complaint.contains("Prince George"), "{complaint}");
}

#[test]
fn nothing_found_still_says_whom_to_call() {
    let folder = Folder::new("nothing");
    let output = cairn(&folder, &["find", "zzzzqqqq xxwwvv", "--json"]);
    assert_eq!(
        output.status.code(),
        Some(1),
        "found faults: nothing matches"
    );
    let answer: Value = serde_json::from_str(&said(&output)).expect("JSON");
    assert_eq!(answer["total"], 0);
    assert!(!answer["call_anyway"].as_array().expect("lines").is_empty());
}

#[test]
fn a_full_postal_code_is_cut_to_its_area() {
    let folder = Folder::new("postal");
    let output = cairn(
        &folder,
        &["find", "legal aid", "--near", "V2L 4X9", "--json"],
    );
    assert_eq!(output.status.code(), Some(0), "{}", complained(&output));
    assert!(!said(&output).contains("4X9"));
    assert!(!complained(&output).contains("4X9"));
}

#[test]
fn the_shipped_content_has_no_faults() {
    let folder = Folder::new("check");
    let output = cairn(&folder, &["directory", "check"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("201 services"), "{}", said(&output));
}

#[test]
fn a_damaged_content_file_is_named_with_its_line_and_remedy() {
    let folder = Folder::new("damaged");
    let content = folder.path().join("content");
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content"),
        &content,
    );
    let file = content.join("directory/bc/damaged.toml");
    fs::write(
        &file,
        "id = \"damaged\"\nname = { en = \"Damaged\", fr = \"Abîmé\" }\n\n[[service]]\nid = \n",
    )
    .expect("written");
    let output = cairn(
        &folder,
        &[
            "directory",
            "check",
            content.to_str().expect("an ordinary path"),
        ],
    );
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    assert!(
        said.contains("content/directory/bc/damaged.toml:5"),
        "{said}"
    );
}

#[test]
fn all_content_that_ships_has_no_errors() {
    let folder = Folder::new("content");
    let output = cairn(&folder, &["content", "check", "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let checked: Value = serde_json::from_str(&said(&output)).expect("JSON");
    assert_eq!(checked["errors"], 0, "{checked}");
    assert!(checked["files"].as_u64() > Some(100), "{checked}");
}

#[test]
fn an_operators_guides_are_read_and_what_is_wrong_is_told_with_its_line() {
    let folder = Folder::new("guides");
    let own = folder.path().join("own");
    let missing = cairn(
        &folder,
        &["--content", own.to_str().expect("a path"), "doctor"],
    );
    assert!(
        said(&missing).contains("is not a folder"),
        "{}",
        said(&missing)
    );

    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/guides/respond/en.md");
    let text = fs::read_to_string(shipped).expect("ships");
    let guide = own.join("guides/respond");
    fs::create_dir_all(&guide).expect("a folder");
    fs::write(
        guide.join("en.md"),
        text.replace("(guide:first-things)", "(guide:nowhere)"),
    )
    .expect("written");
    let output = cairn(
        &folder,
        &["--content", own.to_str().expect("a path"), "doctor"],
    );
    let told = said(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("FAULT  guides"), "{told}");
    assert!(told.contains("content/guides/respond/en.md:"), "{told}");
    assert!(told.contains("“nowhere”, which is not there"), "{told}");

    fs::write(
        guide.join("en.md"),
        text.replace("# Something", "# Here, something"),
    )
    .expect("written");
    let output = cairn(
        &folder,
        &["--content", own.to_str().expect("a path"), "doctor"],
    );
    assert!(said(&output).contains("ok     guides"), "{}", said(&output));
}

#[test]
fn a_folder_laid_over_the_content_is_held_against_it() {
    let folder = Folder::new("laid-over");
    let content = folder.path().join("content/questionnaires");
    fs::create_dir_all(&content).expect("a folder");
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/questionnaires");
    let text = fs::read_to_string(shipped.join("needs-assessment.toml")).expect("it ships");
    let text = text.replace("needs = [\"basic-needs\"]", "needs = [\"food\"]");
    fs::write(content.join("needs-assessment.toml"), text).expect("written");
    let laid_over = folder.path().join("content");
    let output = cairn(
        &folder,
        &[
            "content",
            "check",
            laid_over.to_str().expect("an ordinary path"),
        ],
    );
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    assert!(
        said.contains("content/questionnaires/needs-assessment.toml:")
            && said.contains("there is no need \"food\""),
        "{said}"
    );
}

#[test]
fn statistics_count_what_is_shown() {
    let folder = Folder::new("stats");
    let output = cairn(&folder, &["directory", "stats", "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", complained(&output));
    let counts: Value = serde_json::from_str(&said(&output)).expect("JSON");
    // 201 ship; three without any contact are kept for the curators and shown to nobody.
    assert_eq!(counts["services"], 198);
    assert_eq!(
        counts["verified"], 0,
        "nobody has called these organizations yet"
    );
}

#[test]
fn the_doctor_finds_a_healthy_house_healthy() {
    let folder = Folder::new("doctor");
    let output = cairn(&folder, &["doctor", "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

#[test]
fn a_file_that_is_not_a_database_is_refused_and_left_alone() {
    let folder = Folder::new("notadb");
    fs::create_dir_all(folder.path()).expect("a folder");
    let file = folder.path().join("cairn.sqlite");
    let letter = "Dear reader, this is a letter and not a database. ".repeat(100);
    fs::write(&file, &letter).expect("written");
    let output = cairn(&folder, &["find", "shelter"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read_to_string(&file).expect("still there"), letter);
}

#[test]
fn wrong_use_is_explained() {
    let folder = Folder::new("wrong");
    for (arguments, expected) in [
        (vec!["find", "x", "--lang", "de"], "use en or fr"),
        (vec!["find", "x", "--need", "nonsense"], "unknown id"),
        (vec!["--tls-cert", "a.pem", "find", "x"], "without tls_key"),
        (vec!["frobnicate"], "unrecognized subcommand"),
    ] {
        let output = cairn(&folder, &arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let complaint = complained(&output);
        assert!(complaint.contains(expected), "{arguments:?}: {complaint}");
    }
}

#[test]
fn help_config_lists_every_setting() {
    let output = Command::new(env!("CARGO_BIN_EXE_cairn"))
        .args(["help", "config"])
        .output()
        .expect("the program starts");
    assert!(output.status.success());
    assert!(said(&output).contains("CAIRN_TLS_CERT"));
}

#[test]
fn the_index_on_disk_is_used_again() {
    let folder = Folder::new("index");
    assert!(cairn(&folder, &["find", "shelter"]).status.success());
    let stamp = |folder: &Folder| newest(&folder.path().join("index"));
    let before = stamp(&folder);
    assert!(cairn(&folder, &["find", "shelter"]).status.success());
    assert_eq!(
        before,
        stamp(&folder),
        "the second start must not rebuild the index"
    );
}

fn newest(folder: &Path) -> std::time::SystemTime {
    fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                newest(&path)
            } else {
                fs::metadata(&path)
                    .and_then(|data| data.modified())
                    .expect("a time")
            }
        })
        .max()
        .expect("not empty")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("copied");
        }
    }
}

#[test]
fn people_are_invited_reset_and_listed() {
    let folder = Folder::new("user");
    let run = |arguments: &[&str], code| {
        let output = cairn(&folder, arguments);
        assert_eq!(output.status.code(), Some(code), "{}", complained(&output));
        said(&output) + &complained(&output)
    };
    assert!(run(&["user", "list"], 0).contains("Nobody has an account yet"));
    let setup = run(&["user", "setup"], 0);
    assert!(setup.contains("/en/desk/setup/") && setup.contains("/fr/bureau/ouverture/"));
    let add = [
        "user",
        "add",
        "rosalie@maison-fictive.example",
        "--name",
        "Rosalie Exemple",
        "--lang",
        "fr",
        "--new-organization",
        "Maison fictive",
        "--role",
        "administrator",
    ];
    assert!(run(&add, 0).contains("/fr/bureau/invitation/"));
    assert!(run(&add, 2).contains("somebody has this e-mail address already"));
    assert!(run(&["user", "setup"], 2).contains("somebody has an account already"));
    let person = "ROSALIE@maison-fictive.example";
    run(&["user", "role", person, "--add", "confidential-reader"], 0);
    assert!(run(&["user", "role", person, "--add", "king"], 2).contains("no role"));
    // Not accepted yet: another invitation.
    assert!(run(&["user", "reset", person], 0).contains("/fr/bureau/invitation/"));
    assert!(run(&["user", "reset", "nobody@example.org"], 2).contains("nobody has this address"));
    let listed: Value = serde_json::from_str(&run(&["user", "list", "--json"], 0)).expect("JSON");
    assert_eq!(listed[0]["state"], "invited");
    assert_eq!(listed[0]["organization"], "Maison fictive");
    assert_eq!(
        listed[0]["roles"],
        serde_json::json!(["administrator", "confidential-reader"])
    );
}

#[test]
fn the_key_is_made_looked_at_renewed_and_never_replaced() {
    let folder = Folder::new("key");
    let key = folder.path().join("cairn.key");
    let run = |arguments: &[&str], code| {
        let output = cairn(&folder, arguments);
        assert_eq!(output.status.code(), Some(code), "{}", complained(&output));
        said(&output) + &complained(&output)
    };
    assert!(run(&["key", "check"], 2).contains("is not there"));
    run(&["key", "new"], 0);
    assert!(run(&["key", "new"], 2).contains("is there already"));
    assert!(run(&["key", "check"], 0).contains("version 1 seals"));
    assert!(run(&["key", "rotate"], 0).contains("Version 2 seals"));
    assert!(run(&["key", "check"], 0).contains("2 key(s)"));
    let text = fs::read_to_string(&key).expect("the key file");
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let bytes = line.split(' ').nth(1).expect("a key");
        assert!(!run(&["key", "check"], 0).contains(bytes));
    }
    // Without its key, a database opens for nobody, and no other key takes its place.
    let kept = folder.path().join("kept");
    fs::rename(&key, &kept).expect("moved");
    assert!(run(&["user", "list"], 2).contains("put back"));
    assert!(!key.exists());
    run(&["key", "new"], 0);
    assert!(run(&["user", "list"], 2).contains("sealed with another key"));
    fs::rename(&kept, &key).expect("put back");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(&key, fs::Permissions::from_mode(0o644)).expect("opened");
        assert!(run(&["user", "list"], 2).contains("chmod 600"));
        fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).expect("closed");
    }
    run(&["user", "list"], 0);
}

#[test]
fn the_public_directory_is_written_for_other_programs() {
    let folder = Folder::new("export");
    let export = |arguments: &[&str]| {
        let mut all = vec!["directory", "export"];
        all.extend(arguments);
        cairn(&folder, &all)
    };
    let list = export(&["--format", "hsds-json", "--lang", "fr", "--version", "3.3"]);
    assert_eq!(list.status.code(), Some(0), "{}", complained(&list));
    let services: Vec<Value> = serde_json::from_str(&said(&list)).expect("one JSON list");
    assert!(services.len() > 150);
    let lines = said(&export(&["--format", "ndjson"]));
    assert_eq!(lines.lines().count(), services.len());
    let table = said(&export(&["--format", "csv"]));
    assert!(table.starts_with("\u{feff}Service,Organization,"));
    let file = folder.path().join("directory.zip");
    let name = file.to_string_lossy().into_owned();
    let package = export(&["--format", "datapackage", "-o", &name]);
    assert_eq!(package.status.code(), Some(0), "{}", complained(&package));
    assert!(fs::read(&file).expect("the file").starts_with(b"PK"));
    let nowhere = export(&["--format", "datapackage"]);
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(complained(&nowhere).contains("--output"));
    let unknown = export(&["--format", "ndjson", "--version", "4"]);
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn the_keys_may_come_from_a_program_and_the_history_is_verified() {
    let folder = Folder::new("key-command");
    fs::create_dir_all(folder.path()).expect("a folder");
    let script = folder.path().join("keys.sh");
    let key = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
    let write = |lines: &[&str]| fs::write(&script, lines.join("\n")).expect("written");
    write(&[&format!("echo '1 {key}'")]);
    // No shell reads the setting: the program is named with its arguments.
    let program = format!("/bin/sh {}", script.display());
    let run = |arguments: &[&str], code: i32| {
        let all = [&["--key-command", &program], arguments].concat();
        let output = cairn(&folder, &all);
        let text = said(&output) + &complained(&output);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {text}");
        assert!(!text.contains(key), "{text}");
        text
    };
    assert!(run(&["key", "check"], 0).contains("version 1 seals"));
    assert!(run(&["key", "new"], 2).contains("make them there"));
    let verified = run(&["audit", "verify", "--json"], 0);
    assert!(verified.contains("\"fault_count\": 0"), "{verified}");
    assert!(run(&["audit", "checkpoint"], 0).contains("no history yet"));
    assert!(
        !folder.path().join("cairn.key").exists(),
        "no file was made"
    );
    // Another key, none, nonsense, a failure: refused, and nothing was touched.
    let database = folder.path().join("cairn.sqlite");
    let before = contents(&database);
    let other = "AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=";
    for (said, why) in [
        (format!("echo '1 {other}'"), "sealed with another key"),
        ("true".to_owned(), "no key"),
        (format!("echo 'one {key}'"), "line 1"),
        ("exit 7".to_owned(), "failed"),
    ] {
        write(&[&said]);
        assert!(run(&["user", "list"], 2).contains(why), "{said}");
    }
    assert!(contents(&database) == before, "something was written");
    write(&[&format!("echo '1 {key}'"), &format!("echo '2 {other}'")]);
    assert!(run(&["key", "rotate"], 0).contains("Version 2 seals"));
    let both = ["--key-command", &program, "--key-file", "x", "key", "check"];
    assert_eq!(cairn(&folder, &both).status.code(), Some(2));
}

/// What a database holds, whether it stands in its file or still in the log beside it.
fn contents(database: &Path) -> Vec<u8> {
    let copy = database.with_file_name("copy.sqlite");
    let url = format!("sqlite://{}", database.display());
    let vacuum = format!("VACUUM INTO '{}'", copy.display());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let mut connection = sqlx::SqliteConnection::connect(&url).await.expect("opens");
        connection
            .execute(sqlx::AssertSqlSafe(vacuum))
            .await
            .expect("a copy");
    });
    let contents = fs::read(&copy).expect("the copy");
    fs::remove_file(copy).expect("the copy goes");
    contents
}
