//! Programs that run beside us and end with us, and the wish of a person to stop.

use std::process::{Child, Command};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use std::{io, thread};

use anyhow::{Context, Result, bail};

const PAUSE: Duration = Duration::from_millis(25);
const GRACE: Duration = Duration::from_secs(10);

static STOP: AtomicBool = AtomicBool::new(false);

/// From now on Ctrl-C and termination only raise a flag: what runs is then ended in order.
pub(crate) fn listen_for_stop() -> Result<()> {
    static ONCE: OnceLock<bool> = OnceLock::new();
    let listening =
        *ONCE.get_or_init(|| ctrlc::set_handler(|| STOP.store(true, Ordering::SeqCst)).is_ok());
    if !listening {
        bail!("could not listen for Ctrl-C");
    }
    Ok(())
}

pub(crate) fn stop_wanted() -> bool {
    STOP.load(Ordering::SeqCst)
}

/// Waits for a condition; `None` from it means not yet. Ends early when a stop is wanted.
pub(crate) fn wait_for<T>(
    what: &str,
    timeout: Duration,
    mut condition: impl FnMut() -> Result<Option<T>>,
) -> Result<T> {
    let deadline = Instant::now() + timeout;
    loop {
        if let Some(found) = condition()? {
            return Ok(found);
        }
        if stop_wanted() {
            bail!("stopped while waiting for {what}");
        }
        if Instant::now() > deadline {
            bail!("{what} took longer than {} s", timeout.as_secs());
        }
        thread::sleep(PAUSE);
    }
}

/// A child with all its own children: a group that a Ctrl-C in the terminal does not reach, and
/// that ends when this is dropped.
pub(crate) struct Group {
    child: Child,
}

impl Group {
    pub(crate) fn spawn(command: &mut Command) -> Result<Self> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        let child = command
            .spawn()
            .with_context(|| format!("could not run {}", crate::run::describe(command)))?;
        Ok(Self { child })
    }

    pub(crate) fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Waits until the child ends by itself, or a stop is wanted.
    pub(crate) fn finish(mut self, what: &str, timeout: Duration) -> Result<()> {
        let status = wait_for(what, timeout, || Ok(self.child.try_wait()?))?;
        if !status.success() {
            bail!("{what} failed: {status}");
        }
        Ok(())
    }

    #[cfg(unix)]
    fn signal(&self, signal: rustix::process::Signal) -> io::Result<()> {
        let raw = i32::try_from(self.child.id()).ok().and_then(rustix::process::Pid::from_raw);
        let group = raw.ok_or(io::ErrorKind::NotFound)?;
        Ok(rustix::process::kill_process_group(group, signal)?)
    }

    #[cfg(unix)]
    fn ask_to_end(&mut self) -> io::Result<()> {
        self.signal(rustix::process::Signal::TERM)
    }

    /// The child may be gone while children of its own are not.
    #[cfg(unix)]
    fn has_ended(&mut self) -> bool {
        let collected = !matches!(self.child.try_wait(), Ok(None));
        let raw = i32::try_from(self.child.id()).ok().and_then(rustix::process::Pid::from_raw);
        collected
            && raw.is_none_or(|group| rustix::process::test_kill_process_group(group).is_err())
    }

    #[cfg(unix)]
    fn insist(&mut self) -> io::Result<()> {
        self.signal(rustix::process::Signal::KILL)
    }

    #[cfg(not(unix))]
    fn ask_to_end(&mut self) -> io::Result<()> {
        self.child.kill()
    }

    #[cfg(not(unix))]
    fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    #[cfg(not(unix))]
    fn insist(&mut self) -> io::Result<()> {
        self.child.kill()
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if self.has_ended() || self.ask_to_end().is_err() {
            return;
        }
        let deadline = Instant::now() + GRACE;
        while !self.has_ended() {
            if Instant::now() > deadline {
                let _ = self.insist();
                let _ = self.child.wait();
                return;
            }
            thread::sleep(PAUSE);
        }
    }
}
