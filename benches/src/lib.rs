//! How fast the finder is, measured against what a person would use instead and against the floor
//! under any HTTP answer; how right and how fast duplicates are found. See `docs/benchmarks.md`.

pub mod duplicates;
pub mod export;
pub mod generator;
#[cfg(feature = "http")]
pub mod http;
#[cfg(feature = "finder")]
pub mod load;
pub mod machine;
#[cfg(feature = "finder")]
pub mod measure;
#[cfg(feature = "finder")]
pub mod queries;
#[cfg(feature = "finder")]
pub mod sqlite;
pub mod timing;
