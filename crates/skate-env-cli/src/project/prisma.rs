//! Prisma: its version, its schema and its configuration.

mod config;
mod config_paths;
mod migrations;
mod wiring;

use std::{fs, path::Path};

use skate_env_core::Error;

use super::{Package, SourceFile, Version, Wiring};

pub(crate) use config::PrismaConfig;
pub(crate) use config_paths::config_paths;
pub(crate) use migrations::migrations_folder;
pub(crate) use wiring::prisma_wiring;

/// The field of the configuration that skate-env fills, and what fills it.
pub(crate) const DATASOURCE: &str = "datasource";
/// What makes a difference to it.
pub(crate) const DATASOURCE_FIELDS: [&str; 3] = [DATASOURCE, "engine", "adapter"];
pub(crate) const PRISMA_PACKAGE: &[&str] = &["skate-env"];
pub(crate) const PRISMA_FUNCTION: &str = "prismaDatasource";

/// A Prisma project.
pub(crate) struct Prisma {
    pub(crate) version: Option<Version>,
    pub(crate) config: Option<PrismaConfig>,
    /// The file that holds the `datasource` block.
    pub(crate) schema: Option<SourceFile>,
    /// The seed command of `package.json`, which a `prisma.config.ts` has to repeat.
    pub(crate) seed: Option<String>,
    /// The schema that `package.json` names.
    pub(crate) named_schema: Option<String>,
}

impl Prisma {
    pub(super) fn find(directory: &Path, package: Option<&Package>) -> Result<Option<Self>, Error> {
        let named = |key| package.and_then(|it| it.string(&["prisma", key])).map(str::to_owned);
        let named_schema = named("schema");
        let schema = schema(directory, named_schema.as_deref())?;
        let depends = |name| package.is_some_and(|package| package.depends_on(name));
        if !(depends("prisma") || depends("@prisma/client") || schema.is_some()) {
            return Ok(None);
        }
        let version = |name| package.and_then(|package| package.version(directory, name));
        let config = SourceFile::first(directory, config_paths())?;
        Ok(Some(Self {
            version: version("prisma").or_else(|| version("@prisma/client")),
            config: config.map(PrismaConfig::new),
            schema,
            seed: named("seed"),
            named_schema,
        }))
    }

    /// Whether its schema is for PostgreSQL, as far as it says.
    pub(crate) fn is_postgres(&self) -> bool {
        self.schema.as_ref().is_none_or(|schema| is_postgres(&schema.text))
    }

    /// Whether Prisma's own commands get their URL from skate-env.
    pub(crate) fn wiring(&self) -> Wiring {
        self.config.as_ref().map_or(Wiring::NotWired, |config| config.wiring.clone())
    }
}

/// The fields of the `datasource` block: name, value, and the line as an index.
pub(crate) fn datasource_fields(schema: &str) -> Vec<(&str, &str, usize)> {
    let mut lines = schema.lines().enumerate().skip_while(|(_, line)| !opens(line));
    lines.next();
    let inside = lines.take_while(|(_, line)| !line.trim_start().starts_with('}'));
    inside
        .filter_map(|(index, line)| {
            let (name, value) = line.split_once('=')?;
            Some((name.trim(), value.trim(), index)).filter(|_| !name.trim().starts_with("//"))
        })
        .collect()
}

fn is_postgres(schema: &str) -> bool {
    let fields = datasource_fields(schema);
    let provider = fields.iter().find(|(name, ..)| *name == "provider");
    provider.is_none_or(|(_, value, _)| {
        value.starts_with("\"postgres") || value.starts_with("\"cockroachdb")
    })
}

fn opens(line: &str) -> bool {
    let mut words = line.split_whitespace();
    words.next() == Some("datasource") && line.trim_end().ends_with('{')
}

fn schema(directory: &Path, named: Option<&str>) -> Result<Option<SourceFile>, Error> {
    let places = named.into_iter().chain([
        "prisma/schema.prisma",
        "schema.prisma",
        "prisma/schema",
        "prisma",
    ]);
    for place in places {
        let mut files = vec![place.to_owned()];
        let folder = fs::read_dir(directory.join(place)).into_iter().flatten().flatten();
        let inside = folder.filter_map(|entry| entry.file_name().into_string().ok());
        files.extend(inside.filter(|it| it.ends_with(".prisma")).map(|it| format!("{place}/{it}")));
        files.sort_unstable();
        for file in files {
            let source = SourceFile::first(directory, [file])?;
            if let Some(source) = source.filter(|it| it.text.lines().any(opens)) {
                return Ok(Some(source));
            }
        }
    }
    Ok(None)
}
