//! The API over a plane that runs nothing: on a socket, as clients see it.

mod client;
mod document;
mod faults;
mod garbage;
mod happy;
mod paging;
mod refusals;
pub(crate) mod setup;
mod wire;
