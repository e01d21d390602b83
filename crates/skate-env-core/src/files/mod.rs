//! Reads `skate-env.toml` and dotenv files from disk, and writes the latter: the one place where
//! the library does so.

mod dotenv;
mod draft;
mod folder;
mod policy;
mod read;
mod write;

pub use dotenv::{Dotenv, assigns_consent, dotenv_mode, load_dotenv};
pub use policy::{find_config, read_config};
pub use write::write_env_file;
