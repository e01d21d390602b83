//! Ports on the loopback address.

use std::hash::{BuildHasher, RandomState};
use std::net::{Ipv4Addr, TcpListener};
use std::ops::Range;

use crate::{Error, Result};

/// Below the range from which systems take the ports of outgoing connections.
const RANGE: Range<u16> = 20_000..30_000;
const ATTEMPTS: u16 = 200;

/// Draws a port on 127.0.0.1 that is free now. To keep it, store it: the next call draws another.
///
/// # Errors
///
/// `no_free_port` when a few hundred ports in a row are taken.
pub fn draw_port() -> Result<u16> {
    let size = RANGE.end - RANGE.start;
    // A random start, so that two processes that draw at once do not meet.
    let start = u16::try_from(RandomState::new().hash_one(0) % u64::from(size)).unwrap_or(0);
    (0..ATTEMPTS)
        .map(|step| RANGE.start + (start + step) % size)
        .find(|&port| is_free(port))
        .ok_or(Error::NoFreePort)
}

pub(crate) fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}
