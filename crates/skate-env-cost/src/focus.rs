//! The lines as CSV, in the columns of the `FinOps` Open Cost and Usage Specification, FOCUS 1.4.
//!
//! Source: `specification/datasets/cost_and_usage/columns` of the `FOCUS_Spec` repository. There are
//! all columns for which something is known, and the mandatory ones; `x_Source` says how the
//! quantity was obtained.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::{CostError, Estimate, Line, Month, PlanPrices, Resource};

const COLUMNS: [&str; 38] = [
    "BilledCost",
    "BillingAccountId",
    "BillingAccountName",
    "BillingCurrency",
    "BillingPeriodEnd",
    "BillingPeriodStart",
    "ChargeCategory",
    "ChargeClass",
    "ChargeDescription",
    "ChargeFrequency",
    "ChargePeriodEnd",
    "ChargePeriodStart",
    "ConsumedQuantity",
    "ConsumedUnit",
    "ContractedCost",
    "ContractedUnitPrice",
    "EffectiveCost",
    "HostProviderName",
    "InvoiceIssuerName",
    "ListCost",
    "ListUnitPrice",
    "PricingCategory",
    "PricingQuantity",
    "PricingUnit",
    "RegionId",
    "ResourceId",
    "ResourceName",
    "ResourceType",
    "ServiceCategory",
    "ServiceName",
    "ServiceProviderName",
    "ServiceSubcategory",
    "SkuId",
    "SkuPriceId",
    "SubAccountId",
    "SubAccountName",
    "Tags",
    "x_Source",
];

/// Whose cost it is.
#[derive(Clone, Copy, Debug)]
pub struct Account<'a> {
    /// The organization that gets the invoice; Neon has no other account.
    pub organization: &'a str,
    /// The project's id.
    pub project: &'a str,
    /// The project's name.
    pub project_name: &'a str,
    /// Where it runs: `aws-eu-central-1`.
    pub region: &'a str,
}

/// The lines as CSV, of the month up to a moment.
///
/// # Errors
/// [`CostError::Prices`] never, in practice: writing to memory does not fail.
pub fn csv(
    estimate: &Estimate,
    plan: &PlanPrices,
    account: Account<'_>,
    month: Month,
    now: Timestamp,
) -> Result<String, CostError> {
    let failed = |_| CostError::Prices("the lines cannot be written as CSV".to_owned());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS).map_err(failed)?;
    let until = now.min(month.end());
    for line in &estimate.lines {
        writer.write_record(record(line, plan, account, month, until)).map_err(failed)?;
    }
    let bytes = writer.into_inner().unwrap_or_default();
    Ok(String::from_utf8(bytes).unwrap_or_default())
}

fn record(
    line: &Line,
    plan: &PlanPrices,
    account: Account<'_>,
    month: Month,
    until: Timestamp,
) -> [String; COLUMNS.len()] {
    let cost = format!("{}.{:02}", line.cents / 100, line.cents % 100);
    let quantity = format!("{:.6}", line.quantity);
    let price = format!("{:.6}", line.unit_price);
    let (id, name, kind, tags) = match &line.resource {
        Resource::Branch(branch) => {
            let owner = branch.owner.as_deref().map(|owner| ("owner", owner.to_owned()));
            let pull_request =
                branch.pull_request.map(|number| ("pull_request", number.to_string()));
            let class = Some(("class", branch.class.as_str().to_owned()));
            let all = [class, owner, pull_request].into_iter().flatten();
            (branch.id.clone(), branch.name.clone(), "Branch", tags(all))
        }
        Resource::Project => (
            account.project.to_owned(),
            account.project_name.to_owned(),
            "Project",
            "{}".to_owned(),
        ),
        Resource::Unattributed => {
            let none = std::iter::once(("unattributed", "true".to_owned()));
            (account.project.to_owned(), account.project_name.to_owned(), "Project", tags(none))
        }
    };
    let sku = format!("neon/{}/{}", plan.plan, line.kind);
    let text = str::to_owned;
    [
        cost.clone(),
        text(account.organization),
        text(account.organization),
        text("USD"),
        month.end().to_string(),
        month.start().to_string(),
        text("Usage"),
        String::new(),
        format!("{} of {} on the {} plan", line.kind.unit(), line.kind, plan.plan),
        text("Usage-Based"),
        until.to_string(),
        month.start().to_string(),
        quantity.clone(),
        text(line.kind.unit()),
        cost.clone(),
        price.clone(),
        cost.clone(),
        text("Neon"),
        text("Neon"),
        cost,
        price,
        text("Standard"),
        quantity,
        text(line.kind.unit()),
        text(account.region),
        id,
        name,
        text(kind),
        text("Databases"),
        text("Neon"),
        text("Neon"),
        text("Relational Databases"),
        sku.clone(),
        format!("{sku}/{}", plan.as_of),
        text(account.project),
        text(account.project_name),
        tags,
        format!("{:?}", line.source).to_lowercase(),
    ]
}

/// Tags as FOCUS wants them: an object of JSON.
fn tags(pairs: impl Iterator<Item = (&'static str, String)>) -> String {
    let pairs: BTreeMap<_, _> = pairs.collect();
    serde_json::to_string(&pairs).unwrap_or_default()
}
