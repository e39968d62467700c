//! How often a network may try, and how long an account waits after so many failures.
//!
//! Networks are held in memory only, as hashes under a key of this process that nobody knows: nothing
//! about them can be read from the database, a backup or, afterwards, this machine.

use std::collections::{HashMap, VecDeque};
use std::hash::{BuildHasher as _, RandomState};
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// Tries that a network has at once.
const BURST: f64 = 20.0;
/// How long until it has one more.
const REFILL: SignedDuration = SignedDuration::from_secs(15);
/// Networks remembered at one time; the oldest is forgotten first.
const NETWORKS: usize = 16_384;
/// Networks from which an account signed in, remembered per account.
const KNOWN_PER_ACCOUNT: usize = 4;
/// Failures that cost nothing: people mistype.
const FREE_FAILURES: i64 = 5;
/// The first wait; each failure doubles it.
const FIRST_WAIT: u64 = 30;
/// The longest wait. Nobody can lock an account for longer, however often they try.
const LONGEST_WAIT: u64 = 15 * 60;

/// How long an account waits after so many failures in a row.
pub(super) fn wait_after(failures: i64) -> Duration {
    let beyond = failures.saturating_sub(FREE_FAILURES);
    if beyond < 0 {
        return Duration::ZERO;
    }
    // Twenty doublings are far beyond the longest wait.
    let doublings = beyond.min(20);
    let seconds = FIRST_WAIT << doublings;
    Duration::from_secs(seconds.min(LONGEST_WAIT))
}

/// A network, as a hash that is good in this process only.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct NetworkKey(u64);

/// Says nothing.
impl std::fmt::Debug for NetworkKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("NetworkKey(…)")
    }
}

/// A bucket that fills with time.
#[derive(Debug, Clone, Copy)]
struct Bucket {
    tries: f64,
    at: Timestamp,
}

/// What this process remembers of networks.
#[derive(Debug, Default)]
pub(crate) struct Throttle {
    key: RandomState,
    buckets: Mutex<Remembered<NetworkKey, Bucket>>,
    known: Mutex<Remembered<u64, VecDeque<NetworkKey>>>,
}

/// A map that forgets its oldest entry when it is full.
#[derive(Debug)]
struct Remembered<K, V> {
    entries: HashMap<K, V>,
    order: VecDeque<K>,
}

impl<K, V> Default for Remembered<K, V> {
    fn default() -> Self {
        Self {
            entries: HashMap::new(),
            order: VecDeque::new(),
        }
    }
}

impl<K: Copy + Eq + std::hash::Hash, V> Remembered<K, V> {
    fn entry(&mut self, key: K, fresh: impl FnOnce() -> V) -> &mut V {
        if !self.entries.contains_key(&key) {
            if self.order.len() >= NETWORKS
                && let Some(oldest) = self.order.pop_front()
            {
                self.entries.remove(&oldest);
            }
            self.order.push_back(key);
        }
        self.entries.entry(key).or_insert_with(fresh)
    }
}

impl Throttle {
    /// The key of the network an address belongs to: the address in IPv4, its /64 in IPv6, where one
    /// household has as many addresses as it likes.
    pub(crate) fn network(&self, address: IpAddr) -> NetworkKey {
        let network = match address.to_canonical() {
            IpAddr::V4(address) => (4, u64::from(address.to_bits())),
            IpAddr::V6(address) => (6, (address.to_bits() >> 64) as u64),
        };
        NetworkKey(self.key.hash_one(network))
    }

