// Written by `cargo xtask generate`.

/** What kind of problem was found: stable, safe to match on. Worst first. */
export type SkateEnvCode =
  /** An error in skate-env itself: please report it. */
  | 'internal_error'
  /** An environment other than production leads to production's database. */
  | 'production_target'
  /** Production resolves to a database that is not production's pin. */
  | 'not_production'
  /** The database that answered is not the one that the URL and the pins name. */
  | 'identity_mismatch'
  /** A command that may destroy or rewrite data was aimed at production or staging. */
  | 'destructive_command'
  /** A statement that destroys data was sent over a guarded connection. */
  | 'destructive_statement'
  /** A statement that stands in no committed migration was sent to production. */
  | 'uncommitted_migration'
  /** A statement that may write was sent over a connection that only reads. */
  | 'read_only_connection'
  /** A statement that cannot be judged was sent over a guarded connection. */
  | 'unreadable_statement'
  /** A client asked a guarded connection for another database, another role or no limits. */
  | 'guarded_connection'
  /** The branch is protected: it must not be deleted, reset or used for something else. */
  | 'protected_branch'
  /** Production was requested on a machine that is not a recognised deployment, without consent. */
  | 'production_from_workstation'
  /** The requested environment contradicts the platform or the test runner. */
  | 'runtime_mismatch'
  /** A test connects to a database that was not created for it. */
  | 'forgotten_test_database'
  /** Test databases are created on servers of this machine alone. */
  | 'test_server_not_local'
  /** Two environments lead to the same database. */
  | 'shared_target'
  /** The database that answered does not prove which one it is. */
  | 'identity_unproven'
  /** Personal data would be reachable where only masked data may be. */
  | 'unmasked_data'
  /** A migration must not be applied there yet: it skips an environment, or is not the one that was tested. */
  | 'migration_order'
  /** A migration may lose data, lock out the app or be half applied. */
  | 'unsafe_migration'
  /** PostgreSQL drivers do not agree on where the URL leads. */
  | 'ambiguous_target'
  /** The pooled and the direct URL lead to two different databases. */
  | 'pooled_direct_mismatch'
  /** The connection to a public host may travel unencrypted. */
  | 'insecure_transport'
  /** A general URL would serve this environment, and nothing proves that it is not production's. */
  | 'unproven_fallback'
  /** Production is not pinned, so no database can be told apart from it. */
  | 'production_unpinned'
  /** The event of the pull request cannot be trusted, or is not one of a pull request. */
  | 'untrusted_event'
  /** A branch of that name exists, and it is not the branch that was requested. */
  | 'branch_mismatch'
  /** Neon's plan or rules do not allow what the policy of a class of branches requires. */
  | 'impossible_policy'
  /** The month exceeds its budget, so that no branch is created. */
  | 'over_budget'
  /** The purpose does not belong to the environment. */
  | 'wrong_purpose'
  /** The purpose needs a direct connection and only a pooled one is set. */
  | 'pooled_for_migration'
  /** The command cannot be sealed on this system. */
  | 'seal_unavailable'
  /** The name is not the name of an environment. */
  | 'unknown_environment'
  /** The value is not a connection string that can be used. */
  | 'invalid_url'
  /** A value is not what its author wrote in a dotenv file. */
  | 'damaged_value'
  /** No connection string is set. */
  | 'missing_url'
  /** The policy (skate-env.toml, a pin, an option) cannot be used as written. */
  | 'invalid_config'
  /** No branch has that name or id. */
  | 'unknown_branch'
  /** More than one branch, role or database could be meant. */
  | 'ambiguous_name'
  /** A migration was not applied, or only in part. */
  | 'migration_failed'
  /** Another session holds a lock that the migration needs. */
  | 'migration_locked'
  /** A reply was lost, so it is not known whether the request was carried out. */
  | 'lost_reply'
  /** Neon started the operation, and it failed. */
  | 'operation_failed'
  /** An API's answer contradicts itself or cannot be read. */
  | 'invalid_answer'
  /** Neon refused the request. */
  | 'neon_refused'
  /** Neon did not answer, or not in time. */
  | 'neon_unavailable'
  /** GitHub refused the request. */
  | 'github_refused'
  /** GitHub did not answer, or not in time. */
  | 'github_unavailable'
  /** Vercel refused the request. */
  | 'vercel_refused'
  /** Vercel did not answer, or not in time. */
  | 'vercel_unavailable'
  /** The receiver of metrics refused them. */
  | 'metrics_refused'
  /** The receiver of metrics did not answer, or not in time. */
  | 'metrics_unavailable'
  /** The database refused the connection or a statement. */
  | 'database_refused'
  /** The database did not answer, or not in time. */
  | 'database_unavailable'
  /** What was written to a dotenv file has no effect, because something outranks it. */
  | 'file_outranked'
  /** A file was not written, and is unchanged. */
  | 'file_not_written'
  /** A file cannot be read. */
  | 'unreadable_file'
  /** The branch was deleted. */
  | 'branch_gone'
  /** A migration or a seed failed while the template of a suite's databases was built. */
  | 'template_failed'
  /** The control plane on this machine could not be started. */
  | 'not_made'
  /** The TLS certificate of the servers on this machine could not be created or read. */
  | 'certificate_failed'
  /** A server on this machine does not archive its log, so that its history has a gap. */
  | 'archive_stalled'
  /** The disk is full. */
  | 'disk_full'
  /** Another process uses the folder. */
  | 'folder_in_use'
  /** The folder belongs to another user than the one that PostgreSQL runs as. */
  | 'folder_of_another_user'
  /** The user that PostgreSQL runs as may not enter a parent of the folder. */
  | 'folder_unreachable'
  /** `initdb` failed. */
  | 'initialize_failed'
  /** A name is empty, too long or not printable ASCII. */
  | 'invalid_name'
  /** The system could not read, write or run something. */
  | 'io'
  /** PostgreSQL does not run as root, and this machine has no other user for it. */
  | 'no_account'
  /** No free port was found on 127.0.0.1. */
  | 'no_free_port'
  /** The system has no random bytes for a password. */
  | 'no_randomness'
  /** The branch's history does not reach back to that moment. */
  | 'point_not_kept'
  /** Another process listens on the port. */
  | 'port_taken'
  /** No PostgreSQL of a supported version was found. */
  | 'postgres_not_found'
  /** The server was shut down for good: its branch was deleted, or the control plane is ending. */
  | 'shut_down'
  /** PostgreSQL could not recover the data to that moment. */
  | 'recovery_failed'
  /** A server on this machine refused a connection or a statement. */
  | 'session_failed'
  /** A server on this machine did not answer in time. */
  | 'session_timeout'
  /** A server on this machine did not start. */
  | 'start_failed'
  /** The state file of the control plane is damaged, or was written by another version. */
  | 'state_unreadable'
  /** A server or a control plane on this machine did not stop. */
  | 'stop_failed'
  /** The server has tablespaces, which a copy would share with it. */
  | 'tablespaces'
  /** The data was written by another major version of PostgreSQL. */
  | 'version_mismatch'
  /** Only PostgreSQL versions that are not supported were found. */
  | 'version_unsupported'
  /** The runtime cannot load skate-env (Edge, a browser). */
  | 'unsupported_runtime'
