// node-postgres: both protocols, types, transactions, cursors, COPY both ways, notifications,
// cancelling, rows of 100 MB, many statements at once.
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

import pg from 'pg'
import { from, to } from 'pg-copy-streams'
import Cursor from 'pg-cursor'

import { step, until } from './step.mjs'

const LARGE = 100 * 1024 * 1024
const connectionString = process.env.DATABASE_URL
const client = new pg.Client({ connectionString })
await client.connect()

await step('simple', () => client.query('SELECT 1 AS a; SELECT 2 AS b').then((all) => all.map(({ rows }) => rows)))
await step('types', () =>
  client.query(`SELECT $1::int AS i, $2::text AS t, $3::jsonb AS j, $4::timestamptz AS d, $5::bytea AS b, $6::int[] AS a, NULL AS n`, [
    42, "it's", { a: [1] }, new Date(0), Buffer.from([0, 255]), [1, 2],
  ]).then(({ rows, fields }) => [rows, fields.map(({ name, dataTypeID }) => [name, dataTypeID])]))
await step('prepared', async () => {
  const all = []
  for (const id of [1, 2, 3]) {
    const { rows } = await client.query({ name: 'by-id', text: 'SELECT name FROM users WHERE id = $1', values: [id] })
    all.push(rows[0].name)
  }
  return all
})
await step('together', () =>
  Promise.all(Array.from({ length: 200 }, (_, at) => client.query('SELECT $1::int * 2 AS n', [at]))).then((all) => all.map(({ rows }) => rows[0].n)))
await step('transaction', async () => {
  await client.query('BEGIN')
  await client.query('INSERT INTO users (email) VALUES ($1)', ['a@example.com'])
  await client.query('SAVEPOINT a')
  const failed = await client.query('INSERT INTO users (email) VALUES ($1)', ['a@example.com']).catch(({ code }) => code)
  await client.query('ROLLBACK TO a')
  await client.query('COMMIT')
  return [failed, (await client.query('SELECT count(*) FROM users')).rows]
})
await step('no table', () => client.query('SELECT * FROM nowhere'))
await step('no number', () => client.query('SELECT $1::int', ['x']))
await step('unique', () => client.query("INSERT INTO users (id, email) VALUES (1, 'x')"))
await step('division', () => client.query('SELECT 1/0'))
await step('cursor', async () => {
  const cursor = client.query(new Cursor('SELECT id FROM users ORDER BY id'))
  const parts = [await cursor.read(3), await cursor.read(2)]
  await cursor.close()
  return parts
})
await step('copy in', async () => {
  const rows = Array.from({ length: 5000 }, (_, at) => `c${at}@example.com\tname\n`)
  await pipeline(Readable.from(rows), client.query(from('COPY users (email, name) FROM STDIN')))
  return (await client.query('SELECT count(*) FROM users')).rows
})
await step('copy fails', () => pipeline(Readable.from(['x\n']), client.query(from('COPY users (id) FROM STDIN'))))
await step('copy out', async () => {
  let size = 0
  for await (const part of client.query(to('COPY users TO STDOUT'))) size += part.length
  return size
})
await step('large value', async () => {
  const { rows } = await client.query('SELECT length($1::text) AS sent', ['x'.repeat(LARGE)])
  return rows
})
await step('large row', async () => {
  const { rows } = await client.query(`SELECT repeat('x', ${LARGE}) AS text`)
  return rows[0].text.length
})
await step('notification', async () => {
  await client.query('LISTEN news')
  const heard = once(client, 'notification')
  const other = new pg.Client({ connectionString })
  await other.connect()
  await other.query("SELECT pg_notify('news', 'hello')")
  await other.end()
  const [{ channel, payload }] = await heard
  return [channel, payload]
})
await step('cancel', async () => {
  const other = new pg.Client({ connectionString })
  await other.connect()
  const running = client.query('SELECT pg_sleep(60)').catch((error) => error.code)
  const pid = "SELECT pid FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(60)' AND state = 'active' AND datname = current_database()"
  await until(async () => (await other.query(pid)).rowCount === 1)
  const canceller = new pg.Client({ connectionString })
  canceller.connection.once('connect', () => canceller.connection.cancel(client.processID, client.secretKey))
  canceller.connection.on('error', () => {})
  canceller.connection.connect(client.port, client.host)
  const code = await running
  await other.end()
  return [code, (await client.query('SELECT 1 AS alive')).rows]
})
await step('pool', async () => {
  const pool = new pg.Pool({ connectionString, max: 5 })
  const all = await Promise.all(Array.from({ length: 50 }, (_, at) => pool.query('SELECT $1::int AS n', [at])))
  await pool.end()
  return all.length
})
await client.end()
