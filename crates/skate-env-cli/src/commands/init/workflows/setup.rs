//! The steps before ours: the checkout, Node.js and the project's packages.

use crate::{
    github_actions::{CHECKOUT, SETUP_BUN, SETUP_NODE, SETUP_PNPM},
    project::PackageManager,
};

/// The current long-term release.
const NODE: u32 = 24;

/// More variables of the step that hands the database to Vercel.
pub(super) const VERCEL: &str = "          VERCEL_TOKEN: ${{ secrets.VERCEL_TOKEN }}
          VERCEL_ORG_ID: ${{ vars.VERCEL_ORG_ID }}
          VERCEL_PROJECT_ID: ${{ vars.VERCEL_PROJECT_ID }}
";

/// The checkout keeps no token in `.git/config`, where an install script could read it.
pub(super) fn steps(manager: PackageManager) -> String {
    let checkout = format!(
        "      - uses: {}\n        with:\n          persist-credentials: false\n",
        CHECKOUT.reference()
    );
    let tools = match manager {
        PackageManager::Npm => format!("{}      - run: npm ci\n", node()),
        PackageManager::Pnpm => format!(
            "      - uses: {}\n{}      - run: pnpm install --frozen-lockfile\n",
            SETUP_PNPM.reference(),
            node()
        ),
        PackageManager::Yarn => {
            format!("{}      - run: corepack enable && yarn install --immutable\n", node())
        }
        PackageManager::Bun => format!(
            "      - uses: {}\n      - run: bun install --frozen-lockfile\n",
            SETUP_BUN.reference()
        ),
    };
    checkout + &tools
}

pub(super) fn node() -> String {
    format!(
        "      - uses: {}\n        with:\n          node-version: {NODE}\n",
        SETUP_NODE.reference()
    )
}
