// Preloaded by Prism's process: says on standard error what an answer says of itself in its header
// `sl-violations`, which Prism does not log.

import { ServerResponse } from 'node:http'

const { setHeader } = ServerResponse.prototype
ServerResponse.prototype.setHeader = function (name, value) {
  if (name.toLowerCase() === 'sl-violations') {
    console.error(`sl-violations of ${this.req.method} ${this.req.url}: ${value}`)
  }
  return setHeader.call(this, name, value)
}
