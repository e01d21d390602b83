// For the native query engine: needs a schema without `engineType = "client"`. Not tested, see README.md.
import { PrismaClient } from "@prisma/client";
import { getDatabaseUrl } from "skate-env";

const prisma = new PrismaClient({ datasources: { db: { url: getDatabaseUrl() } } });

console.log(`${await prisma.user.count()} users.`);
await prisma.$disconnect();
