// Vitest's `test` and `expect` are globals here, so that two major versions can run this file.
import shared from './shared.cjs'

shared(test, expect)
