//! Doors in front of real servers, with real clients.

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

use super::{Certificate, Door};
use crate::compute::Compute;
use crate::postgres::Superuser;
use crate::testing::{
    PASSWORD, account, all_binaries, app, ask, connect, folder, kill, process, setup, spec_with,
    until,
};
use crate::{Binaries, draw_port};

/// A compute behind a door, with TLS as a home gives it.
struct House {
    folder: TempDir,
    certificate: Certificate,
    compute: Compute,
    door: Door,
    port: u16,
}

impl House {
    fn new(name: &str) -> Self {
        Self::with(all_binaries().remove(0), name)
    }

    fn with(binaries: Binaries, name: &str) -> Self {
        let folder = folder();
        let certificate = Certificate::open(folder.path(), &account()).unwrap();
        let mut setup = setup(name);
        setup.settings.extend(certificate.settings());
        let compute = Compute::new(spec_with(binaries, &folder.path().join("branch"), setup));
        let acceptor = certificate.acceptor().unwrap();
        let port = draw_port().unwrap();
        let door = Door::open(port, compute.clone(), acceptor).unwrap();
        Self { folder, certificate, compute, door, port }
    }

    fn cluster(&self) -> std::path::PathBuf {
        self.folder.path().join("branch")
    }

    /// Makes the role `app`, and lets the server sleep again.
    async fn app(&self) -> Superuser {
        let app = app(&self.compute).await;
        self.compute.suspend().await.unwrap();
        Superuser { port: self.port, ..app }
    }

    async fn connect(&self) -> io::Result<TcpStream> {
        TcpStream::connect(("127.0.0.1", self.port)).await
    }

    fn is_asleep(&self) -> bool {
        self.compute.counters().awake_since.is_none()
    }

