//! Values in dotenv files that programs read otherwise than they are written.

use skate_env_core::dotenv::DamageKind;

use super::{Finding, Level, Project, project::MODES};

pub(super) fn check(project: &Project<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    let urls = project.url_names();
    for mode in MODES {
        let dotenv = match project.load(mode, project.process()) {
            Ok(dotenv) => dotenv,
            Err(error) => {
                findings.extend(error.problems().map(|it| Finding::of_problem(Level::Error, it)));
                continue;
            }
        };
        for damage in dotenv.damage {
            let is_url = damage.name.as_ref().is_some_and(|name| urls.contains(name));
            let level = match damage.kind {
                DamageKind::ByteOrderMark | DamageKind::NotUtf8 => Level::Warning,
                _ if is_url => Level::Error,
                _ => Level::Warning,
            };
            let name = damage.name.as_ref().map(|name| format!("{name}: ")).unwrap_or_default();
            let message = format!("{name}{}.", damage.kind.message());
            let found = Finding::warning(damage.kind.as_str(), message, damage.kind.hint());
            let found = Finding { level, variable: damage.name, ..found }.at(&damage.place);
            if !findings.contains(&found) {
                findings.push(found);
            }
        }
    }
    findings
}
