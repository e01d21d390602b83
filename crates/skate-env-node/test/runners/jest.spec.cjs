require('./shared.cjs')(test, expect)
