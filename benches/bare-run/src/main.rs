//! `bare-run CMD…`: replaces itself with the command (exec), and does nothing else.

use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let mut words = std::env::args_os().skip(1);
    let Some(program) = words.next() else {
        return ExitCode::FAILURE;
    };
    become_it(Command::new(program).args(words))
}

#[cfg(unix)]
fn become_it(command: &mut Command) -> ExitCode {
    use std::os::unix::process::CommandExt as _;

    let _ = command.exec();
    ExitCode::FAILURE
}

#[cfg(not(unix))]
fn become_it(command: &mut Command) -> ExitCode {
    let done = command.status().is_ok_and(|status| status.success());
    if done { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
