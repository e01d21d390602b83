//! Where there is nothing to seal with.

use std::{convert::Infallible, process::Command};

use skate_env_core::Error;

use crate::{ClosedPorts, error::unavailable};

/// A seal, which there is none of on this system.
#[derive(Debug)]
pub struct Seal(Infallible);

impl Seal {
    /// Refuses.
    ///
    /// # Errors
    ///
    /// `seal_unavailable`, always.
    pub fn prepare(_: &ClosedPorts) -> Result<Self, Error> {
        Err(unavailable("this system has no sandbox for it"))
    }

    /// Never called: there is no seal.
    ///
    /// # Errors
    ///
    /// None.
    pub fn open(self, _: u16) -> Result<Self, Error> {
        match self.0 {}
    }

    /// Never called: there is no seal.
    ///
    /// # Errors
    ///
    /// None.
    pub fn apply(self, _: Command) -> Result<Command, Error> {
        match self.0 {}
    }
}
