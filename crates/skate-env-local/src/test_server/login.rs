//! How clients log in to the test server: a file in its folder that only its user can read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use super::TestServer;
use crate::files::write_file;
use crate::{Account, Error, Result, free_port, generate_password};

const SUPERUSER: &str = "postgres";

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Login {
    pub(super) port: u16,
    pub(super) major: u32,
    pub(super) superuser: String,
    password: String,
    test_password: String,
}

impl Login {
    pub(super) fn generate(major: u32) -> Result<Self> {
        let password = || Ok::<_, Error>(generate_password()?.expose_secret().to_owned());
        Ok(Self {
            port: free_port()?,
            major,
            superuser: SUPERUSER.to_owned(),
            password: password()?,
            test_password: password()?,
        })
    }

    pub(super) fn read(folder: &Path) -> Result<Option<Self>> {
        let path = path(folder);
        match fs::read(&path) {
            Ok(text) => Ok(serde_json::from_slice(&text).ok()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::io("read", &path)(error)),
        }
    }

    /// Replaces the file in one step.
    pub(super) fn write(&self, folder: &Path, account: &Account) -> Result<()> {
        let path = path(folder);
        let draft = path.with_extension("draft");
        let text = serde_json::to_vec(self)
            .map_err(|error| Error::io("write", &draft)(io::Error::from(error)))?;
        write_file(&draft, &text, account)?;
        fs::rename(&draft, &path).map_err(Error::io("write", &path))
    }

    pub(super) fn password(&self) -> SecretString {
        self.password.clone().into()
    }

    pub(super) fn into_server(self, folder: PathBuf, process: u32) -> TestServer {
        TestServer {
            folder,
            process,
            port: self.port,
            major: self.major,
            superuser: self.superuser,
            password: self.password.into(),
            test_password: self.test_password.into(),
        }
    }
}

fn path(folder: &Path) -> PathBuf {
    folder.join("login.json")
}
