import skateEnv from './index.cjs'

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
