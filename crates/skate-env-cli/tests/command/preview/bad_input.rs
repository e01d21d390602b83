use serde_json::{Value, json};

use super::{Shop, github::Fault};

#[test]
fn an_event_that_cannot_be_trusted_makes_nothing() {
    let shop = Shop::new();
    let event = shop.event(7, "opened");
    let refused = (3, "untrusted_event".to_owned());
    let with = |change: &dyn Fn(&mut Value)| {
        let mut event = event.clone();
        change(&mut event);
        event
    };
    // Cut in the middle.
    let run = shop.job("preview up", &event);
    let text = event.to_string();
    std::fs::write(shop.path("event.json"), &text[..text.len() / 2]).unwrap();
    assert_eq!(shop.error(run), refused);
    let elsewhere = with(&|event| event["repository"]["id"] = json!(1));
    assert_eq!(shop.error(shop.job("preview up", &elsewhere)), refused);
    for number in [json!("7"), json!(null), json!(-1)] {
        let wrong = with(&|event| event["pull_request"]["number"] = number.clone());
        assert_eq!(shop.error(shop.job("preview up", &wrong)), refused);
    }
    let forked = with(&|event| event["pull_request"]["head"]["repo"]["id"] = json!(9));
    let target =
        shop.job("preview up", &forked).variable("GITHUB_EVENT_NAME", "pull_request_target");
    assert_eq!(shop.error(target), refused);
    // An event of no pull request, and a number that is none.
    let push = json!({ "ref": "refs/heads/main" });
    assert_eq!(shop.error(shop.job("preview up", &push)), (2, "usage".to_owned()));
    for number in ["0", "-1", "x", "7.5"] {
        let run = shop.job("preview up --pr", &push).word(number);
        assert_eq!(shop.ends(&run).exit, 2, "{number}");
    }
    // Another repository answers under the name: it was deleted and made again.
    shop.github.change(7, |pull| pull["base"]["repo"]["id"] = json!(5));
    assert_eq!(shop.error(shop.job("preview up", &event)), refused);
    let missing = shop.job("preview up", &event).variable("GITHUB_EVENT_PATH", "/nowhere.json");
    assert_eq!(shop.error(missing), (4, "unreadable_file".to_owned()));
    // What cannot be handed out is not created.
    let nowhere = shop.job("preview up --github-env", &event).variable("GITHUB_ENV", "");
    assert_eq!(shop.error(nowhere), (2, "usage".to_owned()));
    assert!(shop.previews().is_empty());
}

#[test]
fn a_fork_gets_no_secrets_and_stays_green() {
    let shop = Shop::new();
    shop.github
        .change(7, |pull| pull["head"]["repo"] = json!({ "id": 9, "full_name": "eve/shop" }));
    let event = shop.event(7, "opened");
    let ending = shop.ends(&shop.job("preview up --comment", &event).variable("NEON_API_KEY", ""));
    assert_eq!(ending.exit, 0, "{ending}");
    assert!(ending.stdout.starts_with("pull request  7: no_secrets\n"), "{ending}");
    assert_eq!(shop.file("output"), "state=no_secrets\n");
    assert!(shop.file("summary").contains("skate-env local start"));
    assert!(shop.github.comments().is_empty() && shop.previews().is_empty());
    // With a key it is no fork's job; the pull request gets no comment all the same.
    assert_eq!(shop.up(7, "--comment")["state"], "ready");
    assert!(shop.github.comments().is_empty());
}

#[test]
fn without_a_key_or_a_token_nothing_is_made() {
    let shop = Shop::new();
    let event = shop.event(7, "opened");
    let no_key = shop.job("preview up", &event).variable("NEON_API_KEY", "");
    assert_eq!(shop.error(no_key), (4, "no_control_plane".to_owned()));
    let no_token = shop.job("preview up", &event).variable("GITHUB_TOKEN", "");
    assert_eq!(shop.error(no_token), (4, "invalid_config".to_owned()));
    let wrong = shop.job("preview up", &event).variable("GITHUB_TOKEN", "other");
    assert_eq!(shop.error(wrong), (5, "github_refused".to_owned()));
    let environment = shop.job("preview up -e staging", &event);
    assert_eq!(shop.error(environment), (2, "usage".to_owned()));
    assert!(shop.previews().is_empty());
}

/// The database is there, the outputs are written, and the next sweep finds everything.
#[test]
fn a_token_that_may_not_comment_fails_after_the_rest_is_done() {
    let shop = Shop::new();
    let event = shop.event(7, "opened");
    shop.github.fault("POST /repos/octo/shop/issues", Fault::Answer(403, ""), 1);
    let mute = shop.job("preview up --comment", &event);
    assert_eq!(shop.error(mute), (5, "github_refused".to_owned()));
    assert_eq!(shop.previews(), ["preview/pr-7"]);
    assert!(shop.file("output").starts_with("state=ready\n"));
}

#[test]
fn github_down_while_down_runs_keeps_the_branch_for_the_next_sweep() {
    let shop = Shop::new();
    shop.up(7, "");
    shop.github.close(7);
    let closed = shop.event(7, "closed");
    shop.github.fault("GET", Fault::Answer(503, ""), 100);
    let down = shop.job("preview down --wait 1", &closed);
    assert_eq!(shop.error(down), (5, "github_unavailable".to_owned()));
    // Between the question and the deletion: the branch has lost its name already.
    shop.github.no_faults();
    shop.github.fault_after(1, "GET /repos/octo/shop/pulls/7", Fault::Answer(503, ""), 100);
    let down = shop.job("preview down --wait 1", &closed);
    assert_eq!(shop.error(down), (5, "github_unavailable".to_owned()));
    assert_eq!(shop.previews().len(), 1);
    assert!(shop.previews()[0].starts_with("closing/pr-7/"));
    shop.github.no_faults();
    let down = shop.ends(&shop.job("preview down", &closed));
    assert_eq!(down.exit, 0, "{down}");
    assert!(shop.previews().is_empty());
}

/// The repository has another name since the event: GitHub redirects, and a key follows nowhere.
#[test]
fn a_renamed_repository_is_refused_and_nothing_is_deleted() {
    let shop = Shop::new();
    shop.up(7, "");
    shop.github.close(7);
    let closed = shop.event(7, "closed");
    let moved = Fault::Answer(301, "location: http://127.0.0.1:1/repositories/4711\r\n");
    shop.github.fault("GET /repos/octo/shop/pulls/7", moved, 1);
    let down = shop.job("preview down", &closed);
    assert_eq!(shop.error(down), (5, "github_refused".to_owned()));
    assert_eq!(shop.previews(), ["preview/pr-7"]);
}

#[test]
fn a_branch_that_somebody_else_made_is_left_alone() {
    let shop = Shop::new();
    let made = shop.neon.run("branch create preview/pr-7 --no-switch").ends();
    assert_eq!(made.exit, 0, "{made}");
    let mismatch = (3, "branch_mismatch".to_owned());
    let opened = shop.event(7, "opened");
    assert_eq!(shop.error(shop.job("preview up", &opened)), mismatch);
    shop.github.close(7);
    let closed = shop.event(7, "closed");
    assert_eq!(shop.error(shop.job("preview down", &closed)), mismatch);
    assert_eq!(shop.ends(&shop.job("preview sweep --apply", &closed)).exit, 0);
    assert_eq!(shop.previews(), ["preview/pr-7"]);
}
