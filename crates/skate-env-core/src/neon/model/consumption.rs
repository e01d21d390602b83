//! What projects and branches used.

use crate::neon::{BranchId, ProjectId, open_enum::open_enums};

use super::{Pagination, models};

open_enums! {
    /// How long each part of a consumption history is.
    Granularity {
        /// An hour; of the last 168 hours.
        Hourly = "hourly",
        /// A day; of the last 60 days.
        Daily = "daily",
        /// A month; of the last year.
        Monthly = "monthly",
    }
}

models! {
    /// A page of what projects used.
    ProjectConsumptionPage {
        /// The projects.
        projects: Vec<ProjectConsumption>,
        ;
        /// Where the next page begins.
        pagination: Pagination,
    }

    /// What a project used.
    ProjectConsumption {
        /// The project.
        project_id: ProjectId,
        /// By billing period.
        periods: Vec<ConsumptionPeriod>,
        ;
    }

    /// A page of what branches used.
    BranchConsumptionPage {
        /// The branches.
        branches: Vec<BranchConsumption>,
        ;
        /// Where the next page begins.
        pagination: Pagination,
    }

    /// What a branch used.
    BranchConsumption {
        /// Its project.
        project_id: ProjectId,
        /// The branch.
        branch_id: BranchId,
        /// By billing period.
        periods: Vec<ConsumptionPeriod>,
        ;
    }

    /// What was used in a billing period.
    ConsumptionPeriod {
        /// The plan then.
        period_plan: String,
        /// When the period begins.
        period_start: String,
        /// By hour, day or month; the oldest first.
        consumption: Vec<ConsumptionTimeframe>,
        ;
        /// When it ended.
        period_end: String,
    }

    /// What was used in an hour, a day or a month.
    ConsumptionTimeframe {
        ;
        /// When it begins.
        timeframe_start: String,
        /// When it ends.
        timeframe_end: String,
        /// What was used.
        metrics: Vec<ConsumptionMetric>,
    }

    /// One figure.
    ConsumptionMetric {
        /// Which one: `compute_unit_seconds`.
        metric_name: String,
        /// In seconds, bytes, byte-hours or branch-hours.
        value: i64,
        ;
    }
}
