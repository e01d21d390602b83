import skateEnv from './index.cjs'

export const {
  getDatabaseUrl,
  getDirectUrl,
  resolveDatabase,
  prismaDatasource,
  branches,
  ResolvedDatabase,
  SkateEnvError,
} = skateEnv
