//! GitHub workflows: `skate-env check`, and a database for each pull request.
//!
//! Each file is a template that is a valid workflow itself; comments in it stand for the steps of
//! the project's package manager.

mod earlier;
mod setup;

use super::file_change::Edit;
use crate::{github_actions, project::PackageManager};

/// A workflow that `init` writes.
pub(super) struct Workflow {
    pub(super) path: &'static str,
    template: &'static str,
}

pub(super) const ALL: [Workflow; 4] = [
    Workflow {
        path: ".github/workflows/skate-env.yml",
        template: include_str!("workflows/check.yml"),
    },
    Workflow {
        path: ".github/workflows/skate-env-preview.yml",
        template: include_str!("workflows/preview.yml"),
    },
    Workflow {
        path: ".github/workflows/skate-env-preview-closed.yml",
        template: include_str!("workflows/preview-closed.yml"),
    },
    Workflow {
        path: ".github/workflows/skate-env-preview-sweep.yml",
        template: include_str!("workflows/preview-sweep.yml"),
    },
];

/// What the workflows depend on.
#[derive(Clone, Copy)]
pub(super) struct Tools {
    pub(super) manager: PackageManager,
    pub(super) vercel: bool,
}

impl Workflow {
    pub(super) fn edit(&self, old: Option<&str>, tools: Tools) -> Edit {
        let text = self.text(tools);
        match old {
            None => Edit::Write(text),
            Some(old) if old == text || earlier::wrote(old) => Edit::Write(text),
            Some(old) => match github_actions::newer(old) {
                lines if lines.is_empty() => Edit::keep("exists already"),
                lines => Edit::skip(
                    "was edited, and uses actions that no longer run",
                    format!("Use these versions:\n{}", lines.join("\n")),
                ),
            },
        }
    }

    fn text(&self, tools: Tools) -> String {
        let vercel = if tools.vercel { setup::VERCEL } else { "" };
        let text = self
            .template
            .replace("      # setup\n", &setup::steps(tools.manager))
            .replace("      # node\n", &setup::node())
            .replace("          # vercel\n", vercel)
            .replace("npx skate-env ", &format!("{} skate-env ", tools.manager.execute()))
            .replace("skate-env@VERSION", concat!("skate-env@", env!("CARGO_PKG_VERSION")));
        if tools.vercel { text.replace("up --comment", "up --comment --vercel") } else { text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NPM: Tools = Tools { manager: PackageManager::Npm, vercel: false };

    #[test]
    fn each_manager_has_its_own_command() {
        for (manager, word) in [
            (PackageManager::Npm, "npx skate-env check"),
            (PackageManager::Pnpm, "pnpm exec skate-env check"),
            (PackageManager::Yarn, "yarn skate-env check"),
            (PackageManager::Bun, "bunx skate-env check"),
        ] {
            let text = ALL[0].text(Tools { manager, ..NPM });
            assert!(text.contains(&format!("- run: {word}\n")), "{text}");
            assert!(text.contains("${{ secrets.POSTGRES_PRISMA_URL_TEST }}"), "{text}");
        }
    }

    #[test]
    fn no_placeholder_is_left() {
        for (workflow, vercel) in ALL.iter().flat_map(|it| [(it, false), (it, true)]) {
            let text = workflow.text(Tools { vercel, ..NPM });
            for word in ["# setup", "# node", "# vercel", "VERSION", "changes:"] {
                assert!(!text.contains(word), "{}: {word}", workflow.path);
            }
            assert!(text.contains("    steps:\n"), "{}", workflow.path);
        }
    }

    #[test]
    fn an_unedited_file_of_an_earlier_version_is_brought_up() {
        for manager in
            [PackageManager::Npm, PackageManager::Pnpm, PackageManager::Yarn, PackageManager::Bun]
        {
            let tools = Tools { manager, ..NPM };
            for old in earlier::checks(manager) {
                assert_eq!(ALL[0].edit(Some(&old), tools), Edit::Write(ALL[0].text(tools)));
            }
        }
    }

    #[test]
    fn an_edited_file_is_left_and_its_old_actions_are_named() {
        let own = "jobs:\n  mine:\n    steps:\n      - uses: actions/checkout@v4\n";
        let Edit::Skip { by_hand, .. } = ALL[0].edit(Some(own), NPM) else { panic!("not skipped") };
        assert!(by_hand.contains("uses: actions/checkout@3d3c42e5"), "{by_hand}");
        let current = ALL[0].text(NPM).replace("skate-env check", "skate-env check --live");
        assert_eq!(ALL[0].edit(Some(&current), NPM), Edit::keep("exists already"));
    }
}
