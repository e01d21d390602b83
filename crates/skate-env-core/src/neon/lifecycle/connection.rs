//! The connection of a branch: both URLs, checked to be the branch's own.

use futures_util::future::try_join;

use super::{Branches, unmasked_data::refuse_unfinished};
use crate::neon::{
    BranchRef, EndpointId, Error,
    calls::{self, databases::Login},
    find::contradictory_answer,
    model::{AnonymizationState, Branch, Endpoint, EndpointType},
};
use crate::{Code, DatabaseUrl, Environment, Server, Variables};

/// A name, and the rule that chose it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenName {
    /// The name.
    pub name: String,
    /// The rule, for people.
    pub reason: &'static str,
}

/// How a branch is reached.
#[derive(Clone, Debug)]
pub struct Connection {
    /// Through Neon's PgBouncer.
    pub pooled: DatabaseUrl,
    /// Straight to the compute: for migrations.
    pub direct: DatabaseUrl,
    /// The compute.
    pub endpoint: EndpointId,
    /// The role.
    pub role: ChosenName,
    /// The database.
    pub database: ChosenName,
}

impl Branches {
    /// How a branch is reached, for an environment, whose policy may name role and database.
    ///
    /// # Errors
    /// `protected_branch` and `production_target` rather than production's URL; `ambiguous_name`
    /// where no rule chooses a role or database; or what Neon said.
    pub async fn connection(
        &self,
        branch: &BranchRef,
        environment: Environment,
    ) -> Result<Connection, Error> {
        let found = self.client.find_branch(&self.project, branch).await?;
        refuse_unfinished(&found)?;
        self.refuse_unmasked(&found.branch).await?;
        self.connection_of(&found.branch, environment).await
    }

    /// An anonymized branch holds real data until the masking is done.
    pub(super) async fn refuse_unmasked(&self, branch: &Branch) -> Result<(), Error> {
        let call = calls::anonymized::status(&self.project, &branch.id);
        let state = match self.client.send(&call).await {
            Ok(status) => status.state,
            // Only anonymized branches have a status.
            Err(error) if matches!(error.status(), Some(400..=499)) => return Ok(()),
            Err(error) => return Err(error),
        };
        if state == AnonymizationState::Anonymized {
            return Ok(());
        }
        Err(Error::new(
            Code::ProtectedBranch,
            format!("Branch `{}` is not masked yet ({state}): it holds real data.", branch.name),
            "Wait until its state is `anonymized`.",
        ))
    }

    pub(super) async fn connection_of(
        &self,
        branch: &Branch,
        environment: Environment,
    ) -> Result<Connection, Error> {
        self.production.refuse_branch(branch, "handed out")?;
        let endpoint = self.read_write_endpoint(branch).await?;
        let (role, database) = self.login(branch, environment).await?;
        let login = Login {
            branch: &branch.id,
            endpoint: &endpoint.id,
            database: &database.name,
            role: &role.name,
        };
        let pooled = self.url(login, &endpoint, true);
        let (pooled, direct) = try_join(pooled, self.url(login, &endpoint, false)).await?;
        Ok(Connection { pooled, direct, endpoint: endpoint.id, role, database })
    }

    /// Refuses production before a request that loses data, also where only the pin of an endpoint
    /// tells which branch that is.
    pub(super) async fn refuse_production(
        &self,
        branch: &Branch,
        action: &str,
    ) -> Result<(), Error> {
        self.production.refuse_branch(branch, action)?;
        if self.production.branch_id().is_some() {
            return Ok(());
        }
        let call = calls::endpoints::of_branch(&self.project, &branch.id);
        let endpoints = self.client.send(&call).await?.endpoints;
        self.production.refuse_endpoints_of(branch, &endpoints, action)
    }

    /// The branch's own compute that writes, as Neon says and the pins allow.
    pub(super) async fn read_write_endpoint(&self, branch: &Branch) -> Result<Endpoint, Error> {
        let call = calls::endpoints::of_branch(&self.project, &branch.id);
        let endpoints = self.client.send(&call).await?.endpoints;
        self.own_endpoint(branch, endpoints)
    }

