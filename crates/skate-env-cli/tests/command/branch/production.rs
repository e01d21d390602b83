use super::fixture::BranchFixture;

/// Whatever it is called, and whoever asks.
#[test]
fn production_is_never_written_reset_restored_or_deleted() {
    let fixture = BranchFixture::empty();
    let main = || {
        let branch = fixture.branches().into_iter().find(|branch| branch.name == "main").unwrap();
        (branch.id, branch.updated_at, branch.last_reset_at)
    };
    let before = main();
    for words in [
        "branch switch production",
        "branch switch branch:main",
        "branch reset production",
        "branch reset main",
        "branch restore production --at 1s",
        "branch restore main --from staging",
        "branch restore branch:main --at 1s --dry-run",
        "branch restore prod --at 1s --from main",
        "branch delete production",
        "branch delete main",
        "branch create main",
        "branch create main --class feature --from production",
        "branch create production",
        "branch create Prod --class feature",
        "branch create branch:production",
        "branch switch prod",
        "branch reset prod",
        "branch delete prod",
    ] {
        let (exit, code) = fixture.error(words);
        assert_eq!(exit, 3, "{words}: {code}");
        assert!(["protected_branch", "branch_mismatch"].contains(&&*code), "{words}: {code}");
    }
    fixture.json("branch cleanup --everyone --idle-days 0 --active-hours 0 --apply");
    assert_eq!(main(), before);
    assert_eq!(fixture.env_file(), None);
}

/// Who types an environment's name means its class.
#[test]
fn an_environment_s_name_is_a_branch_of_its_class() {
    let fixture = BranchFixture::new();
    for (name, class) in [("testing", "testing"), ("dev", "development"), ("preview", "preview")] {
        let ending = fixture.run(&format!("branch create {name} --dry-run --output json")).ends();
        assert_eq!(ending.exit, 0, "{ending}");
        let answer: serde_json::Value = serde_json::from_str(&ending.stdout).unwrap();
        assert_eq!(answer["class"], class, "{ending}");
    }
    let refused = fixture.error("branch create testing --class feature");
    assert_eq!(refused, (3, "branch_mismatch".to_owned()));
}
