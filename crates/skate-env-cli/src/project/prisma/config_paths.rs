//! Where Prisma looks for its configuration.

/// In Prisma's order, of which the first that is there counts.
const EXTENSIONS: [&str; 6] = ["js", "ts", "mjs", "cjs", "mts", "cts"];
/// These alone may be folders with an `index` file.
const OLDER: [&str; 3] = ["prisma.config", ".config/prisma", ".config/prisma.config"];

/// The paths from the project's folder, as `@prisma/config` 7.10 has them
/// (`findPrismaConfigFile`): older versions do not know the first ones.
pub(crate) fn config_paths() -> impl Iterator<Item = String> {
    let newer = ["prisma7.config", ".config/prisma7"];
    let newer = newer.into_iter().flat_map(|name| EXTENSIONS.map(|it| format!("{name}.{it}")));
    let older = OLDER.into_iter().flat_map(|name| {
        let files = EXTENSIONS.map(|it| format!("{name}.{it}"));
        files.into_iter().chain(EXTENSIONS.map(|it| format!("{name}/index.{it}")))
    });
    newer.chain(older)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newer_name_counts_before_the_older_and_javascript_before_typescript() {
        let paths: Vec<_> = config_paths().collect();
        let place = |name: &str| paths.iter().position(|path| path == name).unwrap();
        let order = [
            "prisma7.config.ts",
            ".config/prisma7.js",
            "prisma.config.js",
            "prisma.config.ts",
            "prisma.config/index.ts",
            ".config/prisma.ts",
            ".config/prisma.config.cts",
        ];
        assert!(order.is_sorted_by_key(|name| place(name)), "{paths:?}");
        assert_eq!(paths.len(), 48);
    }
}
