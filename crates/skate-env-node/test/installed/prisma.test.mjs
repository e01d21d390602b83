// Real Prisma, aimed at production: refused in our words, before one connection is opened.
// `cargo xtask test guarded` says where the example app and the schema engine are.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { after, before, beforeEach, test } from 'node:test'

const { EXAMPLE, COMMAND, PRISMA_SCHEMA_ENGINE_BINARY, PATH, HOME } = process.env
assert.ok(EXAMPLE && COMMAND && PRISMA_SCHEMA_ENGINE_BINARY, '`cargo xtask test guarded` sets them')

const CANARY = 'c4n4ry-s3cret'
const PRISMA = 'node_modules/prisma/build/index.js'
const NO_SECRET = new RegExp(CANARY)
const DESTRUCTIVE = ['db push --force-reset', 'migrate reset --force', 'migrate dev --name x']
/** These run what somebody wrote: behind `run`, the guarded connection judges it. */
const UNREAD = ['db execute --file prisma/seed.sql', 'db seed']
/** The same, spelled as Prisma takes it all the same; `run` is not needed to refuse it. */
const SPELLINGS = [
  '-- migrate reset --force',
  'migrate -- reset --force',
  '-- migrate -- reset --force',
  'migrate --preview-feature reset --force',
  '--telemetry-information x migrate reset --force',
  'migrate reset --force -- --help',
  'db -- push --accept-data-loss',
  'db --preview-feature -- push',
]

let connections
let production
const server = createServer((socket) => {
  connections += 1
  socket.on('error', () => {})
  socket.end()
})

before(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  const url = `postgresql://app:${CANARY}@127.0.0.1:${port}/shop`
  production = { url, pin: `127.0.0.1:${port}/shop` }
})
beforeEach(() => (connections = 0))
after(() => server.close())

const inProduction = () => ({
  DATABASE_ENVIRONMENT: 'production',
  SKATE_ENV_RUNTIME: 'deployed',
  SKATE_ENV_PRODUCTION: production.pin,
  SKATE_ENV_CONSENT: production.pin,
  POSTGRES_PRISMA_URL: production.url,
  POSTGRES_URL_NON_POOLING: production.url,
})
/** A developer who pasted production's URL. */
const misled = () => ({
  SKATE_ENV_PRODUCTION: production.pin,
  POSTGRES_PRISMA_URL_DEV: production.url,
  POSTGRES_URL_NON_POOLING_DEV: production.url,
})

for (const line of [...DESTRUCTIVE, ...UNREAD]) {
  test(`prisma ${line}: no consent lifts it`, async () => {
    refused(await prisma(line, inProduction()), /destructive_command/)
  })

  test(`prisma ${line}: development that is production's`, async () => {
    refused(await prisma(line, misled()), /production_target/)
  })

  test(`skate-env run -- prisma ${line}`, async () => {
    const words = ['run', '--', process.execPath, PRISMA, ...line.split(' ')]
    refused(await run(COMMAND, words, misled()), /production_target/)
    const consented = await run(COMMAND, words, inProduction())
    if (DESTRUCTIVE.includes(line)) return refused(consented, /destructive_command/)
    assert.notEqual(consented.status, 0, consented.output)
    assert.match(consented.output, /the guarded connection judges every statement/)
    assert.doesNotMatch(consented.output, NO_SECRET)
  })
}

for (const line of SPELLINGS) {
  test(`prisma ${line}`, async () => {
    refused(await prisma(line, inProduction()), /destructive_command/)
    refused(await prisma(line, misled()), /production_target/)
  })
}

for (const line of ['migrate reset --help', 'migrate -- reset -h', 'db push --help']) {
  test(`prisma ${line}: the help of what destroys destroys nothing`, async () => {
    const { status, output } = await prisma(line, inProduction())
    assert.equal(status, 0, output)
    assert.match(output, /Usage/)
    assert.equal(connections, 0)
  })
}

test('from a workstation, even what production is for', async () => {
  const { SKATE_ENV_RUNTIME, SKATE_ENV_CONSENT, ...variables } = inProduction()
  refused(await prisma('migrate deploy', variables), /production_from_workstation/)
})

test('what is allowed does connect: the server above counts', async () => {
  const variables = { POSTGRES_PRISMA_URL_DEV: production.url, POSTGRES_URL_NON_POOLING_DEV: production.url }
  const { status, output } = await prisma('migrate status', { ...variables, SKATE_ENV_PRODUCTION: 'ep-cool-darkness-123456' })
  assert.notEqual(status, 0)
  assert.ok(connections > 0, output)
  assert.doesNotMatch(output, NO_SECRET)
})

function refused({ status, output }, code) {
  assert.notEqual(status, 0, output)
  assert.match(output, code)
  assert.match(output, /help: /)
  assert.doesNotMatch(output, /^\s+at /m, 'a stack is no message')
  assert.doesNotMatch(output, NO_SECRET)
  assert.equal(connections, 0, 'a connection was opened')
}

function prisma(line, variables) {
  return run(process.execPath, [PRISMA, ...line.split(' ')], variables)
}

async function run(program, words, variables) {
  const env = { PATH, HOME, PRISMA_SCHEMA_ENGINE_BINARY, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1', ...variables }
  const child = spawn(program, words, { cwd: EXAMPLE, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text))
  const [status] = await once(child, 'close')
  return { status, output }
}
