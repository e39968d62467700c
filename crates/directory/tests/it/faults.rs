//! Damaged content: what is told of it, and that nothing brings the reader down.

mod tables;

use directory::content::{Content, LARGEST_FILE};
use proptest::prelude::*;

const HOUSE: &str = "content/directory/bc/example-house.toml";

/// A small content without a fault.
fn sound() -> Vec<(String, Vec<u8>)> {
    let files = [
        (HOUSE, include_str!("faults/example-house.toml")),
        ("content/directory/README.md", "anything"),
        (
            "content/taxonomy/needs.toml",
            include_str!("faults/needs.toml"),
        ),
        (
            "content/taxonomy/populations.toml",
            include_str!("faults/populations.toml"),
        ),
        (
            "content/taxonomy/exploitation.toml",
            include_str!("faults/exploitation.toml"),
        ),
        (
            "content/taxonomy/phrases.en.toml",
            include_str!("faults/phrases.en.toml"),
        ),
        (
            "content/taxonomy/phrases.fr.toml",
            include_str!("faults/phrases.fr.toml"),
        ),
        (
            "content/taxonomy/fillers.toml",
            include_str!("faults/fillers.toml"),
        ),
        (
            "content/places/places.csv",
            include_str!("faults/places.csv"),
        ),
        (
            "content/places/other_names.csv",
            include_str!("faults/other_names.csv"),
        ),
        ("content/places/fsa.csv", include_str!("faults/fsa.csv")),
        (
            "content/places/regions.toml",
            include_str!("faults/regions.toml"),
        ),
        (
            "content/places/provinces.toml",
            include_str!("faults/provinces.toml"),
        ),
    ];
    let files = files.into_iter();
    files
        .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
        .collect()
}

fn read(files: &[(String, Vec<u8>)]) -> Result<Content, String> {
    let files = files
        .iter()
        .map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
    Content::read(files).map_err(|faults| faults.to_string())
}

/// The faults after replacing `from` by `to` in the file.
fn faults(file: &str, from: &str, to: &str) -> String {
    let mut files = sound();
    let (_, bytes) = files
        .iter_mut()
        .find(|(path, _)| path == file)
        .expect("a file of the sound content");
    let text = String::from_utf8(bytes.clone()).expect("written as text");
    assert_eq!(
        text.matches(from).count(),
        1,
        "{from:?} must stand once in {file}"
    );
    *bytes = text.replacen(from, to, 1).into_bytes();
    read(&files).expect_err("damaged")
}

#[test]
fn the_content_before_the_damage_is_sound() {
    let content = read(&sound()).expect("sound");
    assert_eq!(content.services.len(), 2);
    assert_eq!(content.gazetteer.len(), 3);
}

#[test]
fn every_fault_of_every_file_is_told_at_once() {
    let mut files = sound();
    for (path, bytes) in &mut files {
        let text = String::from_utf8(bytes.clone()).expect("written as text");
        *bytes = text
            .replace("type = \"voice\"", "type = \"phone\"")
            .replace("America/Vancouver", "Vancouver")
            .replace("help@example.org", "help")
            .replace("V1Y,Kelowna", "VIY,Kelowna")
            .into_bytes();
        if path.ends_with("needs.toml") {
            bytes.extend_from_slice(b"\n[[term]]\nid = \"new\"\n");
        }
    }
    let told = read(&files).expect_err("damaged");
    let places: Vec<&str> = told
        .lines()
        .filter_map(|line| line.split(": ").next())
        .collect();
    assert_eq!(
        places,
        [
            "content/directory/bc/example-house.toml:14:9",
            "content/directory/bc/example-house.toml:19:8",
            "content/directory/bc/example-house.toml:40:13",
            "content/directory/bc/example-house.toml:57:8",
            "content/places/fsa.csv:2",
            "content/places/provinces.toml:11:13",
            "content/taxonomy/needs.toml:11:1",
            "content/taxonomy/needs.toml:11:1",
        ],
        "{told}"
    );
}

#[test]
fn files_that_are_broken_missing_or_strange() {
    let with = |path: &str, bytes: &[u8]| {
        let mut files = sound();
        files.retain(|(known, _)| known != path);
        files.push((path.to_owned(), bytes.to_vec()));
        read(&files).expect_err("damaged")
    };
    let broken = with(HOUSE, b"id = \"example-house\nname = 3\n");
    assert!(
        broken.starts_with("content/directory/bc/example-house.toml:1:20: this is not TOML: "),
        "{broken}"
    );
    assert_eq!(
        with(HOUSE, b"id = \"x\"\nname = \"\xff\"\n"),
        "content/directory/bc/example-house.toml:2: there is a character that is not UTF-8 — save the file again with the encoding UTF-8"
    );
    assert_eq!(
        with(HOUSE, &vec![b'#'; LARGEST_FILE + 1]),
        "content/directory/bc/example-house.toml: the file is larger than 4 MiB — cut it into smaller files, or look whether it is the right one"
    );
    assert_eq!(
        with(
            "content/directory/zz/example-house.toml",
            b"id = \"other\"\nname = { en = \"A\", fr = \"B\" }"
        ),
        "content/directory/zz/example-house.toml: there is no province for the folder \"zz\" — put the file in ca/ or in a province's folder, such as bc/\n\
         content/directory/zz/example-house.toml:1:6: the id \"other\" is not the file's name — name the file other.toml, or write id = \"example-house\""
    );
    assert_eq!(
        with("content/taxonomy/need.toml", b""),
        "content/taxonomy/need.toml: nothing reads a file of this name in this place — see the README of the folder for the names that are read, or move the file out of content/"
    );
    assert_eq!(
        with("content/places/fsa.csv", b""),
        "content/places/fsa.csv: the table is empty — its first line is: fsa,place_name,province,latitude,longitude,rural,extent_km"
    );
    let mut files = sound();
    files.retain(|(path, _)| !path.ends_with("provinces.toml"));
    assert_eq!(
        read(&files).expect_err("one is missing"),
        "content/places/provinces.toml: the file is missing — put it back; content/places/README.md says what it holds"
    );
    let nothing = read(&[]).expect_err("nothing there");
    assert_eq!(nothing.lines().count(), 11, "{nothing}");
}

#[test]
fn what_is_too_long_is_refused() {
    let long = "x".repeat(201);
    let told = faults(HOUSE, "en = \"Example House\"", &format!("en = \"{long}\""));
    assert_eq!(
        told,
        format!("{HOUSE}:2:15: `en` has 201 characters; 200 is the most — make it shorter")
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_damage_brings_it_down(
        file in 0..13_usize,
        at in any::<proptest::sample::Index>(),
        cut in 0..20_usize,
        put in prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..8),
            "[\\[\\]{}=\",#\n.0-9a-z]{0,8}".prop_map(String::into_bytes),
        ],
    ) {
        let mut files = sound();
        let bytes = &mut files[file].1;
        let start = at.index(bytes.len());
        let end = (start + cut).min(bytes.len());
        bytes.splice(start..end, put);
        if let Err(told) = read(&files) {
            prop_assert!(told.lines().all(|line| line.starts_with("content/") && line.contains(" — ")), "{}", told);
        }
    }
}
