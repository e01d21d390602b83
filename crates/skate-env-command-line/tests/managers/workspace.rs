//! A workspace on disk, and tools that write down how they were called.

use std::{
    fs,
    os::unix::fs::{PermissionsExt as _, symlink},
    path::{Path, PathBuf},
};

use serde_json::{Map, Value, json};
use skate_env_command_line::{FileText, ProjectFiles};
use tempfile::TempDir;

/// What a script calls: each tool and command stands in one script alone.
const CALLS: [&str; 36] = [
    "prisma migrate reset",
    "prisma migrate dev",
    "prisma db push",
    "prisma migrate deploy",
    "prisma migrate status",
    "prisma db pull",
    "knex migrate:rollback",
    "knex migrate:down",
    "knex migrate:status",
    "knex migrate:list",
    "sequelize db:drop",
    "sequelize db:migrate:undo",
    "sequelize db:migrate:undo:all",
    "sequelize db:migrate:status",
    "typeorm schema:drop",
    "typeorm schema:sync",
    "typeorm migration:revert",
    "typeorm migration:show",
    "typeorm schema:log",
    "mikro-orm schema:drop",
    "mikro-orm schema:fresh",
    "mikro-orm schema:update",
    "mikro-orm migration:down",
    "mikro-orm migration:list",
    "kysely migrate:rollback",
    "kysely migrate:down",
    "kysely migrate:list",
    "dbmate drop",
    "dbmate down",
    "dbmate rollback",
    "dbmate status",
    "sqlx database drop",
    "sqlx database reset",
    "sqlx migrate revert",
    "diesel migration redo",
    "diesel migration revert",
];

/// The packages, each with its folder and its scripts.
const PACKAGES: [(&str, &str, &[&str]); 4] = [
    (
        "shop",
        "",
        &["build", "db:push", "db:reset", "test", "pretest", "start", "stop", "wipe", "only-here"],
    ),
    (
        "web",
        "apps/web",
        &["build", "prebuild", "postbuild", "db:push", "wipe", "test", "start", "restart"],
    ),
    ("@shop/api", "apps/api", &["build", "build:a", "build:b:c", "db:reset", "wipe", "start"]),
    ("@shop/db", "packages/db", &["build", "db:push", "db:reset", "wipe", "push", "reset"]),
];

pub(crate) struct Workspace {
    folder: TempDir,
    root: PathBuf,
}

impl Workspace {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path().join("shop");
        let workspace = Self { folder, root };
        fs::create_dir_all(workspace.home()).expect("a home");
        workspace.make_tools();
        workspace.make_packages();
        workspace
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    pub(crate) fn tools(&self) -> PathBuf {
        self.folder.path().join("tools")
    }

    pub(crate) fn calls(&self) -> PathBuf {
        self.folder.path().join("calls")
    }

    fn make_tools(&self) {
        let tools = self.tools();
        fs::create_dir_all(&tools).expect("a folder for tools");
        let tool = tools.join("tool");
        let text = "#!/bin/sh\nprintf '%s %s\\n' \"${0##*/}\" \"$*\" >> \"$CALLS\"\n";
        fs::write(&tool, text).expect("a tool");
        fs::set_permissions(&tool, fs::Permissions::from_mode(0o755)).expect("a program");
        for call in CALLS {
            let name = call.split(' ').next().unwrap_or_default();
            if !tools.join(name).exists() {
                symlink("tool", tools.join(name)).expect("a link");
            }
        }
    }

    fn make_packages(&self) {
        let mut calls = CALLS.iter();
        for (name, folder, scripts) in PACKAGES {
            let pairs = scripts.iter().map(|script| {
                let call = calls.next().expect("a call for each script");
                ((*script).to_owned(), Value::from(*call))
            });
            let mut scripts: Map<String, Value> = pairs.collect();
            let mut package = json!({ "name": name, "version": "1.0.0", "private": true });
            if folder.is_empty() {
                scripts.extend(lines_of_root().map(|(name, text)| (name.to_owned(), text.into())));
                package["workspaces"] = json!(["apps/*", "packages/*"]);
                package["packageManager"] = json!("npm@11.0.0");
            }
            package["scripts"] = scripts.into();
            self.write(&format!("{folder}/package.json"), &package.to_string());
        }
        self.write("pnpm-workspace.yaml", "packages:\n  - 'apps/*'\n  - \"packages/*\"\n");
        let tasks = json!({
            "build": { "dependsOn": ["^build"], "cache": false },
            "db:push": { "cache": false },
            "wipe": { "dependsOn": ["db:reset"], "cache": false },
            "db:reset": { "cache": false },
        });
        self.write(
            "turbo.json",
            &format!("// tasks\n{}", json!({ "globalPassThroughEnv": ["CALLS"], "tasks": tasks })),
        );
        let lock = json!({ "name": "shop", "lockfileVersion": 3, "packages": {} });
        self.write("package-lock.json", &lock.to_string());
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path.trim_start_matches('/'));
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
}

/// Scripts of the root that run others.
fn lines_of_root() -> impl Iterator<Item = (&'static str, &'static str)> {
    [
        ("in-order", "run-s 'db:*'"),
        ("side-by-side", "concurrently 'npm:db:*'"),
        ("deep", "cd packages/db && npm run wipe"),
        ("nested", "npm run db:reset"),
        ("each", "npm run wipe --workspaces --if-present"),
    ]
    .into_iter()
}

/// A recorded call as an analysis names it: without the arguments behind the command.
pub(crate) fn name_of_call(line: &str) -> String {
    let is_call = |call: &&&str| {
        line.strip_prefix(**call).is_some_and(|it| it.starts_with([' ']) || it.is_empty())
    };
    let longest = CALLS.iter().filter(is_call).max_by_key(|call| call.len());
    longest.map_or_else(|| line.trim_end().to_owned(), |call| (*call).to_owned())
}

impl ProjectFiles for Workspace {
    fn folder(&self) -> &Path {
        &self.root
    }

    fn read(&self, path: &Path) -> FileText {
        fs::read_to_string(path).map_or(FileText::Missing, FileText::Text)
    }

    fn folders(&self, path: &Path) -> Vec<String> {
        let entries = fs::read_dir(path).into_iter().flatten().flatten();
        let folders = entries.filter(|entry| entry.path().is_dir());
        folders.filter_map(|entry| entry.file_name().into_string().ok()).collect()
    }
}
