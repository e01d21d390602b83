//! The folder of this project's control plane on this machine.

use std::path::{Path, PathBuf};

use skate_env_local::{Account, Running};

use crate::context::Context;

const NAME: &str = ".skate-env";
/// For servers whose account cannot enter the project: those of root.
const ELSEWHERE: &str = "/var/lib/skate-env";
/// What shows that a control plane has been at home there.
const STATE: &str = "state.json";

/// Beside skate-env.toml, or else in the working directory; where the servers' account cannot
/// enter that, in a folder of the system's whose name follows from the project's path.
pub(crate) fn of(context: &Context) -> PathBuf {
    let project = context.project();
    let (home, elsewhere) = (project.join(NAME), elsewhere(&project));
    // Once somewhere, always there, though a folder may have been opened or closed meanwhile.
    let was = |home: &Path| home.join(STATE).exists();
    if was(&home) || (!was(&elsewhere) && is_in_reach(&home)) { home } else { elsewhere }
}

/// Whether a control plane was started for this project, running or not.
pub(crate) fn is_there(context: &Context) -> bool {
    of(context).join(STATE).exists()
}

/// The control plane that runs for this project. One that cannot be read is none.
pub(crate) fn running(context: &Context) -> Option<Running> {
    Running::find(&of(context)).ok().flatten()
}

fn is_in_reach(home: &Path) -> bool {
    Account::for_servers().and_then(|account| account.check_reach(home)).is_ok()
}

fn elsewhere(project: &Path) -> PathBuf {
    let hash = project
        .as_os_str()
        .as_encoded_bytes()
        .iter()
        .fold(FNV_BASIS, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(FNV_PRIME));
    Path::new(ELSEWHERE).join(format!("{hash:016x}"))
}

/// FNV-1a: the same in every version of this command.
const FNV_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01b3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_keeps_its_folder_in_every_version() {
        let folder = elsewhere(Path::new("/root/shop"));
        assert_eq!(folder, Path::new("/var/lib/skate-env/f86863b8db14a553"));
        assert_ne!(folder, elsewhere(Path::new("/root/shop2")));
    }
}
