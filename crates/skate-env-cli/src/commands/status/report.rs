//! What `skate-env status` prints.

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

/// A database, or what can be said of one that is refused.
pub(super) enum Finding<'r> {
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
    /// What the database says it is; only where it was to be asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    live: Option<IdentityData<'r>>,
    config: Option<ConfigData>,
    control_plane: ControlPlane,
    warnings: Vec<ProblemData<'r>>,
    problems: Vec<ProblemData<'r>>,
    #[serde(skip)]
    lines: Lines,
}

#[derive(Serialize)]
struct ConfigData {
    file: String,
    strict: bool,
}

/// What the text says in other words than the data.
#[derive(Default)]
struct Lines {
    database: Option<String>,
    verdict: Option<&'static str>,
    connection: Option<&'static str>,
    answered: Option<String>,
}

impl Lines {
    fn of(resolved: &ResolvedDatabase) -> Self {
        if resolved.provenance.is_none() {
            let none = "none is set, and a build needs none".to_owned();
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
        finding: Finding<'r>,
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
            warnings: Vec::new(),
            problems: Vec::new(),
            lines: Lines::default(),
        };
        match finding {
            Finding::Resolved(resolved) => report.resolved(resolved),
            Finding::Refused(inspection, error) => report.refused(*inspection, error),
        }
    }

    /// With what the database answered.
    pub(super) fn asked(self, asked: Option<&'r IdentityCheck>) -> Self {
        let lines = Lines { answered: asked.map(ToString::to_string), ..self.lines };
        Self { live: asked.map(IdentityData::of), lines, ..self }
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
            lines: Lines::of(resolved),
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
            lines: Lines {
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
        Verdict::Foreign => "a database that no pin names",
        _ => "the URL does not say whose it is",
    }
}

fn connection(target: &Target, resolved: &ResolvedDatabase) -> &'static str {
    match (target.pooled, resolved.direct_url.is_some()) {
        (false, _) => "direct",
        (true, true) => "pooled; migrations go direct",
        (true, false) => "pooled; migrations are refused for want of a direct URL",
    }
}

fn branches(plane: &ControlPlane) -> String {
    match plane {
        ControlPlane::None => "out of reach: NEON_API_KEY is not set".to_owned(),
        ControlPlane::Stopped => {
            "out of reach: stopped on this machine; `skate-env local start` starts it".to_owned()
        }
        ControlPlane::Neon { host } => format!("on Neon, at {host}"),
        ControlPlane::Local { host } => format!("on this machine, at {host}"),
        ControlPlane::Unreadable => "out of reach: NEON_API_HOST holds no address".to_owned(),
    }
}
