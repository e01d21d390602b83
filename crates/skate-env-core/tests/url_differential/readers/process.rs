//! A driver in a process of its own, with an environment of its own.

use std::ffi::{OsStr, OsString};
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Result, bail};
use serde::de::DeserializeOwned;

/// A running reader: hexadecimal lines in, an empty line, JSON lines out.
pub(crate) struct ReaderProcess {
    child: Child,
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
    line: Vec<u8>,
}

impl ReaderProcess {
    /// Starts a reader that sees the given variables and nothing else of this process's.
    pub(crate) fn start<'a>(
        program: &Path,
        arguments: &[&OsStr],
        home: &Path,
        variables: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self> {
        let mut command = Command::new(program);
        command.args(arguments).env_clear().envs(variables).env("HOME", home).env("USER", "reader");
        // The home folder is empty, and so is the place for system-wide services.
        command.env("PGSYSCONFDIR", home).env("NODE_NO_WARNINGS", "1");
        if let Some(path) = search_path() {
            command.env("PATH", path);
        }
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (Some(requests), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            bail!("the reader has no pipes");
        };
        let answers = BufReader::with_capacity(1 << 16, answers);
        Ok(Self { child, requests, answers, line: Vec::new() })
    }

    /// Sends a batch; the reader starts on it while this process does something else.
    pub(crate) fn send(&mut self, urls: &[String]) -> Result<()> {
        let mut text = String::with_capacity(urls.iter().map(|url| url.len() * 2 + 1).sum());
        for url in urls {
            if url.is_empty() {
                text.push('-'); // an empty line would end the batch
            }
            for byte in url.bytes() {
                write!(text, "{byte:02x}")?;
            }
            text.push('\n');
        }
        text.push('\n');
        self.requests.write_all(text.as_bytes())?;
        Ok(self.requests.flush()?)
    }

    /// The next answer of the batch that was sent.
    pub(crate) fn receive<Answer: DeserializeOwned>(&mut self) -> Result<Answer> {
        self.line.clear();
        if self.answers.read_until(b'\n', &mut self.line)? == 0 {
            bail!("a reader ended early: {}", self.child.wait()?);
        }
        // libpq decodes any bytes; what is no UTF-8 never equals a name that we gave.
        Ok(serde_json::from_str(&String::from_utf8_lossy(&self.line))?)
    }
}

#[expect(clippy::disallowed_methods, reason = "`node` is found where the caller finds it")]
fn search_path() -> Option<OsString> {
    std::env::var_os("PATH")
}

impl Drop for ReaderProcess {
    fn drop(&mut self) {
        // It holds no state, and waiting for it to leave could last: it may be writing answers
        // that nobody reads any more.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
