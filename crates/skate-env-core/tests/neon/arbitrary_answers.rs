//! Whatever comes back, nothing panics and the answer is an answer or an error.

use std::sync::Arc;

use proptest::prelude::*;
use skate_env_core::neon::{
    BoxFuture, BranchId, Client, Transport, TransportError, TransportReply, TransportRequest, calls,
};

use crate::{
    clock::JumpingClock,
    fake::PASSWORD,
    setup::{KEY, branches, project, spec},
};

/// Says the same to everything.
struct Parrot(Arc<TransportReply>);

impl Transport for Parrot {
    fn send<'a>(
        &'a self,
        _: TransportRequest<'a>,
    ) -> BoxFuture<'a, Result<TransportReply, TransportError>> {
        let incoming = TransportReply::clone(&self.0);
        Box::pin(async move { Ok(incoming) })
    }
}

fn words() -> impl Strategy<Value = String> {
    let known = "branch|branches|project|endpoints|operations|id|name|message|code|pagination|next";
    let json = r#"[\{\}\[\]:,"]|null|true|-?[0-9]{1,20}|1e999|\\u[0-9a-f]{4}"#;
    proptest::string::string_regex(&format!(r#"("({known})": ?|{json}|[a-z ]|\PC){{0,40}}"#))
        .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_answer_panics_or_shows_a_secret(
        status in prop_oneof![Just(200_u16), Just(204), Just(409), 0_u16..700],
        retry_after in proptest::option::of("[0-9]{0,22}|\\PC{0,30}"),
        body in prop_oneof![words().prop_map(String::into_bytes), proptest::collection::vec(any::<u8>(), 0..60)],
        secret in any::<bool>(),
    ) {
        let mut body = body;
        if secret {
            body.extend_from_slice(format!(" {KEY} postgresql://a:{PASSWORD}@h ").as_bytes());
        }
        let incoming = TransportReply { status, retry_after, body, ..TransportReply::default() };
        let clock = Box::new(JumpingClock::default());
        let client = Client::from_parts(Box::new(Parrot(Arc::new(incoming))), clock, KEY.into());
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let shown = runtime.block_on(async {
            let id = BranchId::new("br-a").unwrap();
            let deleted = client.send(&calls::branches::delete(&project(), &id)).await;
            let ensured = branches(client).ensure(&spec()).await;
            format!("{deleted:?} {ensured:?}")
        });
        prop_assert!(!shown.contains(KEY) && !shown.contains(PASSWORD), "{shown}");
    }
}
