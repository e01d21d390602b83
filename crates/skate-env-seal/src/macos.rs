//! A seal on macOS: the command is started through `sandbox-exec`. Nobody has tried it.

use std::fmt::Write as _;
#[cfg(target_os = "macos")]
use std::{path::Path, process::Command};

#[cfg(target_os = "macos")]
use skate_env_core::Error;

use crate::{ClosedPorts, ports::NOBODY};

#[cfg(target_os = "macos")]
const PROGRAM: &str = "/usr/bin/sandbox-exec";

/// A seal that is ready to be applied.
#[cfg(target_os = "macos")]
#[derive(Debug)]
pub struct Seal {
    closed: ClosedPorts,
}

#[cfg(target_os = "macos")]
impl Seal {
    /// Prepares a seal over these ports.
    ///
    /// # Errors
    ///
    /// `seal_unavailable` where there is no `sandbox-exec`.
    pub fn prepare(closed: &ClosedPorts) -> Result<Self, Error> {
        if Path::new(PROGRAM).is_file() {
            return Ok(Self { closed: closed.clone() });
        }
        Err(crate::error::unavailable(format_args!("there is no {PROGRAM}")))
    }

    /// Opens a port that became known after [`Self::prepare`]: the gateway's.
    ///
    /// # Errors
    ///
    /// None here.
    pub fn open(self, port: u16) -> Result<Self, Error> {
        Ok(Self { closed: self.closed.without(port) })
    }

    /// The command to start in place of this one. The calling process is not sealed.
    ///
    /// # Errors
    ///
    /// None here.
    pub fn apply(self, command: Command) -> Result<Command, Error> {
        let mut sealed = Command::new(PROGRAM);
        sealed.arg("-p").arg(profile(&self.closed));
        sealed.arg(command.get_program()).args(command.get_args());
        if let Some(directory) = command.get_current_dir() {
            sealed.current_dir(directory);
        }
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => sealed.env(name, value),
                None => sealed.env_remove(name),
            };
        }
        Ok(sealed)
    }
}

/// The sandbox profile: everything is allowed, except TCP to the closed ports of any address.
pub(crate) fn profile(closed: &ClosedPorts) -> String {
    let mut text = "(version 1)\n(allow default)\n(deny network-outbound".to_owned();
    // There, port 0 would stand for any.
    for port in closed.ranges().flatten().filter(|port| *port != NOBODY) {
        write!(text, "\n  (remote tcp \"*:{port}\")").expect("a String takes what is written");
    }
    text + ")\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_denies_each_closed_port_and_nothing_else() {
        let text = profile(&ClosedPorts::usual().without(20_001));
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines[..3], ["(version 1)", "(allow default)", "(deny network-outbound"]);
        assert!(lines.contains(&"  (remote tcp \"*:5432\")"));
        assert!(lines.contains(&"  (remote tcp \"*:20000\")"));
        assert!(
            !text.contains("*:20001\"") && !text.contains("*:0\"") && !text.contains("*:443\"")
        );
        assert!(text.ends_with("\"))\n"));
        assert_eq!(text.matches('(').count(), text.matches(')').count());
        // One argument of `sandbox-exec`: macOS takes a megabyte of arguments and variables.
        assert!(text.len() < 512 * 1024, "{} bytes", text.len());
    }
}
