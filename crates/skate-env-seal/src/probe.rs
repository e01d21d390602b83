//! Whether this process is sealed: the kernel's answer, not a variable's.

use std::{
    io::ErrorKind,
    net::{Ipv4Addr, SocketAddr, TcpStream},
    time::Duration,
};

use crate::ports::{NOBODY, usual_ports};

/// A port of this machine answers at once; only a firewall that drops packets takes longer.
const PATIENCE: Duration = Duration::from_millis(200);

/// Whether this process is sealed: the kernel refuses it a connection to each of the usual ports
/// of databases, of which a server would have known nothing.
///
/// Without a seal the first try, port 0, where nobody can listen, already says so: it disturbs no
/// server. On macOS, where port 0 cannot be closed, a server on 1433 may see one connection.
#[must_use]
pub fn is_sealed() -> bool {
    let first = cfg!(target_os = "linux").then_some(NOBODY);
    first.into_iter().chain(usual_ports()).all(is_refused)
}

/// Whether the kernel refuses this process a connection to this port, before any packet is sent.
///
/// Where it does not, a server that listens there on this machine sees a connection that ends.
#[must_use]
pub fn is_refused(port: u16) -> bool {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let refused = TcpStream::connect_timeout(&address, PATIENCE);
    refused.is_err_and(|error| error.kind() == ErrorKind::PermissionDenied)
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    #[test]
    fn a_process_without_a_seal_is_not_sealed_and_disturbs_nobody() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        listener.set_nonblocking(true).unwrap();
        assert!(!is_sealed());
        assert_eq!(listener.accept().unwrap_err().kind(), ErrorKind::WouldBlock);
        assert!(!is_refused(port));
    }
}
