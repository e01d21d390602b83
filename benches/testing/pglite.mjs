// Copies of an in-memory PGlite that was migrated once: `pglite.mjs PACKAGE SCHEMA ROUNDS TEST_MS`.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'

const [folder, schema, rounds, test] = process.argv.slice(2)
const resolve = createRequire(join(folder, 'package.json')).resolve
const { PGlite } = await import(pathToFileURL(resolve('@electric-sql/pglite')).href)
const source = await PGlite.create()
await source.exec(readFileSync(schema, 'utf8'))
for (let round = 0; round < Number(rounds); round++) {
  const start = performance.now()
  const copy = await source.clone()
  // Ready when it answers, as a URL of a server would be.
  await copy.query('SELECT 1')
  console.log(performance.now() - start)
  await setTimeout(Number(test))
  await copy.close()
}
await source.close()
