//! Progress on standard error: spinners and bars on a terminal, plain lines or nothing elsewhere.

use std::time::Duration;

use super::BranchFixture;

const SLOW: Duration = Duration::from_secs(2);

/// A terminal that nothing declines: what is drawn there holds escape sequences.
fn at_terminal(fixture: &BranchFixture, words: &str, variable: (&str, &str)) -> String {
    let run = fixture.run(words).variable("TERM", "xterm").variable(variable.0, variable.1);
    let (exit, screen) = run.at_terminal();
    assert_eq!(exit, 0, "{screen}");
    screen
}

#[test]
fn a_long_step_has_a_spinner_and_its_time_on_a_terminal_alone() {
    let fixture = BranchFixture::new();
    fixture.faults().slow_operations(SLOW);
    let words = "branch create a --no-switch";
    let screen = at_terminal(&fixture, words, ("LANG", "C.UTF-8"));
    let doing = "Creating branch `a` on this machine";
    assert!(screen.contains(&format!(" {doing} (1s)")), "no spinner: {screen:?}");
    let line = screen.split("\u{1b}[2K").last().unwrap();
    assert!(line.contains(&format!("{doing}\u{1b}[2m (")), "no time: {screen:?}");

    for (name, declined) in [("b", ("NO_COLOR", "1")), ("c", ("TERM", "dumb"))] {
        let words = format!("branch create {name} --no-switch");
        let screen = at_terminal(&fixture, &words, declined);
        let doing = format!("Creating branch `{name}` on this machine\n");
        assert!(screen.starts_with(&doing) && !screen.contains('\u{1b}'), "{screen:?}");
    }
    for option in ["--quiet", "--output json"] {
        let screen = at_terminal(&fixture, &format!("{words} {option}"), ("LANG", "C.UTF-8"));
        assert!(!screen.contains("Creating branch"), "{option}: {screen:?}");
    }
}

#[test]
fn a_cleanup_counts_what_it_deletes() {
    let fixture = BranchFixture::new();
    for name in ["a", "b"] {
        fixture.json(&format!("branch create {name} --no-switch"));
    }
    fixture.faults().slow_operations(SLOW);
    let words = "branch cleanup --idle-days 0 --active-hours 0 --apply";
    let screen = at_terminal(&fixture, words, ("LANG", "C.UTF-8"));
    for count in ["] 0/2 (", "] 1/2 ("] {
        assert!(screen.contains(count), "{count} is never shown: {screen:?}");
    }
    assert!(screen.contains("2 deleted on this machine."), "{screen:?}");
}
