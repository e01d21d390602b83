//! PostgreSQL's programs and one cluster: found, initialised, started and stopped. Only what talks
//! to a server (`session`) needs an async runtime.

pub(crate) mod account;
mod backup_recovery;
mod binaries;
mod blocking;
mod child;
mod cluster;
mod initdb;
mod options;
mod package;
mod password;
mod pid_file;
mod pid_owner;
mod port;
mod server;
mod server_process;
mod session;
mod settings;
mod start;
mod template;

pub use account::Account;
pub(crate) use binaries::pg_dump;
pub use binaries::{Binaries, NEWEST, OLDEST, Search};
pub(crate) use blocking::{blocking, join};
pub(crate) use child::{disk_full, tail};
pub use cluster::Cluster;
pub use options::ClusterOptions;
pub use package::package_name;
pub use password::generate_password;
pub use port::free_port;
pub(crate) use port::{free_internal_port, free_port_among};
pub use server::Server;
pub(crate) use server_process::{running_process, stop_process};
pub(crate) use session::{Session, Superuser};
pub use settings::Durability;
