//! Each damage with every fault it must give, word for word.

use super::{HOUSE, faults};

#[test]
fn damaged_organizations() {
    for (from, to, expected) in [
        (
            "id = \"example-house\"",
            "id = \"example-home\"",
            "1:6: the id \"example-home\" is not the file's name — name the file example-home.toml, or write id = \"example-house\"",
        ),
        (
            "id = \"example-house\"",
            "id = \"Example House\"",
            "1:6: \"Example House\" cannot be an id — use small letters without accents, digits, and single hyphens between them",
        ),
        (
            ", fr = \"Maison Exemple\"",
            "",
            "2:1: `name` is not written in French — add `fr = \"…\"`",
        ),
        (
            "fr = \"Maison Exemple\"",
            "fr = \" \"",
            "2:37: `fr` is empty — write it, or leave the key out when it is not known",
        ),
        (
            "name = { en = \"Example House\", fr = \"Maison Exemple\" }",
            "",
            "1:1: the file has no `name` — add `name = …`",
        ),
        (
            "website = \"https://example.org\"",
            "website = \"example.org\"",
            "3:11: \"example.org\" is not a web address — write it whole, from https:// on, without spaces or quotes in it",
        ),
        (
            "website = \"https://example.org\"",
            "web-site = \"https://example.org\"",
            "3:1: the file has an unknown key `web-site` — did you mean `website`?",
        ),
        (
            "website = \"https://example.org\"",
            "colour = \"red\"",
            "3:1: the file has an unknown key `colour` — the keys here are: id, name, website, service",
        ),
    ] {
        assert_eq!(faults(HOUSE, from, to), format!("{HOUSE}:{expected}"));
    }
}

#[test]
fn damaged_services() {
    for (from, to, expected) in [
        (
            "id = \"bc-example\"",
            "id = \"bc-second\"",
            "45:6: the service id \"bc-second\" is taken: content/directory/bc/example-house.toml:6 — give this one an id of its own, or delete one of the two",
        ),
        (
            "status = \"active\" # first",
            "status = \"open\"",
            "9:10: `status` is \"open\" — use one of: active, inactive, defunct, temporarily closed",
        ),
        (
            "status = \"active\" # first",
            "",
            "5:1: the service has no `status` — add `status = …`",
        ),
        (
            "needs = [\"crisis-line\", \"shelter\"]",
            "needs = [\"crisis-lime\", \"shelter\"]",
            "10:10: there is no term \"crisis-lime\" — did you mean \"crisis-line\"?",
        ),
        (
            "needs = [\"crisis-line\", \"shelter\"]",
            "needs = [\"crisis-line\", \"women\"]",
            "10:25: the term \"women\" is of content/taxonomy/populations.toml, not of content/taxonomy/needs.toml — move it to the key where it belongs",
        ),
        (
            "needs = [\"crisis-line\", \"shelter\"]",
            "needs = []",
            "10:1: the list `needs` is empty — write at least one",
        ),
        (
            "needs = [\"crisis-line\", \"shelter\"]",
            "needs = [\"shelter\", \"shelter\"]",
            "10:21: `needs` holds \"shelter\" twice — delete one of them",
        ),
        (
            "needs = [\"crisis-line\", \"shelter\"]",
            "needs = \"shelter\"",
            "10:9: `needs` is of the kind string — write a list of texts: [\"one\", \"two\"]",
        ),
        (
            "everyone = false",
            "everyone = \"no\"",
            "11:12: `everyone` is of the kind string — write true or false, without quotes",
        ),
        (
            "email = \"help@example.org\"",
            "email = \"help at example.org\"",
            "14:9: \"help at example.org\" is not an e-mail address — write one address, such as help@example.org",
        ),
        (
            "fr = \"Mots simples.\"",
            "fr = \"Mots\\u0007\"",
            "8:43: `fr` holds an invisible control character — delete the character and type the line again",
        ),
    ] {
        assert_eq!(faults(HOUSE, from, to), format!("{HOUSE}:{expected}"));
    }
}

