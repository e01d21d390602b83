//! Databases that are asked who they are, before anything is done to them.

mod answer;
mod prove;
mod wait;

pub(crate) use self::{
    answer::{IdentityCheck, IdentityData},
    prove::prove,
    wait::wait_for_answer,
};
