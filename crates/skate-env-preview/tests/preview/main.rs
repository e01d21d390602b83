//! Previews against a simulated Neon and GitHub: every request of the real code is a point at which
//! another run, a fault or a kill may come.
#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

mod document;
mod interleavings;
mod races;
mod requests;
mod sim;
mod vercel;
