//! TLS and certificates of real servers.

use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use skate_env_core::Code;
use skate_env_core::verify::identify;
use skate_env_local::Account;

use crate::fixture::{folder, open, setup, start};

#[tokio::test]
async fn a_connection_without_the_required_encryption_is_refused() {
    let running = start(setup("plain")).await;
    for mode in ["require", "verify-full"] {
        let error = open(&format!("{}?sslmode={mode}", running.url())).await.unwrap_err();
        assert_eq!(error.code(), Code::InsecureTransport, "{mode}: {error}");
    }
}

#[tokio::test]
async fn a_certificate_is_accepted_only_if_it_can_be_verified() {
    let files = folder();
    let signed = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let other = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let write = |name: &str, text: String, mode: u32| {
        let path = files.path().join(name);
        std::fs::write(&path, text).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
        path
    };
    let certificate = write("server.crt", signed.cert.pem(), 0o644);
    let key = write("server.key", signed.signing_key.serialize_pem(), 0o600);
    let server = write("other.crt", other.cert.pem(), 0o644);
    let owner = Account::for_servers().unwrap();
    let given = Command::new("chown").arg(owner.name()).arg(&key).status().unwrap();
    assert!(given.success());
    let running = start(
        setup("plain")
            .setting("ssl", "on")
            .setting("ssl_cert_file", certificate.to_string_lossy())
            .setting("ssl_key_file", key.to_string_lossy()),
    )
    .await;
    let with = |parameters: &str| format!("{}?{parameters}", running.url());
    let in_file = |path: &std::path::Path| {
        format!("sslmode=verify-full&sslrootcert={}", path.to_string_lossy().replace('/', "%2F"))
    };

    // As libpq on this machine: encrypted, with SCRAM channel binding.
    for parameters in ["", "sslmode=require", "sslmode=require&channel_binding=require"] {
        let session = open(&with(parameters)).await.unwrap();
        let encrypted = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
        let row = session.client().query_one(encrypted, &[]).await.unwrap();
        assert!(row.get::<_, bool>(0), "{parameters}");
    }
    let session = open(&with(&in_file(&certificate))).await.unwrap();
    identify(session.client()).await.unwrap();

    for parameters in ["sslmode=verify-full".to_owned(), in_file(&server)] {
        let error = open(&with(&parameters)).await.unwrap_err();
        assert_eq!(error.code(), Code::IdentityUnproven, "{parameters}: {error}");
        assert!(error.message().contains("certificate"), "{error}");
    }
    let named = running.url().replace("127.0.0.1", "localhost");
    let error = open(&format!("{named}?{}", in_file(&certificate))).await.unwrap_err();
    assert_eq!(error.code(), Code::IdentityUnproven, "the name counts: {error}");
    let missing = in_file(&files.path().join("missing.crt"));
    assert_eq!(open(&with(&missing)).await.unwrap_err().code(), Code::IdentityUnproven);
}
