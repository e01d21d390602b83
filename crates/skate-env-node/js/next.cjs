'use strict'

// `skate-env/next`: withSkateEnv() for next.config.
const { relative, resolve, sep } = require('node:path')
const { SkateEnvError } = require('./index.cjs')
const { loadPolicy } = require('./binding.cjs')

const PACKAGE = 'skate-env'
const EVERY_ROUTE = '/**'

/**
 * Adds skate-env to a Next.js configuration: keeps the addon out of bundles, and copies
 * skate-env.toml into the build output. Throws if skate-env.toml is invalid.
 */
function withSkateEnv(config = {}, { directory = process.cwd() } = {}) {
  const policy = loadPolicy(resolve(directory))
  if (policy.failure !== undefined) throw new SkateEnvError(policy.failure)
  const extend = (given) => extendConfig(given ?? {}, directory, policy.path)
  if (typeof config !== 'function') return extend(config)
  return async (...phase) => extend(await config(...phase))
}

function extendConfig(config, directory, file) {
  const external = [...new Set([...(config.serverExternalPackages ?? []), PACKAGE])]
  const result = { ...config, serverExternalPackages: external }
  if (file !== null) {
    const includes = config.outputFileTracingIncludes ?? {}
    const files = [...(includes[EVERY_ROUTE] ?? []), toGlob(directory, file)]
    result.outputFileTracingIncludes = { ...includes, [EVERY_ROUTE]: files }
  }
  return result
}

/** Globs take forward slashes on every system. */
function toGlob(directory, file) {
  const path = relative(directory, file).split(sep).join('/')
  return path.startsWith('.') ? path : `./${path}`
}

module.exports = { withSkateEnv }
