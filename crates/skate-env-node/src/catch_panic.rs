//! Converts a panic into an error, so that it does not end the Node.js process.

use std::{
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind, set_hook},
    sync::Once,
};

use skate_env_core::{Code, Error, Problem};

/// The addon links its own standard library, so the hook affects the addon only. It prints nothing:
/// a panic message may quote the text that was being parsed.
static SILENCE: Once = Once::new();

thread_local! {
    static PLACE: Cell<String> = const { Cell::new(String::new()) };
}

/// Runs a call. A panic becomes `internal_error`, with its place in the source only.
pub(crate) fn catch_panic<T>(call: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    SILENCE.call_once(|| {
        set_hook(Box::new(|panic| {
            let place =
                panic.location().map(|place| format!(" ({}:{})", place.file(), place.line()));
            PLACE.set(place.unwrap_or_default());
        }));
    });
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|_| {
        Err(Error::from_problem(Problem::new(
            Code::InternalError,
            format!("skate-env has a bug: it panicked{}.", PLACE.take()),
            "Please report it, with the names (never the values) of the variables that are set.",
        )))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error_without_its_message() {
        let error = catch_panic::<()>(|| panic!("canary")).unwrap_err();
        assert_eq!(error.code(), Code::InternalError);
        assert!(error.message().contains("catch_panic.rs:"), "{error}");
        assert!(!error.to_string().contains("canary"));
        assert_eq!(catch_panic(|| Ok(1)), Ok(1));
    }
}
