//! Whether a month keeps its budget.

use crate::Projection;

/// How the month stands to its budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BudgetState {
    /// It keeps the budget, as far as can be told.
    Within,
    /// If it goes on like this, it exceeds the budget.
    ProjectedOver,
    /// It exceeds the budget: it has already, or will even if the rest is like the quietest day.
    Over,
}

/// Compares what was spent and what is projected with a budget, all in dollars.
#[must_use]
pub fn budget_state(budget: f64, spent: f64, projection: Option<&Projection>) -> BudgetState {
    let exceeds = |amount: f64| amount > budget;
    match projection {
        _ if exceeds(spent) => BudgetState::Over,
        Some(projection) if exceeds(projection.low) => BudgetState::Over,
        Some(projection) if exceeds(projection.expected) => BudgetState::ProjectedOver,
        _ => BudgetState::Within,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_over_when_even_quiet_days_exceed_it() {
        let projection = |low, expected| Projection { low, expected, high: 99.0, days: 7 };
        assert_eq!(budget_state(60.0, 60.0, None), BudgetState::Within);
        assert_eq!(budget_state(60.0, 60.01, None), BudgetState::Over);
        assert_eq!(budget_state(60.0, 10.0, Some(&projection(30.0, 50.0))), BudgetState::Within);
        let busy = projection(30.0, 61.0);
        assert_eq!(budget_state(60.0, 10.0, Some(&busy)), BudgetState::ProjectedOver);
        assert_eq!(budget_state(60.0, 10.0, Some(&projection(61.0, 70.0))), BudgetState::Over);
    }
}
