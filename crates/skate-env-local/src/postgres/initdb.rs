//! Running `initdb`.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret, SecretString};
use skate_env_core::Code;

use super::child::{disk_full, stdin, tail};
use super::{Account, Binaries, ClusterOptions, settings};
use crate::{Error, Result};

/// Creates a data folder: SCRAM passwords from the first moment, UTF-8, and a locale that sorts the
/// same on every machine. `cluster` is the folder that errors name and that holds the password file
/// meanwhile.
pub(super) fn initdb(
    binaries: &Binaries,
    account: &Account,
    cluster: &Path,
    data: &Path,
    options: &ClusterOptions,
) -> Result<()> {
    let program = binaries.program("initdb");
    let password = PasswordFile::write(cluster, account, &options.password)?;
    let mut command = account.command(&program);
    command.arg("--pgdata").arg(data).arg("--pwfile").arg(&password.0);
    command.args(["--username", &options.superuser]);
    command.args(["--auth=scram-sha-256", "--encoding=UTF8", "--no-instructions"]);
    // A quarter of PostgreSQL's default: every copy of the cluster holds one or two of these files.
    command.arg("--wal-segsize=4");
    // initdb would sync a thousand files one by one; the caller syncs all of them by one call.
    command.arg("--no-sync");
    command.args(locale(binaries.major())).stdin(stdin(options.stdin.as_deref())?);
    let output = command.output().map_err(Error::io("run", &program))?;
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr);
        return Err(disk_full(cluster, &text).unwrap_or_else(|| {
            let folder = cluster.display();
            let message =
                format!("initdb could not create a cluster in {folder}:\n{}", tail(&text));
            let hint = "Correct what initdb names, then try again.";
            Error::new(Code::InitializeFailed, message, hint)
        }));
    }
    Ok(())
}

/// Has the server of this data folder read our settings file after its own.
pub(super) fn include_settings(data: &Path) -> Result<()> {
    let main = data.join("postgresql.conf");
    let include = |mut file: File| file.write_all(settings::INCLUDE.as_bytes());
    let opened = OpenOptions::new().append(true).open(&main);
    opened.and_then(include).map_err(Error::io("write", &main))
}

/// PostgreSQL 17 and later have their own C.UTF-8; earlier ones use the system's, or plain bytes.
fn locale(major: u32) -> &'static [&'static str] {
    match major {
        17.. => &["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"],
        _ if cfg!(target_os = "linux") => &["--locale=C.UTF-8"],
        _ => &["--locale=C"],
    }
}

/// Passes the password to `initdb` in a file that only the account can read. Dropping it removes
/// the file.
struct PasswordFile(PathBuf);

impl PasswordFile {
    fn write(folder: &Path, account: &Account, password: &SecretString) -> Result<Self> {
        let path = folder.join("password");
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Error::io("remove", &path)(error));
            }
            _ => {}
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path).map_err(Error::io("write", &path))?;
        let guard = Self(path);
        file.write_all(password.expose_secret().as_bytes())
            .map_err(Error::io("write", &guard.0))?;
        account.own(&guard.0)?;
        Ok(guard)
    }
}

impl Drop for PasswordFile {
    fn drop(&mut self) {
        // If this fails: the folder is closed to other users, and the next start removes it.
        let _ = fs::remove_file(&self.0);
    }
}
