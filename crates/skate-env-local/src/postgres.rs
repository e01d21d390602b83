//! PostgreSQL's programs, and a folder with one server's data: found, initialised, started and
//! stopped; only what speaks with a server (`session`) needs an async runtime.

pub(crate) mod account;
mod binaries;
mod blocking;
pub(crate) mod cluster;
mod interrupted;
mod package;
mod password;
mod pid_file;
pub(crate) mod port;
mod process;
mod server;
mod session;
mod settings;
mod start;

pub use account::Account;
pub(crate) use binaries::dump_program;
pub use binaries::{Binaries, NEWEST, OLDEST, Search};
pub(crate) use blocking::{blocking, finished};
pub use cluster::{Cluster, Setup};
pub(crate) use cluster::{enter, lock};
pub use package::package_name;
pub use password::generate_password;
pub use port::draw_port;
pub(crate) use port::draw_port_among;
pub use server::Server;
pub(crate) use session::{Session, Superuser};
pub use settings::Durability;
pub(crate) use start::{disk_full, tail};
