//! One server's data: made once, then opened in no time.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{self, Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use secrecy::{ExposeSecret, SecretString};
use skate_env_core::Code;

use super::server::PAUSE;
use super::{Account, Binaries, Durability, account, settings, start};
use crate::{Error, Result, clone};

/// How a cluster is to be.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Setup {
    /// The server's `cluster_name`: what it answers when asked who it is.
    pub name: String,
    /// The superuser's name.
    pub superuser: String,
    /// The superuser's password; used when the cluster is made.
    pub password: SecretString,
    /// How much a commit is worth.
    pub durability: Durability,
    /// More of PostgreSQL's settings, as names and values.
    pub settings: Vec<(String, String)>,
    /// What every program of the cluster reads from, instead of nothing: a locked file stays
    /// locked until the last of them has ended.
    pub stdin: Option<Arc<File>>,
}

impl Setup {
    /// A durable cluster with the superuser `postgres`.
    #[must_use]
    pub fn new(name: impl Into<String>, password: SecretString) -> Self {
        let superuser = "postgres".to_owned();
        let (durability, settings) = (Durability::Full, Vec::new());
        Self { name: name.into(), superuser, password, durability, settings, stdin: None }
    }

    /// The same, with another durability.
    #[must_use]
    pub fn durability(self, durability: Durability) -> Self {
        Self { durability, ..self }
    }

    /// The same, with one more of PostgreSQL's settings.
    #[must_use]
    pub fn setting(mut self, name: &str, value: impl Into<String>) -> Self {
        self.settings.push((name.to_owned(), value.into()));
        self
    }
}

/// A folder with one server's data, held by this process until it is dropped.
#[derive(Debug)]
pub struct Cluster {
    pub(crate) folder: PathBuf,
    pub(crate) binaries: Binaries,
    pub(crate) account: Account,
    pub(crate) name: String,
    pub(crate) durability: Durability,
    pub(crate) settings: Vec<(String, String)>,
    pub(crate) stdin: Option<Arc<File>>,
    created: bool,
    _lock: File,
}

impl Cluster {
    /// Opens the cluster in a folder, and makes it first where there is none: passwords by
    /// scram from the first moment, UTF-8, a locale that sorts the same on every machine.
    ///
    /// # Errors
    ///
    /// `folder_in_use` while another process holds it, `folder_of_another_user`,
    /// `folder_unreachable`, `version_mismatch`, `invalid_name`, `disk_full`, `initialize_failed`.
    pub fn prepare(
        binaries: Binaries,
        account: Account,
        folder: &Path,
        setup: &Setup,
    ) -> Result<Self> {
        check_name(&setup.name)?;
        check_name(&setup.superuser)?;
        let folder = enter(folder, &account)?;
        account.check_reach(&binaries.program("postgres"))?;
        let mut cluster = Self {
            _lock: lock(&folder)?,
            folder,
            binaries,
            account,
            name: setup.name.clone(),
            durability: setup.durability,
            settings: setup.settings.clone(),
            stdin: setup.stdin.clone(),
            created: false,
        };
        match fs::read_to_string(cluster.data().join("PG_VERSION")) {
            Ok(version) => cluster.check_version(version.trim())?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => cluster.initialize(setup)?,
            Err(error) => return Err(Error::io("read", &cluster.data())(error)),
        }
        Ok(cluster)
    }

    /// Whether the data was made now; its superuser has the password of this setup then.
    #[must_use]
    pub fn created(&self) -> bool {
        self.created
    }

    /// PostgreSQL's own data folder.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// The log of the last start.
    #[must_use]
    pub fn log(&self) -> PathBuf {
        self.folder.join("server.log")
    }

    fn check_version(&self, found: &str) -> Result<()> {
        if found == self.binaries.major().to_string() {
            return self.account.check_owner(&self.data());
        }
        Err(Error::version_mismatch(&self.folder, found, self.binaries.major()))
    }

