//! The folder in which the control plane on this machine keeps a project's data: `.skate-env`.

use std::path::{Path, PathBuf};

use skate_env_local::{Account, ControlPlaneProcess};

use crate::context::Context;

const NAME: &str = ".skate-env";
/// For root, whose servers run under an account that may not be able to enter the project.
const SYSTEM_FOLDER: &str = "/var/lib/skate-env";
/// The file that shows that a control plane keeps data in a folder.
const STATE: &str = "state.json";

/// Beside skate-env.toml, or in the working directory. If the servers' account cannot enter that,
/// a system folder whose name is derived from the project's path.
pub(crate) fn of(context: &Context) -> PathBuf {
    let project = context.project();
    let (home, fallback) = (project.join(NAME), system_folder(&project));
    // A folder that holds data stays in use, though permissions may have changed.
    let holds_data = |home: &Path| home.join(STATE).exists();
    if holds_data(&home) || (!holds_data(&fallback) && is_reachable(&home)) {
        home
    } else {
        fallback
    }
}

/// Whether a control plane was started for this project, running or not.
pub(crate) fn has_control_plane(context: &Context) -> bool {
    of(context).join(STATE).exists()
}

/// The control plane that runs for this project. `None` also if its state cannot be read.
pub(crate) fn running(context: &Context) -> Option<ControlPlaneProcess> {
    ControlPlaneProcess::find(&of(context)).ok().flatten()
}

fn is_reachable(home: &Path) -> bool {
    Account::for_servers().and_then(|account| account.check_reach(home)).is_ok()
}

fn system_folder(project: &Path) -> PathBuf {
    let hash = project
        .as_os_str()
        .as_encoded_bytes()
        .iter()
        .fold(FNV_BASIS, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(FNV_PRIME));
    Path::new(SYSTEM_FOLDER).join(format!("{hash:016x}"))
}

/// FNV-1a: the same in every version of this command.
const FNV_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01b3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_keeps_its_folder_in_every_version() {
        let folder = system_folder(Path::new("/root/shop"));
        assert_eq!(folder, Path::new("/var/lib/skate-env/f86863b8db14a553"));
        assert_ne!(folder, system_folder(Path::new("/root/shop2")));
    }
}
