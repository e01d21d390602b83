//! Many branches: searched, sorted, page by page.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State as Of;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use skate_env_core::neon::{BranchId, ProjectId};

use crate::api::answer::Answer;
use crate::api::request::{Asked, Named, decode, encode};
use crate::api::view;
use crate::plane::Plane;
use crate::state::{Branch, Refusal, State};

/// Neon's own page, where nobody says how many.
const PAGE: usize = 100;
const LARGEST_PAGE: usize = 10_000;

#[derive(Deserialize)]
pub(super) struct Listing {
    #[serde(default)]
    search: String,
    sort_by: Option<SortBy>,
    sort_order: Option<SortOrder>,
    limit: Option<usize>,
    cursor: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
enum SortBy {
    Name,
    CreatedAt,
    UpdatedAt,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
enum SortOrder {
    Asc,
    Desc,
}

/// Where a page ended: in which order, and the last branch's place in it. What comes or goes
/// between two pages moves nothing else; ids tell apart what is otherwise equal.
#[derive(Deserialize, Serialize)]
struct Cursor {
    sort_by: SortBy,
    sort_order: SortOrder,
    last: Place,
}

type Place = (Key, BranchId);

#[derive(PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
enum Key {
    Name(String),
    Moment(Timestamp),
}

pub(super) async fn list(
    Of(plane): Of<Arc<Plane>>,
    _project: Named<ProjectId>,
    Asked(listing): Asked<Listing>,
) -> Answer {
    plane.look_at_computes();
    plane.read(|state| page(state, &listing)).map(Json)
}

fn page(state: &State, listing: &Listing) -> Result<Value, Refusal> {
    let limit = listing.limit.unwrap_or(PAGE);
    if !(1..=LARGEST_PAGE).contains(&limit) {
        return Err(Refusal::invalid("limit: 1 to 10000"));
    }
    let cursor: Option<Cursor> = decode(listing.cursor.as_deref())?;
    let begun = cursor.as_ref().map(|cursor| (cursor.sort_by, cursor.sort_order));
    let (sort_by, sort_order) = begun.unwrap_or((SortBy::UpdatedAt, SortOrder::Desc));
    let (sort_by, sort_order) =
        (listing.sort_by.unwrap_or(sort_by), listing.sort_order.unwrap_or(sort_order));
    if begun.is_some_and(|begun| begun != (sort_by, sort_order)) {
        return Err(Refusal::invalid("cursor: it is of a list in another order"));
    }
    let after = |place: &Place| match (&cursor, sort_order) {
        (None, _) => true,
        (Some(cursor), SortOrder::Asc) => *place > cursor.last,
        (Some(cursor), SortOrder::Desc) => *place < cursor.last,
    };
    let found = state.branches.values().filter(|branch| fits(branch, &listing.search));
    let mut found: Vec<_> = found
        .map(|branch| (place(branch, sort_by), branch))
        .filter(|(place, _)| after(place))
        .collect();
    found.sort_unstable_by(|(one, _), (other, _)| match sort_order {
        SortOrder::Asc => one.cmp(other),
        SortOrder::Desc => other.cmp(one),
    });
    let more = found.len() > limit;
    found.truncate(limit);
    let mut pagination = json!({ "sort_by": sort_by, "sort_order": sort_order });
    if let Some((_, branch)) = found.last().filter(|_| more) {
        let last = place(branch, sort_by);
        pagination["next"] = encode(&Cursor { sort_by, sort_order, last })?.into();
    }
    let written = found.iter().filter(|(_, branch)| !branch.annotation.is_empty());
    let annotations: BTreeMap<_, _> =
        written.map(|(_, branch)| (&branch.id, view::annotation(branch))).collect();
    let branches: Vec<_> = found.iter().map(|(_, branch)| view::branch(state, branch)).collect();
    Ok(json!({ "branches": branches, "annotations": annotations, "pagination": pagination }))
}

fn place(branch: &Branch, sort_by: SortBy) -> Place {
    let key = match sort_by {
        SortBy::Name => Key::Name(branch.name.clone()),
        SortBy::CreatedAt => Key::Moment(branch.created_at),
        SortBy::UpdatedAt => Key::Moment(branch.updated_at),
    };
    (key, branch.id.clone())
}

/// As Neon: a part of the name or of the id.
fn fits(branch: &Branch, search: &str) -> bool {
    branch.name.contains(search) || branch.id.as_str().contains(search)
}

#[derive(Deserialize)]
pub(super) struct Counting {
    #[serde(default)]
    search: String,
}

pub(super) async fn count(
    Of(plane): Of<Arc<Plane>>,
    _project: Named<ProjectId>,
    Asked(counting): Asked<Counting>,
) -> Answer {
    let fits = |branch: &&Branch| fits(branch, &counting.search);
    let count = plane.read(|state| state.branches.values().filter(fits).count());
    Ok(Json(json!({ "count": count })))
}
