use std::process::Stdio;

use super::fixture::BranchFixture;

#[test]
fn two_commands_in_one_project_run_one_after_the_other() {
    let fixture = BranchFixture::new();
    let begin = |words: &str| {
        let mut command = fixture.run(words).command();
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let names = ["feature/x", "feature/x", "feature/y"];
    let children = names.map(|name| begin(&format!("branch create {name} --output json")));
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(fixture.names(), ["feature/x", "feature/y", "main", "staging"]);
    let endpoints = fixture.endpoints();
    let file = fixture.env_file().unwrap();
    let leads_there = |host: &str| file.contains(&format!("@{host}/"));
    assert_eq!(
        endpoints.iter().filter(|it| leads_there(&it.host)).count(),
        1,
        "both URLs are one's"
    );
}

#[test]
fn a_waiting_command_prints_that_it_waits() {
    let fixture = BranchFixture::new();
    let lock = std::fs::File::open(fixture.project.path().join(".git")).unwrap();
    lock.lock().unwrap();
    let mut command = fixture.run("branch create feature/x").command();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    let mut stderr = std::io::BufReader::new(child.stderr.take().unwrap());
    std::io::BufRead::read_line(&mut stderr, &mut line).unwrap();
    assert_eq!(line, "Waiting for another skate-env command in this project\n");
    // A plan waits for nobody.
    assert_eq!(fixture.ends("branch create feature/x --dry-run").exit, 0);
    assert_eq!(fixture.names(), ["main", "staging"]);
    drop(lock);
    let mut rest = String::new();
    std::io::Read::read_to_string(&mut stderr, &mut rest).unwrap();
    assert!(child.wait().unwrap().success(), "{rest}");
}
