// The packed tarballs in a new Next.js app: builds with its bundlers, runs, and answers.
//   node run.mjs [folder with the tarballs; by default target/npm] [bundlers, with commas]
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const PACKAGES = ['next@16.4.6', 'react@19.3.1', 'react-dom@19.3.1']
const CANARY = 'c4n4ry-s3cret'
const TIMEOUT = 60_000
const app = fileURLToPath(new URL('app', import.meta.url))
const tarballs = resolve(process.argv[2] ?? fileURLToPath(new URL('../../../../target/npm', import.meta.url)))
const bundlers = (process.argv[3] ?? 'turbopack,webpack').split(',')
const { PATH, HOME } = process.env
const environment = { PATH, HOME, NEXT_TELEMETRY_DISABLED: '1' }

const folder = mkdtempSync(join(tmpdir(), 'skate-env-packed-'))
try {
  await install()
  await refusesABadPolicy()
  await buildsAndAnswers()
  for (const bundler of bundlers) await buildsMovesAndAnswers(`--${bundler}`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function install() {
  cpSync(app, folder, { recursive: true })
  const packed = readdirSync(tarballs).filter((name) => name.endsWith('.tgz')).map((name) => join(tarballs, name))
  assert.equal(packed.length, 2, `two tarballs are expected in ${tarballs}`)
  const { status, output } = await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...PACKAGES, ...packed])
  assert.equal(status, 0, output)
}

async function refusesABadPolicy() {
  const policy = join(folder, 'skate-env.toml')
  const good = join(folder, 'good.toml')
  cpSync(policy, good)
  writeFileSync(policy, '[environments.developement]\n')
  const { status, output } = await build('--turbopack')
  assert.notEqual(status, 0, 'a bad policy must fail the build')
  assert.match(output, /invalid_config/)
  cpSync(good, policy)
  console.log('a bad skate-env.toml fails the build')
}

/** `next build`, then `next start`. */
async function buildsAndAnswers() {
  const { status, output } = await build('--turbopack')
  assert.equal(status, 0, output)
  const next = ['node_modules/next/dist/bin/next', 'start', '--hostname', '127.0.0.1']
  await answers(folder, 'next start', (port) => [...next, '--port', `${port}`])
}

async function buildsMovesAndAnswers(bundler) {
  const { status, output } = await build(bundler, { STANDALONE: '1' })
  assert.equal(status, 0, output)
  const standalone = join(folder, '.next/standalone')
  assert.ok(existsSync(join(standalone, 'skate-env.toml')), 'skate-env.toml is not in standalone')
  const commands = readdirSync(standalone, { recursive: true }).filter((path) => /skate-env.*[\\/]bin[\\/]/.test(path))
  assert.deepEqual(commands, [], 'the command travels with the server')
  const moved = mkdtempSync(join(tmpdir(), 'skate-env-moved-'))
  try {
    const copied = await run('cp', ['-a', `${standalone}/.`, moved])
    assert.equal(copied.status, 0, copied.output)
    rmSync(join(folder, '.next'), { recursive: true, force: true })
    await answers(moved, `${bundler}, standalone, moved`, () => ['server.js'])
  } finally {
    rmSync(moved, { recursive: true, force: true })
  }
}

/** The policy renames the variable, so that only an app that found skate-env.toml has a URL. */
async function answers(directory, how, commandLine) {
  const port = await freePort()
  const variables = { HOSTNAME: '127.0.0.1', PORT: `${port}`, RENAMED: `postgresql://app:${CANARY}@127.0.0.1:9/shop` }
  const server = start(process.execPath, commandLine(port), { cwd: directory, env: { ...environment, ...variables } })
  try {
    const node = await ask(server, `http://127.0.0.1:${port}/api/url`)
    assert.deepEqual(JSON.parse(node), {
      environment: 'development',
      variable: 'RENAMED',
      redactedUrl: 'postgresql://app:***@127.0.0.1:9/shop',
      started: 'development',
    })
    const branches = await ask(server, `http://127.0.0.1:${port}/api/branches`)
    assert.deepEqual(JSON.parse(branches), { code: 'invalid_config' }, server.output())
    const edge = await ask(server, `http://127.0.0.1:${port}/api/edge`)
    assert.deepEqual(JSON.parse(edge), { name: 'SkateEnvError', code: 'unsupported_runtime' })
    assert.ok(!server.output().includes(CANARY), 'the server printed a password')
    console.log(`${how}: answered from its policy; the edge route got its clear error`)
  } finally {
    server.child.kill()
    await server.ended
  }
}

async function ask(server, url) {
  const deadline = Date.now() + TIMEOUT
  for (;;) {
    assert.equal(server.child.exitCode, null, `the server ended\n${server.output()}`)
    assert.ok(Date.now() < deadline, `no answer\n${server.output()}`)
    try {
      const response = await fetch(url)
      const body = await response.text()
      assert.equal(response.status, 200, `${body}\n${server.output()}`)
      return body
    } catch (error) {
      if (error.cause?.code !== 'ECONNREFUSED') throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

function build(bundler, variables) {
  rmSync(join(folder, '.next'), { recursive: true, force: true })
  return run(process.execPath, ['node_modules/next/dist/bin/next', 'build', bundler], variables)
}

async function run(program, commandLine, variables) {
  const env = { ...environment, ...variables }
  const { ended, output } = start(program, commandLine, { cwd: folder, env })
  const [status] = await ended
  return { status, output: output() }
}

function start(program, commandLine, options) {
  const child = spawn(program, commandLine, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text))
  return { child, ended: once(child, 'close'), output: () => output }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}
