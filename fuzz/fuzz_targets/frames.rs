//! Bytes of a client: no panic, no frame that is longer than what was announced, and nothing that
//! is read as a query without its end.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use skate_env_gateway::protocol::{
    frame::{HEADER, header},
    message, options, scram, startup,
};

static VERIFIER: LazyLock<scram::Verifier> =
    LazyLock::new(|| scram::Verifier::new("secret", [7; 16]));

fuzz_target!(|bytes: &[u8]| {
    if let Some(length) = bytes.first_chunk::<4>() {
        let _ = startup::size(*length);
    }
    if let Ok(startup::Startup::Session(parameters)) = startup::parse(bytes) {
        for (_, value) in &parameters.pairs {
            let _ = options::settings(value);
        }
    }
    if let Ok((exchange, _)) = VERIFIER.begin(bytes, [9; 18]) {
        assert!(VERIFIER.finish(&exchange, bytes).is_err(), "a login without the password");
    }
    let mut rest = bytes;
    while let Ok(Some(found)) = header(rest) {
        let Some(frame) = rest.get(..found.size) else { break };
        for text in [message::query_text(frame), message::bound_statement(frame)] {
            assert!(text.is_none_or(|text| text.len() < frame.len() - HEADER && !text.contains(&0)));
        }
        let _ = (message::parse_text(frame), message::called_function(frame));
        let _ = (message::parameter(frame), message::is_fatal(frame));
        rest = &rest[found.size..];
    }
});
