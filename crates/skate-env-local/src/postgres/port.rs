//! Ports on the loopback address.

use std::hash::{BuildHasher, RandomState};
use std::net::{Ipv4Addr, TcpListener};
use std::ops::Range;

use skate_env_core::Code;

use crate::{Error, Result};

/// Below the range from which systems take the ports of outgoing connections.
const RANGE: Range<u16> = 20_000..30_000;
/// For servers behind a door of their own, apart from what is stored and promised.
const INNER: Range<u16> = 30_000..32_768;
const ATTEMPTS: usize = 200;

/// Draws a port on 127.0.0.1 that is free now. To keep it, store it: the next call draws another.
///
/// # Errors
///
/// `no_free_port` when a few hundred ports in a row are taken.
pub fn draw_port() -> Result<u16> {
    draw_port_among(&|_| true)
}

/// The same, among the ports that are allowed.
pub(crate) fn draw_port_among(allowed: &dyn Fn(u16) -> bool) -> Result<u16> {
    draw(&RANGE, allowed)
}

/// Draws a port for a server that only its own door connects to.
pub(crate) fn draw_inner_port() -> Result<u16> {
    draw(&INNER, &|_| true)
}

fn draw(range: &Range<u16>, allowed: &dyn Fn(u16) -> bool) -> Result<u16> {
    let size = range.end - range.start;
    // A random start, so that two processes that draw at once do not meet.
    let start = u16::try_from(RandomState::new().hash_one(0) % u64::from(size)).unwrap_or(0);
    (0..size)
        .map(|step| range.start + (start + step) % size)
        .filter(|&port| allowed(port))
        .take(ATTEMPTS)
        .find(|&port| is_free(port))
        .ok_or_else(|| {
            let hint = "Stop something that listens between 20000 and 32767.";
            Error::new(Code::NoFreePort, "no free port was found on 127.0.0.1", hint)
        })
}

pub(crate) fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}
