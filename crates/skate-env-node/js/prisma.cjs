'use strict'

const OWN = { shadowDatabaseUrl: 'string', live: 'boolean', timeoutSeconds: 'number' }

/** The datasource for prisma.config.ts, by the command that Prisma was started with. */
function prismaDatasource(options = {}, facade) {
  facade.check(options, { ...facade.OPTIONS, ...OWN })
  const { policy } = facade.policyOf(facade.directoryOf(options))
  const { shadowDatabaseUrl } = options
  const variables = texts(options.variables ?? process.env)
  const { resolution, assignments, damage, writes } = facade.unwrap(
    policy.resolveForPrisma(variables, facade.request(options), process.argv, shadowDatabaseUrl),
  )
  facade.announce({ warnings: [...damage, ...resolution.warnings] })
  if (options.variables === undefined) exportVariables(assignments)
  const datasource = { url: resolution.url, ...(shadowDatabaseUrl !== undefined && { shadowDatabaseUrl }) }
  if (!options.live) return datasource
  const asked = { ...options, environment: resolution.environment, purpose: resolution.purpose }
  return proven(datasource, writes, { ...asked, variables: withFiles(variables, assignments) }, facade)
}

/** The datasource, once the database that may be changed has said who it is. */
async function proven(datasource, writes, { shadowDatabaseUrl, live, ...options }, facade) {
  if (writes) await require('./verify.cjs').verifyDatabase(options, facade)
  return datasource
}

/** What the process and its dotenv files say together; the process comes first. */
function withFiles(variables, assignments) {
  return { ...Object.fromEntries(assignments.map(({ name, value }) => [name, value])), ...variables }
}

function texts(variables) {
  const set = Object.entries(variables).filter(([, value]) => value !== undefined)
  return Object.fromEntries(set.map(([name, value]) => [name, String(value)]))
}

/** As `dotenv/config` does, so that the seed script sees them; but consent is not passed on. */
function exportVariables(assignments) {
  for (const { name, value } of assignments) {
    if (name !== 'SKATE_ENV_CONSENT') process.env[name] ??= value
  }
}

module.exports = { prismaDatasource }
