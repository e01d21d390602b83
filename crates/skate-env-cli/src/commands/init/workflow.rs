//! A workflow that asks `skate-env check` in every pull request.

use super::edit::Edit;
use crate::project::Manager;

pub(super) const PATH: &str = ".github/workflows/skate-env.yml";

pub(super) fn edit(old: Option<&str>, manager: Manager) -> Edit {
    match old {
        Some(_) => Edit::keep("is there already"),
        None => Edit::Write(text(manager)),
    }
}

fn text(manager: Manager) -> String {
    let setup = match manager {
        Manager::Npm => "      - uses: actions/setup-node@v4\n      - run: npm ci\n",
        Manager::Pnpm => {
            "      - uses: pnpm/action-setup@v4\n      - uses: actions/setup-node@v4\n      - run: pnpm install --frozen-lockfile\n"
        }
        Manager::Yarn => {
            "      - uses: actions/setup-node@v4\n      - run: corepack enable && yarn install --immutable\n"
        }
        Manager::Bun => {
            "      - uses: oven-sh/setup-bun@v2\n      - run: bun install --frozen-lockfile\n"
        }
    };
    let run = manager.execute();
    format!(
        "\
# Has every environment a database of its own? Nothing is connected to.
name: skate-env
on: pull_request
permissions:
  contents: read
jobs:
  check:
    # A fork's pull request sees no secrets.
    if: github.event.pull_request.head.repo.full_name == github.repository
    runs-on: ubuntu-latest
    steps:
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
            (Manager::Npm, "npx skate-env check"),
            (Manager::Pnpm, "pnpm exec skate-env check"),
            (Manager::Yarn, "yarn skate-env check"),
            (Manager::Bun, "bunx skate-env check"),
        ] {
            let text = text(manager);
            assert!(text.contains(&format!("- run: {word}\n")), "{text}");
            assert!(text.contains("${{ secrets.POSTGRES_PRISMA_URL_TEST }}"), "{text}");
        }
    }
}
