'use strict'

const { ask } = require('./network.cjs')

const COMMON = {
  apiKey: 'string',
  apiHost: 'string',
  projectId: 'string',
  directory: 'string',
  variables: 'object',
  signal: 'object',
}
const BRANCH = { name: 'string', id: 'string', production: 'string or array of strings' }
const OF_VERB = {
  list: {},
  create: {
    name: 'string',
    class: 'string',
    owner: 'string',
    reason: 'string',
    source: 'string',
    maxAgeSeconds: 'number',
    resetWhenStale: 'boolean',
    production: 'string or array of strings',
    plan: 'boolean',
  },
  reset: { ...BRANCH, parent: 'string', plan: 'boolean' },
  delete: { ...BRANCH, plan: 'boolean' },
  connection: { ...BRANCH, environment: 'string' },
}
/** The variable that speaks where an option does not. */
const VARIABLES = {
  apiKey: 'NEON_API_KEY',
  apiHost: 'NEON_API_HOST',
  projectId: 'NEON_PROJECT_ID',
}

/** How a branch is reached. The URLs are private: nothing that prints it shows them. */
class BranchConnection {
  #url
  #directUrl

  constructor({ url, directUrl, ...rest }) {
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

/** Asks Neon. */
async function call(verb, options = {}, facade) {
  facade.check(options, { ...COMMON, ...OF_VERB[verb] })
  const asked = question(verb, options, facade)
  const { answer, connection } = await ask('call', asked, options.signal, facade)
  if (connection === undefined) return answer
  const reached = new BranchConnection(connection)
  return verb === 'connection' ? reached : { ...answer, connection: reached }
}

function question(verb, { signal, variables = process.env, ...options }, facade) {
  const asked = { ...options, verb, directory: facade.directoryOf(options) }
  for (const option in VARIABLES) {
    // An empty variable is none, as everywhere.
    asked[option] ??= facade.text(variables[VARIABLES[option]]) || undefined
  }
  // The pins of the call are added to the variable's.
  const given = [options.production, facade.text(variables.SKATE_ENV_PRODUCTION)]
  asked.production = given.flat().filter((pins) => pins !== undefined).flatMap((pins) => pins.split(','))
  return asked
}

module.exports = { call }
