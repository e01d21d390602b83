//! The state file: written completely or not at all.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use skate_env_core::Code;

use crate::state::{ApiError, State, VERSION};
use crate::{Durability, Error, Result};

/// The state, in memory and on disk: a change is in both or in neither.
#[derive(Debug)]
pub(crate) struct Store {
    path: PathBuf,
    durability: Durability,
    state: Mutex<State>,
}

impl Store {
    /// Reads the state; `None` if there is no file yet.
    pub(crate) fn open(path: &Path, durability: Durability) -> Result<Option<Self>> {
        let text = match fs::read(path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Error::io("read", path)(error)),
        };
        let unreadable = |reason: String| {
            let folder = path.parent().unwrap_or(path).display();
            let message = format!("the state in {} cannot be read: {reason}", path.display());
            let hint =
                format!("Use the skate-env that wrote it, or move {folder} away to start again.");
            Error::new(Code::StateUnreadable, message, hint)
        };
        let state: State =
            serde_json::from_slice(&text).map_err(|error| unreadable(error.to_string()))?;
        if state.version != VERSION {
            return Err(unreadable(format!("it has version {}, not {VERSION}", state.version)));
        }
        Ok(Some(Self { path: path.into(), durability, state: Mutex::new(state) }))
    }

    /// Writes the first state.
    pub(crate) fn create(path: &Path, durability: Durability, state: State) -> Result<Self> {
        write(path, durability, &state)?;
        Ok(Self { path: path.into(), durability, state: Mutex::new(state) })
    }

    pub(crate) fn read<T>(&self, read: impl FnOnce(&State) -> T) -> T {
        read(&self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes the state in memory only: for values that the next change writes, and that may be lost
    /// until then.
    pub(crate) fn change_in_memory(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Changes the state. If `change` returns an error, nothing has changed; when this returns `Ok`,
    /// the change is on disk.
    pub(crate) fn change<T>(
        &self,
        change: impl FnOnce(&mut State) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut draft = state.clone();
        let answer = change(&mut draft)?;
        draft.remove_old_operations();
        write(&self.path, self.durability, &draft)?;
        *state = draft;
        Ok(answer)
    }
}

fn write(path: &Path, durability: Durability, state: &State) -> Result<()> {
    let draft = path.with_extension("draft");
    let text = serde_json::to_vec_pretty(state)
        .map_err(|error| Error::io("write", path)(io::Error::from(error)))?;
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&draft).map_err(Error::io("write", &draft))?;
    let written = file.write_all(&text).and_then(|()| match durability {
        Durability::Full => file.sync_all(),
        Durability::Relaxed => Ok(()),
    });
    written.map_err(Error::io("write", &draft))?;
    fs::rename(&draft, path).map_err(Error::io("write", path))?;
    #[cfg(unix)]
    if durability == Durability::Full {
        // The rename is durable only when the folder is synced.
        let folder = path.parent().unwrap_or(Path::new("."));
        let synced = fs::File::open(folder).and_then(|folder| folder.sync_all());
        synced.map_err(Error::io("write", folder))?;
    }
    Ok(())
}
