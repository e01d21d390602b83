import skateEnv = require('skate-env')

export const url: string = skateEnv.getDirectUrl({ directory: '.' })

import jest = require('skate-env/testing/jest')
export const files: string[] = jest.skateEnv({ migrate: 'prisma' }).setupFilesAfterEnv

import observe = require('skate-env/observe')
export const observePool: (pool: observe.ObservablePool) => observe.PoolObservation = observe.observePool
