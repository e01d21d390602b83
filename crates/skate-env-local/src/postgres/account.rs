//! The user that servers run as: PostgreSQL refuses to run as root.

use std::fs;
#[cfg(target_os = "linux")]
use std::fs::File;
use std::path::Path;
use std::process::Command;

#[cfg(unix)]
use skate_env_core::Code;

use crate::{Error, Result};

/// The user that servers run as, and that owns their files.
#[derive(Clone, Debug)]
pub struct Account {
    name: String,
    #[cfg(unix)]
    user: u32,
    /// The group, when this process is root and runs programs as another user.
    #[cfg(unix)]
    switch_to_group: Option<u32>,
}

impl Account {
    /// The user of this process; for root `postgres`, or `nobody` if that does not exist.
    ///
    /// # Errors
    ///
    /// `no_account` for root on a machine that has neither.
    #[cfg(unix)]
    pub fn for_servers() -> Result<Self> {
        let own = rustix::process::geteuid();
        let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
        if !own.is_root() {
            let user = own.as_raw();
            let name = entries(&users)
                .find(|entry| entry.user == user)
                .map_or_else(|| user.to_string(), |entry| entry.name.to_owned());
            return Ok(Self { name, user, switch_to_group: None });
        }
        ["postgres", "nobody"]
            .iter()
            .find_map(|name| entries(&users).find(|entry| entry.name == *name && entry.user != 0))
            .map(|PasswdEntry { name, user, group }| Self {
                name: name.to_owned(),
                user,
                switch_to_group: Some(group),
            })
            .ok_or_else(|| {
                let message = "PostgreSQL does not run as root, and neither a user `postgres` nor \
                               `nobody` exists";
                Error::new(Code::NoAccount, message, "Add a user: `useradd --system postgres`.")
            })
    }

    /// The user of this process.
    ///
    /// # Errors
    ///
    /// None on this system.
    #[cfg(not(unix))]
    pub fn for_servers() -> Result<Self> {
        Ok(Self { name: "the current user".to_owned() })
    }

    /// The user's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A command that runs as this user with an empty environment: ours may hold secrets, and `PG*`
    /// variables would change what the programs do.
    #[cfg_attr(not(unix), expect(clippy::unused_self, reason = "there is no user to switch to"))]
    pub(crate) fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(program.parent().unwrap_or(Path::new("/")));
        #[cfg(unix)]
        {
            use std::os::unix::process::CommandExt;
            // C: error detection reads English sentences in the log.
            command.env_clear().envs([("LC_ALL", "C"), ("TZ", "UTC")]);
            if let Some(group) = self.switch_to_group {
                command.uid(self.user).gid(group);
            }
        }
        command
    }

    /// Makes this user the owner of a file or folder.
    #[cfg_attr(
        not(unix),
        expect(
            clippy::unnecessary_wraps,
            clippy::unused_self,
            reason = "there is no user to switch to"
        )
    )]
    pub(crate) fn own(&self, path: &Path) -> Result<()> {
        #[cfg(unix)]
        if let Some(group) = self.switch_to_group {
            std::os::unix::fs::chown(path, Some(self.user), Some(group))
                .map_err(Error::io("change the owner of", path))?;
        }
        let _ = path;
        Ok(())
    }

    /// Makes this user the owner of an open file, which `path` names in an error.
    #[cfg(target_os = "linux")]
    pub(crate) fn own_file(&self, file: &File, path: &Path) -> Result<()> {
        let Some(group) = self.switch_to_group else { return Ok(()) };
        std::os::unix::fs::fchown(file, Some(self.user), Some(group))
            .map_err(Error::io("change the owner of", path))
    }

    /// Returns an error for a folder that belongs to another user.
    #[cfg_attr(not(unix), expect(clippy::unused_self, reason = "there is no user to switch to"))]
    pub(crate) fn check_owner(&self, folder: &Path) -> Result<()> {
        let metadata = fs::metadata(folder).map_err(Error::io("open", folder))?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            if metadata.uid() != self.user {
                let (name, folder) = (&self.name, folder.display());
                let message = format!("{folder} belongs to another user than {name}");
                let hint =
                    format!("Run as the folder's owner, give it to {name}, or use another folder.");
                return Err(Error::new(Code::FolderOfAnotherUser, message, hint));
            }
        }
        let _ = metadata;
        Ok(())
    }

    /// Returns an error for a path with a parent that this user may not enter.
    ///
    /// # Errors
    ///
    /// `folder_unreachable`, which names that parent.
    pub fn check_reach(&self, path: &Path) -> Result<()> {
        #[cfg(unix)]
        if let Some(group) = self.switch_to_group {
            use std::os::unix::fs::MetadataExt;
            for parent in path.ancestors().skip(1) {
                let Ok(metadata) = fs::metadata(parent) else { continue };
                let bit = match (metadata.uid() == self.user, metadata.gid() == group) {
                    (true, _) => 0o100,
                    (_, true) => 0o010,
                    _ => 0o001,
                };
                if metadata.mode() & bit == 0 {
                    let (name, path, parent) = (&self.name, path.display(), parent.display());
                    let message =
                        format!("the user {name} cannot reach {path}: it may not enter {parent}");
                    let hint =
                        format!("Use a folder outside {parent}, or run `chmod o+x {parent}`.");
                    return Err(Error::new(Code::FolderUnreachable, message, hint));
                }
            }
        }
        let _ = path;
        Ok(())
    }
}

/// Whether the folder belongs to the user of this process.
pub(crate) fn is_own(folder: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let own = rustix::process::geteuid().as_raw();
        fs::metadata(folder).is_ok_and(|metadata| metadata.uid() == own)
    }
    #[cfg(not(unix))]
    folder.exists()
}

#[cfg(unix)]
struct PasswdEntry<'a> {
    name: &'a str,
    user: u32,
    group: u32,
}

#[cfg(unix)]
fn entries(users: &str) -> impl Iterator<Item = PasswdEntry<'_>> {
    users.lines().filter_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        let user = fields.nth(1)?.parse().ok()?;
        let group = fields.next()?.parse().ok()?;
        Some(PasswdEntry { name, user, group })
    })
}