    /// Works beside the final place, so that a run that was cut off leaves no half cluster.
    fn initialize(&mut self, setup: &Setup) -> Result<()> {
        let draft = self.folder.join("data.draft");
        if draft.exists() {
            fs::remove_dir_all(&draft).map_err(Error::io("remove", &draft))?;
        }
        let password = PasswordFile::write(&self.folder, &self.account, &setup.password)?;
        let mut command = self.account.command(&self.binaries.program("initdb"));
        command.arg("--pgdata").arg(&draft).arg("--pwfile").arg(&password.0);
        command.args(["--username", &setup.superuser]);
        command.args(["--auth=scram-sha-256", "--encoding=UTF8", "--no-instructions"]);
        // A quarter of PostgreSQL's own: every copy of the cluster carries one or two of them.
        command.arg("--wal-segsize=4");
        command.args(locale(self.binaries.major())).stdin(stdin(self.stdin.as_deref())?);
        // It would force a thousand files to the disk one by one; we do it in one call.
        command.arg("--no-sync");
        let output =
            command.output().map_err(Error::io("run", &self.binaries.program("initdb")))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(start::disk_full(&self.folder, &said).unwrap_or_else(|| {
                let folder = self.folder.display();
                let message = format!(
                    "initdb could not create a cluster in {folder}:\n{}",
                    start::tail(&said)
                );
                let hint = "Correct what initdb names, then try again.";
                Error::new(Code::InitializeFailed, message, hint)
            }));
        }
        let main = draft.join("postgresql.conf");
        let include = |mut file: File| file.write_all(settings::INCLUDE.as_bytes());
        let opened = OpenOptions::new().append(true).open(&main);
        opened.and_then(include).map_err(Error::io("write", &main))?;
        let full = self.durability == Durability::Full;
        if full {
            clone::force(&draft)?;
        }
        fs::rename(&draft, self.data()).map_err(Error::io("rename", &draft))?;
        if full {
            clone::force_entry(&self.folder)?;
        }
        self.created = true;
        Ok(())
    }
}

/// A handle of its own for a program that is about to run.
pub(crate) fn stdin(file: Option<&File>) -> Result<Stdio> {
    let Some(file) = file else { return Ok(Stdio::null()) };
    file.try_clone().map(Stdio::from).map_err(Error::io("hand on", Path::new("a locked file")))
}

/// From 17 on PostgreSQL brings its own C.UTF-8; before, the system's, or plain bytes.
fn locale(major: u32) -> &'static [&'static str] {
    match major {
        17.. => &["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"],
        _ if cfg!(target_os = "linux") => &["--locale=C.UTF-8"],
        _ => &["--locale=C"],
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

/// Makes the folder if need be, closed to others, and returns its one true path.
pub(crate) fn enter(folder: &Path, account: &Account) -> Result<PathBuf> {
    account.check_reach(&path::absolute(folder).map_err(Error::io("find", folder))?)?;
    fs::create_dir_all(folder).map_err(Error::io("make", folder))?;
    let empty = fs::read_dir(folder).map_err(Error::io("open", folder))?.next().is_none();
    if empty && account::is_own(folder) {
        account.own(folder)?;
    }
    account.check_owner(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
            .map_err(Error::io("close", folder))?;
    }
    let folder = fs::canonicalize(folder).map_err(Error::io("open", folder))?;
    account.check_reach(&folder)?;
    Ok(folder)
}

/// What a killed process was about to start holds its locks until the new program runs.
const LAST_BREATH: Duration = Duration::from_secs(2);

pub(crate) fn lock(folder: &Path) -> Result<File> {
    let path = folder.join("lock");
    let file = File::create(&path).map_err(Error::io("write", &path))?;
    let deadline = Instant::now() + LAST_BREATH;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(fs::TryLockError::WouldBlock) if Instant::now() < deadline => thread::sleep(PAUSE),
            Err(fs::TryLockError::WouldBlock) => {
                return Err(Error::folder_in_use(folder));
            }
            Err(fs::TryLockError::Error(error)) => return Err(Error::io("lock", &path)(error)),
        }
    }
}

/// How `initdb` learns the password: in a file only the account can read, gone right after.
struct PasswordFile(PathBuf);

impl PasswordFile {
    fn write(folder: &Path, account: &Account, password: &SecretString) -> Result<Self> {
        let path = folder.join("password");
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Error::io("remove", &path)(error));
            }
            _ => {}
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&path).map_err(Error::io("write", &path))?;
        let guard = Self(path);
        file.write_all(password.expose_secret().as_bytes())
            .map_err(Error::io("write", &guard.0))?;
        account.own(&guard.0)?;
        Ok(guard)
    }
}

impl Drop for PasswordFile {
    fn drop(&mut self) {
        // Nothing to tell: the folder is closed to others, and the next try removes it too.
        let _ = fs::remove_file(&self.0);
    }
}
