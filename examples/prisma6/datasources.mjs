// For the native engine: a schema without `engineType = "client"`. See README.md: not run here.
import { PrismaClient } from "@prisma/client";
import { getDatabaseUrl } from "skate-env";

const prisma = new PrismaClient({ datasources: { db: { url: getDatabaseUrl() } } });

console.log(`${await prisma.user.count()} users.`);
await prisma.$disconnect();
