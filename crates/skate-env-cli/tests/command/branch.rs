//! `skate-env branch` against a control plane on this machine, one for each test.

mod anonymized;
mod cleanup;
mod faults;
mod ground;
mod history;
mod interrupted;
mod list;
mod masked;
mod masking;
mod prisma;
mod production;
mod together;
mod workflow;

pub(crate) use self::{
    ground::{Ground, postgres, until},
    masked::masked,
};
