--- bad: warning 2
CREATE TABLE a (id int);
CREATE TABLE b (id int);
--- bad: warning 4, a transaction for half of it
BEGIN;
CREATE TABLE a (id int);
COMMIT;
CREATE TABLE b (id int);
--- bad: warning 3, a setting is no part
SET lock_timeout = '5s';
CREATE TABLE a (id int);
CREATE TABLE b (id int);
--- good: one statement
CREATE TABLE a (id int);
--- good: one that stands alone with its setting
SET lock_timeout = '5s';
CREATE TABLE a (id int);
RESET lock_timeout;
--- good: a transaction
BEGIN;
CREATE TABLE a (id int);
CREATE TABLE b (id int);
COMMIT;
--- good: another spelling
START TRANSACTION;
SET LOCAL lock_timeout = '5s';
CREATE TABLE a (id int);
CREATE TABLE b (id int);
END;
--- good: a body is no second statement
CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 2; END $$;
--- good: it is said in another way
CREATE INDEX CONCURRENTLY i ON a (id);
CREATE TABLE b (id int);
--- good: nothing at all
-- This is an empty migration.
