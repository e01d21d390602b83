SELECT c.conrelid AS table, c.conkey AS columns, c.confrelid AS to, c.confkey AS to_columns,
       format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname) AS drop,
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname,
              pg_get_constraintdef(c.oid)) AS add,
       CASE WHEN obj_description(c.oid, 'pg_constraint') IS NOT NULL
            THEN format('COMMENT ON CONSTRAINT %I ON %s IS %L', c.conname, c.conrelid::regclass,
                        obj_description(c.oid, 'pg_constraint')) END AS comment
FROM pg_constraint c
WHERE c.contype = 'f' AND c.conparentid = 0
ORDER BY c.oid
