import helper from './index.cjs'

export const { testDatabase, TestDatabase } = helper
