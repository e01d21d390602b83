//! `.env.local` on disk: whole or not at all, whoever else is there.
#![cfg(feature = "files")]

use std::fs;
use std::path::Path;
use std::thread;

use skate_env_core::files::write_env_file;
use skate_env_core::{Code, Config, Environment, Request, Variables, WritableChanges};

fn changes(environment: Environment, port: u32) -> WritableChanges {
    let url = format!("postgresql://u:p@localhost:{port}/d");
    let (nothing, config) = (Variables::new(), Config::default());
    WritableChanges::check(environment, &url, None, &nothing, &config, &Request::new())
        .expect("a local database may be written")
}

fn development(port: u32) -> WritableChanges {
    changes(Environment::Development, port)
}

fn entries(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder is there").flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn what_is_not_ours_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(".env.local");
    fs::write(&path, "# mine\r\nA=1\r\nexport POSTGRES_PRISMA_URL_DEV='old' # dev\r\n").unwrap();
    write_env_file(&path, &development(5433)).unwrap();
    let first = fs::read_to_string(&path).unwrap();
    let url = "export POSTGRES_PRISMA_URL_DEV=postgresql://u:p@localhost:5433/d # dev\r\n";
    assert!(first.starts_with(&format!("# mine\r\nA=1\r\n{url}")), "{first}");
    assert!(first.ends_with("\r\nDATABASE_ENVIRONMENT=development\r\n"), "{first}");

    write_env_file(&path, &development(5433)).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), first);
    write_env_file(&path, &development(5434)).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), first.replace("5433", "5434"));
    assert_eq!(entries(folder.path()), [".env.local"]);
}

#[test]
fn nothing_to_take_out_makes_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let removal = WritableChanges::removal(Environment::Development, &Config::default());
    write_env_file(&folder.path().join(".env.local"), &removal).unwrap();
    assert_eq!(entries(folder.path()), [""; 0]);
}

#[test]
fn what_is_no_text_file_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(".env.local");
    let refused = || write_env_file(&path, &development(5433)).unwrap_err();
    fs::write(&path, b"A=p\xFCss\n").unwrap();
    assert_eq!(refused().code(), Code::UnreadableFile);
    assert_eq!(fs::read(&path).unwrap(), b"A=p\xFCss\n");
    fs::write(&path, "POSTGRES_PRISMA_URL_DEV=\"canary\nB=2\"\n").unwrap();
    let error = refused();
    assert_eq!(error.code(), Code::FileNotWritten);
    assert!(!error.to_string().contains("canary"), "{error}");
    assert_eq!(entries(folder.path()), [".env.local"]);

    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert_eq!(refused().code(), Code::UnreadableFile);
    let nowhere = folder.path().join("nowhere/.env.local");
    let error = write_env_file(&nowhere, &development(5433)).unwrap_err();
    assert_eq!(error.code(), Code::FileNotWritten);
    assert!(error.message().contains("its folder does not exist"), "{error}");
}

#[test]
fn two_at_once_come_one_after_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(".env.local");
    fs::write(&path, "A=1\n").unwrap();
    let environments = [
        Environment::Development,
        Environment::Preview,
        Environment::Staging,
        Environment::Testing,
    ];
    for round in 1..=20 {
        thread::scope(|scope| {
            for environment in environments {
                let path = &path;
                scope.spawn(move || write_env_file(path, &changes(environment, 6000 + round)));
            }
        });
        let text = fs::read_to_string(&path).unwrap();
        let written = text.matches(&format!(":{}/d", 6000 + round)).count();
        assert_eq!(written, environments.len(), "somebody's words were lost:\n{text}");
    }
    assert_eq!(entries(folder.path()), [".env.local"]);
}

#[cfg(unix)]
mod unix {
    use std::env;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
    use std::process::{Child, Command, Stdio};
    use std::time::{Duration, Instant};

    use super::*;

    /// Set for the helper, which is this test binary again.
    const HELPER_PATH: &str = "SKATE_ENV_TEST_WRITES_TO";

    /// The helper: writes two texts in turn until it is ended. Without its variable it is no helper.
    #[test]
    fn helper() {
        #[expect(clippy::disallowed_methods, reason = "how this test tells its helper what to do")]
        let Ok(path) = env::var(HELPER_PATH) else { return };
        for port in [7001, 7002].into_iter().cycle() {
            if let Err(error) = write_env_file(Path::new(&path), &development(port)) {
                panic!("helper: {error}");
            }
        }
    }

