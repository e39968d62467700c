//! Stable identifiers for records that ship with the program.

use uuid::Uuid;

/// The namespace of shipped records. Fixed for ever: changing it would change every address of a
/// service page and every HSDS id derived from it.
pub const SHIPPED: Uuid = Uuid::from_u128(0x6ca1_12d0_4c1d_4f6e_9f0e_0c61_6e72_6e01);

/// The identifier of the shipped record `slug` of `table` (UUIDv5, so that it is the same in
/// every installation and survives a rebuild).
pub fn shipped_id(table: &str, slug: &str) -> Uuid {
    Uuid::new_v5(&SHIPPED, format!("{table}/{slug}").as_bytes())
}
