'use strict'

const { relative, resolve, sep } = require('node:path')
const { SkateEnvError } = require('./index.cjs')
const { loadPolicy } = require('./binding.cjs')

const PACKAGE = 'skate-env'
const EVERY_ROUTE = '/**'

/**
 * Next.js configuration with skate-env in it: the addon stays outside the bundles, and
 * skate-env.toml travels with them. Refuses a policy that cannot be used.
 */
function withSkateEnv(config = {}, { directory = process.cwd() } = {}) {
  const policy = loadPolicy(resolve(directory))
  if (policy.failure !== undefined) throw new SkateEnvError(policy.failure)
  const extend = (own) => extended(own ?? {}, directory, policy.path)
  if (typeof config !== 'function') return extend(config)
  return async (...phase) => extend(await config(...phase))
}

function extended(config, directory, file) {
  const external = [...new Set([...(config.serverExternalPackages ?? []), PACKAGE])]
  const result = { ...config, serverExternalPackages: external }
  if (file !== null) {
    const includes = config.outputFileTracingIncludes ?? {}
    const everywhere = [...(includes[EVERY_ROUTE] ?? []), glob(directory, file)]
    result.outputFileTracingIncludes = { ...includes, [EVERY_ROUTE]: everywhere }
  }
  return result
}

/** Globs have forward slashes on every system. */
function glob(directory, file) {
  const path = relative(directory, file).split(sep).join('/')
  return path.startsWith('.') ? path : `./${path}`
}

module.exports = { withSkateEnv }
