import { withSkateEnv } from 'skate-env/next'

export default withSkateEnv(async () => ({
  output: process.env.STANDALONE ? 'standalone' : undefined,
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
}))
