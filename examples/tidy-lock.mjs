// Run after `npm install` in an example: node ../tidy-lock.mjs
// The lock file then fits every build of our own tarballs: no hashes of them, and no word of
// the platform packages that this machine did not build, which `npm ci` would miss.
import { readFileSync, writeFileSync } from "node:fs";

const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
for (const entry of Object.values(lock.packages)) {
  if (!entry.resolved?.startsWith("file:")) continue;
  delete entry.integrity;
  for (const name of Object.keys(entry.optionalDependencies ?? {})) {
    if (!lock.packages[`node_modules/${name}`]) delete entry.optionalDependencies[name];
  }
}
writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
