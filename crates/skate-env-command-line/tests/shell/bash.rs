//! Runs a script in bash, with tools that write down how they were called.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use skate_env_command_line::Effect;

/// The tools are functions, so that none is ever found on the path.
const TOOLS: &str = r#"
prisma() { printf 'prisma %s\n' "$*" >> "$CALLS"; }
psql() { printf 'psql %s\n' "$(command cat | tr '\n' ' ')" >> "$CALLS"; }
nice() { while [ $# -gt 0 ]; do case $1 in -n) shift 2;; *) break;; esac; done; "$@"; }
export -f prisma psql nice
"#;

/// One call of a tool.
#[derive(Debug)]
pub(super) struct Call {
    tool: String,
    /// Its arguments, or for psql what it read.
    text: String,
}

impl Call {
    /// Whether an action is this call, as bad as it was.
    pub(super) fn is(&self, name: &str, effect: Effect) -> bool {
        match self.tool.as_str() {
            "psql" => {
                let writes = self.text.contains("drop");
                name == "psql" && (!writes || effect >= Effect::Arbitrary)
            }
            // Where its words are unknown it has no command, and is taken for the worst.
            _ if effect == Effect::Arbitrary => name == self.tool,
            _ => name == format!("{} {}", self.tool, self.text.trim_end()),
        }
    }
}

pub(super) fn run(script: &str, folder: &Path) -> Vec<Call> {
    // A file for each: what a script leaves in the background may write later.
    let calls = tempfile::NamedTempFile::new_in(folder).expect("the folder is there");
    let status = Command::new("bash")
        .args(["--norc", "--noprofile", "-c", &format!("{TOOLS}\n{script}\nwait")])
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("CALLS", calls.path())
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    status.expect("bash is there");
    let text = fs::read_to_string(calls.path()).expect("the file is there");
    let calls = text.lines().map(|line| {
        let (tool, text) = line.split_once(' ').unwrap_or((line, ""));
        Call { tool: tool.to_owned(), text: text.to_owned() }
    });
    calls.collect()
}
