// Production's URL lies around, under whatever name: in variables, and on the command line.
//
// `development` and `staging` are without a seal: no variable of the child and no word leads to
// production (sections 24.3 and 24.5). In production none leads past the gateway (section 22). With a
// seal the kernel refuses whatever is left.
export const postures = ['development', 'app', 'staging', 'development sealed']
const unread = ['development', 'app unread', 'staging', 'app', 'development sealed']
const variable = (name, value = '{url}') => ({ about: `${name}=${value}`, line: `RUN sh -c 'psql "$${name}" -f wipe.sql'`, variables: { [name]: value }, postures: unread })
export const lines = [
  variable('LEGACY_DSN'),
  variable('MY_DB'),
  variable('PROD'),
  variable('SHOP_DB_URI'),
  variable('npm_config_database'),
  variable('REPLICA', 'postgres://postgres:{password}@127.0.0.1:{port}/shop'),
  { about: 'an upper-case scheme', line: `RUN sh -c 'DATABASE_URL="$UPPER" node wipe.mjs'`, variables: { UPPER: 'POSTGRESQL://postgres:{password}@127.0.0.1:{port}/shop' } },
  variable('NAMED', 'postgresql://postgres:{password}@localhost:{port}/shop'),
  variable('KEYWORDS', 'host=127.0.0.1 port={port} user=postgres password={password} dbname=shop'),
  variable('QUOTED', "host='127.0.0.1' port='{port}' user='postgres' password='{password}' dbname='shop'"),
  variable('QUERY', 'postgresql:///shop?host=127.0.0.1&port={port}&user=postgres&password={password}'),
  variable('ESCAPED', 'postgresql://postgres:{password}@127.0.0.1:{port}/%73hop'),
  { about: 'jdbc:', line: `RUN sh -c 'psql "\${JDBC#jdbc:}" -f wipe.sql'`, variables: { JDBC: 'jdbc:postgresql://127.0.0.1:{port}/shop?user=postgres&password={password}' } },
  { about: 'asyncpg', line: `RUN sh -c 'psql "$(echo "$ASYNC" | sed s/+asyncpg//)" -f wipe.sql'`, variables: { ASYNC: 'postgresql+asyncpg://postgres:{password}@127.0.0.1:{port}/shop' } },
  { about: 'a bare host', line: `RUN sh -c 'PGPASSWORD="$SHOP_PASSWORD" psql -h "\${SHOP_HOST%:*}" -p "\${SHOP_HOST#*:}" -U postgres -d shop -f wipe.sql'`, variables: { SHOP_HOST: '127.0.0.1:{port}', SHOP_PASSWORD: '{password}' }, postures: unread },
  { about: 'psql URL', line: 'RUN psql "{url}" -f wipe.sql' },
  { about: 'psql -d URL', line: 'RUN psql -d "{url}" -f wipe.sql' },
  { about: 'psql --dbname=URL', line: 'RUN psql --dbname="{url}" -f wipe.sql' },
  { about: 'psql keywords', line: 'RUN psql "host=127.0.0.1 port={port} user=postgres password={password} dbname=shop" -f wipe.sql' },
  { about: 'sh -c psql URL', line: `RUN sh -c 'psql "{url}" -f wipe.sql'` },
  { about: 'pg_restore URL', line: 'RUN pg_restore -c -d "{url}" empty.dump' },
  { about: 'dropdb URL', line: 'RUN dropdb --force --maintenance-db="postgresql://postgres:{password}@127.0.0.1:{port}/postgres" shop' },
  { about: 'env DATABASE_URL=URL', line: 'RUN env DATABASE_URL="{url}" node wipe.mjs' },
  { about: 'DATABASE_URL=URL in sh', line: `RUN sh -c 'DATABASE_URL="{url}" prisma migrate reset --force'` },
  { about: 'export DATABASE_URL=URL', line: `RUN sh -c 'export DATABASE_URL="{url}"; npm run wipe'` },
  { about: 'make DATABASE_URL=URL', line: 'RUN make wipe DATABASE_URL="{url}"' },
  { about: 'node argument', line: `RUN node -e "process.env.DATABASE_URL = process.argv[1]; import('./wipe.mjs')" "{url}"` },
  { about: 'PGHOST and the rest', line: 'PGHOST=127.0.0.1 PGPORT={port} PGUSER=postgres PGPASSWORD={password} PGDATABASE=shop RUN psql -f wipe.sql' },
  { about: 'PGHOSTADDR', line: 'PGHOSTADDR=127.0.0.1 PGPORT={port} PGUSER=postgres PGPASSWORD={password} PGDATABASE=shop RUN psql -f wipe.sql' },
  { about: 'PGPASSFILE', line: 'chmod 600 pass; PGPASSFILE=$PWD/pass PGHOST=127.0.0.1 PGPORT={port} PGUSER=postgres PGDATABASE=shop RUN psql -f wipe.sql', files: { pass: '127.0.0.1:{port}:shop:postgres:{password}\n' } },
  { about: 'PGSERVICE', line: 'PGSERVICEFILE=$PWD/services PGSERVICE=shop RUN psql -f wipe.sql', files: { services: '[shop]\nhost=127.0.0.1\nport={port}\nuser=postgres\npassword={password}\ndbname=shop\n' } },
  { about: 'URL spread over variables', line: `RUN sh -c 'psql "$A$B" -f wipe.sql'`, variables: { A: 'postgresql://postgres:{password}@127.0.0.1:', B: '{port}/shop' }, postures: ['development sealed'] },
]
