//! Recognises coding agents by their variables, as Prisma 7.10 does.

use crate::{Facts, lookup::Lookup, names};

/// Set to anything, each of these is an agent's mark.
const MARKS: [(&str, &str); 17] = [
    (names::CLAUDECODE, "Claude Code"),
    (names::CODEX_THREAD_ID, "Codex"),
    (names::CODEX_CI, "Codex"),
    (names::CODEX_SANDBOX, "Codex"),
    (names::CODEX_SANDBOX_NETWORK_DISABLED, "Codex"),
    (names::GEMINI_CLI, "Gemini CLI"),
    (names::QWEN_CODE, "Qwen Code"),
    (names::CURSOR_AGENT, "Cursor"),
    (names::COPILOT_CLI, "Copilot CLI"),
    (names::OPENCODE, "opencode"),
    (names::OPENCODE_CLIENT, "opencode"),
    (names::CLINE_ACTIVE, "Cline"),
    (names::CRUSH, "Crush"),
    (names::AUGMENT_AGENT, "Augment"),
    (names::ANTIGRAVITY_AGENT, "Antigravity"),
    (names::AI_AGENT, "a coding agent"),
    // A variable of this name may mean anything: only two values are an agent's.
    (names::AGENT, "goose or amp"),
];

/// The coding agent that runs this process, by name.
pub(crate) fn agent(lookup: &Lookup<'_>, facts: Facts) -> Option<&'static str> {
    if facts.devin {
        return Some("Devin");
    }
    let marked = MARKS.into_iter().find(|(name, _)| match lookup.of_process(name) {
        Some(value) if *name == names::AGENT => matches!(value, "goose" | "amp"),
        Some(_) => true,
        None => false,
    });
    if let Some((_, agent)) = marked {
        return Some(agent);
    }
    if lookup.of_process(names::OR_APP_NAME).is_some_and(|name| name.eq_ignore_ascii_case("aider"))
    {
        return Some("Aider");
    }
    let replit =
        lookup.of_process(names::REPLIT_SESSION).is_some_and(|name| name.starts_with("agent-"));
    replit.then_some("Replit Agent")
}
