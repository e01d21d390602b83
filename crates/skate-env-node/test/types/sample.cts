import skateEnv = require('skate-env')

export const url: string = skateEnv.getDirectUrl({ directory: '.' })
