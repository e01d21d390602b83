//! The wake proxy before real servers, with real clients.

use std::io;
use std::path::Path;
use std::process::Output;
use std::sync::Arc;
use std::time::Duration;

use skate_env_core::Code;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::process::Command;
use tokio::task::JoinSet;
use tokio_postgres::NoTls;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, pem::PemObject};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};
use tokio_rustls::{TlsConnector, client::TlsStream};

use super::Listener;
use crate::compute::Compute;
use crate::fixture::{
    PASSWORD, account, all_binaries, app, ask, connect, folder, kill, options, process, spec_with,
    until,
};
use crate::home::Certificate;
use crate::postgres::Superuser;
use crate::{Binaries, free_port};

/// A compute behind a listener, with the TLS certificate of a home.
struct Fixture {
    folder: TempDir,
    certificate: Certificate,
    compute: Compute,
    listener: Listener,
    port: u16,
}

impl Fixture {
    fn new(name: &str) -> Self {
        Self::with(all_binaries().remove(0), name)
    }

    fn with(binaries: Binaries, name: &str) -> Self {
        let folder = folder();
        let certificate = Certificate::open(folder.path(), &account()).unwrap();
        let mut options = options(name);
        options.settings.extend(certificate.settings());
        let compute = Compute::new(spec_with(binaries, &folder.path().join("branch"), options));
        let acceptor = certificate.acceptor().unwrap();
        let port = free_port().unwrap();
        let listener = Listener::open(port, compute.clone(), acceptor).unwrap();
        Self { folder, certificate, compute, listener, port }
    }

    fn cluster(&self) -> std::path::PathBuf {
        self.folder.path().join("branch")
    }

    /// Creates the role `app`, and suspends the server again.
    async fn app(&self) -> Superuser {
        let app = app(&self.compute).await;
        self.compute.suspend().await.unwrap();
        Superuser { port: self.port, ..app }
    }

    async fn connect(&self) -> io::Result<TcpStream> {
        TcpStream::connect(("127.0.0.1", self.port)).await
    }

    fn is_suspended(&self) -> bool {
        self.compute.usage().running_since.is_none()
    }

    async fn psql(&self, parameters: &str) -> Output {
        let port = self.port;
        let target = format!("host=127.0.0.1 port={port} user=app dbname=postgres {parameters}");
        Command::new("psql")
            .args(["--no-psqlrc", "-tA", "-c", "SHOW cluster_name", &target])
            .env("PGPASSWORD", PASSWORD)
            .output()
            .await
            .expect("psql is needed: `apt-get install postgresql-client`")
    }

    async fn tls(&self, stream: TcpStream) -> io::Result<TlsStream<TcpStream>> {
        let mut roots = RootCertStore::empty();
        let authority = CertificateDer::from_pem_file(self.certificate.authority()).unwrap();
        roots.add(authority).unwrap();
        let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        config.alpn_protocols = vec![b"postgresql".to_vec()];
        let name = ServerName::try_from("127.0.0.1").unwrap();
        TlsConnector::from(Arc::new(config)).connect(name, stream).await
    }
}

/// A startup message.
fn startup() -> Vec<u8> {
    let body = b"\0\x03\0\0user\0app\0database\0postgres\0\0";
    [u32::try_from(body.len() + 4).unwrap().to_be_bytes().as_slice(), body].concat()
}

