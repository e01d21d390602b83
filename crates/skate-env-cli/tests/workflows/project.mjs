// A project with the workflows that `init --github` writes.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const { COMMAND, ZIZMOR, PATH } = process.env
assert.ok(COMMAND && ZIZMOR, '`cargo xtask test workflows` sets them')

/** This repository. */
export const ROOT = fileURLToPath(new URL('../../../..', import.meta.url))

/** Gives the folder, which is removed after the test. */
export function project(context, { manager, vercel }) {
  const folder = mkdtempSync(join(tmpdir(), 'skate-env-workflows-'))
  context.after(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'shop', packageManager: `${manager}@10.0.0` }))
  if (vercel) mkdirSync(join(folder, '.vercel'))
  git(folder, 'init', '--quiet', '--initial-branch=main')
  commit(folder)
  project.init(folder)
  commit(folder)
  return folder
}

project.init = (folder) => {
  const words = ['init', '--yes', '--no-production', '--github', '--force', '--quiet']
  const { status, stderr } = spawnSync(COMMAND, words, { cwd: folder, env: { PATH, HOME: folder }, encoding: 'utf8' })
  assert.equal(status, 0, stderr)
}

function commit(folder) {
  git(folder, 'add', '--all')
  git(folder, '-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '--quiet', '--message', 'all')
}

function git(folder, ...words) {
  execFileSync('git', words, { cwd: folder, env: { PATH, HOME: folder }, stdio: 'ignore' })
}
