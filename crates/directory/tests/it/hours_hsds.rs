//! Hours as HSDS schedules.

use directory::hours::{Exception, Hours, Weekly};
use jiff::Timestamp;
use kernel::{Lang, Text};
use serde_json::{Value, json};

fn rows(hours: &Hours) -> Value {
    let now: Timestamp = "2026-11-24T12:00:00Z".parse().expect("sound");
    serde_json::to_value(hours.to_hsds(Lang::Fr, now)).expect("plain values")
}

#[test]
fn a_week_is_one_row_for_each_pair_of_times() {
    let lines = ["mon-fri 08:00-17:00", "sun,sat 22:00-24:00"];
    let mut weekly = Weekly::parse("America/St_Johns", lines).expect("sound");
    weekly.exceptions = vec![
        Exception::parse("2026-12-25 closed").expect("sound"),
        Exception::parse("2026-12-24 08:00-12:00").expect("sound"),
    ];
    assert_eq!(
        rows(&Hours::weekly(weekly)),
        json!([
            {"freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR", "opens_at": "08:00-03:30",
             "closes_at": "17:00-03:30", "timezone": -3.5, "notes": "America/St_Johns"},
            {"freq": "WEEKLY", "byday": "SA,SU", "opens_at": "22:00-03:30",
             "closes_at": "24:00-03:30", "timezone": -3.5, "notes": "America/St_Johns"},
            {"valid_from": "2026-12-25", "valid_to": "2026-12-25", "timezone": -3.5,
             "notes": "Closed / Fermé"},
            {"valid_from": "2026-12-24", "valid_to": "2026-12-24", "opens_at": "08:00-03:30",
             "closes_at": "12:00-03:30", "timezone": -3.5, "notes": "America/St_Johns"},
        ])
    );
}

#[test]
fn day_and_night_and_not_known() {
    assert_eq!(
        rows(&Hours::always()),
        json!([{"freq": "WEEKLY", "byday": "MO,TU,WE,TH,FR,SA,SU", "opens_at": "00:00", "closes_at": "24:00"}])
    );
    assert_eq!(rows(&Hours::unknown()), json!([]));
    let words = Hours {
        note: Text::new("Office hours", "Heures de bureau"),
        ..Hours::unknown()
    };
    assert_eq!(rows(&words), json!([{"description": "Heures de bureau"}]));
}
