use skate_env_core::neon::model::Branch;

use super::{Shop, github::Fault};
use crate::{branch::normalize, harness::CANARY};

fn preview(shop: &Shop) -> Branch {
    shop.neon.branches().into_iter().find(|branch| branch.name == "preview/pr-7").unwrap()
}

#[test]
fn a_pull_request_has_its_database_from_opening_to_closing() {
    let shop = Shop::new();
    let opened = shop.event(7, "opened");
    let ending = shop.ends(&shop.job("preview up --comment --github-env", &opened));
    assert_eq!(ending.exit, 0, "{ending}");
    assert_eq!(
        normalize(&ending.stdout),
        "pull request  7: ready
branch        preview/pr-7 (created), BRANCH
expires       TIME
migrations    not applied: no Prisma here
handed out    DATABASE_ENVIRONMENT, POSTGRES_PRISMA_URL_PREVIEW, POSTGRES_URL_NON_POOLING_PREVIEW
comment       written
"
    );
    // Masks come before anything else is said.
    let first: Vec<_> = ending.stderr.lines().take(2).collect();
    assert!(first.iter().all(|line| line.starts_with("::add-mask::")), "{ending}");
    let id = preview(&shop).id;
    let outputs = format!("state=ready\nbranch_id={id}\nbranch=preview/pr-7\nhow=created\n");
    assert_eq!(shop.file("output"), outputs);
    let variables = shop.file("env");
    assert!(variables.contains("POSTGRES_PRISMA_URL_PREVIEW=postgresql://"), "{variables}");
    assert!(variables.contains("DATABASE_ENVIRONMENT=preview\n"), "{variables}");
    assert!(shop.file("summary").contains("**Pull request 7**: ready"));
    let comments = shop.github.comments();
    assert_eq!(comments.len(), 1);
    let body = normalize(&comments[0].1);
    let lines: Vec<_> = body.lines().skip(2).collect();
    assert_eq!(
        lines,
        [
            "**Preview database**: `preview/pr-7` (`BRANCH`)",
            "- expires TIME, or with the pull request; each push renews it",
            "- migrations: not applied: no Prisma here",
            "- use it: `skate-env branch switch preview/pr-7`",
            "- run: https://github.com/octo/shop/actions/runs/99",
        ],
        "{body}"
    );

    // A run with nothing to do writes nothing.
    let again = shop.up(7, "--comment");
    assert_eq!((&again["state"], &again["branch"]["how"]), (&"ready".into(), &"reused".into()));
    assert_eq!(shop.github.count("PATCH") + shop.github.count("DELETE"), 0);
    assert_eq!(shop.github.count("POST"), 1);

    shop.github.close(7);
    let closed = shop.event(7, "closed");
    let ending = shop.ends(&shop.job("preview down --comment", &closed));
    assert_eq!(
        (ending.exit, normalize(&ending.stdout)),
        (0, "pull request  7: deleted\ndeleted       preview/pr-7, BRANCH\n".to_owned()),
        "{ending}"
    );
    assert!(shop.previews().is_empty());
    let comments = shop.github.comments();
    assert!(comments.len() == 1 && comments[0].1.contains("deleted with the pull request"));
    let again = shop.ends(&shop.job("preview down --comment", &closed));
    assert_eq!((again.exit, again.stdout.as_str()), (0, "pull request  7: absent\n"), "{again}");
}

#[test]
fn it_is_written_into_a_file_and_given_again_when_it_is_made_anew() {
    let shop = Shop::new();
    shop.up(7, "--comment --write-env .env.preview");
    let file = shop.file(".env.preview");
    assert!(file.contains("POSTGRES_PRISMA_URL_PREVIEW=") && file.contains("postgresql://"));
    let first = preview(&shop).id;
    // It expired, or somebody deleted it.
    let deleted = shop.neon.run("branch delete preview/pr-7 --everyone").ends();
    assert_eq!(deleted.exit, 0, "{deleted}");
    assert_eq!(shop.up(7, "--comment")["branch"]["how"], "created");
    assert_ne!(preview(&shop).id, first);
    let (_, body) = shop.github.comments().remove(0);
    assert!(body.contains("- the branch was made anew: its data is new\n"), "{body}");
}

