//! The roles of each database whose URL is at hand, and their rights, by SQL.

use skate_env_core::{
    Code, Environment, Error, Purpose, ResolvedDatabase, Variables,
    verify::{self, Session, VerifyOptions, database_error},
};

use super::Finding;
use crate::context::Context;

/// Roles that log in and have a right that no app needs: other than the database's owner, and the
/// provider's own.
const POWERFUL: &str = "SELECT r.rolname, pg_catalog.concat_ws(', ', \
     CASE WHEN r.rolsuper THEN 'SUPERUSER' END, CASE WHEN r.rolbypassrls THEN 'BYPASSRLS' END, \
     CASE WHEN r.rolreplication THEN 'REPLICATION' END, \
     CASE WHEN r.rolcreaterole THEN 'CREATEROLE' END) \
     FROM pg_catalog.pg_roles r, pg_catalog.pg_database d \
     WHERE d.datname = pg_catalog.current_database() AND r.oid <> d.datdba AND r.rolcanlogin \
     AND (r.rolsuper OR r.rolbypassrls OR r.rolreplication OR r.rolcreaterole) \
     AND r.oid >= 16384 AND r.rolname NOT IN ('cloud_admin', 'neon_superuser') ORDER BY 1";
/// What every role may write, whoever it is.
const PUBLIC: &str = "SELECT n.nspname || '.' || c.relname, \
     pg_catalog.string_agg(a.privilege_type, ', ' ORDER BY a.privilege_type) \
     FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace, \
     pg_catalog.aclexplode(c.relacl) a WHERE a.grantee = 0 AND c.relkind IN ('r', 'p') \
     AND n.nspname NOT IN ('pg_catalog', 'information_schema') \
     AND a.privilege_type IN ('INSERT', 'UPDATE', 'DELETE', 'TRUNCATE') GROUP BY 1 ORDER BY 1";
/// Whether every role may create objects beside the app's.
const SCHEMA: &str = "SELECT 'public', 'CREATE' FROM pg_catalog.pg_namespace n, \
     pg_catalog.aclexplode(n.nspacl) a WHERE n.nspname = 'public' AND a.grantee = 0 \
     AND a.privilege_type = 'CREATE'";
/// Whether the URL's role owns the database.
const OWNER: &str = "SELECT CURRENT_USER::text, '' FROM pg_catalog.pg_database d \
     WHERE d.datname = pg_catalog.current_database() \
     AND pg_catalog.pg_get_userbyid(d.datdba) = CURRENT_USER";

/// Asks every database that resolves here. Production resolves only where its consent is given.
pub(super) async fn check(context: &Context, variables: &Variables) -> Vec<Finding> {
    let mut findings = Vec::new();
    for environment in Environment::ALL {
        let resolved = context.resolve_for(variables, environment, Purpose::Read);
        match resolved {
            Ok(resolved) => match ask(context, &resolved).await {
                Ok(rights) => findings.extend(judge(environment, &rights)),
                Err(error) => {
                    findings.push(Finding::error(
                        error.code().as_str(),
                        error.message(),
                        error.hint(),
                    ));
                }
            },
            Err(error) if error.code() == Code::ProductionFromWorkstation => {
                findings.push(Finding::warning(
                    "production_roles_unread",
                    "Production's roles were not read: that needs consent.",
                    "Run this once with `--consent ID`, where production's URL is at hand.",
                ));
            }
            // It has no database here; what is wrong with its URL is for `check`.
            Err(_) => {}
        }
    }
    findings
}

/// What one database answered: names, and their rights.
#[derive(Debug, Default)]
struct Rights {
    powerful: Vec<(String, String)>,
    tables: Vec<(String, String)>,
    schema: Vec<(String, String)>,
    owner: Vec<(String, String)>,
}

async fn ask(context: &Context, resolved: &ResolvedDatabase) -> Result<Rights, Error> {
    let session = Session::open(&resolved.url, &VerifyOptions::default()).await?;
    verify::verify_client(session.client(), resolved, &context.config).await?;
    let rows = async |statement: &str| {
        let rows = session.client().query(statement, &[]).await;
        let pairs = rows.and_then(|rows| {
            rows.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
        });
        pairs.map_err(|error| database_error(&error, "queried for its roles"))
    };
    Ok(Rights {
        powerful: rows(POWERFUL).await?,
        tables: rows(PUBLIC).await?,
        schema: rows(SCHEMA).await?,
        owner: rows(OWNER).await?,
    })
}

fn judge(environment: Environment, rights: &Rights) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (role, attributes) in &rights.powerful {
        findings.push(Finding::warning(
            "role_powerful",
            format!("In {environment}, role {role} may log in and has {attributes}."),
            "Take from it what its work does not need: ALTER ROLE … NOBYPASSRLS, or delete it.",
        ));
    }
    for (table, rights) in &rights.tables {
        findings.push(Finding::warning(
            "public_may_write",
            format!("In {environment}, every role may write {table} ({rights})."),
            format!(
                "REVOKE {rights} ON {table} FROM PUBLIC, and grant it to the role that needs it."
            ),
        ));
    }
    if !rights.schema.is_empty() {
        findings.push(Finding::warning(
            "public_may_create",
            format!(
                "In {environment}, every role may create tables and functions in schema public."
            ),
            "REVOKE CREATE ON SCHEMA public FROM PUBLIC.",
        ));
    }
    if let Some((role, _)) = rights.owner.first().filter(|_| environment.is_production()) {
        findings.push(Finding::warning(
            "app_owns_database",
            format!(
                "Production is reached as {role}, which owns the database: it may drop every table."
            ),
            "Give the app a role with the rights that it needs, and keep the owner for migrations.",
        ));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_right_that_nobody_needs_is_found() {
        let pair = |a: &str, b: &str| vec![(a.to_owned(), b.to_owned())];
        let rights = Rights {
            powerful: pair("ann", "BYPASSRLS"),
            tables: pair("public.notes", "INSERT"),
            schema: pair("public", "CREATE"),
            owner: pair("app", ""),
        };
        let codes = |environment| {
            let found = judge(environment, &rights).into_iter();
            found.map(|it| it.code.into_owned()).collect::<Vec<_>>()
        };
        let all = ["role_powerful", "public_may_write", "public_may_create", "app_owns_database"];
        assert_eq!(codes(Environment::Production), all);
        assert_eq!(codes(Environment::Staging), all[..3], "an owner is usual there");
        assert!(judge(Environment::Production, &Rights::default()).is_empty());
    }
}
