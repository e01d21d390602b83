'use strict'

const { ask } = require('./network.cjs')

const OWN = { timeoutSeconds: 'number', signal: 'object' }

/** Asks the database that these options lead to who it is. */
async function verifyDatabase(options = {}, facade) {
  facade.check(options, { ...facade.OPTIONS, ...OWN })
  const directory = facade.directoryOf(options)
  const { names } = facade.policyOf(directory)
  const { signal, timeoutSeconds, variables = process.env } = options
  const set = names.map((name) => [name, facade.text(variables[name])])
  const known = Object.fromEntries(set.filter(([, value]) => value !== undefined))
  const question = { ...facade.request(options), directory, variables: known, timeoutSeconds }
  const { answer } = await ask('verify', question, signal, facade)
  return Object.freeze(answer)
}

module.exports = { verifyDatabase }
