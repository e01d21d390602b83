//! A branch that Neon masks itself: what to mask is read from its source, before anything is made.

use skate_env_core::{
    Code, Problem,
    neon::{
        lifecycle::{BranchSpec, EnsuredBranch},
        model::MaskingRule,
    },
};
use skate_env_mask::{AnonymizerRule, Replacement, Rules, anonymizer_rules, plan_database};

use super::{LEFT, Masking, explain, open, warn_of_unclassified};
use crate::{failure::Failure, neon_session::NeonSession};

/// What Neon is told.
struct Order {
    database: String,
    substitutions: Vec<AnonymizerRule>,
    unclassified: Vec<String>,
}

pub(super) async fn make(
    session: &NeonSession<'_>,
    wanted: &BranchSpec,
    rules: &Rules,
) -> Result<(EnsuredBranch, Option<Masking>), Failure> {
    let (name, plane, progress) = (&wanted.name, &session.plane, session.progress);
    let there = Box::pin(session.branches.anonymized(wanted)).await;
    if let Some(ensured) = there.map_err(|error| explain(error, wanted))? {
        return Ok((ensured, None));
    }
    let doing = format!("Reading which columns branch `{name}` would have");
    let reading = Box::pin(read(session, wanted, rules));
    let order = progress.step(doing, "Nothing was made.", reading).await?;
    let doing = format!("Creating branch `{name}` {plane}, masked by Neon");
    let rules: Vec<_> = order.substitutions.iter().map(|it| rule(&order.database, it)).collect();
    let work = Box::pin(session.branches.anonymize(wanted, &rules));
    let ensured = progress.step(doing, LEFT, work).await;
    let ensured = ensured.map_err(|error| explain(error, wanted))?;
    warn_of_unclassified(session, &order.unclassified);
    let masked = order.substitutions.iter().map(|it| (it.column.to_string(), it.mask.to_string()));
    let masking = Masking::Neon { masked: masked.collect(), unclassified: order.unclassified };
    Ok((ensured, Some(masking)))
}

async fn read(
    session: &NeonSession<'_>,
    wanted: &BranchSpec,
    rules: &Rules,
) -> Result<Order, Failure> {
    if wanted.at.is_some() {
        return Err(Problem::new(
            Code::ImpossiblePolicy,
            "Which columns its source had at that moment, nobody can read before it is made.",
            "Leave `--at` out, or write `engine = \"sql\"` under [masking] of skate-env.toml.",
        )
        .into());
    }
    let source = session.branches.source_of(wanted).await;
    let (branch, connection) = source.map_err(|error| explain(error, wanted))?;
    let source = open(&branch, &connection, rules).await?;
    let (catalogue, plan) = plan_database(source.client(), rules).await?;
    Ok(Order {
        database: connection.database.name,
        substitutions: anonymizer_rules(&catalogue, &plan)?,
        unclassified: plan.unclassified.iter().map(ToString::to_string).collect(),
    })
}

fn rule(
    database: &str,
    AnonymizerRule { column, replacement, .. }: &AnonymizerRule,
) -> MaskingRule {
    let (schema, table, column) = (&column.schema, &column.table, &column.column);
    match replacement {
        Replacement::Function(function) => {
            MaskingRule::by_function(database, schema, table, column, function)
        }
        Replacement::Value(value) => MaskingRule::by_value(database, schema, table, column, value),
    }
}
