//! npm's commands by all the names that it takes for them. Source: `lib/utils/cmd-list.js`, npm 11.

const COMMANDS: &str = "access adduser approve-scripts audit bugs cache ci completion config dedupe \
    deny-scripts deprecate diff dist-tag docs doctor edit exec explain explore find-dupes fund get \
    help help-search init install install-ci-test install-scripts install-test link ll login logout \
    ls org outdated owner pack ping pkg prefix profile prune publish query rebuild repo restart root \
    run sbom search set shrinkwrap stage star stars start stop team test token trust undeprecate \
    uninstall unpublish unstar update version view whoami";

/// Other names, with the command where it matters here.
const ALIASES: [(&str, &str); 57] = [
    ("run-script", "run"),
    ("rum", "run"),
    ("urn", "run"),
    ("t", "test"),
    ("tst", "test"),
    ("x", "exec"),
    ("i", "install"),
    ("in", "install"),
    ("ins", "install"),
    ("inst", "install"),
    ("insta", "install"),
    ("instal", "install"),
    ("isnt", "install"),
    ("isnta", "install"),
    ("isntal", "install"),
    ("isntall", "install"),
    ("add", "install"),
    ("ic", "ci"),
    ("clean-install", "ci"),
    ("install-clean", "ci"),
    ("isntall-clean", "ci"),
    ("it", "install-test"),
    ("cit", "install-ci-test"),
    ("clean-install-test", "install-ci-test"),
    ("sit", "install-ci-test"),
    ("verison", "version"),
    ("author", "owner"),
    ("home", "docs"),
    ("issues", "bugs"),
    ("info", "view"),
    ("show", "view"),
    ("find", "search"),
    ("unlink", "uninstall"),
    ("remove", "uninstall"),
    ("rm", "uninstall"),
    ("r", "uninstall"),
    ("un", "uninstall"),
    ("rb", "rebuild"),
    ("list", "ls"),
    ("ln", "link"),
    ("create", "init"),
    ("u", "update"),
    ("up", "update"),
    ("c", "config"),
    ("s", "search"),
    ("se", "search"),
    ("ddp", "dedupe"),
    ("v", "view"),
    ("why", "explain"),
    ("la", "ll"),
    ("innit", "init"),
    ("hlep", "help"),
    ("dist-tags", "dist-tag"),
    ("upgrade", "update"),
    ("udpate", "update"),
    ("ogr", "org"),
    ("add-user", "adduser"),
];

/// The command that npm takes a word for: itself, another name, or a beginning that only one has.
/// Empty where npm knows none.
pub(super) fn meant(word: &str) -> &'static str {
    let mut dashed = String::new();
    for letter in word.chars() {
        if letter.is_ascii_uppercase() {
            dashed.push('-');
        }
        dashed.push(letter.to_ascii_lowercase());
    }
    let commands = || COMMANDS.split_whitespace().map(|name| (name, name));
    let names = || commands().chain(ALIASES);
    if let Some((_, command)) = names().find(|(name, _)| *name == dashed) {
        return command;
    }
    let mut begun: Vec<_> = names().filter(|(name, _)| name.starts_with(&dashed)).collect();
    begun.dedup();
    match begun.as_slice() {
        [(_, command)] => command,
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn npm_takes_other_names_and_beginnings() {
        for (word, command) in [
            ("run", "run"),
            ("urn", "run"),
            ("runScript", "run"),
            ("run-s", "run"),
            ("tes", "test"),
            ("sto", "stop"),
            ("resta", "restart"),
            ("exe", "exec"),
            ("cit", "install-ci-test"),
            ("sta", ""),
            ("prisma", ""),
        ] {
            assert_eq!(meant(word), command, "{word}");
        }
    }
}
