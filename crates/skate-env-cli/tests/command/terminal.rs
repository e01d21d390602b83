//! What a terminal changes: colour, and what counts as a workstation.

use crate::harness::{LOCAL, PINNED, PRODUCTION, Project};

fn project() -> Project {
    Project::new()
        .file("skate-env.toml", PINNED)
        .file(".env", format!("POSTGRES_PRISMA_URL_DEV={LOCAL}\n"))
        .file(".env.production", format!("POSTGRES_PRISMA_URL={PRODUCTION}\n"))
}

#[test]
fn a_terminal_has_color_unless_it_is_declined() {
    let project = project();
    let status = |words| project.run(words).variable("TERM", "xterm");
    let (exit, screen) = status("status").at_terminal();
    assert_eq!(exit, 0, "{screen}");
    assert!(screen.contains("\u{1b}[32mready\u{1b}[0m"), "{screen:?}");

    let plain = project.run("status").ends().stdout;
    for run in [
        status("status").variable("NO_COLOR", "1"),
        status("status --no-color"),
        project.run("status").variable("TERM", "dumb"),
    ] {
        assert_eq!(run.at_terminal(), (0, plain.clone()));
    }
}

#[test]
fn errors_and_help_are_plain_without_color() {
    let project = project();
    for words in ["--help", "check --help", "help", "nonsense", "url -e prod", "url -e staging"] {
        let run = project.run("--no-color").words(words).variable("TERM", "xterm");
        let (_, screen) = run.at_terminal();
        assert!(!screen.is_empty() && !screen.contains('\u{1b}'), "{words}: {screen:?}");
        let (_, coloured) = project.run(words).variable("TERM", "xterm").at_terminal();
        assert!(coloured.contains('\u{1b}'), "{words}: {coloured:?}");
    }
}

#[test]
fn json_has_no_color() {
    let run = project().run("check --output json").variable("TERM", "xterm").at_terminal();
    assert!(!run.1.contains('\u{1b}'), "{run:?}");
}

#[test]
fn production_at_a_terminal_is_a_workstation() {
    let project = project();
    let url = || project.run("url -e production");
    assert_eq!(url().may_print_secrets().ends().exit, 0);
    let (exit, screen) = url().at_terminal();
    assert_eq!(exit, 3);
    assert!(screen.contains("production_from_workstation"), "{screen}");
}

#[test]
fn colored_tables_keep_their_columns() {
    let project = project();
    let (_, coloured) = project.run("check").variable("TERM", "xterm").at_terminal();
    let mut parts = coloured.split('\u{1b}');
    let mut plain = parts.next().unwrap().to_owned();
    for part in parts {
        plain.push_str(part.split_once('m').unwrap().1);
    }
    assert_eq!(plain, project.run("check").ends().stdout);
}
