//! The guarded connection of a command: a process of its own between the command and its
//! database, which judges every statement.
//!
//! `skate-env run` binds two ports and starts the process (`start`), hands it what it needs over a
//! socket (`descriptors`, `handover`), and becomes its command. The process resolves the same
//! database again and serves (`serve`) until the command and all that inherited its lifeline have
//! ended (`lifetime`).

#[cfg(unix)]
mod descriptors;
mod gateway_options;
mod handover;
#[cfg(unix)]
mod lifetime;
mod migrations;
mod recorder;
mod seen_by_command;
#[cfg(unix)]
mod serve;
#[cfg(unix)]
mod start;
#[cfg(not(unix))]
#[path = "guarded_connection/start_on_thread.rs"]
mod start;

#[cfg(unix)]
pub(crate) use serve::detach_or_serve;
pub(crate) use start::{GuardedConnection, start};

use handover::Handover;

/// What clients know: 128 random bits, of letters and digits.
fn password() -> std::io::Result<String> {
    let mut random = [0; 16];
    getrandom::fill(&mut random).map_err(std::io::Error::other)?;
    Ok(format!("{:032x}", u128::from_be_bytes(random)))
}
