//! The text of PostgreSQL's errors: their kind, and never a user's value.

use skate_env_core::Code;
use skate_env_core::verify::database_error;

use crate::fixture::{open, setup, start};

#[tokio::test]
async fn no_value_of_a_statement_or_a_row_is_repeated() {
    let running = start(setup("plain")).await;
    let session = open(&running.url()).await.unwrap();
    let client = session.client();
    let table = "CREATE TABLE public.person (email text UNIQUE CHECK (email <> 'x'), age int);
        INSERT INTO public.person VALUES ('c4n4ry-secret')";
    client.batch_execute(table).await.unwrap();
    for (statement, state, sentence) in [
        ("INSERT INTO public.person VALUES ('c4n4ry-secret')", "23505", Some("person_email_key")),
        ("INSERT INTO public.person VALUES ('x')", "23514", Some("person_email_check")),
        ("UPDATE public.person SET age = 'c4n4ry-secret'", "22P02", None),
        ("SELECT 'c4n4ry-secret'::date", "22007", None),
        ("SELECT * FROM 'c4n4ry-secret'", "42601", None),
        ("DO $$ BEGIN RAISE EXCEPTION 'c4n4ry-secret'; END $$", "P0001", None),
        ("SELECT missing FROM public.person", "42703", Some("missing")),
        ("SELECT 1 / 0", "22012", None),
    ] {
        let error = client.batch_execute(statement).await.unwrap_err();
        let error = database_error(&error, "tested");
        let all = format!("{error} {error:?}");
        assert!(!all.contains("c4n4ry"), "{statement}: {all}");
        assert_eq!(error.code(), Code::DatabaseRefused, "{all}");
        assert!(error.message().contains(state), "{statement}: {all}");
        let quoted = error.message().contains(": SQLSTATE");
        assert_eq!(quoted, sentence.is_none(), "{statement}: {all}");
        assert!(sentence.is_none_or(|word| error.message().contains(word)), "{all}");
    }
}

#[tokio::test]
async fn a_terminated_session_is_unavailable() {
    let running = start(setup("plain")).await;
    let session = open(&running.url()).await.unwrap();
    let end = "SELECT pg_terminate_backend(pg_backend_pid())";
    let error = session.client().batch_execute(end).await.unwrap_err();
    assert_eq!(database_error(&error, "tested").code(), Code::DatabaseUnavailable);
    let error = session.client().batch_execute("SELECT 1").await.unwrap_err();
    assert_eq!(database_error(&error, "tested").code(), Code::DatabaseUnavailable);
}
