//! Where things are.

use std::path::{Path, PathBuf};

/// The folder of the root `Cargo.toml`.
pub(crate) fn root() -> &'static Path {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest)
}

/// What is made here and may be removed; in place, whatever `CARGO_TARGET_DIR` says.
pub(crate) fn target() -> PathBuf {
    root().join("target")
}

/// The npm package.
pub(crate) fn node() -> PathBuf {
    root().join("crates/skate-env-node")
}

/// Where `cargo xtask build` puts the tarballs.
pub(crate) fn npm() -> PathBuf {
    target().join("npm")
}