fn output_text(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    (text(&output.stdout), text(&output.stderr))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_fifty_connections_start_one_server() {
    for binaries in all_binaries() {
        let fixture = Fixture::with(binaries, "br-proxied");
        let app = fixture.app().await;
        let mut sessions = JoinSet::new();
        for _ in 0..50 {
            let app = app.clone();
            sessions.spawn(async move {
                ask(&connect(&app, "postgres").await.unwrap(), "SHOW cluster_name").await
            });
        }
        assert!(sessions.join_all().await.iter().all(|name| name == "br-proxied"));
        assert_eq!(fixture.compute.usage().starts, 2);
        assert!(fixture.compute.usage().sent > 50 * 300);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn other_protocols_and_cancel_requests_wake_no_server() {
    let fixture = Fixture::new("br-undisturbed");
    let silent = fixture.connect().await.unwrap();
    let cancel = [0, 0, 0, 16, 4, 210, 22, 46, 0, 0, 0, 1, 0, 0, 0, 2];
    for bytes in [b"GET / HTTP/1.1\r\n\r\n".as_slice(), &cancel, &[0; 64]] {
        let mut client = fixture.connect().await.unwrap();
        client.write_all(bytes).await.unwrap();
        let mut answer = Vec::new();
        // Closing a socket with unread input resets it.
        let _ = client.read_to_end(&mut answer).await;
        assert!(answer.is_empty());
    }
    let mut half = fixture.connect().await.unwrap();
    half.write_all(&startup()[..7]).await.unwrap();
    half.shutdown().await.unwrap();
    assert_eq!(half.read(&mut [0; 1]).await.unwrap_or(0), 0);
    drop(silent);
    assert_eq!(fixture.compute.usage().starts, 0);
    assert_eq!(process(&fixture.cluster()), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_query_is_cancelled_through_the_proxy() {
    let fixture = Fixture::new("br-cancelled");
    let app = fixture.app().await;
    let client = connect(&app, "postgres").await.unwrap();
    let token = client.cancel_token();
    let observer = connect(&app, "postgres").await.unwrap();
    let busy = tokio::spawn(async move { client.batch_execute("SELECT pg_sleep(60)").await });
    let running = "SELECT count(*)::text FROM pg_stat_activity WHERE query LIKE '%sleep(60)' \
                   AND state = 'active' AND pid <> pg_backend_pid()";
    while ask(&observer, running).await != "1" {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    token.cancel_query(NoTls).await.unwrap();
    let error = busy.await.unwrap().unwrap_err();
    assert_eq!(error.code().unwrap().code(), "57014");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_idle_session_is_closed_and_the_next_one_wakes_the_server() {
    let fixture = Fixture::new("br-idle");
    let app = fixture.app().await;
    let client = connect(&app, "postgres").await.unwrap();
    assert_eq!(ask(&client, "SHOW cluster_name").await, "br-idle");
    fixture.compute.set_suspend_after(Some(Duration::from_millis(300)));
    until("suspended", || fixture.is_suspended()).await;
    until("closed", || client.is_closed()).await;
    assert_eq!(process(&fixture.cluster()), None);
    fixture.compute.set_suspend_after(None);
    let client = connect(&app, "postgres").await.unwrap();
    assert_eq!(ask(&client, "SHOW cluster_name").await, "br-idle");
    kill(process(&fixture.cluster()).unwrap());
    until("closed", || client.is_closed()).await;
    until("noticed", || fixture.is_suspended()).await;
    assert!(connect(&app, "postgres").await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_only_listens_hears_the_end_too() {
    let fixture = Fixture::new("br-silent");
    let mut silent = fixture.connect().await.unwrap();
    silent.write_all(&startup()).await.unwrap();
    assert_eq!(silent.read_u8().await.unwrap(), b'R');
    fixture.compute.suspend().await.unwrap();
    let mut rest = Vec::new();
    let last_words = silent.read_to_end(&mut rest);
    tokio::time::timeout(Duration::from_secs(30), last_words).await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_are_encrypted_by_the_server_itself() {
    for binaries in all_binaries() {
        let fixture = Fixture::with(binaries, "br-tls");
        fixture.app().await;
        let output = fixture.psql("sslmode=require channel_binding=require").await;
        assert_eq!(output_text(&output), ("br-tls".into(), String::new()));
        let trusted = fixture.certificate.authority();
        let verified = format!("sslmode=verify-full sslrootcert={}", trusted.display());
        assert_eq!(output_text(&fixture.psql(&verified).await), ("br-tls".into(), String::new()));
        let other = Certificate::open(folder().path(), &account()).unwrap();
        let foreign = format!("sslmode=verify-full sslrootcert={}", other.authority().display());
        assert!(!fixture.psql(&foreign).await.status.success());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tls_from_the_first_byte_is_carried_too() {
    let fixture = Fixture::new("br-direct");
    fixture.app().await;
    let mut stream = fixture.tls(fixture.connect().await.unwrap()).await.unwrap();
    stream.write_all(&startup()).await.unwrap();
    assert_eq!(stream.read_u8().await.unwrap(), b'R');
}

#[tokio::test(flavor = "multi_thread")]
async fn every_client_shows_why_there_is_no_server() {
    let fixture = Fixture::new("br-refused");
    let app = fixture.app().await;
    let settings = fixture.cluster().join("data/postgresql.auto.conf");
    std::fs::write(settings, "no_such_setting = 1\n").unwrap();
    for options in
        ["sslmode=disable", "sslmode=require channel_binding=require", "gssencmode=prefer"]
    {
        let (_, error) = output_text(&fixture.psql(options).await);
        assert!(error.contains("FATAL:") && error.contains("[start_failed]"), "{options}: {error}");
        assert!(error.contains("HINT:") && !error.contains("no_such_setting"), "{error}");
    }
    let error = connect(&app, "postgres").await.err().unwrap();
    assert_eq!(error.code().unwrap().code(), "57P03");
    assert!(error.as_db_error().unwrap().message().contains("[start_failed]"));

    let mut stream = fixture.tls(fixture.connect().await.unwrap()).await.unwrap();
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(b"postgresql".as_slice()));
    stream.write_all(&startup()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    assert!(answer.starts_with(b"E") && String::from_utf8_lossy(&answer).contains("57P03"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_listener_that_closes_ends_its_sessions_and_frees_its_port() {
    let fixture = Fixture::new("br-closing");
    let app = fixture.app().await;
    let client = connect(&app, "postgres").await.unwrap();
    let acceptor = fixture.certificate.acceptor().unwrap();
    let taken = Listener::open(app.port, fixture.compute.clone(), acceptor.clone());
    assert_eq!(taken.err().unwrap().code(), Code::PortTaken);
    assert_eq!(ask(&client, "SHOW cluster_name").await, "br-closing");
    fixture.listener.close().await;
    until("closed", || client.is_closed()).await;
    assert!(connect(&app, "postgres").await.is_err());
    let _listener = Listener::open(app.port, fixture.compute.clone(), acceptor).unwrap();
    assert!(connect(&app, "postgres").await.is_ok());
}

#[cfg(unix)]
#[test]
fn the_certificate_is_made_once_and_its_key_is_closed_to_others() {
    use std::os::unix::fs::PermissionsExt;
    let home = folder();
    std::fs::create_dir(home.path().join("tls.draft")).unwrap();
    let first = Certificate::open(home.path(), &account()).unwrap();
    let read = |path: &Path| std::fs::read_to_string(path).unwrap();
    let first_text = read(&first.authority());
    let key = home.path().join("tls/key.pem");
    assert_eq!(std::fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(read(&Certificate::open(home.path(), &account()).unwrap().authority()), first_text);
    assert!(!format!("{first:?}").contains(read(&key).lines().nth(1).unwrap()));
}
