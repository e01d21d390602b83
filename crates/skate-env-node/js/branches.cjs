'use strict'

// `branches`: list, create, reset and delete the branches of a Neon project, and connect to one.
const { callAddon } = require('./network.cjs')

const COMMON_OPTIONS = {
  apiKey: 'string',
  apiHost: 'string',
  projectId: 'string',
  directory: 'string',
  variables: 'object',
  signal: 'object',
}
const BRANCH_OPTIONS = { name: 'string', id: 'string', production: 'string or array of strings' }
const ACTION_OPTIONS = {
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
  reset: { ...BRANCH_OPTIONS, parent: 'string', plan: 'boolean' },
  delete: { ...BRANCH_OPTIONS, plan: 'boolean' },
  connection: { ...BRANCH_OPTIONS, environment: 'string' },
}
/** The variable that is read where an option is not given. */
const OPTION_VARIABLES = {
  apiKey: 'NEON_API_KEY',
  apiHost: 'NEON_API_HOST',
  projectId: 'NEON_PROJECT_ID',
}

/** Runs one action of `branches` in the addon and converts its answer. */
async function callBranches(action, options = {}, facade) {
  facade.checkOptions(options, { ...COMMON_OPTIONS, ...ACTION_OPTIONS[action] })
  const request = toRequest(action, options, facade)
  const { answer, connection } = await callAddon('branches', request, options.signal, facade)
  if (connection === undefined) return answer
  const opened = new facade.BranchConnection(connection)
  return action === 'connection' ? opened : { ...answer, connection: opened }
}

function toRequest(action, { signal, variables = process.env, ...options }, facade) {
  const request = { ...options, action, directory: facade.directoryOf(options) }
  for (const option in OPTION_VARIABLES) {
    // An empty variable counts as unset, as everywhere.
    request[option] ??= facade.toText(variables[OPTION_VARIABLES[option]]) || undefined
  }
  // Pins of the call are added to those of the variable.
  const pins = [options.production, facade.toText(variables.SKATE_ENV_PRODUCTION)]
  request.production = pins.flat().filter((pin) => pin !== undefined).flatMap((pin) => pin.split(','))
  return request
}

module.exports = { callBranches }
