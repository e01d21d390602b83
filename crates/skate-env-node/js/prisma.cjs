'use strict'

// `prismaDatasource`: the datasource of prisma.config.ts, guarded against the running command.
const PRISMA_OPTIONS = { shadowDatabaseUrl: 'string', live: 'boolean', timeoutSeconds: 'number' }

/** The datasource for the Prisma command in `process.argv`. */
function prismaDatasource(options = {}, facade) {
  facade.checkOptions(options, { ...facade.OPTIONS, ...PRISMA_OPTIONS })
  const { policy } = facade.policyOf(facade.directoryOf(options))
  const { shadowDatabaseUrl } = options
  const variables = toTexts(options.variables ?? process.env)
  const { resolution, assignments, damage, writes } = facade.valueOrThrow(
    policy.resolveForPrisma(variables, facade.toRequest(options), process.argv, shadowDatabaseUrl),
  )
  facade.emitWarnings({ warnings: [...damage, ...resolution.warnings] })
  if (options.variables === undefined) exportVariables(assignments)
  const datasource = { url: resolution.url, ...(shadowDatabaseUrl !== undefined && { shadowDatabaseUrl }) }
  if (!options.live) return datasource
  const { environment, purpose } = resolution
  const verification = { ...options, environment, purpose, variables: withFiles(variables, assignments) }
  return verified(datasource, writes, verification, facade)
}

/** The datasource, once the database has proven its identity; a command that only reads skips that. */
async function verified(datasource, writes, { shadowDatabaseUrl, live, ...options }, facade) {
  if (writes) await require('./verify.cjs').verifyDatabase(options, facade)
  return datasource
}

/** The variables of the process and of its dotenv files; the process takes precedence. */
function withFiles(variables, assignments) {
  return { ...Object.fromEntries(assignments.map(({ name, value }) => [name, value])), ...variables }
}

function toTexts(variables) {
  const set = Object.entries(variables).filter(([, value]) => value !== undefined)
  return Object.fromEntries(set.map(([name, value]) => [name, String(value)]))
}

/** Sets variables as `dotenv/config` does, so that a seed script sees them; consent stays out. */
function exportVariables(assignments) {
  for (const { name, value } of assignments) {
    if (name !== 'SKATE_ENV_CONSENT') process.env[name] ??= value
  }
}

module.exports = { prismaDatasource }
