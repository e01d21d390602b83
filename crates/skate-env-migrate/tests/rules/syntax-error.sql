--- bad: error 2
SELECT 1;
ALTER TABEL a ADD b int;
--- bad: error 2, nothing silences it
-- squawk-ignore-file
CREATE TABLE (;
--- good: PostgreSQL 17 and 18
ALTER TABLE a ADD CONSTRAINT b NOT NULL c NOT VALID;
MERGE INTO a USING b ON a.id = b.id WHEN MATCHED THEN UPDATE SET c = 1 RETURNING *;
--- good: nothing
