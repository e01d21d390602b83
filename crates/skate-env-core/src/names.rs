//! Every variable with a fixed name that a decision may read, and why.

macro_rules! names {
    ($($(#[doc = $doc:literal])+ $name:ident;)+) => {
        $($(#[doc = $doc])+ pub const $name: &str = stringify!($name);)+

        /// Every fixed name. `Config::variable_names` adds those that the policy chose.
        pub const ALL: &[&str] = &[$($name),+];

        /// Every fixed name with why it is read.
        pub const DOCUMENTED: &[(&str, &str)] = &[$(($name, concat!($($doc),+))),+];
    };
}

/// The pairs of names, pooled and direct, that may hold any environment's URLs, in the order in
/// which they are looked at.
pub const GENERAL_PAIRS: [[&str; 2]; 2] =
    [[POSTGRES_PRISMA_URL, POSTGRES_URL_NON_POOLING], [DATABASE_URL, DATABASE_URL_UNPOOLED]];

/// Where a test's variables lead before it has a database: nowhere, by a name that says why.
pub const FORGOTTEN_TEST_URL: &str = "postgresql://forgotten.invalid/no_test_database";

names! {
    /// The environment, by name. It outranks every other variable.
    DATABASE_ENVIRONMENT;
    /// Production's pins: endpoint ids, branch ids or hosts, separated by commas.
    SKATE_ENV_PRODUCTION;
    /// Consent to production for one command: the endpoint id, branch id or host it names.
    SKATE_ENV_CONSENT;
    /// `deployed` where a server is none of the platforms that are recognised.
    SKATE_ENV_RUNTIME;
    /// Set by `skate-env run`: the environment whose URLs the unsuffixed names now hold.
    SKATE_ENV_RUN;
    /// Set by `skate-env run`: the environment and the ports of its guarded connection.
    SKATE_ENV_GATEWAY;
    /// Set by the test helpers: the place of the database that was created for this test, or `none`.
    SKATE_ENV_TEST;
    /// `1` asks for a SQLite file in development and testing.
    USE_SQLITE;

    /// Production's pooled URL.
    POSTGRES_PRISMA_URL;
    /// Production's direct URL.
    POSTGRES_URL_NON_POOLING;
    /// Staging's pooled URL.
    POSTGRES_PRISMA_URL_STAGING;
    /// Staging's direct URL.
    POSTGRES_URL_NON_POOLING_STAGING;
    /// Development's pooled URL.
    POSTGRES_PRISMA_URL_DEV;
    /// Development's direct URL.
    POSTGRES_URL_NON_POOLING_DEV;
    /// The previews' pooled URL.
    POSTGRES_PRISMA_URL_PREVIEW;
    /// The previews' direct URL.
    POSTGRES_URL_NON_POOLING_PREVIEW;
    /// The tests' pooled URL.
    POSTGRES_PRISMA_URL_TEST;
    /// The tests' direct URL.
    POSTGRES_URL_NON_POOLING_TEST;
    /// The pooled URL of today's Neon integration.
    DATABASE_URL;
    /// The direct URL of today's Neon integration.
    DATABASE_URL_UNPOOLED;

    /// libpq, node-postgres and postgres.js fill an empty host with it.
    PGHOST;
    /// libpq connects to it instead of the host.
    PGHOSTADDR;
    /// The same three fill a missing port with it.
    PGPORT;
    /// libpq takes what the URL leaves open from a service file.
    PGSERVICE;
    /// libpq and node-postgres send it; on Neon it may name another endpoint.
    PGOPTIONS;
    /// A Neon password may name an endpoint.
    PGPASSWORD;
    /// On Supabase's pooler the user names the project.
    PGUSER;
    /// postgres.js prefers it to `PGUSER`.
    PGUSERNAME;
    /// Used where the URL has no `sslmode`.
    PGSSLMODE;

    /// `test` means a test run. `production` alone means nothing: previews run with it.
    NODE_ENV;
    /// `phase-production-build` while `next build` runs.
    NEXT_PHASE;
    /// Vercel's environment: production, preview or development.
    VERCEL_ENV;
    /// Vercel's custom environment.
    VERCEL_TARGET_ENV;
    /// Set on a Vercel deployment; empty in what `vercel env pull` writes.
    VERCEL_URL;
    /// Written by `vercel env pull`: only that it is set, and in which file, is looked at.
    VERCEL_OIDC_TOKEN;
    /// Netlify's deploy context.
    CONTEXT;
    /// Set on Netlify.
    NETLIFY;
    /// Set by `netlify dev` on a workstation.
    NETLIFY_DEV;
    /// Set on AWS Lambda.
    AWS_LAMBDA_FUNCTION_NAME;
    /// Set on Cloud Run and Knative services.
    K_SERVICE;
    /// Set on Cloud Run jobs.
    CLOUD_RUN_JOB;
    /// Set on Fly machines.
    FLY_MACHINE_ID;
    /// Set on Render.
    RENDER_SERVICE_ID;
    /// Set on a Railway deployment (`railway run` does not set it).
    RAILWAY_REPLICA_ID;
    /// Set on Heroku.
    DYNO;
    /// Set in every Kubernetes pod.
    KUBERNETES_SERVICE_HOST;

    /// GitHub Actions.
    GITHUB_ACTIONS;
    /// GitLab CI.
    GITLAB_CI;
    /// CircleCI.
    CIRCLECI;
    /// Buildkite.
    BUILDKITE;
    /// Jenkins.
    JENKINS_URL;
    /// Azure Pipelines.
    TF_BUILD;
    /// Bitbucket Pipelines.
    BITBUCKET_BUILD_NUMBER;
    /// AWS CodeBuild.
    CODEBUILD_BUILD_ID;
    /// TeamCity.
    TEAMCITY_VERSION;
    /// Travis CI.
    TRAVIS;
    /// Drone and Woodpecker.
    DRONE;
    /// AppVeyor.
    APPVEYOR;

    /// Claude Code.
    CLAUDECODE;
    /// Codex.
    CODEX_THREAD_ID;
    /// Codex in CI.
    CODEX_CI;
    /// Codex in its sandbox.
    CODEX_SANDBOX;
    /// Codex in its sandbox without a network.
    CODEX_SANDBOX_NETWORK_DISABLED;
    /// Gemini CLI.
    GEMINI_CLI;
    /// Qwen Code.
    QWEN_CODE;
    /// Cursor's agent.
    CURSOR_AGENT;
    /// Copilot CLI.
    COPILOT_CLI;
    /// opencode.
    OPENCODE;
    /// opencode's client.
    OPENCODE_CLIENT;
    /// Cline.
    CLINE_ACTIVE;
    /// Crush.
    CRUSH;
    /// Aider, when it is `Aider`.
    OR_APP_NAME;
    /// Augment.
    AUGMENT_AGENT;
    /// Antigravity.
    ANTIGRAVITY_AGENT;
    /// Replit's agent, when it starts with `agent-`.
    REPLIT_SESSION;
    /// The general mark of an agent.
    AI_AGENT;
    /// An agent, when it is `goose` or `amp`; anything else may be your own variable.
    AGENT;
}
