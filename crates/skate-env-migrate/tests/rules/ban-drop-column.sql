--- bad: error 1
ALTER TABLE a DROP COLUMN b;
--- good: the library's own comment
-- squawk-ignore ban-drop-column
ALTER TABLE a DROP COLUMN b;
--- good: the same by our name
-- skate-env-ignore ban-drop-column -- not read since version 12
ALTER TABLE a DROP COLUMN b;
