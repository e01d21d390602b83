//! The server's certificate, of an authority of its own.

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::Command,
};

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use skate_env_local::Account;

/// The files of a certificate.
pub(crate) struct Certificate {
    pub(crate) chain: PathBuf,
    pub(crate) key: PathBuf,
    pub(crate) authority: String,
    pub(crate) other_authority: String,
}

impl Certificate {
    /// Makes one for 127.0.0.1; the key is readable for the account of the server alone.
    pub(crate) fn make(folder: &Path, account: &Account) -> Self {
        let [chain, key] = ["server.pem", "server.key"].map(|name| folder.join(name));
        let (authority, issuer) = Self::authority(folder, "authority.pem");
        let (other_authority, _) = Self::authority(folder, "other-authority.pem");
        let own_key = KeyPair::generate().unwrap();
        let parameters = CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap();
        let certificate = parameters.signed_by(&own_key, &issuer).unwrap();
        fs::write(&chain, certificate.pem()).unwrap();
        fs::write(&key, own_key.serialize_pem()).unwrap();
        fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
        let owned = Command::new("chown").arg(account.name()).arg(&key).status().unwrap();
        assert!(owned.success());
        Self { chain, key, authority, other_authority }
    }

    fn authority(folder: &Path, name: &str) -> (String, Issuer<'static, KeyPair>) {
        let mut parameters = CertificateParams::new(Vec::new()).unwrap();
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let certificate = parameters.self_signed(&key).unwrap();
        let file = folder.join(name);
        fs::write(&file, certificate.pem()).unwrap();
        (file.to_str().unwrap().to_owned(), Issuer::new(parameters, key))
    }
}
