// Programs that connect by themselves.
export const postures = ['app unread', 'app', 'read unread', 'read']
const pg = (query) => `RUN node -e "const c = new (require('pg').Client)(process.env.DATABASE_URL); c.connect().then(() => c.query(${query})).then(() => c.end(), (e) => { console.error(e.message); process.exit(1) })"`
export const lines = [
  pg("'DELETE FROM users'"),
  pg("'DROP TABLE users CASCADE'"),
  pg("'SELECT 1; DELETE FROM users'"),
  pg("{ name: 'x', text: 'DELETE FROM users WHERE \\$1', values: [true] }"),
  pg("{ text: 'TRUNCATE users CASCADE', queryMode: 'extended' }"),
  pg("'BEGIN; DELETE FROM users; COMMIT'"),
  pg("Buffer.from('RFJPUCBUQUJMRSB1c2VycyBDQVNDQURF', 'base64').toString()"),
  `RUN node --input-type=module -e "import postgres from 'postgres'; const sql = postgres(process.env.DATABASE_URL); try { await sql.unsafe('DELETE FROM users') } finally { await sql.end() }"`,
  `RUN node --input-type=module -e "import postgres from 'postgres'; const sql = postgres(process.env.DATABASE_URL, { prepare: false }); try { await sql\\\`TRUNCATE users CASCADE\\\` } finally { await sql.end() }"`,
  `RUN node --input-type=module -e "import postgres from 'postgres'; const sql = postgres(process.env.POSTGRES_PRISMA_URL); try { await sql.begin((t) => t\\\`DROP TABLE orders\\\`) } finally { await sql.end() }"`,
  `RUN node -e "const k = require('knex')({ client: 'pg', connection: process.env.DATABASE_URL }); k('users').del().finally(() => k.destroy())"`,
  `RUN node -e "const k = require('knex')({ client: 'pg', connection: process.env.DATABASE_URL }); k.schema.dropTable('orders').finally(() => k.destroy())"`,
  `RUN node -e "const k = require('knex')({ client: 'pg', connection: process.env.DATABASE_URL }); k('users').update({ email: 'x' }).finally(() => k.destroy())"`,
  `RUN node --input-type=module -e "import { drizzle } from 'drizzle-orm/node-postgres'; import { sql } from 'drizzle-orm'; const db = drizzle(process.env.DATABASE_URL); try { await db.execute(sql\\\`DELETE FROM users\\\`) } finally { await db.\\$client.end() }"`,
  'RUN node wipe.mjs',
  'RUN ./wipe-by-node',
  'RUN node --import ./wipe.mjs -e 0',
  'RUN node -r ./wipe.cjs -e 0 || RUN node wipe.mjs',
  'NODE_OPTIONS="--import=$PWD/wipe.mjs" RUN node -e 0',
  'RUN node < wipe.cjs || RUN node --input-type=module < wipe.mjs',
  'RUN node -p "1" ; RUN node --test wipe.mjs',
  `RUN node -e "import('./wipe.mjs')"`,
  `RUN node -e "require('child_process').execFileSync('psql', ['-f', 'wipe.sql'])"`,
  `RUN node -e "require('child_process').spawn('psql', ['-f', 'wipe.sql'], { detached: true }).unref(); setTimeout(() => {}, 700)"`,
  `RUN node -e "new (require('worker_threads').Worker)('./wipe.mjs')"`,
  `RUN node -e "require('child_process').fork('./wipe.mjs')"`,
  `RUN node -e "process.env.PGDATABASE = 'shop'; require('child_process').spawnSync('psql', { input: 'DELETE FROM users', env: process.env })"`,
  `RUN python3 -c "import subprocess; subprocess.run(['psql', '-f', 'wipe.sql'])"`,
  `RUN python3 -c "import os; os.execvp('psql', ['psql', '-f', 'wipe.sql'])"`,
  `RUN python3 -c "import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0: os.execvp('psql', ['psql', '-f', 'wipe.sql'])
time.sleep(0.7)"`,
  `RUN python3 - <<'EOF'
import subprocess
subprocess.run("echo 'DELETE FROM users' | psql", shell=True)
EOF`,
  { line: 'RUN node job.js', files: { 'job.js': "import('./wipe.mjs')\n" } },
  { line: 'RUN node --env-file=.env job.js', files: { '.env': 'TABLE=users\n', 'job.js': "import pg from 'pg'; const c = new pg.Client(process.env.DATABASE_URL); await c.connect(); await c.query('DELETE FROM ' + process.env.TABLE); await c.end()\n", } },
  {
    about: "production's password in the environment",
    line: `RUN sh -c 'env | grep -q {password} && node wipe.mjs && psql "{url}" -f wipe.sql'`,
  },
]
