import observe from './observe.cjs'

export const { observePool } = observe
