//! Reads `skate-env.toml` and dotenv files from disk, and writes the latter: the one place where
//! the library does so; and looks at the process itself where `Facts` are wanted.

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
