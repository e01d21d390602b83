use super::fixture::BranchFixture;

#[test]
fn the_branches_are_a_tree() {
    let fixture = BranchFixture::new();
    fixture.json("branch create feature/x");
    let text = fixture.ends("branch list");
    assert_eq!((text.exit, text.stderr.as_str()), (0, ""), "{text}");
    let lines: Vec<_> = text.stdout.lines().collect();
    // Ages and sizes differ from run to run: their columns are looked at as words.
    let words: Vec<Vec<_>> = lines.iter().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(words[0], ["branch", "class", "age", "expires", "size", "compute", "cost"]);
    assert_eq!(words[1][..3], ["main", "(default)", "production"]);
    assert!(lines[2].starts_with("└─ staging ") && lines[2].ends_with("–"), "{text}");
    let feature = lines[3];
    assert!(feature.starts_with("   └─ feature/x (in use here)  feature "), "{text}");
    for part in ["  in 6 d  ", " MB  ", "  awake  "] {
        assert!(feature.contains(part), "{part}: {text}");
    }
    assert_eq!(lines[5], "3 branches on this machine.");

    let json = fixture.json("branch list");
    let branches = json["branches"].as_array().unwrap();
    let feature = branches.iter().find(|it| it["name"] == "feature/x").unwrap();
    assert_eq!((&feature["owner"], &feature["in_use"]), (&"ada".into(), &true.into()));
    assert_eq!((&feature["awake"], &feature["cost_usd"]), (&true.into(), &().into()));
    assert!(feature["size_bytes"].as_i64().unwrap() > 1_000_000);
    let staging = branches.iter().find(|it| it["name"] == "staging").unwrap();
    assert_eq!(feature["parent_id"], staging["branch_id"]);

    let (exit, screen) = fixture.run("branch list").variable("TERM", "xterm").at_terminal();
    assert_eq!(exit, 0, "{screen}");
    assert!(screen.contains("\u{1b}[32mawake\u{1b}[0m"), "{screen:?}");
}
