//! The workflow of earlier versions: a file that nobody edited since can be replaced.

use crate::project::PackageManager;

const CHECK: &str = include_str!("first-check.yml");

/// Whether an earlier version wrote this text.
pub(super) fn wrote(text: &str) -> bool {
    [PackageManager::Npm, PackageManager::Pnpm, PackageManager::Yarn, PackageManager::Bun]
        .into_iter()
        .any(|manager| checks(manager).iter().any(|check| check == text))
}

/// One version called the steps `changes`, which GitHub refuses.
pub(super) fn checks(manager: PackageManager) -> [String; 2] {
    let setup = match manager {
        PackageManager::Npm => "      - uses: actions/setup-node@v4\n      - run: npm ci\n",
        PackageManager::Pnpm => {
            "      - uses: pnpm/action-setup@v4\n      - uses: actions/setup-node@v4\n      - run: pnpm install --frozen-lockfile\n"
        }
        PackageManager::Yarn => {
            "      - uses: actions/setup-node@v4\n      - run: corepack enable && yarn install --immutable\n"
        }
        PackageManager::Bun => {
            "      - uses: oven-sh/setup-bun@v2\n      - run: bun install --frozen-lockfile\n"
        }
    };
    let setup = format!("      - uses: actions/checkout@v4\n{setup}");
    let text = CHECK
        .replace("      # setup\n", &setup)
        .replace("npx skate-env ", &format!("{} skate-env ", manager.execute()));
    let refused = text.replace("    steps:\n", "    changes:\n");
    [text, refused]
}
