//! Files that are none: pipes, devices, directories, gigabytes, other encodings. Each is read within
//! its limits or refused by one error.
#![cfg(all(feature = "files", unix))]

use std::{
    fs::{self, File, OpenOptions},
    io::Write as _,
    os::unix::fs::{PermissionsExt as _, symlink},
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use skate_env_core::{Code, Variables, dotenv::Mode, files};
use tempfile::TempDir;

/// More than the two seconds that a pipe may take, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

fn folder() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(".env");
    (folder, path)
}

fn make_pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo runs").success());
}

#[track_caller]
fn refused(path: &Path, words: &str) {
    let started = Instant::now();
    let error = files::read_bytes(path).expect_err("is refused");
    assert_eq!(error.code(), Code::UnreadableFile);
    assert!(error.message().contains(words), "{error}");
    assert!(!error.hint().is_empty());
    assert!(started.elapsed() < PATIENCE);
}

#[test]
fn a_pipe_is_read_once_it_answers() {
    let (_folder, path) = folder();
    make_pipe(&path);
    let there = path.clone();
    let writer = std::thread::spawn(move || {
        let mut pipe = OpenOptions::new().write(true).open(there).unwrap();
        pipe.write_all(b"A=1\n").unwrap();
        pipe.write_all("B=x".repeat(20_000).as_bytes()).unwrap();
    });
    let bytes = files::read_bytes(&path).unwrap().unwrap();
    writer.join().unwrap();
    assert_eq!(bytes.len(), 4 + 60_000);
}

#[test]
fn a_pipe_that_never_answers_is_refused_in_time() {
    let (_folder, path) = folder();
    make_pipe(&path);
    refused(&path, "two seconds");
    // Nor one that begins and does not end.
    let mut pipe = OpenOptions::new().read(true).write(true).open(&path).unwrap();
    pipe.write_all(b"A=1\n").unwrap();
    refused(&path, "two seconds");
}

#[test]
fn a_policy_is_read_from_a_process_substitution() {
    let mut child = Command::new("sh")
        .args(["-c", "printf 'strict = true\\n'"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let pipe = child.stdout.take().unwrap();
    let number = std::os::fd::AsRawFd::as_raw_fd(&pipe);
    let config = files::read_config(Path::new(&format!("/dev/fd/{number}"))).unwrap();
    assert!(config.strict);
    child.wait().unwrap();
}

#[test]
fn devices_have_an_end_or_are_refused() {
    assert_eq!(files::read_bytes(Path::new("/dev/null")).unwrap(), Some(Vec::new()));
    refused(Path::new("/dev/zero"), "longer than 1 MB");
}

#[test]
fn a_link_to_a_device_is_read_as_the_device() {
    let (folder, path) = folder();
    symlink("/dev/null", &path).unwrap();
    let load = || files::load_dotenv(folder.path(), Mode::Development, &Variables::new());
    assert!(load().unwrap().assignments.is_empty(), "the usual way to switch a file off");
    fs::remove_file(&path).unwrap();
    symlink("/dev/zero", &path).unwrap();
    assert_eq!(load().unwrap_err().code(), Code::UnreadableFile);
}

#[test]
fn a_link_out_of_the_repository_is_read_as_every_tool_reads_it() {
    let (folder, path) = folder();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("shared.env"), "A=1\n").unwrap();
    symlink(elsewhere.path().join("shared.env"), &path).unwrap();
    let loaded = files::load_dotenv(folder.path(), Mode::Development, &Variables::new()).unwrap();
    assert_eq!(loaded.variables.get("A"), Some("1"));
}

#[test]
fn a_file_has_at_most_one_megabyte() {
    let (_folder, path) = folder();
    let file = File::create(&path).unwrap();
    file.set_len(100 << 20).unwrap();
    refused(&path, "longer than 1 MB");
    file.set_len(u64::try_from(files::MAX_FILE_BYTES).unwrap()).unwrap();
    assert_eq!(files::read_bytes(&path).unwrap().unwrap().len(), files::MAX_FILE_BYTES);
}

#[test]
fn directories_and_files_without_permission_are_refused() {
    let (folder, path) = folder();
    fs::create_dir(&path).unwrap();
    refused(&path, "is a directory");
    let closed = folder.path().join(".env.local");
    fs::write(&closed, "A=1\n").unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    if File::open(&closed).is_err() {
        refused(&closed, "permission denied"); // root may read it all the same
    }
    assert_eq!(files::read_bytes(&folder.path().join("absent")), Ok(None));
}

#[test]
fn text_in_utf16_is_refused_with_and_without_its_mark() {
    let (_folder, path) = folder();
    let text: Vec<u8> = "strict = true\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.iter().copied()).collect();
    let big: Vec<u8> = "strict = true\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in [text, marked, big] {
        fs::write(&path, bytes).unwrap();
        let error = files::read_config(&path).unwrap_err();
        assert_eq!(error.code(), Code::UnreadableFile);
        assert!(error.message().contains("UTF-16"), "{error}");
    }
}
