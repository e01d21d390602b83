import { withSkateEnv } from 'skate-env/next'

export default withSkateEnv(async () => ({
  output: 'standalone',
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
}))
