//! A project to walk through: the example as it was before skate-env, in a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use tempfile::TempDir;

use super::document::Step;
use super::shell::{self, Ended, Screen};
use super::variable;

/// What `init` is going to write, and what others may have left there.
const NOT_YET: &[&str] = &[
    "skate-env.toml",
    ".env.example",
    ".env.local",
    ".next",
    ".skate-env",
    "generated",
    "next-env.d.ts",
];
const PRISMA_CONFIG: &str = r#"import { defineConfig } from "prisma/config";

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations", seed: "node --import tsx prisma/seed.ts" },
  datasource: { url: process.env.POSTGRES_URL_NON_POOLING },
});
"#;
const NEXT_CONFIG: &str = r#"import type { NextConfig } from "next";

const config: NextConfig = {};

export default config;
"#;
const GIT_USER: &str = "[user]\nname = Ada\nemail = ada@example.com\n";

/// The project; what it started is stopped when this is dropped.
pub(super) struct Project {
    folder: TempDir,
    variables: Vec<(&'static str, String)>,
}

impl Project {
    pub(super) fn copy(example: &Path, engine: &Path, postgres: &Path) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("skate-env-walk-").tempdir()?;
        open(folder.path())?;
        let home = folder.path().join("home");
        fs::create_dir(&home)?;
        fs::write(home.join(".gitconfig"), GIT_USER)?;
        let path = variable(Path::new(&shell::path().unwrap_or_default()));
        let variables = vec![
            ("PATH", path),
            ("HOME", variable(&home)),
            ("LANG", "C.UTF-8".into()),
            ("GIT_CONFIG_NOSYSTEM", "1".into()),
            ("NEXT_TELEMETRY_DISABLED", "1".into()),
            ("CHECKPOINT_DISABLE", "1".into()),
            ("PRISMA_HIDE_UPDATE_MESSAGE", "1".into()),
            ("PRISMA_SCHEMA_ENGINE_BINARY", variable(engine)),
            ("SKATE_ENV_POSTGRES_BIN", variable(postgres)),
            // The packages are there: nobody is asked for anything.
            ("npm_config_offline", "true".into()),
            ("npm_config_update_notifier", "false".into()),
            // Its own sign of life is not ours.
            ("npm_config_progress", "false".into()),
        ];
        let project = Self { folder, variables };
        project.fill(example)?;
        Ok(project)
    }

    /// Runs a command of the document.
    pub(super) fn run(&self, step: &Step, screen: Screen) -> Result<Ended> {
        let (typed, answers) = super::typed(step, screen);
        shell::run(&mut self.shell(&typed), &answers, screen).with_context(|| format!("$ {typed}"))
    }

    fn app(&self) -> PathBuf {
        self.folder.path().join("app")
    }

    fn shell(&self, line: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", line]).current_dir(self.app()).env_clear();
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    fn fill(&self, example: &Path) -> Result<()> {
        let app = self.app();
        fs::create_dir(&app)?;
        // One by one: others may use the example now, and write what is left out.
        for entry in fs::read_dir(example)? {
            let entry = entry?;
            if !NOT_YET.iter().any(|name| entry.file_name() == *name) {
                read(Command::new("cp").arg("-a").arg(entry.path()).arg(&app))?;
            }
        }
        fs::write(app.join("prisma.config.ts"), PRISMA_CONFIG)?;
        fs::write(app.join("next.config.ts"), NEXT_CONFIG)?;
        let ignored = fs::read_to_string(app.join(".gitignore"))? + "node_modules/\n";
        fs::write(app.join(".gitignore"), ignored)?;
        let manifest = app.join("package.json");
        let mut package: Value = serde_json::from_str(&fs::read_to_string(&manifest)?)?;
        let scripts = package["scripts"].as_object_mut().context("the example has no scripts")?;
        scripts.retain(|name, _| !name.starts_with("db:"));
        fs::write(manifest, serde_json::to_string_pretty(&package)? + "\n")?;
        let git = "git init --quiet --initial-branch main && git add --all && git commit --quiet --message app";
        read(&mut self.shell(git))
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        let stop = "node_modules/.bin/skate-env local stop --quiet";
        if let Err(error) = read(&mut self.shell(stop)) {
            eprintln!("{error:#}");
        }
    }
}

/// Servers of root run as somebody else, who has to get in.
fn open(folder: &Path) -> Result<()> {
    #[cfg(unix)]
    fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
    #[cfg(not(unix))]
    let _ = folder;
    Ok(())
}

/// Runs a program whose output is only of interest where it fails.
fn read(command: &mut Command) -> Result<()> {
    let output = command.output()?;
    let said = [output.stdout, output.stderr].concat();
    ensure!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&said));
    Ok(())
}
