//! Whether anybody is at home.

use std::{
    net::{TcpStream, ToSocketAddrs as _},
    time::Duration,
};

use skate_env_core::{Environment, Target};

use super::Finding;

/// A network that takes longer is no network to work on.
const PATIENCE: Duration = Duration::from_secs(5);

/// Opens a connection, says nothing and goes.
pub(super) fn at(environment: Environment, target: &Target) -> Option<Finding> {
    let host = target.host();
    let addresses = (host.as_str(), target.port).to_socket_addrs();
    let (what, mend) = match addresses {
        Err(_) => {
            (format!("the name {host} leads nowhere"), "Check the host's name and the network.")
        }
        Ok(mut addresses) => {
            if addresses.any(|address| TcpStream::connect_timeout(&address, PATIENCE).is_ok()) {
                return None;
            }
            let what = format!("nothing answers at {host}:{}", target.port);
            if target.is_local() {
                (
                    what,
                    "skate-env local start, or docker compose -f docker-compose.dev.yml up --detach",
                )
            } else {
                (what, "Check the network, and that the endpoint is not disabled.")
            }
        }
    };
    let message = format!("{environment}'s database cannot be reached: {what}.");
    Some(Finding::error("unreachable", message, mend))
}
