export * from './observe.js'