    /// The compute that writes, among those that Neon listed for the branch.
    pub(super) fn own_endpoint(
        &self,
        branch: &Branch,
        endpoints: Vec<Endpoint>,
    ) -> Result<Endpoint, Error> {
        let found = endpoints.into_iter().find(|e| e.r#type == EndpointType::ReadWrite);
        let Some(endpoint) = found else {
            let message = format!("Branch `{}` has no compute that writes.", branch.name);
            return Err(Error::new(Code::BranchMismatch, message, "Add a compute to it."));
        };
        self.production.refuse_endpoint(&endpoint)?;
        if endpoint.branch_id != branch.id || endpoint.project_id != self.project {
            return Err(contradictory_answer("the endpoint of another branch"));
        }
        Ok(endpoint)
    }

    pub(super) async fn role(
        &self,
        branch: &Branch,
        given: Option<&str>,
    ) -> Result<ChosenName, Error> {
        let call = calls::roles::list(&self.project, &branch.id);
        let roles = self.client.send(&call).await?.roles;
        let names: Vec<_> = roles.into_iter().map(|role| role.name).collect();
        let people = |name: &&String| !SERVICE_ROLES.contains(&name.as_str());
        choose(
            "role",
            given,
            "neondb_owner",
            &names,
            &names.iter().filter(people).collect::<Vec<_>>(),
        )
    }

    pub(super) async fn database(
        &self,
        branch: &Branch,
        given: Option<&str>,
    ) -> Result<ChosenName, Error> {
        let call = calls::databases::list(&self.project, &branch.id);
        let databases = self.client.send(&call).await?.databases;
        let names: Vec<_> = databases.into_iter().map(|database| database.name).collect();
        choose("database", given, "neondb", &names, &names.iter().collect::<Vec<_>>())
    }

    pub(super) async fn url(
        &self,
        login: Login<'_>,
        endpoint: &Endpoint,
        pooled: bool,
    ) -> Result<DatabaseUrl, Error> {
        let call = calls::databases::connection_uri(&self.project, login, pooled);
        let answer = self.client.send(&call).await?;
        let url = usable(answer.uri.expose_secret())?;
        self.must_lead_to(&url, login, endpoint, pooled)?;
        Ok(url)
    }

    /// The URL is this endpoint's, this role's and this database's, and not production's.
    pub(super) fn must_lead_to(
        &self,
        url: &DatabaseUrl,
        login: Login<'_>,
        endpoint: &Endpoint,
        pooled: bool,
    ) -> Result<(), Error> {
        let nothing = Variables::new();
        let target = url.target(&nothing).map_err(|error| unusable(&error))?;
        let target = target.ok_or_else(|| contradictory_answer("a URL of no server"))?;
        self.production.refuse_target(url, &target)?;
        let own = format!("postgresql://own@{}/{}", endpoint.host, target.database);
        let own = DatabaseUrl::parse(&own).and_then(|own| own.target(&nothing)).ok().flatten();
        let leads_there = own.is_some_and(|own| own.is_same_as(&target) && own.port == target.port);
        let right_endpoint = match &target.server {
            Server::Neon { endpoint: id } => id == endpoint.id.as_str() && target.pooled == pooled,
            _ => true,
        };
        let user = url.parts().and_then(|parts| parts.user.as_deref());
        let right_login = target.database == login.database && user == Some(login.role);
        if leads_there && right_endpoint && right_login {
            return Ok(());
        }
        Err(contradictory_answer("the URL of another endpoint, role or database"))
    }
}

/// Roles that Neon makes for its own services.
pub(super) const SERVICE_ROLES: [&str; 4] =
    ["authenticator", "anonymous", "authenticated", "neon_service"];

/// The given one; the only one; Neon's usual one; the only one that is for people.
fn choose(
    what: &str,
    given: Option<&str>,
    usual: &str,
    all: &[String],
    for_people: &[&String],
) -> Result<ChosenName, Error> {
    let choice = |name: &str, reason| Ok(ChosenName { name: name.to_owned(), reason });
    let list = || all.join(", ");
    match (given, all, for_people) {
        (Some(given), _, _) if all.iter().any(|name| name == given) => {
            choice(given, "skate-env.toml names it")
        }
        (Some(given), _, _) => Err(Error::new(
            Code::InvalidConfig,
            format!("The branch has no {what} `{given}`; it has: {}.", list()),
            format!("Change `{what}` in skate-env.toml."),
        )),
        (None, [only], _) => choice(only, "it is the only one"),
        (None, all, _) if all.iter().any(|name| name == usual) => {
            choice(usual, "it is Neon's usual one")
        }
        (None, _, [only]) => choice(only, "it is the only one that is not a service's"),
        _ => Err(Error::new(
            Code::AmbiguousName,
            format!("The branch has several {what}s, and no rule chooses one: {}.", list()),
            format!("Write `{what}` under the environment in skate-env.toml."),
        )),
    }
}

/// The URL that Neon gave.
pub(super) fn usable(text: &str) -> Result<DatabaseUrl, Error> {
    DatabaseUrl::parse(text).map_err(|error| unusable(&error))
}

fn unusable(error: &crate::Error) -> Error {
    match error.problems().next() {
        Some(problem) => problem.clone().into(),
        None => contradictory_answer("a URL that cannot be used"),
    }
}
