//! Follows the pages of a list to the end.

use std::collections::HashSet;

use futures_util::{Stream, TryStreamExt, stream::try_unfold};
use serde::de::DeserializeOwned;

use super::{
    Client, Error, Request,
    model::{
        BranchConsumptionPage, BranchesPage, OperationsPage, Pagination, ProjectConsumptionPage,
        ProjectsPage,
    },
};
use crate::Code;

/// A page of a list.
pub trait Page: DeserializeOwned {
    /// Where the next page begins; none on the last one.
    fn next(&self) -> Option<&str>;
}

macro_rules! pages {
    ($($page:ident $items:ident;)+) => {$(
        impl Page for $page {
            fn next(&self) -> Option<&str> {
                // Of projects and operations the last page has a cursor too: it leads to an empty one.
                let pagination = self.pagination.as_ref().filter(|_| !self.$items.is_empty());
                pagination.and_then(cursor)
            }
        }
    )+};
}

pages! {
    BranchesPage branches;
    ProjectsPage projects;
    OperationsPage operations;
    BranchConsumptionPage branches;
    ProjectConsumptionPage projects;
}

fn cursor(pagination: &Pagination) -> Option<&str> {
    let cursor = pagination.next.as_deref().or(pagination.cursor.as_deref());
    cursor.filter(|cursor| !cursor.is_empty())
}

impl Client {
    /// Every page of a list; `request` makes the request of the page at a cursor.
    ///
    /// A cursor that comes again ends the stream with `invalid_answer`: it would never end.
    pub fn pages<Answer: Page>(
        &self,
        request: impl Fn(Option<&str>) -> Request<Answer>,
    ) -> impl Stream<Item = Result<Answer, Error>> {
        let begin = Some((None::<String>, HashSet::new()));
        try_unfold((begin, request), move |(at, request)| async move {
            let Some((cursor, mut seen)) = at else { return Ok(None) };
            let page = self.send(&request(cursor.as_deref())).await?;
            let next = page.next().map(str::to_owned);
            if next.as_ref().is_some_and(|next| !seen.insert(next.clone())) {
                let call = request(None);
                let message = format!("Neon's pages of {} repeat and never end.", call.path());
                let hint = "Try again; if it persists, report the call to Neon's support.";
                return Err(Error::new(Code::InvalidAnswer, message, hint));
            }
            Ok(Some((page, (next.map(|next| (Some(next), seen)), request))))
        })
    }

    /// Every page at once, each folded into one value.
    pub(super) async fn fold_pages<Answer: Page, Whole>(
        &self,
        request: impl Fn(Option<&str>) -> Request<Answer>,
        whole: Whole,
        mut fold: impl FnMut(&mut Whole, Answer),
    ) -> Result<Whole, Error> {
        let pages = self.pages(request);
        let folded = pages.try_fold(whole, |mut whole, page| {
            fold(&mut whole, page);
            std::future::ready(Ok(whole))
        });
        folded.await
    }
}