    async fn psql(&self, options: &str) -> Output {
        let port = self.port;
        let target = format!("host=127.0.0.1 port={port} user=app dbname=postgres {options}");
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

/// A session's first message.
fn startup() -> Vec<u8> {
    let body = b"\0\x03\0\0user\0app\0database\0postgres\0\0";
    [u32::try_from(body.len() + 4).unwrap().to_be_bytes().as_slice(), body].concat()
}

fn said(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    (text(&output.stdout), text(&output.stderr))
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_fifty_connections_start_one_server() {
    for binaries in all_binaries() {
        let house = House::with(binaries, "br-door");
        let app = house.app().await;
        let mut sessions = JoinSet::new();
        for _ in 0..50 {
            let app = app.clone();
            sessions.spawn(async move {
                ask(&connect(&app, "postgres").await.unwrap(), "SHOW cluster_name").await
            });
        }
        assert!(sessions.join_all().await.iter().all(|name| name == "br-door"));
        assert_eq!(house.compute.counters().starts, 2);
        assert!(house.compute.counters().sent > 50 * 300);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn noise_and_cancel_requests_wake_nobody() {
    let house = House::new("br-undisturbed");
    let nobody = house.connect().await.unwrap();
    let cancel = [0, 0, 0, 16, 4, 210, 22, 46, 0, 0, 0, 1, 0, 0, 0, 2];
    for words in [b"GET / HTTP/1.1\r\n\r\n".as_slice(), &cancel, &[0; 64]] {
        let mut client = house.connect().await.unwrap();
        client.write_all(words).await.unwrap();
        let mut answer = Vec::new();
        // Closing over unread words is a reset.
        let _ = client.read_to_end(&mut answer).await;
        assert!(answer.is_empty());
    }
    let mut half = house.connect().await.unwrap();
    half.write_all(&startup()[..7]).await.unwrap();
    half.shutdown().await.unwrap();
    assert_eq!(half.read(&mut [0; 1]).await.unwrap_or(0), 0);
    drop(nobody);
    assert_eq!(house.compute.counters().starts, 0);
    assert_eq!(process(&house.cluster()), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_query_is_cancelled_through_the_door() {
    let house = House::new("br-cancelled");
    let app = house.app().await;
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
    let house = House::new("br-idle-door");
    let app = house.app().await;
    let client = connect(&app, "postgres").await.unwrap();
    assert_eq!(ask(&client, "SHOW cluster_name").await, "br-idle-door");
    house.compute.set_suspend_after(Some(Duration::from_millis(300)));
    until("suspended", || house.is_asleep()).await;
    until("closed", || client.is_closed()).await;
    assert_eq!(process(&house.cluster()), None);
    house.compute.set_suspend_after(None);
    let client = connect(&app, "postgres").await.unwrap();
    assert_eq!(ask(&client, "SHOW cluster_name").await, "br-idle-door");
    kill(process(&house.cluster()).unwrap());
    until("closed", || client.is_closed()).await;
    until("noticed", || house.is_asleep()).await;
    assert!(connect(&app, "postgres").await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_client_that_only_listens_hears_the_end_too() {
    let house = House::new("br-silent");
    let mut silent = house.connect().await.unwrap();
    silent.write_all(&startup()).await.unwrap();
    assert_eq!(silent.read_u8().await.unwrap(), b'R');
    house.compute.suspend().await.unwrap();
    let mut heard = Vec::new();
    let last_words = silent.read_to_end(&mut heard);
    tokio::time::timeout(Duration::from_secs(30), last_words).await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_are_encrypted_by_the_server_itself() {
    for binaries in all_binaries() {
        let house = House::with(binaries, "br-tls");
        house.app().await;
        let output = house.psql("sslmode=require channel_binding=require").await;
        assert_eq!(said(&output), ("br-tls".into(), String::new()));
        let trusted = house.certificate.authority();
        let verified = format!("sslmode=verify-full sslrootcert={}", trusted.display());
        assert_eq!(said(&house.psql(&verified).await), ("br-tls".into(), String::new()));
        let other = Certificate::open(folder().path(), &account()).unwrap();
        let foreign = format!("sslmode=verify-full sslrootcert={}", other.authority().display());
        assert!(!house.psql(&foreign).await.status.success());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn tls_from_the_first_byte_is_carried_too() {
    let house = House::new("br-direct");
    house.app().await;
    let mut stream = house.tls(house.connect().await.unwrap()).await.unwrap();
    stream.write_all(&startup()).await.unwrap();
    assert_eq!(stream.read_u8().await.unwrap(), b'R');
}

#[tokio::test(flavor = "multi_thread")]
async fn every_client_shows_why_there_is_no_server() {
    let house = House::new("br-refused");
    let app = house.app().await;
    let settings = house.cluster().join("data/postgresql.auto.conf");
    std::fs::write(settings, "no_such_setting = 1\n").unwrap();
    for options in
        ["sslmode=disable", "sslmode=require channel_binding=require", "gssencmode=prefer"]
    {
        let (_, error) = said(&house.psql(options).await);
        assert!(error.contains("FATAL:") && error.contains("[start_failed]"), "{options}: {error}");
        assert!(error.contains("HINT:") && !error.contains("no_such_setting"), "{error}");
    }
    let error = connect(&app, "postgres").await.err().unwrap();
    assert_eq!(error.code().unwrap().code(), "57P03");
    assert!(error.as_db_error().unwrap().message().contains("[start_failed]"));

    let mut stream = house.tls(house.connect().await.unwrap()).await.unwrap();
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(b"postgresql".as_slice()));
    stream.write_all(&startup()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    assert!(answer.starts_with(b"E") && String::from_utf8_lossy(&answer).contains("57P03"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_door_that_closes_ends_its_sessions_and_frees_its_port() {
    let house = House::new("br-closing");
    let app = house.app().await;
    let client = connect(&app, "postgres").await.unwrap();
    let acceptor = house.certificate.acceptor().unwrap();
    let taken = Door::open(app.port, house.compute.clone(), acceptor.clone());
    assert_eq!(taken.err().unwrap().code(), Code::PortTaken);
    assert_eq!(ask(&client, "SHOW cluster_name").await, "br-closing");
    house.door.close().await;
    until("closed", || client.is_closed()).await;
    assert!(connect(&app, "postgres").await.is_err());
    let _door = Door::open(app.port, house.compute.clone(), acceptor).unwrap();
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
    let made = read(&first.authority());
    let key = home.path().join("tls/key.pem");
    assert_eq!(std::fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(read(&Certificate::open(home.path(), &account()).unwrap().authority()), made);
    assert!(!format!("{first:?}").contains(read(&key).lines().nth(1).unwrap()));
}
