//! Servers that are starting, do not answer, or are not PostgreSQL.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use skate_env_core::verify::{Session, VerifyOptions, verify};
use skate_env_core::{Code, Config, DatabaseUrl, Error};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::fake_servers::{password_of, send_error, serve_each, startup};
use crate::fixture::{PASSWORD, open, resolve, setup, start, url};

async fn fails(url: &str, seconds: u64) -> Error {
    let options = VerifyOptions::default().timeout(Duration::from_secs(seconds));
    let url = DatabaseUrl::parse(url).unwrap();
    let error = Session::open(&url, &options).await.unwrap_err();
    assert!(!format!("{error} {error:?}").contains(PASSWORD), "{error}");
    error
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_waited_for_within_the_limit() {
    let silent = serve_each(|mut stream| async move {
        let _ = stream.read_to_end(&mut Vec::new()).await;
    })
    .await;
    let start = Instant::now();
    let error = fails(&url(silent.port), 1).await;
    assert_eq!(error.code(), Code::DatabaseUnavailable);
    assert!(error.message().contains("did not answer"), "{error}");
    assert!(start.elapsed() >= Duration::from_millis(700), "it gave up at once");
}

/// A proxy that wakes a compute may close early as well: the connection is retried within the limit.
#[tokio::test]
async fn a_program_that_is_not_postgresql_is_unavailable() {
    for (bytes, closes) in [
        (&b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"[..], true),
        (b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", false),
        (b"SSH-2.0-OpenSSH_9.2\r\n", true),
        (b"\0\0\0\0\0\0\0\0\0", true),
        (b"NR\xff\xff\xff\xff", true),
        (b"", true),
    ] {
        let server = serve_each(move |mut stream| async move {
            let _ = stream.read(&mut [0; 64]).await;
            let _ = stream.write_all(bytes).await;
            if !closes {
                let _ = stream.read_to_end(&mut Vec::new()).await;
            }
        })
        .await;
        let error = fails(&url(server.port), 1).await;
        let codes = [Code::DatabaseUnavailable, Code::IdentityUnproven];
        assert!(codes.contains(&error.code()), "{error}");
    }
}

#[tokio::test]
async fn a_closed_port_of_this_machine_is_not_waited_for_long() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    let start = Instant::now();
    let error = fails(&url(port), 60).await;
    assert_eq!(error.code(), Code::DatabaseUnavailable);
    assert!(error.message().contains("refused"), "{error}");
    assert!(start.elapsed() < Duration::from_secs(30), "{:?}", start.elapsed());
}

#[tokio::test]
async fn an_unknown_host_name_is_reported_at_once() {
    let start = Instant::now();
    let error = fails(&format!("postgresql://app:{PASSWORD}@nowhere.invalid/shop"), 60).await;
    assert_eq!(error.code(), Code::DatabaseUnavailable);
    assert!(error.message().contains("failed to lookup address"), "{error}");
    assert!(start.elapsed() < Duration::from_secs(30));
}

#[tokio::test]
async fn a_compute_that_starts_up_is_waited_for() {
    let running = start(setup("plain")).await;
    let port = running.server.port();
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let waking = serve_each(move |mut here| {
        let turn = count.fetch_add(1, Ordering::SeqCst);
        async move {
            match turn {
                0 => drop(here), // a proxy without a compute
                1 | 2 => {
                    startup(&mut here).await;
                    send_error(&mut here, "57P03", "the database system is starting up").await;
                }
                _ => {
                    let mut far = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
                    let _ = tokio::io::copy_bidirectional(&mut here, &mut far).await;
                }
            }
        }
    })
    .await;
    let config = Config::default();
    let resolved = resolve("development", &url(waking.port), &config);
    let options = VerifyOptions::default().timeout(Duration::from_secs(60));
    verify(&resolved, &config, &options).await.unwrap();
    assert_eq!(asked.load(Ordering::SeqCst), 4);
}

#[tokio::test]
async fn a_wrong_password_is_reported_at_once_and_without_it() {
    let running = start(setup("plain")).await;
    let wrong = running.url().replace(PASSWORD, "c4n4ry-secret-that-is-wrong");
    let error = fails(&wrong, 60).await;
    assert_eq!(error.code(), Code::DatabaseRefused);
    assert!(error.message().contains("28P01"), "{error}");
    assert!(error.hint().contains("password"), "{error}");
}

/// A server of this machine that requests a clear-text password gets it, and may repeat it.
#[tokio::test]
async fn a_server_that_repeats_the_password_is_not_quoted() {
    let repeating = serve_each(|mut stream| async move {
        let password = password_of(&mut stream).await;
        let said = String::from_utf8_lossy(&password);
        let said = format!("no: {}\n", said.trim_end_matches('\0'));
        send_error(&mut stream, "28P01", &said).await;
    })
    .await;
    let error = fails(&url(repeating.port), 60).await;
    assert_eq!(error.code(), Code::DatabaseRefused);
    assert!(error.message().contains("28P01"), "{error}");
}

#[tokio::test]
async fn a_pooler_without_startup_options_is_reported_with_a_hint() {
    let pooler = serve_each(|mut stream| async move {
        startup(&mut stream).await;
        send_error(&mut stream, "08P01", "unsupported startup parameter: options").await;
    })
    .await;
    let error = fails(&url(pooler.port), 60).await;
    assert_eq!(error.code(), Code::DatabaseRefused);
    assert!(error.hint().contains("direct URL"), "{error}");
}

#[tokio::test]
async fn a_missing_database_is_named() {
    let running = start(setup("plain")).await;
    let error = fails(&running.url().replace("/shop", "/other"), 60).await;
    assert_eq!(error.code(), Code::DatabaseRefused);
    assert!(error.message().contains("3D000"), "{error}");
    open(&running.url()).await.unwrap();
}
