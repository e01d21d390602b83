//! Files and variables of a project, and what `doctor` finds in them.

use crate::harness::LOCAL;

/// Another database than the one in `.env.local`.
const OTHER: &str = "POSTGRES_PRISMA_URL_DEV=postgresql://app:c4n4ry@localhost:5432/other\n";

pub(super) type Example = (
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static [(&'static str, &'static str)],
    &'static [&'static str],
);

const PRISMA_7: &str =
    r#"{"dependencies":{"skate-env":"0.1.0"},"devDependencies":{"prisma":"7.1.0"}}"#;
pub(super) const WIRED: &str =
    "import { withSkateEnv } from \"skate-env/next\";\nexport default withSkateEnv({});\n";
const GUARDED: &str = "import { prismaDatasource } from \"skate-env\";\nexport default { datasource: prismaDatasource() };\n";
const INSTALLED: (&str, &str) = ("node_modules/skate-env/package.json", "{\"version\":\"0.1.0\"}");

pub(super) const CASES: &[Example] = &[
    ("nothing", &[], &[], &[]),
    (
        "a workflow of an earlier version",
        &[(
            ".github/workflows/skate-env.yml",
            "on: pull_request\npermissions:\n  contents: read\njobs:\n  check:\n    changes:\n      - run: npx skate-env check\n",
        )],
        &[],
        &["error workflow_invalid"],
    ),
    (
        "a workflow that does not mention us",
        &[(".github/workflows/ci.yml", "on: pull_request_target\n")],
        &[],
        &[],
    ),
    (
        "previews that nobody sweeps",
        &[(
            ".github/workflows/preview.yml",
            "on: pull_request\njobs:\n  a:\n    permissions: {}\n    steps:\n      - uses: actions/checkout@v3\n      - run: skate-env preview up\n",
        )],
        &[],
        &["warning workflow_outdated", "warning workflow_without_sweep"],
    ),
    ("no policy", &[("skate-env.toml", "")], &[], &["warning production_unpinned"]),
    (
        "only a branch is pinned",
        &[("skate-env.toml", "[environments.production]\nbranch_id = \"br-cool-forest-123456\"\n")],
        &[],
        &["warning pin_without_endpoint"],
    ),
    ("a pin that is none", &[], &[("SKATE_ENV_PRODUCTION", "true")], &["error unreadable_pin"]),
    (
        "a `#` cut a password",
        &[(".env.local", "POSTGRES_PRISMA_URL_DEV=postgresql://app:c4n4ry#x@localhost/shop\n")],
        &[],
        &["error hash_cut", "error invalid_url"],
    ),
    (
        "a `$word` was eaten",
        &[(".env.local", "POSTGRES_PRISMA_URL_DEV=postgresql://app:c4n4ry$word@localhost/shop\n")],
        &[],
        &["error reference_lost"],
    ),
    (
        "a quote was left",
        &[(".env.local", "POSTGRES_PRISMA_URL_DEV=\"postgresql://app:c4n4ry@localhost/shop\n")],
        &[],
        &["error quote_left", "error invalid_url"],
    ),
    (
        "damage to what is no URL",
        &[(
            ".env.local",
            "POSTGRES_PRISMA_URL_DEV=postgresql://app:c4n4ry@localhost/shop\nCOLOUR=a#b\n",
        )],
        &[],
        &["warning hash_cut"],
    ),
    (
        "a byte order mark",
        &[(
            ".env.local",
            "\u{feff}POSTGRES_PRISMA_URL_DEV=postgresql://app:c4n4ry@localhost/shop\n",
        )],
        &[],
        &["warning byte_order_mark"],
    ),
    (
        "an empty variable of the shell",
        &[],
        &[("POSTGRES_PRISMA_URL_DEV", "")],
        &["error empty_shadow", "error missing_url"],
    ),
    (
        "a variable of the shell",
        &[],
        &[("POSTGRES_PRISMA_URL_DEV", "postgresql://app:c4n4ry@localhost/elsewhere")],
        &["warning shadowed_variable"],
    ),
    ("the same value in the shell", &[], &[("POSTGRES_PRISMA_URL_DEV", LOCAL)], &[]),
    ("another file", &[(".env.development.local", OTHER)], &[], &["warning shadowed_variable"]),
    (
        "inside of run",
        &[(".env.development.local", OTHER)],
        &[("SKATE_ENV_RUN", "development"), ("DATABASE_ENVIRONMENT", "development")],
        &[],
    ),
    (
        "consent in a file",
        &[(".env.production", "SKATE_ENV_CONSENT=ep-cool-darkness-123456\n")],
        &[],
        &["error consent_in_file"],
    ),
    (
        "an environment that is none",
        &[],
        &[("DATABASE_ENVIRONMENT", "prod")],
        &["error unknown_environment"],
    ),
    (
        "an environment left in the shell",
        &[],
        &[("DATABASE_ENVIRONMENT", "staging")],
        &["warning environment_left_set"],
    ),
    (
        "production by a file",
        &[(".env", "DATABASE_ENVIRONMENT=production\n")],
        &[],
        &["error production_by_file"],
    ),
    (
        "production's variables, pulled",
        &[(
            ".env.local",
            "# Created by Vercel CLI\nPOSTGRES_PRISMA_URL_DEV=postgresql://app:c4n4ry@localhost/shop\nVERCEL_ENV=\"production\"\n",
        )],
        &[],
        &["error pulled_production"],
    ),
    (
        "production's variables, pulled without Vercel's own",
        &[(
            ".env.local",
            "# Created by Vercel CLI\nPOSTGRES_PRISMA_URL_DEV=postgresql://app:c4n4ry@localhost/shop\nOTHER=\"postgresql://app@ep-cool-darkness-123456.us-east-2.aws.neon.tech/neondb?sslmode=require\"\nVERCEL_OIDC_TOKEN=\"c4n4ry\"\n",
        )],
        &[],
        &["error pulled_production"],
    ),
    (
        "development's variables, pulled",
        &[(
            ".env.local",
            "# Created by Vercel CLI\nPOSTGRES_PRISMA_URL_DEV=postgresql://app:c4n4ry@localhost/shop\nVERCEL_ENV=\"development\"\nVERCEL_OIDC_TOKEN=\"c4n4ry\"\n",
        )],
        &[],
        &[],
    ),
    ("no database at all", &[(".env.local", "")], &[], &["error missing_url"]),
    (
        "a pooler, and nothing beside it",
        &[(
            ".env.local",
            "POSTGRES_PRISMA_URL_DEV=postgresql://app:c4n4ry@pooler.example.com/shop?pgbouncer=true&sslmode=require\n",
        )],
        &[],
        &["error pooled_for_migration", "warning secret_readable"],
    ),
    (
        "Prisma, guarded",
        &[("package.json", PRISMA_7), ("prisma.config.ts", GUARDED), INSTALLED, PLATFORM],
        &[],
        &[],
    ),
    (
        "Prisma without a configuration",
        &[("package.json", PRISMA_7), INSTALLED, PLATFORM],
        &[],
        &["error prisma_unguarded"],
    ),
    (
        "Prisma with a configuration of its own",
        &[
            ("package.json", PRISMA_7),
            ("prisma.config.ts", "export default {}\n"),
            INSTALLED,
            PLATFORM,
        ],
        &[],
        &["error prisma_unguarded"],
    ),
    (
        "Prisma 5",
        &[
            (
                "package.json",
                r#"{"dependencies":{"skate-env":"0.1.0"},"devDependencies":{"prisma":"5.22.0"}}"#,
            ),
            INSTALLED,
            PLATFORM,
        ],
        &[],
        &["warning prisma_unguarded"],
    ),
    (
        "dotenv before the guard",
        &[
            ("package.json", PRISMA_7),
            (
                "prisma.config.ts",
                "import \"dotenv/config\";\nimport { prismaDatasource } from \"skate-env\";\nexport default { datasource: prismaDatasource() };\n",
            ),
            INSTALLED,
            PLATFORM,
        ],
        &[],
        &["error dotenv_before_guard"],
    ),
    (
        "Prisma 7 with a URL in its schema",
        &[
            ("package.json", PRISMA_7),
            ("prisma.config.ts", GUARDED),
            ("prisma/schema.prisma", "datasource db {\n  url = env(\"A\")\n}\n"),
            INSTALLED,
            PLATFORM,
        ],
        &[],
        &["error url_in_schema"],
    ),
    (
        "Prisma 6 with env() in its schema",
        &[
            (
                "package.json",
                r#"{"dependencies":{"skate-env":"0.1.0"},"devDependencies":{"prisma":"6.19.3"}}"#,
            ),
            ("prisma.config.ts", GUARDED),
            ("prisma/schema.prisma", "datasource db {\n  url = env(\"A\")\n}\n"),
            INSTALLED,
            PLATFORM,
        ],
        &[],
        &["error env_in_schema"],
    ),
    (
        "a password in the schema",
        &[
            ("prisma.config.ts", GUARDED),
            ("prisma/schema.prisma", "datasource db {\n  url = \"postgres://a:c4n4ry@h/d\"\n}\n"),
        ],
        &[],
        &["error url_in_schema_text"],
    ),
    (
        "no client yet",
        &[
            ("prisma.config.ts", GUARDED),
            (
                "prisma/schema.prisma",
                "generator client {\n  output = \"../generated\"\n}\ndatasource db {\n}\n",
            ),
        ],
        &[],
        &["warning client_not_generated"],
    ),
    (
        "a conflict in a migration",
        &[
            ("prisma.config.ts", GUARDED),
            ("prisma/schema.prisma", "datasource db {\n}\n"),
            ("prisma/migrations/1_a/migration.sql", "<<<<<<< HEAD\n"),
            ("prisma/migrations/migration_lock.toml", ""),
        ],
        &[],
        &["error merge_conflict"],
    ),
    (
        "a migration without its SQL",
        &[
            ("prisma.config.ts", GUARDED),
            ("prisma/schema.prisma", "datasource db {\n}\n"),
            ("prisma/migrations/1_a/note", ""),
        ],
        &[],
        &["error migration_without_sql", "warning migration_lock_missing"],
    ),
    (
        "Prisma reads .env, the application .env.local",
        &[
            ("package.json", PRISMA_7),
            ("prisma.config.ts", "import \"dotenv/config\"\n"),
            (".env", OTHER),
            INSTALLED,
            PLATFORM,
        ],
        &[],
        &["error tools_disagree", "error prisma_unguarded"],
    ),
    (
        "a script with --env-file",
        &[
            ("package.json", r#"{"scripts":{"seed":"node --env-file=.env seed.js"}}"#),
            (".env", OTHER),
        ],
        &[],
        &["error tools_disagree"],
    ),
    (
        "a script with --env-file of the same",
        &[
            ("package.json", r#"{"scripts":{"seed":"node --env-file .env.local seed.js"}}"#),
            (".env", OTHER),
        ],
        &[],
        &[],
    ),
    (
        "tests in the application's database",
        &[
            ("package.json", r#"{"devDependencies":{"vitest":"4.0.0"}}"#),
            (".env", "DATABASE_URL=postgresql://app:c4n4ry@localhost/shop\n"),
        ],
        &[],
        &["warning tests_share"],
    ),
    (
        "Next.js, unwired",
        &[
            ("package.json", r#"{"dependencies":{"next":"16.0.0","skate-env":"0.1.0"}}"#),
            ("next.config.ts", "export default {}\n"),
            INSTALLED,
            PLATFORM,
        ],
        &[],
        &["warning next_unwired"],
    ),
    (
        "an old Next.js",
        &[
            ("package.json", r#"{"dependencies":{"next":"14.2.0","skate-env":"0.1.0"}}"#),
            ("next.config.ts", WIRED),
            INSTALLED,
            PLATFORM,
        ],
        &[],
        &["warning version_untried"],
    ),
    (
        "Prisma and its client",
        &[
            (
                "package.json",
                r#"{"dependencies":{"@prisma/client":"6.1.0","skate-env":"0.1.0"},"devDependencies":{"prisma":"7.1.0"}}"#,
            ),
            ("prisma.config.ts", GUARDED),
            INSTALLED,
            PLATFORM,
        ],
        &[],
        &["error versions_differ"],
    ),
    (
        "another version of the package",
        &[
            ("package.json", r#"{"dependencies":{"skate-env":"0.2.0"}}"#),
            ("node_modules/skate-env/package.json", "{\"version\":\"0.2.0\"}"),
            PLATFORM,
        ],
        &[],
        &["warning versions_differ"],
    ),
    (
        "no package",
        &[("package.json", r#"{"dependencies":{"next":"16.0.0"}}"#), ("next.config.ts", WIRED)],
        &[],
        &["warning package_missing"],
    ),
    (
        "a package that is not installed",
        &[("package.json", r#"{"dependencies":{"skate-env":"0.1.0"}}"#)],
        &[],
        &["error package_not_installed"],
    ),
    (
        "a package without its part for this machine",
        &[("package.json", r#"{"dependencies":{"skate-env":"0.1.0"}}"#), INSTALLED],
        &[],
        &["error platform_package_missing"],
    ),
    (
        "two with one database",
        &[(".env.test", "POSTGRES_PRISMA_URL_TEST=postgresql://app:c4n4ry@localhost:5432/shop\n")],
        &[],
        &["error shared_target"],
    ),
];

/// The part for this machine.
const PLATFORM: (&str, &str) = (
    if cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        "node_modules/@skate-env/node-linux-x64-gnu/package.json"
    } else if cfg!(all(target_os = "linux", target_arch = "aarch64")) {
        "node_modules/@skate-env/node-linux-arm64-gnu/package.json"
    } else if cfg!(all(target_os = "macos", target_arch = "x86_64")) {
        "node_modules/@skate-env/node-darwin-x64/package.json"
    } else if cfg!(target_os = "macos") {
        "node_modules/@skate-env/node-darwin-arm64/package.json"
    } else {
        "node_modules/@skate-env/node-win32-x64-msvc/package.json"
    },
    "{}",
);
