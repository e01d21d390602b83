import skateEnv from './edge.cjs'

export const {
  getDatabaseUrl,
  getDirectUrl,
  resolveDatabase,
  prismaDatasource,
  branches,
  ResolvedDatabase,
  SkateEnvError,
} = skateEnv
