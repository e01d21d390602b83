//! A port of this machine that leads to another database through a tunnel.

use skate_env_core::Code;
use skate_env_core::verify::{Proof, prove, verify};

use crate::fake_servers::Tunnel;
use crate::fixture::{options, policy, resolve, setup, start, url};

#[tokio::test]
async fn a_tunnel_to_production_is_told_by_the_number_of_its_data() {
    let production = start(setup("plain")).await;
    let own = start(setup("plain")).await;
    let config = policy(&format!(
        "[environments.production]\nhost = \"db.example.com\"\nsystem_identifier = \"{}\"\n",
        production.system_identifier().await
    ));
    let tunnel = Tunnel::to(production.server.port()).await;

    let resolved = resolve("development", &url(tunnel.server.port), &config);
    assert_eq!(resolved.verdict.to_string(), "local", "a presumption");
    let refused = verify(&resolved, &config, &options()).await.unwrap_err();
    assert_eq!(refused.code(), Code::IdentityMismatch);
    assert_eq!(tunnel.passed(), 1, "one connection asked");

    let resolved = resolve("development", &own.url(), &config);
    verify(&resolved, &config, &options()).await.unwrap();
}

#[tokio::test]
async fn a_tunnel_to_production_of_this_machine_is_told_by_the_branch() {
    let production = start(setup("br-cool-forest-123456")).await;
    let branch = start(setup("br-warm-meadow-333333")).await;
    let config = policy(&format!(
        "[environments.production]\nbranch_id = \"br-cool-forest-123456\"\nhost = \"localhost:{}\"\n",
        production.server.port()
    ));
    let tunnel = Tunnel::to(production.server.port()).await;

    let resolved = resolve("development", &url(tunnel.server.port), &config);
    let refused = verify(&resolved, &config, &options()).await.unwrap_err();
    assert_eq!(refused.code(), Code::IdentityMismatch);

    let resolved = resolve("development", &branch.url(), &config);
    verify(&resolved, &config, &options()).await.unwrap();
    let resolved = resolve("production", &production.url(), &config);
    verify(&resolved, &config, &options()).await.unwrap();
}

/// The server behind a port is replaced after the URL was resolved, and after it was verified once.
#[tokio::test]
async fn a_port_with_another_server_is_noticed() {
    let staging = start(setup("plain")).await;
    let production = start(setup("plain")).await;
    let server = start(setup("plain")).await;
    let tunnel = Tunnel::to(staging.server.port()).await;
    let config = policy(&format!(
        "[environments.production]\nhost = \"db.example.com\"\nsystem_identifier = \"{}\"\n\
         [environments.staging]\nhost = \"localhost:{}\"\nsystem_identifier = \"{}\"\n",
        production.system_identifier().await,
        tunnel.server.port,
        staging.system_identifier().await,
    ));
    let resolved = resolve("staging", &url(tunnel.server.port), &config);
    verify(&resolved, &config, &options()).await.unwrap();

    for other in [&production, &server] {
        tunnel.redirect_to(other.server.port());
        let refused = verify(&resolved, &config, &options()).await.unwrap_err();
        assert_eq!(refused.code(), Code::IdentityMismatch, "{refused}");
    }
}

#[tokio::test]
async fn production_that_is_pinned_by_its_name_alone_is_never_proven() {
    let own = start(setup("plain")).await;
    let config = policy("[environments.production]\nhost = \"db.example.com\"\n");
    let resolved = resolve("development", &own.url(), &config);
    let refused = verify(&resolved, &config, &options()).await.unwrap_err();
    assert_eq!(refused.code(), Code::IdentityUnproven);
    assert!(refused.hint().contains("system_identifier"), "{refused}");

    let identity = own.identity().await;
    assert!(matches!(prove(&identity, &resolved, &config), Proof::Unproven(_)));
}
