//! Where Windows finds a program. `CreateProcess` takes `npx` for `npx.exe` alone, and Node.js
//! installs `npx.cmd`: the endings of `PATHEXT` are tried in each folder of `PATH`, as a terminal
//! does, except that the working directory is not searched.
//!
//! A `.cmd` is run by cmd.exe. std quotes its arguments, and refuses those that cannot be quoted
//! (CVE-2024-24576).

use std::{
    ffi::{OsStr, OsString},
    path::{Path, PathBuf},
};

/// What Windows has where `PATHEXT` is not set.
const ENDINGS: &str = ".COM;.EXE;.BAT;.CMD";

/// The file that a name stands for; `None` leaves the search, and its error, to the system.
pub(crate) fn find(
    program: &OsStr,
    folders: &[PathBuf],
    endings: Option<&str>,
    is_file: impl Fn(&Path) -> bool,
) -> Option<PathBuf> {
    let endings: Vec<_> =
        endings.unwrap_or(ENDINGS).split(';').filter(|ending| ending.len() > 1).collect();
    let named = Path::new(program);
    let has_ending = named.extension().is_some_and(|own| {
        endings.iter().any(|ending| own.eq_ignore_ascii_case(ending.trim_start_matches('.')))
    });
    let with_ending = |path: &Path| {
        let tried = endings.iter().map(|ending| {
            let mut name = OsString::from(path);
            name.push(ending.to_ascii_lowercase());
            PathBuf::from(name)
        });
        let as_is = has_ending.then(|| path.to_owned());
        as_is.into_iter().chain(tried).find(|path| is_file(path))
    };
    if named.parent().is_some_and(|parent| parent != Path::new("")) {
        return with_ending(named);
    }
    folders.iter().find_map(|folder| with_ending(&folder.join(named)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [&str; 7] = [
        "node/npx",
        "node/npx.cmd",
        "node/node.exe",
        "tools/node.cmd",
        "tools/psql.exe",
        "app/node_modules/.bin/prisma.cmd",
        "tools/v1.2.exe",
    ];

    fn found(program: &str, endings: Option<&str>) -> Option<String> {
        let folders = ["node", "tools"].map(PathBuf::from);
        let is_file = |path: &Path| FILES.iter().any(|file| path == Path::new(file));
        let path = find(program.as_ref(), &folders, endings, is_file)?;
        Some(path.to_str().unwrap().to_owned())
    }

    #[test]
    fn the_endings_are_tried_in_each_folder_of_the_path() {
        for (program, expected) in [
            ("npx", Some("node/npx.cmd")), // not the script for sh beside it
            ("npx.cmd", Some("node/npx.cmd")),
            ("NODE.EXE", None), // this file system tells cases apart
            ("node", Some("node/node.exe")),
            ("psql", Some("tools/psql.exe")),
            ("v1.2", Some("tools/v1.2.exe")), // no ending of a program
            ("prisma", None),
            ("app/node_modules/.bin/prisma", Some("app/node_modules/.bin/prisma.cmd")),
            ("node/psql", None), // a path is not searched for
        ] {
            assert_eq!(found(program, None).as_deref(), expected, "{program}");
        }
    }

    #[test]
    fn pathext_says_which_ending_is_first() {
        assert_eq!(found("npx", Some(".EXE")), None);
        assert_eq!(found("npx", Some("")), None);
        // The first folder wins, whatever its ending.
        assert_eq!(found("node", Some(".CMD;.EXE")).as_deref(), Some("node/node.exe"));
    }
}
