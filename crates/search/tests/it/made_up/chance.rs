//! Chance that is the same every time.

/// SplitMix64.
pub struct Chance(u64);

impl Chance {
    pub fn of(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    pub fn in_hundred(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// One of `from`, the earlier ones far more often.
    pub fn pick_early<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        let limit = 1 + self.below(from.len());
        let limit = 1 + self.below(limit);
        &from[self.below(limit)]
    }

    /// Up to `most` different ones of `from`.
    pub fn some<T: Clone + PartialEq>(&mut self, from: &[T], most: usize) -> Vec<T> {
        let mut some = Vec::new();
        for _ in 0..self.below(most + 1) {
            let one = self.pick_early(from).clone();
            if !some.contains(&one) {
                some.push(one);
            }
        }
        some
    }
}
