//! Whether the npm package is installed, with its binary for this machine.

use std::path::Path;

use super::{Finding, Project};

pub(super) fn check(project: &Project<'_>) -> Vec<Finding> {
    let project = &project.detected;
    let Some(package) = &project.package else { return Vec::new() };
    if !package.depends_on("skate-env") {
        let needs_it = project.next.is_some() || project.prisma.is_some();
        let found = Finding::warning(
            "package_missing",
            "package.json does not depend on skate-env, so your application and Prisma cannot use it.",
            format!("{} skate-env", project.manager.add(&project.directory)),
        );
        return if needs_it { vec![found] } else { Vec::new() };
    }
    let mend = format!("{} install", project.manager.as_str());
    let has = |name: &str| has(&project.directory, name);
    if !has("skate-env") {
        return vec![Finding::error("package_not_installed", "skate-env is not installed.", mend)];
    }
    let part = format!("@skate-env/node-{}", platform());
    if has(&part) {
        return Vec::new();
    }
    vec![Finding::error(
        "platform_package_missing",
        format!("{part} is not installed. Without it skate-env cannot be loaded on this machine."),
        format!(
            "{mend}, without --omit=optional, and with a lock file that names this system's package."
        ),
    )]
}

/// Looks where Node.js looks.
fn has(directory: &Path, name: &str) -> bool {
    directory.ancestors().any(|folder| folder.join("node_modules").join(name).is_dir())
}

/// This machine, as npm names it.
fn platform() -> String {
    let system = match std::env::consts::OS {
        "macos" => "darwin",
        "windows" => "win32",
        other => other,
    };
    let machine = match std::env::consts::ARCH {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        other => other,
    };
    let library = match std::env::consts::OS {
        // The C library that Node.js runs on.
        "linux" if Path::new("/etc/alpine-release").exists() => "-musl",
        "linux" => "-gnu",
        "windows" => "-msvc",
        _ => "",
    };
    format!("{system}-{machine}{library}")
}
