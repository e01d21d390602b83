//! What URLs are made of. The odd ones are each read differently by some driver.

pub(super) const SCHEMES: [&str; 16] = [
    "postgresql://", "postgres://", "postgres://", "postgresql://", "POSTGRES://", "Postgresql://", "postgresql+ssl://",
    "postgres+pool://", "postgres:/", "postgres:", "postgres:///", "//", "", "http://", "socket:", "postgres:\\\\",
];

pub(super) const USERS: [&str; 14] = [
    "app", "u", "postgres.abcdefghijklmnopqrst", "postgres.zyxwvutsrqponmlkjihg", "user%40corp", "%75", "prod.example", "a b", "", "u%00x", "ü",
    "a,b", "u#x", "u/x",
];

pub(super) const PASSWORDS: [&str; 24] = [
    "secret", "p%40ss", "p%2Fss", "", "p@w", "p/w", "p?w", "p#w", "p:w", "p\\w", "p[w]", "p;w", "p%zz", "p%", "p w", "endpoint=ep-other-1;pw",
    "endpoint%3Dep-other-1%3Bpw", "project=ep-other-1$pw", "project%3Dep-other-1%24pw", "x%00database%00prod", "p@prod.example,x", "p$word",
    "pä", "5432",
];

pub(super) const HOSTS: [&str; 64] = [
    "db.example.com", "localhost", "127.0.0.1", "db", "h", "[::1]", "ep-cool-darkness-123456.us-east-2.aws.neon.tech",
    "ep-cool-darkness-123456-pooler.us-east-2.aws.neon.tech", "ep-cool-darkness-a1b2c3d4-pooler.c-2.us-east-2.aws.neon.tech",
    "ep-cool-darkness-a1b2c3d4.eu-central-1.aws.neon.build", "EP-Cool-Darkness-123456.US-East-2.AWS.Neon.Tech",
    "ep-cool-darkness-123456.us-east-2.aws.neon.tech.", "ep%2Dcool-darkness-123456.us-east-2.aws.neon.tech",
    "br-cool-forest-123456.us-east-2.aws.neon.tech", "br-cool-forest-123456-pooler.us-east-2.aws.neon.tech", "pg.neon.tech",
    "db.abcdefghijklmnopqrst.supabase.co", "aws-0-eu-west-1.pooler.supabase.com", "app.abc123.eu-west-1.rds.amazonaws.com", "127.1",
    "0x7f.1", "0x7F000001", "2130706433", "0177.0.0.1", "127.0.0.1.", "0.0.0.0", "0", "127.000.000.001", "10.0.0.5", "192.168.257",
    "::1", "[::]", "[::ffff:127.0.0.1]", "[::ffff:10.0.0.5]", "[0:0:0:0:0:0:0:1]", "[fe80::1%25eth0]", "[fe80::1%eth0]", "[::1%251]",
    "[2001:DB8::5]", "[db.example.com]", "[::1", "%5B::1%5D", "%2Fvar%2Frun%2Fpostgresql", "%2ftmp", "/tmp", "%40abstract", "@abstract", "",
    "a.example,b.example", "a.example%2Cb.example", "a.example,", ",b.example", "ｄｂ．example．com", "bücher.example", "xn--bcher-kva.example",
    "db。example。com", "db.example.com%00", "db.example.com%2F..%2Fprod", "db.example.com%3A6000", "db.example.com%23x", "db example",
    "%31%32%37.1", "db.example.com$&", "my_db",
];

pub(super) const PORTS: [&str; 24] = [
    "", ":5432", ":5432", ":5432", ":6543", ":", ":0", ":65535", ":65536", ":05432", ":0005433", ":5432:5433", ":5432,5433", ":5432,", ":abc",
    ":5432abc", ":+5432", ":-1", ":%35432", ":%20", ": 5432", ":5432 ", ":99999999999", ":５４３２",
];

pub(super) const PATHS: [&str; 40] = [
    "/app", "/neondb", "/postgres", "/app", "/app", "", "/", "//", "//app", "/app/", "/app/schema", "/./app", "/../app", "/x/../app", "/x/..",
    "/%2e%2e/app", "/x/%2E%2e/app", "/%2e", "/app%2Fx", "/%2Fapp", "/a%70p", "/app%23x", "/app%3Fx", "/app%25", "/app%2", "/app%zz", "/app%00",
    "/app%00x", "/app;x=1", "/my db", "/my%20db", "/datenbänk", "/app#frag", "/app\"x\"", "/app<x>", "/app+x", "/APP", "/app@prod.example/other",
    "/app\\other", "/a234567890123456789012345678901234567890123456789012345678901234567890",
];

pub(super) const KEYS: [&str; 45] = [
    "host", "host", "hostaddr", "hostaddr", "port", "port", "dbname", "dbname", "database", "database", "db", "service", "servicefile", "user",
    "password", "options", "options", "sslmode", "sslmode", "requiressl", "channel_binding", "connect_timeout", "application_name", "schema", "pgbouncer",
    "connection_limit", "Host", "HOST", "DBNAME", "%68ost", "hos%74addr", "data%62ase", "host+", " host", "host%00", "path", "socket",
    "client_encoding", "replication", "target_session_attrs", "load_balance_hosts", "uselibpqcompat", "fallback_application_name", "username", "",
];

pub(super) const VALUES: [&str; 52] = [
    "require", "disable", "verify-full", "true", "prod.example", "prod.example", "other", "10", "6000", "6000abc", "05432", "+6000", "%206000",
    "5432,5433", "0", "65536", "127.0.0.1", "203.0.113.5", "203.0.113.5,127.0.0.1", "::1", "a.example,b.example", "/var/run", "%2Fvar%2Frun",
    "%2Ftmp", "/dev/null", "prod", "address", "missing", "endpoint%3Dep-other-1", "endpoint=ep-other-1", "project%3Dep-other-1", "project=ep-other-1",
    "-c%20endpoint%3Dep-other-1", "a%20endpoint%3Dep-other-1", "a+endpoint%3Dep-other-1", "%65ndpoint%3Dep-other-1",
    "endpoint%3Dep-cool-darkness-123456", "-c%20search_path%3Dx", "postgres.zyxwvutsrqponmlkjihg", "x%00database%00prod", "x%00", "", "", "a@prod.example/other",
    "a@b", "a b", "a%zz", "a#b", "ä", "postgres://prod.example/other", "prefer", "random",
];

pub(super) const SEPARATORS: [&str; 12] = ["&", "&", "&", "&", "&", "&", "&&", ";", "?", "&amp;", "%26", "& "];

pub(super) const EDGES: [&str; 14] =
    [" ", "\t", "\n", "\r\n", "\0", "\"", "'", "\u{feff}", "\u{a0}", "#", "/", "DATABASE_URL=", "\u{200b}", "="];

/// Pieces that a mutation drops anywhere.
pub(super) const TOKENS: [&str; 44] = [
    "@", "@", ":", "/", "//", "?", "#", "%", "%00", "%2F", "%40", "%2C", "%2e%2e", "%3D", "%20", ",", ";", "&", "=", "+", "[", "]", "\\", " ",
    "\t", "\n", "\r", "\0", "$&", "$'", "..", ".", "prod.example", "@prod.example", "@prod.example/", "?host=prod.example", "&host=prod.example",
    "&database=other", "&dbname=other", "&hostaddr=203.0.113.5", "ｈ", "。", "\u{ad}", "'",
];
