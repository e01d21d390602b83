//! `IntegreSQL`: a server of its own that keeps a pool of clones, asked over HTTP as its clients do.

use std::process::Stdio;
use std::time::{Duration, Instant};

use secrecy::ExposeSecret;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};
use tokio_postgres::NoTls;

use crate::TEST;
use crate::fixture::{Fixture, Outcome, Server};

const HASH: &str = "bench";
const START: Duration = Duration::from_secs(20);

/// Times of its databases. Each is given back to be made anew, as its clients do with one that a test
/// has changed.
pub(crate) async fn run(
    program: &str,
    server: &Server,
    workers: usize,
    rounds: usize,
) -> Outcome<Vec<Duration>> {
    let port = TcpListener::bind(("127.0.0.1", 0)).await?.local_addr()?.port();
    let running = start(program, server, port, workers)?;
    let mut api = Api::open(port).await?;
    let template = api.ask("POST", "/api/v1/templates", &json!({ "hash": HASH })).await?;
    let config = &template["database"]["config"];
    let text = |name: &str| config[name].as_str().unwrap_or_default().to_owned();
    let url = format!(
        "postgresql://{}:{}@127.0.0.1:{}/{}",
        text("username"),
        text("password"),
        server.port,
        text("database")
    );
    let (client, connection) = tokio_postgres::connect(&url, NoTls).await?;
    let connection = tokio::spawn(connection);
    client.batch_execute(&Fixture::schema()).await?;
    client.batch_execute("VACUUM (ANALYZE)").await?;
    drop(client);
    connection.await??;
    api.ask("PUT", &format!("/api/v1/templates/{HASH}"), &Value::Null).await?;
    // Its pool is as full as ours.
    tokio::time::sleep(Duration::from_millis(1500) * u32::try_from(workers)?).await;
    let tasks: Vec<_> =
        (0..workers).map(|_| tokio::spawn(async move { tests(port, rounds).await })).collect();
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await??);
    }
    drop(running);
    Ok(times)
}

fn start(program: &str, server: &Server, port: u16, workers: usize) -> Outcome<Child> {
    let mut command = Command::new(program);
    command.env_clear().envs([
        ("INTEGRESQL_ADDRESS", "127.0.0.1".to_owned()),
        ("INTEGRESQL_PORT", port.to_string()),
        ("INTEGRESQL_PGHOST", "127.0.0.1".to_owned()),
        ("INTEGRESQL_PGPORT", server.port.to_string()),
        ("INTEGRESQL_PGUSER", server.superuser.clone()),
        ("INTEGRESQL_PGPASSWORD", server.password.expose_secret().to_owned()),
        ("INTEGRESQL_TEST_INITIAL_POOL_SIZE", (2 * workers).to_string()),
        ("INTEGRESQL_TEST_MAX_POOL_SIZE", (4 * workers).to_string()),
        ("INTEGRESQL_LOGGER_LEVEL", "error".to_owned()),
    ]);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    Ok(command.kill_on_drop(true).spawn()?)
}

async fn tests(port: u16, rounds: usize) -> Outcome<Vec<Duration>> {
    let mut api = Api::open(port).await?;
    let mut times = Vec::new();
    for _ in 0..rounds {
        let begun = Instant::now();
        let taken =
            api.ask("GET", &format!("/api/v1/templates/{HASH}/tests"), &Value::Null).await?;
        times.push(begun.elapsed());
        let id = taken["id"].as_u64().ok_or("a test database has a number")?;
        tokio::time::sleep(TEST).await;
        let again = format!("/api/v1/templates/{HASH}/tests/{id}/recreate");
        api.ask("POST", &again, &Value::Null).await?;
    }
    Ok(times)
}

/// One connection that is kept open.
struct Api(BufReader<TcpStream>);

impl Api {
    async fn open(port: u16) -> Outcome<Self> {
        let deadline = Instant::now() + START;
        loop {
            match TcpStream::connect(("127.0.0.1", port)).await {
                Ok(stream) => {
                    stream.set_nodelay(true)?;
                    return Ok(Self(BufReader::new(stream)));
                }
                Err(error) if Instant::now() > deadline => return Err(error.into()),
                Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
            }
        }
    }

    async fn ask(&mut self, method: &str, path: &str, body: &Value) -> Outcome<Value> {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n\
             content-length: {}\r\n\r\n{body}",
            body.len()
        );
        self.0.get_mut().write_all(request.as_bytes()).await?;
        let mut status = String::new();
        self.0.read_line(&mut status).await?;
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.0.read_line(&mut line).await?;
            let line = line.trim_end().to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(text) = line.strip_prefix("content-length:") {
                length = text.trim().parse()?;
            }
        }
        let mut answer = vec![0; length];
        self.0.read_exact(&mut answer).await?;
        if status.split(' ').nth(1).is_none_or(|code| !code.starts_with('2')) {
            return Err(format!("{method} {path}: {}", status.trim_end()).into());
        }
        Ok(if answer.is_empty() { Value::Null } else { serde_json::from_slice(&answer)? })
    }
}
