import helper from './node.cjs'

export const { setUp } = helper
