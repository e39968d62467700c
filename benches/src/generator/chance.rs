//! Repeatable chance for one listing: splitmix64, seeded by the listing's number alone.

/// A small random sequence. The same seed gives the same sequence on every machine.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// The sequence of item `index` of the family `stream`; two families never share a sequence.
    pub fn of(stream: u64, index: u64) -> Self {
        let mut chance = Self(
            stream.wrapping_mul(0xd134_2543_de82_ef95) ^ index.wrapping_mul(0x2545_f491_4f6c_dd1d),
        );
        // Neighbouring seeds start close together: one step spreads them.
        let spread = chance.bits();
        Self(spread)
    }

    /// 64 random bits (splitmix64; Steele, Lea, Flood 2014).
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A whole number from 0 to `below` - 1.
    pub fn below(&mut self, below: usize) -> usize {
        ((u128::from(self.bits()) * below as u128) >> 64) as usize
    }

    /// A number from 0 to 1.
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// True in `percent` of 100 cases.
    pub fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of `choices`, all equally likely.
    pub fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len())]
    }

    /// One of `choices`, the early ones much likelier: the way words of a language are used.
    pub fn pick_early<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        let skewed = self.unit().powi(2);
        &choices[((skewed * choices.len() as f64) as usize).min(choices.len() - 1)]
    }

    /// A number around 0 with standard deviation 1, near enough to a bell curve for scattering.
    pub fn bell(&mut self) -> f64 {
        (0..6)
            .map(|_| self.unit())
            .sum::<f64>()
            .mul_add(1.414, -4.242)
    }

    /// The numbers 0 to `length` - 1 in a random order.
    pub fn order(&mut self, length: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..length).collect();
        for at in (1..length).rev() {
            order.swap(at, self.below(at + 1));
        }
        order
    }
}
