//! Bytes that are no protocol, clients that stop in the middle, servers that go away.

use std::time::Duration;

use postgres_protocol::authentication::sasl::{ChannelBinding, ScramSha256};
use skate_env_core::{Environment, Purpose};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::timeout,
};

use crate::fixture::{Database, PASSWORD, Running, ask, holds_no_secret, is_on_the_page};

/// A client that says exactly what a test wants.
pub(crate) struct Raw(pub(crate) TcpStream);

impl Raw {
    pub(crate) async fn open(port: u16) -> Self {
        Self(TcpStream::connect(("127.0.0.1", port)).await.unwrap())
    }

    pub(crate) async fn login(gateway: &Running) -> Self {
        let mut raw = Self::open(gateway.ports.direct).await;
        let body = format!("user\0postgres\0database\0{}\0\0", gateway.database);
        raw.startup(body.as_bytes()).await;
        raw.frame().await;
        let mut scram = ScramSha256::new(PASSWORD.as_bytes(), ChannelBinding::unsupported());
        let first = scram.message().to_vec();
        let length = u32::try_from(first.len()).unwrap().to_be_bytes();
        raw.send(b'p', &[b"SCRAM-SHA-256\0", &length[..], &first].concat()).await;
        scram.update(&raw.frame().await.1[4..]).unwrap();
        raw.send(b'p', scram.message()).await;
        scram.finish(&raw.frame().await.1[4..]).unwrap();
        raw.until(b'Z').await;
        raw
    }

    pub(crate) async fn startup(&mut self, body: &[u8]) {
        let length = u32::try_from(body.len() + 8).unwrap();
        let packet = [&length.to_be_bytes()[..], &[0, 3, 0, 0], body].concat();
        self.0.write_all(&packet).await.unwrap();
    }

    pub(crate) async fn send(&mut self, kind: u8, body: &[u8]) {
        let length = u32::try_from(body.len() + 4).unwrap();
        let frame = [&[kind], &length.to_be_bytes()[..], body].concat();
        self.0.write_all(&frame).await.unwrap();
    }

    pub(crate) async fn query(&mut self, text: &str) {
        self.send(b'Q', format!("{text}\0").as_bytes()).await;
    }

    pub(crate) async fn parse(&mut self, name: &str, text: &str) {
        self.send(b'P', format!("{name}\0{text}\0\0\0").as_bytes()).await;
    }

    pub(crate) async fn bind_execute(&mut self, name: &str) {
        self.send(b'B', format!("\0{name}\0\0\0\0\0\0\0").as_bytes()).await;
        self.send(b'E', b"\0\0\0\0\0").await;
    }

    pub(crate) async fn sync(&mut self) {
        self.send(b'S', b"").await;
    }

    pub(crate) async fn frame(&mut self) -> (u8, Vec<u8>) {
        let read = async {
            let mut head = [0; 5];
            self.0.read_exact(&mut head).await?;
            let length = u32::from_be_bytes([head[1], head[2], head[3], head[4]]) as usize;
            let mut body = vec![0; length - 4];
            self.0.read_exact(&mut body).await?;
            Ok::<_, std::io::Error>((head[0], body))
        };
        let (kind, body) = timeout(Duration::from_secs(20), read).await.unwrap().unwrap();
        holds_no_secret(&String::from_utf8_lossy(&body));
        (kind, body)
    }

    /// All that is said up to a message of that kind, as text.
    pub(crate) async fn until(&mut self, kind: u8) -> String {
        let mut said = String::new();
        loop {
            let (found, body) = self.frame().await;
            said.push(char::from(found));
            said.push_str(&String::from_utf8_lossy(&body).replace('\0', "|"));
            if found == kind {
                return said;
            }
        }
    }

