//! Scripts that a package manager runs by itself, beside an installation or a release.

use super::{
    super::{Step, scripts},
    Call,
};

/// A command and the scripts that come with it.
const LIFECYCLES: [(&str, &[&str]); 4] = [
    (
        "install",
        &[
            "preinstall",
            "install",
            "postinstall",
            "prepublish",
            "preprepare",
            "prepare",
            "postprepare",
        ],
    ),
    ("pack", &["prepack", "prepare", "postpack"]),
    ("publish", &["prepublishOnly", "prepack", "prepare", "postpack", "publish", "postpublish"]),
    ("version", &["preversion", "version", "postversion"]),
];

/// What a command of the manager itself runs. An installation without names installs for every
/// package of the workspace.
pub(super) fn steps<'a>(call: &Call<'_, 'a>, command: &str, rest: &[String]) -> Vec<Step<'a>> {
    let mut steps = call.application(rest);
    let names = LIFECYCLES.iter().find(|(name, _)| *name == command).map(|(_, names)| *names);
    let adds = command == "install" && rest.iter().any(|word| !word.starts_with('-'));
    let Some(names) = names.filter(|_| !adds) else { return steps };
    // Without a package.json the manager has nothing to run.
    let Ok(mut packages) = call.packages() else { return steps };
    let folders = call.scope.folders.known();
    let workspaces = folders.iter().filter_map(|folder| call.project.workspace(folder).ok());
    for package in workspaces.flat_map(|workspace| workspace.packages) {
        if packages.iter().all(|known| known.folder != package.folder) {
            packages.push(package);
        }
    }
    for package in &packages {
        for name in names {
            let found =
                package.script(name).map(|text| scripts::in_package(package, text, &call.scope));
            steps.extend(found);
        }
    }
    steps
}
