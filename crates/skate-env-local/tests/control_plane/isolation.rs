//! Changes in one branch are in no other, and clients of a parent work on while it is copied.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use skate_env_core::neon::calls::{branches, roles};
use tokio_postgres::error::SqlState;

use crate::fixture::{Fixture, fill, rows};
use crate::helpers::database::{ask, connect, connect_as};

const PREVIEWS: [&str; 3] = ["preview/one", "preview/two", "preview/three"];

#[tokio::test(flavor = "multi_thread")]
async fn writes_in_one_branch_are_seen_in_no_other() {
    let fixture = Fixture::new().await;
    let main = fixture.main.id.clone();
    let production = fixture.connect(&main).await;
    fill(&production).await;
    let staging = fixture.child("staging", &main).await;
    let previews = join_all(PREVIEWS.map(|name| fixture.child(name, &staging))).await;
    let mut all = vec![(main.clone(), production)];
    for id in [staging].into_iter().chain(previews) {
        let client = fixture.connect(&id).await;
        assert_eq!(ask(&client, "current_setting('cluster_name')").await, id.as_str());
        all.push((id, client));
    }
    for (id, client) in &all {
        assert_eq!(rows(client).await, "100000 production", "{id} before");
        let write = format!(
            "INSERT INTO notes VALUES (0, '{id}'); DELETE FROM notes WHERE id = 1; \
             UPDATE notes SET origin = '{id}' WHERE id <= 10"
        );
        client.batch_execute(&write).await.unwrap();
    }
    for (id, client) in &all {
        assert_eq!(rows(client).await, format!("10 {id}, 99990 production"), "{id} after");
    }
    fixture.plane.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_and_passwords_are_a_branchs_own() {
    let fixture = Fixture::new().await;
    let (api, main) = (&fixture.api, fixture.main.id.clone());
    let protect = branches::set_protected(&api.project, &main, true);
    api.done(&api.send(&protect).await.unwrap().operations).await;
    let staging = fixture.child("staging", &main).await;
    let preview = fixture.child("preview", &staging).await;
    let mut urls = Vec::new();
    for id in [&main, &staging, &preview] {
        urls.push(api.url(id).await.unwrap());
    }
    let password = |url: &str| {
        let config: tokio_postgres::Config = url.parse().unwrap();
        String::from_utf8(config.get_password().unwrap().to_vec()).unwrap()
    };
    let passwords: Vec<_> = urls.iter().map(|url| password(url)).collect();
    assert_ne!(passwords[0], passwords[1], "a child of a protected branch has its own");
    assert_eq!(passwords[1], passwords[2], "as its parent's, which is not protected");
    let refused = async |url: &str, role: &str, password: &str| {
        let error = connect_as(url, role, password).await.expect_err("it is refused");
        assert_eq!(error.code().map(SqlState::code), Some("28P01"), "{error:?}");
    };
    refused(&urls[1], "neondb_owner", &passwords[0]).await;
    refused(&urls[0], "neondb_owner", &passwords[1]).await;

    let created = api.send(&roles::create(&api.project, &preview, "guest")).await.unwrap();
    // A request before the operation has finished does not remove the password.
    let look = roles::list(&api.project, &preview);
    assert!(api.send(&look).await.unwrap().roles.iter().any(|role| role.name == "guest"));
    api.done(&created.operations.unwrap()).await;
    let guest = created.role.password.unwrap().expose_secret().to_owned();
    connect_as(&urls[2], "guest", &guest).await.unwrap();
    for (id, url) in [&main, &staging].into_iter().zip(&urls) {
        let known = api.send(&roles::list(&api.project, id)).await.unwrap().roles;
        assert!(known.iter().all(|role| role.name != "guest"), "{id}");
        refused(url, "guest", &guest).await;
    }
    let changed = roles::reset_password(&api.project, &preview, "neondb_owner");
    let changed = api.send(&changed).await.unwrap();
    api.done(&changed.operations.unwrap()).await;
    refused(&urls[2], "neondb_owner", &passwords[2]).await;
    connect(&urls[1]).await.unwrap();
    fixture.plane.shut_down().await;
}

/// A child that is created while its parent's password changes has the password that the API shows.
#[tokio::test(flavor = "multi_thread")]
async fn a_branch_during_a_password_change_has_the_password_that_the_api_shows() {
    let fixture = Fixture::new().await;
    let (api, main) = (&fixture.api, fixture.main.id.clone());
    for turn in 0..3 {
        let change = roles::reset_password(&api.project, &main, "neondb_owner");
        api.send(&change).await.unwrap();
        let name = format!("child-{turn}");
        let created = loop {
            match api.begin_branch(&name, &main).await {
                Err(error) if error.status() == Some(423) => {
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
                created => break created.unwrap(),
            }
        };
        api.done(&created.operations).await;
        connect(&api.url(&created.branch.id).await.unwrap()).await.unwrap();
    }
    fixture.plane.shut_down().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_on_the_parent_works_on_while_children_are_created() {
    let fixture = Fixture::new().await;
    let main = fixture.main.id.clone();
    let client = fixture.connect(&main).await;
    fill(&client).await;
    let done = Arc::new(AtomicBool::new(false));
    let stop = Arc::clone(&done);
    let session = tokio::spawn(async move {
        let (mut count, mut longest) = (0_u32, Duration::ZERO);
        while !stop.load(Ordering::SeqCst) {
            let begin = Instant::now();
            let statement = "INSERT INTO notes VALUES (0, 'meanwhile')";
            client.execute(statement, &[]).await.expect("the parent's session goes on");
            longest = longest.max(begin.elapsed());
            count += 1;
        }
        (count, longest, client)
    });
    join_all(PREVIEWS.map(|name| fixture.child(name, &main))).await;
    done.store(true, Ordering::SeqCst);
    let (count, longest, client) = session.await.unwrap();
    eprintln!("{count} commits while three children were created, the longest took {longest:?}");
    assert!(count > 0);
    assert_eq!(rows(&client).await, format!("{count} meanwhile, 100000 production"));
    fixture.plane.shut_down().await;
}

/// A branch is not restored or suspended while it is copied.
#[tokio::test(flavor = "multi_thread")]
async fn a_branch_does_not_change_while_it_is_copied() {
    let fixture = Fixture::new().await;
    let (api, main) = (&fixture.api, fixture.main.id.clone());
    let staging = fixture.child("staging", &main).await;
    let endpoint = api.endpoint(&staging).await.unwrap();
    fill(&fixture.connect(&staging).await).await;
    let created = api.begin_branch("preview", &staging).await.unwrap();
    let back = branches::Restore {
        source_branch_id: main,
        source_timestamp: None,
        preserve_under_name: Some("kept".to_owned()),
    };
    let restore = branches::restore(&api.project, &staging, &back);
    let suspend = skate_env_core::neon::calls::endpoints::suspend(&api.project, &endpoint);
    let statuses = [
        api.send(&restore).await.err().and_then(|error| error.status()),
        api.send(&suspend).await.err().and_then(|error| error.status()),
    ];
    assert_eq!(statuses, [Some(423); 2]);
    api.done(&created.operations).await;
    let client = fixture.connect(&created.branch.id).await;
    assert_eq!(rows(&client).await, "100000 production");
    fixture.plane.shut_down().await;
}
