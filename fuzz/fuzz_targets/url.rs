//! Parses a random connection string: no panic, no secret in an error, and a consistent target.
#![no_main]

use libfuzzer_sys::fuzz_target;
use skate_env_core::{DatabaseUrl, Variables};

const CANARY: &str = "cAnArY-9f3b";

fuzz_target!(|text: &str| {
    let variables = Variables::new();
    for text in [text.to_owned(), format!("postgresql://u:{CANARY}@{text}")] {
        let url = match DatabaseUrl::parse(&text) {
            Ok(url) => url,
            Err(error) => {
                assert!(!format!("{error} {error:?}").contains(CANARY), "an error holds a secret");
                continue;
            }
        };
        assert_eq!(url.expose_secret(), text);
        let target = url.target(&variables);
        let shown = format!("{url} {url:?} {target:?}");
        // The fuzzer learns to write the canary outside of the password.
        let only_password = text.matches(CANARY).count() == 1
            && text.starts_with(&format!("postgresql://u:{CANARY}@"));
        assert!(!(only_password && shown.contains(CANARY)), "a password is shown");
        if let Ok(Some(target)) = target {
            assert!(target.port != 0 && !target.database.is_empty() && !target.host().is_empty());
            assert!(target.is_same_as(&target.clone()));
        }
    }
});
