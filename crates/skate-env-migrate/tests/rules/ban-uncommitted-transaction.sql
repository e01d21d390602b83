--- bad: error 1
BEGIN;
CREATE TABLE a (id int);
--- good
BEGIN;
CREATE TABLE a (id int);
COMMIT;