    /// All that is said until the gateway closes.
    pub(crate) async fn rest(&mut self) -> String {
        let mut bytes = Vec::new();
        let read = timeout(Duration::from_secs(20), self.0.read_to_end(&mut bytes)).await.unwrap();
        if let Err(error) = read {
            assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset);
        }
        let text = String::from_utf8_lossy(&bytes).replace('\0', "|");
        holds_no_secret(&text);
        if let Some((_, error)) = text.split_once("|CSK005|M") {
            is_on_the_page(error.split('|').next().unwrap());
        }
        text
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn malformed_bytes_on_the_port_gets_one_clear_error() {
    let database = Database::start().await;
    let gateway = database.gateway(Environment::Production, Purpose::App).await;
    let huge = [&0x7fff_ffff_u32.to_be_bytes()[..], &[0, 3, 0, 0]].concat();
    for bytes in [&b"GET / HTTP/1.1\r\n\r\n"[..], &[0; 64], &[0xff; 64], &huge] {
        let mut raw = Raw::open(gateway.ports.direct).await;
        raw.0.write_all(bytes).await.unwrap();
        let answer = raw.rest().await;
        assert!(answer.contains("[guarded_connection]"), "{answer}");
    }
    for body in [&b""[..], b"user", b"user\0postgres\0database\0shop\0"] {
        let mut raw = Raw::open(gateway.ports.direct).await;
        raw.startup(body).await;
        raw.0.shutdown().await.unwrap();
        raw.rest().await;
    }
    assert_eq!(ask(&gateway.connect().await, "SELECT 1").await, "1");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn frames_that_are_none_end_the_session_with_one_error() {
    let database = Database::start().await;
    let before = database.checksum().await;
    let gateway = database.gateway(Environment::Production, Purpose::App).await;
    for bytes in [
        &b"Q\x7f\xff\xff\xff"[..], // 2 GB announced
        b"Q\0\0\0\x03",            // shorter than its own length
        b"Q\0\0\0\x08abcd",        // no end
        b"P\0\0\0\x06ab",          // no name
        b"B\0\0\0\x05a",           // no statement
        b"F\0\0\0\x05a",           // no number
        b"R\0\0\0\x08\0\0\0\0",    // the server's
        b"d\0\0\0\x02",            // shorter than its own length
        b"\0\0\0\0\x04",
    ] {
        let mut raw = Raw::login(&gateway).await;
        raw.0.write_all(bytes).await.unwrap();
        let answer = raw.rest().await;
        assert!(answer.contains("FATAL") && answer.contains("[guarded_connection]"), "{answer}");
    }
    // Half a frame, and gone.
    let mut raw = Raw::login(&gateway).await;
    raw.0.write_all(b"Q\0\0\0\x40DELETE FROM us").await.unwrap();
    drop(raw);
    assert_eq!(ask(&gateway.connect().await, "SELECT 1").await, "1");
    assert_eq!(database.checksum().await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_statement_that_is_too_long_is_refused_and_the_session_lives() {
    let database = Database::start().await;
    let gateway = database.gateway(Environment::Production, Purpose::App).await;
    let mut raw = Raw::login(&gateway).await;
    for size in [2 << 20, 9 << 20] {
        raw.query(&format!("SELECT '{}'", "x".repeat(size))).await;
        assert!(raw.until(b'Z').await.contains("[unreadable_statement]"));
        raw.parse("", &format!("SELECT '{}'", "x".repeat(size))).await;
        raw.bind_execute("").await;
        raw.sync().await;
        assert!(raw.until(b'Z').await.contains("[unreadable_statement]"));
    }
    raw.query("SELECT 'alive'").await;
    assert!(raw.until(b'Z').await.contains("alive"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_never_reads_holds_nobody_else() {
    let database = Database::start().await;
    let gateway = database.gateway(Environment::Production, Purpose::App).await;
    let mut deaf = Raw::login(&gateway).await;
    deaf.query("SELECT repeat('x', 1000) FROM generate_series(1, 1000000)").await;
    for _ in 0..20 {
        assert_eq!(ask(&gateway.connect().await, "SELECT 1").await, "1");
    }
    drop(deaf);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_ends_in_the_middle_of_a_statement_is_an_error_and_no_silence() {
    let database = Database::start().await;
    let gateway = database.gateway(Environment::Production, Purpose::App).await;
    let mut raw = Raw::login(&gateway).await;
    raw.query("SELECT pg_backend_pid()").await;
    let answer = raw.until(b'Z').await;
    let digits = answer.split('D').nth(1).unwrap();
    let pid: String = digits
        .chars()
        .skip_while(|it| !it.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    raw.query("SELECT pg_sleep(60)").await;
    let end = format!("SELECT pg_terminate_backend({pid}, 5000)");
    database.run(&end).await;
    let answer = raw.rest().await;
    assert!(answer.contains("57P01") || answer.contains("[database_unavailable]"), "{answer}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn refused_parts_of_a_pipeline_fail_their_own_batch_alone() {
    let database = Database::start().await;
    let before = database.checksum().await;
    let gateway = database.gateway(Environment::Production, Purpose::App).await;
    let mut raw = Raw::login(&gateway).await;
    for text in ["SELECT 'first'", "DELETE FROM users", "SELECT 'third'"] {
        raw.parse("", text).await;
        raw.bind_execute("").await;
        raw.sync().await;
    }
    assert!(raw.until(b'Z').await.contains("first"));
    assert!(raw.until(b'Z').await.contains("[destructive_statement]"));
    assert!(raw.until(b'Z').await.contains("third"));

    // Two in one batch: neither runs.
    raw.parse("", "INSERT INTO users (email) VALUES ('lost')").await;
    raw.bind_execute("").await;
    raw.parse("", "DELETE FROM users").await;
    raw.bind_execute("").await;
    raw.sync().await;
    assert!(raw.until(b'Z').await.contains("[destructive_statement]"));

    // The client waits for the first part, then sends the second: both are rolled back.
    raw.parse("", "INSERT INTO users (email) VALUES ('lost')").await;
    raw.bind_execute("").await;
    raw.send(b'H', b"").await;
    raw.until(b'C').await;
    raw.parse("", "DELETE FROM users").await;
    raw.bind_execute("").await;
    raw.sync().await;
    assert!(raw.until(b'Z').await.contains("[destructive_statement]"));
    assert!(raw.until_idle().await);
    database.run("SELECT setval('users_id_seq', 100)").await;
    assert_eq!(database.checksum().await, before);
}

impl Raw {
    /// Whether the session answers, outside of a transaction.
    async fn until_idle(&mut self) -> bool {
        self.query("SELECT 'alive'").await;
        let answer = self.until(b'Z').await;
        answer.contains("alive") && answer.ends_with("ZI")
    }
}
