--- bad: warning 3
BEGIN;
CREATE TABLE a (id int);
BEGIN;
COMMIT;
--- bad: warning 2
CREATE TABLE a (id int);
COMMIT;
--- good: what non-atomic-file asks for
BEGIN;
CREATE TABLE a (id int);
CREATE TABLE b (id int);
COMMIT;
