//! The table of codes is an interface: people match on it, the documentation prints it. A
//! change here is a change for them, and is made on purpose or not at all.

use skate_env_core::{Code, Error, Problem};

/// Every code, worst first, with the sentence that explains it.
const TABLE: [(&str, &str); 86] = [
    ("internal_error", "An error in skate-env itself: please report it."),
    ("production_target", "An environment other than production leads to production's database."),
    ("not_production", "Production resolves to a database that is not production's pin."),
    (
        "identity_mismatch",
        "The database that answered is not the one that the URL and the pins name.",
    ),
    (
        "destructive_command",
        "A command that may destroy or rewrite data was aimed at production or staging.",
    ),
    ("destructive_statement", "A statement that destroys data was sent over a guarded connection."),
    (
        "uncommitted_migration",
        "A statement that stands in no committed migration was sent to production.",
    ),
    (
        "read_only_connection",
        "A statement that may write was sent over a connection that only reads.",
    ),
    (
        "unreadable_statement",
        "A statement that cannot be judged was sent over a guarded connection.",
    ),
    (
        "guarded_connection",
        "A client asked a guarded connection for another database, another role or no limits.",
    ),
    (
        "protected_branch",
        "The branch is protected: it must not be deleted, reset or used for something else.",
    ),
    (
        "production_from_workstation",
        "Production was requested on a machine that is not a recognised deployment, without consent.",
    ),
    ("runtime_mismatch", "The requested environment contradicts the platform or the test runner."),
    ("forgotten_test_database", "A test connects to a database that was not created for it."),
    ("test_server_not_local", "Test databases are created on servers of this machine alone."),
    ("shared_target", "Two environments lead to the same database."),
    ("identity_unproven", "The database that answered does not prove which one it is."),
    ("unmasked_data", "Personal data would be reachable where only masked data may be."),
    (
        "migration_order",
        "A migration must not be applied there yet: it skips an environment, or is not the one that was tested.",
    ),
    ("unsafe_migration", "A migration may lose data, lock out the app or be half applied."),
    ("ambiguous_target", "PostgreSQL drivers do not agree on where the URL leads."),
    ("pooled_direct_mismatch", "The pooled and the direct URL lead to two different databases."),
    ("insecure_transport", "The connection to a public host may travel unencrypted."),
    (
        "unproven_fallback",
        "A general URL would serve this environment, and nothing proves that it is not production's.",
    ),
    ("production_unpinned", "Production is not pinned, so no database can be told apart from it."),
    (
        "untrusted_event",
        "The event of the pull request cannot be trusted, or is not one of a pull request.",
    ),
    (
        "branch_mismatch",
        "A branch of that name exists, and it is not the branch that was requested.",
    ),
    (
        "impossible_policy",
        "Neon's plan or rules do not allow what the policy of a class of branches requires.",
    ),
    ("over_budget", "The month exceeds its budget, so that no branch is created."),
    ("wrong_purpose", "The purpose does not belong to the environment."),
    ("pooled_for_migration", "The purpose needs a direct connection and only a pooled one is set."),
    ("seal_unavailable", "The command cannot be sealed on this system."),
    ("unknown_environment", "The name is not the name of an environment."),
    ("invalid_url", "The value is not a connection string that can be used."),
    ("damaged_value", "A value is not what its author wrote in a dotenv file."),
    ("missing_url", "No connection string is set."),
    ("invalid_config", "The policy (skate-env.toml, a pin, an option) cannot be used as written."),
    ("unknown_branch", "No branch has that name or id."),
    ("ambiguous_name", "More than one branch, role or database could be meant."),
    ("migration_failed", "A migration was not applied, or only in part."),
    ("migration_locked", "Another session holds a lock that the migration needs."),
    ("lost_reply", "A reply was lost, so it is not known whether the request was carried out."),
    ("operation_failed", "Neon started the operation, and it failed."),
    ("invalid_answer", "An API's answer contradicts itself or cannot be read."),
    ("neon_refused", "Neon refused the request."),
    ("neon_unavailable", "Neon did not answer, or not in time."),
    ("github_refused", "GitHub refused the request."),
    ("github_unavailable", "GitHub did not answer, or not in time."),
    ("vercel_refused", "Vercel refused the request."),
    ("vercel_unavailable", "Vercel did not answer, or not in time."),
    ("metrics_refused", "The receiver of metrics refused them."),
    ("metrics_unavailable", "The receiver of metrics did not answer, or not in time."),
    ("database_refused", "The database refused the connection or a statement."),
    ("database_unavailable", "The database did not answer, or not in time."),
    (
        "file_outranked",
        "What was written to a dotenv file has no effect, because something outranks it.",
    ),
    ("file_not_written", "A file was not written, and is unchanged."),
    ("unreadable_file", "A file cannot be read."),
    ("branch_gone", "The branch was deleted."),
    (
        "template_failed",
        "A migration or a seed failed while the template of a suite's databases was built.",
    ),
    ("not_made", "The control plane on this machine could not be started."),
    (
        "certificate_failed",
        "The TLS certificate of the servers on this machine could not be created or read.",
    ),
    (
        "archive_stalled",
        "A server on this machine does not archive its log, so that its history has a gap.",
    ),
    ("disk_full", "The disk is full."),
    ("folder_in_use", "Another process uses the folder."),
    (
        "folder_of_another_user",
        "The folder belongs to another user than the one that PostgreSQL runs as.",
    ),
    (
        "folder_unreachable",
        "The user that PostgreSQL runs as may not enter a parent of the folder.",
    ),
    ("initialize_failed", "`initdb` failed."),
    ("invalid_name", "A name is empty, too long or not printable ASCII."),
    ("io", "The system could not read, write or run something."),
    ("no_account", "PostgreSQL does not run as root, and this machine has no other user for it."),
    ("no_free_port", "No free port was found on 127.0.0.1."),
    ("no_randomness", "The system has no random bytes for a password."),
    ("point_not_kept", "The branch's history does not reach back to that moment."),
    ("port_taken", "Another process listens on the port."),
    ("postgres_not_found", "No PostgreSQL of a supported version was found."),
    (
        "shut_down",
        "The server was shut down for good: its branch was deleted, or the control plane is ending.",
    ),
    ("recovery_failed", "PostgreSQL could not recover the data to that moment."),
    ("session_failed", "A server on this machine refused a connection or a statement."),
    ("session_timeout", "A server on this machine did not answer in time."),
    ("start_failed", "A server on this machine did not start."),
    (
        "state_unreadable",
        "The state file of the control plane is damaged, or was written by another version.",
    ),
    ("stop_failed", "A server or a control plane on this machine did not stop."),
    ("tablespaces", "The server has tablespaces, which a copy would share with it."),
    ("version_mismatch", "The data was written by another major version of PostgreSQL."),
    ("version_unsupported", "Only PostgreSQL versions that are not supported were found."),
    ("unsupported_runtime", "The runtime cannot load skate-env (Edge, a browser)."),
];

