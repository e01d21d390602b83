//! Copies of real servers.

mod copies;
mod interrupted_recovery;
mod killed_copy;
mod load;
mod schema_only;

use super::fixture::{RunningCluster, TestClusters};
use crate::fixture::all_binaries;

const ROWS: &str = "SELECT md5(string_agg(note, ',' ORDER BY id)) FROM notes";

async fn parent_with_notes() -> (TestClusters, RunningCluster) {
    let clusters = TestClusters::new(all_binaries().remove(0));
    let parent = clusters.start("parent").await;
    parent
        .run(
            "CREATE TABLE notes (id int PRIMARY KEY, note text); \
              INSERT INTO notes SELECT i, md5(i::text) FROM generate_series(1, 20000) AS i",
        )
        .await;
    (clusters, parent)
}
