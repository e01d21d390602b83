// Production's URL lies in a file, a history or a program: only the seal is between it and the child.
export const postures = ['development sealed', 'app sealed']
const file = (name, text, line) => ({ about: name, line, files: { [name]: text } })
export const lines = [
  file('prod-url.txt', '{url}\n', `RUN sh -c 'psql "$(cat prod-url.txt)" -f wipe.sql'`),
  file('secrets/url', '{url}\n', `RUN sh -c 'DATABASE_URL=$(cat secrets/url) npm run wipe'`),
  file('.env.prod', 'DATABASE_URL={url}\n', `RUN sh -c 'set -a; . ./.env.prod; node wipe.mjs'`),
  file('.env.live', 'DATABASE_URL="{url}"\n', 'RUN node --env-file=.env.live wipe.mjs || RUN sh -c ". ./.env.live; DATABASE_URL=$DATABASE_URL node wipe.mjs"'),
  file('.env.backup', 'SHOP=postgres://postgres:{password}@127.0.0.1:{port}/shop\n', `RUN sh -c '. ./.env.backup; psql "$SHOP" -f wipe.sql'`),
  file('export.sh', 'export DATABASE_URL={url}\n', `RUN bash -c 'source export.sh && prisma migrate reset --force'`),
  file('history', 'ls\npsql {url}\n', `RUN sh -c '$(grep psql history) -f wipe.sql'`),
  file('deploy.yml', 'env:\n  url: {url}\n', `RUN sh -c 'psql "$(sed -n "s/.*url: //p" deploy.yml)" -f wipe.sql'`),
  file('config.json', '{"production":{"url":"{url}"}}\n', `RUN node -e "process.env.DATABASE_URL = require('./config.json').production.url; import('./wipe.mjs')"`),
  file('config.json', '{"host":"127.0.0.1","port":{port},"user":"postgres","password":"{password}","database":"shop"}\n', `RUN node -e "const c = new (require('pg').Client)(require('./config.json')); c.connect().then(() => c.query('DELETE FROM users')).finally(() => process.exit())"`),
  file('job.mjs', "import postgres from 'postgres'\nconst sql = postgres('{url}')\ntry { await sql`DELETE FROM users` } finally { await sql.end() }\n", 'RUN node job.mjs'),
  file('job.mjs', "import { createConnection } from 'node:net'\ncreateConnection({port}, '127.0.0.1').on('connect', () => { process.env.DATABASE_URL = '{url}'; import('./wipe.mjs') }).on('error', (e) => { console.error(e.code); process.exit(1) })\n", 'RUN node job.mjs'),
  file('job.py', "import subprocess\nsubprocess.run(['psql', '{url}', '-f', 'wipe.sql'])\n", 'RUN python3 job.py'),
  file('job.py', `import os, socket, subprocess
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        subprocess.run(['psql', '{url}', '-f', 'wipe.sql'])
        os._exit(0)
    os.wait()
    os._exit(0)
os.wait()
`, 'RUN python3 job.py'),
  file('job.sh', '#!/bin/sh\nexec psql "{url}" -f wipe.sql\n', 'RUN ./job.sh'),
  file('job.sh', '#!/bin/sh\nexec psql "{url}" -f wipe.sql\n', `RUN sh -c 'setsid nohup ./job.sh > log 2>&1 & wait; sleep 0.5; cat log'`),
  file('job.sh', '#!/bin/sh\nexec psql "{url}" -f wipe.sql\n', `RUN env -i PATH="$PATH" ./job.sh`),
  file('job.sh', '#!/bin/sh\nexec psql "{url}" -f wipe.sql\n', 'echo ./job.sh | RUN xargs sh'),
  file('job.sh', '#!/bin/sh\nexec psql "{url}" -f wipe.sql\n', 'RUN find . -name job.sh -exec {} \\;'),
  file('job.sh', '#!/bin/sh\nexec psql "{url}" -f wipe.sql\n', 'RUN timeout 20 nice ./job.sh'),
  file('Makefile', 'export DATABASE_URL = {url}\nwipe:\n\tpsql "$$DATABASE_URL" -f wipe.sql\n', 'RUN make wipe'),
  file('packages/db/package.json', '{"name":"@shop/db","version":"1.0.0","scripts":{"wipe":"cd ../.. && psql {url} -f wipe.sql"}}', 'RUN npm run wipe -w @shop/db'),
  file('packages/db/package.json', '{"name":"@shop/db","version":"1.0.0","scripts":{"wipe":"cd ../.. && DATABASE_URL={url} node wipe.mjs"}}', 'RUN pnpm -r run wipe'),
  file('hook', '#!/bin/sh\nexec psql "{url}" -f wipe.sql\n', 'mkdir -p .hooks && cp hook .hooks/post-checkout && git config core.hooksPath .hooks; RUN git checkout -q -b next'),
  file('prisma.prod.config.ts', "export default { schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' }, datasource: { url: '{url}' } }\n", 'RUN prisma db push --force-reset --accept-data-loss --config prisma.prod.config.ts'),
  file('drizzle.prod.ts', "export default { dialect: 'postgresql', schema: './drizzle/empty.ts', dbCredentials: { url: '{url}' } }\n", 'RUN drizzle-kit push --force --config drizzle.prod.ts'),
  file('knex.prod.cjs', "module.exports = { client: 'pg', connection: '{url}', migrations: { directory: './knex' } }\n", 'RUN knex migrate:latest --knexfile knex.prod.cjs'),
  file('home/.pgpass', '*:*:*:*:{password}\n', `chmod 600 home/.pgpass; RUN sh -c 'HOME=$PWD/home; export HOME; unset PGPASSWORD PGPASSFILE; psql -h 127.0.0.1 -p {port} -U postgres -d shop -f wipe.sql'`),
  file('home/.pg_service.conf', '[shop]\nhost=127.0.0.1\nport={port}\nuser=postgres\npassword={password}\ndbname=shop\n', `RUN sh -c 'HOME=$PWD/home PGSERVICE=shop PGHOST= PGPORT= PGUSER= PGDATABASE= PGPASSWORD= psql service=shop -f wipe.sql'`),
  file('home/.psqlrc', '\\connect "{url}"\n', `RUN sh -c 'HOME=$PWD/home psql -f wipe.sql'`),
  file('statement.sql', '\\connect "{url}"\nDELETE FROM users;\n', 'RUN psql -f statement.sql'),
  file('encoded', '{url64}\n', `RUN sh -c 'psql "$(base64 -d encoded)" -f wipe.sql'`),
]
