//! This machine, in the words of npm and napi.

/// Such as `linux-x64-gnu`.
pub(crate) fn name() -> String {
    let abi = if cfg!(target_env = "musl") {
        "-musl"
    } else if cfg!(windows) {
        "-msvc"
    } else if cfg!(target_os = "linux") {
        "-gnu"
    } else {
        ""
    };
    format!("{}-{}{abi}", os(), cpu())
}

pub(crate) fn os() -> &'static str {
    match std::env::consts::OS {
        "macos" => "darwin",
        "windows" => "win32",
        other => other,
    }
}

pub(crate) fn cpu() -> &'static str {
    match std::env::consts::ARCH {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        other => other,
    }
}

/// npm's word for the C library; only Linux has a choice.
pub(crate) fn libc() -> Option<&'static str> {
    let musl = if cfg!(target_env = "musl") { "musl" } else { "glibc" };
    cfg!(target_os = "linux").then_some(musl)
}

/// A program's file name, such as `skate-env.exe`.
pub(crate) fn program(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}

/// A dynamic library's file name, such as `libskate_env_node.so`.
pub(crate) fn library(name: &str) -> String {
    format!("{}{name}{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX)
}
