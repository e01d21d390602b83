//! What the demo remembers from one run to the next.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use skate_env_local::{Account, draw_port, generate_password};

use crate::{fingerprint, workspace};

/// The port and the password of one server.
pub(super) struct Saved {
    pub(super) port: u16,
    pub(super) password: SecretString,
}

/// Where the demo keeps its things, secrets included: closed to others.
pub(super) fn folder() -> PathBuf {
    workspace::target().join("demo")
}

/// Where the servers' data is: as root, a folder that the servers' account can reach.
pub(super) fn servers_folder(account: &Account) -> PathBuf {
    let folder = folder().join("servers");
    if account.check_reach(&folder.join("any")).is_ok() {
        return folder;
    }
    let name = fingerprint::of_text(&workspace::root().to_string_lossy());
    std::env::temp_dir().join(format!("skate-env-demo-{name}"))
}

pub(super) fn load(name: &str) -> Option<Saved> {
    let value: Value = serde_json::from_str(&fs::read_to_string(path(name)).ok()?).ok()?;
    let port = u16::try_from(value["port"].as_u64()?).ok()?;
    Some(Saved { port, password: value["password"].as_str()?.into() })
}

pub(super) fn draw(name: &str) -> Result<Saved> {
    let saved = Saved { port: draw_port()?, password: generate_password()? };
    save(name, &saved)?;
    Ok(saved)
}

pub(super) fn save(name: &str, saved: &Saved) -> Result<()> {
    let text = json!({ "port": saved.port, "password": saved.password.expose_secret() });
    fs::create_dir_all(folder())?;
    let draft = path(name).with_extension("draft");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&draft).context("could not write the demo's state")?;
    file.write_all(text.to_string().as_bytes())?;
    fs::rename(draft, path(name))?;
    Ok(())
}

fn path(name: &str) -> PathBuf {
    folder().join(format!("{name}.json"))
}
