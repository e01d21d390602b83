//! Lints a random migration: no panic, every finding lies in the script, and a fixed script needs no
//! second fix.
#![no_main]

use libfuzzer_sys::fuzz_target;
use skate_env_migrate::{
    Script,
    lint::{Settings, fixed, lint},
};

fuzz_target!(|text: &str| {
    let findings_of = |text: &str| lint(&[text], Settings::default()).remove(0);
    let findings = findings_of(text);
    assert!(findings.iter().all(|finding| text.get(finding.range.clone()).is_some()));
    if let Some(fixed_text) = fixed(text, &findings) {
        assert_eq!(fixed(&fixed_text, &findings_of(&fixed_text)), None);
    }
    if let Ok(script) = Script::read(text) {
        assert!(script.statements().iter().all(|it| !script.text_of(it).is_empty()));
    }
});
