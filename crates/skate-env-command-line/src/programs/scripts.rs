//! Scripts of `package.json`, run as npm does.

use super::{Step, Unread};
use crate::{
    project::{Package, Project},
    shell::{Folders, Scope},
};

pub(super) const FOLDER: Unread = Unread::script("its folder is known only while it runs");

/// Runs a script of the package around each folder in which the command may run: `pre`, itself
/// with the arguments, `post`. `None` where no script has the name.
pub(super) fn run<'a>(
    name: &str,
    arguments: &[String],
    scope: &Scope<'a>,
    project: Project<'_>,
) -> Option<Vec<Step<'a>>> {
    match packages(scope, project) {
        Ok(packages) => run_in_all(&packages, name, arguments, scope),
        Err(unread) => Some(vec![Step::Unread(unread)]),
    }
}

/// The package around each folder in which the command may run.
pub(super) fn packages(scope: &Scope<'_>, project: Project<'_>) -> Result<Vec<Package>, Unread> {
    let folders = scope.folders.known();
    if folders.is_empty() {
        return Err(FOLDER);
    }
    folders.iter().map(|folder| project.package(folder)).collect()
}

/// Runs a script of each of these packages that has it, in the package's folder.
pub(super) fn run_in_all<'a>(
    packages: &[Package],
    name: &str,
    arguments: &[String],
    scope: &Scope<'a>,
) -> Option<Vec<Step<'a>>> {
    let found = packages.iter().filter_map(|package| run_in(package, name, arguments, scope));
    found.reduce(|mut steps, more| {
        steps.extend(more);
        steps
    })
}

/// Runs every script of a package whose name is meant.
pub(super) fn run_matching<'a>(
    package: &Package,
    scope: &Scope<'a>,
    is_meant: impl Fn(&str) -> bool,
) -> Vec<Step<'a>> {
    let names = package.script_names().filter(|name| is_meant(name));
    names.filter_map(|name| run_in(package, name, &[], scope)).flatten().collect()
}

fn run_in<'a>(
    package: &Package,
    name: &str,
    arguments: &[String],
    scope: &Scope<'a>,
) -> Option<Vec<Step<'a>>> {
    let text = with(package.script(name)?, arguments);
    let hook = |prefix: &str| package.script(&format!("{prefix}{name}")).unwrap_or_default();
    let texts = [hook("pre"), text.as_str(), hook("post")];
    Some(texts.into_iter().map(|text| in_package(package, text, scope)).collect())
}

/// Shell text that runs in a package's folder.
pub(super) fn in_package<'a>(package: &Package, text: &str, scope: &Scope<'a>) -> Step<'a> {
    let scope = scope.within(Folders::one(&package.folder));
    Step::script(text, &scope)
}

/// A script's text with arguments behind it.
pub(super) fn with(text: &str, arguments: &[String]) -> String {
    let quoted: Vec<_> = arguments.iter().map(|it| quote(it)).collect();
    format!("{text} {}", quoted.join(" "))
}

fn quote(argument: &str) -> String {
    if argument.is_empty() {
        String::new()
    } else {
        format!("'{}'", argument.replace('\'', r"'\''"))
    }
}
