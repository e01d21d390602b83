//! A call of a package manager: its arguments, and the packages that it is about.

use super::{
    super::{Program, Step, Unread, scripts},
    execute,
};
use crate::{
    project::{Package, Project, Workspace},
    shell::{Folders, Scope},
    tools::Stdin,
};

/// A call of a package manager.
#[derive(Clone)]
pub(super) struct Call<'c, 'a> {
    pub(super) words: &'c [String],
    pub(super) stdin: &'c Stdin,
    pub(super) scope: Scope<'a>,
    pub(super) project: Project<'c>,
    /// The packages that its options choose; `None` where it is about the one around it.
    chosen: Option<Result<Vec<Package>, Unread>>,
}

impl<'c, 'a> Call<'c, 'a> {
    pub(super) fn new(program: &Program<'c>, scope: &Scope<'a>, project: Project<'c>) -> Self {
        let Program { words, stdin, .. } = *program;
        Self { words, stdin, scope: scope.clone(), project, chosen: None }
    }

    /// The same in another folder, if one is given.
    pub(super) fn within(mut self, folder: Option<&str>) -> Self {
        if let Some(folder) = folder {
            self.scope.folders = self.scope.folders.enter(folder);
        }
        self
    }

    /// The same for packages of the workspace.
    pub(super) fn choose(
        mut self,
        choose: impl Fn(&Workspace, &std::path::Path) -> Result<Vec<Package>, Unread>,
    ) -> Self {
        let folders = self.scope.folders.known();
        let choice = |folder: &std::path::PathBuf| choose(&self.project.workspace(folder)?, folder);
        let chosen: Result<Vec<_>, _> = folders.iter().map(choice).collect();
        self.chosen = Some(match chosen {
            Ok(chosen) if chosen.is_empty() => Err(scripts::FOLDER),
            chosen => chosen.map(|packages| packages.concat()),
        });
        self
    }

    /// The same with nothing known of its packages.
    pub(super) fn unread(mut self, unread: Unread) -> Self {
        self.chosen = Some(Err(unread));
        self
    }

    /// The packages that the call is about.
    pub(super) fn packages(&self) -> Result<Vec<Package>, Unread> {
        if let Some(chosen) = &self.chosen {
            return chosen.clone();
        }
        let folders = self.scope.folders.known();
        folders.iter().map(|folder| self.project.package(folder)).collect()
    }

    /// A script by its name; `None` where no package has it.
    pub(super) fn script(&self, name: &str, rest: &[String]) -> Option<Vec<Step<'a>>> {
        let arguments = arguments(rest);
        match &self.chosen {
            None => scripts::run(name, &arguments, &self.scope, self.project),
            Some(Err(unread)) => Some(vec![Step::Unread(*unread)]),
            Some(Ok(packages)) => scripts::run_in_all(packages, name, &arguments, &self.scope),
        }
    }

    /// A script, or an error of the manager, which runs nothing.
    pub(super) fn script_or_nothing(&self, name: &str, rest: &[String]) -> Vec<Step<'a>> {
        self.script(name, rest).unwrap_or_else(|| self.application(rest))
    }

    /// A script, or a program that is installed beside the package. Where it is not known whether
    /// there is such a script, both.
    pub(super) fn script_or_program(&self, words: &[String]) -> Vec<Step<'a>> {
        let Some((name, rest)) = words.split_first() else { return Vec::new() };
        match self.script(name, rest) {
            Some(mut steps) => {
                if matches!(steps.as_slice(), [Step::Unread(_)]) {
                    steps.extend(execute::steps(self, words));
                }
                steps
            }
            None => execute::steps(self, words),
        }
    }

    /// A program, in the folder of each package that was chosen.
    pub(super) fn command(&self, words: &[String]) -> Vec<Step<'a>> {
        let step =
            |scope| Step::Command { words: words.to_vec(), stdin: self.stdin.clone(), scope };
        self.scopes().into_iter().map(step).collect()
    }

    /// Shell text, in the folder of each package that was chosen.
    pub(super) fn text(&self, text: &str) -> Vec<Step<'a>> {
        let step = |scope| Step::Script { text: text.to_owned(), stdin: self.stdin.clone(), scope };
        self.scopes().into_iter().map(step).collect()
    }

    fn scopes(&self) -> Vec<Scope<'a>> {
        let folders = match &self.chosen {
            None => return vec![self.scope.clone()],
            Some(Err(_)) => vec![Folders::unknown()],
            Some(Ok(packages)) => packages.iter().map(|it| Folders::one(&it.folder)).collect(),
        };
        folders.into_iter().map(|folders| self.scope.within(folders)).collect()
    }

    pub(super) fn application(&self, arguments: &[String]) -> Vec<Step<'a>> {
        vec![Step::application(arguments, &self.scope)]
    }
}

/// What a script gets: flags before `--` may be the manager's own.
fn arguments(words: &[String]) -> Vec<String> {
    let Some(dashes) = words.iter().position(|word| word == "--") else { return words.to_vec() };
    let before = words[..dashes].iter().filter(|word| !word.starts_with('-'));
    before.chain(&words[dashes + 1..]).cloned().collect()
}
