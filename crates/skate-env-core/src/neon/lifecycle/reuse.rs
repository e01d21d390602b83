//! `reuse`: takes a branch that needs nothing done, from a list that the caller has, in two or
//! three requests.

use super::{
    BranchSpec, Branches, ClassRules, Connection, EnsureOutcome, EnsuredBranch,
    connection::ChosenName, context::EnsureContext,
};
use crate::Environment;
use crate::neon::{
    Error, FoundBranch,
    calls::databases::Login,
    model::{BranchState, EndpointType},
};

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
    /// does that.
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
        let call = crate::neon::calls::endpoints::of_branch(&self.project, &branch.id);
        let endpoints = self.client.send(&call).await?.endpoints;
        if !endpoints.iter().any(|endpoint| endpoint.r#type == EndpointType::ReadWrite) {
            return Ok(None);
        }
        let endpoint = self.own_endpoint(branch, endpoints)?;
        let names = Login {
            branch: &branch.id,
            endpoint: &endpoint.id,
            database: login.database,
            role: login.role,
        };
        let pooled = self.url(names, &endpoint, true).await?;
        let direct = match pooled.to_direct() {
            Some(direct) => direct,
            None => self.url(names, &endpoint, false).await?,
        };
        self.must_lead_to(&direct, names, &endpoint, false)?;
        let chosen = |name: &str| ChosenName { name: name.to_owned(), reason: "it was known" };
        let connection = Connection {
            pooled,
            direct,
            endpoint: endpoint.id.clone(),
            role: chosen(login.role),
            database: chosen(login.database),
        };
        let (branch, source) = (branch.clone(), context.source);
        Ok(Some(EnsuredBranch { branch, source, outcome: EnsureOutcome::Reused, connection }))
    }

    /// The branch in the list that a source's name means, if there is exactly one.
    fn listed_source<'l>(&self, name: &str, listed: &'l [FoundBranch]) -> Option<&'l FoundBranch> {
        let plain = name.strip_prefix("branch:").unwrap_or(name);
        let meant = match (plain == name, name.parse::<Environment>()) {
            (true, Ok(environment)) => self.branch_of(environment).ok()?,
            _ => crate::neon::BranchRef::name(plain),
        };
        let mut found = listed.iter().filter(|found| match &meant {
            crate::neon::BranchRef::Id(id) => found.branch.id == *id,
            crate::neon::BranchRef::Name(name) => found.branch.name == *name,
        });
        found.next().filter(|_| found.next().is_none())
    }
}
