//! The record of events: one line of JSON an event, in `.skate-env/events/YYYY-MM.jsonl`.
//!
//! It never disturbs what it records: a disk that is full or a folder that cannot be written loses
//! the event, and nothing else.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use serde::Serialize;
use skate_env_core::{Class, Code, Environment, Variables};

/// `0` turns the record off.
const SKATE_ENV_RECORD: &str = "SKATE_ENV_RECORD";
/// Lines of this length are appended whole, whoever else appends.
const LONGEST: usize = 4096;

/// Something that happened. It holds no URL, no statement and no value.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct RecordedEvent {
    /// When: RFC 3339, UTC.
    t: String,
    event: &'static str,
    environment: &'static str,
    class: &'static str,
    ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ms: Option<u64>,
    ci: bool,
}

impl RecordedEvent {
    /// An event that went well, now.
    pub(crate) fn new(event: &'static str, environment: Environment, ci: bool) -> Self {
        let class = Class::ALL.into_iter().find(|class| class.environment() == environment);
        Self {
            t: Timestamp::now().to_string(),
            event,
            environment: environment.as_str(),
            class: class.map_or("", Class::as_str),
            ok: true,
            code: None,
            ms: None,
            ci,
        }
    }

    /// The same, failed for this reason.
    pub(crate) fn failed(self, code: Code) -> Self {
        Self { ok: false, code: Some(code.as_str()), ..self }
    }

    /// The same, after this long.
    pub(crate) fn after(self, duration: std::time::Duration) -> Self {
        Self { ms: u64::try_from(duration.as_millis()).ok(), ..self }
    }
}

/// The record of a project.
#[derive(Clone, Debug)]
pub(crate) struct EventRecord {
    folder: PathBuf,
}

impl EventRecord {
    /// The record of the project in this folder; `None` where it is turned off.
    pub(crate) fn of(project: &Path, variables: &Variables) -> Option<Self> {
        let is_on = variables.get(SKATE_ENV_RECORD) != Some("0");
        is_on.then(|| Self::at(project))
    }

    /// The record of the project in this folder, which is known to be on.
    pub(crate) fn at(project: &Path) -> Self {
        Self { folder: project.join(".skate-env") }
    }

    /// Appends an event; one that cannot be written is lost.
    pub(crate) fn append(&self, event: &RecordedEvent) {
        let _ = self.try_append(event);
    }

    fn try_append(&self, event: &RecordedEvent) -> io::Result<()> {
        let mut line = serde_json::to_vec(event)?;
        line.push(b'\n');
        if line.len() > LONGEST {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let path = self.folder.join("events").join(file_name(&event.t));
        match open(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.create()?;
                open(&path)?.write_all(&line)
            }
            file => file?.write_all(&line),
        }
    }

    /// Creates the folder, with a .gitignore that keeps all of it out of git.
    fn create(&self) -> io::Result<()> {
        fs::create_dir_all(self.folder.join("events"))?;
        let ignore = self.folder.join(".gitignore");
        match OpenOptions::new().write(true).create_new(true).open(ignore) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            file => file?.write_all(b"*\n"),
        }
    }
}

/// `2026-11.jsonl`, of the month in which a time lies.
fn file_name(time: &str) -> String {
    format!("{}.jsonl", time.get(.."2026-11".len()).unwrap_or(time))
}

/// For its owner alone.
fn open(path: &Path) -> io::Result<fs::File> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use std::{thread, time::Duration};

    use super::*;

    fn event() -> RecordedEvent {
        RecordedEvent::new("connection", Environment::Production, false)
    }

    fn lines(project: &Path) -> Vec<serde_json::Value> {
        let path = project.join(".skate-env/events").join(file_name(&Timestamp::now().to_string()));
        let text = fs::read_to_string(path).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    #[test]
    fn each_event_is_a_line_that_git_does_not_see() {
        let project = tempfile::tempdir().unwrap();
        let record = EventRecord::of(project.path(), &Variables::new()).unwrap();
        record.append(&event().after(Duration::from_millis(12)));
        record.append(&event().failed(Code::DatabaseUnavailable));
        let [good, bad] = lines(project.path()).try_into().unwrap();
        assert_eq!((&good["ok"], &good["ms"]), (&true.into(), &12.into()));
        assert_eq!((&bad["ok"], &bad["code"]), (&false.into(), &"database_unavailable".into()));
        assert_eq!((&bad["class"], &bad["ci"]), (&"production".into(), &false.into()));
        assert!(good["t"].as_str().unwrap().ends_with('Z') && good.get("code").is_none());
        let ignored = fs::read_to_string(project.path().join(".skate-env/.gitignore")).unwrap();
        assert_eq!(ignored, "*\n");
    }

    #[test]
    fn a_folder_that_cannot_be_written_loses_the_event_and_nothing_else() {
        let project = tempfile::tempdir().unwrap();
        fs::write(project.path().join(".skate-env"), "a file").unwrap();
        EventRecord::at(project.path()).append(&event());
        let off = Variables::from([(SKATE_ENV_RECORD, "0")]);
        assert!(EventRecord::of(project.path(), &off).is_none());
    }

    #[test]
    fn lines_of_many_writers_stay_whole() {
        let project = tempfile::tempdir().unwrap();
        let record = EventRecord::at(project.path());
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| (0..100).for_each(|_| record.append(&event())));
            }
        });
        assert_eq!(lines(project.path()).len(), 800);
    }
}
