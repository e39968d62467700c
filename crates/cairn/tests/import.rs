//! `cairn directory import` as it is run: dry first, then for good, then killed at many moments.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;

const SERVICES: usize = 3_000;

fn write_export(folder: &Path) {
    fs::create_dir_all(folder).expect("a folder");
    let organizations = "id,name\no1,Example House\n";
    let mut services = String::from("id,organization_id,name,description,status,email\n");
    let mut phones = String::from("id,service_id,number\n");
    for at in 0..SERVICES {
        let _ = writeln!(
            services,
            "s{at},o1,Example service {at},Made up.,active,help{at}@example.org"
        );
        let _ = writeln!(phones, "p{at},s{at},250-555-0100");
    }
    phones.push_str("p,nobody,250-555-0100\n");
    fs::write(folder.join("organizations.csv"), organizations).expect("written");
    fs::write(folder.join("services.csv"), services).expect("written");
    fs::write(folder.join("phones.csv"), phones).expect("written");
}

fn cairn(data: &Path, export: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cairn"));
    command
        .arg("--data")
        .arg(data)
        .args(["directory", "import"])
        .arg(export)
        .args(["--source", "Made up"])
        .args(more);
    command
}

/// A dry run: how many services are new, and how many as before.
fn compared(data: &Path, export: &Path) -> (u64, u64) {
    let output = cairn(data, export, &["--json"]).output().expect("it runs");
    assert_eq!(
        output.status.code(),
        Some(1),
        "one phone has nobody: {output:?}"
    );
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let services = &answer["import"]["services"];
    let count = |what: &str| services[what].as_u64().expect("a count");
    (count("new"), count("unchanged"))
}

#[test]
fn an_import_that_is_killed_is_before_or_after() {
    let folder = tempfile::tempdir().expect("a folder");
    let export = folder.path().join("export");
    write_export(&export);
    let all = SERVICES as u64;
    let data = folder.path().join("data");
    assert_eq!(compared(&data, &export), (all, 0));
    let (mut before, mut after) = (0, 0);
    // From the first moments to well after the end, so that some are cut in every stage.
    for step in 0..24_u64 {
        let mut running = cairn(&data, &export, &["--apply"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it runs");
        std::thread::sleep(Duration::from_millis(40 * step));
        running.kill().expect("killed");
        running.wait().expect("gone");
        match compared(&data, &export) {
            (new, 0) if new == all => before += 1,
            (0, same) if same == all => {
                after += 1;
                // Begin again from nothing.
                fs::remove_dir_all(&data).expect("removed");
            }
            other => panic!("neither before nor after: {other:?}"),
        }
    }
    assert!(before > 0, "{before} before, {after} after");
    let done = cairn(&data, &export, &["--apply"])
        .output()
        .expect("it runs");
    assert_eq!(done.status.code(), Some(1));
    assert_eq!(compared(&data, &export), (0, all));
}

#[test]
fn the_report_is_one_page_in_both_languages_and_quarantine_is_listed() {
    let folder = tempfile::tempdir().expect("a folder");
    let export = folder.path().join("export");
    write_export(&export);
    let data = folder.path().join("data");
    let page = folder.path().join("report.html");
    let html = page.to_str().expect("plain letters");
    let output = cairn(&data, &export, &["--apply", "--html", html])
        .output()
        .expect("it runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(
        text.contains("6002 rows read") && text.contains("[service-not-there]"),
        "{text}"
    );
    let page = fs::read_to_string(page).expect("a page");
    assert!(page.contains("lang=\"fr\"") && page.contains("rangées lues"));
    assert!(
        !page.contains("<script") && !page.contains("http"),
        "it needs nothing from elsewhere"
    );
    let quarantine = Command::new(env!("CARGO_BIN_EXE_cairn"))
        .arg("--data")
        .arg(&data)
        .args(["directory", "quarantine", "--json"])
        .output()
        .expect("it runs");
    let rows: Value = serde_json::from_slice(&quarantine.stdout).expect("JSON");
    assert_eq!(rows.as_array().map(Vec::len), Some(1));
    assert_eq!(rows[0]["line"], SERVICES + 2);
}

#[test]
fn wrong_use_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = folder.path().join("nothing.zip");
    let output = cairn(folder.path(), &missing, &[])
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    let broken = folder.path().join("broken.zip");
    fs::write(&broken, "no zip").expect("written");
    let output = cairn(folder.path(), &broken, &[])
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("broken.zip"));
}

/// Megabytes of the large file; 1000 for the gigabyte that is tried by hand:
/// `CAIRN_TEST_CSV_MB=1000 cargo test --release -p cairn --test import large -- --nocapture`.
const CSV_MB: Option<&str> = option_env!("CAIRN_TEST_CSV_MB");
/// Most memory, whatever the size of the file: the sorters' budgets and the program itself.
const MOST_MEMORY_KB: u64 = 600_000;

#[cfg(target_os = "linux")]
#[test]
#[expect(
    clippy::print_stdout,
    reason = "whoever runs it by hand with a gigabyte wants the figure"
)]
fn a_large_file_does_not_need_large_memory() {
    use std::io::Write as _;
    let megabytes: usize = CSV_MB.map_or(30, |size| size.parse().expect("a number"));
    let folder = tempfile::tempdir().expect("a folder");
    let export = folder.path().join("services.csv");
    let mut file = std::io::BufWriter::new(fs::File::create(&export).expect("created"));
    writeln!(file, "id,organization_name,name,description,status,email").expect("written");
    let words = "Made up for a test of memory, nothing else. ".repeat(45);
    let mut written = 0;
    let mut at = 0;
    while written < megabytes << 20 {
        let line = format!(
            "s{at},House {},Service {at},{words},active,help{at}@example.org\n",
            at % 100
        );
        written += line.len();
        at += 1;
        file.write_all(line.as_bytes()).expect("written");
    }
    file.flush().expect("written");
    let mut running = cairn(&folder.path().join("data"), &export, &[])
        .stdout(Stdio::null())
        .spawn()
        .expect("it runs");
    let status = format!("/proc/{}/status", running.id());
    let mut most = 0_u64;
    let code = loop {
        let told = fs::read_to_string(&status).unwrap_or_default();
        let peak = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = peak.and_then(|peak| peak.trim().split(' ').next()?.parse().ok());
        most = most.max(peak.unwrap_or(0));
        if let Some(ended) = running.try_wait().expect("a child") {
            break ended.code();
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    println!("{megabytes} MB, {at} rows: {most} kB at most");
    assert_eq!(
        code,
        Some(1),
        "organizations are not in the file: that is a fault"
    );
    assert!(
        most > 0 && most < MOST_MEMORY_KB,
        "{most} kB for {megabytes} MB"
    );
}