#[test]
fn damaged_phones_coverage_and_location() {
    for (from, to, expected) in [
        (
            "number = \"1-800-555-0100\"",
            "number = \"1-800-HELP\"",
            "18:10: \"1-800-HELP\": a telephone number has only digits, spaces, dots, hyphens, brackets and a leading + — write it as it is dialled, such as 1-800-555-0100 or 211",
        ),
        (
            "type = \"voice\"\nextension",
            "type = \"phone\"\nextension",
            "19:8: `type` is \"phone\" — use one of: voice, tty, sms, fax",
        ),
        (
            "type = \"sms\"",
            "type = \"tty\"",
            "24:11: a keyword is a word to text, and this is not an sms line — write type = \"sms\", or delete the keyword",
        ),
        (
            "extension = \"12\"",
            "extension = \"x12\"",
            "20:13: the extension \"x12\" is not digits — write its digits between quotes, such as \"12\"",
        ),
        (
            "region = \"okanagan\"",
            "region = \"okanogan\"",
            "28:10: there is no region \"okanogan\" — did you mean \"okanagan\"?",
        ),
        (
            "region = \"okanagan\"",
            "",
            "26:10: the coverage has no `region` — add `region = …`",
        ),
        (
            "scope = \"region\"",
            "scope = \"city\"",
            "27:9: `scope` is \"city\" — use one of: national, provinces, region",
        ),
        (
            "province = \"BC\" # location",
            "province = \"XY\"",
            "32:12: \"XY\" is not a province or territory — use its two capital letters, such as BC, QC or NT",
        ),
        (
            "longitude = -119.4966",
            "longitude = 119.4966",
            "33:12: the point 49.8863, 119.4966 is not in Canada — check both numbers: latitude is 41 to 84, longitude -142 to -52 with its minus sign",
        ),
        (
            "longitude = -119.4966",
            "",
            "30:10: the location has no `longitude` — add `longitude = …`",
        ),
        (
            "confidentiality = \"public\"",
            "confidentiality = \"hidden\"",
            "37:11: a location that is not public has an address — delete the address: this file is public",
        ),
        (
            "confidentiality = \"public\"",
            "",
            "30:10: the location has no `confidentiality` — add `confidentiality = …`",
        ),
    ] {
        assert_eq!(faults(HOUSE, from, to), format!("{HOUSE}:{expected}"));
    }
}

#[test]
fn damaged_hours_access_and_provenance() {
    for (from, to, expected) in [
        (
            "weekly = [\"mon-fri 08:00-17:00\"]",
            "weekly = [\"mon-fri 8-17\"]",
            "41:11: \"mon-fri 8-17\": unknown time \"17\": use 24-hour times with four digits, such as 08:00 or 17:30 — write days and times, such as \"mon-fri 08:00-17:00\"; for one date, \"2026-12-25 closed\"",
        ),
        (
            "time_zone = \"America/Vancouver\"",
            "time_zone = \"PST\"",
            "40:13: unknown time zone \"PST\": use an IANA name, such as America/Vancouver or America/St_Johns — write the zone as region/city, such as America/Toronto",
        ),
        (
            "time_zone = \"America/Vancouver\"",
            "",
            "39:10: the table of hours has no `time_zone` — add `time_zone = …`",
        ),
        (
            "time_zone = \"America/Vancouver\"",
            "time_zone = \"America/Vancouver\"\nalways = true",
            "41:1: the hours have both `always` and `weekly` — keep the one that is true",
        ),
        (
            "hours = { always = true }",
            "hours = { always = false }",
            "58:11: `always = false` says nothing about when it is open — write `weekly`, or leave the hours out when they are not known",
        ),
        (
            "hours = { always = true }",
            "hours = {}",
            "58:1: the hours say nothing — write them, or leave the table out when they are not known",
        ),
        (
            "spoken = [\"en\", \"fr\"]",
            "spoken = [\"English\", \"fr\"]",
            "61:11: \"English\" is not a language code — use a BCP 47 code in its usual form, such as fr, iu, crk or zh-Hant",
        ),
        (
            "minimum_age = 16",
            "minimum_age = 26",
            "65:1: the minimum age 26 is above the maximum age 24 — exchange them",
        ),
        (
            "minimum_age = 16",
            "minimum_age = 16.5",
            "65:15: `minimum_age` is 16.5 — write a whole number from 0 to 120",
        ),
        (
            "review_by = \"2027-05-24\"",
            "review_by = \"2026-05-24\"",
            "74:13: the review on 2026-05-24 is before the verification on 2026-11-20 — write the date when it should be asked again",
        ),
        (
            "verified_on = \"2026-11-20\"",
            "",
            "73:1: somebody verified it, and nobody knows when — add `verified_on = \"2026-11-24\"`, or delete `verified_by`",
        ),
        (
            "verified_on = \"2026-11-20\"",
            "verified_on = \"20 November\"",
            "72:15: \"20 November\" is not a date — write year-month-day, such as 2026-11-24",
        ),
        (
            "source_date = \"2022-09\"",
            "source_date = \"09/2022\"",
            "69:15: \"09/2022\" is not a date — write 2014, 2023-04 or 2023-04-15",
        ),
        (
            "source = [\"https://example.org/about\"]",
            "",
            "71:1: it was read from a source, and neither `source` nor `note` names it — add `source = [\"https://…\"]`, or be honest about the confidence",
        ),
        (
            "read_on = \"2026-11\" # first",
            "",
            "67:10: the provenance has no `read_on` — add `read_on = …`",
        ),
    ] {
        assert_eq!(faults(HOUSE, from, to), format!("{HOUSE}:{expected}"));
    }
}

