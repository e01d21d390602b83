//! A project in a folder of its own, and the built command run in it with nothing of this
//! process' environment.
//!
//! Whatever a test looks for, no output may hold [`CANARY`], of which every secret is made,
//! unless the test says that it asked for the URL.

use std::{
    ffi::{OsStr, OsString},
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

/// The password of every URL.
pub(crate) const CANARY: &str = "c4n4ry";

pub(crate) const PRODUCTION: &str = "postgresql://app:c4n4ry@ep-cool-darkness-123456-pooler.us-east-2.aws.neon.tech/shop?sslmode=require";
pub(crate) const STAGING: &str = "postgresql://app:c4n4ry@ep-still-river-222222-pooler.us-east-2.aws.neon.tech/shop?sslmode=require";
pub(crate) const LOCAL: &str = "postgresql://app:c4n4ry@localhost:5432/shop";
/// A policy that pins production, and is strict.
pub(crate) const PINNED: &str =
    "strict = true\n[environments.production]\nendpoints = [\"ep-cool-darkness-123456\"]\n";

/// A folder with a repository's root; it is gone when this is dropped.
pub(crate) struct Project {
    path: PathBuf,
    _folder: TempDir,
}

impl Project {
    pub(crate) fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("skate-env-cli-").tempdir().unwrap();
        // As the working directory is reported: macOS keeps temporary files behind a link.
        let path = folder.path().canonicalize().unwrap();
        fs::create_dir(path.join(".git")).unwrap();
        Self { path, _folder: folder }
    }

    /// The same project with a file in it.
    pub(crate) fn file(self, name: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.path.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The same project with a record, which root creates nowhere.
    pub(crate) fn with_record(self) -> Self {
        self.file(".skate-env/.gitignore", "*\n")
    }

    /// The lines of the record.
    pub(crate) fn record(&self) -> String {
        let files = fs::read_dir(self.path.join(".skate-env/events")).into_iter().flatten();
        files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect()
    }

    /// Every proof of an identity in the record: of which environment, and why it failed.
    pub(crate) fn verified(&self) -> Vec<(String, Option<String>)> {
        let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
        let record = self.record();
        let events = record.lines().map(|line| serde_json::from_str(line).unwrap());
        let proofs = events.filter(|event: &serde_json::Value| event["event"] == "verify");
        proofs
            .map(|event| {
                assert!(event["ms"].is_u64() && event["ok"] == event["code"].is_null(), "{event}");
                (text(&event["environment"]).unwrap(), text(&event["code"]))
            })
            .collect()
    }

    /// A run of the command, by its words.
    pub(crate) fn run(&self, words: &str) -> Run<'_> {
        Run {
            project: self,
            directory: self.path.clone(),
            arguments: words.split_whitespace().map(OsString::from).collect(),
            variables: Vec::new(),
            may_print_secrets: false,
        }
    }
}

/// A run that is about to happen.
pub(crate) struct Run<'p> {
    project: &'p Project,
    directory: PathBuf,
    arguments: Vec<OsString>,
    variables: Vec<(OsString, OsString)>,
    may_print_secrets: bool,
}

impl Run<'_> {
    /// With more words.
    pub(crate) fn words(mut self, words: &str) -> Self {
        self.arguments.extend(words.split_whitespace().map(OsString::from));
        self
    }

    /// With one more word, whatever stands in it.
    pub(crate) fn word(mut self, word: impl AsRef<OsStr>) -> Self {
        self.arguments.push(word.as_ref().to_owned());
        self
    }

    pub(crate) fn variable(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.variables.push((name.into(), value.as_ref().to_owned()));
        self
    }

    /// In a folder below the project's.
    pub(crate) fn inside(mut self, folder: &str) -> Self {
        self.directory.push(folder);
        self
    }

    /// The URL is what is asked for.
    pub(crate) fn may_print_secrets(mut self) -> Self {
        self.may_print_secrets = true;
        self
    }

    /// The process, for a test that wants its streams.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_skate-env"));
        command.args(&self.arguments).current_dir(&self.directory).stdin(Stdio::null());
        command.env_clear().envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Runs it to its end, without a terminal.
    pub(crate) fn ends(&self) -> Ending {
        self.read(&self.command().output().unwrap())
    }

    /// The same, where lines may hold secrets that hide them in the log of a job.
    pub(crate) fn ends_with_masks(&self) -> Ending {
        let output = self.command().output().unwrap();
        let ending = self.unchecked(&output);
        let shown = ending.to_string();
        let lines = shown.lines().filter(|line| !line.starts_with("::add-mask::"));
        self.check_for_secrets(&lines.collect::<Vec<_>>().join("\n"));
        ending
    }

    /// Compares exit code, standard output and standard error; the first line end of each text
    /// only lets it begin on a line of its own, and `[DIR]` stands for the project's folder.
    #[track_caller]
    pub(crate) fn prints(&self, exit: i32, stdout: &str, stderr: &str) {
        let expected = Ending {
            exit,
            stdout: stdout.strip_prefix('\n').unwrap_or(stdout).to_owned(),
            stderr: stderr.strip_prefix('\n').unwrap_or(stderr).to_owned(),
        };
        let found = self.ends();
        assert!(found == expected, "expected {expected}\n\nfound {found}");
    }

    fn read(&self, output: &Output) -> Ending {
        let ending = self.unchecked(output);
        self.check_for_secrets(&ending.to_string());
        ending
    }

    fn unchecked(&self, output: &Output) -> Ending {
        let folder = self.project.path.to_string_lossy();
        let text = |bytes: &[u8]| std::str::from_utf8(bytes).unwrap().replace(&*folder, "[DIR]");
        let exit = output.status.code().unwrap_or(-1);
        Ending { exit, stdout: text(&output.stdout), stderr: text(&output.stderr) }
    }

    fn check_for_secrets(&self, printed: &str) {
        assert!(self.may_print_secrets || !printed.contains(CANARY), "a secret in {printed}");
    }
}

