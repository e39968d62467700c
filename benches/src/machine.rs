//! What the run is standing on: processors, memory, time spent by this thread alone.

use std::fs;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// The machine of a run, as far as it matters to a number.
#[derive(Debug, Clone)]
pub struct Machine {
    /// Processors this program may use.
    pub cores: usize,
    /// Their name.
    pub model: String,
    /// Memory, GiB.
    pub memory_gib: f64,
    /// Work waiting when the run began: above 0.5, wall times are not to be trusted.
    pub load: f64,
}

impl Machine {
    /// This one; what cannot be read is left blank.
    pub fn here() -> Self {
        let cpuinfo = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
        let meminfo = fs::read_to_string("/proc/meminfo").unwrap_or_default();
        let loadavg = fs::read_to_string("/proc/loadavg").unwrap_or_default();
        Self {
            cores: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
            model: field(&cpuinfo, "model name").unwrap_or_else(|| "unknown".to_owned()),
            memory_gib: kibibytes(&meminfo, "MemTotal") / 1_048_576.0,
            load: loadavg
                .split(' ')
                .next()
                .and_then(|load| load.parse().ok())
                .unwrap_or(0.0),
        }
    }
}

/// Resident memory of this process, MiB.
#[derive(Debug, Clone, Copy)]
pub struct Memory {
    /// Now (VmRSS).
    pub now: f64,
    /// At its highest (VmHWM).
    pub peak: f64,
    /// Of it, not backed by a file (RssAnon): an index on disk is mapped and can be dropped.
    pub anonymous: f64,
}

impl Memory {
    /// Of this process.
    pub fn here() -> Self {
        let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
        Self {
            now: kibibytes(&status, "VmRSS") / 1024.0,
            peak: kibibytes(&status, "VmHWM") / 1024.0,
            anonymous: kibibytes(&status, "RssAnon") / 1024.0,
        }
    }
}

fn field(text: &str, name: &str) -> Option<String> {
    text.lines().find_map(|line| {
        Some(
            line.strip_prefix(name)?
                .trim_start()
                .strip_prefix(':')?
                .trim()
                .to_owned(),
        )
    })
}

fn kibibytes(text: &str, name: &str) -> f64 {
    field(text, name)
        .and_then(|value| value.split(' ').next()?.parse().ok())
        .unwrap_or(0.0)
}

/// Processor time of the calling thread: on a shared machine, the number to compare.
pub fn thread_cpu() -> Duration {
    duration(ClockId::ThreadCPUTime)
}

/// Processor time of the whole process, all threads.
pub fn process_cpu() -> Duration {
    duration(ClockId::ProcessCPUTime)
}

fn duration(clock: ClockId) -> Duration {
    let time = clock_gettime(clock);
    Duration::new(
        u64::try_from(time.tv_sec).unwrap_or(0),
        u32::try_from(time.tv_nsec).unwrap_or(0),
    )
}

/// Bytes of all files below `folder`.
pub fn folder_bytes(folder: &std::path::Path) -> std::io::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() {
            bytes += folder_bytes(&entry.path())?;
        } else if kind.is_file() {
            bytes += entry.metadata()?.len();
        }
    }
    Ok(bytes)
}
