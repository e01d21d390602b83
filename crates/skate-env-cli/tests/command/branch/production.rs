use super::fixture::BranchFixture;

/// Whatever it is called, and whoever asks.
#[test]
fn production_is_never_written_reset_or_deleted() {
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
        "branch delete production",
        "branch delete main",
        "branch create main",
        "branch create main --class feature --from production",
    ] {
        let (exit, code) = fixture.error(words);
        assert_eq!(exit, 3, "{words}: {code}");
        assert!(["protected_branch", "branch_mismatch"].contains(&&*code), "{words}: {code}");
    }
    fixture.json("branch cleanup --everyone --idle-days 0 --active-hours 0 --apply");
    assert_eq!(main(), before);
    assert_eq!(fixture.env_file(), None);
}
