use crate::harness::Project;

#[test]
fn an_unknown_argument_exits_with_two() {
    Project::new().run("stauts").prints(
        2,
        "",
        r"
error: unrecognized subcommand 'stauts'

  tip: a similar subcommand exists: 'status'

Usage: skate-env [OPTIONS] <COMMAND>

For more information, try '--help'.
",
    );
}

#[test]
fn json_errors_are_json_even_for_unparsable_arguments() {
    for words in ["stauts --output json", "--output=json stauts"] {
        Project::new().run(words).prints(2, "", r#"
{"error":{"code":"usage","message":"unrecognized subcommand 'stauts'","hint":"a similar subcommand exists: 'status'","problems":[]}}
"#);
    }
    let without = Project::new().run("status --output json --nonsense").ends();
    assert!(without.stderr.starts_with("{\"error\":{\"code\":\"usage\""), "{without}");
}

#[test]
fn an_unknown_environment_suggests_the_nearest() {
    Project::new().run("status -e prod").prints(2, "", r"
error: `prod` is not an environment: there are production, staging, development, preview, testing. [unknown_environment]
  help: Did you mean `production`?
");
    let feature = Project::new().run("url -e feature").ends();
    assert!(feature.stderr.contains("Feature branches run as development"), "{feature}");
    let purpose = Project::new().run("url -p migrations").ends();
    assert_eq!(purpose.exit, 2);
    assert!(purpose.stderr.contains("Did you mean `migrate`?"), "{purpose}");
}

#[test]
fn a_url_among_the_arguments_is_not_printed() {
    let url = "postgresql://app:c4n4ry@db.example.com/shop";
    for words in ["", "status", "url -e", "check --output", "help", "man", "--nonsense"] {
        for format in ["", "--output=json"] {
            let ending = Project::new().run(format).words(words).word(url).ends();
            assert_eq!(ending.exit, 2, "{words}: {ending}");
        }
    }
    let assigned = Project::new().run("status").word(format!("--nonsense={url}")).ends();
    assert_eq!(assigned.exit, 2);
}

#[cfg(unix)]
#[test]
fn arguments_that_are_not_utf8_are_usage_errors() {
    use std::os::unix::ffi::OsStrExt as _;
    let word = std::ffi::OsStr::from_bytes(b"c4n\xFF4ry");
    assert_eq!(Project::new().run("status -e").word(word).ends().exit, 2);
    assert_eq!(Project::new().run("").word(word).ends().exit, 2);
}
