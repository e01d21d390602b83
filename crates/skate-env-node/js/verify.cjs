'use strict'

// `verifyDatabase`: connects to the database and checks its identity against the pins.
const { callAddon } = require('./network.cjs')

const VERIFY_OPTIONS = { timeoutSeconds: 'number', signal: 'object' }

async function verifyDatabase(options = {}, facade) {
  facade.checkOptions(options, { ...facade.OPTIONS, ...VERIFY_OPTIONS })
  const directory = facade.directoryOf(options)
  const { names } = facade.policyOf(directory)
  const { signal, timeoutSeconds, variables: given = process.env } = options
  const texts = names.map((name) => [name, facade.toText(given[name])])
  const variables = Object.fromEntries(texts.filter(([, value]) => value !== undefined))
  const request = { ...facade.toRequest(options), directory, variables, timeoutSeconds }
  const { answer } = await callAddon('verify', request, signal, facade)
  return Object.freeze(answer)
}

module.exports = { verifyDatabase }
