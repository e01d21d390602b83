//! The name of a program, without path, version and extension.

const EXTENSIONS: [&str; 4] = [".cmd", ".exe", ".ps1", ".bat"];

/// `psql` for `/usr/bin/psql`, `prisma` for `C:\app\node_modules\.bin\prisma.CMD`.
pub(super) fn program(word: &str) -> String {
    let path = word.replace('\\', "/").to_ascii_lowercase();
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = EXTENSIONS.iter().find_map(|extension| name.strip_suffix(extension));
    match script(&path) {
        Some(package) if name.ends_with("js") => package,
        _ => stem.unwrap_or(name).to_owned(),
    }
}

/// `prisma` for `prisma@7.1`, as package runners take it.
pub(super) fn package(word: &str) -> String {
    let word = word.strip_prefix("npm:").unwrap_or(word);
    let scope = usize::from(word.starts_with('@'));
    let end = word.get(scope..).and_then(|rest| rest.find('@')).map_or(word.len(), |at| at + scope);
    program(&word[..end])
}

/// The package that a JavaScript file belongs to, or the command that it is installed as.
pub(super) fn script(path: &str) -> Option<String> {
    let path = path.replace('\\', "/").to_ascii_lowercase();
    if path.ends_with("prisma/build/index.js") {
        return Some("prisma".to_owned());
    }
    let (_, inside) = path.rsplit_once("node_modules/")?;
    let mut parts = inside.split('/');
    match parts.next()? {
        ".bin" => Some(program(inside.rsplit('/').next()?)),
        scope if scope.starts_with('@') => parts.next().map(str::to_owned),
        package => Some(package.to_owned()),
    }
}
