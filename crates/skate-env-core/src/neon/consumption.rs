//! Reads consumption to the last page.

use super::{
    Client, Error, ProjectId,
    calls::consumption::{self, ConsumptionSpan},
    model::{BranchConsumption, BranchConsumptionPage, ProjectConsumption, ProjectConsumptionPage},
};

impl Client {
    /// What each branch of a project used.
    ///
    /// # Errors
    /// As [`Client::send`]; status 403 where the plan has no consumption history.
    pub async fn consumption_of_branches(
        &self,
        span: &ConsumptionSpan,
        project: &ProjectId,
    ) -> Result<Vec<BranchConsumption>, Error> {
        let request = |cursor: Option<&str>| consumption::branches(span, project, cursor);
        let add = |all: &mut Vec<_>, page: BranchConsumptionPage| all.extend(page.branches);
        self.fold_pages(request, Vec::new(), add).await
    }

    /// What a project used as a whole, its deleted branches too.
    ///
    /// # Errors
    /// As [`Client::send`]; status 403 where the plan has no consumption history.
    pub async fn consumption_of_project(
        &self,
        span: &ConsumptionSpan,
        project: &ProjectId,
    ) -> Result<Option<ProjectConsumption>, Error> {
        let request = |cursor: Option<&str>| consumption::project(span, project, cursor);
        let add = |all: &mut Vec<_>, page: ProjectConsumptionPage| all.extend(page.projects);
        let all: Vec<ProjectConsumption> = self.fold_pages(request, Vec::new(), add).await?;
        Ok(all.into_iter().find(|found| found.project_id == *project))
    }
}
