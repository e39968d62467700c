//! Times of many queries, and the few numbers that say how they lie.

use std::time::Duration;

/// Median, 99th percentile, mean.
#[derive(Debug, Clone, Copy, Default)]
pub struct Summary {
    /// Half took no longer.
    pub p50: Duration,
    /// 99 of 100 took no longer.
    pub p99: Duration,
    /// The longest.
    pub longest: Duration,
    /// The mean.
    pub mean: Duration,
    /// How many.
    pub count: usize,
}

impl Summary {
    /// Of `times`, in any order.
    pub fn of(mut times: Vec<Duration>) -> Self {
        let Some(count) = u32::try_from(times.len()).ok().filter(|&count| count > 0) else {
            return Self::default();
        };
        times.sort_unstable();
        let at = |share: f64| {
            times[((times.len() as f64 * share).ceil() as usize).clamp(1, times.len()) - 1]
        };
        Self {
            p50: at(0.5),
            p99: at(0.99),
            longest: at(1.0),
            mean: times.iter().sum::<Duration>() / count,
            count: times.len(),
        }
    }

    /// Queries per second of one thread that does nothing else.
    pub fn per_second(&self) -> f64 {
        1.0 / self.mean.as_secs_f64()
    }
}

/// Milliseconds, for printing.
pub fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_that_happened() {
        let times = (1..=1_000).map(Duration::from_micros).collect();
        let summary = Summary::of(times);
        assert_eq!(summary.p50, Duration::from_micros(500));
        assert_eq!(summary.p99, Duration::from_micros(990));
        assert_eq!(summary.longest, Duration::from_millis(1));
        assert_eq!(Summary::of(Vec::new()).count, 0);
    }
}
