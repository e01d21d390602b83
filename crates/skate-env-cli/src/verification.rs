//! Databases that are asked who they are, before anything is done to them.

mod answer;
mod prove;
mod wait;

pub(crate) use self::{
    answer::{Asked, IdentityData},
    prove::prove,
    wait::drive,
};
