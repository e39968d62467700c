//! The policies and the schema, folded into the program and parsed once.

use std::sync::LazyLock;

use cedar_policy::PolicySet;

/// The policy files, in the order in which a reader should meet them.
pub(crate) const FILES: [(&str, &str); 5] = [
    ("everyone", include_str!("../policies/everyone.cedar")),
    ("machine", include_str!("../policies/machine.cedar")),
    ("people", include_str!("../policies/people.cedar")),
    ("directory", include_str!("../policies/directory.cedar")),
    ("casework", include_str!("../policies/casework.cedar")),
];

/// What the policies speak of; a test holds them against it.
#[cfg(test)]
pub(crate) const SCHEMA: &str = include_str!("../policies/cairn.cedarschema");

/// All policies as one set.
pub(crate) static POLICIES: LazyLock<PolicySet> = LazyLock::new(|| {
    let text = FILES.map(|(_, text)| text).join("\n");
    // A test parses the same text: this cannot fail in a program that passed it.
    text.parse().expect("the policies in the program parse")
});
