// Reads edited texts, one JSON line each, and answers what three readers make of them.
//   in:  { before: "A=1\n", after: "A=2\n" }
//   out: { before: { A: "1" }, next: { A: "2" }, dotenv: { A: "2" }, node: { A: "2" } }
// What was there before is read without Next.js, which some texts make expand without end.
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
// As in reference.mjs: a text that expands without end gets an answer, not all memory.
const replace = String.prototype.replace;
let replacements = 0;
String.prototype.replace = function (...input) {
  const result = replace.apply(this, input);
  replacements += 1;
  if (replacements > 1_000 || result.length > 20_000) {
    throw new RangeError("the value expands without end");
  }
  return result;
};

const directory = mkdtempSync(join(tmpdir(), "skate-env-written-"));
const file = join(directory, ".env.local");

function readByNext(text) {
  writeFileSync(file, text);
  replacements = 0;
  const quiet = { info() {}, error() {} };
  const { parsedEnv } = next.loadEnvConfig(directory, true, quiet, true);
  return Object.fromEntries(Object.keys(parsedEnv).map((name) => [name, process.env[name]]));
}

try {
  for await (const line of createInterface({ input: process.stdin })) {
    const { before, after } = JSON.parse(line);
    replacements = 0;
    const plain = { before: dotenv.parse(before), dotenv: dotenv.parse(after) };
    const answer = { ...plain, node: parseEnv(after), next: readByNext(after) };
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
} finally {
  rmSync(directory, { recursive: true });
}
