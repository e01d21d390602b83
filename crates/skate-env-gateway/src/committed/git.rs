//! Migrations at git's HEAD: what is only in the work tree or the index does not count.

use std::{
    io::{self, Read as _, Write as _},
    path::Path,
    process::{Command, Stdio},
    thread,
};

use skate_env_core::{Code, Error, Problem};

use super::{MAX_FILE, MAX_TOTAL, Text, is_migration};

/// Variables that could point git at another repository or another object store.
const REDIRECTS: [&str; 12] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",
    "GIT_REPLACE_REF_BASE",
    "GIT_GRAFT_FILE",
    "GIT_SHALLOW_FILE",
    "GIT_CEILING_DIRECTORIES",
    "GIT_CONFIG_PARAMETERS",
];

/// The text of every migration at HEAD of the repository that `folder` lies in. Where `folders`
/// names any, only what lies in these counts: paths from the repository's root.
///
/// # Errors
/// `unreadable_file` where there is no repository, no commit, or no `git`.
pub fn files_at_head(folder: &Path, folders: &[String]) -> Result<Vec<Text>, Error> {
    read(folder, folders).map_err(|_| unreadable())
}

fn read(folder: &Path, folders: &[String]) -> io::Result<Vec<Text>> {
    let listing = run(git(folder, &["ls-tree", "-r", "-z", "--full-tree", "HEAD"]))?;
    let mut objects = Vec::new();
    for entry in listing.split(|byte| *byte == 0).filter(|entry| !entry.is_empty()) {
        let entry = String::from_utf8_lossy(entry);
        // `100644 blob <object>\t<path>`; a symbolic link is no file of its own.
        let Some((head, path)) = entry.split_once('\t') else { continue };
        let mut fields = head.split(' ');
        let is_file = fields.next().is_some_and(|mode| mode.starts_with("100"));
        let object = fields.nth(1).unwrap_or_default();
        if is_file && counts(path, folders) {
            objects.push(object.to_owned());
        }
    }
    contents(folder, &objects)
}

fn counts(path: &str, folders: &[String]) -> bool {
    if folders.is_empty() {
        return is_migration(path);
    }
    let lies_in = |folder: &String| {
        path.strip_prefix(folder.trim_matches('/')).is_some_and(|rest| rest.starts_with('/'))
    };
    path.to_ascii_lowercase().ends_with(".sql") && folders.iter().any(lies_in)
}

/// The objects' texts, by one process; what is too long or no text is left out.
fn contents(folder: &Path, objects: &[String]) -> io::Result<Vec<Text>> {
    if objects.is_empty() {
        return Ok(Vec::new());
    }
    let mut command = git(folder, &["cat-file", "--batch"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut input = child.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
    let asked = objects.join("\n") + "\n";
    let writer = thread::spawn(move || input.write_all(asked.as_bytes()));
    let mut output = Vec::new();
    let mut stdout = child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
    let limit = u64::try_from(MAX_TOTAL).unwrap_or(u64::MAX);
    stdout.by_ref().take(limit + 1).read_to_end(&mut output)?;
    drop(stdout);
    let _ = writer.join();
    if !child.wait()?.success() || output.len() > MAX_TOTAL {
        return Err(io::ErrorKind::InvalidData.into());
    }
    texts(&output)
}

/// `<object> blob <size>\n<contents>\n`, one after another.
fn texts(mut output: &[u8]) -> io::Result<Vec<Text>> {
    let mut texts = Vec::new();
    while !output.is_empty() {
        let end =
            output.iter().position(|byte| *byte == b'\n').ok_or(io::ErrorKind::InvalidData)?;
        let head = String::from_utf8_lossy(&output[..end]).into_owned();
        let size: usize = head
            .rsplit(' ')
            .next()
            .and_then(|size| size.parse().ok())
            .ok_or(io::ErrorKind::InvalidData)?;
        let body = output.get(end + 1..end + 1 + size).ok_or(io::ErrorKind::InvalidData)?;
        if size <= MAX_FILE {
            texts.extend(String::from_utf8(body.to_vec()).ok());
        }
        output = output.get(end + 2 + size..).ok_or(io::ErrorKind::InvalidData)?;
    }
    Ok(texts)
}

fn run(mut command: Command) -> io::Result<Vec<u8>> {
    let output = command.output()?;
    if output.status.success() { Ok(output.stdout) } else { Err(io::ErrorKind::NotFound.into()) }
}

fn git(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.arg("--no-replace-objects").arg("-C").arg(folder).args(arguments);
    command.stdin(Stdio::null()).stderr(Stdio::null());
    for name in REDIRECTS {
        command.env_remove(name);
    }
    command
}

fn unreadable() -> Error {
    Error::from_problem(Problem::new(
        Code::UnreadableFile,
        "The committed migrations cannot be read from git's HEAD.",
        "Run it in a git repository with a commit and with `git` on the path.",
    ))
}
