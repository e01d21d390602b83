-- A domain counts as its base type, with the length and NOT NULL of every domain in between.
WITH RECURSIVE layers (top, type, modifier, not_null) AS (
    SELECT t.oid, t.oid, -1, t.typtype = 'd' AND t.typnotnull FROM pg_type t
    UNION ALL
    SELECT l.top, t.typbasetype, greatest(l.modifier, t.typtypmod), l.not_null OR b.typnotnull
    FROM layers l
    JOIN pg_type t ON t.oid = l.type AND t.typtype = 'd'
    JOIN pg_type b ON b.oid = t.typbasetype
), base AS (
    SELECT l.top, t.oid, t.typname, t.typcategory, t.typelem, l.modifier, l.not_null
    FROM layers l
    JOIN pg_type t ON t.oid = l.type AND t.typtype <> 'd'
), described AS (
    SELECT b.top, b.modifier, b.not_null, b.typcategory = 'A' AS is_array,
           coalesce(e.typname, b.typname)::text AS base,
           coalesce(e.typcategory, b.typcategory)::text AS category
    FROM base b
    LEFT JOIN base e ON b.typcategory = 'A' AND e.top = b.typelem
)
SELECT a.attrelid AS table, a.attnum AS number, a.attname::text AS name,
       format_type(a.atttypid, a.atttypmod) AS type_name, d.base, d.category, d.is_array,
       CASE WHEN d.base IN ('varchar', 'bpchar') AND NOT d.is_array
            THEN nullif(greatest(a.atttypmod, d.modifier), -1) - 4 END AS limit,
       a.attnotnull OR d.not_null AS not_null,
       a.attgenerated <> '' AS generated,
       a.attinhcount > 0 AS inherited,
       EXISTS (
           SELECT FROM pg_index i
           WHERE i.indrelid = a.attrelid AND (i.indisunique OR i.indisexclusion)
             AND (a.attnum = ANY (i.indkey)
                  OR EXISTS (
                      SELECT FROM pg_depend p
                      WHERE p.classid = 'pg_class'::regclass AND p.objid = i.indexrelid
                        AND p.refclassid = 'pg_class'::regclass AND p.refobjid = a.attrelid
                        AND p.refobjsubid = a.attnum))) AS unique,
       EXISTS (
           SELECT FROM pg_partitioned_table t
           WHERE t.partrelid = a.attrelid AND a.attnum = ANY (t.partattrs)) AS partitions
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'm', 'f')
JOIN described d ON d.top = a.atttypid
WHERE a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attrelid, a.attnum
