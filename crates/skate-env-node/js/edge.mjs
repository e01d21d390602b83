import skateEnv from './edge.cjs'

export const {
  getDatabaseUrl,
  getDirectUrl,
  resolveDatabase,
  prismaDatasource,
  ResolvedDatabase,
  SkateEnvError,
} = skateEnv
