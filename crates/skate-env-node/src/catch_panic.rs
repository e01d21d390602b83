//! A panic becomes a failure: we are a guest in somebody's server.

use std::{
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind, set_hook},
    sync::Once,
};

use skate_env_core::{Code, Error, Problem};

/// The standard library is linked into the addon, so the hook is ours alone. It prints nothing:
/// the message of a panic may quote the text that was being read.
static SILENCE: Once = Once::new();

thread_local! {
    static PLACE: Cell<String> = const { Cell::new(String::new()) };
}

/// Calls the core; a panic is `internal_error`, with its place in the source and no more.
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
            format!("skate-env itself broke{}.", PLACE.take()),
            "Please report this, with the names (never the values) of the variables set.",
        )))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_failure_that_quotes_nothing() {
        let error = catch_panic::<()>(|| panic!("canary")).unwrap_err();
        assert_eq!(error.code(), Code::InternalError);
        assert!(error.message().contains("catch_panic.rs:"), "{error}");
        assert!(!error.to_string().contains("canary"));
        assert_eq!(catch_panic(|| Ok(1)), Ok(1));
    }
}
