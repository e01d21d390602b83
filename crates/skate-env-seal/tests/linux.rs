//! Real programs in a real seal, and servers that count who comes.
//!
//! A seal belongs to the thread that applies it and to what that thread starts, so each test
//! seals a thread of its own.

#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "helpers of tests are tests")]

#[path = "linux/server.rs"]
mod server;

use std::{
    io::ErrorKind,
    net::TcpStream,
    process::{Command, Output},
    thread,
};

use landlock::{
    AccessNet, NetPort, Ruleset, RulesetAttr as _, RulesetCreatedAttr as _, RulesetError,
};
use server::Server;
use skate_env_seal::{ClosedPorts, Seal, is_refused, is_sealed};

/// Runs this in a thread in which the port is closed.
fn sealed<T: Send + 'static>(closed: u16, run: impl FnOnce() -> T + Send + 'static) -> T {
    let ports = ClosedPorts::usual().with_found([closed]);
    let in_seal = move || {
        let seal = Seal::prepare(&ports).unwrap();
        seal.apply(Command::new("true")).unwrap();
        run()
    };
    thread::spawn(in_seal).join().unwrap()
}

fn output(words: &[&str]) -> Output {
    let (program, arguments) = words.split_first().unwrap();
    Command::new(program).args(arguments).output().unwrap()
}

/// The client reaches a server whose port is open, and the kernel refuses it one that is closed;
/// `PORT` stands for the port in its words.
#[track_caller]
fn is_kept_out(words: &[&str]) {
    let (open, closed) = (Server::start(), Server::start());
    let ports = (open.port(), closed.port());
    let words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
    let run = move |port: u16| {
        let words: Vec<_> =
            words.iter().map(|word| word.replace("PORT", &port.to_string())).collect();
        output(&words.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let (reached, refused) = sealed(ports.1, move || (run(ports.0), run(ports.1)));
    let said = |output: &Output| {
        let text = [&output.stdout[..], &output.stderr[..]].concat();
        String::from_utf8_lossy(&text).into_owned()
    };
    assert!(open.connections() > 0, "the client does not work: {}", said(&reached));
    assert_eq!(closed.connections(), 0, "{}", said(&refused));
    let said = said(&refused);
    let words = ["Permission denied", "EACCES", "not supported", "EOPNOTSUPP"];
    assert!(words.iter().any(|word| said.contains(word)), "not refused by the kernel: {said}");
}

/// Whether a program is on this machine; the shells and the static program always are.
fn is_present(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|it| it.status.success())
}

const BASH: &str = "exec 3<>/dev/tcp/127.0.0.1/PORT && echo connected";

#[test]
fn a_shell() {
    is_kept_out(&["bash", "-c", BASH]);
}

#[test]
fn a_session_of_its_own() {
    is_kept_out(&["setsid", "--wait", "bash", "-c", BASH]);
}

#[test]
fn a_command_that_ignores_the_end_of_its_terminal() {
    is_kept_out(&["nohup", "sh", "-c", &format!("bash -c '{BASH}'")]);
}

#[test]
fn a_grandchild_in_the_background_whose_parents_have_ended() {
    let orphan = format!("(setsid bash -c '{BASH}; echo $?' & ) | cat");
    is_kept_out(&["bash", "-c", &orphan]);
}

#[test]
fn an_empty_environment() {
    is_kept_out(&["env", "-i", "/bin/bash", "-c", BASH]);
}

#[test]
fn psql() {
    if is_present("psql") {
        let url = "postgresql://app:secret@127.0.0.1:PORT/shop?sslmode=disable";
        is_kept_out(&["psql", url, "-c", "DROP TABLE users"]);
    }
}

#[test]
fn node() {
    if is_present("node") {
        let connect = "const s = require('net').connect(PORT, '127.0.0.1', () => s.destroy());
            s.on('error', (error) => console.log(error.code))";
        is_kept_out(&["node", "-e", connect]);
        let worker = format!("new (require('worker_threads').Worker)(`{connect}`, {{eval: true}})");
        is_kept_out(&["node", "-e", &worker]);
    }
}

const PYTHON: &str = "import os, socket, threading
def connect(protocol=0):
    return socket.socket(socket.AF_INET, socket.SOCK_STREAM, protocol)
there = ('127.0.0.1', PORT)
";

#[track_caller]
fn python(script: &str) {
    if is_present("python3") {
        is_kept_out(&["python3", "-c", &format!("{PYTHON}{script}")]);
    }
}

#[test]
fn python_in_a_thread() {
    python("t = threading.Thread(target=lambda: connect().connect(there)); t.start(); t.join()");
}

#[test]
fn python_after_a_double_fork() {
    python("if os.fork() == 0:\n  os.setsid()\n  if os.fork() == 0: connect().connect(there)");
}

#[test]
fn a_socket_of_ipv6_that_connects_to_ipv4() {
    python("socket.socket(socket.AF_INET6).connect(('::ffff:127.0.0.1', PORT))");
}

/// Landlock judges `connect`; a fast open is a `send` that connects.
#[test]
fn a_fast_open_is_refused_whatever_port_it_goes_to() {
    if !is_present("python3") {
        return;
    }
    for send in ["sendto(b'x', 1 << 29, there)", "sendmsg([b'x'], [], 1 << 29, there)"] {
        let server = Server::start();
        let port = server.port();
        let script = format!("{PYTHON}connect().{send}").replace("PORT", &port.to_string());
        let output = sealed(port, move || output(&["python3", "-c", &script]));
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("not supported"), "{said}");
        assert_eq!(server.connections(), 0);
    }
}

