//! Templates: data folders that `initdb` created once and that later clusters copy. For tests: all
//! copies of one template have the same system identifier.

use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use postgres_protocol::password::scram_sha_256;
use secrecy::ExposeSecret;
use skate_env_core::Code;

use super::child::{stdin, tail};
use super::initdb::initdb;
use super::{Account, Binaries, ClusterOptions};
use crate::files::{CopyAction, copy_tree, create_folder, file_names, open_folder, remove_folder};
use crate::{Error, Result};

const DRAFT: &str = "draft-";

/// Creates a data folder from the template in `templates` that fits these options, and creates the
/// template first if there is none.
pub(super) fn copy_template(
    templates: &Path,
    binaries: &Binaries,
    account: &Account,
    data: &Path,
    options: &ClusterOptions,
) -> Result<()> {
    let templates = open_folder(templates, account)?;
    let template = templates.join(key(binaries, options)?);
    ensure(&templates, &template, binaries, account, options)?;
    create_folder(data, account)?;
    copy_tree(&template, data, account, |_, _| CopyAction::Copy)?;
    set_password(binaries, account, data, options)
}

/// Everything that the content depends on, apart from the password.
fn key(binaries: &Binaries, options: &ClusterOptions) -> Result<String> {
    let postgres = binaries.program("postgres");
    let metadata = fs::metadata(&postgres).map_err(Error::io("open", &postgres))?;
    let mut hasher = DefaultHasher::new();
    (&postgres, metadata.len(), metadata.modified().ok(), &options.superuser).hash(&mut hasher);
    Ok(format!("{}-{:016x}", binaries.major(), hasher.finish()))
}

fn ensure(
    templates: &Path,
    template: &Path,
    binaries: &Binaries,
    account: &Account,
    options: &ClusterOptions,
) -> Result<()> {
    let path = templates.join("lock");
    let lock = File::create(&path).map_err(Error::io("write", &path))?;
    lock.lock().map_err(Error::io("lock", &path))?;
    if template.exists() {
        return Ok(());
    }
    // Only the holder of the lock has a draft: any other is of a killed process. Its `initdb` may
    // still be running, which is why each process has a draft of its own.
    for name in file_names(templates)?.iter().filter(|name| name.contains(DRAFT)) {
        let _ = remove_folder(&templates.join(name));
    }
    let draft = template.with_extension(format!("{DRAFT}{}", std::process::id()));
    initdb(binaries, account, templates, &draft, options)?;
    fs::rename(&draft, template).map_err(Error::io("rename", &draft))
}

/// Sets the superuser's password in single-user mode, which opens no port.
fn set_password(
    binaries: &Binaries,
    account: &Account,
    data: &Path,
    options: &ClusterOptions,
) -> Result<()> {
    let postgres = binaries.program("postgres");
    let verifier = scram_sha_256(options.password.expose_secret().as_bytes());
    let name = options.superuser.replace('"', "\"\"");
    let statement = format!("ALTER ROLE \"{name}\" PASSWORD '{verifier}'\n");
    let mut command = account.command(&postgres);
    command.arg("--single").args(["-c", "fsync=off", "-D"]).arg(data).arg("template1");
    // The locked file as standard output, since the input is a pipe: the home stays locked.
    command.stdin(Stdio::piped()).stdout(stdin(options.stdin.as_deref())?);
    command.stderr(Stdio::piped());
    let mut child = command.spawn().map_err(Error::io("run", &postgres))?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(statement.as_bytes()).map_err(Error::io("write to", &postgres))?;
    }
    let output = child.wait_with_output().map_err(Error::io("run", &postgres))?;
    let log = String::from_utf8_lossy(&output.stderr);
    if output.status.success() && !log.contains("ERROR:") {
        return Ok(());
    }
    let message = format!("the password could not be set in {}:\n{}", data.display(), tail(&log));
    Err(Error::new(Code::InitializeFailed, message, "Correct what the log names, then try again."))
}
