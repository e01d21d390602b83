//! Options that several commands have.

mod branch;
mod global;
mod purpose;
mod value_parsers;

pub(crate) use self::{
    branch::{Afterwards, Common, Wait, class},
    global::{Format, Global},
    purpose::PurposeOption,
};
