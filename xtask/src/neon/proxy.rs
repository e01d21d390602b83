//! The life cycle of our client on real servers, with Prism in between: every request and every
//! answer is held against Neon's document.

use anyhow::Result;

use crate::run::{cargo, run};
use crate::{prism, tools};

/// Answers that are cut off or never come: Prism would answer in their place.
const WITHOUT: [&str; 2] =
    ["no_lost_reply_makes_a_second_branch", "a_lost_reply_of_a_reset_is_no_second_reset"];

pub(crate) fn check() -> Result<()> {
    let arguments = ["test", "--workspace", "--all-features", "--test", "lifecycle", "--"];
    let mut test = cargo(arguments);
    for name in WITHOUT {
        println!("not through Prism, which would answer itself: {name}");
        test.args(["--skip", name]);
    }
    // Every test starts a Prism of its own.
    test.arg("--test-threads=4");
    test.env("SKATE_ENV_TEST_POSTGRES", tools::postgres()?);
    test.env("SKATE_ENV_TEST_PRISM_PROGRAM", prism::program(&prism::install()?));
    run(test.env("SKATE_ENV_TEST_DOCUMENT", prism::document()?))
}
