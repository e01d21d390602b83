//! The messages about an identity that does not match. They show ids, which are no secrets.

use super::{Identity, pin_match::PinMatch};
use crate::{Code, Environment, Pin, Problem};

pub(super) fn is_production(environment: Environment, pin: &Pin) -> Problem {
    let who = match pin {
        Pin::System { .. } => {
            format!("has production's {pin}: it is production, or a physical copy or replica of it")
        }
        _ => format!("is production's: it is {pin}"),
    };
    mismatch(
        format!("The database that answered {who}, while this process runs as {environment}."),
        format!(
            "Nothing was written. Give {environment} a database of its own; look for a tunnel."
        ),
    )
}

pub(super) fn is_not_production() -> Problem {
    mismatch(
        "The database that answered is not production's: none of its pins fits.",
        "Nothing was written. Check the URL, or correct the pins if production has moved.",
    )
}

pub(super) fn is_not_the_pinned(environment: Environment, identity: &Identity) -> Problem {
    let who = identity.branch().map(|branch| format!(" (it is {branch})")).unwrap_or_default();
    mismatch(
        format!("The URL is {environment}'s by its pins, and another database answered{who}."),
        format!("Check where the URL's port leads now, or correct {environment}'s pins."),
    )
}

pub(super) fn is_anothers(environment: Environment, other: Environment, pin: &Pin) -> Problem {
    mismatch(
        format!("The database that answered is {other}'s ({pin}), not one of {environment}'s own."),
        format!("Give {environment} a database of its own; look for a tunnel."),
    )
}

pub(super) fn another_answered(named: &str, live: &str) -> Problem {
    mismatch(
        format!("The URL names {named}, and {live} answered."),
        "Check what the host's name leads to from here: a hosts file, a proxy, a stale URL.",
    )
}

pub(super) fn is_tunnel(branch: &str) -> Problem {
    mismatch(
        format!("The URL leads to this machine, and Neon's {branch} answered: this is a tunnel."),
        "Use the branch's own URL, or pin the branch in skate-env.toml (`branch_id`).",
    )
}

pub(super) fn another_project(pinned: &str, live: &str) -> Problem {
    mismatch(
        format!("The database that answered is of Neon's project {live}, not of {pinned}."),
        "Check the URL, or correct `neon_project_id` in skate-env.toml.",
    )
}

pub(super) fn no_compute_behind_url(identity: &Identity) -> Problem {
    unproven(
        format!("The URL names Neon, and what answered {}.", no_compute(identity)),
        "Check what the host's name leads to from here; an old compute says it after a restart.",
    )
}

pub(super) fn production_unproven(
    identity: &Identity,
    production: PinMatch<'_>,
    is_pinned: bool,
) -> Problem {
    if !is_pinned {
        return unproven(
            "Production is not pinned, so nothing proves that it answered.",
            "Pin it in skate-env.toml; `skate-env check --live` shows what to pin.",
        );
    }
    if production == PinMatch::NoCompute {
        return unproven(
            format!(
                "Production is a branch of Neon's, and what answered {}.",
                no_compute(identity)
            ),
            "Check where the URL leads from here.",
        );
    }
    unproven("Nothing in the answer proves that this is production.", way_to_proof(identity))
}

pub(super) fn maybe_production(identity: &Identity, environment: Environment) -> Problem {
    unproven(
        format!(
            "Nothing in the answer proves that this is not production, while this process runs as \
             {environment}."
        ),
        way_to_proof(identity),
    )
}

fn no_compute(identity: &Identity) -> &'static str {
    if identity.neon.is_compute {
        "is a compute that does not say which branch it is"
    } else if identity.neon.has_forged_settings() {
        "is none of its computes, although it has settings that imitate theirs"
    } else {
        "is none of its computes"
    }
}

/// What to pin, or to grant, so that the next answer can be compared.
fn way_to_proof(identity: &Identity) -> &'static str {
    if identity.neon.is_compute || identity.branch().is_some() {
        "Write production's `branch_id` into [environments.production] of skate-env.toml."
    } else if identity.system_identifier.is_none() {
        "Let the role read it: GRANT EXECUTE ON FUNCTION pg_control_system() TO the role."
    } else {
        "Write production's `system_identifier` into [environments.production] of skate-env.toml; \
         `skate-env check --live` shows it."
    }
}

fn mismatch(message: impl Into<String>, hint: impl Into<String>) -> Problem {
    Problem::new(Code::IdentityMismatch, message, hint)
}

fn unproven(message: impl Into<String>, hint: impl Into<String>) -> Problem {
    Problem::new(Code::IdentityUnproven, message, hint)
}
