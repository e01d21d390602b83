//! The tarballs in a new Next.js app: built by both bundlers, run from where they were moved to.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use crate::build_package::{self, Tarballs};
use crate::children::{Group, listen_for_stop, wait_for};
use crate::run::{node, npm, run};
use crate::{fingerprint, http, workspace};

const PATIENCE: Duration = Duration::from_secs(60);
/// Nothing listens there: the app resolves a URL, it does not connect.
const URL: &str = "postgresql://reader:canary-password@127.0.0.1:9/shop";
const CASES: [(&str, bool); 3] =
    [("--turbopack", false), ("--turbopack", true), ("--webpack", true)];

pub(crate) fn check() -> Result<()> {
    listen_for_stop()?;
    let app = install(&build_package::build()?)?;
    for (bundler, standalone) in CASES {
        build(&app, bundler, standalone)?;
        let server = if standalone { move_away(&app)? } else { app.clone() };
        let answer = serve(&server, standalone)?;
        println!("{bundler}, standalone {standalone}: {answer}");
        ensure!(answer.contains("development"), "the app resolved another environment");
        ensure!(answer.contains("127.0.0.1:9/shop"), "the app resolved another URL");
        ensure!(!answer.contains("canary-password"), "the app shows a password");
    }
    Ok(())
}

/// Copies the empty app and installs the tarballs, with npm alone: no script may run.
fn install(tarballs: &Tarballs) -> Result<PathBuf> {
    let fixture = workspace::root().join("xtask/fixtures/next-app");
    let app = workspace::target().join("packed/app");
    let inputs = [fixture.as_path(), &tarballs.package, &tarballs.platform];
    let (stamp, wanted) = (app.join("node_modules/.skate-env-installed"), fingerprint::of(inputs)?);
    if fingerprint::is_current(&stamp, &wanted) {
        return Ok(app);
    }
    if app.exists() {
        fs::remove_dir_all(&app)?;
    }
    copy(&fixture, &app)?;
    let mut command = npm(&app, ["install", "--ignore-scripts", "--no-package-lock"]);
    run(command.arg(&tarballs.package).arg(&tarballs.platform))?;
    fs::write(stamp, wanted)?;
    Ok(app)
}

fn build(app: &Path, bundler: &str, standalone: bool) -> Result<()> {
    let output = app.join(".next");
    if output.exists() {
        fs::remove_dir_all(output)?;
    }
    let mut command = next(app);
    command.args(["build", bundler]).env("NEXT_TELEMETRY_DISABLED", "1");
    if standalone {
        command.env("STANDALONE", "1");
    }
    run(&mut command)
}

/// Where the app was built must not matter to where it runs.
fn move_away(app: &Path) -> Result<PathBuf> {
    let moved = workspace::target().join("packed/moved");
    if moved.exists() {
        fs::remove_dir_all(&moved)?;
    }
    fs::rename(app.join(".next/standalone"), &moved).context("there is no standalone output")?;
    Ok(moved)
}

fn serve(folder: &Path, standalone: bool) -> Result<String> {
    let port = skate_env_local::draw_port()?;
    let log = workspace::target().join("packed/server.log");
    let output = File::create(&log)?;
    let mut command = if standalone { node(folder, ["server.js"]) } else { next(folder) };
    if !standalone {
        command.args(["start", "--hostname", "127.0.0.1", "--port", &port.to_string()]);
    }
    command.envs([("HOSTNAME", "127.0.0.1"), ("PORT", &port.to_string())]);
    command.envs([("POSTGRES_PRISMA_URL_DEV", URL), ("NEXT_TELEMETRY_DISABLED", "1")]);
    command.stdin(Stdio::null()).stdout(output.try_clone()?).stderr(output);
    let mut group = Group::spawn(&mut command)?;
    let answer = wait_for("the app's answer", PATIENCE, || {
        if let Some(status) = group.child().try_wait()? {
            bail!("the app ended: {status}");
        }
        Ok(http::get(port, "/api/url", PATIENCE).ok())
    });
    let (status, body) = answer.with_context(|| format!("see {}", log.display()))?;
    ensure!(status == 200, "the app answered {status}: {body}");
    Ok(body)
}

fn next(app: &Path) -> Command {
    node(app, ["node_modules/next/dist/bin/next"])
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
