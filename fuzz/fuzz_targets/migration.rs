//! A migration of any text: no panic, every finding has a place in it, and what was corrected needs
//! no second correction.
#![no_main]

use libfuzzer_sys::fuzz_target;
use skate_env_migrate::{
    Script,
    lint::{Settings, fixed, lint},
};

fuzz_target!(|text: &str| {
    let judged = |text: &str| lint(&[text], Settings::default()).remove(0);
    let findings = judged(text);
    assert!(findings.iter().all(|finding| text.get(finding.range.clone()).is_some()));
    if let Some(corrected) = fixed(text, &findings) {
        assert_eq!(fixed(&corrected, &judged(&corrected)), None);
    }
    if let Ok(script) = Script::read(text) {
        assert!(script.statements().iter().all(|it| !script.text_of(it).is_empty()));
    }
});
