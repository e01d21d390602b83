//! Which ports were ever given to an endpoint.

use std::collections::{BTreeSet, VecDeque};

use serde::{Deserialize, Serialize};
use skate_env_core::Code;

use crate::Result;
use crate::postgres::draw_port_among;

/// Ports in use, and those of endpoints that are gone. A URL that somebody kept must not lead to
/// another branch, so a port is given again only when no fresh one is left, the oldest first.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Ports {
    used: BTreeSet<u16>,
    retired: VecDeque<u16>,
}

impl Ports {
    /// Draws a port that is free on this machine, too.
    pub(crate) fn take(&mut self) -> Result<u16> {
        let fresh =
            draw_port_among(&|port| !self.used.contains(&port) && !self.retired.contains(&port));
        let port = match (fresh, self.retired.front().copied()) {
            (Ok(port), _) => port,
            (Err(error), Some(oldest)) if error.code() == Code::NoFreePort => {
                let port = draw_port_among(&|port| port == oldest)?;
                self.retired.pop_front();
                port
            }
            (Err(error), _) => return Err(error),
        };
        self.used.insert(port);
        Ok(port)
    }

    /// The endpoint is gone.
    pub(crate) fn retire(&mut self, port: u16) {
        if self.used.remove(&port) {
            self.retired.push_back(port);
        }
    }
}
