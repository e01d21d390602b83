import { defineConfig } from "prisma/config";
import { prismaDatasource } from "skate-env";

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations", seed: "node --import tsx prisma/seed.ts" },
  datasource: prismaDatasource(),
});
