//! Pages about the site itself.

pub(crate) mod chooser;
pub(crate) mod prose;
