//! A command as a step: `prisma migrate deploy`, a seed script.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use sha2::Sha256;
use tokio::process::{Child, Command};

use super::scripts::unreadable;
use super::{Draft, failed, part, too_slow};
use crate::{Result, variables_of};

/// The last lines of its output are enough to see the cause.
const SHOWN_LINES: usize = 20;

#[derive(Clone, Debug)]
pub(super) struct CommandStep {
    pub(super) program: String,
    pub(super) arguments: Vec<String>,
    pub(super) directory: PathBuf,
    pub(super) inputs: Vec<PathBuf>,
}

impl CommandStep {
    pub(super) fn add_to(&self, hash: &mut Sha256) -> Result<()> {
        part(hash, b"command");
        part(hash, self.program.as_bytes());
        self.arguments.iter().for_each(|argument| part(hash, argument.as_bytes()));
        self.inputs.iter().try_for_each(|path| add_tree(&self.directory.join(path), hash))
    }

    pub(super) async fn run(&self, draft: &Draft<'_>) -> Result<()> {
        let mut command = Command::new(&self.program);
        command.args(&self.arguments).current_dir(&self.directory);
        command.envs(
            variables_of(draft.config, Some(draft.database().url()))
                .iter()
                .map(|(name, value)| (name.as_ref(), value)),
        );
        for name in ["PGHOST", "PGHOSTADDR", "PGPORT", "PGSERVICE", "PGOPTIONS", "PGDATABASE"] {
            command.env_remove(name);
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // A group of its own, so that what it started ends with it.
        #[cfg(unix)]
        command.process_group(0);
        command.kill_on_drop(true);
        let what = format!("`{}`", self.line());
        let child = command.spawn().map_err(|why| failed(&what, &why.to_string()))?;
        let group = Group(child.id());
        let ended = tokio::time::timeout(draft.timeout, output(child)).await;
        let Ok(ended) = ended else {
            group.end();
            return Err(too_slow(&what, draft.timeout));
        };
        let (status, text) = ended.map_err(|why| failed(&what, &why.to_string()))?;
        if status.success() { Ok(()) } else { Err(failed(&what, &tail(&text, draft))) }
    }

    fn line(&self) -> String {
        let program = Path::new(&self.program).file_name().unwrap_or_default().to_string_lossy();
        let words: Vec<_> = std::iter::once(program.as_ref())
            .chain(self.arguments.iter().map(String::as_str))
            .collect();
        words.join(" ")
    }
}

async fn output(child: Child) -> io::Result<(std::process::ExitStatus, String)> {
    let output = child.wait_with_output().await?;
    let text = [output.stdout, output.stderr].map(|it| String::from_utf8_lossy(&it).into_owned());
    Ok((output.status, text.concat()))
}

/// The end of what it printed, without the URL of the draft.
fn tail(text: &str, draft: &Draft<'_>) -> String {
    let lines: Vec<_> = text.trim().lines().collect();
    let shown = lines[lines.len().saturating_sub(SHOWN_LINES)..].join("\n  ");
    let password = draft.address.owner.password.as_ref();
    let password = password.map_or("", secrecy::ExposeSecret::expose_secret);
    if password.is_empty() { shown } else { shown.replace(password, "***") }
}

/// The processes of a command.
struct Group(Option<u32>);

impl Group {
    #[cfg(unix)]
    fn end(&self) {
        use rustix::process::{Pid, Signal, kill_process_group};
        let group = self.0.and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw);
        if let Some(group) = group {
            let _ = kill_process_group(group, Signal::KILL);
        }
    }

    /// Dropping the command ends it.
    #[cfg(not(unix))]
    fn end(&self) {}
}

/// The names and contents of a file, or of everything in a folder.
fn add_tree(path: &Path, hash: &mut Sha256) -> Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    part(hash, name.as_bytes());
    if !path.is_dir() {
        let bytes = fs::read(path).map_err(|why| unreadable(path, &why))?;
        part(hash, &bytes);
        return Ok(());
    }
    let entries = fs::read_dir(path).map_err(|why| unreadable(path, &why))?;
    let inner = entries.map(|entry| Ok(entry.map_err(|why| unreadable(path, &why))?.path()));
    let mut inner = inner.collect::<Result<Vec<_>>>()?;
    inner.sort();
    inner
        .iter()
        .filter(|path| !path.ends_with("node_modules"))
        .try_for_each(|path| add_tree(path, hash))
}
