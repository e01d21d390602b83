//! The Node.js binding of skate-env: it converts, calls and converts; it decides nothing.
//!
//! Failures leave as data and are thrown by the facade in `js/`. Nothing here is kept between
//! calls that belongs to an environment of Node.js, so the addon works in any number of threads.

mod catch_panic;
pub mod codes;
pub mod facts;
pub mod failure;
pub mod policy;
pub mod prisma;
pub mod request;
pub mod resolution;
