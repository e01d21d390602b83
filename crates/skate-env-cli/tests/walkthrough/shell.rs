//! A command as a person or a script runs it.

use std::ffi::{OsStr, OsString};
use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};
use rustix::pty;

use super::document::Answer;

/// Prisma's own start takes seconds on a busy machine; nothing here takes minutes.
const TIMEOUT: Duration = Duration::from_mins(4);
const PAUSE: Duration = Duration::from_millis(20);

/// What is in front of the command.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Screen {
    Terminal,
    None,
}

/// How a command ended, and what it said on both streams.
pub(super) struct Ended {
    pub(super) code: i32,
    pub(super) said: String,
    pub(super) took: Duration,
}

impl Screen {
    pub(super) fn describe(self) -> &'static str {
        match self {
            Self::Terminal => "At a terminal:",
            Self::None => "Without a terminal:",
        }
    }
}

/// Runs it to its end, with everything that it started.
pub(super) fn run(command: &mut Command, answers: &[&Answer], screen: Screen) -> Result<Ended> {
    let begin = Instant::now();
    let (code, said) = match screen {
        Screen::Terminal => at_terminal(command.env("TERM", "xterm"), answers)?,
        Screen::None => without_terminal(command)?,
    };
    Ok(Ended { code, said, took: begin.elapsed() })
}

fn without_terminal(command: &mut Command) -> Result<(i32, String)> {
    let mut file = tempfile::tempfile()?;
    command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file.try_clone()?);
    let mut group = Group::spawn(command)?;
    let deadline = Instant::now() + TIMEOUT;
    let status = loop {
        if let Some(status) = group.0.try_wait()? {
            break status;
        }
        ensure!(Instant::now() < deadline, "it did not end");
        thread::sleep(PAUSE);
    };
    file.rewind()?;
    let mut said = Vec::new();
    file.read_to_end(&mut said)?;
    Ok((status.code().unwrap_or(-1), String::from_utf8_lossy(&said).into_owned()))
}

fn at_terminal(command: &mut Command, answers: &[&Answer]) -> Result<(i32, String)> {
    let (mut keyboard, terminal) = open()?;
    command.stdin(terminal.try_clone()?).stdout(terminal.try_clone()?).stderr(terminal);
    let mut group = Group::spawn(command)?;
    // The command holds the other end as well, and must not: it would never be closed.
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let pieces = listen(keyboard.try_clone()?);
    let mut answers = answers.iter();
    let mut next = answers.next();
    let (mut said, mut read) = (Vec::new(), 0);
    let deadline = Instant::now() + TIMEOUT;
    loop {
        let ended = group.0.try_wait()?;
        match pieces.recv_timeout(PAUSE) {
            Ok(piece) => said.extend(piece),
            Err(RecvTimeoutError::Timeout) if ended.is_none() => {}
            // It has ended, and the terminal is silent or closed.
            Err(_) => {
                if let Some(status) = ended {
                    let said = String::from_utf8_lossy(&said).into_owned();
                    ensure!(next.is_none(), "it never asked a question of the document:\n{said}");
                    return Ok((status.code().unwrap_or(-1), said));
                }
                thread::sleep(PAUSE);
            }
        }
        let shown = String::from_utf8_lossy(&said[read..]);
        if let Some(answer) = next.filter(|answer| shown.contains(&answer.question)) {
            keyboard.write_all(format!("{}\n", answer.keys).as_bytes())?;
            read = said.len();
            next = answers.next();
        }
        if Instant::now() > deadline {
            bail!("it did not end:\n{}", String::from_utf8_lossy(&said));
        }
    }
}

/// A child and its own children, in a process group that ends when this is dropped.
struct Group(Child);

impl Group {
    fn spawn(command: &mut Command) -> Result<Self> {
        Ok(Self(command.process_group(0).spawn()?))
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if let Ok(None) = self.0.try_wait() {
            let group = rustix::process::Pid::from_child(&self.0);
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
            let _ = self.0.wait();
        }
    }
}

/// What the terminal is sent, as it comes.
fn listen(mut screen: File) -> Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut piece = [0; 4096];
        // Linux reports an error, not an end, once nobody holds the terminal any more.
        while let Ok(count @ 1..) = screen.read(&mut piece) {
            if sender.send(piece[..count].to_vec()).is_err() {
                return;
            }
        }
    });
    receiver
}

/// Both ends of a new terminal: a person's, and the program's.
fn open() -> Result<(File, File)> {
    let controller = pty::openpt(pty::OpenptFlags::RDWR | pty::OpenptFlags::NOCTTY)?;
    pty::grantpt(&controller)?;
    pty::unlockpt(&controller)?;
    let name = pty::ptsname(&controller, Vec::new())?;
    let path = OsStr::from_bytes(name.as_bytes());
    Ok((File::from(controller), OpenOptions::new().read(true).write(true).open(path)?))
}

#[expect(clippy::disallowed_methods, reason = "what programs are found by")]
pub(super) fn path() -> Option<OsString> {
    std::env::var_os("PATH")
}
