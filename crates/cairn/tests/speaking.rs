//! What the program says, to whom, and when nobody listens.

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value;

fn cairn() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cairn"));
    command.env_clear();
    command
}

#[test]
fn a_reader_that_stops_reading_is_no_fault() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().to_str().expect("a path");
    for arguments in [
        &["help", "config"][..],
        &["directory", "check"],
        &["directory", "check", "--json"],
        &["--data", data, "directory", "stats"],
        &["--data", data, "find", "legal help", "--json"],
        &["--data", data, "directory", "export", "--format", "ndjson"],
    ] {
        let mut child = cairn()
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        // As `head` does when it has seen enough, only sooner.
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        let complained = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {complained}");
        assert!(!complained.contains("fault of the program"), "{complained}");
        assert!(!complained.contains("panicked"), "{complained}");
    }
}

#[test]
fn a_file_of_hsds_is_held_against_the_schemas() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("services.ndjson");
    let mut out = fs::File::create(&file).expect("a file");
    for (id, status, phone) in [
        ("11111111-1111-4111-8111-111111111111", "active", "911"),
        (
            "22222222-2222-4222-8222-222222222222",
            "open",
            "4711 Qwyjibo Crescent",
        ),
        ("not an id", "active", "911"),
    ] {
        writeln!(
            out,
            r#"{{"id":"{id}","name":"Line","status":"{status}","phones":[{{"id":"{phone}","number":"911"}}]}}"#
        )
        .expect("written");
    }
    let check = |more: &[&str]| {
        let output = cairn()
            .args(["directory", "check", "--hsds"])
            .arg(&file)
            .args(more)
            .output()
            .expect("the program starts");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        (output.status.code(), said)
    };
    let (code, said) = check(&[]);
    assert_eq!(code, Some(1));
    assert!(
        said.contains("3 service /phones/*/id must have the format uuid"),
        "{said}"
    );
    assert!(said.contains("services.ndjson:2 /status"), "{said}");
    assert!(
        !said.contains("Qwyjibo") && !said.contains("not an id"),
        "{said}"
    );
    let (code, said) = check(&["--json"]);
    assert_eq!(code, Some(1));
    let said: Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!((&said["records"], &said["valid"]), (&3.into(), &0.into()));
    assert_eq!(said["schema"]["total"], 5);
    assert_eq!(said["schema"]["places"][0]["at"][0]["pointer"], "/id");
    fs::write(&file, "[{\"id\":").expect("written");
    assert_eq!(check(&[]).0, Some(2));
}
