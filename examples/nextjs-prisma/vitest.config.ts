import { fileURLToPath } from "node:url";
import { skateEnv } from "skate-env/testing/vitest";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [skateEnv({ migrate: "prisma", seed: "prisma/seed.ts" })],
  // The first query of a file loads Prisma's client.
  test: { testTimeout: 30_000 },
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
});
