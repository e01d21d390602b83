//! Host names that lead to one server: private and external ones, poolers, readers of a cluster.

use std::borrow::Cow;

/// The one name under which a server is compared, and whether the name given is a pooler's. What
/// names do not show (an instance of an Aurora cluster, Railway's proxy) is asked live.
///
/// By the vendors' documents:
/// - `DigitalOcean`: `private-`, <https://docs.digitalocean.com/products/databases/postgresql/how-to/connect/>
/// - Render: `dpg-…-a` inside, <https://render.com/docs/postgresql-creating-connecting>
/// - Azure: `privatelink`, <https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-networking-private-link>
/// - Aurora: `cluster-ro-`, <https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Endpoints.html>
/// - Prisma Postgres: `pooled.`, <https://www.prisma.io/docs/postgres/database/connecting-to-your-database>
/// - Fly's Managed Postgres: `direct.` and `pgbouncer.`, <https://fly.io/docs/mpg/>
/// - Fly's own: `flycast` and `internal`, <https://fly.io/docs/networking/private-networking/>
/// - Kubernetes: `svc.cluster.local`, <https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/>
pub(super) fn canonical(name: &str) -> (Cow<'_, str>, bool) {
    let plain = |name| (Cow::Borrowed(name), false);
    let (label, domain) = name.split_once('.').unwrap_or((name, ""));
    if name == "pooled.db.prisma.io" {
        return (Cow::Borrowed("db.prisma.io"), true);
    }
    if domain.ends_with(".db.ondigitalocean.com") {
        return plain(name.strip_prefix("private-").unwrap_or(name));
    }
    if is_render(label) && (domain.is_empty() || domain.ends_with("-postgres.render.com")) {
        return plain(label);
    }
    if domain == "privatelink.postgres.database.azure.com" {
        return (Cow::Owned(format!("{label}.postgres.database.azure.com")), false);
    }
    if domain.ends_with(".rds.amazonaws.com")
        && let Some(cluster) = domain.strip_prefix("cluster-ro-")
    {
        return (Cow::Owned(format!("{label}.cluster-{cluster}")), false);
    }
    if domain.ends_with(".flympg.net") && matches!(label, "direct" | "pgbouncer") {
        return (Cow::Borrowed(domain), label == "pgbouncer");
    }
    if let Some(app) = name.strip_suffix(".flycast") {
        return (Cow::Owned(format!("{app}.internal")), false);
    }
    match name.strip_suffix(".cluster.local") {
        Some(service) if service.rsplit('.').next() == Some("svc") => plain(service),
        _ => plain(name),
    }
}

/// Whether a name of a single label is a vendor's, and not a container's on this machine.
pub(super) fn is_hosted(name: &str) -> bool {
    is_render(name)
}

/// `dpg-cabc1234567890defghi-a`
fn is_render(label: &str) -> bool {
    label.strip_prefix("dpg-").is_some_and(|rest| {
        rest.rsplit_once('-').is_some_and(|(id, instance)| id.len() >= 10 && instance.len() == 1)
    })
}
