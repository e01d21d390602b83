//! Links the addon against the Node.js that loads it.

fn main() {
    napi_build::setup();
}
