//! The proxy: a loopback port whose connections lead to one proven database.
//!
//! A connection goes one way through it: `listener` accepts, `connection` follows it to its end:
//! `login` lets the client in, `startup` checks what it asks for, `open` opens and proves the
//! session behind it (`greeting`), `upward` judges what the client sends, `downward` watches what
//! the server says. Both directions share a `state`, all connections what is in `shared`.

mod batch;
mod cancel;
mod connection;
mod decisions;
mod downward;
mod greeting;
mod input;
mod kept_settings;
mod listener;
mod login;
mod messages;
mod observer;
mod open;
mod options;
mod shared;
mod startup;
mod state;
mod upward;

pub use listener::{Gateway, Ports};
pub use observer::{Event, Observer};
pub use options::{GatewayOptions, Proof};
