//! The name of its organization in front of a service's name, taken away.

use super::{Name, Names, key, length};

impl Names {
    /// A service's name without the name of its organization, which some sources put in front, even
    /// twice: all its words must be there, if mistyped, and a word must be left.
    pub(in crate::duplicates) fn without(
        &mut self,
        mut name: Name,
        organizations: &[Name; 2],
    ) -> Name {
        for organization in organizations.iter().filter(|name| name.count > 0) {
            while let Some(cut) = self.cut(&name, organization) {
                let start = name.start as usize;
                let mut kept = start;
                for at in start..start + usize::from(name.count) {
                    if cut & (1 << (at - start)) == 0 {
                        self.words[kept] = self.words[at];
                        kept += 1;
                    }
                }
                name.count = (kept - start) as u8;
                name.initials = 0;
                name.single = 0;
                name.key = key(self.of(&name));
                name.pairs = self.pairs(self.of(&name));
                name.letters = length(self.of(&name));
            }
        }
        name
    }

    /// The words of `name` that are the words of `organization`, one bit each; `None` when one is
    /// missing or nothing else would be left.
    fn cut(&self, name: &Name, organization: &Name) -> Option<u32> {
        if organization.count >= name.count {
            return None;
        }
        let words = self.of(name);
        let mut cut = 0_u32;
        for theirs in self.of(organization) {
            let free = |at: &usize| cut & (1 << at) == 0;
            let same = (0..words.len())
                .filter(free)
                .find(|&at| words[at].hash == theirs.hash);
            let at = same.or_else(|| {
                (0..words.len())
                    .filter(free)
                    .find(|&at| self.near(&words[at], theirs).is_some())
            })?;
            cut |= 1 << at;
        }
        Some(cut)
    }
}
