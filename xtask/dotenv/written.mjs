// Reads texts, one JSON line each, and answers what three readers make of them.
//   in:  "A=1\n"
//   out: { next: { A: "1" }, dotenv: { A: "1" }, node: { A: "1" } }
// usage: node written.mjs <directory with @next/env> <directory with dotenv>
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseEnv } from "node:util"; // what `node --env-file` reads with

const [next, dotenv] = ["@next/env", "dotenv"].map((name, index) =>
  createRequire(join(process.argv[2 + index], "package.json"))(name),
);
const directory = mkdtempSync(join(tmpdir(), "skate-env-written-"));
const file = join(directory, ".env.local");

function readByNext(text) {
  writeFileSync(file, text);
  const quiet = { info() {}, error() {} };
  const { parsedEnv } = next.loadEnvConfig(directory, true, quiet, true);
  return Object.fromEntries(Object.keys(parsedEnv).map((name) => [name, process.env[name]]));
}

try {
  for await (const line of createInterface({ input: process.stdin })) {
    const text = JSON.parse(line);
    const answer = { next: readByNext(text), dotenv: dotenv.parse(text), node: parseEnv(text) };
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
} finally {
  rmSync(directory, { recursive: true });
}
