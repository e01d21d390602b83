//! Seals a command: the operating system refuses it, and all that it starts, a TCP connection to
//! a database port.
//!
//! [`ClosedPorts`] says which ports are closed, [`Seal`] closes them for the calling thread and
//! for the command that is started from it, and [`is_sealed`] proves from inside that they are.
//! A seal cannot be lifted, neither by the command nor by root inside it.
//!
//! - **Linux**: Landlock's rules for TCP (ABI 4, Linux 6.7) and a seccomp filter for what these do
//!   not see. Nothing is privileged. It sets `no_new_privs`, so `sudo` does not work inside.
//! - **macOS**: the command is started through `sandbox-exec`.
//! - Anywhere else, and where the kernel cannot, `seal_unavailable`.
//!
//! What a seal does not stop stands in the crate's README.

mod error;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(any(target_os = "macos", test))]
mod macos;
mod ports;
mod probe;
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
mod unsupported;

#[cfg(target_os = "linux")]
pub use linux::Seal;
#[cfg(target_os = "macos")]
pub use macos::Seal;
pub use ports::{ClosedPorts, LOCAL_SERVERS, parse_ports};
pub use probe::{is_refused, is_sealed};
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub use unsupported::Seal;
