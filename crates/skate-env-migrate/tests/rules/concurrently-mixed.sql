--- bad: error 1
DROP INDEX CONCURRENTLY i;
CREATE TABLE a (id int);
--- bad: warning 2, sent one by one it works, or leaves a half
CREATE TABLE a (id int);
CREATE UNIQUE INDEX CONCURRENTLY i ON b (id);
--- bad: error 2
DROP INDEX i;
REINDEX INDEX CONCURRENTLY j;
--- bad: error 2, what else runs outside of transactions alone
UPDATE a SET b = 1 WHERE c;
VACUUM a;
--- bad: error 2, in a transaction
BEGIN;
DROP INDEX CONCURRENTLY i;
COMMIT;
--- bad: error 2, with a setting: the file is sent whole
SET statement_timeout = 0;
DROP INDEX CONCURRENTLY i;
--- good: a file of its own
-- Built on Friday night.
CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON a (id);
--- good: a word is no order
CREATE TABLE a (id int);
COMMENT ON TABLE a IS 'CREATE INDEX CONCURRENTLY';
--- good: this one runs in transactions
REFRESH MATERIALIZED VIEW CONCURRENTLY a;
CREATE TABLE b (id int);
--- good: with a setting, sent one by one
SET statement_timeout = 0;
CREATE INDEX CONCURRENTLY i ON a (id);