    /// Starts the helper as a shell does with `exec`, or with what stands for it.
    fn start(path: &Path, exec: &str) -> Child {
        let script = format!("{exec} \"$0\" --exact unix::helper --nocapture");
        let binary = env::current_exe().expect("this binary is somewhere");
        Command::new("sh")
            .args(["-c", &script])
            .arg(binary)
            .env(HELPER_PATH, path)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("sh is installed")
    }

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("it is there").permissions().mode() & 0o7777
    }

    #[test]
    fn a_kill_at_any_moment_leaves_the_old_or_the_new_text() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".env.local");
        let filling = "FILLING=x # é\n".repeat(200);
        fs::write(&path, &filling).unwrap();
        let texts = [7001, 7002].map(|port| {
            write_env_file(&path, &development(port)).unwrap();
            fs::read_to_string(&path).unwrap()
        });
        let draft = folder.path().join(".env.skate-env-draft.local");
        let mut left = 0;
        for round in 0..150_u64 {
            let mut helper = start(&path, "exec");
            // Until it has written once, and then a moment that is another each time.
            let before = fs::metadata(&path).unwrap().ino();
            let deadline = Instant::now() + Duration::from_secs(20);
            while fs::metadata(&path).unwrap().ino() == before {
                assert!(Instant::now() < deadline, "the helper wrote nothing");
                thread::yield_now();
            }
            let moment = Instant::now() + Duration::from_micros(round * 7_919 % 4_001);
            // In every other round a moment when a draft is there, which is short.
            let is_reached = || match round % 2 {
                0 => Instant::now() >= moment,
                _ => draft.exists() || Instant::now() >= deadline,
            };
            while !is_reached() {
                std::hint::spin_loop();
            }
            helper.kill().unwrap();
            helper.wait().unwrap();
            let text = fs::read_to_string(&path).unwrap();
            assert!(texts.contains(&text), "neither the old nor the new text: {text:?}");
            left += entries(folder.path()).len() - 1;
        }
        assert!(left > 0, "no kill came while a draft was there: the test shows nothing");
        write_env_file(&path, &development(7003)).unwrap();
        write_env_file(&path, &development(7003)).unwrap();
        assert_eq!(entries(folder.path()), [".env.local"]);
    }

    #[test]
    fn a_draft_that_was_left_goes_with_the_next_write_even_of_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".env.local");
        for _ in 0..2 {
            fs::write(folder.path().join(".env.skate-env-draft.local"), "half a te").unwrap();
            write_env_file(&path, &development(5433)).unwrap();
            assert_eq!(entries(folder.path()), [".env.local"]);
        }
    }

    /// A file may not grow here: what to do is the same as for a full disk.
    #[test]
    fn a_full_disk_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".env.local");
        fs::write(&path, "A=1\n").unwrap();
        let output = start(&path, "trap '' XFSZ; ulimit -f 0; exec").wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned()
            + &String::from_utf8_lossy(&output.stdout);
        assert!(said.contains("was not written") && said.contains("file_not_written"), "{said}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "A=1\n");
        assert_eq!(entries(folder.path()), [".env.local"]);
    }

    #[test]
    fn a_new_file_is_its_owners_alone_and_an_old_one_keeps_its_mode_and_owner() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".env.local");
        write_env_file(&path, &development(5433)).unwrap();
        assert_eq!(mode(&path), 0o600);
        for kept in [0o640, 0o400, 0o664] {
            fs::set_permissions(&path, fs::Permissions::from_mode(kept)).unwrap();
            write_env_file(&path, &development(5434 + kept)).unwrap();
            assert_eq!(mode(&path), kept);
        }
        if fs::metadata(&path).unwrap().uid() == 0 {
            chown(&path, Some(4321), Some(4322)).unwrap();
            write_env_file(&path, &development(5444)).unwrap();
            let metadata = fs::metadata(&path).unwrap();
            assert_eq!((metadata.uid(), metadata.gid()), (4321, 4322));
        }
    }

    #[test]
    fn a_folder_that_may_not_be_written_to_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".env.local");
        fs::write(&path, "A=1\n").unwrap();
        let metadata = fs::metadata(&path).unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
        // Root may write anywhere: its helper gives that up.
        let is_root = metadata.uid() == 0;
        let exec =
            if is_root { "exec setpriv --bounding-set=-all --inh-caps=-all" } else { "exec" };
        let output = start(&path, exec).wait_with_output().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned()
            + &String::from_utf8_lossy(&output.stdout);
        assert!(said.contains("its folder or owner does not allow it"), "{said}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "A=1\n");
        assert_eq!(entries(folder.path()), [".env.local"]);
    }

    #[test]
    fn a_link_stays_and_what_it_leads_to_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let (shared, app) = (folder.path().join("shared"), folder.path().join("app"));
        fs::create_dir(&shared).unwrap();
        fs::create_dir(&app).unwrap();
        fs::write(shared.join("app.env"), "A=1\n").unwrap();
        let path = app.join(".env.local");
        symlink("../shared/app.env", &path).unwrap();
        write_env_file(&path, &development(5433)).unwrap();
        assert!(path.is_symlink());
        assert!(fs::read_to_string(shared.join("app.env")).unwrap().contains(":5433/d"));
        assert_eq!((entries(&app).len(), entries(&shared).len()), (1, 1));

        for (target, reason) in
            [("../shared/profile", "not a dotenv file"), ("gone.env", "does not exist")]
        {
            fs::write(shared.join("profile"), "A=1\n").unwrap();
            fs::remove_file(&path).unwrap();
            symlink(target, &path).unwrap();
            let error = write_env_file(&path, &development(5433)).unwrap_err();
            assert_eq!(error.code(), Code::FileNotWritten);
            assert!(error.message().contains(reason), "{error}");
            assert_eq!(fs::read_to_string(shared.join("profile")).unwrap(), "A=1\n");
        }
    }
}
