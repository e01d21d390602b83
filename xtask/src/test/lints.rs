//! Clippy and rustdoc over the workspace.

use anyhow::{Context, Result};

use crate::run::{cargo, read, run};

/// The whole workspace with all features, and the core with every smaller set of its features.
pub(super) fn clippy() -> Result<()> {
    let warnings = ["--", "-D", "warnings"];
    run(cargo(["clippy", "--workspace", "--all-features", "--all-targets"]).args(warnings))?;
    let features = features("skate-env-core")?;
    let sets = combinations(&features).into_iter().filter(|set| set.len() < features.len());
    for set in sets {
        let mut command = cargo(["clippy", "-p", "skate-env-core", "--all-targets"]);
        command.args(["--no-default-features", "--features", &set.join(",")]);
        run(command.args(warnings))?;
    }
    Ok(())
}

pub(super) fn docs() -> Result<()> {
    let arguments = ["doc", "--workspace", "--no-deps", "--all-features"];
    run(cargo(arguments).env("RUSTDOCFLAGS", "-D warnings"))
}

/// The names of a package's features, without `default`.
fn features(package: &str) -> Result<Vec<String>> {
    let text = read(&mut cargo(["metadata", "--no-deps", "--format-version=1"]))?;
    let metadata: serde_json::Value = serde_json::from_str(&text)?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let features = packages
        .filter(|candidate| candidate["name"] == package)
        .find_map(|found| found["features"].as_object())
        .with_context(|| format!("there is no package {package}"))?;
    Ok(features.keys().filter(|name| *name != "default").cloned().collect())
}

/// Every subset.
fn combinations(features: &[String]) -> Vec<Vec<&str>> {
    (0_usize..1 << features.len())
        .map(|subset| {
            let chosen = features.iter().enumerate().filter(|(index, _)| subset >> index & 1 == 1);
            chosen.map(|(_, name)| name.as_str()).collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::combinations;

    #[test]
    fn combinations_hold_none_each_and_all() {
        let features = ["files".to_owned(), "neon".to_owned()];
        assert_eq!(
            combinations(&features),
            [vec![], vec!["files"], vec!["neon"], vec!["files", "neon"]]
        );
    }
}
