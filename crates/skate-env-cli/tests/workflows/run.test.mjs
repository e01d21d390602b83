// The workflows, carried out under bash with GitHub's events against Neon on this machine and a
// GitHub on loopback.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'

import { startGitHub } from './github.mjs'
import { project } from './project.mjs'
import { runWorkflow } from './runner.mjs'

const { COMMAND, POSTGRES, PATH, HOME } = process.env
const TOKEN = 'ghs_canary4github'
const PREFIX = '.github/workflows/skate-env-preview'
const TIMEOUT = { timeout: 120_000 }
const SHOP = `CREATE TABLE "orders" ("id" SERIAL PRIMARY KEY);\n`

let neon
before(async () => {
  neon = await startNeon()
})
after(() => neon.stop())

test('a pull request from the first commit to the end', TIMEOUT, async (context) => {
  const shop = await repository(context)
  const opened = await shop.up(shop.github.open(7))
  assert.equal(opened.exit, 0, opened.log)
  assert.equal(opened.id, 'database')
  const first = await neon.branch('preview/pr-7')
  assert.equal(opened.outputs.branch_id, first.id)
  assert.equal(shop.github.comments.length, 1)

  const again = await shop.up(shop.github.event('synchronize', 7))
  assert.equal(again.exit, 0, again.log)
  assert.equal(again.outputs.branch_id, first.id)
  await shop.up(shop.github.label(7, 'bug'))
  assert.equal(shop.github.comments.length, 1)

  const closed = await shop.down(shop.github.close(7))
  assert.equal(closed.exit, 0, closed.log)
  assert.equal(await neon.branch('preview/pr-7'), undefined)
  assert.equal(shop.github.comments.length, 1)

  const reopened = await shop.up(shop.github.reopen(7))
  assert.equal(reopened.exit, 0, reopened.log)
  const second = await neon.branch('preview/pr-7')
  assert.notEqual(second.id, first.id)
  assert.equal(shop.github.comments.length, 1)
})

test('the event of a pull request that was closed since makes nothing', TIMEOUT, async (context) => {
  const shop = await repository(context)
  const opened = shop.github.open(8)
  shop.github.close(8)
  const { exit, log, outputs } = await shop.up(opened)
  assert.equal(exit, 0, log)
  assert.equal(outputs.state, 'closed')
  assert.equal(await neon.branch('preview/pr-8'), undefined)
})

test('an end that comes too late keeps the database of a reopened pull request', TIMEOUT, async (context) => {
  const shop = await repository(context)
  await shop.up(shop.github.open(9))
  const closed = shop.github.close(9)
  shop.github.reopen(9)
  assert.equal((await shop.down(closed)).exit, 0)
  assert.ok(await neon.branch('preview/pr-9'))
})

test('a fork and Dependabot get a database of the runner, and no secret', TIMEOUT, async (context) => {
  const shop = await repository(context)
  for (const [number, who] of [[10, { fork: true }], [11, { author: 'dependabot[bot]' }]]) {
    const job = await shop.up(shop.github.open(number, who))
    shop.stopLocal()
    assert.equal(job.id, 'without-secrets')
    assert.equal(job.exit, 0, job.log)
    assert.deepEqual(job.masks, [])
    assert.equal(await neon.branch(`preview/pr-${number}`), undefined)
    assert.equal(await shop.down(shop.github.close(number)), undefined)
  }
  assert.deepEqual(shop.github.comments, [])
})

test('a cancelled run leaves a branch that the sweep knows, and the closing job deletes', TIMEOUT, async (context) => {
  const shop = await repository(context)
  const opened = shop.github.open(12)
  let killed = false
  // As soon as Neon has the branch, the job ends: GitHub kills what the runner started.
  await shop.up(opened, async (child) => {
    while (child.exitCode === null && !killed) {
      if (!(await neon.branch('preview/pr-12'))) continue
      killed = child.exitCode === null && process.kill(-child.pid, 'SIGKILL')
    }
  })
  assert.ok(killed, 'the job was over too soon')
  const closed = shop.github.close(12)
  const swept = await shop.sweep()
  assert.equal(swept.exit, 0, swept.log)
  assert.match(swept.log, /preview\/pr-12 .*less than 10 min ago/)
  assert.ok(await neon.branch('preview/pr-12'))
  assert.equal((await shop.down(closed)).exit, 0)
  assert.equal(await neon.branch('preview/pr-12'), undefined)
})

