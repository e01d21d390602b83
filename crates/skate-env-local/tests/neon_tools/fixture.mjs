// What both scripts stand on: the driver that uses the URLs, and psql where there is one.
//
//   node cli.mjs|sdk.mjs FOLDER_WITH_THE_TOOL FOLDER_WITH_THE_DRIVER

import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

export const [tool, driver] = process.argv.slice(2)
export const project = process.env.NEON_PROJECT_ID
/** The folder with psql; with it there is a pg_dump for the API. */
export const clients = process.env.SKATE_ENV_TEST_CLIENTS

const pg = createRequire(join(driver, 'package.json'))('pg')
// It says at every connection that it takes `require` for `verify-full`: here that is wanted.
process.removeAllListeners('warning')

/** What node-postgres reads, as an array of the first column. */
export async function query(url, text) {
  const client = new pg.Client({ connectionString: url, enableChannelBinding: true })
  await client.connect()
  try {
    const { rows } = await client.query({ text, rowMode: 'array' })
    return rows.map(([first]) => first)
  } finally {
    await client.end()
  }
}

/** What psql reads. */
export function psql(url, text) {
  const program = join(clients, 'psql')
  const printed = execFileSync(program, ['--no-psqlrc', '-At', '-c', text, url], { env: {} })
  return printed.toString().trim().split('\n')
}

/** A moment between what was done and what will be. */
export async function moment() {
  await delay(20)
  const now = new Date().toISOString()
  await delay(20)
  return now
}

let checks = 0

/** Says on one line what was shown. */
export function shown(what) {
  checks += 1
  console.log(`${String(checks).padStart(3)}  ${what}`)
}
