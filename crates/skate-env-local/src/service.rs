//! A control plane as a process of its own, which other processes start, find and stop.

mod process;
mod serve;
mod spawn;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

pub use process::ControlPlaneProcess;
pub use serve::serve;
pub use spawn::spawn;

/// What a control plane writes into its home while it runs.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct ProcessInfo {
    process: u32,
    api_host: String,
    project_id: String,
}

fn info_file(home: &Path) -> PathBuf {
    home.join("control-plane.json")
}

/// The one line that the process prints on standard output: that it is ready, or why not.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StartMessage {
    Ready(ProcessInfo),
    Failed { code: String, message: String, hint: String },
}