#[test]
fn closed_reopened_and_older_runs() {
    let shop = Shop::new();
    shop.github.close(7);
    assert_eq!(shop.up(7, "--comment")["state"], "closed");
    assert!(shop.previews().is_empty() && shop.github.comments().is_empty());

    shop.github.open(7);
    let old = shop.event(7, "synchronize");
    shop.github.change(7, |pull| pull["head"]["sha"] = "f".repeat(40).into());
    let ending = shop.ends(&shop.job("preview up --output json", &old));
    assert!(ending.stdout.contains("\"state\": \"superseded\""), "{ending}");

    // The closing's job runs after somebody opened it again.
    let closed = shop.event(7, "closed");
    let ending = shop.ends(&shop.job("preview down", &closed));
    assert_eq!(ending.exit, 0, "{ending}");
    assert!(ending.stdout.contains("kept          because pull request 7 is open"), "{ending}");
    assert_eq!(shop.previews(), ["preview/pr-7"]);
}

#[test]
fn a_sweep_deletes_what_is_closed_and_keeps_what_is_not() {
    let shop = Shop::new();
    for number in [8, 9, 10, 11] {
        shop.github.open(number);
    }
    for number in [7, 8, 9] {
        shop.up(number, "");
    }
    let event = serde_json::json!({ "schedule": "17 * * * *" });
    let sweep = |words: &str| shop.ends(&shop.job(&format!("preview sweep {words}"), &event));
    assert!(sweep("").stdout.ends_with("\nThere is nothing to delete on this machine.\n"));
    shop.github.close(8);
    // The branch itself is younger than ten minutes.
    let plan = sweep("--apply").stdout;
    assert!(plan.contains("it was created or reset less than 10 min ago"), "{plan}");
    assert_eq!(shop.previews().len(), 3);
    // Nobody can say: a page is missing, or GitHub is down.
    for fault in ["GET /repos/octo/shop/pulls?", "GET /repos/octo/shop/pulls/8"] {
        let down = Fault::Answer(503, "");
        shop.github.fault(fault, down, 100);
        let words = "preview sweep --apply --wait 1";
        assert_eq!(shop.error(shop.job(words, &event)), (5, "github_unavailable".to_owned()));
        shop.github.no_faults();
    }
    assert_eq!(shop.previews().len(), 3);
    let status = shop.ends(&shop.job("preview status --output json", &event));
    let status: serde_json::Value = serde_json::from_str(&status.stdout).unwrap();
    let pulls: Vec<_> =
        status["branches"].as_array().unwrap().iter().map(|row| &row["pull_request"]).collect();
    assert_eq!(pulls, ["open", "closed", "open"]);
}

/// Another CI says which are open.
#[test]
fn without_github_the_caller_knows_the_pull_requests() {
    let shop = Shop::new();
    let up = shop.ends(&shop.neon.run("preview up --pr 3 --repository gl-1"));
    assert_eq!(up.exit, 0, "{up}");
    let other = shop.neon.run("preview down --pr 3 --repository gl-2");
    assert_eq!(shop.error(other), (3, "branch_mismatch".to_owned()));
    let open = |text: &str| {
        std::fs::write(shop.path("open"), text).unwrap();
        shop.neon.run("preview sweep --repository gl-1 --open-from open --apply")
    };
    for cut in ["", "7\n3", "x\n"] {
        assert_eq!(shop.error(open(cut)), (4, "unreadable_file".to_owned()), "{cut:?}");
    }
    assert_eq!(shop.ends(&open("3\n")).exit, 0);
    assert_eq!(shop.previews(), ["preview/pr-3"]);
    let usage = shop.error(shop.neon.run("preview sweep --repository gl-1"));
    assert_eq!(usage, (2, "usage".to_owned()));
    let usage = shop.error(shop.neon.run("preview up --pr 3"));
    assert_eq!(usage, (2, "usage".to_owned()));
    let down = shop.ends(&shop.neon.run("preview down --pr 3 --repository gl-1"));
    assert_eq!(down.exit, 0, "{down}");
    assert!(shop.previews().is_empty());
}

#[test]
fn github_s_limits_and_lost_replies_are_met() {
    let shop = Shop::new();
    let limited = Fault::Answer(403, "retry-after: 0\r\n");
    shop.github.fault("GET /repos/octo/shop/pulls/7", limited, 1);
    shop.github.fault("GET /repos/octo/shop/issues/7/comments", Fault::Answer(502, ""), 1);
    shop.github.fault("POST /repos/octo/shop/issues/7/comments", Fault::DropAfter, 1);
    for number in 0..5 {
        shop.github.comment(7, "eve", &format!("comment {number}"));
    }
    assert_eq!(shop.up(7, "--comment")["state"], "ready");
    let ours = |it: &&(String, String)| it.0 == "github-actions[bot]";
    assert_eq!(shop.github.comments().iter().filter(ours).count(), 1);
    let key = format!("{CANARY}-key");
    assert!(!shop.file("output").contains(&key));
}
