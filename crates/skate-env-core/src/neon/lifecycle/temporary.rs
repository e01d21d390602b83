//! A temporary branch for a test: deleted when its value is dropped.

use std::thread;

use super::{BranchSpec, Branches, Connection, EnsureOutcome, EnsuredBranch, delete::Deletion};
use crate::Code;
use crate::neon::{BranchRef, Client, Error, calls, model::Branch};

/// A branch of its own for a test. Dropping the value deletes it.
///
/// Dropping waits for Neon's reply, on a separate thread, and ignores a failure: the branch's
/// expiry deletes it then. [`TemporaryBranch::delete`] reports the failure.
#[derive(Debug)]
pub struct TemporaryBranch {
    pub(super) branches: Branches,
    pub(super) ensured: EnsuredBranch,
    /// Whether dropping the value must not delete the branch.
    pub(super) is_released: bool,
}

impl Branches {
    /// Creates a branch of its own: its name is that of the spec and random digits.
    ///
    /// # Errors
    /// As [`Branches::ensure`].
    pub async fn create_temporary(&self, spec: &BranchSpec) -> Result<TemporaryBranch, Error> {
        self.refuse_name(spec)?;
        let name = self.own_name(&spec.name);
        let mut delete_on_drop = DeleteOnDrop { branches: self, name: &name, is_armed: true };
        let ensured = self.ensure(&BranchSpec { name: name.clone(), ..spec.clone() }).await;
        delete_on_drop.is_armed = false;
        TemporaryBranch::of(self, ensured?)
    }

    /// The spec with a name of its own, which ends in random digits: for a branch that is masked
    /// first and temporary afterwards ([`TemporaryBranch::of`]).
    #[must_use]
    pub fn with_own_name(&self, spec: BranchSpec) -> BranchSpec {
        BranchSpec { name: self.own_name(&spec.name), ..spec }
    }

    /// A unique name: it ends in random digits.
    pub(super) fn own_name(&self, begin: &str) -> String {
        let random = self.client.clock().random().to_bits();
        format!("{begin}-{:08x}", random >> 20 & 0xffff_ffff)
    }
}

impl TemporaryBranch {
    /// A branch that this very caller has created and that nobody else uses: dropping the value
    /// deletes it.
    ///
    /// # Errors
    /// `branch_mismatch` for a branch that was there before.
    pub fn of(branches: &Branches, ensured: EnsuredBranch) -> Result<Self, Error> {
        must_be_new(&ensured)?;
        Ok(Self { branches: branches.clone(), ensured, is_released: false })
    }

    /// The branch and its source.
    #[must_use]
    pub fn ensured(&self) -> &EnsuredBranch {
        &self.ensured
    }

    /// The branch.
    #[must_use]
    pub fn branch(&self) -> &Branch {
        &self.ensured.branch
    }

    /// How it is reached.
    #[must_use]
    pub fn connection(&self) -> &Connection {
        &self.ensured.connection
    }

    /// Leaves the branch to its expiry.
    pub fn keep(mut self) {
        self.is_released = true;
    }

    /// Deletes the branch now, and says whether that worked.
    ///
    /// # Errors
    /// As [`Branches::delete`].
    pub async fn delete(mut self) -> Result<Deletion, Error> {
        self.is_released = true;
        self.branches.delete(&BranchRef::Id(self.ensured.branch.id.clone())).await
    }
}

impl Drop for TemporaryBranch {
    fn drop(&mut self) {
        if self.is_released {
            return;
        }
        let call = calls::branches::delete(&self.branches.project, &self.ensured.branch.id);
        on_own_thread(&self.branches.client, async |client| {
            let _ = client.send(&call).await; // its expiry is the second line
        });
    }
}

fn must_be_new(ensured: &EnsuredBranch) -> Result<(), Error> {
    if ensured.outcome == EnsureOutcome::Created {
        return Ok(());
    }
    let message = format!("Branch `{}` exists already.", ensured.branch.name);
    Err(Error::new(Code::BranchMismatch, message, "Try again: the name ends in random digits."))
}

/// Deletes a branch that is being created, unless disarmed: when the future is dropped, nothing
/// waits for the branch any more.
pub(super) struct DeleteOnDrop<'b> {
    pub(super) branches: &'b Branches,
    /// Unique: it ends in random digits.
    pub(super) name: &'b str,
    pub(super) is_armed: bool,
}

impl Drop for DeleteOnDrop<'_> {
    fn drop(&mut self) {
        if !self.is_armed {
            return;
        }
        let (project, name) = (&self.branches.project, self.name);
        on_own_thread(&self.branches.client, async |client| {
            for found in client.branches_named(project, name).await.unwrap_or_default() {
                let _ = client.send(&calls::branches::delete(project, &found.branch.id)).await;
            }
        });
    }
}

/// Does something while a value is dropped. The runtime around may be the one that this very drop
/// holds up: it uses another, on a thread of its own.
fn on_own_thread(client: &Client, work: impl AsyncFnOnce(Client) + Send) {
    thread::scope(|scope| {
        scope.spawn(move || {
            let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build()
            else {
                return;
            };
            runtime.block_on(async {
                if let Ok(client) = Client::for_another_runtime(client) {
                    work(client).await;
                }
            });
        });
    });
}
