//! Where Prisma keeps a project's migrations.

use std::path::{Component, Path, PathBuf};

use super::Prisma;

/// The folder that `prisma.config.ts` names, or the one beside the schema.
pub(crate) fn migrations_folder(prisma: &Prisma) -> String {
    let config = prisma.config.as_ref();
    // Paths in the configuration begin in its folder, which may be `.config`.
    let folder = config.and_then(|config| Path::new(&config.source.path).parent());
    let from_project = |path: &str| joined(folder.unwrap_or(Path::new("")), path);
    if let Some(path) = config.and_then(|config| config.migrations.as_deref()) {
        return from_project(path);
    }
    let schema = config.and_then(|config| config.schema.as_deref()).map(from_project);
    let schema = schema.or_else(|| prisma.schema.as_ref().map(|schema| schema.path.clone()));
    let schema = schema.unwrap_or_else(|| "prisma/schema.prisma".to_owned());
    // A schema may be a folder of files: the migrations stand in it.
    let folder = match Path::new(&schema).extension() {
        Some(_) => Path::new(&schema).parent().unwrap_or(Path::new("")),
        None => Path::new(&schema),
    };
    folder.join("migrations").to_string_lossy().into_owned()
}

/// The path from the project's folder; `..` goes up as far as there are folders.
fn joined(folder: &Path, path: &str) -> String {
    let mut joined = PathBuf::new();
    for part in folder.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if joined.file_name().is_some() => {
                joined.pop();
            }
            part => joined.push(part),
        }
    }
    joined.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::{SourceFile, prisma::PrismaConfig};

    fn folder(config: &str) -> String {
        folder_of("prisma.config.ts", config)
    }

    fn folder_of(path: &str, config: &str) -> String {
        let source = SourceFile { path: path.to_owned(), text: config.to_owned() };
        let config = Some(PrismaConfig::new(source));
        let prisma = Prisma { version: None, config, schema: None, seed: None, named_schema: None };
        migrations_folder(&prisma)
    }

    #[test]
    fn a_literal_is_read_and_a_program_is_not() {
        const IMPORT: &str = "import { defineConfig } from 'prisma/config'\n";
        for (config, path) in [
            (
                "// migrations: { path: 'no' }\nexport default defineConfig({\n  schema: \
                 './db/schema.prisma',\n  migrations: { seed: 'x}', path: \"db/migrations\" },\n})",
                "db/migrations",
            ),
            ("export default { schema: './db/schema.prisma' }", "db/migrations"),
            ("export default { schema: 'db/schemas' }", "db/schemas/migrations"),
            ("const path = './m'\nexport default { migrations: { path } }", "m"),
            ("export default { migrations: { path: join(root, 'x') } }", "prisma/migrations"),
            ("export default { other: { path: 'y' }, 'schema': `a/b.prisma` }", "a/migrations"),
            ("export default { migrations: {", "prisma/migrations"),
        ] {
            assert_eq!(folder(&format!("{IMPORT}{config}")), path, "{config}");
        }
    }
    #[test]
    fn a_path_begins_in_the_folder_of_the_configuration() {
        let config = "export default { migrations: { path: '../db/migrations' } }";
        assert_eq!(folder_of(".config/prisma.ts", config), "db/migrations");
        assert_eq!(folder_of("prisma.config/index.ts", config), "db/migrations");
        assert_eq!(folder_of("prisma.config.ts", config), "../db/migrations");
    }
}
