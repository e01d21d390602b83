// Helpers of the tests.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A password that must appear in no output. */
export const CANARY = 'c4n4ry-s3cret'
export const PACKAGE = fileURLToPath(new URL('..', import.meta.url))
export const LOCAL = `postgresql://app:${CANARY}@localhost:5432/shop`
export const PRODUCTION =
  `postgresql://app:${CANARY}@ep-cool-darkness-123456.eu-central-1.aws.neon.tech/shop?sslmode=require`

/** A temporary folder that is deleted after the test. */
export function folder(test) {
  const path = mkdtempSync(join(tmpdir(), 'skate-env-'))
  test.after(() => rmSync(path, { recursive: true, force: true }))
  return path
}

/** Runs a program with PATH, HOME and the given variables. */
export function run(program, commandLine, { variables = {}, ...options } = {}) {
  const { PATH, HOME } = process.env
  return new Promise((resolve, reject) => {
    const child = spawn(program, commandLine, { env: { PATH, HOME, ...variables }, stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (text) => (stdout += text))
    child.stderr.on('data', (text) => (stderr += text))
    child.on('error', reject)
    child.on('close', (status) => resolve({ status, stdout, stderr }))
  })
}

/** Runs JavaScript (CommonJS) in a new process. */
export function node(source, options) {
  return run(process.execPath, ['-e', source], { cwd: PACKAGE, ...options })
}
