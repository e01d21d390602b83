//! Tries to connect to a database's port.

use std::{
    net::{TcpStream, ToSocketAddrs as _},
    time::Duration,
};

use skate_env_core::{Environment, Target};

use super::Finding;

/// Longer than any network takes on which development works.
const TIMEOUT: Duration = Duration::from_secs(5);

/// Opens a connection and closes it: the finding, if none can be opened.
pub(super) fn unreachable(environment: Environment, target: &Target) -> Option<Finding> {
    let host = target.host();
    let addresses = (host.as_str(), target.port).to_socket_addrs();
    let (what, mend) = match addresses {
        Err(_) => {
            (format!("the name {host} does not resolve"), "Check the host name and your network.")
        }
        Ok(mut addresses) => {
            if addresses.any(|address| TcpStream::connect_timeout(&address, TIMEOUT).is_ok()) {
                return None;
            }
            let what = format!("nothing answers at {host}:{}", target.port);
            if target.is_local() {
                (
                    what,
                    "Run `skate-env local start`, or `docker compose -f docker-compose.dev.yml up --detach`.",
                )
            } else {
                (what, "Check your network, and that the endpoint is not disabled.")
            }
        }
    };
    let message = format!("Cannot reach the database of {environment}: {what}.");
    Some(Finding::error("unreachable", message, mend))
}