#[test]
fn damaged_taxonomy_and_places() {
    for (file, from, to, expected) in [
        (
            "taxonomy/needs.toml",
            "id = \"shelter\"",
            "id = \"women\"",
            "content/directory/bc/example-house.toml:10:25: there is no term \"shelter\" — use an id of content/taxonomy/needs.toml, or add it there\ncontent/directory/bc/example-house.toml:49:10: there is no term \"shelter\" — use an id of content/taxonomy/needs.toml, or add it there\ncontent/taxonomy/phrases.en.toml:3:13: there is no term \"shelter\" — use an id of content/taxonomy, or add it there\ncontent/taxonomy/populations.toml:2:6: the term id \"women\" is taken: content/taxonomy/needs.toml:7 — give this one an id of its own, or delete one of the two",
        ),
        (
            "taxonomy/phrases.en.toml",
            "\"nowhere to sleep\"",
            "\"to the\"",
            "content/taxonomy/phrases.en.toml:1:1: the phrase \"to the\" has only words that carry no meaning — add a word that says what happens, or delete the phrase",
        ),
        (
            "taxonomy/phrases.en.toml",
            "leads_to = [\"shelter\"]",
            "leads_to = []",
            "content/taxonomy/phrases.en.toml:3:1: the list `leads_to` is empty — write at least one",
        ),
        (
            "taxonomy/fillers.toml",
            "fr = [\"le\", \"la\"]",
            "",
            "content/taxonomy/fillers.toml:1:1: the file has no `fr` — add `fr = …`",
        ),
        (
            "places/places.csv",
            "Kelowna,Kelowna,BC,49.8863,-119.4966,125109,city",
            "Kelowna,BC,49.8863,-119.4966,125109,city",
            "content/places/places.csv:2: the row has 6 cells instead of 7 — look for a missing or extra comma; text with a comma stands between double quotes",
        ),
        (
            "places/places.csv",
            "49.8863,-119.4966,125109",
            "49.8863,-119.4966,many",
            "content/places/places.csv:2: `population` is \"many\" — write a whole number, or nothing when it is not known",
        ),
        (
            "places/places.csv",
            "name_en,name_fr",
            "name,name_fr",
            "content/places/places.csv:1: the first line does not name the columns — write: name_en,name_fr,province,latitude,longitude,population,kind\ncontent/places/other_names.csv:2: there is no place \"St. John's\" in NL — write a `name_en` and `province` of content/places/places.csv",
        ),
        (
            "places/other_names.csv",
            "St. John's",
            "Saint John",
            "content/places/other_names.csv:2: there is no place \"Saint John\" in NL — write a `name_en` and `province` of content/places/places.csv",
        ),
        (
            "places/fsa.csv",
            "V1Y,Kelowna",
            "V1Y 4N7,Kelowna",
            "content/places/fsa.csv:2: `fsa` has more than three characters — never ship a whole postal code",
        ),
        (
            "places/fsa.csv",
            "V1Y,Kelowna",
            "V0H,Kelowna",
            "content/places/fsa.csv:2: `rural` is wrong — write 1 when the second character is 0, otherwise 0\ncontent/places/fsa.csv:3: the postal area V0H stands twice — delete one of the rows",
        ),
        (
            "places/regions.toml",
            "radius_km = 150",
            "radius_km = -150",
            "content/places/regions.toml:7:13: `radius_km` is -150 — write a whole number from 0 to 2500",
        ),
        (
            "places/regions.toml",
            "[\"V1\", \"V2A\"]",
            "[\"V1\", \"W2\"]",
            "content/places/regions.toml:8:34: \"W2\" does not begin a postal code — write one to three capital letters and digits, such as V, V6 or V6B",
        ),
        (
            "places/provinces.toml",
            "code = \"YT\"",
            "code = \"YK\"",
            "content/places/provinces.toml:86:8: \"YK\" is not a province or territory — use its two capital letters, such as BC, QC or NT",
        ),
    ] {
        let mut lines: Vec<&str> = expected.lines().collect();
        lines.sort_unstable();
        let found = faults(&format!("content/{file}"), from, to);
        let mut found: Vec<&str> = found.lines().collect();
        found.sort_unstable();
        assert_eq!(found, lines);
    }
}
