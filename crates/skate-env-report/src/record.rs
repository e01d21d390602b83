//! The record of events: one line of JSON an event, in `.skate-env/events/YYYY-MM.jsonl`.
//!
//! It never disturbs what it records: a disk that is full or a folder that cannot be written loses
//! the event, and nothing else.

use std::{
    collections::HashSet,
    fs::{self, OpenOptions},
    io::{self, Read as _, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use skate_env_core::Variables;

use crate::Event;

/// `0` turns the record off.
const SKATE_ENV_RECORD: &str = "SKATE_ENV_RECORD";
/// Lines of this length are appended whole, whoever else appends.
const LONGEST: usize = 4096;

/// The record of a project.
#[derive(Clone, Debug)]
pub struct EventRecord {
    folder: PathBuf,
}

/// What was read from records.
#[derive(Clone, Debug, Default)]
pub struct RecordedEvents {
    /// The events, the oldest first.
    pub events: Vec<Event>,
    /// Lines that cannot be read: cut by a crash, or not ours.
    pub damaged: usize,
}

impl EventRecord {
    /// The record of the project in this folder; `None` where it is turned off.
    #[must_use]
    pub fn of(project: &Path, variables: &Variables) -> Option<Self> {
        let is_on = variables.get(SKATE_ENV_RECORD) != Some("0");
        is_on.then(|| Self::at(project))
    }

    /// The record of the project in this folder, which is known to be on.
    #[must_use]
    pub fn at(project: &Path) -> Self {
        Self { folder: project.join(".skate-env") }
    }

    /// The folder of its files.
    #[must_use]
    pub fn files(&self) -> PathBuf {
        self.folder.join("events")
    }

    /// Appends an event; one that cannot be written is lost.
    pub fn append(&self, event: &Event) {
        let _ = self.try_append(event);
    }

    fn try_append(&self, event: &Event) -> io::Result<()> {
        let mut line = serde_json::to_vec(event)?;
        line.push(b'\n');
        if line.len() >= LONGEST {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let path = self.files().join(file_name(event.t));
        let mut file = match open(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.create()?;
                open(&path)?
            }
            file => file?,
        };
        if ends_in_a_cut_line(&mut file) {
            line.insert(0, b'\n');
        }
        // One write: the system appends it whole, or not at all.
        file.write_all(&line)
    }

    /// Creates the folder, with a .gitignore that keeps all of it out of git.
    fn create(&self) -> io::Result<()> {
        fs::create_dir_all(self.files())?;
        let ignore = self.folder.join(".gitignore");
        match OpenOptions::new().write(true).create_new(true).open(ignore) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            file => file?.write_all(b"*\n"),
        }
    }
}

/// Reads the events since a moment from the files of several folders; one that stands in two of them
/// counts once. A folder that does not exist holds none.
#[must_use]
pub fn read(folders: &[PathBuf], since: Timestamp) -> RecordedEvents {
    let first = file_name(since);
    let mut read = RecordedEvents::default();
    let mut seen = HashSet::new();
    for folder in folders {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        for path in entries.map(|entry| entry.path()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let is_record = path.extension().is_some_and(|extension| extension == "jsonl");
            if !is_record || (is_month(&name) && name < first) {
                continue;
            }
            let Ok(bytes) = fs::read(&path) else { continue };
            for line in bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
                match serde_json::from_slice::<Event>(line) {
                    Ok(event) if event.t >= since && seen.insert(line.to_vec()) => {
                        read.events.push(event);
                    }
                    Ok(_) => {}
                    Err(_) => read.damaged += 1,
                }
            }
        }
    }
    read.events.sort_by_key(|event| event.t);
    read
}

/// `2026-11.jsonl`, of the month in which a time lies.
fn file_name(time: Timestamp) -> String {
    let text = time.to_string();
    format!("{}.jsonl", text.get(.."2026-11".len()).unwrap_or(&text))
}

fn is_month(name: &str) -> bool {
    name.len() == "2026-11.jsonl".len() && name.as_bytes()[0].is_ascii_digit()
}

