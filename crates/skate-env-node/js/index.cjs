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
const NONE = Object.freeze({})
const MOST_ANSWERS = 64

const policies = new Map()
const answers = new Map()
const announced = new Set()

/** A database and how it was found. The URLs are private: nothing that prints it shows them. */
class ResolvedDatabase {
  #url
  #directUrl

  constructor({ url, directUrl, dependsOn, ...rest }) {
    this.#url = url
    this.#directUrl = directUrl
    Object.assign(this, rest)
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

function getDatabaseUrl(options) {
  return announce(answer(options)).url
}

function getDirectUrl(options) {
  return announce(answer(options, 'migrate')).url
}

function resolveDatabase(options) {
  return new ResolvedDatabase(answer(options))
}

/** Asks the database itself; like `branches`, in the addon that speaks to the network. */
async function verifyDatabase(options) {
  return require('./verify.cjs').verifyDatabase(options, FACADE)
}

function prismaDatasource(options) {
  return require('./prisma.cjs').prismaDatasource(options, FACADE)
}

/** Neon's branches. Their code, and the addon that speaks HTTP, are loaded by the first call. */
const branches = Object.freeze({
  list: (options) => ofBranches('list', options),
  create: (options) => ofBranches('create', options),
  reset: (options) => ofBranches('reset', options),
  delete: (options) => ofBranches('delete', options),
  connection: (options) => ofBranches('connection', options),
})

async function ofBranches(verb, options) {
  return require('./branches.cjs').call(verb, options, FACADE)
}

/** The last answer if every variable it rests on, absent ones included, is what it was. */
function answer(options = NONE, purpose = undefined) {
  if (options !== NONE) check(options, OPTIONS)
  const directory = directoryOf(options)
  if (options.variables !== undefined) {
    return ask(options, purpose, directory, options.variables).resolution
  }
  const key = options === NONE ? (purpose ?? '') : keyOf(options, purpose)
  const known = answers.get(key)
  const variables = process.env
  if (known !== undefined && known.directory === directory && holds(known, variables)) {
    return known.resolution
  }
  if (answers.size >= MOST_ANSWERS) answers.clear()
  const fresh = ask(options, purpose, directory, variables)
  answers.set(key, fresh)
  return fresh.resolution
}

function holds({ names, values }, variables) {
  for (let index = 0; index < names.length; index++) {
    if (variables[names[index]] !== values[index]) return false
  }
  return true
}

function keyOf({ environment, purpose, consent, production }, otherwise) {
  return JSON.stringify([environment, purpose ?? otherwise, consent, production])
}

function ask(options, purpose, directory, variables) {
  const { policy, names } = policyOf(directory)
  const values = []
  for (let index = 0; index < names.length; index++) values.push(variables[names[index]])
  const texts = variables === process.env ? values : values.map(text)
  const resolution = unwrap(policy.resolve(texts, request(options, purpose)))
  const { dependsOn } = resolution
  const pick = (list) => dependsOn.map((index) => list[index])
  return { resolution, directory, names: pick(names), values: pick(values) }
}

/** What the core judges. */
function request({ environment, purpose, consent, production }, otherwise) {
  const pins = typeof production === 'string' ? production.split(',') : production
  return { environment, purpose: purpose ?? otherwise, consent, production: pins }
}

/** `process.env` holds texts only; an object given in its place may hold anything. */
function text(value) {
  return value === undefined || typeof value === 'string' ? value : String(value)
}

/** `skate-env.toml` is read once for each directory. */
function policyOf(directory) {
  const known = policies.get(directory)
  if (known !== undefined) return known
  const policy = unwrap(binding.loadPolicy(directory))
  const fresh = { policy, names: policy.names() }
  policies.set(directory, fresh)
  return fresh
}

function unwrap(outcome) {
  if (outcome.failure !== undefined) throw new SkateEnvError(outcome.failure)
  return outcome
}

function check(options, known) {
  if (typeof options !== 'object' || options === null) refuse(options)
  for (const name in options) {
    const value = options[name]
    if (value === undefined || typeof value === known[name]) continue
    if (name === 'production' && (isText(value) || (Array.isArray(value) && value.every(isText)))) continue
    refuse(options, name, known)
  }
}

function directoryOf({ directory }) {
  return directory === undefined ? process.cwd() : require('node:path').resolve(directory)
}

function isText(value) {
  return typeof value === 'string'
}

function refuse(...what) {
  throw new SkateEnvError(require('./options.cjs').describe(binding, ...what))
}

/** Prints each warning once. */
function announce(resolution) {
  for (const { code, message, hint, variable } of resolution.warnings) {
    const key = `${code} ${variable} ${message}`
    if (announced.has(key)) continue
    announced.add(key)
    process.emitWarning(message, { type: 'SkateEnvWarning', code, detail: hint })
  }
  return resolution
}

/**
 * The usual place first, without the search of `require`: that is a third of the whole start. The
 * generated loader knows the other places, and shows bundlers what belongs to us.
 */
function loadBinding() {
  const usual = {
    'linux x64': 'linux-x64-gnu',
    'linux arm64': 'linux-arm64-gnu',
    'darwin arm64': 'darwin-arm64',
    'win32 x64': 'win32-x64-msvc',
  }[`${process.platform} ${process.arch}`]
  try {
    const addon = { exports: {} }
    process.dlopen(addon, `${__dirname}/../../@skate-env/node-${usual}/skate-env.${usual}.node`)
    return addon.exports
  } catch {}
  try {
    return require('./binding.cjs')
  } catch (cause) {
    throw new SkateEnvError(require('./refusal.cjs').notLoaded(), { cause })
  }
}

/** What the files that are loaded later share. */
const FACADE = {
  OPTIONS,
  SkateEnvError,
  announce,
  check,
  directoryOf,
  policyOf,
  request,
  text,
  unwrap,
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
