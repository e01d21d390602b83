//! PostgreSQL's programs, and a folder with one server's data: found, initialised, started and
//! stopped, without an async runtime.

pub(crate) mod account;
mod binaries;
mod cluster;
mod package;
mod password;
mod pid_file;
mod port;
mod process;
mod server;
mod settings;
mod start;

pub use account::Account;
pub use binaries::{Binaries, NEWEST, OLDEST, Search};
pub use cluster::{Cluster, Setup};
pub use package::package_name;
pub use password::generate_password;
pub use port::draw_port;
pub use server::Server;
pub use settings::Durability;
