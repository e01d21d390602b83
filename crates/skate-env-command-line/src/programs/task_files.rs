//! `make`, `just` and `task`: recipes of files, where a simple rule reads them.

use std::path::{Path, PathBuf};

use super::{Program, Step, Unread, options, scripts};
use crate::{
    project::{Project, Recipes, recipes_of_justfile, recipes_of_makefile, recipes_of_taskfile},
    shell::{Folders, Scope, UNKNOWN},
};

const UNREADABLE: Unread = Unread::script("the file of its recipes cannot be read");
const NO_FILE: Unread = Unread::script("there is no file that says its recipes");
const NO_RECIPE: Unread = Unread::script("a part of its recipes stands in other files");

/// Reads a file, with the variables of the command line; `None` where there is no such file.
type Read = fn(Project<'_>, &Path, &[(String, String)]) -> Result<Option<Recipes>, Unread>;

/// A program, and the files that it reads, in its order.
struct Runner {
    names: &'static [&'static str],
    files: &'static [&'static str],
    valued: &'static [&'static str],
    folder: &'static [&'static str],
    file: &'static [&'static str],
    /// Whether it looks into the folders above, too.
    climbs: bool,
    read: Read,
}

const RUNNERS: [Runner; 3] = [
    Runner {
        names: &["make", "gmake"],
        files: &["GNUmakefile", "makefile", "Makefile"],
        valued: &["-C", "--directory", "-f", "--file", "--makefile", "-j", "-o", "-W", "-I"],
        folder: &["-C", "--directory"],
        file: &["-f", "--file", "--makefile"],
        climbs: false,
        read: |project, path, variables| {
            Ok(project.text(path, UNREADABLE)?.map(|text| recipes_of_makefile(&text, variables)))
        },
    },
    Runner {
        names: &["just"],
        files: &["justfile", "Justfile", ".justfile"],
        valued: &[
            "-d",
            "--working-directory",
            "-f",
            "--justfile",
            "--shell",
            "--dotenv-path",
            "-E",
        ],
        folder: &["-d", "--working-directory"],
        file: &["-f", "--justfile"],
        climbs: true,
        read: |project, path, _| {
            Ok(project.text(path, UNREADABLE)?.map(|text| recipes_of_justfile(&text)))
        },
    },
    Runner {
        names: &["task", "go-task"],
        files: &[
            "Taskfile.yml",
            "taskfile.yml",
            "Taskfile.yaml",
            "taskfile.yaml",
            "Taskfile.dist.yml",
            "Taskfile.dist.yaml",
        ],
        valued: &["-d", "--dir", "-t", "--taskfile", "-o", "--output", "-I", "--interval"],
        folder: &["-d", "--dir"],
        file: &["-t", "--taskfile"],
        climbs: true,
        read: |project, path, _| {
            Ok(project.yaml(path, UNREADABLE)?.map(|file| recipes_of_taskfile(&file)))
        },
    },
];

pub(super) fn steps<'a>(
    program: &Program<'_>,
    scope: &Scope<'a>,
    project: Project<'_>,
) -> Option<Vec<Step<'a>>> {
    let runner = RUNNERS.iter().find(|runner| runner.names.contains(&program.name))?;
    let mixed = options::mixed(program.words, runner.valued);
    if mixed.flags.has(&["--help", "-h", "--version", "-V", "-n", "--dry-run", "-l", "--list"]) {
        return Some(Vec::new());
    }
    let mut folders = scope.folders.clone();
    if let Some(folder) = mixed.flags.value(runner.folder) {
        folders = folders.enter(folder);
    }
    let mut steps = Vec::new();
    for folder in folders.known() {
        let call = Call { runner, mixed: &mixed, scope, project };
        match call.within(folder) {
            Ok(found) => steps.extend(found),
            Err(unread) => {
                steps.push(Step::Unread(unread));
                // A shell of the project's own may run what stands in the arguments.
                steps.extend(super::embedded(program.words, scope));
            }
        }
    }
    if folders.known().is_empty() {
        steps.push(Step::Unread(scripts::FOLDER));
    }
    Some(steps)
}

struct Call<'c, 'a> {
    runner: &'c Runner,
    mixed: &'c options::Mixed<'c>,
    scope: &'c Scope<'a>,
    project: Project<'c>,
}

impl<'a> Call<'_, 'a> {
    fn within(&self, folder: &Path) -> Result<Vec<Step<'a>>, Unread> {
        let words = self.mixed.words.iter().copied();
        let words: Vec<&str> = words.chain(self.mixed.rest.iter().map(String::as_str)).collect();
        let pairs = words.iter().filter_map(|word| word.split_once('='));
        let variables: Vec<_> =
            pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let names: Vec<&str> = words.into_iter().filter(|word| !word.contains('=')).collect();
        let (recipes, at) = self.file(folder, &variables)?;
        if names.iter().any(|name| name.contains(UNKNOWN)) {
            return Err(NO_RECIPE);
        }
        let scope = self.scope.within(Folders::one(&at));
        let texts = recipes.texts(&names).ok_or(NO_RECIPE)?;
        let mut steps: Vec<_> = texts.into_iter().map(|text| Step::script(text, &scope)).collect();
        if steps.is_empty() {
            steps.push(Step::application(&[], &scope)); // nothing to do, or an error of its own
        }
        Ok(steps)
    }

    /// The file that counts, and its folder.
    fn file(
        &self,
        folder: &Path,
        variables: &[(String, String)],
    ) -> Result<(Recipes, PathBuf), Unread> {
        let read = |path: &Path| (self.runner.read)(self.project, path, variables);
        if let Some(file) = self.mixed.flags.value(self.runner.file) {
            let recipes = read(&crate::shell::joined(folder, file))?;
            return recipes.map(|recipes| (recipes, folder.to_owned())).ok_or(NO_FILE);
        }
        let most = if self.runner.climbs { usize::MAX } else { 1 };
        for folder in folder.ancestors().take(most) {
            for file in self.runner.files {
                if let Some(recipes) = read(&folder.join(file))? {
                    return Ok((recipes, folder.to_owned()));
                }
            }
        }
        Err(NO_FILE)
    }
}
