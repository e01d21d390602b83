//! A control plane as a process of its own: started, found again and stopped by others.

mod find;
mod serve;
mod spawn;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

pub use find::Running;
pub use serve::serve;
pub use spawn::spawn;

/// What a control plane leaves in its home while it runs.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Notice {
    process: u32,
    api_host: String,
    project_id: String,
}

fn notice(home: &Path) -> PathBuf {
    home.join("control-plane.json")
}

/// What the process says on its standard output, in one line: that it is ready, or why not.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum FirstWord {
    Ready(Notice),
    Failed { code: String, message: String, hint: String },
}
