//! The shapes that projects have.

use crate::harness::PINNED;

/// Files of a project, and what is to become of those that `init` touches.
pub(super) type Shape = (
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static [(&'static str, &'static str)],
);

const PRISMA_6_SCHEMA: &str = "generator client {\n  provider = \"prisma-client-js\"\n}\n\ndatasource db {\n  provider  = \"postgresql\"\n  url       = env(\"POSTGRES_PRISMA_URL\")\n  directUrl = env(\"POSTGRES_URL_NON_POOLING\")\n}\n";
const PRISMA_7_SCHEMA: &str = "generator client {\n  provider = \"prisma-client\"\n  output   = \"../generated\"\n}\n\ndatasource db {\n  provider = \"postgresql\"\n}\n";
const PRISMA_7_CONFIG: &str = "import \"dotenv/config\";\nimport { defineConfig, env } from \"prisma/config\";\n\nexport default defineConfig({\n  schema: \"prisma/schema.prisma\",\n  datasource: { url: env(\"DATABASE_URL\") },\n});\n";
const NEXT_CONFIG: &str = "import type { NextConfig } from \"next\";\n\nconst nextConfig: NextConfig = {};\n\nexport default nextConfig;\n";
pub(super) const NEXT: &str = "{\n  \"dependencies\": {\n    \"next\": \"16.4.6\"\n  }\n}\n";
const PRISMA_7: &str = "{\n  \"scripts\": {\n    \"dev\": \"tsx .\"\n  },\n  \"devDependencies\": {\n    \"prisma\": \"^7.1.0\"\n  }\n}\n";
const PRISMA_6: &str = "{\n  \"devDependencies\": {\n    \"prisma\": \"6.19.3\"\n  },\n  \"prisma\": {\n    \"seed\": \"tsx prisma/seed.ts\"\n  }\n}\n";

pub(super) const SHAPES: &[Shape] = &[
    (
        "nothing",
        &[],
        &[("skate-env.toml", "created"), (".env.example", "created"), (".gitignore", "created")],
    ),
    ("a policy", &[("skate-env.toml", PINNED)], &[("skate-env.toml", "unchanged")]),
    (
        "a Rust tool",
        &[("Cargo.toml", "[package]\n"), (".gitignore", "/target\n")],
        &[(".gitignore", "changed")],
    ),
    ("an empty package", &[("package.json", "{}")], &[("package.json", "changed")]),
    ("a broken package", &[("package.json", "{")], &[("package.json", "skipped")]),
    (
        "tabs and a list in one line",
        &[(
            "package.json",
            "{\n\t\"files\": [\"a\", \"b\"],\n\t\"scripts\": {\n\t\t\"a\": \"b\"\n\t}\n}\n",
        )],
        &[("package.json", "changed")],
    ),
    (
        "Next.js in TypeScript",
        &[("package.json", NEXT), ("next.config.ts", NEXT_CONFIG)],
        &[("next.config.ts", "changed")],
    ),
    (
        "Next.js without a configuration",
        &[("package.json", NEXT)],
        &[("next.config.mjs", "created")],
    ),
    (
        "the same in TypeScript",
        &[("package.json", NEXT), ("tsconfig.json", "{}")],
        &[("next.config.ts", "created")],
    ),
    (
        "Next.js in CommonJS",
        &[
            ("package.json", NEXT),
            ("next.config.js", "const nextConfig = {}\nmodule.exports = nextConfig\n"),
        ],
        &[("next.config.js", "changed")],
    ),
    (
        "Next.js with a plugin",
        &[
            ("package.json", NEXT),
            (
                "next.config.mjs",
                "import withMDX from '@next/mdx'\nexport default withMDX()({ pageExtensions: ['mdx'] })\n",
            ),
        ],
        &[("next.config.mjs", "changed")],
    ),
    (
        "Next.js with a function declaration",
        &[
            ("package.json", NEXT),
            ("next.config.mjs", "export default function config() { return {} }\n"),
        ],
        &[("next.config.mjs", "changed")],
    ),
    (
        "Next.js, wired",
        &[
            ("package.json", NEXT),
            (
                "next.config.ts",
                "import { withSkateEnv } from \"skate-env/next\";\nexport default withSkateEnv({});\n",
            ),
        ],
        &[("next.config.ts", "unchanged")],
    ),
    (
        "Prisma 7 as its template is",
        &[
            ("package.json", PRISMA_7),
            ("prisma.config.ts", PRISMA_7_CONFIG),
            ("prisma/schema.prisma", PRISMA_7_SCHEMA),
        ],
        &[
            ("prisma.config.ts", "changed"),
            ("prisma/schema.prisma", "unchanged"),
            ("package.json", "changed"),
        ],
    ),
    (
        "Prisma 7 without a configuration",
        &[("package.json", PRISMA_7), ("prisma/schema.prisma", PRISMA_6_SCHEMA)],
        &[("prisma.config.ts", "created"), ("prisma/schema.prisma", "changed")],
    ),
    (
        "Prisma 7 in a folder of schemas",
        &[
            ("package.json", PRISMA_7),
            ("prisma/schema/a.prisma", "model A {\n  id Int @id\n}\n"),
            ("prisma/schema/base.prisma", PRISMA_7_SCHEMA),
        ],
        &[("prisma.config.ts", "created"), ("prisma/schema/base.prisma", "unchanged")],
    ),
    (
        "Prisma 7 with a shape of its own",
        &[
            ("package.json", PRISMA_7),
            ("prisma.config.ts", "export { default } from \"./config\";\n"),
            ("prisma/schema.prisma", PRISMA_6_SCHEMA),
        ],
        &[("prisma.config.ts", "skipped"), ("prisma/schema.prisma", "unchanged")],
    ),
    (
        "Prisma 6 with env()",
        &[("package.json", PRISMA_6), ("prisma/schema.prisma", PRISMA_6_SCHEMA)],
        &[("prisma.config.ts", "created"), ("prisma/schema.prisma", "changed")],
    ),
    (
        "Prisma 6 with engine js",
        &[
            ("package.json", PRISMA_6),
            (
                "prisma.config.ts",
                "import { defineConfig } from \"prisma/config\";\nexport default defineConfig({ engine: \"js\", adapter });\n",
            ),
        ],
        &[("prisma.config.ts", "skipped")],
    ),
    (
        "Prisma 5",
        &[
            ("package.json", "{\"devDependencies\":{\"prisma\":\"5.22.0\"}}"),
            ("prisma/schema.prisma", PRISMA_6_SCHEMA),
        ],
        &[("prisma.config.ts", "skipped")],
    ),
    (
        "Prisma of a version nobody knows",
        &[("package.json", "{\"devDependencies\":{\"prisma\":\"latest\"}}")],
        &[("prisma.config.ts", "skipped")],
    ),
    (
        "Drizzle with pnpm",
        &[(
            "package.json",
            "{\n  \"packageManager\": \"pnpm@9.0.0\",\n  \"devDependencies\": { \"drizzle-kit\": \"0.31.0\" }\n}\n",
        )],
        &[("package.json", "changed")],
    ),
    (
        "scripts of its own",
        &[("package.json", "{\n  \"scripts\": {\n    \"db:branch:create\": \"mine\"\n  }\n}\n")],
        &[("package.json", "changed")],
    ),
    (
        "the .gitignore of Next.js",
        &[(".gitignore", "node_modules\n.env*\n")],
        &[(".gitignore", "changed")],
    ),
    (
        "an example with names",
        &[(".env.example", "DATABASE_URL=\r\n")],
        &[(".env.example", "changed")],
    ),
];
