import helper from './jest.cjs'

export const { skateEnv } = helper
