// The same benchmark with PGlite, which runs the database in the process.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const ROWS_PER_MEGABYTE = 1_000

/** Fills a database in memory, and copies it repeatedly. */
export async function prepare(folder, megabytes) {
  const resolve = createRequire(join(folder, 'package.json')).resolve
  const { PGlite } = await import(pathToFileURL(resolve('@electric-sql/pglite')).href)
  const source = await PGlite.create()
  await source.exec('CREATE TABLE notes (id bigint PRIMARY KEY, text text)')
  const fill = 'INSERT INTO notes SELECT n, repeat(md5(n::text), 29) FROM generate_series(1, $1::bigint) n'
  await source.query(fill, [megabytes * ROWS_PER_MEGABYTE])
  return {
    /** Milliseconds from the start of a copy to its first answer. */
    async copy() {
      const start = performance.now()
      const copied = await source.clone()
      await copied.query('SELECT id FROM notes LIMIT 1')
      const milliseconds = performance.now() - start
      await copied.close()
      return milliseconds
    },
    close: () => source.close(),
  }
}
