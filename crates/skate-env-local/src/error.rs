//! What can go wrong: a stable code, one sentence, a way out.

use std::io;
use std::path::{Path, PathBuf};

use crate::postgres::{NEWEST, OLDEST};

/// Why a server could not be found, initialised, started or stopped. No variant holds a secret.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No certificate could be made or used.
    #[error("no certificate for the servers: {reason}")]
    CertificateFailed {
        /// What the cryptographic library said.
        reason: String,
    },
    /// The server did not hand over its log for the history in time.
    #[error("the server on port {port} did not hand over its log: {said}")]
    ArchiveStalled {
        /// The server's port.
        port: u16,
        /// What the server says about it.
        said: String,
    },
    /// The disk that holds the cluster is full.
    #[error("there is no space left for {}", folder.display())]
    DiskFull {
        /// The cluster's folder.
        folder: PathBuf,
    },
    /// Another process, or a server that is not ours, works in the folder.
    #[error("{} is in use by another process", folder.display())]
    FolderInUse {
        /// The cluster's folder.
        folder: PathBuf,
    },
    /// The folder belongs to somebody other than the account that servers run as.
    #[error("{} belongs to another user than {account}", folder.display())]
    FolderOfAnotherUser {
        /// The cluster's folder.
        folder: PathBuf,
        /// The account that servers run as.
        account: String,
    },
    /// The account that servers run as may not enter a parent of the folder.
    #[error("the user {account} cannot reach {}: {} is closed to it", folder.display(), closed.display())]
    FolderUnreachable {
        /// The folder that is needed.
        folder: PathBuf,
        /// The parent that may not be entered.
        closed: PathBuf,
        /// The account that servers run as.
        account: String,
    },
    /// `initdb` failed.
    #[error("initdb could not make a cluster in {}:\n{output}", folder.display())]
    InitializeFailed {
        /// The cluster's folder.
        folder: PathBuf,
        /// The end of what `initdb` said.
        output: String,
    },
    /// A cluster's name or superuser is empty, too long or not printable ASCII.
    #[error("{name:?} cannot name a cluster or its superuser")]
    InvalidName {
        /// The name as given.
        name: String,
    },
    /// The system refused to read, write or run something.
    #[error("could not {action} {}: {source}", path.display())]
    Io {
        /// What was tried, as a verb.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
    /// We are root, and there is no account that servers could run as.
    #[error("PostgreSQL does not run as root, and neither a user `postgres` nor `nobody` exists")]
    NoAccount,
    /// Every port that was tried is taken.
    #[error("no free port was found on 127.0.0.1")]
    NoFreePort,
    /// The system has no random bytes for a password.
    #[error("the system gave no random bytes for a password")]
    NoRandomness,
    /// Something else listens on the port.
    #[error("port {port} on 127.0.0.1 is taken")]
    PortTaken {
        /// The port that was asked for.
        port: u16,
    },
    /// A moment that the history does not reach.
    #[error("{asked} cannot be restored: kept is {kept}")]
    PointNotKept {
        /// The moment that was asked for.
        asked: String,
        /// From when to when the history reaches.
        kept: String,
    },
    /// No usable binaries in any of the places.
    #[error("no PostgreSQL {OLDEST} to {NEWEST} was found")]
    PostgresNotFound {
        /// The folders that were looked at.
        looked_in: Vec<PathBuf>,
    },
    /// The server was shut down for good: its branch is gone, or everything is ending.
    #[error("the server in {} was shut down", folder.display())]
    ShutDown {
        /// The cluster's folder.
        folder: PathBuf,
    },
    /// The server could not be brought to a moment of its history.
    #[error("the recovery in {} failed:\n{log}", folder.display())]
    RecoveryFailed {
        /// The folder of the cluster that was to be.
        folder: PathBuf,
        /// The end of the server's log.
        log: String,
    },
    /// A server of ours refused a session or a statement.
    #[error("the server on port {port} refused: {said}")]
    SessionFailed {
        /// The server's port.
        port: u16,
        /// What it answered.
        said: String,
    },
    /// A server of ours did not answer in time.
    #[error("the server on port {port} did not answer")]
    SessionTimeout {
        /// The server's port.
        port: u16,
    },
    /// The server ended, or was not ready in time.
    #[error("the server in {} did not start:\n{log}", folder.display())]
    StartFailed {
        /// The cluster's folder.
        folder: PathBuf,
        /// The end of the server's log.
        log: String,
    },
    /// The branch was deleted meanwhile.
    #[error("branch {branch} is gone")]
    BranchGone {
        /// Its id.
        branch: String,
    },
    /// Another process failed, and said so.
    #[error("{message}")]
    Elsewhere {
        /// Its code.
        code: String,
        /// Its sentence.
        message: String,
        /// Its way out.
        hint: String,
    },
    /// The control plane could not be made.
    #[error("the control plane could not be started: {reason}")]
    NotMade {
        /// Why.
        reason: String,
    },
    /// The state file is damaged, or another version's.
    #[error("the state in {} cannot be read: {reason}", file.display())]
    StateUnreadable {
        /// The file.
        file: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The server did not stop.
    #[error("the server in {} did not stop", folder.display())]
    StopFailed {
        /// The cluster's folder.
        folder: PathBuf,
    },
    /// The server keeps some of its data outside its folder, where a copy would share it.
    #[error("the server in {} has tablespaces", folder.display())]
    Tablespaces {
        /// The server's data folder.
        folder: PathBuf,
    },
    /// The data was written by another major version.
    #[error("the data in {} was written by PostgreSQL {found}, the binaries are {binaries}", folder.display())]
    VersionMismatch {
        /// The cluster's folder.
        folder: PathBuf,
        /// The version that wrote the data.
        found: String,
        /// The version of the binaries.
        binaries: u32,
    },
    /// Binaries were found, but of a version that is not supported.
    #[error("{} is {found}; PostgreSQL {OLDEST} to {NEWEST} is needed", folder.display())]
    VersionUnsupported {
        /// Where the binaries are.
        folder: PathBuf,
        /// What `postgres --version` answered.
        found: String,
    },
}

impl Error {
    /// Every code, for whoever has to say something of each.
    pub const CODES: &'static [&'static str] = &[
        "branch_gone",
        "not_made",
        "certificate_failed",
        "archive_stalled",
        "disk_full",
        "folder_in_use",
        "folder_of_another_user",
        "folder_unreachable",
        "initialize_failed",
        "invalid_name",
        "io",
        "no_account",
        "no_free_port",
        "no_randomness",
        "point_not_kept",
        "port_taken",
        "postgres_not_found",
        "shut_down",
        "recovery_failed",
        "session_failed",
        "session_timeout",
        "start_failed",
        "state_unreadable",
        "stop_failed",
        "tablespaces",
        "version_mismatch",
        "version_unsupported",
    ];

    /// The stable name of this kind of failure, for programs.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::BranchGone { .. } => "branch_gone",
            Self::Elsewhere { code, .. } => code,
            Self::NotMade { .. } => "not_made",
            Self::CertificateFailed { .. } => "certificate_failed",
            Self::ArchiveStalled { .. } => "archive_stalled",
            Self::DiskFull { .. } => "disk_full",
            Self::FolderInUse { .. } => "folder_in_use",
            Self::FolderOfAnotherUser { .. } => "folder_of_another_user",
            Self::FolderUnreachable { .. } => "folder_unreachable",
            Self::InitializeFailed { .. } => "initialize_failed",
            Self::InvalidName { .. } => "invalid_name",
            Self::Io { .. } => "io",
            Self::NoAccount => "no_account",
            Self::NoFreePort => "no_free_port",
            Self::NoRandomness => "no_randomness",
            Self::PointNotKept { .. } => "point_not_kept",
            Self::PortTaken { .. } => "port_taken",
            Self::PostgresNotFound { .. } => "postgres_not_found",
            Self::ShutDown { .. } => "shut_down",
            Self::RecoveryFailed { .. } => "recovery_failed",
            Self::SessionFailed { .. } => "session_failed",
            Self::SessionTimeout { .. } => "session_timeout",
            Self::StartFailed { .. } => "start_failed",
            Self::StateUnreadable { .. } => "state_unreadable",
            Self::StopFailed { .. } => "stop_failed",
            Self::Tablespaces { .. } => "tablespaces",
            Self::VersionMismatch { .. } => "version_mismatch",
            Self::VersionUnsupported { .. } => "version_unsupported",
        }
    }

    /// The way out, in one sentence for a person.
    #[must_use]
    pub fn hint(&self) -> String {
        match self {
            Self::BranchGone { .. } => "Name another branch.".into(),
            Self::Elsewhere { hint, .. } => hint.clone(),
            Self::NotMade { .. } => "Mend what it names, then start it again.".into(),
            Self::CertificateFailed { .. } => {
                "Remove the home's folder `tls`: it is made anew.".into()
            }
            Self::ArchiveStalled { .. } => "See the server's log, then try again.".into(),
            Self::DiskFull { .. } => "Free some space (a new cluster needs about 50 MB).".into(),
            Self::FolderInUse { folder } => {
                format!("End the process that holds {}, or use another folder.", folder.display())
            }
            Self::FolderOfAnotherUser { account, .. } => {
                format!("Run as the folder's owner, give it to {account}, or use another folder.")
            }
            Self::FolderUnreachable { closed, .. } => {
                format!("Use a folder outside {}, or open it with `chmod o+x`.", closed.display())
            }
            Self::InitializeFailed { .. } => "Mend what initdb names, then try again.".into(),
            Self::InvalidName { .. } => "Use 1 to 63 printable ASCII characters.".into(),
            Self::Io { path, .. } => format!("Check that {} may be used.", path.display()),
            Self::NoAccount => "Add a user with `useradd --system postgres`.".into(),
            Self::NoFreePort => "Stop something that listens between 20000 and 29999.".into(),
            Self::NoRandomness => "Choose a password yourself.".into(),
            Self::PointNotKept { .. } => "Choose a moment that is kept.".into(),
            Self::PortTaken { port } => {
                format!("Stop what listens on {port}, or start the server on another port.")
            }
            Self::PostgresNotFound { .. } | Self::VersionUnsupported { .. } => install_hint(),
            Self::ShutDown { .. } => "Connect to a branch that exists.".into(),
            Self::RecoveryFailed { .. } => "Choose another moment, or see the log.".into(),
            Self::SessionFailed { .. } | Self::SessionTimeout { .. } => {
                "See the server's log, then try again.".into()
            }
            Self::StartFailed { .. } => "Mend what the log names, then start it again.".into(),
            Self::StateUnreadable { file, .. } => format!(
                "Use the skate-env that wrote it, or move {} away to begin anew.",
                file.parent().unwrap_or(file).display()
            ),
            Self::StopFailed { folder } => {
                format!("End the process in {}.", folder.join("data/postmaster.pid").display())
            }
            Self::Tablespaces { .. } => "Move its tables back and drop the tablespaces.".into(),
            Self::VersionMismatch { folder, .. } => format!(
                "Use binaries of that version, or remove {} if its data may go.",
                folder.display()
            ),
        }
    }

    /// Keeps what a server answered, without the details, which may quote a row.
    pub(crate) fn session(port: u16) -> impl FnOnce(tokio_postgres::Error) -> Self {
        move |error| {
            let said = match error.as_db_error() {
                Some(answer) => format!("{} ({})", answer.message(), answer.code().code()),
                None => error.to_string(),
            };
            Self::SessionFailed { port, said }
        }
    }

    /// Attaches what was tried to the system's answer; a full disk keeps its own code.
    pub(crate) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                Self::DiskFull { folder: path.into() }
            }
            _ => Self::Io { action, path: path.into(), source },
        }
    }
}

fn install_hint() -> String {
    let system = if cfg!(target_os = "macos") {
        "brew install postgresql@18"
    } else if cfg!(windows) {
        "winget install PostgreSQL.PostgreSQL.18"
    } else {
        "apt-get install postgresql"
    };
    format!(
        "Install it with `{system}`, or without changing the system with `npm install --save-dev {}`.",
        crate::postgres::package_name()
    )
}

#[cfg(test)]
mod tests {
    use super::Error;

    #[test]
    fn the_list_holds_every_code() {
        let source = include_str!("error.rs");
        let (_, rest) = source.split_once("pub fn code(").unwrap();
        let (body, _) = rest.split_once("pub fn hint(").unwrap();
        let written = body.split("=> \"").skip(1).map(|it| &it[..it.find('"').unwrap()]);
        assert_eq!(written.collect::<Vec<_>>(), Error::CODES);
    }
}
