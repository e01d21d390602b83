//! Reads `skate-env.toml` and dotenv files from disk: the one place where the library does so.

mod dotenv;
mod policy;
mod read;

pub use dotenv::{Dotenv, assigns_consent, dotenv_mode, load_dotenv};
pub use policy::{find_config, read_config};
