//! The TLS certificate of a home's servers, and the certificate authority that signs it.
//!
//! The authority's key is discarded at once: a client that trusts the authority trusts this one
//! certificate.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, date_time_ymd,
};
use secrecy::{ExposeSecret, SecretString};
use skate_env_core::Code;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::files::remove_folder;
use crate::{Account, Error, Result};

const NAMES: [&str; 3] = ["localhost", "127.0.0.1", "::1"];

/// A folder with `authority.pem`, `certificate.pem` and `key.pem`.
#[derive(Clone, Debug)]
pub(crate) struct Certificate {
    folder: PathBuf,
}

impl Certificate {
    /// Opens the certificate of a home, and creates it if there is none. The home must be locked.
    ///
    /// # Errors
    ///
    /// `certificate_failed`, `disk_full`, `io`.
    pub(crate) fn open(home: &Path, account: &Account) -> Result<Self> {
        let folder = home.join("tls");
        if !folder.exists() {
            create(&home.join("tls.draft"), &folder, account)?;
        }
        Ok(Self { folder })
    }

    /// The authority's certificate: for `sslrootcert` or `NODE_EXTRA_CA_CERTS`.
    pub(crate) fn authority(&self) -> PathBuf {
        self.folder.join("authority.pem")
    }

    /// PostgreSQL's settings for it.
    pub(crate) fn settings(&self) -> [(String, String); 3] {
        let path = |name| self.folder.join(name).to_string_lossy().into_owned();
        [
            ("ssl".into(), "on".into()),
            ("ssl_cert_file".into(), path("certificate.pem")),
            ("ssl_key_file".into(), path("key.pem")),
        ]
    }

    /// Encrypts answers of the wake proxy itself with the same certificate.
    ///
    /// # Errors
    ///
    /// `certificate_failed`.
    pub(crate) fn acceptor(&self) -> Result<TlsAcceptor> {
        let certificate =
            CertificateDer::from_pem_file(self.folder.join("certificate.pem")).map_err(failed)?;
        let key = PrivateKeyDer::from_pem_file(self.folder.join("key.pem")).map_err(failed)?;
        let provider = Arc::new(ring::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .and_then(|config| {
                config.with_no_client_auth().with_single_cert(vec![certificate], key)
            })
            .map_err(failed)?;
        // Clients that start with direct TLS require it.
        config.alpn_protocols = vec![b"postgresql".to_vec()];
        Ok(TlsAcceptor::from(Arc::new(config)))
    }
}

/// Works in a folder beside the final one, so that an interrupted run leaves no incomplete one.
fn create(draft: &Path, folder: &Path, account: &Account) -> Result<()> {
    let (authority, certificate, key) = generate().map_err(failed)?;
    remove_folder(draft)?;
    fs::create_dir(draft).map_err(Error::io("create", draft))?;
    account.own(draft)?;
    write(&draft.join("authority.pem"), &authority, 0o644, account)?;
    write(&draft.join("certificate.pem"), &certificate, 0o644, account)?;
    write(&draft.join("key.pem"), key.expose_secret(), 0o600, account)?;
    fs::rename(draft, folder).map_err(Error::io("rename", draft))
}

fn generate() -> Result<(String, String, SecretString), rcgen::Error> {
    let mut authority = parameters(&[], "skate-env on this machine")?;
    authority.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    authority.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    let authority_key = KeyPair::generate()?;
    let authority_text = authority.self_signed(&authority_key)?.pem();

    let mut leaf = parameters(&NAMES, "127.0.0.1")?;
    leaf.use_authority_key_identifier_extension = true;
    leaf.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    leaf.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let key = KeyPair::generate()?;
    let certificate = leaf.signed_by(&key, &Issuer::new(authority, authority_key))?.pem();
    Ok((authority_text, certificate, key.serialize_pem().into()))
}

fn parameters(names: &[&str], name: &str) -> Result<CertificateParams, rcgen::Error> {
    let names: Vec<_> = names.iter().map(|&name| name.to_owned()).collect();
    let mut parameters = CertificateParams::new(names)?;
    parameters.distinguished_name.push(DnType::CommonName, name);
    parameters.not_before = date_time_ymd(2020, 1, 1);
    parameters.not_after = date_time_ymd(2100, 1, 1);
    Ok(parameters)
}

fn write(path: &Path, text: &str, mode: u32, account: &Account) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    #[cfg(not(unix))]
    let _ = mode;
    let fill = |mut file: File| file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    options.open(path).and_then(fill).map_err(Error::io("write", path))?;
    account.own(path)
}

fn failed(error: impl std::fmt::Display) -> Error {
    let message = format!("could not create a TLS certificate for the servers: {error}");
    let hint = "Remove the folder `tls` in the home: the next start creates it again.";
    Error::new(Code::CertificateFailed, message, hint)
}
