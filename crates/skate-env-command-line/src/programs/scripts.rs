//! Scripts of `package.json`, and the programs that run several of them.

use super::{Program, Step, Unread};
use crate::{
    project::{Package, Project},
    shell::{Folders, Scope},
};

pub(super) fn steps<'a>(
    program: &Program<'_>,
    scope: &Scope<'a>,
    project: Project<'_>,
) -> Option<Vec<Step<'a>>> {
    match program.name {
        "run-s" | "run-p" | "npm-run-all" | "npm-run-all2" => {
            let names = program.words.iter().filter(|word| !word.starts_with('-'));
            Some(names.flat_map(|word| run_all(word, scope, project)).collect())
        }
        "concurrently" | "conc" => {
            let steps = |word: &String| {
                let runners = ["npm:", "pnpm:", "yarn:", "bun:"];
                match runners.iter().find_map(|runner| word.strip_prefix(runner)) {
                    Some(script) => run_all(script, scope, project),
                    None if word.starts_with('-') => Vec::new(),
                    None => vec![Step::script(word, scope)],
                }
            };
            Some(program.words.iter().flat_map(steps).collect())
        }
        _ => None,
    }
}

/// One script with its arguments in one word. The scripts of a pattern are not known here.
fn run_all<'a>(word: &str, scope: &Scope<'a>, project: Project<'_>) -> Vec<Step<'a>> {
    let (name, arguments) = word.split_once(' ').unwrap_or((word, ""));
    let arguments = arguments.split_whitespace().filter(|word| *word != "--");
    let arguments: Vec<_> = arguments.map(str::to_owned).collect();
    run(name, &arguments, scope, project).unwrap_or_else(|| vec![Step::application(&[], scope)])
}

const FOLDER: Unread = Unread::script("its folder is known only while it runs");

/// Runs a script as npm does: `pre`, itself with the arguments, `post`; `None` where no script has
/// the name.
pub(super) fn run<'a>(
    name: &str,
    arguments: &[String],
    scope: &Scope<'a>,
    project: Project<'_>,
) -> Option<Vec<Step<'a>>> {
    let folders = scope.folders.known();
    if folders.is_empty() {
        return Some(vec![Step::Unread(FOLDER)]);
    }
    let mut steps: Option<Vec<Step<'a>>> = None;
    for folder in folders {
        let found = match project.package(folder) {
            Ok(package) => run_in(&package, name, arguments, scope),
            Err(unread) => Some(vec![Step::Unread(unread)]),
        };
        if let Some(found) = found {
            steps.get_or_insert_default().extend(found);
        }
    }
    steps
}

/// Runs a script of a package, in the package's folder.
fn run_in<'a>(
    package: &Package,
    name: &str,
    arguments: &[String],
    scope: &Scope<'a>,
) -> Option<Vec<Step<'a>>> {
    let text = package.script(name)?;
    let quoted: Vec<_> = arguments.iter().map(|it| quote(it)).collect();
    let hook = |prefix: &str| package.script(&format!("{prefix}{name}")).unwrap_or_default();
    let texts = [hook("pre"), &format!("{text} {}", quoted.join(" ")), hook("post")];
    let mut inner = scope.clone();
    inner.folders = Folders::one(&package.folder);
    Some(texts.into_iter().map(|text| Step::script(text, &inner)).collect())
}

fn quote(argument: &str) -> String {
    if argument.is_empty() {
        String::new()
    } else {
        format!("'{}'", argument.replace('\'', r"'\''"))
    }
}
