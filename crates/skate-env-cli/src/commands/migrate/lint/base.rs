//! Finds the base that the migrations of the git branch are compared with.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use skate_env_core::{Code, Problem};
use skate_env_migrate::{
    Folder,
    lint::folder::{FolderChanges, ScriptsByName, compare_folders},
};

use crate::{
    context::Context,
    failure::Failure,
    project::{Blob, Git},
};

/// Git references among which the base branch is looked for, in order.
const DEFAULT_BASES: [&str; 5] = [
    "refs/remotes/origin/HEAD",
    "refs/remotes/origin/main",
    "refs/remotes/origin/master",
    "refs/heads/main",
    "refs/heads/master",
];
/// The variable in which GitHub names a pull request's base branch.
const GITHUB_BASE_REF: &str = "GITHUB_BASE_REF";

/// The base of the comparison.
pub(super) enum Base {
    /// None: --all lints every migration.
    All,
    /// None: there is no git repository.
    NoGit,
    /// None: no base branch exists.
    NoBranch,
    /// The merge base, and the tip of the base branch.
    Commit(Comparison),
}

pub(super) struct Comparison {
    /// The short name, such as `origin/main`.
    pub(super) name: String,
    /// The merge base.
    pub(super) commit: String,
    /// Whether the merge base is unknown, because the clone is shallow; the tip stands for it.
    pub(super) shallow: bool,
    begin: ScriptsByName,
    tip: ScriptsByName,
}

impl Base {
    pub(super) fn find(
        named: Option<&str>,
        folder: &Folder,
        context: &Context,
    ) -> Result<Self, Failure> {
        let (place, rest) = existing(&folder.path);
        let Some(git) = Git::find(&place) else {
            return match named {
                Some(_) => Err(Failure::usage(
                    "Cannot use --base: there is no git repository here.",
                    "Leave it out, or run the command in the repository.",
                )),
                None => Ok(Self::NoGit),
            };
        };
        let Some((name, tip)) = base_branch(&git, named, context)? else {
            return Ok(Self::NoBranch);
        };
        let begin = git.commit("HEAD").and_then(|head| git.merge_base(&head, &tip));
        let shallow = begin.is_none();
        let commit = begin.unwrap_or_else(|| tip.clone());
        let (at_begin, at_tip) = (listed(&git, &commit, &rest)?, listed(&git, &tip, &rest)?);
        let texts = texts(&git, at_begin.values().chain(at_tip.values()))?;
        let others = |listed: &BTreeMap<String, String>| -> ScriptsByName {
            let pair = |(name, object): (&String, &String)| {
                Some((name.clone(), texts.get(object)?.clone()))
            };
            listed.iter().filter_map(pair).collect()
        };
        let (begin, tip) = (others(&at_begin), others(&at_tip));
        Ok(Self::Commit(Comparison { name, commit, shallow, begin, tip }))
    }

    /// What the branch changed in the folder; `None` without a base.
    pub(super) fn changes(&self, folder: &Folder) -> Option<FolderChanges> {
        match self {
            Self::Commit(it) => Some(compare_folders(&folder.migrations, &it.begin, &it.tip)),
            _ => None,
        }
    }
}

/// The base branch's name and commit.
fn base_branch(
    git: &Git,
    named: Option<&str>,
    context: &Context,
) -> Result<Option<(String, String)>, Failure> {
    if let Some(name) = named {
        let Some(commit) = git.commit(name) else {
            return Err(Failure::usage(
                format!("Cannot find the commit {name:?}."),
                "Run `git fetch origin main`, or set `fetch-depth: 0` in GitHub's checkout action.",
            ));
        };
        return Ok(Some((name.to_owned(), commit)));
    }
    let pull_request = context.process().raw(GITHUB_BASE_REF).filter(|name| !name.is_empty());
    let pull_request = pull_request.map(|name| format!("refs/remotes/origin/{name}"));
    let mut candidates = pull_request.into_iter().chain(DEFAULT_BASES.map(str::to_owned));
    Ok(candidates.find_map(|name| {
        let commit = git.commit(&name)?;
        let short = ["refs/remotes/", "refs/heads/"].iter().find_map(|it| name.strip_prefix(it));
        Some((short.unwrap_or(&name).to_owned(), commit))
    }))
}

/// The scripts of a commit: git objects by migration.
fn listed(git: &Git, commit: &str, rest: &Path) -> Result<BTreeMap<String, String>, Failure> {
    let files = git.files(commit).ok_or_else(|| unreadable(commit))?;
    let script = |Blob { path, object }: Blob| {
        let path = Path::new(&path).strip_prefix(rest).ok()?.to_str()?.to_owned();
        let name = path.strip_suffix("/migration.sql")?;
        (!name.contains('/')).then(|| (name.to_owned(), object))
    };
    Ok(files.into_iter().filter_map(script).collect())
}

fn texts<'o>(
    git: &Git,
    objects: impl Iterator<Item = &'o String>,
) -> Result<BTreeMap<&'o String, String>, Failure> {
    let mut objects: Vec<&String> = objects.collect();
    objects.sort_unstable();
    objects.dedup();
    let names: Vec<&str> = objects.iter().map(|object| object.as_str()).collect();
    let texts = git.texts(&names).map_err(|_| unreadable("the base"))?;
    Ok(objects.into_iter().zip(texts).collect())
}

fn unreadable(commit: &str) -> Failure {
    Problem::new(
        Code::UnreadableFile,
        format!("Cannot read the migrations of {commit} with git."),
        "Run `git fetch origin`, or lint every migration with `--all`.",
    )
    .into()
}

/// The deepest folder of a path that exists, and the rest of the path.
fn existing(path: &Path) -> (PathBuf, PathBuf) {
    let place = path.ancestors().find(|it| it.is_dir()).unwrap_or(Path::new("."));
    (place.to_owned(), path.strip_prefix(place).unwrap_or(Path::new("")).to_owned())
}
