//! The error type of this crate: a code of [`Code`]'s table, one sentence and one hint.

use std::fmt;
use std::io;
use std::path::Path;

use skate_env_core::Code;

/// Why a server or a control plane could not be found, initialised, started, used or stopped. No
/// part of it holds a secret.
#[derive(Debug)]
pub struct Error {
    code: Code,
    message: String,
    hint: String,
    source: Option<io::Error>,
}

impl Error {
    /// The stable name of this kind of failure, for programs.
    #[must_use]
    pub fn code(&self) -> Code {
        self.code
    }

    /// What to do about it, in one sentence.
    #[must_use]
    pub fn hint(&self) -> &str {
        &self.hint
    }

    pub(crate) fn new(code: Code, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { code, message: message.into(), hint: hint.into(), source: None }
    }

    /// Whether the system answered that a file or folder does not exist.
    pub(crate) fn is_not_found(&self) -> bool {
        self.source.as_ref().is_some_and(|source| source.kind() == io::ErrorKind::NotFound)
    }

    /// Adds what was tried, as a verb, and the path to the system's answer. A full disk has a code
    /// of its own.
    pub(crate) fn io(action: &str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::disk_full(path),
            _ => {
                let path = path.display();
                let message = format!("could not {action} {path}: {source}");
                let hint = format!("Check that {path} exists and that you may use it.");
                Self { source: Some(source), ..Self::new(Code::Io, message, hint) }
            }
        }
    }

    /// What a server answered, without the details, which may quote a row.
    pub(crate) fn session(port: u16) -> impl FnOnce(tokio_postgres::Error) -> Self {
        move |error| {
            let reason = match error.as_db_error() {
                Some(answer) => format!("{} ({})", answer.message(), answer.code().code()),
                None => error.to_string(),
            };
            let message = format!("the server on port {port} refused: {reason}");
            Self::new(Code::SessionFailed, message, "See the server's log, then try again.")
        }
    }

    pub(crate) fn disk_full(folder: &Path) -> Self {
        let message = format!("there is no space left for {}", folder.display());
        Self::new(Code::DiskFull, message, "Free some space (a new cluster needs about 50 MB).")
    }

    /// Another process, or a server that we did not start, uses the folder.
    pub(crate) fn folder_in_use(folder: &Path) -> Self {
        let folder = folder.display();
        let message = format!("{folder} is in use by another process");
        let hint = format!("End the process that uses {folder}, or use another folder.");
        Self::new(Code::FolderInUse, message, hint)
    }

    pub(crate) fn no_randomness() -> Self {
        let message = "the system gave no random bytes for a password";
        Self::new(Code::NoRandomness, message, "Choose a password yourself.")
    }

    /// The control plane could not be created or started.
    pub(crate) fn not_made(reason: impl fmt::Display) -> Self {
        let message = format!("the control plane could not be started: {reason}");
        Self::new(Code::NotMade, message, "Correct what the message names, then start it again.")
    }

    pub(crate) fn port_taken(port: u16) -> Self {
        let message = format!("port {port} on 127.0.0.1 is taken");
        let hint = format!("Stop what listens on {port}, or start the server on another port.");
        Self::new(Code::PortTaken, message, hint)
    }

    /// The server of this cluster, or the control plane of this home, did not stop.
    pub(crate) fn stop_failed(folder: &Path, process: &str) -> Self {
        let message = format!("the server in {} did not stop", folder.display());
        Self::new(Code::StopFailed, message, format!("End {process}."))
    }

    /// The data was written by another major version.
    pub(crate) fn version_mismatch(folder: &Path, found: &str, binaries: u32) -> Self {
        let folder = folder.display();
        let message = format!(
            "the data in {folder} was written by PostgreSQL {found}, the binaries are {binaries}"
        );
        let hint = format!("Use binaries of version {found}, or remove {folder} with its data.");
        Self::new(Code::VersionMismatch, message, hint)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source as _)
    }
}
