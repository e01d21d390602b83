use crate::harness::Project;

#[test]
fn the_first_page_has_groups_and_examples() {
    let ending = Project::new().run("--help").ends();
    assert_eq!((ending.exit, ending.stderr.as_str()), (0, ""), "{ending}");
    for expected in [
        "\nCheck and use the database:\n  status ",
        "\nOptions:\n",
        "\nExamples:\n  skate-env status ",
    ] {
        assert!(ending.stdout.contains(expected), "{ending}");
    }
    assert!(!ending.stdout.contains('\u{1b}'), "{ending}");
    assert_eq!(ending.stdout, Project::new().run("help").ends().stdout);
}

#[test]
fn without_arguments_help_is_printed_and_the_exit_code_is_two() {
    let ending = Project::new().run("").ends();
    assert_eq!((ending.exit, ending.stdout.as_str()), (2, ""), "{ending}");
    assert!(ending.stderr.contains("Check and use the database:"), "{ending}");
}

#[test]
fn the_exit_codes_have_a_page() {
    Project::new().run("help exit-codes").prints(
        0,
        r"
0  done
1  failed
   internal_error  unknown_branch  ambiguous_name
   unsupported_runtime  file_outranked  file_not_written
   migration_failed  unsafe_migration  branch_gone
   template_failed  not_made  certificate_failed
   archive_stalled  disk_full  folder_in_use
   initialize_failed  invalid_name  io
   no_free_port  no_randomness  point_not_kept
   port_taken  shut_down  recovery_failed
   session_failed  session_timeout  start_failed
   state_unreadable  stop_failed  tablespaces
   output_failed  not_started  interrupted
   folder_busy  seed_failed  command_failed
   cleanup_incomplete
2  the command line cannot be parsed
   usage
3  refused by a guard
   production_target  not_production  identity_mismatch
   identity_unproven  unmasked_data  migration_order
   destructive_command  destructive_statement  uncommitted_migration
   read_only_connection  unreadable_statement  guarded_connection
   protected_branch  production_from_workstation  runtime_mismatch
   forgotten_test_database  test_server_not_local  shared_target
   ambiguous_target  pooled_direct_mismatch  insecure_transport
   unproven_fallback  production_unpinned  untrusted_event
   branch_mismatch  impossible_policy  over_budget
   wrong_purpose  pooled_for_migration  seal_unavailable
   unknown_environment  invalid_url  damaged_value
4  not set up: a URL, a key, a file or the policy is missing or cannot be used
   missing_url  invalid_config  unreadable_file
   folder_of_another_user  folder_unreachable  no_account
   postgres_not_found  version_mismatch  version_unsupported
   no_control_plane  no_prices  no_seed
5  Neon, GitHub, Vercel, the receiver of metrics or the database refused, or did not answer
   lost_reply  operation_failed  invalid_answer
   neon_refused  neon_unavailable  github_refused
   github_unavailable  vercel_refused  vercel_unavailable
   metrics_refused  metrics_unavailable  database_refused
   database_unavailable  migration_locked
126  the command of `run` cannot be started
   not_executable
127  the command of `run` is not found
   command_not_found

`skate-env run` passes on the exit code of the command that it starts.
",
        "",
    );
    let json = Project::new().run("help exit-codes --output json").ends();
    assert!(json.stdout.starts_with("{\n  \"exit_codes\": [\n    {\n      \"exit\": 0,"), "{json}");
}

#[test]
fn every_command_has_its_page_and_its_manual() {
    let project = Project::new();
    let list = project.run("man --list").ends();
    for words in list.stdout.lines() {
        let help = project.run("help").words(words).ends();
        assert_eq!(help.exit, 0, "{help}");
        assert_eq!(help.stdout, project.run(words).word("--help").ends().stdout);
        assert!(help.stdout.contains(&format!("Usage: skate-env {words}")), "{help}");
        let man = project.run("man").words(words).ends();
        let title = format!(".TH skate-env-{} 1 ", words.replace(' ', "-"));
        assert!(man.stdout.contains(&title), "{man}");
    }
    let whole = project.run("man").ends();
    assert!(whole.stdout.contains("\n.TH skate-env 1 "), "{whole}");
    assert!(whole.stdout.contains("\nskate\\-env\\-status(1)\n"), "{whole}");
}

#[test]
fn an_unknown_topic_is_a_usage_error() {
    Project::new().run("help nonsense").prints(
        2,
        "",
        r"
error: Cannot find this command. [usage]
  help: Run `skate-env --help` for a list of commands.
",
    );
}

#[test]
fn every_shell_gets_a_script() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ending = Project::new().run("completions").word(shell).ends();
        assert_eq!((ending.exit, ending.stderr.as_str()), (0, ""), "{ending}");
        assert!(ending.stdout.contains("consent"), "{ending}");
        // Only these three complete what an option takes.
        let values = ending.stdout.contains("staging") && ending.stdout.contains("migrate");
        assert!(values || ["powershell", "elvish"].contains(&shell), "{ending}");
    }
    assert_eq!(Project::new().run("completions tcsh").ends().exit, 2);
}