/// Landlock knows it for no TCP; a server that speaks TCP alone answers it all the same.
#[test]
fn multipath_tcp_is_refused() {
    if !is_present("python3") {
        return;
    }
    let server = Server::start();
    let port = server.port();
    let script = format!("{PYTHON}connect(262).connect(there)").replace("PORT", &port.to_string());
    let output = sealed(port, move || output(&["python3", "-c", &script]));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("not supported"), "{said}");
    assert_eq!(server.connections(), 0);
}

#[test]
fn io_uring_is_refused() {
    if !is_present("python3") {
        return;
    }
    let script = "import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall(425, 8, ctypes.create_string_buffer(120))
print(os.strerror(ctypes.get_errno()))";
    let output = sealed(1, || output(&["python3", "-c", script]));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "Operation not permitted\n");
}

/// What is linked into a program makes no difference: the kernel refuses.
#[test]
fn a_static_program() {
    let folder = tempfile::tempdir().unwrap();
    let (source, program) = (folder.path().join("client.rs"), folder.path().join("client"));
    let text = "fn main() {
        let port = std::env::args().nth(1).unwrap();
        let stream = std::net::TcpStream::connect(format!(\"127.0.0.1:{port}\"));
        println!(\"{:?}\", stream.map_err(|error| error.to_string()));
    }";
    std::fs::write(&source, text).unwrap();
    let mut rustc = Command::new("rustc");
    rustc.args(["-C", "target-feature=+crt-static", "-o"]).arg(&program).arg(&source);
    assert!(rustc.status().unwrap().success());
    is_kept_out(&[program.to_str().unwrap(), "PORT"]);
}

#[test]
fn what_is_no_database_works_as_before() {
    let server = Server::start();
    let open = server.port();
    let refused: Vec<u16> = sealed(1, move || {
        assert!(TcpStream::connect(("127.0.0.1", open)).is_ok());
        let ports = [22, 53, 80, 443, 3000, 5173, 8080, 9418, 19_999, 30_000, 65_535];
        ports.into_iter().filter(|port| is_refused(*port)).collect()
    });
    assert_eq!(refused, [0_u16; 0]);
    assert_eq!(server.connections(), 1);
}

#[test]
fn every_closed_port_is_refused_and_no_other() {
    let closed = ClosedPorts::usual().with_found([41_234]).without(20_100);
    let ports = closed.clone();
    let refused = thread::spawn(move || {
        Seal::prepare(&ports).unwrap().open(20_101).unwrap().apply(Command::new("true")).unwrap();
        // An address of this machine at which the other tests do not listen.
        let refused = |port: &u16| {
            let stream = TcpStream::connect(("127.77.1.3", *port));
            stream.is_err_and(|error| error.kind() == ErrorKind::PermissionDenied)
        };
        (0..=u16::MAX).filter(refused).collect::<Vec<_>>()
    });
    let expected: Vec<u16> =
        (0..=u16::MAX).filter(|port| closed.contains(*port) && *port != 20_101).collect();
    assert_eq!(refused.join().unwrap(), expected);
}

#[test]
fn a_seal_is_proven_from_inside_and_belongs_to_what_it_was_applied_to() {
    assert!(!is_sealed());
    assert!(sealed(1, is_sealed));
    assert!(!is_sealed(), "another thread is as it was");
    let status = sealed(1, || Command::new("kill").args(["-0", "1"]).status().unwrap());
    let unsealed = Command::new("kill").args(["-0", "1"]).status().unwrap();
    assert_eq!(status, unsealed, "signals are as before");
}

/// Another sandbox may close port 0, or one database's port: that is no seal.
#[test]
fn a_sandbox_that_leaves_a_database_open_is_no_seal() {
    let ends = thread::spawn(|| {
        let open = (1..=u16::MAX).filter(|port| *port != 5432);
        let allow = |port| Ok::<_, RulesetError>(NetPort::new(port, AccessNet::ConnectTcp));
        let ruleset = Ruleset::default().handle_access(AccessNet::ConnectTcp).unwrap();
        ruleset.create().unwrap().add_rules(open.map(allow)).unwrap().restrict_self().unwrap();
        let refused = TcpStream::connect(("127.0.0.1", 5432)).unwrap_err();
        (refused.kind(), is_sealed())
    });
    assert_eq!(ends.join().unwrap(), (ErrorKind::PermissionDenied, false));
}

#[test]
fn a_seal_in_a_seal_closes_what_either_closes() {
    let (outer, inner) = (Server::start(), Server::start());
    let ports = (outer.port(), inner.port());
    let refused = sealed(ports.0, move || {
        sealed(ports.1, move || (is_refused(ports.0), is_refused(ports.1), is_sealed()))
    });
    assert_eq!(refused, (true, true, true));
    assert_eq!((outer.connections(), inner.connections()), (0, 0));
}
