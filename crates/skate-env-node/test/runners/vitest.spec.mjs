import { expect, test } from 'vitest'

import shared from './shared.cjs'

shared(test, expect)
