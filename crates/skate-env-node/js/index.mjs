import skateEnv from './index.cjs'

export const {
  getDatabaseUrl,
  getDirectUrl,
  resolveDatabase,
  prismaDatasource,
  ResolvedDatabase,
  SkateEnvError,
} = skateEnv
