//! The tool finds `skate-env.toml` in a parent folder.

use std::{fs, process::Command};

const POLICY: &str = "[environments.development]\nurl = \"RENAMED\"\n";
const URL: &str = "postgresql://app:s3cret@localhost:5432/shop";

#[test]
fn the_policy_is_found_upward_from_the_working_directory() {
    let root = tempfile::tempdir().unwrap();
    let inner = root.path().join("packages/app");
    fs::create_dir_all(&inner).unwrap();
    fs::create_dir(root.path().join(".git")).unwrap();
    fs::write(root.path().join("skate-env.toml"), POLICY).unwrap();

    let output = Command::new(env!("CARGO_BIN_EXE_rust-resolve"))
        .current_dir(&inner)
        .env_clear()
        .envs([("DATABASE_ENVIRONMENT", "development"), ("RENAMED", URL)])
        .output()
        .unwrap();

    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    let answer = String::from_utf8(output.stdout).unwrap();
    assert!(answer.starts_with("development ("), "{answer}");
    assert!(!answer.contains("s3cret"), "{answer}");
}
