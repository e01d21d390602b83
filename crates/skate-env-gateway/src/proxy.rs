//! The proxy: a loopback port whose connections lead to one proven database.
//!
//! A connection goes one way through it: `listener` accepts, `login` lets the client in, `open`
//! opens and proves the session behind it, `upward` judges what the client sends, `downward`
//! watches what the server says. Both directions share a `state`.

mod cancel;
mod decisions;
mod downward;
mod input;
mod listener;
mod login;
mod observer;
mod open;
mod options;
mod state;
mod upward;

pub use listener::{Gateway, Ports};
pub use observer::{Event, Observer};
pub use options::{GatewayOptions, Proof};
