--- bad: error 1
DELETE FROM "User";
--- bad: error 1
DELETE FROM a USING b;
--- bad: error 2
WITH gone AS (
  DELETE FROM a RETURNING *) INSERT INTO b SELECT * FROM gone;
--- bad: error 2, another table
CREATE TABLE b (id int);
DELETE FROM a;
--- good
DELETE FROM "User" WHERE id = 1;
--- good: a table of the same file
CREATE TABLE "shop"."a" (id int);
INSERT INTO "shop"."a" VALUES (1);
DELETE FROM "shop"."a";
--- good: what happens when a row goes
ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES c ON DELETE CASCADE;
--- good: silenced
/* squawk-ignore-file delete-without-where */
DELETE FROM "User";
