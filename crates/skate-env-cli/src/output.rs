//! Everything that is printed. Standard output carries the answer alone; messages, warnings and
//! errors go to standard error.

mod answer;
mod data;
mod escape;
mod fields;
mod style;
mod table;
mod typed_words;

pub(crate) use answer::{Answer, Output, print_stderr};
pub(crate) use data::{Origin, ProblemData, TargetData};
pub(crate) use escape::escape_control;
pub(crate) use fields::Fields;
pub(crate) use style::{BAD, DIM, GOOD, Styled, WARNING};
pub(crate) use table::{Cell, Table};
pub(crate) use typed_words::{conceal_values, remember};
