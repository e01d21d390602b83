// postgres.js: pipelined statements, types, transactions, cursors, COPY both ways, notifications,
// cancelling.
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import postgres from 'postgres'

import { step, until } from './step.mjs'

const sql = postgres(process.env.DATABASE_URL, { max: 3, onnotice: () => {}, fetch_types: true })

await step('types', () => sql`SELECT ${42}::int AS i, ${"it's"} AS t, ${sql.json({ a: 1 })} AS j, ${[1, 2]}::int[] AS a, ${new Date(0)}::timestamptz AS d`)
await step('simple', () => sql.unsafe('SELECT 1 AS a; SELECT 2 AS b'))
await step('together', () => Promise.all(Array.from({ length: 300 }, (_, at) => sql`SELECT ${at}::int * 2 AS n`)).then((all) => all.map(([{ n }]) => n)))
await step('names', () => sql`SELECT ${sql('name')} FROM ${sql('users')} WHERE id IN ${sql([1, 2])} ORDER BY id`)
await step('insert', () => sql`INSERT INTO users ${sql([{ email: 'p@example.com', name: 'p' }, { email: 'q@example.com', name: 'q' }])} RETURNING name`)
await step('transaction', () =>
  sql.begin(async (sql) => {
    await sql`UPDATE users SET name = 'x' WHERE id = 1`
    await sql.savepoint((sql) => sql`SELECT 1/0`).catch(() => {})
    return sql`SELECT name FROM users WHERE id = 1`
  }))
await step('rolled back', () =>
  sql.begin(async (sql) => {
    await sql`UPDATE users SET name = 'y' WHERE id = 1`
    throw new Error('no')
  }))
await step('no table', () => sql`SELECT * FROM nowhere`)
await step('unique', () => sql`INSERT INTO users (id, email) VALUES (1, 'x')`)
await step('cursor', async () => {
  const parts = []
  for await (const rows of sql`SELECT id FROM users ORDER BY id LIMIT 25`.cursor(10)) parts.push(rows.length)
  return parts
})
await step('describe', () => sql`SELECT id, email FROM users WHERE id = ${1}`.describe().then(({ types, columns }) => [types, columns.map(({ name, type }) => [name, type])]))
await step('copy in', async () => {
  const rows = Array.from({ length: 2000 }, (_, at) => `j${at}@example.com\n`)
  await pipeline(Readable.from(rows), await sql`COPY users (email) FROM STDIN`.writable())
  return sql`SELECT count(*) FROM users`
})
await step('copy out', async () => {
  // Little: postgres.js 3.4 never reads again from a connection that was ahead of its stream.
  const rows = await sql`COPY (SELECT * FROM users ORDER BY id LIMIT 100) TO STDOUT`.readable()
  let size = 0
  for await (const part of rows) size += part.length
  return size
})
await step('notification', async () => {
  let heard
  const { unlisten } = await sql.listen('news', (payload) => (heard = payload))
  await sql.notify('news', 'hello')
  await until(() => heard !== undefined)
  await unlisten()
  return heard
})
await step('cancel', async () => {
  const running = sql`SELECT pg_sleep(60)`
  const ended = running.execute().catch(({ code }) => code)
  const active = () => sql`SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(60)%' AND state = 'active' AND datname = current_database()`
  await until(async () => (await active()).length === 1)
  // postgres.js 3.4 cannot send a secret of PostgreSQL's own that does not fit a signed number.
  if (running.state.secret > 0x7fffffff) await sql`SELECT pg_cancel_backend(${running.state.pid})`
  else running.cancel()
  return ended
})
await sql.end({ timeout: 5 })
