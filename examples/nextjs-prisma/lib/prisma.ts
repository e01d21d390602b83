import { PrismaPg } from "@prisma/adapter-pg";
import { getDatabaseUrl } from "skate-env";
import { PrismaClient } from "../generated/prisma/client";

const globalForPrisma = globalThis as unknown as { prisma?: PrismaClient };

export const prisma =
  globalForPrisma.prisma ??
  new PrismaClient({ adapter: new PrismaPg({ connectionString: getDatabaseUrl() }) });

// The development server reloads modules: keep one connection pool.
if (process.env.NODE_ENV !== "production") globalForPrisma.prisma = prisma;
