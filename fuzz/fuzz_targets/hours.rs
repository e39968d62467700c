//! Hours as they are written, asked at any moment.
#![no_main]

use directory::hours::{Exception, Interval, OpenState, Weekly, Zone};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (i64, &str)| {
    let (second, text) = input;
    let read = |line| Interval::parse(line).ok();
    let weekly = Weekly {
        time_zone: Zone::named("America/St_Johns").expect("it ships"),
        intervals: text.lines().filter_map(read).flatten().collect(),
        exceptions: text
            .lines()
            .filter_map(|line| Exception::parse(line).ok())
            .collect(),
    };
    let Ok(now) = jiff::Timestamp::from_second(second) else {
        return;
    };
    if let OpenState::Open { until } = weekly.at(now) {
        assert!(until > now);
    }
});