/// For its owner alone.
fn open(path: &Path) -> io::Result<fs::File> {
    let mut options = OpenOptions::new();
    options.create(true).append(true).read(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Whether a crash of the system cut the last line: what is appended must begin on its own.
fn ends_in_a_cut_line(file: &mut fs::File) -> bool {
    let mut last = [b'\n'];
    let _ = file.seek(SeekFrom::End(-1)).and_then(|_| file.read_exact(&mut last));
    last != [b'\n']
}

#[cfg(test)]
mod tests {
    use std::{thread, time::Duration};

    use skate_env_core::{Code, Environment};

    use super::*;
    use crate::EventKind;

    fn event() -> Event {
        Event::new(EventKind::Connection, false).environment(Environment::Production)
    }

    fn events(project: &Path) -> RecordedEvents {
        read(&[EventRecord::at(project).files()], Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn each_event_is_a_line_that_git_does_not_see() {
        let project = tempfile::tempdir().unwrap();
        let record = EventRecord::of(project.path(), &Variables::new()).unwrap();
        record.append(&event().after(Duration::from_millis(12)));
        record.append(&event().failed(Code::DatabaseUnavailable));
        let path = record.files().join(file_name(Timestamp::now()));
        let text = fs::read_to_string(&path).unwrap();
        let lines: Vec<serde_json::Value> =
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let [good, bad] = lines.try_into().unwrap();
        assert_eq!((&good["ok"], &good["ms"]), (&true.into(), &12.into()));
        assert_eq!((&bad["ok"], &bad["code"]), (&false.into(), &"database_unavailable".into()));
        assert_eq!((&bad["class"], &bad["ci"]), (&"production".into(), &false.into()));
        assert!(good["t"].as_str().unwrap().ends_with('Z') && good.get("code").is_none());
        let ignored = fs::read_to_string(project.path().join(".skate-env/.gitignore")).unwrap();
        assert_eq!(ignored, "*\n");
        #[cfg(unix)]
        {
            let mode =
                std::os::unix::fs::PermissionsExt::mode(&fs::metadata(path).unwrap().permissions());
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn a_folder_that_cannot_be_written_loses_the_event_and_nothing_else() {
        let project = tempfile::tempdir().unwrap();
        fs::write(project.path().join(".skate-env"), "a file").unwrap();
        EventRecord::at(project.path()).append(&event());
        let off = Variables::from([(SKATE_ENV_RECORD, "0")]);
        assert!(EventRecord::of(project.path(), &off).is_none());
        assert_eq!(events(project.path()).events.len(), 0);
    }

    #[test]
    fn lines_of_many_writers_stay_whole() {
        let project = tempfile::tempdir().unwrap();
        let record = EventRecord::at(project.path());
        thread::scope(|scope| {
            for writer in 0..8 {
                let record = &record;
                scope.spawn(move || {
                    for number in 0..100 {
                        record.append(&event().branch(format!("br-{writer}-{number}")));
                    }
                });
            }
        });
        let read = events(project.path());
        assert_eq!((read.events.len(), read.damaged), (800, 0));
    }

    #[test]
    fn a_cut_line_costs_that_line_alone() {
        let project = tempfile::tempdir().unwrap();
        let record = EventRecord::at(project.path());
        record.append(&event());
        let path = record.files().join(file_name(Timestamp::now()));
        let whole = fs::read(&path).unwrap();
        fs::write(&path, &whole[..whole.len() / 2]).unwrap();
        record.append(&event().branch("br-1"));
        fs::write(record.files().join("notes.txt"), "no record").unwrap();
        let read = events(project.path());
        assert_eq!((read.events.len(), read.damaged), (1, 1));
        assert_eq!(read.events[0].branch_id.as_deref(), Some("br-1"));
    }

    #[test]
    fn records_of_several_machines_are_read_together_and_each_event_once() {
        let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        EventRecord::at(here.path()).append(&event().branch("br-1"));
        EventRecord::at(there.path()).append(&event().branch("br-2"));
        let folders = [here.path(), there.path(), here.path()];
        let folders = folders.map(|folder| EventRecord::at(folder).files());
        assert_eq!(read(&folders, Timestamp::UNIX_EPOCH).events.len(), 2);
        assert_eq!(read(&folders, Timestamp::MAX).events.len(), 0);
    }

    #[test]
    fn a_reason_holds_no_url_and_is_short() {
        let kept = |reason: &str| event().because(reason).reason.unwrap();
        assert_eq!(kept("the demo is today"), "the demo is today");
        assert!(!kept("see postgres://me:canary@host/db").contains("canary"));
        assert_eq!(kept(&"x".repeat(5_000)).len(), 200);
    }
}
