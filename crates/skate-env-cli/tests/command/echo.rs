//! No value of the command line is repeated by an error, wherever it was put.

use std::process::{Command, Stdio};

use crate::harness::{CANARY, LOCAL, PINNED, Project};

const URL: &str = "postgresql://c4n4ry-user:c4n4ry-password@c4n4ry.example.com/c4n4ry?x=c4n4ry";

/// Every command with its options, as its own help lists them: no command is forgotten.
fn command_lines(project: &Project) -> Vec<Vec<String>> {
    let mut lines = vec![Vec::new()];
    let mut at = 0;
    while at < lines.len() && lines.len() < 200 {
        let line: Vec<String> = lines[at].clone();
        at += 1;
        for name in
            section(&help(project, &line), |title| !title.contains("ptions") && title != "Examples")
        {
            let below: Vec<_> = line.iter().cloned().chain([name]).collect();
            lines.push(below);
        }
    }
    lines
}

fn help(project: &Project, line: &[String]) -> String {
    let mut run = project.run("");
    for word in line {
        run = run.word(word);
    }
    run.word("--help").ends().stdout
}

/// The first words of the indented lines of some sections.
fn section(help: &str, is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let mut wanted = false;
    let mut words = Vec::new();
    for line in help.lines() {
        if let Some(title) = line.strip_suffix(':').filter(|title| !title.starts_with(' ')) {
            wanted = is_wanted(title) && title != "Arguments" && title != "Usage";
        } else if let Some(row) = line.strip_prefix("  ").filter(|_| wanted) {
            let word = row.split([' ', ',']).next().unwrap_or_default();
            let is_name = word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
            words.extend(
                (is_name && !word.is_empty() && !word.starts_with('-')).then(|| word.to_owned()),
            );
        }
    }
    words
}

fn options(help: &str) -> Vec<String> {
    let words = help.split([' ', ',', '\n', '=', '[', ']']);
    let mut options: Vec<_> = words
        .filter(|word| word.starts_with('-') && word.len() > 1)
        .filter(|word| !["--help", "-h", "--version", "-V", "--"].contains(word))
        .map(|word| word.trim_end_matches(['.', ';', ':', '`', ')']).to_owned())
        .collect();
    options.sort_unstable();
    options.dedup();
    options
}

#[test]
fn a_url_at_any_position_of_any_command_is_never_printed() {
    let project = Project::new()
        .file("skate-env.toml", PINNED)
        .file(".env", format!("POSTGRES_PRISMA_URL_DEV={LOCAL}\n"));
    let lines = command_lines(&project);
    assert!(lines.len() > 25, "{lines:?}");
    let mut tried = 0;
    let mut told = Vec::new();
    for line in &lines {
        let mut ends: Vec<Vec<String>> = vec![
            vec![URL.to_owned()],
            vec!["--".to_owned(), URL.to_owned()],
            vec![format!("--unknown={URL}")],
            vec![format!("-{URL}")],
            vec!["--unknown".to_owned(), URL.to_owned()],
        ];
        for option in options(&help(&project, line)) {
            ends.push(vec![option.clone(), URL.to_owned()]);
            ends.push(vec![format!("{option}={URL}")]);
            ends.push(vec![format!("{option}{URL}")]);
        }
        for end in ends {
            // One after the other: the same error is printed by both in thousands of lines.
            let format = ["text", "json"][tried % 2];
            let words = ["--output", format].map(str::to_owned);
            let all = words.iter().chain(line).chain(&end);
            let output = bounded(&project, all);
            tried += 1;
            let printed = String::from_utf8_lossy(&output.stderr).into_owned();
            if printed.contains(CANARY) {
                told.push(format!("{line:?} {end:?} {format}: {printed}"));
            }
        }
    }
    assert!(
        told.is_empty(),
        "{} of {tried}:\n{}",
        told.len(),
        told[..told.len().min(12)].join("\n")
    );
    assert!(tried > 600, "only {tried} were tried");
}

/// A run without network or terminal; nothing here waits for anything.
fn bounded<'w>(project: &Project, words: impl Iterator<Item = &'w String>) -> std::process::Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_skate-env"));
    command.args(words).current_dir(project.path()).env_clear();
    command.env("NEON_API_HOST", "http://127.0.0.1:9/").env("HOME", project.path());
    command.stdin(Stdio::null()).output().unwrap()
}
