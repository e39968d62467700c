//! How much one network may ask. Counted in memory, under a hash whose key dies with the process:
//! who asked cannot be read out of it, and nothing is written down.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use kernel::Random;
use sha2::{Digest as _, Sha256};

use super::problem::ApiProblem;

/// After so many requests, networks that have been quiet are forgotten.
const FORGET_EVERY: u32 = 4_096;

/// The counter of all networks.
#[derive(Debug)]
pub(crate) struct Limit {
    key: [u8; 32],
    limiter: DefaultKeyedRateLimiter<u64>,
    clock: DefaultClock,
    asked: AtomicU32,
}

impl Limit {
    /// Lets each network ask `per_minute` times a minute, all of them at once if it likes.
    pub(crate) fn new(per_minute: NonZeroU32, random: &dyn Random) -> Self {
        let mut key = [0; 32];
        random.fill(&mut key);
        Self {
            key,
            limiter: RateLimiter::keyed(Quota::per_minute(per_minute)),
            clock: DefaultClock::default(),
            asked: AtomicU32::new(0),
        }
    }

    /// Counts one request of a network; `None` is the network of those whose address is not known.
    pub(crate) fn count(&self, address: Option<IpAddr>) -> Result<(), ApiProblem> {
        if self.asked.fetch_add(1, Ordering::Relaxed) % FORGET_EVERY == FORGET_EVERY - 1 {
            self.limiter.retain_recent();
            self.limiter.shrink_to_fit();
        }
        self.limiter
            .check_key(&self.network(address))
            .map_err(|refused| {
                let wait = refused.wait_time_from(self.clock.now());
                ApiProblem::TooMany {
                    seconds: wait.as_secs() + 1,
                }
            })
    }

    /// One address of IPv4; the /64 of IPv6, which one household or office has.
    fn network(&self, address: Option<IpAddr>) -> u64 {
        let mut hash = Sha256::new_with_prefix(self.key);
        match address.map(|address| address.to_canonical()) {
            Some(IpAddr::V4(address)) => hash.update(address.octets()),
            Some(IpAddr::V6(address)) => hash.update(&address.octets()[..8]),
            None => {}
        }
        let mut first = [0; 8];
        first.copy_from_slice(&hash.finalize()[..8]);
        u64::from_le_bytes(first)
    }
}

#[cfg(test)]
mod tests {
    use kernel::SeededRandom;

    use super::*;

    fn limit(per_minute: u32) -> Limit {
        let per_minute = NonZeroU32::new(per_minute).expect("more than none");
        Limit::new(per_minute, &SeededRandom::new(1))
    }

    /// A code of 100 bits cannot be guessed; nor can anyone try for long.
    #[test]
    fn a_million_guesses_get_ten_tries_a_minute() {
        let limit = Limit::new(crate::house::CODES_PER_MINUTE, &SeededRandom::new(1));
        let one: Option<IpAddr> = "192.0.2.1".parse().ok();
        let begun = std::time::Instant::now();
        let tried = (0..1_000_000).filter(|_| limit.count(one).is_ok()).count();
        let minutes = usize::try_from(begun.elapsed().as_secs() / 60).unwrap_or(0) + 1;
        assert!((10..=10 * (minutes + 1)).contains(&tried), "{tried}");
    }

    #[test]
    fn a_network_is_counted_by_itself() {
        let limit = limit(3);
        let one: Option<IpAddr> = "192.0.2.1".parse().ok();
        let other: Option<IpAddr> = "192.0.2.2".parse().ok();
        for _ in 0..3 {
            assert_eq!(limit.count(one), Ok(()));
        }
        assert!(matches!(
            limit.count(one),
            Err(ApiProblem::TooMany { seconds: 1..=60 })
        ));
        assert_eq!(limit.count(other), Ok(()));
        assert_eq!(limit.count(None), Ok(()));
    }

    #[test]
    fn an_office_of_ipv6_is_one_network() {
        let limit = limit(3);
        let network = |address: &str| limit.network(address.parse().ok());
        assert_eq!(network("2001:db8:1:2::1"), network("2001:db8:1:2:ffff::9"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_eq!(network("::ffff:192.0.2.1"), network("192.0.2.1"));
    }
}
