//! Creates a branch that Neon masks. Which columns to mask is read from the source beforehand.

use skate_env_core::{
    Code, Problem,
    neon::{
        lifecycle::{BranchSpec, EnsuredBranch},
        model::MaskingRule,
    },
};
use skate_env_mask::{AnonymizerRule, Replacement, Rules, anonymizer_rules, plan_database};

use super::{
    super::explain::explain,
    masking_report::MaskingReport,
    session::{DELETED, open, warn_about_unclassified},
};
use crate::{failure::Failure, neon_session::NeonSession};

/// What to mask in a database.
struct MaskingOrder {
    database: String,
    rules: Vec<AnonymizerRule>,
    unclassified: Vec<String>,
}

pub(super) async fn create(
    session: &NeonSession<'_>,
    spec: &BranchSpec,
    rules: &Rules,
) -> Result<(EnsuredBranch, Option<MaskingReport>), Failure> {
    let (name, plane, progress) = (&spec.name, &session.plane, session.progress);
    let existing = Box::pin(session.branches.anonymized(spec)).await;
    if let Some(ensured) = existing.map_err(|error| explain(error, spec))? {
        return Ok((ensured, None));
    }
    let doing = format!("Reading which columns branch `{name}` will have");
    let reading = Box::pin(read_order(session, spec, rules));
    let order = progress.step(doing, "No branch was created.", reading).await?;
    let doing = format!("Creating branch `{name}` {plane}, masked by Neon");
    let rules: Vec<_> = order.rules.iter().map(|it| masking_rule(&order.database, it)).collect();
    let creating = Box::pin(session.branches.anonymize(spec, &rules));
    let ensured = progress.step(doing, DELETED, creating).await;
    let ensured = ensured.map_err(|error| explain(error, spec))?;
    warn_about_unclassified(session, &order.unclassified);
    let masked = order.rules.iter().map(|it| (it.column.to_string(), it.mask.to_string()));
    let masking =
        MaskingReport::Neon { masked: masked.collect(), unclassified: order.unclassified };
    Ok((ensured, Some(masking)))
}

async fn read_order(
    session: &NeonSession<'_>,
    spec: &BranchSpec,
    rules: &Rules,
) -> Result<MaskingOrder, Failure> {
    if spec.at.is_some() {
        return Err(Problem::new(
            Code::ImpossiblePolicy,
            "Cannot mask a branch of an earlier moment with Neon: its columns are not known before \
             it is created.",
            "Leave `--at` out, or write `engine = \"sql\"` under [masking] of skate-env.toml.",
        )
        .into());
    }
    let source = session.branches.source_of(spec).await;
    let (branch, connection) = source.map_err(|error| explain(error, spec))?;
    let source = open(&branch, &connection, rules).await?;
    let (catalogue, plan) = plan_database(source.client(), rules).await?;
    Ok(MaskingOrder {
        database: connection.database.name,
        rules: anonymizer_rules(&catalogue, &plan)?,
        unclassified: plan.unclassified.iter().map(ToString::to_string).collect(),
    })
}

fn masking_rule(database: &str, rule: &AnonymizerRule) -> MaskingRule {
    let AnonymizerRule { column, replacement, .. } = rule;
    let (schema, table, column) = (&column.schema, &column.table, &column.column);
    match replacement {
        Replacement::Function(function) => {
            MaskingRule::by_function(database, schema, table, column, function)
        }
        Replacement::Value(value) => MaskingRule::by_value(database, schema, table, column, value),
    }
}
