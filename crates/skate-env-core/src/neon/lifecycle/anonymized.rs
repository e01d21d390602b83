//! Branches that Neon masks itself, on plans that have it.
//!
//! As in [`masked`](super::masked) the URL is not given out before the masking is done, and until
//! then the branch has a reserved name. Unlike there, skate-env does not connect to the branch:
//! which columns to mask is read from the source before.

use super::{
    BranchSpec, Branches, Connection, EnsureOutcome, EnsuredBranch, UNMASKED, compute,
    create::Creation, temporary::DeleteOnDrop,
};
use crate::Code;
use crate::neon::{
    BranchId, BranchRef, Error, calls,
    model::{AnonymizationState, Branch, MaskingRule},
};

/// What to do about all that Neon's own masking cannot do.
const BY_SQL: &str = "Write `engine = \"sql\"` under [masking] of skate-env.toml: skate-env masks \
                      the branch itself then.";
/// How Neon words that something is not available.
const HAS_NOT: [&str; 6] =
    ["plan", "not available", "not enabled", "not supported", "unsupported", "not implemented"];

impl Branches {
    /// The branch that is wanted, where it is there and Neon has masked it.
    ///
    /// # Errors
    /// As [`Branches::ensure`]; `branch_mismatch` for a branch that Neon has not masked to the end.
    pub async fn anonymized(&self, spec: &BranchSpec) -> Result<Option<EnsuredBranch>, Error> {
        let spec = &BranchSpec { masked: Some(true), ..spec.clone() };
        let context = self.context(spec).await?;
        if self.plan(spec, &context).await?.creates() {
            return Ok(None);
        }
        let found = self.client.find_branch(&self.project, &BranchRef::name(&spec.name)).await?;
        self.must_be_anonymized(&found.branch).await?;
        self.ensure(spec).await.map(Some)
    }

    /// The branch that a wanted one would be made from, and how it is reached: to read which
    /// columns it has.
    ///
    /// # Errors
    /// `impossible_policy` for production, to which nothing here connects; or what Neon said.
    pub async fn source_of(&self, spec: &BranchSpec) -> Result<(Branch, Connection), Error> {
        let source = self.context(spec).await?.source;
        self.production
            .refuse_branch(&source, "connected to, to read its columns")
            .map_err(|error| Error::new(Code::ImpossiblePolicy, error.message(), BY_SQL))?;
        let itself = BranchRef::Id(source.id.clone());
        let connection = self.connection(&itself, spec.class.environment()).await?;
        Ok((source, connection))
    }

    /// Has Neon make the branch and mask it by these rules, waits until it is masked, and says how
    /// it is reached. One that is there, and masked, is taken as it is.
    ///
    /// Whatever ends it early, the branch is deleted.
    ///
    /// # Errors
    /// `impossible_policy` where Neon does not have it for this project; `operation_failed`, with
    /// what Neon says of a masking that failed; or as [`Branches::ensure`].
    pub async fn anonymize(
        &self,
        spec: &BranchSpec,
        rules: &[MaskingRule],
    ) -> Result<EnsuredBranch, Error> {
        if let Some(ensured) = self.anonymized(spec).await? {
            return Ok(ensured);
        }
        let name = self.own_name(&format!("{UNMASKED}{}", spec.name));
        let veiled = BranchSpec { name: name.clone(), masked: Some(true), ..spec.clone() };
        let mut delete_on_drop = DeleteOnDrop { branches: self, name: &name, is_armed: true };
        let (branch, source) = self.make_anonymized(&veiled, rules).await?;
        let branch = self.publish(&branch, &spec.name).await?;
        delete_on_drop.is_armed = false;
        let connection = self.connection_of(&branch, spec.class.environment()).await?;
        Ok(EnsuredBranch { branch, source, outcome: EnsureOutcome::Created, connection })
    }

    /// The branch, masked but under its first name, and its source.
    async fn make_anonymized(
        &self,
        spec: &BranchSpec,
        rules: &[MaskingRule],
    ) -> Result<(Branch, Branch), Error> {
        let context = self.context(spec).await?;
        let call = calls::anonymized::create(
            &self.project,
            &self.new_branch(spec, &context),
            &compute(&context.rules),
            rules,
            &spec.annotation(true),
        );
        let made = self.create(spec, &context, &call).await;
        let Creation { id, .. } =
            made.map_err(|error| if is_missing(&error) { impossible(&error) } else { error })?;
        self.wait_for_masking(&id).await?;
        self.must_have_rules(&id, rules).await?;
        let branch = self.wait_for_branch(&id).await?;
        self.must_be(spec, &context, &branch)?;
        Ok((branch, context.source))
    }

    /// Neon masked every column that it was to mask: a rule that it lost would leave real data.
    async fn must_have_rules(&self, id: &BranchId, rules: &[MaskingRule]) -> Result<(), Error> {
        let column = |rule: &MaskingRule| {
            let MaskingRule { database_name, schema_name, table_name, column_name, .. } = rule;
            [database_name, schema_name, table_name, column_name].map(String::clone)
        };
        let answer = self.client.send(&calls::anonymized::rules(&self.project, id)).await?;
        let masked: Vec<_> = answer.masking_rules.iter().map(column).collect();
        let Some(lost) = rules.iter().map(column).find(|it| !masked.contains(it)) else {
            return Ok(());
        };
        let [_, schema, table, column] = lost;
        Err(Error::new(
            Code::OperationFailed,
            format!("Neon did not mask `{schema}.{table}.{column}`, though it was to."),
            BY_SQL,
        ))
    }

    async fn must_be_anonymized(&self, branch: &Branch) -> Result<(), Error> {
        let call = calls::anonymized::status(&self.project, &branch.id);
        let said = match self.client.send(&call).await {
            Ok(status) if status.state == AnonymizationState::Anonymized => return Ok(()),
            Ok(status) => format!("Neon's masking of it is at `{}`", status.state),
            // Only anonymized branches have a status.
            Err(error) if matches!(error.status(), Some(400..=499)) => {
                "Neon did not mask it".to_owned()
            }
            Err(error) => return Err(error),
        };
        Err(Error::new(
            Code::BranchMismatch,
            format!("Branch `{}` ({}) exists, but {said}.", branch.name, branch.id),
            "Use another name, or delete that branch if it is not needed.",
        ))
    }
}

/// Whether the plan, the project or the control plane does not have anonymized branches.
fn is_missing(error: &Error) -> bool {
    let of_this_call = error.message().contains("/branch_anonymized");
    let said = error.reply().and_then(|reply| reply.message.as_deref()).unwrap_or_default();
    let said = said.to_lowercase();
    of_this_call
        && match error.status() {
            Some(402 | 404 | 405 | 501) => true,
            _ if error.code() == Code::NeonRefused => {
                HAS_NOT.iter().any(|words| said.contains(words))
            }
            _ => false,
        }
}

fn impossible(error: &Error) -> Error {
    Error::new(Code::ImpossiblePolicy, error.message(), BY_SQL)
}
