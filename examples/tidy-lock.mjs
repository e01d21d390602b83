// Removes hashes of our own tarballs and optional packages that are not locked from an example's lock
// file, so that it works with every build: `npm ci` fails on both. Run it in an example, after `npm install`: node ../tidy-lock.mjs
import { readFileSync, writeFileSync } from "node:fs";

const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
for (const entry of Object.values(lock.packages)) {
  if (entry.resolved?.startsWith("file:")) delete entry.integrity;
  for (const name of Object.keys(entry.optionalDependencies ?? {})) {
    if (!lock.packages[`node_modules/${name}`]) delete entry.optionalDependencies[name];
  }
}
writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
