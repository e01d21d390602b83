--- bad: warning 2, sent one by one it works
ALTER TYPE "Role" ADD VALUE 'OWNER';
ALTER TABLE "User" ALTER COLUMN "role" SET DEFAULT 'OWNER';
--- bad: error 3
BEGIN;
ALTER TYPE "Role" ADD VALUE IF NOT EXISTS 'OWNER' BEFORE 'MEMBER';
UPDATE "User" SET role = 'OWNER' WHERE id = 1;
COMMIT;
--- good: another value
ALTER TYPE "Role" ADD VALUE 'OWNER';
ALTER TABLE "User" ALTER COLUMN "role" SET DEFAULT 'MEMBER';
--- good: several values
ALTER TYPE "Role" ADD VALUE 'OWNER';
ALTER TYPE "Other" ADD VALUE 'OWNER';
ALTER TYPE "Role" ADD VALUE 'GUEST' AFTER 'OWNER';
--- good: a type of the same file
CREATE TYPE "Role" AS ENUM ('MEMBER');
ALTER TYPE "Role" ADD VALUE 'OWNER';
CREATE TABLE a (role "Role" DEFAULT 'OWNER');
--- good: used before
SELECT 'OWNER';
ALTER TYPE "Role" ADD VALUE 'OWNER';
--- good: committed between
BEGIN;
ALTER TYPE "Role" ADD VALUE 'OWNER';
COMMIT;
UPDATE a SET role = 'OWNER' WHERE b;
