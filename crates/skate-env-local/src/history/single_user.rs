//! Running PostgreSQL's recovery in single-user mode, in a data folder that no server uses yet.

use std::path::Path;
use std::process::Stdio;

use skate_env_core::Code;

use super::RecoveryTarget;
use crate::files::write_file;
use crate::postgres::{Account, Binaries, disk_full, tail};
use crate::{Error, Result};

/// The path is in a variable: in double quotes the shell does not interpret it.
const RESTORE: &str = r#"restore_command=test -f "$SKATE_ENV_WAL/%f" && cp "$SKATE_ENV_WAL/%f" %p"#;

/// Recovers a copied data folder to the target, and leaves it as after an ordinary shutdown.
///
/// Single-user mode opens no port, writes nothing into the folder that would have to be removed
/// again, and ends by itself when this process is killed.
pub(super) fn recover(
    data: &Path,
    archive: &Path,
    target: RecoveryTarget,
    binaries: &Binaries,
    account: &Account,
) -> Result<()> {
    write_file(&data.join("recovery.signal"), b"", account)?;
    let postgres = binaries.program("postgres");
    let mut command = account.command(&postgres);
    command.arg("--single").arg("-D").arg(data).env("SKATE_ENV_WAL", archive);
    for setting in [
        RESTORE,
        "recovery_target_action=promote",
        "recovery_target_timeline=current",
        "archive_mode=off",
        "hot_standby=off",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain(target.settings())
    {
        command.arg("-c").arg(setting);
    }
    let output = command
        .arg("template1")
        .stdin(Stdio::null())
        .output()
        .map_err(Error::io("run", &postgres))?;
    let text = String::from_utf8_lossy(&output.stderr);
    // A recovery that has reached its target removes this file.
    let signal = data.join("recovery.signal");
    if output.status.success() && !signal.exists() {
        return Ok(());
    }
    let folder = data.parent().unwrap_or(data);
    Err(disk_full(folder, &text).unwrap_or_else(|| {
        let message = format!("the recovery in {} failed:\n{}", folder.display(), tail(&text));
        Error::new(Code::RecoveryFailed, message, "Choose another moment, or see the log.")
    }))
}
