//! The worst that a machine can offer: each gets one clear error, and nothing panics.

use std::process::Stdio;

use crate::harness::{LOCAL, PINNED, Project};

#[test]
fn an_invalid_policy_is_reported_with_its_line() {
    let project = Project::new().file("skate-env.toml", "strict = true\nstrickt = true\n");
    for words in ["status", "check", "url"] {
        project.run(words).prints(
            4,
            "",
            r"
error: [DIR]/skate-env.toml has an unknown key `strickt`. ([DIR]/skate-env.toml:2) [invalid_config]
  help: Did you mean `strict`?
",
        );
    }
}

#[test]
fn a_named_policy_that_does_not_exist() {
    Project::new().run("status --config nowhere.toml").prints(
        4,
        "",
        r"
error: nowhere.toml does not exist. [unreadable_file]
  help: Make it a readable UTF-8 file, or remove it.
",
    );
}

#[test]
fn a_dotenv_file_that_cannot_be_read() {
    let project = Project::new().file(".env/file", "");
    for words in ["status", "check", "url"] {
        project.run(words).prints(
            4,
            "",
            r"
error: [DIR]/.env is a directory, not a file. [unreadable_file]
  help: Make it a readable UTF-8 file, or remove it.
",
        );
    }
}

#[test]
fn an_unknown_environment_in_a_variable() {
    let project = Project::new().file(".env", "\nDATABASE_ENVIRONMENT=stagign\n");
    for words in ["status", "check", "url"] {
        project.run(words).prints(3, "", r"
error: `stagign` is not an environment: there are production, staging, development, preview, testing. (.env:2) [unknown_environment]
  help: Did you mean `staging`?
");
    }
}

#[test]
fn a_url_given_as_an_environment_is_not_printed() {
    let run = |words| Project::new().run(words).variable("DATABASE_ENVIRONMENT", LOCAL).ends().exit;
    assert_eq!(["status", "check", "url"].map(run), [3, 3, 3]);
}

#[cfg(unix)]
#[test]
fn variables_that_are_not_utf8() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt as _};
    let project = Project::new();
    let broken = OsStr::from_bytes(b"postgresql://app:c4n4ry\xFF@localhost/shop");
    let run = |words| project.run(words).variable("POSTGRES_PRISMA_URL_DEV", broken);
    run("url").prints(
        4,
        "",
        r"
error: POSTGRES_PRISMA_URL_DEV is not UTF-8. [invalid_config]
  help: Set POSTGRES_PRISMA_URL_DEV again; in a URL, percent-encode what is not ASCII.
",
    );
    assert_eq!(run("status").ends().exit, 4);
    // What is not asked for does not matter.
    let other = project.run("url").variable("OTHER", broken);
    other.variable("POSTGRES_PRISMA_URL_DEV", LOCAL).may_print_secrets().prints(
        0,
        &format!("{LOCAL}\n"),
        "",
    );
}

#[test]
fn a_closed_pipe_is_no_error() {
    let project = Project::new().file("skate-env.toml", PINNED).file(
        ".env",
        format!("POSTGRES_PRISMA_URL_DEV={LOCAL}\nPOSTGRES_PRISMA_URL_TEST={LOCAL}\n"),
    );
    for (words, exit) in
        [("status", 0), ("check", 3), ("man", 0), ("--help", 0), ("completions bash", 0)]
    {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = project.run(words).command();
        let output = command.stdout(writer).stderr(Stdio::piped()).output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(exit), "{words}: {stderr}");
        assert!(!stderr.contains("panicked") && !stderr.contains("pipe"), "{words}: {stderr}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_written_is_a_failure() {
    let project = Project::new().file(".env", format!("POSTGRES_PRISMA_URL_DEV={LOCAL}\n"));
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = project.run("status").command();
    let output = command.stdout(full).stderr(Stdio::piped()).output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    assert!(stderr.contains("[output_failed]"), "{stderr}");
}

#[test]
fn a_huge_dotenv_file() {
    let line = |number| format!("NAME_{number}=\"a value, ${{NAME_{}}}\"\n", number + 1);
    let text: String = (0..50_000).map(line).collect();
    let url = format!("POSTGRES_PRISMA_URL_DEV={LOCAL}\n");
    let project = Project::new().file(".env.local", url).file(".env", "X=y\n".repeat(200_000));
    assert_eq!(project.run("status").ends().exit, 0);
    // A chain without end, as far as anybody can tell: `@next/env` would not come back.
    let chained = project.file(".env", text).run("status").ends();
    assert_eq!(chained.exit, 4, "{chained}");
    assert!(chained.stderr.contains("[unreadable_file]"), "{chained}");
}

#[cfg(unix)]
#[test]
fn a_deleted_working_directory() {
    let project = Project::new();
    let gone = project.path().join("gone");
    std::fs::create_dir(&gone).unwrap();
    let script = format!("rmdir '{}' && exec \"$0\" status", gone.display());
    let mut shell = std::process::Command::new("/bin/sh");
    shell.args(["-c", &script, env!("CARGO_BIN_EXE_skate-env")]).current_dir(&gone).env_clear();
    let output = shell.output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(4), "{stderr}");
    assert!(stderr.contains("[unreadable_file]"), "{stderr}");
}
