'use strict'

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

let addon

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

/** Asks Neon, in the second addon, which is loaded now if it was not. */
async function call(verb, options = {}, facade) {
  facade.check(options, { ...COMMON, ...OF_VERB[verb] })
  const { signal } = options
  signal?.throwIfAborted()
  addon ??= require('./neon-binding.cjs').load(facade)
  const token = new addon.Token()
  const text = await raced(addon.call(JSON.stringify(question(verb, options, facade)), token), signal, token)
  const { answer, connection } = facade.unwrap(JSON.parse(text))
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

/** Whatever comes first: the answer, or the signal, after which Rust sends nothing more. */
function raced(answer, signal, token) {
  if (signal == null) return answer
  return new Promise((resolve, reject) => {
    const abort = () => {
      token.cancel()
      reject(signal.reason)
    }
    signal.addEventListener('abort', abort, { once: true })
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

module.exports = { call }
