import helper from './vitest.cjs'

export const { skateEnv } = helper
