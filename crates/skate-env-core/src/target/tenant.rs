//! Hosts that serve the databases of many: what tells the tenants apart.

use super::Server;

/// Who is behind a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Tenancy {
    /// One server: the host's name says which.
    Single,
    /// One of many, and the URL says which.
    Named(Server),
    /// One of many, by the user, and the URL does not say which.
    ByUser,
    /// One of many, by an option or the database's name, and the URL does not say which.
    ByOption,
}

/// Reads which of a host's databases is meant, by the vendors' own documents:
///
/// - Supabase: `postgres.<reference>`, <https://supabase.com/docs/guides/database/connecting-to-postgres>
/// - Prisma Postgres: the user,
///   <https://www.prisma.io/docs/postgres/database/connecting-to-your-database>
/// - `PlanetScale`: `<role>.<branch>`, <https://planetscale.com/docs/postgres/connecting>
/// - `CockroachDB`: `--cluster=<name>` in `options`, or `<name>.<database>`, where the host names no
///   cluster, <https://www.cockroachlabs.com/docs/cockroachcloud/connect-to-a-basic-cluster>
/// - Xata: the workspace as the user, <https://xata.io/docs/postgres>
pub(crate) fn tenancy(
    host: &str,
    user: Option<&str>,
    database: &str,
    options: Option<&str>,
) -> Tenancy {
    let named = |tenant: &str| {
        Tenancy::Named(Server::Tenant { host: host.to_owned(), tenant: tenant.to_owned() })
    };
    if is_supabase_pooler(host) {
        let project = user.and_then(|user| user.rsplit_once('.'));
        return project.map_or(Tenancy::ByUser, |(_, project)| {
            Tenancy::Named(Server::Supabase { project: project.to_lowercase() })
        });
    }
    if host == "db.prisma.io" || host.ends_with(".sql.xata.sh") {
        return user.map_or(Tenancy::ByUser, named);
    }
    if host.ends_with(".psdb.cloud") {
        // A suffix such as `|replica` asks for a pooler of the same branch.
        let user = user.map(|user| user.split('|').next().unwrap_or_default());
        let branch = user.and_then(|user| user.rsplit_once('.'));
        return branch.map_or(Tenancy::ByUser, |(_, branch)| named(branch));
    }
    if let Some(region) = host.strip_suffix(".cockroachlabs.cloud")
        && (region.starts_with("free-tier") || region.starts_with("serverless"))
    {
        let cluster = options.and_then(cluster).or_else(|| Some(database.split_once('.')?.0));
        return cluster.map_or(Tenancy::ByOption, named);
    }
    Tenancy::Single
}

/// Supabase's shared pooler.
pub(super) fn is_supabase_pooler(host: &str) -> bool {
    host.ends_with(".pooler.supabase.com")
}

/// `--cluster=blue-dog-4300`, also `-c cluster=…` as some drivers write it.
fn cluster(options: &str) -> Option<&str> {
    let words = options.split(|c: char| c.is_whitespace() || c == '+');
    words.map(|word| word.trim_start_matches('-')).find_map(|word| word.strip_prefix("cluster="))
}
