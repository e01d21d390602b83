// prismaDatasource(): by Prisma command, dotenv files, consent.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

import { CANARY, LOCAL, PACKAGE, PRODUCTION, folder, run } from './support.mjs'

/** Evaluates a configuration as Prisma does, with the command in process.argv. */
async function prisma(test, command, { files = {}, variables = {}, options = {} } = {}) {
  const directory = folder(test)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text)
  const program = join(directory, 'prisma.cjs')
  writeFileSync(program, `
    const { prismaDatasource } = require(${JSON.stringify(join(PACKAGE, 'js/index.cjs'))})
    try {
      const datasource = prismaDatasource(${JSON.stringify(options)})
      const { EXTRA, SKATE_ENV_CONSENT } = process.env
      console.log(JSON.stringify({ ...datasource, EXTRA, SKATE_ENV_CONSENT }))
    } catch (error) {
      console.error(error)
      console.log(JSON.stringify({ code: error.code }))
    }`)
  const { stdout, stderr } = await run(process.execPath, [program, ...command.split(' ')], { cwd: directory, variables })
  assert.ok(!stderr.includes(CANARY), stderr)
  return { ...JSON.parse(stdout), stderr }
}

const production = {
  DATABASE_ENVIRONMENT: 'production',
  SKATE_ENV_RUNTIME: 'deployed',
  SKATE_ENV_PRODUCTION: 'ep-cool-darkness-123456',
  POSTGRES_URL_NON_POOLING: PRODUCTION,
}

test('dotenv files are read and exported, without consent', async (t) => {
  const files = {
    '.env': `POSTGRES_PRISMA_URL_DEV=${LOCAL}\nEXTRA=file\nSKATE_ENV_CONSENT=ep-a-b-1\n`,
    '.env.local': `POSTGRES_PRISMA_URL_DEV=${LOCAL}2\n`,
  }
  const { url, EXTRA, SKATE_ENV_CONSENT } = await prisma(t, 'migrate dev', { files })
  assert.deepEqual({ url, EXTRA, SKATE_ENV_CONSENT }, { url: `${LOCAL}2`, EXTRA: 'file', SKATE_ENV_CONSENT: undefined })
  const own = await prisma(t, 'migrate dev', { files, variables: { EXTRA: 'process' } })
  assert.equal(own.EXTRA, 'process')
})

test('destructive commands stop at production', async (t) => {
  for (const command of ['migrate reset --force', 'migrate dev', 'db push --force-reset', 'db seed']) {
    const variables = { ...production, SKATE_ENV_CONSENT: 'ep-cool-darkness-123456' }
    assert.equal((await prisma(t, command, { variables })).code, 'destructive_command', command)
  }
  assert.equal((await prisma(t, 'migrate deploy', { variables: production })).url, PRODUCTION)
  assert.match((await prisma(t, 'studio', { variables: production })).url, /default_transaction_read_only/)
})

test('commands on files need no database, but an invalid URL is an error', async (t) => {
  assert.equal((await prisma(t, 'generate')).url, 'postgresql://unset.invalid/build')
  assert.equal((await prisma(t, 'migrate deploy')).code, 'missing_url')
  const files = { '.env': `POSTGRES_PRISMA_URL_DEV="${CANARY}"\n` }
  assert.equal((await prisma(t, 'generate', { files })).code, 'invalid_url')
})

test('the shadow database is guarded', async (t) => {
  const variables = { POSTGRES_PRISMA_URL_DEV: LOCAL, SKATE_ENV_PRODUCTION: 'ep-cool-darkness-123456' }
  const shadow = (shadowDatabaseUrl) => prisma(t, 'migrate dev', { variables, options: { shadowDatabaseUrl } })
  assert.equal((await shadow(PRODUCTION)).code, 'production_target')
  assert.equal((await shadow(LOCAL)).code, 'shared_target')
  assert.equal((await shadow(`${LOCAL}_shadow`)).shadowDatabaseUrl, `${LOCAL}_shadow`)
})

test('a value changed by dotenv syntax is a warning with its place; an unreadable file is an error', async (t) => {
  const files = { '.env': `\nPOSTGRES_PRISMA_URL_DEV=${LOCAL}$lost\n` }
  const { stderr } = await prisma(t, 'migrate dev', { files })
  assert.match(stderr, /damaged_value.*\.env:2/s)
  const utf16 = { '.env': Buffer.from(`POSTGRES_PRISMA_URL_DEV=${LOCAL}\n`, 'utf16le') }
  assert.equal((await prisma(t, 'migrate dev', { files: utf16 })).code, 'unreadable_file')
})

test('with the option `variables`, process.env is not changed', async (t) => {
  const files = { '.env': 'EXTRA=file\n' }
  const options = { variables: { POSTGRES_PRISMA_URL_DEV: LOCAL, PORT: 5, UNSET: null } }
  const { url, EXTRA } = await prisma(t, 'migrate dev', { files, options })
  assert.deepEqual({ url, EXTRA }, { url: LOCAL, EXTRA: undefined })
})
