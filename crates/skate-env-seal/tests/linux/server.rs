//! A server that counts its connections and ends them.

use std::{
    io::Read as _,
    net::{TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

pub(crate) struct Server {
    port: u16,
    connections: Arc<AtomicUsize>,
}

impl Server {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let connections = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&connections);
        thread::spawn(move || {
            for _ended_at_once in listener.incoming() {
                counted.fetch_add(1, Ordering::SeqCst);
            }
        });
        Self { port, connections }
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// How many have connected. One of our own comes last, so that none is overlooked.
    pub(crate) fn connections(&self) -> usize {
        let mut own = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        assert_eq!(own.read(&mut [0]).unwrap(), 0, "the server ends each connection");
        self.connections.fetch_sub(1, Ordering::SeqCst) - 1
    }
}
