// Command lines of an ordinary day. Each gives the same output and exit code as without us.
//
// A row is a line, with the postures it is for; ['development', 'development sealed'] unless it says
// otherwise. What is read is the same in every environment.
import { row } from './rows.mjs'

const EVERYWHERE = ['development', 'development sealed', 'staging', 'app', 'app sealed', 'read']
const ANYWHERE_BUT_READ = EVERYWHERE.filter((posture) => posture !== 'read')
const FREE = ['development', 'development sealed']

const everywhere = [
  'RUN true', 'RUN false', 'RUN sh -c "exit 7"', 'RUN echo hello', `RUN sh -c 'kill -TERM $$'`,
  'RUN printf "%s\\n" "a b" "" "*"', 'echo text | RUN cat', 'RUN cat < wipe.sql', 'RUN wc -c < wipe.sql', 'RUN no-such-program; echo $?',
  'RUN ls', 'RUN git status --short', 'RUN git log --oneline --format=%s', 'RUN git diff --stat', 'RUN make hello', 'RUN make -n wipe >/dev/null; echo $?',
  'RUN npm run lint --silent', 'RUN npm test --silent', 'RUN npm -w @shop/web run hello --silent', 'RUN npm run hello --workspaces --silent',
  'RUN pnpm run lint', 'RUN yarn --silent lint', 'RUN pnpm -C packages/web hello', 'RUN npx --no -- tsx --version | head -1', 'RUN npm --version',
  'RUN node --version', `RUN node -e "console.log('prisma db push')"`, `RUN node -p "1 + 1"`, `RUN node -e "console.log('DROP TABLE users')"`,
  `RUN node -e "process.exit(3)"`, `RUN node -e "console.log(process.argv.slice(1))" -- --force reset`, `RUN sh -c 'echo "DELETE FROM users"'`, `RUN grep -c DROP wipe.sql`, `RUN python3 -c 'print("TRUNCATE users")'`,
  'RUN prisma --version >/dev/null; echo $?', 'RUN prisma --help', 'RUN prisma migrate reset --help', 'RUN prisma db push --help', 'RUN prisma migrate --help',
  'RUN psql --version', 'RUN dropdb --help', 'RUN drizzle-kit --version >/dev/null; echo $?', 'RUN knex --version', 'RUN pg_dump --version',
  `RUN sh -c 'for i in 1 2 3; do echo $i; done'`, `RUN bash -c 'diff <(echo a) <(echo a) && echo same'`, `RUN env -u NOTHING echo x`, 'RUN timeout 5 echo in time', 'RUN nice -n 1 echo nice', `RUN sh -c 'echo out; echo err >&2; exit 4'`,
  // Reading.
  `RUN psql -Atc 'SELECT count(*) FROM users'`, `RUN psql -Atc "SELECT email FROM users WHERE email LIKE '%delete%' OR id = 3"`, `RUN psql -c 'SELECT id, total FROM orders ORDER BY id LIMIT 5'`,
  `RUN psql -Atf - <<< 'SELECT 1; SELECT 2;'`, `RUN sh -c 'psql "$DATABASE_URL" -Atc "SELECT max(total) FROM orders"'`, `echo 'SELECT sum(total) FROM orders' | RUN psql -At`,
  `RUN psql -Atc 'EXPLAIN (COSTS off) SELECT * FROM users'`, `RUN psql -Atc 'EXPLAIN (ANALYZE off, COSTS off) DELETE FROM users'`, `RUN psql -Atc 'SHOW server_encoding'`, `RUN psql -c '\\dt'`, `RUN psql -Atc '\\d users' | head -3`,
  `RUN psql -Atc 'WITH deleted AS (SELECT * FROM users) SELECT count(*) FROM deleted'`, `RUN psql -Atc "SELECT 'DROP TABLE users'"`, `RUN psql -Atc 'SELECT id AS "delete" FROM users WHERE id = 1'`,
  `RUN psql -c 'SELECT nothing FROM users'; echo $?`, `RUN psql -c 'SELECT 1 +'; echo $?`, `RUN psql -c "\\copy (SELECT id FROM users ORDER BY id LIMIT 3) TO STDOUT"`, `RUN psql -c "COPY (SELECT id FROM orders ORDER BY id LIMIT 3) TO STDOUT CSV"`,
  `RUN psql -Atc 'BEGIN; SELECT count(*) FROM orders; COMMIT'`, `RUN psql -At <<'EOF'
BEGIN;
SELECT count(*) FROM users;
ROLLBACK;
EOF`,
  'RUN pg_dump --schema-only --no-owner --restrict-key=x | wc -l', 'RUN pg_dump --data-only --table=users --restrict-key=x | wc -l', 'RUN pg_isready -q; echo $?',
  `RUN node -e "const c = new (require('pg').Client)(process.env.DATABASE_URL); c.connect().then(() => c.query('SELECT count(*) FROM users WHERE id > \\$1', [10])).then((r) => console.log(r.rows)).finally(() => c.end())"`,
  `RUN node --input-type=module -e "import postgres from 'postgres'; const sql = postgres(process.env.DATABASE_URL); console.log(await sql\\\`SELECT email FROM users WHERE id = \\\${7}\\\`); await sql.end()"`,
  `RUN node -e "const k = require('knex')({ client: 'pg', connection: process.env.DATABASE_URL }); k('orders').max('total').then(console.log).finally(() => k.destroy())"`,
  `RUN node --input-type=module -e "import { drizzle } from 'drizzle-orm/node-postgres'; const db = drizzle(process.env.DATABASE_URL); console.log((await db.execute('SELECT 5 AS five')).rows); await db.\\$client.end()"`,
  'RUN prisma validate', 'RUN prisma format --check', 'RUN prisma migrate status', 'RUN prisma migrate diff --from-config-datasource --to-schema prisma/schema.prisma',
  'RUN prisma db pull --print | wc -l',
]
const writing = [
  `RUN psql -Atc "INSERT INTO users (id, email) VALUES (1001, 'new@example.com') RETURNING id"`,
  `RUN psql -Atc "UPDATE users SET email = 'changed' WHERE id = 1 RETURNING email"`,
  'RUN psql -Atc "DELETE FROM orders WHERE id = 1 RETURNING id"',
  `RUN psql -Atc "INSERT INTO users (id, email) VALUES (1, 'x') ON CONFLICT (id) DO UPDATE SET email = 'upserted' RETURNING email"`,
  `RUN psql -At <<'EOF'
BEGIN;
UPDATE orders SET total = total + 1 WHERE user_id = 2 RETURNING total;
SAVEPOINT s;
DELETE FROM orders WHERE id = 3;
ROLLBACK TO s;
SELECT count(*) FROM orders;
ROLLBACK;
EOF`,
  `printf '2001\\ta@example.com\\n2002\\tb@example.com\\n' | RUN psql -c 'COPY users FROM STDIN'`,
  `RUN psql -Atc 'CREATE TEMP TABLE t (x int); INSERT INTO t VALUES (1); SELECT * FROM t'`,
  `RUN node -e "const c = new (require('pg').Client)(process.env.DATABASE_URL); c.connect().then(() => c.query('UPDATE users SET email = \\$1 WHERE id = \\$2', ['y', 5])).then((r) => console.log(r.rowCount)).finally(() => c.end())"`,
  `RUN node --input-type=module -e "import postgres from 'postgres'; const sql = postgres(process.env.DATABASE_URL); console.log(await sql.begin(async (t) => { await t\\\`INSERT INTO users \\\${t({ id: 3001, email: 'z' })}\\\`; return t\\\`SELECT count(*) FROM users\\\` })); await sql.end()"`,
]
const own = [
  'RUN prisma migrate deploy', 'RUN prisma migrate reset --force', 'RUN prisma db push --accept-data-loss', 'RUN prisma db push --force-reset', 'RUN prisma db execute --file delete.sql; echo $?',
  'RUN psql -c "DELETE FROM orders"', 'RUN psql -f wipe.sql', 'RUN psql -c "TRUNCATE users CASCADE"', 'RUN node wipe.mjs', 'RUN make wipe', 'RUN npm run wipe --silent', 'RUN drizzle-kit push --force | tail -1', 'RUN knex migrate:latest --knexfile knexfile.cjs',
  `RUN psql -c 'CREATE TABLE extra (id int)' -c 'ALTER TABLE users ADD COLUMN name text' -c '\\d users'`, 'RUN pg_restore --clean --if-exists -d shop_dev empty.dump', 'RUN prisma migrate dev --name nothing | grep -c sync',
]

