//! Copies of real servers.

mod copies;
mod emptied;
mod interrupted;
mod killed;
mod load;

use super::testing::{Place, Running, all_binaries};

const ROWS: &str = "SELECT md5(string_agg(note, ',' ORDER BY id)) FROM notes";

async fn place_with_notes() -> (Place, Running) {
    let place = Place::new(all_binaries().remove(0));
    let parent = place.start("parent").await;
    parent
        .run(
            "CREATE TABLE notes (id int PRIMARY KEY, note text); \
              INSERT INTO notes SELECT i, md5(i::text) FROM generate_series(1, 20000) AS i",
        )
        .await;
    (place, parent)
}
