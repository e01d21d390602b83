//! Judges an identity: what it proves about the expected database. Pure.

use super::{Identity, messages, pin_match::PinMatch};
use crate::{
    Config, Environment, Error, Pin, Problem, Purpose, ResolvedDatabase, Server, Target, Verdict,
};

/// What an answer proves about the database that was resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Proof {
    /// In production: a pin of production fits. Elsewhere: a pin of the environment fits, or
    /// production's pins were compared and do not.
    Proven,
    /// Nothing says what production is, and nothing contradicts the URL.
    Unpinned,
    /// Nothing contradicts, and nothing proves.
    Unproven(Problem),
    /// The answer disagrees with the pins or with the URL: every disagreement.
    Contradicted(Error),
}

impl Proof {
    /// The name that is printed: `proven`.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Proven => "proven",
            Self::Unpinned => "unpinned",
            Self::Unproven(_) => "unproven",
            Self::Contradicted(_) => "contradicted",
        }
    }
}

/// Judges an answer, for the purpose of what was resolved.
///
/// An answer that disagrees is always refused. One that proves nothing is refused where the
/// purpose may write (`app`, `migrate`, `test`) and passes for `read`; [`prove`] tells.
///
/// # Errors
/// `identity_mismatch`, `identity_unproven`.
pub fn judge(
    identity: &Identity,
    resolved: &ResolvedDatabase,
    config: &Config,
) -> Result<(), Error> {
    let refused = match prove(identity, resolved, config) {
        Proof::Contradicted(error) => error,
        Proof::Unproven(problem) if resolved.purpose != Purpose::Read => {
            Error::from_problem(problem)
        }
        Proof::Proven | Proof::Unpinned | Proof::Unproven(_) => return Ok(()),
    };
    Err(refused.in_environment(resolved.environment))
}

/// Compares an answer with every pin and with what the URL promised.
#[must_use]
pub fn prove(identity: &Identity, resolved: &ResolvedDatabase, config: &Config) -> Proof {
    let expectation = Expectation {
        environment: resolved.environment,
        target: resolved.target.as_ref(),
        verdict: resolved.verdict,
        production: &resolved.production,
        is_guarded: resolved.is_guarded,
    };
    expectation.check(identity, config)
}

/// What is expected of the database, before anything is asked.
pub(crate) struct Expectation<'a> {
    pub(crate) environment: Environment,
    pub(crate) target: Option<&'a Target>,
    pub(crate) verdict: Verdict,
    /// Pins of production beside the policy's.
    pub(crate) production: &'a [Pin],
    /// Whether a guarded connection is between, which is on this machine and leads elsewhere.
    pub(crate) is_guarded: bool,
}

impl Expectation<'_> {
    pub(crate) fn check(&self, identity: &Identity, config: &Config) -> Proof {
        let pins = |environment| config.environments.get(&environment).map(|it| &it.pins[..]);
        let of_policy = pins(Environment::Production).unwrap_or_default();
        let is_pinned = !self.production.is_empty() || !of_policy.is_empty();
        let production = PinMatch::of(identity, self.production.iter().chain(of_policy));
        let own = match self.environment {
            Environment::Production => production,
            environment => PinMatch::of(identity, pins(environment).unwrap_or_default()),
        };

        let mut wrong = Vec::new();
        wrong.extend(self.of_others(identity, config));
        wrong.extend(self.of_production(production));
        wrong.extend(self.of_own(identity, own));
        wrong.extend(of_project(identity, config));
        wrong.extend(self.of_url(identity, own));
        if let Some(error) = Error::from_problems(wrong) {
            return Proof::Contradicted(error);
        }
        if self.names_neon() && identity.neon.trusted_branch().is_none() {
            return Proof::Unproven(messages::no_compute_behind_url(identity));
        }
        match (production, own) {
            (_, PinMatch::Matches(_)) if self.is_trusted(identity) => Proof::Proven,
            _ if self.environment.is_production() => {
                Proof::Unproven(messages::production_unproven(identity, production, is_pinned))
            }
            (PinMatch::Differs | PinMatch::NoCompute, _) => Proof::Proven,
            _ if is_pinned => {
                Proof::Unproven(messages::maybe_production(identity, self.environment))
            }
            _ => Proof::Unpinned,
        }
    }

    /// Production answered another environment, or another database answered for production.
    fn of_production(&self, production: PinMatch<'_>) -> Option<Problem> {
        match (self.environment, production) {
            (Environment::Production, PinMatch::Differs) => Some(messages::is_not_production()),
            (Environment::Production, _) => None,
            (environment, PinMatch::Matches(pin)) => {
                Some(messages::is_production(environment, pin))
            }
            _ => None,
        }
    }

    /// Pins that the URL was found by, and that the answer does not fit. A pin alone binds
    /// nobody: a feature branch serves development, too.
    fn of_own(&self, identity: &Identity, own: PinMatch<'_>) -> Option<Problem> {
        let is_named = self.verdict == Verdict::Branch(self.environment);
        let fits_not = matches!(own, PinMatch::Differs | PinMatch::NoCompute);
        (is_named && fits_not).then(|| messages::is_not_the_pinned(self.environment, identity))
    }

    /// Another environment's pin fits, which the URL did not show.
    fn of_others(&self, identity: &Identity, config: &Config) -> Option<Problem> {
        config.environments.iter().find_map(|(environment, policy)| {
            let is_other = *environment != self.environment
                && !environment.is_production()
                && self.verdict != Verdict::Branch(*environment);
            match PinMatch::of(identity, &policy.pins) {
                PinMatch::Matches(pin) if is_other => {
                    Some(messages::is_anothers(self.environment, *environment, pin))
                }
                _ => None,
            }
        })
    }

    /// The URL names a server, and another one answered.
    fn of_url(&self, identity: &Identity, own: PinMatch<'_>) -> Option<Problem> {
        let branch = identity.neon.trusted_branch();
        let target = self.target?;
        match &target.server {
            Server::Neon { endpoint } => {
                let live = identity.neon.endpoint().filter(|live| live != endpoint)?;
                Some(messages::another_answered(endpoint, live))
            }
            Server::NeonBranch { branch: named } => {
                let live = branch.filter(|live| !is_point_of(named, live))?;
                Some(messages::another_answered(named, live))
            }
            _ if self.is_guarded => None,
            _ if target.is_local() && !matches!(own, PinMatch::Matches(_)) => {
                branch.map(messages::is_tunnel)
            }
            _ => None,
        }
    }

    /// A server's name is what its operator wrote: it is believed of this machine's computes.
    fn is_trusted(&self, identity: &Identity) -> bool {
        identity.local_branch().is_none() || self.target.is_some_and(Target::is_local)
    }

    fn names_neon(&self) -> bool {
        let target = self.target.map(|target| &target.server);
        matches!(target, Some(Server::Neon { .. } | Server::NeonBranch { .. }))
    }
}

fn of_project(identity: &Identity, config: &Config) -> Option<Problem> {
    let pinned = config.neon_project_id.as_ref()?;
    let live = identity.neon.trusted_project().filter(|live| live != pinned)?;
    Some(messages::another_project(pinned, live))
}

/// A label may go on after the branch's id: a point in time of it.
fn is_point_of(label: &str, branch: &str) -> bool {
    let rest = label.strip_prefix(branch);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}
