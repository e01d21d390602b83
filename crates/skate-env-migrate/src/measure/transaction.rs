//! Tracks the transactions of a script: which statements are committed, and how long each holds its
//! locks. Pure.

use super::{measured::MeasuredStatement, statement::ExecutionMode};

/// The transactions of a script up to the current statement.
#[derive(Debug, Default)]
pub(super) struct TransactionTracker {
    /// The index of the statement that began the open transaction.
    open: Option<usize>,
    /// The indices of committed statements.
    committed: Vec<usize>,
}

impl TransactionTracker {
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// The indices of committed statements.
    pub(super) fn committed(&self) -> &[usize] {
        &self.committed
    }

    /// The index of the statement that began the open transaction.
    pub(super) fn begins_at(&self) -> Option<usize> {
        self.open
    }

    /// Adds a statement that succeeded. If it ends a transaction, sets how long the statements of
    /// the transaction held their locks.
    pub(super) fn done(&mut self, mode: ExecutionMode, statements: &mut [MeasuredStatement]) {
        let index = statements.len() - 1;
        match (mode, self.open) {
            (ExecutionMode::Begin, None) => self.open = Some(index),
            (ExecutionMode::Commit { chains }, Some(from)) => {
                hold(&mut statements[from..]);
                self.committed.extend(from..=index);
                self.open = chains.then_some(index);
            }
            (ExecutionMode::Rollback { chains }, Some(from)) => {
                hold(&mut statements[from..]);
                self.open = chains.then_some(index);
            }
            (_, Some(_)) => {}
            (_, None) => self.committed.push(index),
        }
    }

    /// Ends the open transaction: a statement failed, or the script is at its end.
    pub(super) fn ended(&mut self, statements: &mut [MeasuredStatement]) {
        if let Some(from) = self.open.take() {
            hold(&mut statements[from..]);
        }
    }
}

/// Sets how long each statement holds its locks: until the last one ends.
fn hold(statements: &mut [MeasuredStatement]) {
    let mut held = 0.0;
    for statement in statements.iter_mut().rev() {
        held += statement.milliseconds;
        statement.held_milliseconds = held;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs statements of one millisecond each; returns the committed ones and their lock times.
    fn run(modes: &[ExecutionMode]) -> (Vec<usize>, Vec<f64>) {
        let (mut transaction, mut statements) = (TransactionTracker::default(), Vec::new());
        for mode in modes {
            let milliseconds = 1.0;
            let held_milliseconds = milliseconds;
            statements.push(MeasuredStatement {
                milliseconds,
                held_milliseconds,
                ..MeasuredStatement::default()
            });
            transaction.done(*mode, &mut statements);
        }
        transaction.ended(&mut statements);
        (transaction.committed, statements.iter().map(|it| it.held_milliseconds).collect())
    }

    #[test]
    fn without_begin_each_stays() {
        let (kept, held) = run(&[
            ExecutionMode::OwnTransaction,
            ExecutionMode::NoTransaction,
            ExecutionMode::Setting,
        ]);
        assert_eq!((kept, held), (vec![0, 1, 2], vec![1.0, 1.0, 1.0]));
    }

    #[test]
    fn a_transaction_is_atomic_and_holds_its_locks_to_the_end() {
        let commit = ExecutionMode::Commit { chains: false };
        let (kept, held) = run(&[
            ExecutionMode::OwnTransaction,
            ExecutionMode::Begin,
            ExecutionMode::OwnTransaction,
            commit,
        ]);
        assert_eq!((kept, held), (vec![0, 1, 2, 3], vec![1.0, 3.0, 2.0, 1.0]));
        let (kept, held) = run(&[ExecutionMode::Begin, ExecutionMode::OwnTransaction]);
        assert_eq!((kept, held), (vec![], vec![2.0, 1.0]));
        let rollback = ExecutionMode::Rollback { chains: true };
        let (kept, _) = run(&[
            ExecutionMode::Begin,
            ExecutionMode::OwnTransaction,
            rollback,
            ExecutionMode::OwnTransaction,
            commit,
        ]);
        assert_eq!(kept, [2, 3, 4]);
    }

    #[test]
    fn a_second_begin_and_a_commit_of_nothing_are_only_warned_about() {
        let commit = ExecutionMode::Commit { chains: false };
        let (kept, _) = run(&[
            ExecutionMode::Begin,
            ExecutionMode::Begin,
            ExecutionMode::OwnTransaction,
            commit,
            commit,
        ]);
        assert_eq!(kept, [0, 1, 2, 3, 4]);
    }
}
