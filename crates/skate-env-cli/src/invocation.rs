//! How this command is typed here, so that every command in a message can be copied and works.

use std::{
    borrow::Cow,
    path::{Component, Path},
    sync::OnceLock,
};

use crate::{context, project::PackageManager};

/// How messages write it: a command in backticks.
const WRITTEN: &str = "`skate-env ";

/// The text, whose commands are as they are typed in this project. `npx skate-env` where the package
/// manager put this program into `node_modules`, where no shell finds it by its name.
pub(crate) fn as_typed_here(text: &str) -> Cow<'_, str> {
    static PREFIX: OnceLock<Option<&'static str>> = OnceLock::new();
    if !text.contains(WRITTEN) {
        return text.into();
    }
    match PREFIX.get_or_init(prefix_of_process) {
        Some(prefix) => with_prefix(text, prefix).into(),
        None => text.into(),
    }
}

/// Every command in the text with a prefix, also the second one of `skate-env x && skate-env y`.
fn with_prefix(text: &str, prefix: &str) -> String {
    let mut parts = text.split(WRITTEN);
    let mut typed = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (command, rest) = part.split_at(part.find('`').unwrap_or_default());
        let command = command.replace("&& skate-env ", &format!("&& {prefix} skate-env "));
        typed.extend(["`", prefix, " skate-env ", &command, rest]);
    }
    typed
}

fn prefix_of_process() -> Option<&'static str> {
    let program = std::env::current_exe().ok()?;
    prefix(&program, &context::directory().ok()?)
}

/// The words before `skate-env`, for a program that lies in some `node_modules`.
fn prefix(program: &Path, directory: &Path) -> Option<&'static str> {
    let is_modules = |part: Component<'_>| part.as_os_str() == "node_modules";
    let depth = program.components().position(is_modules)?;
    let owner: std::path::PathBuf = program.components().take(depth).collect();
    let manager = PackageManager::of(directory);
    // Elsewhere lie the folders of `npx`, `pnpm dlx` and `bunx`, and global ones.
    Some(if directory.starts_with(owner) { manager.execute() } else { manager.download() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_in_backticks_has_the_prefix_and_nothing_else() {
        let typed = |text| with_prefix(text, "npx");
        assert_eq!(typed("Run `skate-env init`."), "Run `npx skate-env init`.");
        let both = "`skate-env local start && skate-env init`, or `git checkout skate-env `";
        let expected =
            "`npx skate-env local start && npx skate-env init`, or `git checkout skate-env `";
        assert_eq!(typed(both), expected);
        for other in ["skate-env is not installed.", "`skate-env.toml`", "`npx skate-env init`"] {
            assert_eq!(typed(other), other);
        }
    }

    #[test]
    fn the_package_manager_starts_what_it_installed() {
        let project = tempfile::tempdir().unwrap();
        let package = project.path().join("apps/web");
        std::fs::create_dir_all(&package).unwrap();
        std::fs::create_dir(project.path().join(".git")).unwrap();
        let typed = |program: &Path| prefix(program, &package);
        let modules = project.path().join("node_modules");
        let store = modules.join(".pnpm/skate-env/node_modules/@skate-env/node/skate-env");
        let downloaded = Path::new("/home/a/.cache/dlx/node_modules/@skate-env/node/skate-env");
        assert_eq!(typed(&store), Some("npx"));
        assert_eq!(typed(downloaded), Some("npx"));
        assert_eq!(typed(Path::new("/usr/local/bin/skate-env")), None);
        for (lock, installed, download) in [
            ("pnpm-lock.yaml", "pnpm exec", "pnpm dlx"),
            ("yarn.lock", "yarn", "npx"),
            ("bun.lock", "bunx", "bunx"),
        ] {
            std::fs::write(project.path().join(lock), "").unwrap();
            assert_eq!(typed(&store), Some(installed));
            assert_eq!(typed(downloaded), Some(download));
            std::fs::remove_file(project.path().join(lock)).unwrap();
        }
    }
}
