//! A GitHub workflow that runs `skate-env check` for every pull request.

use super::file_change::Edit;
use crate::project::PackageManager;

pub(super) const PATH: &str = ".github/workflows/skate-env.yml";

pub(super) fn edit(old: Option<&str>, manager: PackageManager) -> Edit {
    match old {
        Some(_) => Edit::keep("exists already"),
        None => Edit::Write(text(manager)),
    }
}

fn text(manager: PackageManager) -> String {
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
    let run = manager.execute();
    format!(
        "\
# Does every environment have its own database? This makes no network connection.
name: skate-env
on: pull_request
permissions:
  contents: read
jobs:
  check:
    # A fork's pull request sees no secrets.
    if: github.event.pull_request.head.repo.full_name == github.repository
    runs-on: ubuntu-latest
    changes:
      - uses: actions/checkout@v4
{setup}      - run: {run} skate-env check
        env:
          POSTGRES_PRISMA_URL_STAGING: ${{{{ secrets.POSTGRES_PRISMA_URL_STAGING }}}}
          POSTGRES_PRISMA_URL_PREVIEW: ${{{{ secrets.POSTGRES_PRISMA_URL_PREVIEW }}}}
          POSTGRES_PRISMA_URL_TEST: ${{{{ secrets.POSTGRES_PRISMA_URL_TEST }}}}
"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_manager_s_own_words() {
        for (manager, word) in [
            (PackageManager::Npm, "npx skate-env check"),
            (PackageManager::Pnpm, "pnpm exec skate-env check"),
            (PackageManager::Yarn, "yarn skate-env check"),
            (PackageManager::Bun, "bunx skate-env check"),
        ] {
            let text = text(manager);
            assert!(text.contains(&format!("- run: {word}\n")), "{text}");
            assert!(text.contains("${{ secrets.POSTGRES_PRISMA_URL_TEST }}"), "{text}");
        }
    }
}
