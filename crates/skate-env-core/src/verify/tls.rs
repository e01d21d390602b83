//! Whether a connection is encrypted, and which certificates are trusted.
//!
//! libpq's `sslmode=require` checks no certificate. Here a public host's is always checked,
//! name included; that of a private host where the URL asks for it (`verify-full`, `verify-ca`,
//! `sslrootcert`). A certificate of this machine's own servers is made at their start: nobody
//! has signed it, and scram's channel binding ties the password to it.

use std::{fmt, sync::Arc};

use rustls::{
    ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme,
    client::{
        WebPkiServerVerifier,
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    },
    crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, ServerName, UnixTime, pem::PemObject as _},
};
use tokio_postgres::config::SslMode;
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::{Code, Error, Problem, database_url::Login};

/// The decision, made before anything is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TlsPolicy {
    /// In the clear: a socket, or a private host whose URL says so.
    Disable,
    /// Encrypted if the server can, whatever its certificate.
    Prefer,
    /// Encrypted, whatever the certificate.
    Require,
    /// Encrypted, with a certificate that these roots have signed for the host's name.
    Verify(Roots),
}

/// The trusted roots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Roots {
    /// Those that the system trusts.
    System,
    /// Those in a file.
    File(String),
}

impl TlsPolicy {
    pub(super) fn of(login: &Login, host: &str) -> Result<Self, Error> {
        if host.starts_with('/') {
            return Ok(Self::Disable); // PostgreSQL does not encrypt sockets
        }
        let mode = login.ssl_mode.as_deref();
        if login.is_public && matches!(mode, Some("disable" | "allow" | "prefer")) {
            return Err(in_the_clear());
        }
        let roots = match login.root_certificate.as_deref() {
            None | Some("system") => Roots::System,
            Some(file) => Roots::File(file.to_owned()),
        };
        Ok(match mode {
            _ if login.is_public => Self::Verify(roots),
            Some("disable") => Self::Disable,
            Some("verify-full" | "verify-ca") => Self::Verify(roots),
            Some("require") if login.root_certificate.is_some() => Self::Verify(roots),
            Some("require" | "no-verify") => Self::Require,
            _ => Self::Prefer,
        })
    }

    pub(super) fn mode(&self) -> SslMode {
        match self {
            Self::Disable => SslMode::Disable,
            Self::Prefer => SslMode::Prefer,
            Self::Require | Self::Verify(_) => SslMode::Require,
        }
    }

    pub(super) fn connector(&self) -> Result<MakeRustlsConnect, Error> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let verifier = match self {
            Self::Disable | Self::Prefer | Self::Require => {
                Ok(Arc::new(AcceptAnyCertificate(Arc::clone(&provider)))
                    as Arc<dyn ServerCertVerifier>)
            }
            Self::Verify(Roots::System) => system(Arc::clone(&provider)),
            Self::Verify(Roots::File(file)) => signed_by(file, Arc::clone(&provider)),
        }?;
        let builder = ClientConfig::builder_with_provider(provider);
        let builder = builder.with_safe_default_protocol_versions().map_err(|_| no_roots())?;
        let builder = builder.dangerous().with_custom_certificate_verifier(verifier);
        Ok(MakeRustlsConnect::new(builder.with_no_client_auth()))
    }
}

fn system(provider: Arc<CryptoProvider>) -> Result<Arc<dyn ServerCertVerifier>, Error> {
    let verifier = rustls_platform_verifier::Verifier::new(provider).map_err(|_| no_roots())?;
    Ok(Arc::new(verifier))
}

fn signed_by(
    file: &str,
    provider: Arc<CryptoProvider>,
) -> Result<Arc<dyn ServerCertVerifier>, Error> {
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(file).map_err(|_| unreadable_roots())? {
        roots.add(certificate.map_err(|_| unreadable_roots())?).map_err(|_| unreadable_roots())?;
    }
    let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider);
    Ok(verifier.build().map_err(|_| unreadable_roots())?)
}

/// Accepts every certificate. The handshake still proves that the server holds its key.
#[derive(Debug)]
struct AcceptAnyCertificate(Arc<CryptoProvider>);

impl ServerCertVerifier for AcceptAnyCertificate {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signed, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signed, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

fn in_the_clear() -> Error {
    Error::from_problem(Problem::new(
        Code::InsecureTransport,
        "The URL may send password and data unencrypted to a public host.",
        "Set `sslmode=require` or, better, `sslmode=verify-full`.",
    ))
}

fn no_roots() -> Error {
    Error::from_problem(Problem::new(
        Code::IdentityUnproven,
        "This system trusts no certificate authority, so no server's certificate can be checked.",
        "Install the system's certificates (ca-certificates), or name a file in `sslrootcert`.",
    ))
}

fn unreadable_roots() -> Error {
    Error::from_problem(Problem::new(
        Code::IdentityUnproven,
        "The file that `sslrootcert` names holds no certificates that can be read.",
        "Name a PEM file with the server's authority, or `sslrootcert=system`.",
    ))
}

/// The server speaks no TLS, and the URL asks for it.
#[derive(Debug)]
pub(super) struct NoTlsOffered;

impl fmt::Display for NoTlsOffered {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("server does not support TLS")
    }
}

impl std::error::Error for NoTlsOffered {}

#[cfg(test)]
mod tests {
    use super::{Roots, TlsPolicy};
    use crate::{Code, DatabaseUrl};

    fn tls(host: &str, parameters: &str) -> Result<TlsPolicy, Code> {
        let url = format!("postgresql://app:x@{host}/shop?{parameters}");
        let login = DatabaseUrl::parse(&url).unwrap().login().unwrap();
        let host = login.host.clone().unwrap();
        TlsPolicy::of(&login, &host).map_err(|error| error.code())
    }

    #[test]
    fn a_public_hosts_certificate_is_checked_whatever_the_url_says() {
        for host in ["ep-cool-darkness-123456.eu.aws.neon.tech", "db.example.com", "198.51.100.7"] {
            for parameters in ["", "sslmode=require", "sslmode=verify-full", "sslmode=no-verify"] {
                let checked = Ok(TlsPolicy::Verify(Roots::System));
                assert_eq!(tls(host, parameters), checked, "{host} {parameters}");
            }
            for parameters in ["sslmode=disable", "sslmode=prefer", "sslmode=allow"] {
                assert_eq!(tls(host, parameters), Err(Code::InsecureTransport), "{parameters}");
            }
        }
    }

    #[test]
    fn a_private_hosts_certificate_is_checked_where_the_url_asks() {
        for (parameters, expected) in [
            ("", TlsPolicy::Prefer),
            ("sslmode=prefer", TlsPolicy::Prefer),
            ("sslmode=disable", TlsPolicy::Disable),
            ("sslmode=require", TlsPolicy::Require),
            ("sslmode=no-verify", TlsPolicy::Require),
            ("sslmode=verify-ca", TlsPolicy::Verify(Roots::System)),
            ("sslmode=verify-full&sslrootcert=system", TlsPolicy::Verify(Roots::System)),
            (
                "sslmode=require&sslrootcert=own.pem",
                TlsPolicy::Verify(Roots::File("own.pem".into())),
            ),
        ] {
            for host in ["localhost", "127.0.0.1", "[::1]", "db", "10.0.0.7"] {
                assert_eq!(tls(host, parameters), Ok(expected.clone()), "{host} {parameters}");
            }
        }
        assert_eq!(tls("%2Fvar%2Frun", "sslmode=verify-full"), Ok(TlsPolicy::Disable));
    }
}