test('URLs and passwords are masked', TIMEOUT, async (context) => {
  const shop = await repository(context)
  const { masks } = await shop.up(shop.github.open(13))
  assert.ok(masks.some((mask) => /^postgres(ql)?:/.test(mask)), 'no URL is masked')
})

/** A project in a repository on GitHub, whose workflows can be run. */
async function repository(context) {
  const folder = project(context, { manager: 'npm', vercel: false })
  const migration = join(folder, 'prisma/migrations/20261101000000_orders')
  mkdirSync(migration, { recursive: true })
  writeFileSync(join(migration, 'migration.sql'), SHOP)
  const github = await startGitHub({ token: TOKEN })
  context.after(() => github.stop())
  const contexts = {
    github: { repository: github.job.GITHUB_REPOSITORY, token: TOKEN },
    secrets: { NEON_API_KEY: neon.key },
    vars: { NEON_PROJECT_ID: neon.project },
  }
  const programs = tools(folder)
  const env = { ...github.job, PATH: `${programs}:${PATH}`, HOME: folder, SKATE_ENV_POSTGRES_BIN: POSTGRES, GITHUB_API_URL: github.url }
  const run = async (file, name, event, onSpawn, more = {}) => {
    const secrets = event.pull_request?.head.repo.id === event.repository?.id ? contexts.secrets : {}
    const options = { event, name, contexts: { ...contexts, secrets }, env: { ...env, ...more }, folder, onSpawn }
    const [job] = await runWorkflow(join(folder, `${PREFIX}${file}.yml`), options)
    if (job) showsNoSecret(job, github.comments)
    return job
  }
  const remote = { NEON_API_HOST: neon.host }
  return {
    github,
    up: (event, onSpawn) => run('', 'pull_request', event, onSpawn, remote),
    down: (event) => run('-closed', 'pull_request', event, undefined, remote),
    sweep: () => run('-sweep', 'schedule', {}, undefined, remote),
    /** Stops what a job started on the runner. */
    stopLocal: () => execFileSync(COMMAND, ['local', 'stop', '--quiet'], { cwd: folder, env, stdio: 'ignore' }),
  }
}

/** Nothing that a job shows or hands on is a secret, but in the lines that mask it. */
function showsNoSecret({ id, log, masks, summary, env, outputs }, comments) {
  const shown = log.replaceAll(/^::add-mask::.*$/gm, '') + summary + JSON.stringify([env, outputs, comments])
  for (const secret of [TOKEN, neon.key, ...masks]) assert.ok(!shown.includes(secret), `${id} shows a secret`)
}

/** `npm ci` has nothing to install here, and `npx` finds the command that is tested. */
function tools(folder) {
  const programs = join(folder, 'programs')
  mkdirSync(programs)
  const program = (name, script) => {
    writeFileSync(join(programs, name), `#!/bin/sh\n${script}\n`)
    chmodSync(join(programs, name), 0o755)
  }
  program('npm', '[ "$1" = ci ]')
  program('npx', `while [ "\${1#-}" != "$1" ]; do shift; done\nshift\nexec "${COMMAND}" "$@"`)
  return programs
}

/** Neon on this machine, with one project. */
async function startNeon() {
  const folder = mkdtempSync(join(tmpdir(), 'skate-env-neon-'))
  chmodSync(folder, 0o755) // servers of root run as somebody else
  mkdirSync(join(folder, '.git'))
  const env = { PATH, HOME, SKATE_ENV_POSTGRES_BIN: POSTGRES }
  const command = (words) => execFileSync(COMMAND, words.split(' '), { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const started = JSON.parse(command('local start --output json'))
  command('branch create staging --no-switch --quiet')
  const branch = async (name) => {
    const headers = { authorization: `Bearer ${started.api_key}` }
    const reply = await fetch(`${started.api_host}/projects/${started.project_id}/branches`, { headers })
    const { branches } = await reply.json()
    return branches.find((it) => it.name === name)
  }
  return {
    host: started.api_host,
    key: started.api_key,
    project: started.project_id,
    branch,
    stop() {
      command('local stop --quiet')
      rmSync(folder, { recursive: true })
    },
  }
}
