//! Reads `skate-env.toml` and dotenv files from disk, writes dotenv files, and finds out the
//! [`Facts`](crate::Facts) of this process.

mod around;
mod assignments;
mod dotenv;
mod draft;
mod facts;
mod folder;
mod marks;
mod missing;
mod policy;
mod read;
mod repository;
mod write;

pub use around::{AroundFile, files_around};
pub use assignments::every_assignment;
pub(crate) use dotenv::assigns_consent;
pub use dotenv::{Dotenv, dotenv_mode, load_dotenv, with_damage};
pub use facts::facts_of_process;
pub use marks::with_places_of_marks;
pub use missing::with_way_out;
pub use policy::{FoundConfig, find_config, find_config_beside, read_config};
pub use read::{MAX_FILE_BYTES, read_bytes, read_text};
pub use repository::{is_workspace, project_folders};
pub use write::write_env_file;
