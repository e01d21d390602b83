//! `docker-compose.dev.yml`: PostgreSQL and Redis, reachable from this machine only.

use std::fmt::Write as _;

use super::file_change::Edit;

const INIT_SQL: &str = "scripts/init-dev-db.sql";

pub(super) fn edit(old: Option<&str>, package: Option<&str>, has_init_sql: bool) -> Edit {
    if old.is_some() {
        return Edit::keep("exists already");
    }
    Edit::Write(text(&database(package), has_init_sql))
}

fn text(database: &str, has_init_sql: bool) -> String {
    let mut text = format!(
        "\
# docker compose -f docker-compose.dev.yml up --detach --wait
#
# Then in .env.local, for both of development's URLs:
#   postgresql://dev:dev_password@127.0.0.1:5432/{database}
services:
  postgres:
    image: postgres:16
    environment:
      POSTGRES_DB: {database}
      POSTGRES_USER: dev
      POSTGRES_PASSWORD: dev_password
    ports:
      - \"127.0.0.1:5432:5432\"
    volumes:
      - postgres_data:/var/lib/postgresql/data
"
    );
    if has_init_sql {
        // Docker creates a folder for a file that does not exist.
        let _ = writeln!(text, "      - ./{INIT_SQL}:/docker-entrypoint-initdb.d/init.sql:ro");
    }
    text.push_str(
        "\
    healthcheck:
      test: [\"CMD\", \"pg_isready\", \"--username=dev\"]
      interval: 2s
      retries: 15

  redis:
    image: redis:alpine
    ports:
      - \"127.0.0.1:6379:6379\"

volumes:
  postgres_data:
",
    );
    text
}

pub(super) const fn init_sql() -> &'static str {
    INIT_SQL
}

/// `skate_ai_dev` for the package `@acme/skate-ai`.
fn database(package: Option<&str>) -> String {
    let name = package.unwrap_or("app").rsplit('/').next().unwrap_or_default().to_lowercase();
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let name: String = name.chars().map(plain).take(50).collect();
    let name = name.trim_matches('_');
    match name.chars().next() {
        Some(first) if first.is_ascii_alphabetic() => format!("{name}_dev"),
        _ => "app_dev".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_named_after_the_package() {
        for (package, name) in [
            (Some("skate-ai"), "skate_ai_dev"),
            (Some("@acme/Shop.Web"), "shop_web_dev"),
            (Some("2048"), "app_dev"),
            (None, "app_dev"),
        ] {
            assert_eq!(database(package), name);
        }
    }

    #[test]
    fn a_file_is_mounted_only_where_there_is_one() {
        assert!(text("a_dev", true).contains(INIT_SQL));
        assert!(!text("a_dev", false).contains("entrypoint"));
        assert!(matches!(edit(Some(""), None, false), Edit::Keep(_)));
    }
}