/// How a run ended.
#[derive(PartialEq, Eq)]
pub(crate) struct Ending {
    pub(crate) exit: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl std::fmt::Display for Ending {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { exit, stdout, stderr } = self;
        write!(formatter, "exit {exit}\n--- stdout\n{stdout}--- stderr\n{stderr}---")
    }
}

#[cfg(unix)]
mod terminal {
    use std::{
        ffi::OsStr,
        fs::{File, OpenOptions},
        io::{Read as _, Write as _},
        os::unix::ffi::OsStrExt as _,
        process::Stdio,
    };

    use rustix::pty;

    use super::{Ending, Run};

    impl Run<'_> {
        /// Runs it to its end at a terminal; the exit code, and what the terminal was sent.
        pub(crate) fn at_terminal(&self) -> (i32, String) {
            self.at_terminal_typing("")
        }

        /// The same, with a person who has typed everything before it is asked for.
        pub(crate) fn at_terminal_typing(&self, keys: &str) -> (i32, String) {
            let (mut controller, screen) = terminal();
            controller.write_all(keys.as_bytes()).unwrap();
            let stream = || Stdio::from(screen.try_clone().unwrap());
            let mut child =
                self.command().stdin(stream()).stdout(stream()).stderr(stream()).spawn().unwrap();
            drop(screen);
            let mut sent = Vec::new();
            // Linux reports an error, not an end, once nobody holds the terminal any more.
            let _ = controller.read_to_end(&mut sent);
            let sent = String::from_utf8(sent).unwrap().replace("\r\n", "\n");
            self.check_for_secrets(&sent);
            (child.wait().unwrap().code().unwrap_or(-1), sent)
        }

        /// Kills it once the terminal shows these words.
        pub(crate) fn at_terminal_killed_at(&self, words: &str) -> (i32, String) {
            let (mut controller, screen) = terminal();
            let stream = || Stdio::from(screen.try_clone().unwrap());
            let mut child =
                self.command().stdin(stream()).stdout(stream()).stderr(stream()).spawn().unwrap();
            drop(screen);
            let (mut sent, mut piece) = (String::new(), [0; 4096]);
            while !sent.contains(words) {
                let count = controller.read(&mut piece).unwrap_or(0);
                assert!(count > 0, "{words:?} was never shown: {sent}");
                sent.push_str(&String::from_utf8_lossy(&piece[..count]));
            }
            child.kill().unwrap();
            (child.wait().unwrap().code().unwrap_or(-1), sent)
        }

        /// Runs it to its end with a terminal as standard input alone.
        pub(crate) fn with_keyboard(&self) -> Ending {
            let (_controller, keyboard) = terminal();
            self.read(&self.command().stdin(keyboard).output().unwrap())
        }
    }

    /// Both ends of a new terminal: a person's, and the program's.
    fn terminal() -> (File, File) {
        let controller = pty::openpt(pty::OpenptFlags::RDWR | pty::OpenptFlags::NOCTTY).unwrap();
        pty::grantpt(&controller).unwrap();
        pty::unlockpt(&controller).unwrap();
        let name = pty::ptsname(&controller, Vec::new()).unwrap();
        let path = OsStr::from_bytes(name.as_bytes());
        (File::from(controller), OpenOptions::new().read(true).write(true).open(path).unwrap())
    }
}
