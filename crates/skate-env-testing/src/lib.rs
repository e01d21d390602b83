//! A real PostgreSQL database for every test.
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use skate_env_testing::{Options, TestDatabase};
//!
//! let options = Options::of_crate(env!("CARGO_MANIFEST_DIR")); // runs `migrations/*.sql`
//! let database = TestDatabase::create(&options).await?;
//! println!("{}", database.name()); // database.url() is for the driver
//! # Ok(())
//! # }
//! ```
//!
//! - **A template** is built once for each content of migrations, seeds and extensions, and kept
//!   between runs. Tests get clones of it, which one process fills a pool with ahead.
//! - **The server** is one of this machine (`skate_env_local::TestServer`), started on demand, or the
//!   local one that `SKATE_ENV_TEST_SERVER` names. Locks and pool live in the server, so that
//!   threads, processes and test runners share them.
//! - **A database is handed out once.** It is dropped after its test, also when the process was
//!   killed; a test that fails keeps its own, and says how to open it.
//!
//! [`test`](macro@test) is the attribute for tests; [`TestDatabase::create`] is the constructor.

#[doc(hidden)]
pub mod __private;
mod address;
mod control;
mod error;
mod kept;
mod migration;
mod options;
mod pool;
mod server;
mod template;
mod test_database;
mod variables;
mod worker;

pub use kept::{KeptDatabase, drop_kept, list_kept};
pub use migration::{DraftDatabase, Migration};
pub use options::Options;
pub use server::{ServerChoice, start_server, status_of_server, stop_server};
pub use test_database::TestDatabase;
pub use variables::variables_of;

/// Makes a test of a function that takes a [`TestDatabase`].
///
/// The function is `async` or not; an async one runs on a tokio runtime of its own, of one thread.
/// Without an argument, migrations are those of [`Options::of_crate`]; the argument is a function
/// from the crate's folder to [`Options`].
///
/// ```
/// use skate_env_testing::{Options, TestDatabase};
///
/// fn with_seed(folder: &str) -> Options {
///     Options::of_crate(folder).seed_file("tests/seed.sql")
/// }
///
/// #[skate_env_testing::test(with_seed)]
/// async fn orders_are_counted(database: TestDatabase) {
///     // connect to database.url()
/// }
/// ```
pub use skate_env_testing_macros::test;

/// The error of every fallible function of this crate: a code, a sentence and what to do.
pub use skate_env_core::Error;

/// The result of every fallible function of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;
