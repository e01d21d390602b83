//! The ports that endpoints have or had.

use std::collections::{BTreeSet, VecDeque};

use serde::{Deserialize, Serialize};
use skate_env_core::Code;

use crate::Result;
use crate::postgres::free_port_among;

/// Ports in use, and ports of deleted endpoints. An old URL must not lead to another branch: a port
/// is used again only when no other one is free, the oldest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Ports {
    used: BTreeSet<u16>,
    retired: VecDeque<u16>,
}

impl Ports {
    /// Takes a port that is also free on this machine.
    pub(crate) fn take(&mut self) -> Result<u16> {
        let fresh =
            free_port_among(&|port| !self.used.contains(&port) && !self.retired.contains(&port));
        let port = match (fresh, self.retired.front().copied()) {
            (Ok(port), _) => port,
            (Err(error), Some(oldest)) if error.code() == Code::NoFreePort => {
                let port = free_port_among(&|port| port == oldest)?;
                self.retired.pop_front();
                port
            }
            (Err(error), _) => return Err(error),
        };
        self.used.insert(port);
        Ok(port)
    }

    /// Records that the port's endpoint was deleted.
    pub(crate) fn retire(&mut self, port: u16) {
        if self.used.remove(&port) {
            self.retired.push_back(port);
        }
    }
}
