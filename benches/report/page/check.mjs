// Looks at a report in headless Chromium, light and dark, at 1280 and 400 pixels: contrast and the other rules
// of axe-core, no request, no script that ran, a size within its limit; and takes pictures.
//
//   skate-env report --html page.html
//   cd FOLDER && npm install --no-save axe-core@4 puppeteer-core@24
//   node benches/report/page/check.mjs page.html FOLDER [PICTURES]
//
// Not in CI: Chromium is large. `CHROMIUM` names it where it is not in /usr/bin.
import { readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const [page, folder, pictures] = process.argv.slice(2)
if (page === undefined || folder === undefined) throw new Error('usage: check.mjs PAGE FOLDER [PICTURES]')
const require = createRequire(join(resolve(folder), 'package.json'))
const puppeteer = require('puppeteer-core')
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
const MOST_BYTES = 150 * 1024

const faults = []
const size = statSync(page).size
if (size > MOST_BYTES) faults.push(`${size} bytes`)

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
try {
  for (const scheme of ['light', 'dark']) {
    for (const width of [1280, 400]) {
      const tab = await browser.newPage()
      const at = `${scheme} at ${width}`
      const address = pathToFileURL(resolve(page)).href
      tab.on('request', (request) => request.url() === address || faults.push(`${at}: a request to ${request.url()}`))
      tab.on('dialog', async (dialog) => {
        faults.push(`${at}: a script ran`)
        await dialog.dismiss()
      })
      await tab.setViewport({ width, height: 900 })
      await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
      await tab.goto(address, { waitUntil: 'load' })
      if (pictures) await tab.screenshot({ path: join(pictures, `report-${scheme}-${width}.png`), fullPage: true })
      const overflow = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      if (overflow > 0) faults.push(`${at}: the page is ${overflow} pixels too wide`)
      // Over the protocol of the debugger, which the page's policy does not bind.
      await tab.evaluate(axe)
      const { violations, passes } = await tab.evaluate(() => globalThis.axe.run())
      if (!passes.some(({ id }) => id === 'color-contrast')) faults.push(`${at}: contrast was not measured`)
      for (const { id, nodes } of violations) faults.push(`${at}: ${id}: ${nodes.map((it) => it.target).slice(0, 3).join(', ')}`)
      console.log(`${at}: ${passes.length} rules hold, ${violations.length} are broken`)
      await tab.close()
    }
  }
} finally {
  await browser.close()
}
for (const fault of faults) console.error(fault)
process.exitCode = faults.length === 0 ? 0 : 1
