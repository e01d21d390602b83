//! Every environment side by side: what each would be given here, and which of them share a
//! database.
//!
//! No URL is given out, so no consent is needed: production can be inspected from a workstation. [`inspect`] looks at one environment, with the variables that a
//! process of it would have; [`Isolation::of`] compares.
//!
//! ```
//! use skate_env_core::isolation::{Isolation, inspect};
//! use skate_env_core::{Config, Environment, Request, Variables};
//!
//! let variables = Variables::from([
//!     ("POSTGRES_PRISMA_URL_STAGING", "postgresql://app:s3cret@localhost/shop"),
//!     ("POSTGRES_PRISMA_URL_DEV", "postgresql://app:s3cret@127.0.0.1:5432/shop"),
//! ]);
//! let inspections = Environment::ALL
//!     .map(|environment| inspect(environment, &variables, &Config::default(), &Request::new()));
//! let isolation = Isolation::of(Environment::Development, inspections);
//! assert_eq!(isolation.refusal().unwrap().code().as_str(), "shared_target");
//! ```

mod compare;
mod database;
mod inspection;
#[cfg(test)]
mod tests;

pub use compare::{Isolation, Pair};
pub use inspection::{Inspection, State, inspect};
