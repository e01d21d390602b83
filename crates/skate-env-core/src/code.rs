//! The table of error codes. Rust, Node, the command and `docs/codes.md` are made from it.

use std::fmt;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $text:literal;)+) => {
        /// What kind of problem was found: stable, never renamed, safe to match on.
        ///
        /// Declared worst first, and ordered that way: the smallest code of an error is its own.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Code {
            /// Every code, worst first.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code as it is printed and matched: `production_target`.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// What the code means, in one sentence.
            #[must_use]
            pub const fn summary(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+).trim_ascii()),+ }
            }
        }
    };
}

codes! {
    /// An error in skate-env itself: please report it.
    InternalError = "internal_error";
    /// An environment other than production leads to production's database.
    ProductionTarget = "production_target";
    /// Production resolves to a database that is not production's pin.
    NotProduction = "not_production";
    /// The database that answered is not the one that the URL and the pins name.
    IdentityMismatch = "identity_mismatch";
    /// A command that may destroy or rewrite data was aimed at production or staging.
    DestructiveCommand = "destructive_command";
    /// A statement that destroys data was sent over a guarded connection.
    DestructiveStatement = "destructive_statement";
    /// A statement that stands in no committed migration was sent to production.
    UncommittedMigration = "uncommitted_migration";
    /// A statement that may write was sent over a connection that only reads.
    ReadOnlyConnection = "read_only_connection";
    /// A statement that cannot be judged was sent over a guarded connection.
    UnreadableStatement = "unreadable_statement";
    /// A client asked a guarded connection for another database, another role or no limits.
    GuardedConnection = "guarded_connection";
    /// The branch is protected: it must not be deleted, reset or used for something else.
    ProtectedBranch = "protected_branch";
    /// Production was requested on a machine that is not a recognised deployment, without consent.
    ProductionFromWorkstation = "production_from_workstation";
    /// The requested environment contradicts the platform or the test runner.
    RuntimeMismatch = "runtime_mismatch";
    /// A test connects to a database that was not created for it.
    ForgottenTestDatabase = "forgotten_test_database";
    /// Test databases are created on servers of this machine alone.
    TestServerNotLocal = "test_server_not_local";
    /// Two environments lead to the same database.
    SharedTarget = "shared_target";
    /// The database that answered does not prove which one it is.
    IdentityUnproven = "identity_unproven";
    /// Personal data would be reachable where only masked data may be.
    UnmaskedData = "unmasked_data";
    /// A migration must not be applied there yet: it skips an environment, or is not the one that was tested.
    MigrationOrder = "migration_order";
    /// A migration may lose data, lock out the app or be half applied.
    UnsafeMigration = "unsafe_migration";
    /// PostgreSQL drivers do not agree on where the URL leads.
    AmbiguousTarget = "ambiguous_target";
    /// The pooled and the direct URL lead to two different databases.
    PooledDirectMismatch = "pooled_direct_mismatch";
    /// The connection to a public host may travel unencrypted.
    InsecureTransport = "insecure_transport";
    /// A general URL would serve this environment, and nothing proves that it is not production's.
    UnprovenFallback = "unproven_fallback";
    /// Production is not pinned, so no database can be told apart from it.
    ProductionUnpinned = "production_unpinned";
    /// The event of the pull request cannot be trusted, or is not one of a pull request.
    UntrustedEvent = "untrusted_event";
    /// A branch of that name exists, and it is not the branch that was requested.
    BranchMismatch = "branch_mismatch";
    /// Neon's plan or rules do not allow what the policy of a class of branches requires.
    ImpossiblePolicy = "impossible_policy";
    /// The month exceeds its budget, so that no branch is created.
    OverBudget = "over_budget";
    /// The purpose does not belong to the environment.
    WrongPurpose = "wrong_purpose";
    /// The purpose needs a direct connection and only a pooled one is set.
    PooledForMigration = "pooled_for_migration";
    /// The command cannot be sealed on this system.
    SealUnavailable = "seal_unavailable";
    /// The name is not the name of an environment.
    UnknownEnvironment = "unknown_environment";
    /// The value is not a connection string that can be used.
    InvalidUrl = "invalid_url";
    /// A value is not what its author wrote in a dotenv file.
    DamagedValue = "damaged_value";
    /// No connection string is set.
    MissingUrl = "missing_url";
    /// The policy (skate-env.toml, a pin, an option) cannot be used as written.
    InvalidConfig = "invalid_config";
    /// No branch has that name or id.
    UnknownBranch = "unknown_branch";
    /// More than one branch, role or database could be meant.
    AmbiguousName = "ambiguous_name";
    /// A migration was not applied, or only in part.
    MigrationFailed = "migration_failed";
    /// Another session holds a lock that the migration needs.
    MigrationLocked = "migration_locked";
    /// A reply was lost, so it is not known whether the request was carried out.
    LostReply = "lost_reply";
    /// Neon started the operation, and it failed.
    OperationFailed = "operation_failed";
    /// An API's answer contradicts itself or cannot be read.
    InvalidAnswer = "invalid_answer";
    /// Neon refused the request.
    NeonRefused = "neon_refused";
    /// Neon did not answer, or not in time.
    NeonUnavailable = "neon_unavailable";
    /// GitHub refused the request.
    GithubRefused = "github_refused";
    /// GitHub did not answer, or not in time.
    GithubUnavailable = "github_unavailable";
    /// Vercel refused the request.
    VercelRefused = "vercel_refused";
    /// Vercel did not answer, or not in time.
    VercelUnavailable = "vercel_unavailable";
    /// The receiver of metrics refused them.
    MetricsRefused = "metrics_refused";
    /// The receiver of metrics did not answer, or not in time.
    MetricsUnavailable = "metrics_unavailable";
    /// The database refused the connection or a statement.
    DatabaseRefused = "database_refused";
    /// The database did not answer, or not in time.
    DatabaseUnavailable = "database_unavailable";
    /// What was written to a dotenv file has no effect, because something outranks it.
    FileOutranked = "file_outranked";
    /// A file was not written, and is unchanged.
    FileNotWritten = "file_not_written";
    /// A file cannot be read.
    UnreadableFile = "unreadable_file";
    /// The branch was deleted.
    BranchGone = "branch_gone";
    /// A migration or a seed failed while the template of a suite's databases was built.
    TemplateFailed = "template_failed";
    /// The control plane on this machine could not be started.
    NotMade = "not_made";
    /// The TLS certificate of the servers on this machine could not be created or read.
    CertificateFailed = "certificate_failed";
    /// A server on this machine does not archive its log, so that its history has a gap.
    ArchiveStalled = "archive_stalled";
    /// The disk is full.
    DiskFull = "disk_full";
    /// Another process uses the folder.
    FolderInUse = "folder_in_use";
    /// The folder belongs to another user than the one that PostgreSQL runs as.
    FolderOfAnotherUser = "folder_of_another_user";
    /// The user that PostgreSQL runs as may not enter a parent of the folder.
    FolderUnreachable = "folder_unreachable";
    /// `initdb` failed.
    InitializeFailed = "initialize_failed";
    /// A name is empty, too long or not printable ASCII.
    InvalidName = "invalid_name";
    /// The system could not read, write or run something.
    Io = "io";
    /// PostgreSQL does not run as root, and this machine has no other user for it.
    NoAccount = "no_account";
    /// No free port was found on 127.0.0.1.
    NoFreePort = "no_free_port";
    /// The system has no random bytes for a password.
    NoRandomness = "no_randomness";
    /// The branch's history does not reach back to that moment.
    PointNotKept = "point_not_kept";
    /// Another process listens on the port.
    PortTaken = "port_taken";
    /// No PostgreSQL of a supported version was found.
    PostgresNotFound = "postgres_not_found";
    /// The server was shut down for good: its branch was deleted, or the control plane is ending.
    ShutDown = "shut_down";
    /// PostgreSQL could not recover the data to that moment.
    RecoveryFailed = "recovery_failed";
    /// A server on this machine refused a connection or a statement.
    SessionFailed = "session_failed";
    /// A server on this machine did not answer in time.
    SessionTimeout = "session_timeout";
    /// A server on this machine did not start.
    StartFailed = "start_failed";
    /// The state file of the control plane is damaged, or was written by another version.
    StateUnreadable = "state_unreadable";
    /// A server or a control plane on this machine did not stop.
    StopFailed = "stop_failed";
    /// The server has tablespaces, which a copy would share with it.
    Tablespaces = "tablespaces";
    /// The data was written by another major version of PostgreSQL.
    VersionMismatch = "version_mismatch";
    /// Only PostgreSQL versions that are not supported were found.
    VersionUnsupported = "version_unsupported";
    /// The runtime cannot load skate-env (Edge, a browser).
    UnsupportedRuntime = "unsupported_runtime";
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
