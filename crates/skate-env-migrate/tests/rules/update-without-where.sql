--- bad: warning 1
UPDATE "User" SET "name" = 'x';
--- bad: warning 1
UPDATE ONLY public."User" AS u SET name = p.name FROM profile p;
--- bad: warning 2, inside of another
WITH gone AS (
  UPDATE a SET b = 1 RETURNING *
) SELECT * FROM gone;
--- bad: warning 2, a table that may have been there
CREATE TABLE IF NOT EXISTS a (b int);
UPDATE a SET b = 1;
--- good
UPDATE "User" SET "name" = 'x' WHERE "name" IS NULL;
--- good: said so
UPDATE "User" SET "name" = 'x' WHERE true;
--- good: a table of the same file
CREATE TABLE "New" AS SELECT * FROM "Old";
UPDATE "New" SET a = 1;
--- good: an upsert
INSERT INTO a (b) VALUES (1) ON CONFLICT (b) DO UPDATE SET b = 2;
--- good: a condition inside
WITH gone AS (UPDATE a SET b = 1 WHERE c RETURNING *) SELECT * FROM gone;
--- good: silenced
-- skate-env-ignore update-without-where -- twelve rows
UPDATE "User" SET "name" = 'x';
