'use strict'

// A test database, and the variables of the process that uses it.
const { callAddon } = require('../network.cjs')
const { SkateEnvError, testing: facade } = require('./facade.cjs')
const { toRequest } = require('./options.cjs')
const { refusal } = require('../refusal.cjs')

/** They would lead a driver away from the URL. */
const LIBPQ_VARIABLES = ['PGHOST', 'PGHOSTADDR', 'PGPORT', 'PGSERVICE', 'PGOPTIONS', 'PGDATABASE', 'PGUSER', 'PGPASSWORD']

/** A database that no other test has. Printing it shows no password. */
class TestDatabase {
  #number
  #url
  #ended = false

  constructor({ answer, connection }) {
    this.#number = answer.database
    this.#url = connection.url
    this.name = answer.name
  }

  get url() {
    return this.#url
  }

  /** The same URL: there is no pooler in between. */
  get directUrl() {
    return this.#url
  }

  /** Gives it the content of the template again; the URL stays, and its sessions are ended. */
  async reset() {
    await call({ action: 'reset', database: this.#number })
  }

  /** Keeps it after the test, and returns the line that says how to open it. */
  async keep() {
    if (this.#ended) return ''
    this.#ended = true
    return (await call({ action: 'keep', database: this.#number })).connection.line
  }

  /** Gives it back; it is dropped in the background. */
  async release() {
    if (this.#ended) return
    this.#ended = true
    await call({ action: 'release', database: this.#number })
  }

  async [Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')]() {
    await this.release()
  }
}

/** Creates a database, and runs the functions among the steps of its template if it is not built. */
async function createDatabase(options, label) {
  const { request, functions } = toRequest(options)
  // All: they choose the server, and say which databases are others'.
  const variables = { ...process.env }
  let created = await call({ ...request, action: 'create', variables, label })
  while (created.answer.build !== undefined) {
    const { token, step } = created.answer.build
    const error = await outcomeOf(functions[step], created.connection)
    created = await call({ action: 'built', token, error })
  }
  return { database: new TestDatabase(created), variables: created.connection.variables }
}

async function outcomeOf(step, { url, variables }) {
  if (step === undefined) {
    return 'it can only run in the process that has the configuration; set `globalSetup` up'
  }
  const before = texts(Object.keys(variables))
  try {
    Object.assign(process.env, variables)
    await step({ url, directUrl: url })
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    for (const name in variables) restore(name, before[name])
  }
}

/** The variables that lead nowhere, for a process that has no database yet. */
async function forgottenVariables(directory = process.cwd()) {
  return (await call({ action: 'forget', directory })).connection.variables
}

/** Makes this process use one database, or none. */
function setVariables(variables) {
  for (const name of LIBPQ_VARIABLES) delete process.env[name]
  Object.assign(process.env, variables)
}

function call(request) {
  return callAddon('testing', request, undefined, facade)
}

function texts(names) {
  const set = names.map((name) => [name, process.env[name]]).filter(([, value]) => value !== undefined)
  return Object.fromEntries(set)
}

function restore(name, value) {
  if (value === undefined) delete process.env[name]
  else process.env[name] = value
}

/** The error for a helper that was not set up. */
function notSetUp(message, hint) {
  return new SkateEnvError(refusal('forgotten_test_database', message, hint))
}

module.exports = { TestDatabase, createDatabase, forgottenVariables, notSetUp, setVariables }
