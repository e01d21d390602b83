import skateEnv from './edge.cjs'

export const {
  getDatabaseUrl,
  getDirectUrl,
  resolveDatabase,
  verifyDatabase,
  prismaDatasource,
  branches,
  ResolvedDatabase,
  SkateEnvError,
} = skateEnv
