'use strict'

// The options of the test helpers, as the addon takes them. Functions stay in the process that has
// the configuration: other processes know them by their key.
const { existsSync } = require('node:fs')
const { createRequire } = require('node:module')
const { dirname, join, resolve } = require('node:path')
const { SkateEnvError } = require('./facade.cjs')
const { refusal } = require('../refusal.cjs')

const OPTIONS = ['migrate', 'seed', 'per', 'extensions', 'pool', 'directory', 'stepTimeoutSeconds']
const PER = ['file', 'test']
/** Programs that run a seed, by the ending of its file. */
const RUNNERS = { '.js': [], '.cjs': [], '.mjs': [], '.ts': ['--import', 'tsx'], '.mts': ['--import', 'tsx'], '.cts': ['--import', 'tsx'] }

/** The request of a database, and the functions among its steps by their index. */
function toRequest(options) {
  const { directory, migrate, seed, extensions, pool, stepTimeoutSeconds } = options
  const given = [migrate, seed].flat().filter((step) => step !== undefined && step !== null)
  const kinds = given.map((step) => toStep(step, directory))
  const functions = kinds.map(({ run }) => run)
  const steps = kinds.map(({ run, ...step }) => step)
  return { request: { directory, steps, extensions, pool, stepTimeoutSeconds }, functions }
}

/** Checks the options, and names what would be guessed. */
function checked(options = {}) {
  for (const name in options) {
    if (!OPTIONS.includes(name)) throw invalid(`There is no option \`${name}\`.`, `Use one of ${OPTIONS.join(', ')}.`)
  }
  const directory = resolve(options.directory ?? process.cwd())
  const per = options.per ?? 'file'
  if (!PER.includes(per)) throw invalid('The option `per` is neither `file` nor `test`.', 'Use one of both.')
  return { ...options, directory, per }
}

function toStep(step, directory) {
  if (step === 'prisma') return prisma(directory)
  if (step === 'drizzle') return { kind: 'drizzle', path: 'drizzle' }
  if (typeof step === 'function') return { kind: 'function', key: String(step), run: step }
  if (typeof step === 'string') return step.endsWith('.sql') || !/\.[cm]?[jt]s$/.test(step) ? { kind: 'sql', path: step } : script(step, directory)
  if (typeof step?.run === 'function') return { kind: 'function', key: step.key ?? String(step.run), run: step.run }
  if (step?.kind !== undefined) return step
  if (Array.isArray(step?.command)) return { kind: 'command', command: step.command, inputs: step.inputs ?? [] }
  throw invalid(
    'A step of `migrate` or `seed` is of no known kind.',
    "Use 'prisma', 'drizzle', a path, a function, or { command: [...], inputs: [...] }.",
  )
}

/** Prisma's own CLI where it is installed; its SQL and its rows otherwise. */
function prisma(directory) {
  const path = ['prisma/migrations', 'migrations'].find((path) => existsSync(join(directory, path)))
  if (path === undefined) {
    throw invalid('There is no folder `prisma/migrations`.', 'Run `prisma migrate dev`, or name another step in `migrate`.')
  }
  const cli = installed('prisma/package.json', directory)
  if (cli === undefined) return { kind: 'prisma', path }
  const config = ['prisma.config.ts', 'prisma.config.mjs', 'prisma.config.js'].filter((name) => existsSync(join(directory, name)))
  const command = [process.execPath, join(dirname(cli), 'build/index.js'), 'migrate', 'deploy']
  return { kind: 'command', command, inputs: [path, ...config] }
}

/** A script runs in Node.js; TypeScript needs tsx, as Prisma's seeds do. */
function script(path, directory) {
  const ending = path.slice(path.lastIndexOf('.'))
  const runner = RUNNERS[ending]
  if (runner.length > 0 && installed('tsx/package.json', directory) === undefined) {
    throw invalid(`The seed ${path} is TypeScript, and tsx is not installed.`, 'Run `npm install --save-dev tsx`, or write the seed in JavaScript or SQL.')
  }
  // With what lies beside it: a seed imports its parts from there.
  const folder = dirname(path)
  return { kind: 'command', command: [process.execPath, ...runner, path], inputs: [folder === '.' ? path : folder] }
}

function installed(name, directory) {
  try {
    return createRequire(join(directory, 'package.json')).resolve(name)
  } catch {
    return undefined
  }
}

/** The options for other processes, as text: functions are left with their key. */
function toText(options) {
  const { request } = toRequest(options)
  const { steps, ...rest } = request
  return JSON.stringify({ ...rest, per: options.per, migrate: steps })
}

function invalid(message, hint) {
  return new SkateEnvError(refusal('invalid_config', message, hint))
}

module.exports = { checked, invalid, toRequest, toText }
