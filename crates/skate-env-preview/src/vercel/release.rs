//! Deletes the variables that were set for a pull request.

use std::collections::BTreeMap;

use skate_env_core::rest::Error;

use super::{Mark, Vercel};

impl Vercel {
    /// Deletes the variables that were set for a pull request; returns their names.
    ///
    /// # Errors
    /// `vercel_refused`, `vercel_unavailable`: the next sweep finds what is left.
    pub async fn release(&self, repository: &str, number: u64) -> Result<Vec<String>, Error> {
        let mut set = self.marked(repository).await?;
        let mut names = Vec::new();
        for (id, name) in set.remove(&number).unwrap_or_default() {
            self.delete(&id).await?;
            names.push(name);
        }
        Ok(names)
    }

    /// The variables that were set for a repository's pull requests: ids and names by number.
    async fn marked(
        &self,
        repository: &str,
    ) -> Result<BTreeMap<u64, Vec<(String, String)>>, Error> {
        let mut marked: BTreeMap<u64, Vec<_>> = BTreeMap::new();
        for variable in self.variables().await? {
            // A variable of every preview is nobody's, whatever its comment says.
            let Some(_) = variable.git_branch.as_ref().filter(|it| !it.is_empty()) else {
                continue;
            };
            let mark = variable.comment.as_deref().and_then(Mark::parse);
            let (Some(mark), Some(id)) = (mark, variable.id) else { continue };
            if mark.repository == repository {
                marked.entry(mark.number).or_default().push((id, variable.key));
            }
        }
        Ok(marked)
    }

    /// The pull requests of a repository for which variables are set.
    ///
    /// # Errors
    /// `vercel_refused`, `vercel_unavailable`.
    pub async fn served(&self, repository: &str) -> Result<Vec<u64>, Error> {
        Ok(self.marked(repository).await?.into_keys().collect())
    }
}
