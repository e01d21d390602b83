'use strict'

// The start-up path is this file and the addon; the rest is loaded when it is needed. Reading and
// compiling one more file costs half as much as loading the addon.

/** A refusal: a stable code, a sentence, what to do. Holds no secret. */
class SkateEnvError extends Error {
  constructor({ message, code, hint, environment, variable, problems, neon }, options) {
    super(message, options)
    this.code = code
    this.hint = hint
    this.environment = environment
    this.variable = variable
    this.problems = problems
    if (neon !== undefined) this.neon = neon
  }

  get name() {
    return 'SkateEnvError'
  }
}

const binding = loadBinding()

const OPTIONS = {
  environment: 'string',
  purpose: 'string',
  consent: 'string',
  production: 'string or array of strings',
  directory: 'string',
  variables: 'object',
}
const NO_OPTIONS = Object.freeze({})
const CACHE_LIMIT = 64

/** `skate-env.toml` by directory. */
const policies = new Map()
/** Resolutions from `process.env` by options. */
const resolutions = new Map()
const emittedWarnings = new Set()

/** The URLs of a database as private fields: `inspect`, `JSON.stringify` and `String` hide them. */
class DatabaseUrls {
  #url
  #directUrl

  constructor({ url, directUrl, ...printable }) {
    this.#url = url
    this.#directUrl = directUrl
    Object.assign(this, printable)
    Object.freeze(this)
  }

  url() {
    return this.#url
  }

  directUrl() {
    return this.#directUrl
  }

  toString() {
    return this.redactedUrl
  }
}

/** A database and how it was found. */
class ResolvedDatabase extends DatabaseUrls {
  constructor({ dependsOn, ...resolution }) {
    super(resolution)
  }
}

/** The URLs of a Neon branch, with the role and database that they use. */
class BranchConnection extends DatabaseUrls {}

function getDatabaseUrl(options) {
  return emitWarnings(resolveCached(options)).url
}

function getDirectUrl(options) {
  return emitWarnings(resolveCached(options, 'migrate')).url
}

function resolveDatabase(options) {
  return new ResolvedDatabase(resolveCached(options))
}

/** Connects to the database and asks it for its identity; loads the addon with network code. */
async function verifyDatabase(options) {
  return require('./verify.cjs').verifyDatabase(options, FACADE)
}

function prismaDatasource(options) {
  return require('./prisma.cjs').prismaDatasource(options, FACADE)
}

/** Neon's branches. The first call loads their code and the addon with network code. */
const branches = Object.freeze({
  list: (options) => callBranches('list', options),
  create: (options) => callBranches('create', options),
  reset: (options) => callBranches('reset', options),
  delete: (options) => callBranches('delete', options),
  connection: (options) => callBranches('connection', options),
})

async function callBranches(action, options) {
  return require('./branches.cjs').callBranches(action, options, FACADE)
}

/** The last resolution, if no variable that it depends on (unset ones included) has changed. */
function resolveCached(options = NO_OPTIONS, purpose = undefined) {
  if (options !== NO_OPTIONS) checkOptions(options, OPTIONS)
  const directory = directoryOf(options)
  if (options.variables !== undefined) {
    return resolve(options, purpose, directory, options.variables).resolution
  }
  const key = options === NO_OPTIONS ? (purpose ?? '') : cacheKey(options, purpose)
  const cached = resolutions.get(key)
  const variables = process.env
  if (cached !== undefined && cached.directory === directory && isCurrent(cached, variables)) {
    return cached.resolution
  }
  if (resolutions.size >= CACHE_LIMIT) resolutions.clear()
  const entry = resolve(options, purpose, directory, variables)
  resolutions.set(key, entry)
  return entry.resolution
}

function isCurrent({ names, values }, variables) {
  for (let index = 0; index < names.length; index++) {
    if (variables[names[index]] !== values[index]) return false
  }
  return true
}

function cacheKey({ environment, purpose, consent, production }, defaultPurpose) {
  return JSON.stringify([environment, purpose ?? defaultPurpose, consent, production])
}

