//! Which tool reads which dotenv file of a project, and of its workspace.

use serde::Serialize;
use skate_env_core::{
    dotenv::{Mode, PRISMA_FILE},
    files::files_around,
};

use super::Project;
use crate::project::{Package, Wiring};

/// A tool and the files that it reads, the one that wins first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct DotenvReader {
    pub(super) tool: &'static str,
    pub(super) files: Vec<String>,
}

/// Programs of scripts that are told which file to read, and the options by which they are.
const TOLD: [(&str, &[&str]); 5] = [
    ("dotenv", &["-e"]),
    ("dotenv-cli", &["-e"]),
    ("dotenvx", &["-f", "--env-file"]),
    ("env-cmd", &["-f", "--file"]),
    (NODE, &["--env-file", "--env-file-if-exists"]),
];
/// Also Bun and tsx, which take its options.
const NODE: &str = "node --env-file";

/// Every tool here with its files, and last the files around that none of them reads.
pub(super) fn all(project: &Project<'_>) -> Vec<DotenvReader> {
    let own: Vec<_> = of_next(project).into_iter().chain(there(project, PRISMA_FILE)).collect();
    let mut readers = vec![DotenvReader { tool: "skate-env", files: own }];
    if project.detected.next.is_some() {
        readers.push(DotenvReader { tool: "Next.js", files: of_next(project) });
    }
    readers.extend(other_tools(project));
    let is_read = |path: &String| readers.iter().any(|reader| reader.files.contains(path));
    let around = files_around(&project.context.directory).into_iter().map(|file| file.path);
    let unread: Vec<_> = around.filter(|path| !is_read(path)).collect();
    if !unread.is_empty() {
        readers.push(DotenvReader { tool: "no tool here", files: unread });
    }
    readers
}

/// Tools with files of their own, whatever else is there.
pub(super) fn other_tools(project: &Project<'_>) -> Vec<DotenvReader> {
    let mut readers = Vec::new();
    if let Some(prisma) = project.detected.prisma.as_ref().filter(|it| it.wiring() != Wiring::Wired)
    {
        // With a configuration Prisma reads no file; the configuration may.
        let names: &[&str] = match &prisma.config {
            None => &[".env", PRISMA_FILE],
            Some(config) if config.loads_dotenv => &[".env"],
            Some(_) => &[],
        };
        let files = names.iter().filter_map(|name| there(project, name)).collect();
        readers.push(DotenvReader { tool: "Prisma", files });
    }
    let scripts = project.detected.package.iter().flat_map(Package::scripts);
    for (tool, file) in scripts.flat_map(|(_, script)| told(script)) {
        let reader = DotenvReader { tool, files: vec![file] };
        if !readers.contains(&reader) {
            readers.push(reader);
        }
    }
    readers
}

/// The files that `next dev` reads.
fn of_next(project: &Project<'_>) -> Vec<String> {
    Mode::Development.file_names().iter().filter_map(|name| there(project, name)).collect()
}

fn there(project: &Project<'_>, name: &str) -> Option<String> {
    project.dotenv_files.iter().any(|file| file.name == name).then(|| name.to_owned())
}

/// The files that a script's programs are told to read.
fn told(script: &str) -> Vec<(&'static str, String)> {
    let mut program = NODE;
    let mut found = Vec::new();
    let mut words = script.split_whitespace().peekable();
    while let Some(word) = words.next() {
        if let Some((name, _)) = TOLD.iter().find(|(name, _)| *name == word) {
            program = *name;
        } else if matches!(word, "--" | "&&" | "||" | ";") {
            program = NODE;
        }
        let options = TOLD.iter().find(|(name, _)| *name == program).map_or(&[][..], |it| it.1);
        let (option, value) = word.split_once('=').map_or((word, None), |it| (it.0, Some(it.1)));
        if options.contains(&option) {
            let file = value.or_else(|| words.peek().copied());
            found.extend(file.map(|file| (program, file.trim_start_matches("./").to_owned())));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_that_scripts_name() {
        for (script, expected) in [
            ("dotenv -e ../../.env -- prisma db push", vec![("dotenv", "../../.env")]),
            ("node --env-file=./.env.dev server.js", vec![(NODE, ".env.dev")]),
            ("tsx --env-file-if-exists .env x.ts", vec![(NODE, ".env")]),
            ("env-cmd -f .env.x next dev && node -e 1", vec![("env-cmd", ".env.x")]),
            ("dotenvx run -f a -f b -- next dev -f c", vec![("dotenvx", "a"), ("dotenvx", "b")]),
            ("next dev -e x", vec![]),
        ] {
            let found = told(script);
            let found: Vec<_> = found.iter().map(|(tool, file)| (*tool, &**file)).collect();
            assert_eq!(found, expected, "{script}");
        }
    }
}
