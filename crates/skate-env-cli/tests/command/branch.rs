//! `skate-env branch` against a control plane on this machine, one for each test.

mod budget;
mod cleanup;
mod concurrent;
mod faults;
mod fixture;
mod interrupted;
mod list;
mod masked_by_neon;
mod masked_by_sql;
mod migration_history;
mod normalize;
mod prisma;
mod production;
mod progress;
mod restore;
mod workflow;

pub(crate) use self::{
    fixture::{BranchFixture, postgres, until},
    normalize::normalize,
};
