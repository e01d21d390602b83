//! Free ports on the loopback address.

use std::hash::{BuildHasher, RandomState};
use std::net::{Ipv4Addr, TcpListener};
use std::ops::Range;

use skate_env_core::Code;

use crate::{Error, Result};

/// Below the range from which systems take the ports of outgoing connections.
const RANGE: Range<u16> = 20_000..30_000;
/// For servers behind the wake proxy, apart from the ports that are stored and that URLs name.
const INTERNAL_RANGE: Range<u16> = 30_000..32_768;
const ATTEMPTS: usize = 200;

/// Finds a port on 127.0.0.1 that is free now. Store it to keep it: the next call returns another.
///
/// # Errors
///
/// `no_free_port` when a few hundred ports in a row are taken.
pub fn free_port() -> Result<u16> {
    free_port_among(&|_| true)
}

/// Finds a free port among those that are allowed.
pub(crate) fn free_port_among(allowed: &dyn Fn(u16) -> bool) -> Result<u16> {
    find(&RANGE, allowed)
}

/// Finds a free port for a server that only the wake proxy connects to.
pub(crate) fn free_internal_port() -> Result<u16> {
    find(&INTERNAL_RANGE, &|_| true)
}

fn find(range: &Range<u16>, allowed: &dyn Fn(u16) -> bool) -> Result<u16> {
    let size = range.end - range.start;
    // A random start, so that two processes that search at once do not find the same port.
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
