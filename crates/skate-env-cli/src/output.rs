//! All that is printed. Standard output carries the answer alone; what is said to a person goes
//! to standard error.

mod answer;
mod data;
mod escape;
mod fields;
mod style;
mod table;

pub(crate) use answer::{Answer, Output, print_stderr};
pub(crate) use data::{Origin, ProblemData, TargetData};
pub(crate) use escape::visible;
pub(crate) use fields::Fields;
pub(crate) use style::{BAD, DIM, GOOD, Styled, WARNING};
pub(crate) use table::{Cell, Table};
