--- bad: error 1
TRUNCATE "User";
--- bad: error 2, one of them is old
CREATE TABLE a (id int);
TRUNCATE TABLE a, b CASCADE;
--- good: a table of the same file
CREATE TABLE a (id int);
TRUNCATE a RESTART IDENTITY;
--- good: a function of that name
SELECT date_trunc('day', now());
--- good: silenced
TRUNCATE "User"; -- skate-env-ignore truncate
