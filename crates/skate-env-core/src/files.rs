//! Reads `skate-env.toml` and dotenv files from disk, writes dotenv files, and finds out the
//! [`Facts`](crate::Facts) of this process.

mod dotenv;
mod draft;
mod facts;
mod folder;
mod policy;
mod read;
mod write;

pub(crate) use dotenv::assigns_consent;
pub use dotenv::{Dotenv, dotenv_mode, load_dotenv};
pub use facts::facts_of_process;
pub use policy::{find_config, read_config};
pub use write::write_env_file;
