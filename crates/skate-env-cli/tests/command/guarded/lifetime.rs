//! Kills at every point: nothing is left of a gateway after its command, however either ended.

use std::{net::TcpStream, thread, time::Duration};

use rustix::process::{Pid, Signal, kill_process_group};

use super::fixture::{Fixture, Waiting, kill, wait_for};

fn is_open(port: u16) -> bool {
    TcpStream::connect(("127.0.0.1", port)).is_ok()
}

#[test]
fn it_ends_after_its_command_however_that_ends() {
    let fixture = Fixture::new();
    for signal in [None, Some(Signal::KILL), Some(Signal::TERM)] {
        let mut command = fixture.production(&[]);
        assert!(is_open(command.port()));
        let port = command.port();
        match signal {
            Some(signal) => kill(i32::try_from(command.child.id()).unwrap(), signal),
            None => assert_eq!(command.end(), Some(5)),
        }
        drop(command);
        fixture.waits_until_nothing_is_left();
        assert!(!is_open(port), "{signal:?}");
    }
}

#[test]
fn a_gateway_that_is_killed_leaves_the_command_alone() {
    let fixture = Fixture::new();
    let mut command = fixture.production(&[]);
    kill(fixture.gateway(), Signal::KILL);
    wait_for(|| !is_open(command.port()), "the port is still open");
    assert_eq!(command.end(), Some(5));
    fixture.waits_until_nothing_is_left();
}

#[test]
fn signals_of_a_terminal_and_of_a_service_manager_do_not_end_it_before_its_command() {
    let fixture = Fixture::new();
    let run = fixture.run("sh -c").word("trap '' INT HUP TERM; . ./wait.sh");
    let command = Waiting::start(&fixture, &run);
    assert_eq!(command.ask("DATABASE_URL", "SELECT 'there'"), "there");
    let group = Pid::from_child(&command.child);
    for signal in [Signal::INT, Signal::HUP, Signal::TERM] {
        kill_process_group(group, signal).unwrap();
        kill(fixture.gateway(), signal);
    }
    assert_eq!(command.ask("DATABASE_URL", "SELECT 'there'"), "there");
    drop(command);
    fixture.waits_until_nothing_is_left();
}

/// A command may close what it inherited, and its descendants may outlive it.
#[test]
fn it_lives_as_long_as_the_last_that_needs_it() {
    let fixture = Fixture::new();
    let closes = "for fd in $(ls /proc/self/fd); do [ $fd -le 2 ] || eval \"exec $fd>&-\"; done";
    let run = fixture.run("bash -c").word(format!("{closes}; . ./wait.sh"));
    let command = Waiting::start(&fixture, &run);
    assert_eq!(command.ask("DATABASE_URL", "SELECT 'there'"), "there");
    drop(command);
    fixture.waits_until_nothing_is_left();

    let run = fixture.run("sh -c").word("exec 8<&0; setsid sh wait.sh <&8 & wait");
    let mut command = Waiting::start(&fixture, &run);
    let input = command.child.stdin.take();
    kill(i32::try_from(command.child.id()).unwrap(), Signal::KILL);
    command.child.wait().unwrap();
    assert_eq!(command.ask("DATABASE_URL", "SELECT 'there'"), "there");
    drop(input);
    command.fixture().waits_until_nothing_is_left();
}

/// Before it becomes its command, between each of its steps, and after.
#[test]
fn a_run_that_is_killed_early_leaves_nothing() {
    let fixture = Fixture::new();
    for delay in 0..24 {
        let mut run = fixture.run("sleep 60").command();
        let mut child = run.stderr(std::process::Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_micros(1500 * delay));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    fixture.waits_until_nothing_is_left();
}
