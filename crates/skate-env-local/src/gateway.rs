//! The way to a sleeping server: a door listens on the endpoint's own port, wakes the server for
//! whoever speaks PostgreSQL, and then only carries bytes.

mod certificate;
mod door;
mod opening;
mod refusal;
mod session;
mod splice;
#[cfg(test)]
mod tests;

pub(crate) use certificate::Certificate;
pub(crate) use door::Door;
