//! PostgreSQL's own recovery, in a data folder that is nobody's yet.

use std::path::Path;
use std::process::Stdio;

use skate_env_core::Code;

use super::Point;
use crate::clone::write_file;
use crate::postgres::{Account, Binaries, disk_full, tail};
use crate::{Error, Result};

/// The path comes in a variable: within its quotes no name can be anything but a name.
const RESTORE: &str = r#"restore_command=test -f "$SKATE_ENV_WAL/%f" && cp "$SKATE_ENV_WAL/%f" %p"#;

/// Brings a copied data folder to the point, and leaves it as after an ordinary stop.
///
/// In single-user mode: no port is opened, nothing is written into the folder that would have
/// to be removed again, and when we are killed the process ends by itself.
pub(super) fn run(
    data: &Path,
    archive: &Path,
    point: Point,
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
    .chain(point.settings())
    {
        command.arg("-c").arg(setting);
    }
    let output = command
        .arg("template1")
        .stdin(Stdio::null())
        .output()
        .map_err(Error::io("run", &postgres))?;
    let said = String::from_utf8_lossy(&output.stderr);
    // Done is what a recovery that reached its target has removed.
    let signal = data.join("recovery.signal");
    if output.status.success() && !signal.exists() {
        return Ok(());
    }
    let folder = data.parent().unwrap_or(data);
    Err(disk_full(folder, &said).unwrap_or_else(|| {
        let message = format!("the recovery in {} failed:\n{}", folder.display(), tail(&said));
        Error::new(Code::RecoveryFailed, message, "Choose another moment, or see the log.")
    }))
}
