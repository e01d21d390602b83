//! The options of a cluster: its name, its superuser and its settings.

use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;

use secrecy::SecretString;
use skate_env_core::Code;

use super::Durability;
use crate::{Error, Result};

/// The options of a cluster.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ClusterOptions {
    /// The server's `cluster_name`: what it answers when asked who it is.
    pub name: String,
    /// The superuser's name.
    pub superuser: String,
    /// The superuser's password, used only when the cluster is created.
    pub password: SecretString,
    /// Whether a commit survives a power cut.
    pub durability: Durability,
    /// Further PostgreSQL settings, as names and values.
    pub settings: Vec<(String, String)>,
    /// A folder of templates: `initdb` runs once for all clusters that name it, and the others copy
    /// its result. For tests: these clusters have the same system identifier.
    pub template: Option<PathBuf>,
    /// The standard input of every program of the cluster, instead of `/dev/null`: a file that is
    /// locked stays locked until the last of these programs has ended.
    pub stdin: Option<Arc<File>>,
}

impl ClusterOptions {
    /// A durable cluster with the superuser `postgres`.
    #[must_use]
    pub fn new(name: impl Into<String>, password: SecretString) -> Self {
        Self {
            name: name.into(),
            superuser: "postgres".to_owned(),
            password,
            durability: Durability::Full,
            settings: Vec::new(),
            template: None,
            stdin: None,
        }
    }

    /// Sets the durability.
    #[must_use]
    pub fn durability(self, durability: Durability) -> Self {
        Self { durability, ..self }
    }

    /// Adds one of PostgreSQL's settings.
    #[must_use]
    pub fn setting(mut self, name: &str, value: impl Into<String>) -> Self {
        self.settings.push((name.to_owned(), value.into()));
        self
    }

    pub(super) fn check(&self) -> Result<()> {
        check_name(&self.name)?;
        check_name(&self.superuser)
    }
}

fn check_name(name: &str) -> Result<()> {
    let printable = name.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
    if (1..=63).contains(&name.len()) && printable {
        return Ok(());
    }
    let message = format!("{name:?} is not a name for a cluster or its superuser");
    Err(Error::new(Code::InvalidName, message, "Use 1 to 63 printable ASCII characters."))
}
