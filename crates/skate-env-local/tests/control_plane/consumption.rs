//! Consumption of branches that really slept and woke.

use skate_env_core::neon::{
    calls::{branches, consumption, endpoints},
    model::{ConsumptionPeriod, Granularity},
};

use crate::fixture::Fixture;
use crate::helpers::database::ask;

fn sum(periods: &[ConsumptionPeriod], name: &str) -> i64 {
    let frames = periods.iter().flat_map(|period| &period.consumption);
    let metrics = frames.flat_map(|frame| frame.metrics.iter().flatten());
    metrics.filter(|metric| metric.metric_name == name).map(|metric| metric.value).sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_branch_uses_what_it_was_awake_for_and_a_deleted_one_stays_in_the_projects_figures() {
    let fixture = Fixture::new().await;
    fixture.plane.faults().show_fresh_consumption(true);
    let (api, main) = (&fixture.api, fixture.main.id.clone());
    let child = fixture.child("child", &main).await;
    let span = consumption::ConsumptionSpan {
        organization: "org-local".to_owned(),
        from: fixture.main.created_at.clone(),
        to: jiff::Timestamp::now()
            .checked_add(jiff::SignedDuration::from_hours(2))
            .unwrap()
            .to_string(),
        granularity: Granularity::Hourly,
    };
    let of_child = async || {
        let page = api.send(&consumption::branches(&span, &api.project, None)).await.unwrap();
        let found = page.branches.into_iter().find(|found| found.branch_id == child);
        found.map(|found| sum(&found.periods, "compute_unit_seconds"))
    };
    // Four seconds of work at a quarter of a unit, in two times.
    for _ in 0..2 {
        let client = fixture.connect(&child).await;
        ask(&client, "SELECT count(pg_sleep(2.2))").await;
        drop(client);
        let endpoint = api.endpoint(&child).await.unwrap();
        let answer = api.send(&endpoints::suspend(&api.project, &endpoint)).await.unwrap();
        api.done(&answer.operations.unwrap()).await;
    }
    let used = of_child().await.unwrap();
    assert!((1..=30).contains(&used), "{used} seconds of one unit");
    // Asleep it uses nothing.
    assert_eq!(of_child().await, Some(used));
    let project = async || {
        let page = api.send(&consumption::project(&span, &api.project, None)).await.unwrap();
        sum(&page.projects[0].periods, "compute_unit_seconds")
    };
    let before = project().await;
    assert!(before >= used);
    let deleted = api.send(&branches::delete(&api.project, &child)).await.unwrap().unwrap();
    api.done(&deleted.operations).await;
    assert_eq!(of_child().await, None);
    assert!(project().await >= before);
    fixture.plane.shut_down().await;
}
