//! Exit codes: the one table that says which error ends a command how.

use std::process::ExitCode;

use skate_env_core::Code;

/// An exit code. Scripts may rely on the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Exit {
    Done = 0,
    Failed = 1,
    Usage = 2,
    Refused = 3,
    NotSetUp = 4,
    Remote = 5,
    NotExecutable = 126,
    NotFound = 127,
}

/// A line of `skate-env help exit-codes`.
pub(crate) struct Row {
    pub(crate) exit: Exit,
    pub(crate) meaning: &'static str,
    /// Codes of errors with this exit code.
    pub(crate) codes: &'static [Code],
    /// Codes that only the command has.
    pub(crate) own: &'static [&'static str],
}

/// The arguments cannot be parsed.
pub(crate) const USAGE: &str = "usage";
/// The answer cannot be written.
pub(crate) const OUTPUT_FAILED: &str = "output_failed";
/// A program cannot be started.
pub(crate) const NOT_STARTED: &str = "not_started";

/// The command of `run` is there and cannot be started.
pub(crate) const NOT_EXECUTABLE: &str = "not_executable";
/// The command of `run` is not there.
pub(crate) const COMMAND_NOT_FOUND: &str = "command_not_found";
/// Ctrl-C ended the command.
pub(crate) const INTERRUPTED: &str = "interrupted";
/// Another command is working in the folder.
pub(crate) const FOLDER_BUSY: &str = "folder_busy";
/// The command of `perf run` ended with an error.
pub(crate) const COMMAND_FAILED: &str = "command_failed";
/// The seed ended with an error.
pub(crate) const SEED_FAILED: &str = "seed_failed";
/// The project configures no seed.
pub(crate) const NO_SEED: &str = "no_seed";
/// A cleanup could not delete every branch that it planned to delete.
pub(crate) const CLEANUP_INCOMPLETE: &str = "cleanup_incomplete";
/// No prices are known of the plan, or the price list cannot be used.
pub(crate) const NO_PRICES: &str = "no_prices";
/// Neither Neon nor a control plane on this machine is available.
pub(crate) const NO_CONTROL_PLANE: &str = "no_control_plane";

pub(crate) const TABLE: &[Row] = &[
    Row { exit: Exit::Done, meaning: "done", codes: &[], own: &[] },
    Row {
        exit: Exit::Failed,
        meaning: "failed",
        codes: &[
            Code::InternalError,
            Code::UnknownBranch,
            Code::AmbiguousName,
            Code::UnsupportedRuntime,
            Code::FileOutranked,
            Code::FileNotWritten,
            Code::MigrationFailed,
            Code::UnsafeMigration,
            Code::BranchGone,
            Code::TemplateFailed,
            Code::NotMade,
            Code::CertificateFailed,
            Code::ArchiveStalled,
            Code::DiskFull,
            Code::FolderInUse,
            Code::InitializeFailed,
            Code::InvalidName,
            Code::Io,
            Code::NoFreePort,
            Code::NoRandomness,
            Code::PointNotKept,
            Code::PortTaken,
            Code::ShutDown,
            Code::RecoveryFailed,
            Code::SessionFailed,
            Code::SessionTimeout,
            Code::StartFailed,
            Code::StateUnreadable,
            Code::StopFailed,
            Code::Tablespaces,
        ],
        own: &[
            OUTPUT_FAILED,
            NOT_STARTED,
            INTERRUPTED,
            FOLDER_BUSY,
            SEED_FAILED,
            COMMAND_FAILED,
            CLEANUP_INCOMPLETE,
        ],
    },
    Row {
        exit: Exit::Usage,
        meaning: "the command line cannot be parsed",
        codes: &[],
        own: &[USAGE],
    },
    Row {
        exit: Exit::Refused,
        meaning: "refused by a guard",
        codes: &[
            Code::ProductionTarget,
            Code::NotProduction,
            Code::IdentityMismatch,
            Code::IdentityUnproven,
            Code::UnmaskedData,
            Code::MigrationOrder,
            Code::DestructiveCommand,
            Code::DestructiveStatement,
            Code::UncommittedMigration,
            Code::ReadOnlyConnection,
            Code::UnreadableStatement,
            Code::GuardedConnection,
            Code::ProtectedBranch,
            Code::ProductionFromWorkstation,
            Code::RuntimeMismatch,
            Code::ForgottenTestDatabase,
            Code::TestServerNotLocal,
            Code::SharedTarget,
            Code::AmbiguousTarget,
            Code::PooledDirectMismatch,
            Code::InsecureTransport,
            Code::UnprovenFallback,
            Code::ProductionUnpinned,
            Code::UntrustedEvent,
            Code::BranchMismatch,
            Code::ImpossiblePolicy,
            Code::OverBudget,
            Code::WrongPurpose,
            Code::PooledForMigration,
            Code::SealUnavailable,
            Code::UnknownEnvironment,
            Code::InvalidUrl,
            Code::DamagedValue,
        ],
        own: &[],
    },
    Row {
        exit: Exit::NotSetUp,
        meaning: "not set up: a URL, a key, a file or the policy is missing or cannot be used",
        codes: &[
            Code::MissingUrl,
            Code::InvalidConfig,
            Code::UnreadableFile,
            Code::FolderOfAnotherUser,
            Code::FolderUnreachable,
            Code::NoAccount,
            Code::PostgresNotFound,
            Code::VersionMismatch,
            Code::VersionUnsupported,
        ],
        own: &[NO_CONTROL_PLANE, NO_PRICES, NO_SEED],
    },
    Row {
        exit: Exit::Remote,
        meaning: "Neon, GitHub, Vercel, the receiver of metrics or the database refused, or did not answer",
        codes: &[
            Code::LostReply,
            Code::OperationFailed,
            Code::InvalidAnswer,
            Code::NeonRefused,
            Code::NeonUnavailable,
            Code::GithubRefused,
            Code::GithubUnavailable,
            Code::VercelRefused,
            Code::VercelUnavailable,
            Code::MetricsRefused,
            Code::MetricsUnavailable,
            Code::DatabaseRefused,
            Code::DatabaseUnavailable,
            Code::MigrationLocked,
        ],
        own: &[],
    },
    // As shells, `env` and `timeout` have it.
    Row {
        exit: Exit::NotExecutable,
        meaning: "the command of `run` cannot be started",
        codes: &[],
        own: &[NOT_EXECUTABLE],
    },
    Row {
        exit: Exit::NotFound,
        meaning: "the command of `run` is not found",
        codes: &[],
        own: &[COMMAND_NOT_FOUND],
    },
];

impl Exit {
    /// The exit code of an error.
    pub(crate) fn of(code: Code) -> Self {
        let row = TABLE.iter().find(|row| row.codes.contains(&code));
        row.map_or(Self::Failed, |row| row.exit)
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_one_exit_code() {
        for code in Code::ALL {
            let count = TABLE.iter().filter(|row| row.codes.contains(code)).count();
            assert_eq!(count, 1, "{code} stands in {count} rows of exit.rs");
        }
    }

    #[test]
    fn every_exit_code_has_its_row() {
        let numbers: Vec<u8> = TABLE.iter().map(|row| row.exit as u8).collect();
        assert_eq!(numbers, [0, 1, 2, 3, 4, 5, 126, 127]);
    }
}
