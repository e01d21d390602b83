//! The calls of Neon's API, one function each, grouped as Neon's documentation groups them.
//!
//! [`Request`]: super::Request

pub mod anonymized;
pub mod branches;
pub mod databases;
pub mod endpoints;
pub mod operations;
pub mod projects;
pub mod roles;
pub mod schema;
pub mod snapshots;

/// The most that a page may hold by Neon's document; the server may give less.
const PAGE: u32 = 100;
