//! Options that several commands have.

mod branch;
mod global;
mod purpose;
mod value_parsers;

pub(crate) use self::{
    branch::{ChangeOptions, SetupOptions, WaitOption},
    global::{GlobalOptions, OutputFormat},
    purpose::PurposeOption,
    value_parsers::{branch_class, moment},
};