function resolve(options, purpose, directory, variables) {
  const { policy, names } = policyOf(directory)
  const values = []
  for (let index = 0; index < names.length; index++) values.push(variables[names[index]])
  const texts = variables === process.env ? values : values.map(toText)
  const resolution = valueOrThrow(policy.resolve(texts, toRequest(options, purpose)))
  const { dependsOn } = resolution
  const pick = (list) => dependsOn.map((index) => list[index])
  return { resolution, directory, names: pick(names), values: pick(values) }
}

/** The options that the addon takes. */
function toRequest({ environment, purpose, consent, production }, defaultPurpose) {
  const pins = typeof production === 'string' ? production.split(',') : production
  return { environment, purpose: purpose ?? defaultPurpose, consent, production: pins }
}

/** `process.env` holds strings only; the option `variables` may hold anything. */
function toText(value) {
  return value === undefined || typeof value === 'string' ? value : String(value)
}

/** `skate-env.toml`, read once for each directory. */
function policyOf(directory) {
  const cached = policies.get(directory)
  if (cached !== undefined) return cached
  const policy = valueOrThrow(binding.loadPolicy(directory))
  const entry = { policy, names: policy.names() }
  policies.set(directory, entry)
  return entry
}

/** The addon returns errors as data. */
function valueOrThrow(outcome) {
  if (outcome.failure !== undefined) throw new SkateEnvError(outcome.failure)
  return outcome
}

function checkOptions(options, known) {
  if (typeof options !== 'object' || options === null) throwInvalidOption(options)
  for (const name in options) {
    const value = options[name]
    if (value === undefined || typeof value === known[name]) continue
    if (name === 'production' && (isText(value) || (Array.isArray(value) && value.every(isText)))) continue
    throwInvalidOption(options, name, known)
  }
}

function directoryOf({ directory }) {
  return directory === undefined ? process.cwd() : require('node:path').resolve(directory)
}

function isText(value) {
  return typeof value === 'string'
}

function throwInvalidOption(...option) {
  throw new SkateEnvError(require('./options.cjs').invalidOption(binding, ...option))
}

/** Emits each warning once in a process. */
function emitWarnings(resolution) {
  for (const { code, message, hint, variable, file, line } of resolution.warnings) {
    const key = `${code} ${variable} ${message}`
    if (emittedWarnings.has(key)) continue
    emittedWarnings.add(key)
    const text = file === undefined ? message : `${message} (${file}:${line})`
    process.emitWarning(text, { type: 'SkateEnvWarning', code, detail: hint })
  }
  return resolution
}

/**
 * Loads the addon from where npm usually installs it, without the search of `require`, which takes
 * a third of the start-up time. The generated loader searches everywhere else, and tells bundlers
 * which files belong to the package.
 */
function loadBinding() {
  const platform = {
    'linux x64': 'linux-x64-gnu',
    'linux arm64': 'linux-arm64-gnu',
    'darwin arm64': 'darwin-arm64',
    'win32 x64': 'win32-x64-msvc',
  }[`${process.platform} ${process.arch}`]
  try {
    const addon = { exports: {} }
    process.dlopen(addon, `${__dirname}/../../@skate-env/node-${platform}/skate-env.${platform}.node`)
    return addon.exports
  } catch {}
  try {
    return require('./binding.cjs')
  } catch (cause) {
    throw new SkateEnvError(require('./refusal.cjs').notLoaded(), { cause })
  }
}

/** What the files that load on first use need from this one. */
const FACADE = {
  OPTIONS,
  BranchConnection,
  SkateEnvError,
  checkOptions,
  directoryOf,
  emitWarnings,
  policyOf,
  toRequest,
  toText,
  valueOrThrow,
}

module.exports = {
  getDatabaseUrl,
  getDirectUrl,
  resolveDatabase,
  verifyDatabase,
  prismaDatasource,
  branches,
  ResolvedDatabase,
  SkateEnvError,
}
