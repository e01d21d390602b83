//! The native addon of the npm package: resolves database URLs for Node.js.
//!
//! It converts arguments, calls the core and converts the result; it makes no decision. Errors are
//! returned as data, and JavaScript (`js/`) throws them. No state belongs to one JavaScript
//! environment, so the addon works in any number of worker threads.

mod catch_panic;
pub mod codes;
pub mod facts;
pub mod failure;
pub mod policy;
pub mod prisma;
pub mod request;
pub mod resolution;