#[test]
fn the_table_is_as_it_was_promised() {
    let actual: Vec<_> = Code::ALL.iter().map(|code| (code.as_str(), code.summary())).collect();
    assert_eq!(actual, TABLE);
}

#[test]
fn the_order_of_the_table_is_the_order_of_the_codes() {
    assert!(Code::ALL.is_sorted_by(|worse, better| worse < better));
}

#[test]
fn a_code_prints_as_it_is_matched() {
    for code in Code::ALL {
        assert_eq!(code.to_string(), code.as_str());
        let snake = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
        assert!(code.as_str().bytes().all(snake), "{code} is not snake_case");
    }
}

#[test]
fn a_summary_is_one_sentence() {
    for code in Code::ALL {
        let summary = code.summary();
        assert!(summary.ends_with('.') && !summary.contains('\n'), "{code}: {summary}");
        assert_eq!(summary.matches(". ").count(), 0, "{code}: {summary}");
    }
}

#[test]
fn an_error_is_its_worst_problem_and_keeps_the_others_in_order() {
    let problem = |code: Code| Problem::new(code, format!("{code} happened."), "Mend it.");
    let backwards = Code::ALL.iter().rev().copied().map(problem).collect();
    let error = Error::from_problems(backwards).expect("there are problems");
    assert_eq!(error.code(), Code::ALL[0]);
    let codes: Vec<_> = error.problems().map(|problem| problem.code).collect();
    assert_eq!(codes, Code::ALL);
    let printed = error.to_string();
    for code in Code::ALL {
        assert!(printed.contains(&format!("{code} happened. [{code}]")), "{code} in {printed}");
    }
}

#[test]
fn no_problems_are_no_error() {
    assert!(Error::from_problems(Vec::new()).is_none());
}
