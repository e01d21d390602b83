//! A loopback PostgreSQL proxy that judges every statement before the database sees it.
mod grammar;
pub mod judge;
pub use grammar::{DeepStack, MAX_STATEMENT, Script, Unreadable};