    /// Takes one try of a network; how long it must wait when it has none.
    pub(crate) fn take(&self, network: NetworkKey, now: Timestamp) -> Result<(), Duration> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let bucket = buckets.entry(network, || Bucket {
            tries: BURST,
            at: now,
        });
        let refill = REFILL.as_secs_f64();
        let passed = now.duration_since(bucket.at).as_secs_f64().max(0.0);
        bucket.tries = (bucket.tries + passed / refill).min(BURST);
        bucket.at = now;
        if bucket.tries < 1.0 {
            let missing = (1.0 - bucket.tries) * refill;
            // Less than a millisecond is arithmetic, not waiting.
            return Err(Duration::from_secs((missing - 0.001).ceil() as u64));
        }
        bucket.tries -= 1.0;
        Ok(())
    }

    /// Gives a try back: what was asked for is there.
    pub(crate) fn give_back(&self, network: NetworkKey) {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bucket) = buckets.entries.get_mut(&network) {
            bucket.tries = (bucket.tries + 1.0).min(BURST);
        }
    }

    /// Remembers that `account` signed in from here, and gives the try back: an office where many sign
    /// in on a morning is no attack.
    pub(super) fn signed_in(&self, account: &str, network: NetworkKey) {
        self.give_back(network);
        let account = self.key.hash_one(account);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let networks = known.entry(account, VecDeque::new);
        if !networks.contains(&network) {
            if networks.len() >= KNOWN_PER_ACCOUNT {
                networks.pop_front();
            }
            networks.push_back(network);
        }
    }

    /// Whether `account` signed in from here lately: its owner does not wait for what strangers do
    /// elsewhere. They still have no more tries than their network.
    pub(super) fn knows(&self, account: &str, network: NetworkKey) -> bool {
        let account = self.key.hash_one(account);
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known
            .entries
            .get(&account)
            .is_some_and(|networks| networks.contains(&network))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).expect("a moment")
    }

    #[test]
    fn waits_grow_and_end() {
        let seconds: Vec<u64> = (0..14)
            .map(|failures| wait_after(failures).as_secs())
            .collect();
        assert_eq!(
            seconds,
            [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900, 900]
        );
        assert_eq!(wait_after(i64::MAX).as_secs(), 900);
    }

    #[test]
    fn a_network_has_a_burst_and_then_one_try_at_a_time() {
        let throttle = Throttle::default();
        let here = throttle.network("192.0.2.1".parse().expect("an address"));
        let there = throttle.network("192.0.2.2".parse().expect("an address"));
        for _ in 0..20 {
            assert!(throttle.take(here, at(0)).is_ok());
        }
        assert_eq!(throttle.take(here, at(0)), Err(Duration::from_secs(15)));
        assert!(throttle.take(there, at(0)).is_ok());
        assert_eq!(throttle.take(here, at(10)), Err(Duration::from_secs(5)));
        assert!(throttle.take(here, at(15)).is_ok());
        assert!(throttle.take(here, at(15)).is_err());
    }

    #[test]
    fn an_office_where_many_sign_in_is_no_attack() {
        let throttle = Throttle::default();
        let office = throttle.network("192.0.2.1".parse().expect("an address"));
        for person in 0..200 {
            assert!(throttle.take(office, at(0)).is_ok());
            throttle.signed_in(&person.to_string(), office);
        }
    }

    #[test]
    fn a_clock_that_goes_back_gives_nothing() {
        let throttle = Throttle::default();
        let here = throttle.network("192.0.2.1".parse().expect("an address"));
        for _ in 0..20 {
            assert!(throttle.take(here, at(100)).is_ok());
        }
        assert!(throttle.take(here, at(0)).is_err());
    }

    #[test]
    fn one_household_is_one_network() {
        let throttle = Throttle::default();
        let network = |text: &str| throttle.network(text.parse().expect("an address"));
        assert_eq!(network("2001:db8:1:2::1"), network("2001:db8:1:2:ffff::9"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_eq!(network("::ffff:192.0.2.1"), network("192.0.2.1"));
        assert_ne!(
            Throttle::default().network("192.0.2.1".parse().expect("an address")),
            network("192.0.2.1"),
            "another process has another key"
        );
    }

    #[test]
    fn memory_is_bounded() {
        let throttle = Throttle::default();
        for number in 0..40_000u32 {
            let network = throttle.network(IpAddr::from(number.to_be_bytes()));
            let _ = throttle.take(network, at(0));
            throttle.signed_in(&number.to_string(), network);
        }
        let buckets = throttle.buckets.lock().expect("unharmed");
        assert!(buckets.entries.len() <= NETWORKS && buckets.order.len() <= NETWORKS);
        assert!(throttle.known.lock().expect("unharmed").entries.len() <= NETWORKS);
    }
}
