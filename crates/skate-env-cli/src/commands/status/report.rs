//! Reports the environment, its database and where they come from.

use std::{fmt, path::Path};

use serde::Serialize;
use skate_env_core::{
    Environment, Error, ResolvedDatabase, Target, Verdict,
    isolation::{Inspection, State},
};

use crate::{
    control_plane::ControlPlane,
    output::{Answer, BAD, Fields, GOOD, Origin, ProblemData, Styled, TargetData},
    verification::{IdentityCheck, IdentityData},
};

/// A database, or what is known of one that is refused.
pub(super) enum Resolution<'r> {
    Resolved(&'r ResolvedDatabase),
    Refused(Box<Inspection>, &'r Error),
}

#[derive(Serialize)]
pub(super) struct Report<'r> {
    state: &'static str,
    environment: &'static str,
    decided_by: Option<Origin>,
    purpose: Option<&'static str>,
    /// Without its password.
    url: Option<String>,
    source: Option<Origin>,
    target: Option<TargetData>,
    verdict: Option<String>,
    has_direct_url: bool,
    /// The database's identity, only with --live.
    #[serde(skip_serializing_if = "Option::is_none")]
    live: Option<IdentityData<'r>>,
    config: Option<ConfigData>,
    control_plane: ControlPlane,
    /// Whether this process is sealed: the kernel's answer.
    sealed: bool,
    warnings: Vec<ProblemData<'r>>,
    problems: Vec<ProblemData<'r>>,
    #[serde(skip)]
    lines: TextLines,
}

#[derive(Serialize)]
struct ConfigData {
    file: String,
    strict: bool,
}

/// Text that is not part of the data.
#[derive(Default)]
struct TextLines {
    database: Option<String>,
    verdict: Option<&'static str>,
    connection: Option<&'static str>,
    answered: Option<String>,
}

impl TextLines {
    fn of(resolved: &ResolvedDatabase) -> Self {
        if resolved.provenance.is_none() {
            let none = "none is set; a build needs none".to_owned();
            return Self { database: Some(none), ..Self::default() };
        }
        Self {
            database: Some(resolved.url.to_string()),
            verdict: Some(meaning(resolved.verdict)),
            connection: resolved.target.as_ref().map(|target| connection(target, resolved)),
            answered: None,
        }
    }
}

impl<'r> Report<'r> {
    pub(super) fn new(
        environment: Environment,
        decided_by: Option<Origin>,
        resolution: Resolution<'r>,
        (config, strict): (Option<&Path>, bool),
        control_plane: ControlPlane,
    ) -> Self {
        let config =
            config.map(|path| ConfigData { file: path.to_string_lossy().into_owned(), strict });
        let report = Self {
            state: State::Ready.as_str(),
            environment: environment.as_str(),
            decided_by,
            purpose: None,
            url: None,
            source: None,
            target: None,
            verdict: None,
            has_direct_url: false,
            live: None,
            config,
            control_plane,
            sealed: false,
            warnings: Vec::new(),
            problems: Vec::new(),
            lines: TextLines::default(),
        };
        match resolution {
            Resolution::Resolved(resolved) => report.resolved(resolved),
            Resolution::Refused(inspection, error) => report.refused(*inspection, error),
        }
    }

    /// Adds the database's identity.
    pub(super) fn with_identity(self, check: Option<&'r IdentityCheck>) -> Self {
        let lines = TextLines { answered: check.map(ToString::to_string), ..self.lines };
        Self { live: check.map(IdentityData::of), lines, ..self }
    }

    /// Adds whether this process is sealed.
    pub(super) fn with_seal(self, sealed: bool) -> Self {
        Self { sealed, ..self }
    }

    fn resolved(self, resolved: &'r ResolvedDatabase) -> Self {
        let source = resolved.provenance.as_ref();
        Self {
            purpose: Some(resolved.purpose.as_str()),
            url: Some(resolved.url.to_string()),
            source: source.map(|it| Origin::new(it.variable.clone(), it.place.as_ref())),
            target: resolved.target.as_ref().map(TargetData::of),
            verdict: Some(resolved.verdict.to_string()),
            has_direct_url: resolved.direct_url.is_some(),
            warnings: resolved.warnings.iter().map(ProblemData::of).collect(),
            lines: TextLines::of(resolved),
            ..self
        }
    }

    fn refused(self, inspection: Inspection, error: &'r Error) -> Self {
        let (place, target) = (inspection.place.as_ref(), inspection.target.as_ref());
        let database = inspection.database();
        Self {
            state: if inspection.state() == State::Absent { "absent" } else { "refused" },
            source: inspection.variable.map(|variable| Origin::new(variable, place)),
            target: target.map(TargetData::of),
            verdict: inspection.verdict.map(|verdict| verdict.to_string()),
            problems: error.problems().map(ProblemData::of).collect(),
            lines: TextLines {
                database,
                verdict: inspection.verdict.map(meaning),
                connection: None,
                answered: None,
            },
            ..self
        }
    }
}

impl Answer for Report<'_> {
    fn text(&self, page: &mut String) -> fmt::Result {
        let mut fields = Fields::default();
        match &self.decided_by {
            Some(origin) => fields.add("environment", format!("{} by {origin}", self.environment)),
            None => fields.add("environment", format!("{} by default", self.environment)),
        }
        if let Some(database) = &self.lines.database {
            fields.add("database", database);
        }
        if let Some(source) = &self.source {
            fields.add("from", source);
        }
        if let (Some(verdict), Some(meaning)) = (&self.verdict, self.lines.verdict) {
            fields.add("verdict", format!("{verdict}: {meaning}"));
        }
        if let Some(connection) = self.lines.connection {
            fields.add("connection", connection);
        }
        if let Some(answered) = &self.lines.answered {
            fields.add("answered", answered);
        }
        match &self.config {
            Some(ConfigData { file, strict: true }) => {
                fields.add("policy", format!("{file}, strict"));
            }
            Some(ConfigData { file, .. }) => fields.add("policy", file),
            None => fields.add("policy", "none: no skate-env.toml"),
        }
        fields.add("branches", branches(&self.control_plane));
        if self.sealed {
            fields.add("sealed", "yes: database ports are closed, but for the one that is given");
        }
        let ready = self.state == State::Ready.as_str();
        let style = if ready { GOOD } else { BAD };
        fields.add("state", Styled(style, self.state));
        fields.write(page)
    }
}

fn meaning(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Production => "pinned as production's",
        Verdict::Branch(_) => "pinned as that environment's",
        Verdict::Local => "on this machine, by its address",
        Verdict::Foreign => "a database that is not pinned",
        _ => "the URL does not tell which environment's it is",
    }
}

fn connection(target: &Target, resolved: &ResolvedDatabase) -> &'static str {
    match (target.pooled, resolved.direct_url.is_some()) {
        (false, _) => "direct",
        (true, true) => "pooled; migrations go direct",
        (true, false) => "pooled; migrations are refused without a direct URL",
    }
}

fn branches(plane: &ControlPlane) -> String {
    match plane {
        ControlPlane::None => "not available: NEON_API_KEY is not set".to_owned(),
        ControlPlane::Stopped => {
            "not available: stopped on this machine; run `skate-env local start`".to_owned()
        }
        ControlPlane::Neon { host } => format!("on Neon, at {host}"),
        ControlPlane::Local { host } => format!("on this machine, at {host}"),
        ControlPlane::Unreadable => "not available: NEON_API_HOST is not an address".to_owned(),
    }
}
