//! The API over a socket, with a plane that runs no operations.

mod client;
mod consumption;
mod errors;
mod faults;
pub(crate) mod fixture;
mod http;
mod malformed;
mod openapi;
mod paging;
mod valid;
