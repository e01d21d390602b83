import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@prisma/client";
import { getDatabaseUrl } from "skate-env";

const prisma = new PrismaClient({
  adapter: new PrismaPg({ connectionString: getDatabaseUrl() }),
});

const [{ database }] = await prisma.$queryRaw`SELECT current_database()::text AS database`;
console.log(`Prisma 6 uses ${database}, which has ${await prisma.user.count()} users.`);
await prisma.$disconnect();
