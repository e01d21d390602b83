--- bad: warning 1
ALTER TABLE a ADD CONSTRAINT b FOREIGN KEY (c) REFERENCES d (id);
--- good: a table of the same file, as Prisma writes it
CREATE TABLE "a" ("c" TEXT NOT NULL);
ALTER TABLE "a" ADD CONSTRAINT "b" FOREIGN KEY ("c") REFERENCES "d"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
