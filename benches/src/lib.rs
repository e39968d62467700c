//! How fast the finder is, measured against what a person would use instead and against the floor
//! under any HTTP answer. See `docs/benchmarks.md`.

pub mod export;
pub mod generator;
#[cfg(feature = "http")]
pub mod http;
pub mod load;
pub mod machine;
pub mod measure;
pub mod queries;
pub mod sqlite;
pub mod timing;
