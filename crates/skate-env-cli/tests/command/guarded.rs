//! `run` through its gateway: a real server, a command that waits, and a client beside it that
//! uses what the command was given.

mod fixture;
mod lifetime;
mod record;
mod sealed;
mod sessions;

use fixture::{Fixture, Waiting};

const READ: &str = "SELECT count(*)::text FROM users";
const WIPE: &str = "DELETE FROM users";

#[test]
fn production_is_read_and_nothing_destroys_there() {
    let fixture = Fixture::new();
    let command = fixture.production(&[]);
    assert_eq!(command.ask("DATABASE_URL", READ), "100");
    let refused = command.ask("DATABASE_URL", WIPE);
    assert!(
        refused.starts_with("SK001: The statement may destroy data in production"),
        "{refused}"
    );
    assert_eq!(command.ask("POSTGRES_URL_NON_POOLING", READ), "100");
    // Another database of the same server, and a role that the URL does not name.
    let other = command.variable("DATABASE_URL").replace("/postgres?", "/template1?");
    assert!(fixture::query(&other, "SELECT 1").starts_with("SK005"), "another database is reached");
    let stranger = command.variable("DATABASE_URL").replace("//postgres:", "//stranger:");
    assert!(fixture::query(&stranger, READ).starts_with("SK005"), "another role is let in");
    assert_eq!(fixture.rows(), "100");
}

/// Whatever the command prints, the database's own password is not in it: it never had it.
#[test]
fn the_command_has_no_secret_of_the_database() {
    let fixture = Fixture::new();
    let ending = fixture.run("env").ends();
    assert_eq!(ending.exit, 0, "{ending}");
    for line in ["PGHOST=127.0.0.1", "PGUSER=postgres", "PGSSLMODE=disable", "PGPASSFILE="] {
        assert!(ending.stdout.lines().any(|it| it == line), "{line}: {ending}");
    }
    let gateway = ending.stdout.lines().find(|line| line.starts_with("SKATE_ENV_GATEWAY="));
    assert!(gateway.unwrap().starts_with("SKATE_ENV_GATEWAY=production:"), "{ending}");
}

#[test]
fn the_exit_code_and_a_missing_program_are_as_without_it() {
    let fixture = Fixture::new();
    fixture.run("sh -c").word("exit 7").prints(7, "", "");
    let missing = fixture.run("/nowhere/command").ends();
    assert!(missing.exit == 127, "{missing}");
    assert!(missing.stderr.contains("[command_not_found]"), "{missing}");
    fixture.waits_until_nothing_is_left();
}

#[test]
fn what_cannot_be_read_needs_consent_and_says_so_in_a_line() {
    let fixture = Fixture::new();
    let hidden = "$UNSET true";
    let read = fixture.run("sh -c").word(hidden).ends();
    let (line, rest) = read.stderr.split_once('\n').unwrap();
    assert!(line.starts_with("warning: Cannot read what `"), "{read}");
    assert!(line.ends_with("the guarded connection judges every statement."), "{read}");
    assert!(read.exit == 0 && rest.is_empty(), "{read}");
    let without = fixture.without_consent("sh -c").word(hidden).ends();
    assert!(without.stderr.contains("[production_from_workstation]"), "{without}");
}

#[test]
fn a_run_inside_a_run_uses_the_gateway_that_is_there() {
    let fixture = Fixture::new();
    let inner = format!("{} -q run -- sh -c 'echo $SKATE_ENV_GATEWAY'", fixture::COMMAND);
    let ending = fixture.run("sh -c").word(format!("echo $SKATE_ENV_GATEWAY; {inner}")).ends();
    let lines: Vec<_> = ending.stdout.lines().collect();
    assert!(lines.len() == 2 && lines[0] == lines[1], "{ending}");
}

#[test]
fn inside_it_status_says_that_it_is_production_and_anything_else_here_is_not() {
    let fixture = Fixture::new();
    let status = format!("{} status --live", fixture::COMMAND);
    let ending = fixture.run("sh -c").word(&status).ends();
    assert!(ending.exit == 0 && ending.stdout.contains("pinned as production's"), "{ending}");
    assert!(ending.stdout.contains("proven"), "{ending}");
    let elsewhere = format!("POSTGRES_PRISMA_URL=postgresql://a:b@127.0.0.1:1/x {status}");
    let ending = fixture.run("sh -c").word(&elsewhere).ends();
    assert!(ending.stderr.contains("[not_production]"), "{ending}");
}

#[test]
fn each_attempt_is_an_event_without_a_url() {
    let fixture = Fixture::new();
    let command = fixture.production(&[]);
    command.ask("DATABASE_URL", READ);
    command.ask("DATABASE_URL", WIPE);
    drop(command);
    fixture.waits_until_nothing_is_left();
    let text = fixture.events();
    for part in ["\"event\":\"connection\"", "\"event\":\"answer\"", "destructive_statement"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("127.0.0.1") && !text.contains("postgres"), "{text}");
}

#[test]
fn a_gateway_is_not_started_by_hand() {
    let fixture = Fixture::new();
    for words in ["gateway", "gateway --detached"] {
        let ending = fixture.project().run(words).ends();
        assert!(ending.exit == 2 && ending.stderr.contains("[usage]"), "{ending}");
    }
}

/// Where nothing answers, the command learns it from its own driver.
#[test]
fn a_database_that_does_not_answer_is_an_error_of_the_connection() {
    let fixture = Fixture::new();
    let waiting = Waiting::start(&fixture, &fixture.elsewhere("sh wait.sh"));
    let said = waiting.ask("DATABASE_URL", READ);
    assert!(said.starts_with("08001"), "{said}");
}
