//! `reuse`: takes a branch that needs nothing done, from a list that the caller has, in one request
//! on Neon.

use futures_util::future::try_join;

use super::{
    BranchSpec, Branches, ClassRules, Connection, EnsureOutcome, EnsuredBranch,
    connection::{ChosenName, usable},
    context::EnsureContext,
};
use crate::neon::{
    BranchRef, EndpointId, Error, FoundBranch,
    calls::{self, databases::Login},
    find::contradictory_answer,
    model::{Branch, BranchState},
};
use crate::{Class, DatabaseUrl, Environment, Server, Target, Variables};

/// The names by which a branch is reached, where the caller knows them already.
#[derive(Clone, Copy, Debug)]
pub struct KnownLogin<'a> {
    /// The role.
    pub role: &'a str,
    /// The database.
    pub database: &'a str,
}

impl Branches {
    /// What [`Branches::ensure`] would give, where the branch is in the list, is the wanted one,
    /// and needs neither a reset nor a longer life nor a compute. `None` where `ensure` has
    /// something to do, or something to say. A sleeping compute is not woken: the first connection
    /// does that, and has to prove which branch it leads to before anybody is given the URL.
    ///
    /// # Errors
    /// `protected_branch`, `production_target`, or what Neon said.
    pub async fn reuse(
        &self,
        spec: &BranchSpec,
        listed: &[FoundBranch],
        login: KnownLogin<'_>,
    ) -> Result<Option<EnsuredBranch>, Error> {
        let rules = ClassRules::of(spec.class, self.config.classes.get(&spec.class))?.spec(spec);
        if rules.masked {
            return Ok(None);
        }
        let mut named = listed.iter().filter(|found| found.branch.name == spec.name);
        let (Some(found), None) = (named.next(), named.next()) else { return Ok(None) };
        let Some(source) = self.listed_source(&rules.source, listed) else { return Ok(None) };
        let context = EnsureContext { rules, source: source.branch.clone() };
        let branch = &found.branch;
        let settled = branch.current_state == BranchState::Ready && branch.pending_state.is_none();
        // `ensure` says why it is not the wanted one.
        let fits = settled && matches!(self.judge(spec, &context, found, false), Ok(false));
        if !fits || self.renewal(&context, branch).is_some() {
            return Ok(None);
        }
        self.must_be(spec, &context, branch)?;
        let Some((endpoint, pooled, direct)) = self.known_urls(branch, login).await? else {
            return Ok(None);
        };
        let chosen = |name: &str| ChosenName { name: name.to_owned(), reason: "it was known" };
        let connection = Connection {
            pooled,
            direct,
            endpoint,
            role: chosen(login.role),
            database: chosen(login.database),
        };
        let (branch, source) = (branch.clone(), context.source);
        Ok(Some(EnsuredBranch { branch, source, outcome: EnsureOutcome::Reused, connection }))
    }

    /// Both URLs of a branch, and its compute. On Neon the compute's id is in the host, so that it
    /// need not be asked for; the caller proves whose it is on the connection.
    async fn known_urls(
        &self,
        branch: &Branch,
        login: KnownLogin<'_>,
    ) -> Result<Option<(EndpointId, DatabaseUrl, DatabaseUrl)>, Error> {
        let names = (login.role, login.database);
        let call = calls::databases::connection_uri_of(&self.project, &branch.id, names, true);
        let answer = match self.client.send(&call).await {
            Ok(answer) => answer,
            // No compute, or other names by now: `ensure` adds one, or asks for them.
            Err(error) if matches!(error.status(), Some(400..=422)) => return Ok(None),
            Err(error) => return Err(error),
        };
        let pooled = usable(answer.uri.expose_secret())?;
        let target = pooled.target(&Variables::new()).ok().flatten();
        if let Some(target) = &target {
            self.production.refuse_target(&pooled, target)?;
        }
        if let Some(Target { server: Server::Neon { endpoint }, database, pooled: true, .. }) =
            &target
            && let Some(direct) = pooled.to_direct()
        {
            let user = pooled.parts().and_then(|parts| parts.user.as_deref());
            if database != login.database || user != Some(login.role) {
                return Err(contradictory_answer("the URL of another role or database"));
            }
            let endpoint = EndpointId::new(endpoint.clone())
                .map_err(|_| contradictory_answer("a URL whose host is no endpoint's"))?;
            return Ok(Some((endpoint, pooled, direct)));
        }
        let endpoint = self.read_write_endpoint(branch).await?;
        let names = Login {
            branch: &branch.id,
            endpoint: &endpoint.id,
            database: login.database,
            role: login.role,
        };
        self.must_lead_to(&pooled, names, &endpoint, true)?;
        let direct = self.url(names, &endpoint, false).await?;
        Ok(Some((endpoint.id.clone(), pooled, direct)))
    }

    /// The branch in the list that a class's branches are made from, if there is exactly one.
    ///
    /// # Errors
    /// `invalid_config` for a policy that cannot be read.
    pub fn source_in<'l>(
        &self,
        class: Class,
        listed: &'l [FoundBranch],
    ) -> Result<Option<&'l FoundBranch>, Error> {
        let rules = ClassRules::of(class, self.config.classes.get(&class))?;
        Ok(self.listed_source(&rules.source, listed))
    }

    /// The role and the database that are used of a branch, for an environment.
    ///
    /// # Errors
    /// `ambiguous_name` where no rule chooses one; or what Neon said.
    pub async fn login(
        &self,
        branch: &Branch,
        environment: Environment,
    ) -> Result<(ChosenName, ChosenName), Error> {
        let policy = self.config.environments.get(&environment);
        let role = policy.and_then(|policy| policy.role.as_deref());
        let database = policy.and_then(|policy| policy.database.as_deref());
        try_join(self.role(branch, role), self.database(branch, database)).await
    }

    /// The branch in the list that a source's name means, if there is exactly one.
    fn listed_source<'l>(&self, name: &str, listed: &'l [FoundBranch]) -> Option<&'l FoundBranch> {
        let plain = name.strip_prefix("branch:").unwrap_or(name);
        let meant = match (plain == name, name.parse::<Environment>()) {
            (true, Ok(environment)) => self.branch_of(environment).ok()?,
            _ => BranchRef::name(plain),
        };
        let mut found = listed.iter().filter(|found| match &meant {
            BranchRef::Id(id) => found.branch.id == *id,
            BranchRef::Name(name) => found.branch.name == *name,
        });
        found.next().filter(|_| found.next().is_none())
    }
}
