//! Where Prisma keeps a project's migrations.

use std::path::Path;

use super::Prisma;

/// The folder that `prisma.config.ts` names, or the one beside the schema.
pub(crate) fn migrations_folder(prisma: &Prisma) -> String {
    let config = prisma.config.as_ref();
    if let Some(path) = config.and_then(|config| named(&config.text, "migrations", "path")) {
        return path;
    }
    let schema = config.and_then(|config| named(&config.text, "", "schema"));
    let schema = schema.or_else(|| prisma.schema.as_ref().map(|schema| schema.path.clone()));
    let schema = schema.unwrap_or_else(|| "prisma/schema.prisma".to_owned());
    // A schema may be a folder of files: the migrations stand in it.
    let folder = match Path::new(&schema).extension() {
        Some(_) => Path::new(&schema).parent().unwrap_or(Path::new("")),
        None => Path::new(&schema),
    };
    folder.join("migrations").to_string_lossy().into_owned()
}

/// A text that stands in the configuration, a program, as a plain literal: `path: 'x'`, after
/// `block: {` where there is one.
fn named(config: &str, block: &str, key: &str) -> Option<String> {
    let code: String = config
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .fold(String::new(), |text, line| text + line + "\n");
    let inside = if block.is_empty() {
        &*code
    } else {
        let (_, after) = fields(&code, block).find(|(_, value)| value.starts_with('{'))?;
        after.split('}').next()?
    };
    let (_, value) = fields(inside, key).next()?;
    let quote = value.chars().next().filter(|quote| matches!(quote, '\'' | '"' | '`'))?;
    let text = value[1..].split(quote).next()?;
    (!text.is_empty() && !text.contains("${")).then(|| text.trim_start_matches("./").to_owned())
}

/// Every place where a field of this name is given a value: its offset, and the text from there.
fn fields<'t>(text: &'t str, key: &str) -> impl Iterator<Item = (usize, &'t str)> {
    text.match_indices(key).filter_map(move |(at, _)| {
        let before = text[..at].trim_end_matches(['"', '\'']).chars().next_back();
        let after = text[at + key.len()..].trim_start_matches(['"', '\'']).trim_start();
        let alone = !before.is_some_and(|it| it.is_alphanumeric() || it == '_' || it == '.');
        let value = after.strip_prefix(':')?.trim_start();
        alone.then_some((at, value))
    })
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn a_literal_is_read_and_a_program_is_not() {
        let config = "// migrations: { path: 'no' }\nexport default defineConfig({\n  schema: \
                      './db/schema.prisma',\n  migrations: { seed: 'x', path: \"db/migrations\" },\n})";
        assert_eq!(named(config, "migrations", "path").as_deref(), Some("db/migrations"));
        assert_eq!(named(config, "", "schema").as_deref(), Some("db/schema.prisma"));
        assert_eq!(named("migrations: { path: join(root, 'x') }", "migrations", "path"), None);
        assert_eq!(named("schema: 'x', path: 'y'", "migrations", "path"), None);
    }
}
