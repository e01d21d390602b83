'use strict'

/** The datasource for prisma.config.ts, by the command that Prisma was started with. */
function prismaDatasource(options = {}, facade) {
  facade.check(options, { ...facade.OPTIONS, shadowDatabaseUrl: 'string' })
  const { policy } = facade.policyOf(facade.directoryOf(options))
  const { shadowDatabaseUrl } = options
  const variables = texts(options.variables ?? process.env)
  const { resolution, assignments, damage } = facade.unwrap(
    policy.resolveForPrisma(variables, facade.request(options), process.argv, shadowDatabaseUrl),
  )
  facade.announce({ warnings: [...damage, ...resolution.warnings] })
  if (options.variables === undefined) exportVariables(assignments)
  return { url: resolution.url, ...(shadowDatabaseUrl !== undefined && { shadowDatabaseUrl }) }
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
