//! A branch for as long as a value lives: for tests.

use std::thread;

use super::{Branches, Connection, Ensured, How, Wanted, delete::Deleted};
use crate::Code;
use crate::neon::{BranchRef, Client, Error, calls, model::Branch};

/// A branch of its own for a test; it is deleted with the value.
///
/// Dropping waits for Neon's answer, on a thread of its own, and tells nobody of a failure: then
/// the branch's expiry deletes it. [`LentBranch::give_back`] tells.
#[derive(Debug)]
pub struct LentBranch {
    pub(super) branches: Branches,
    pub(super) ensured: Ensured,
    /// Whether it is somebody else's to delete, or gone.
    pub(super) given_back: bool,
}

impl Branches {
    /// Makes a branch that nobody else has: its name is the wanted one and a random end.
    ///
    /// # Errors
    /// As [`Branches::ensure`].
    pub async fn lend(&self, wanted: &Wanted) -> Result<LentBranch, Error> {
        let name = self.own_name(&wanted.name);
        let mut unmade = Unmade { branches: self, name: &name, is_waited_for: true };
        let ensured = self.ensure(&Wanted { name: name.clone(), ..wanted.clone() }).await;
        unmade.is_waited_for = false;
        let ensured = ensured?;
        if ensured.how != How::Created {
            let message = format!("Branch `{}` is there already.", ensured.branch.name);
            return Err(Error::new(Code::BranchMismatch, message, "Try again: the end is random."));
        }
        Ok(LentBranch { branches: self.clone(), ensured, given_back: false })
    }

    /// A name with a random end: nobody else's.
    pub(super) fn own_name(&self, begin: &str) -> String {
        let chance = self.client.clock().chance().to_bits();
        format!("{begin}-{:08x}", chance >> 20 & 0xffff_ffff)
    }
}

impl LentBranch {
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
        self.given_back = true;
    }

    /// Deletes the branch now, and says whether that worked.
    ///
    /// # Errors
    /// As [`Branches::delete`].
    pub async fn give_back(mut self) -> Result<Deleted, Error> {
        self.given_back = true;
        self.branches.delete(&BranchRef::Id(self.ensured.branch.id.clone())).await
    }
}

impl Drop for LentBranch {
    fn drop(&mut self) {
        if self.given_back {
            return;
        }
        let call = calls::branches::delete(&self.branches.project, &self.ensured.branch.id);
        apart(&self.branches.client, async |client| {
            let _ = client.send(&call).await; // its expiry is the second line
        });
    }
}

/// A branch that is being made. Whoever no longer waits for it does not want it.
pub(super) struct Unmade<'b> {
    pub(super) branches: &'b Branches,
    /// Nobody else's: its end is random.
    pub(super) name: &'b str,
    pub(super) is_waited_for: bool,
}

impl Drop for Unmade<'_> {
    fn drop(&mut self) {
        if !self.is_waited_for {
            return;
        }
        let (project, name) = (&self.branches.project, self.name);
        apart(&self.branches.client, async |client| {
            for found in client.branches_named(project, name).await.unwrap_or_default() {
                let _ = client.send(&calls::branches::delete(project, &found.branch.id)).await;
            }
        });
    }
}

/// Does something while a value is dropped. The runtime around may be the one that this very drop
/// holds up: it uses another, on a thread of its own.
fn apart(client: &Client, work: impl AsyncFnOnce(Client) + Send) {
    thread::scope(|scope| {
        scope.spawn(move || {
            let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build()
            else {
                return;
            };
            runtime.block_on(async {
                if let Ok(client) = Client::anew(client) {
                    work(client).await;
                }
            });
        });
    });
}
