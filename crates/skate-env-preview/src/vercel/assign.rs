//! Sets the URLs of a pull request's database for the previews of its git branch.

use secrecy::{ExposeSecret as _, SecretString};
use skate_env_core::{Code, Problem, rest::Error};

use super::{
    Mark, Vercel,
    model::{NewVariable, PREVIEW, Variable},
};

/// What is to be set, and for whom.
#[derive(Clone, Debug)]
pub struct Assignment<'a> {
    /// The repository's id.
    pub repository: &'a str,
    /// The pull request's number.
    pub number: u64,
    /// The id of the database's branch.
    pub branch_id: &'a str,
    /// The git branch of the pull request. Anybody may choose it: it travels in JSON alone.
    pub git_branch: &'a str,
    /// Names and values.
    pub variables: Vec<(&'a str, &'a SecretString)>,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assigned {
    /// Whether anything was changed.
    pub changed: bool,
    /// Variables of previews whose values nobody can read, so that they could lead anywhere. Only
    /// looked for where anything was changed.
    pub unreadable: Vec<String>,
}

impl Vercel {
    /// Sets what is not set already: one request to ask, and one more to set.
    ///
    /// `is_production` says whether a variable of this name and value leads to production. What the
    /// previews of this git branch get is looked at before anything is set, and again whenever
    /// somebody changed it later.
    ///
    /// # Errors
    /// `production_target` where a preview gets a variable that leads to production,
    /// `invalid_config` where somebody else set one of the variables for the git branch,
    /// `vercel_refused`, `vercel_unavailable`. Nothing was set then.
    pub async fn assign(
        &self,
        assignment: &Assignment<'_>,
        is_production: impl Fn(&str, &str) -> bool,
    ) -> Result<Assigned, Error> {
        let listed = self.variables().await?;
        let wanted = assignment.wanted();
        let own = |key: &str| {
            let mut found = listed.iter().filter(|it| it.key == key);
            found.find(|it| it.is_of_branch(assignment.git_branch))
        };
        let foreign = |variable: &&Variable| !is_of(variable, assignment.repository);
        if let Some(foreign) = wanted.iter().filter_map(|it| own(it.key)).find(foreign) {
            return Err(somebody_else_set(&foreign.key).into());
        }
        let is_set = |new: &NewVariable<'_>| {
            own(new.key).is_some_and(|it| it.comment.as_deref() == Some(new.comment.as_str()))
        };
        let unchanged = wanted.iter().all(is_set);
        let set_at = wanted.iter().filter_map(|it| own(it.key)?.updated_at).min();
        let others = listed.iter().filter(|it| {
            let replaced = it.git_branch.is_some() && wanted.iter().any(|new| new.key == it.key);
            it.serves(assignment.git_branch) && !replaced
        });
        let others: Vec<_> = others
            .filter(|it| !unchanged || it.updated_at.is_none_or(|at| Some(at) > set_at))
            .collect();
        let unreadable = self.refuse_production(&others, is_production).await?;
        if unchanged {
            return Ok(Assigned { changed: false, unreadable: Vec::new() });
        }
        self.set(&wanted).await?;
        Ok(Assigned { changed: true, unreadable })
    }

    /// Reads each variable; returns the names of those that nobody can read.
    async fn refuse_production(
        &self,
        variables: &[&Variable],
        is_production: impl Fn(&str, &str) -> bool,
    ) -> Result<Vec<String>, Error> {
        let (mut leading, mut unreadable) = (Vec::new(), Vec::new());
        for variable in variables {
            // What Vercel itself sets says where a deployment is, never where a database is.
            if variable.kind == "system" {
                continue;
            }
            let name = || variable.key.escape_debug().to_string();
            match self.value(variable).await? {
                Some(value) if is_production(&variable.key, &value) => leading.push(name()),
                Some(_) => {}
                None => unreadable.push(name()),
            }
        }
        if leading.is_empty() { Ok(unreadable) } else { Err(leads_to_production(&leading).into()) }
    }
}

impl Assignment<'_> {
    fn wanted(&self) -> Vec<NewVariable<'_>> {
        let Self { repository, number, branch_id, git_branch, variables } = self;
        let one = |(key, value): &(&'_ str, &'_ SecretString)| {
            Mark::new(repository, *number, branch_id, key, value.expose_secret()).to_string()
        };
        let comments: Vec<String> = variables.iter().map(one).collect();
        let named = variables.iter().zip(comments);
        named
            .map(|((key, value), comment)| NewVariable {
                key,
                value,
                kind: "sensitive",
                target: [PREVIEW],
                git_branch,
                comment,
            })
            .collect()
    }
}

/// Whether it was set for a pull request of this repository: two may have one git branch.
fn is_of(variable: &Variable, repository: &str) -> bool {
    let mark = variable.comment.as_deref().and_then(Mark::parse);
    mark.is_some_and(|mark| mark.repository == repository)
}

fn leads_to_production(names: &[String]) -> Problem {
    let message =
        format!("Vercel gives previews variables that lead to production: {}.", names.join(", "));
    let hint = "Set the environment of each to Production alone, in the project's settings on Vercel. \
                No variable was changed.";
    Problem::new(Code::ProductionTarget, message, hint)
}

fn somebody_else_set(name: &str) -> Problem {
    let name = name.escape_debug();
    let message =
        format!("Vercel has {name} for this git branch already, and skate-env did not set it.");
    let hint = "Delete it in the project's settings on Vercel, or leave --vercel out.";
    Problem::new(Code::InvalidConfig, message, hint)
}
