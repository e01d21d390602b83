//! The GitHub actions that our workflows use, pinned by commit: a tag can be moved to other code.

/// An action, at the newest release that was looked up.
pub(crate) struct Action {
    name: &'static str,
    commit: &'static str,
    version: &'static str,
    /// The first major whose runtime GitHub still has. Node.js 20 left its runners on 2026-09-16;
    /// pnpm/action-setup moved to Node.js 24 within v4, setup-bun within v2.
    first_on_node_24: u32,
}

pub(crate) const CHECKOUT: Action = Action {
    name: "actions/checkout",
    commit: "3d3c42e5aac5ba805825da76410c181273ba90b1",
    version: "v7.0.1",
    first_on_node_24: 5,
};
pub(crate) const SETUP_NODE: Action = Action {
    name: "actions/setup-node",
    commit: "820762786026740c76f36085b0efc47a31fe5020",
    version: "v7.0.0",
    first_on_node_24: 5,
};
pub(crate) const SETUP_PNPM: Action = Action {
    name: "pnpm/action-setup",
    commit: "0ebf47130e4866e96fce0953f49152a61190b271",
    version: "v6.0.9",
    first_on_node_24: 4,
};
pub(crate) const SETUP_BUN: Action = Action {
    name: "oven-sh/setup-bun",
    commit: "0c5077e51419868618aeaa5fe8019c62421857d6",
    version: "v2.2.0",
    first_on_node_24: 2,
};

impl Action {
    /// What follows `uses:`, with the release as a comment, where Dependabot keeps it true.
    pub(crate) fn reference(&self) -> String {
        format!("{}@{} # {}", self.name, self.commit, self.version)
    }

    fn is_outdated(&self, reference: &str) -> bool {
        let tag = reference.strip_prefix(self.name).and_then(|rest| rest.strip_prefix("@v"));
        let major = tag.and_then(|tag| tag.split(['.', ' ', '#']).next()?.parse::<u32>().ok());
        major.is_some_and(|major| major < self.first_on_node_24)
    }
}

/// The current `uses:` line for each action in a workflow that GitHub's runners can no longer run.
pub(crate) fn newer(workflow: &str) -> Vec<String> {
    let references =
        || workflow.lines().filter_map(|line| Some(line.split_once("uses:")?.1.trim()));
    [CHECKOUT, SETUP_NODE, SETUP_PNPM, SETUP_BUN]
        .iter()
        .filter(|action| references().any(|it| action.is_outdated(it.trim_matches(['"', '\'']))))
        .map(|action| format!("uses: {}", action.reference()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_majors_are_outdated_and_commits_are_not() {
        let old = "- uses: actions/checkout@v4\n- uses: 'actions/setup-node@v3.9.1' # old\n";
        assert_eq!(newer(old).len(), 1 + 1);
        let own = format!("- uses: {}\n- uses: actions/checkout@v5\n", SETUP_NODE.reference());
        assert!(newer(&own).is_empty());
        assert!(newer("- uses: actions/checkout-all@v1\n").is_empty());
    }
}
