import { resolveDatabase } from "skate-env";
import { seedDevelopment } from "./seed/development";
import { seedStaging } from "./seed/staging";
import { prisma } from "../lib/prisma";

const SEEDS: Partial<Record<string, () => Promise<void>>> = {
  development: seedDevelopment,
  testing: seedDevelopment,
  staging: seedStaging,
  preview: seedStaging,
};

const { environment } = resolveDatabase();
const seed = SEEDS[environment];

if (seed) {
  await seed();
  console.log(`Seeded ${environment}: ${await prisma.study.count()} studies.`);
  await prisma.$disconnect();
} else {
  console.error(`Refused to seed ${environment}: its rows are real.`);
  process.exitCode = 1;
}