/** One table more than the migrations make. */
const SCHEMA = `datasource db {
  provider = "postgresql"
}
model users {
  id     Int      @id @default(autoincrement())
  email  String
  orders orders[]
}
model orders {
  id      Int   @id @default(autoincrement())
  user_id Int
  total   Int
  user    users @relation(fields: [user_id], references: [id], onDelete: Cascade)
}
model notes {
  id Int @id
}
`

const rows = [
  ...everywhere.map((line) => ({ line, postures: EVERYWHERE })),
  ...writing.map((line) => ({ line, postures: ANYWHERE_BUT_READ })),
  ...own.map((line) => ({ line, postures: FREE })),
  { line: 'RUN prisma migrate deploy', postures: ['migrate', 'staging'] },
  {
    about: 'a committed migration that is pending, and destroys',
    line: 'git add --all && git -c user.name=d -c user.email=d@e.f commit -qm next && RUN prisma migrate deploy && RUN prisma migrate status',
    files: { 'prisma/migrations/20250815000000_next/migration.sql': 'ALTER TABLE "orders" ADD COLUMN "note" TEXT;\nDROP TABLE "orders";\n' },
    postures: ['migrate', 'staging'],
  },
  {
    about: 'a migration made in development, beside a shadow database',
    line: 'RUN prisma migrate dev --name next | grep -c sync; ls prisma/migrations | wc -l',
    files: { 'prisma/schema.prisma': SCHEMA },
    postures: FREE,
  },
]

export const ordinary = rows.map((given) => row('ordinary', FREE, given))
