'use strict'

// `skate-env/testing`: a database for one test, beside that of its file.
const { TestDatabase } = require('./database.cjs')
const { testDatabase } = require('./session.cjs')

module.exports = { testDatabase, TestDatabase }
