import { PrismaPg } from "@prisma/adapter-pg";
import { defineConfig } from "prisma/config";
import { prismaDatasource } from "skate-env";

export default defineConfig({
  schema: "prisma/schema.prisma",
  experimental: { adapter: true },
  engine: "js",
  adapter: async () => new PrismaPg({ connectionString: prismaDatasource().url }),
});
