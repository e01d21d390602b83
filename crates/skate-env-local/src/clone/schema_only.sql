-- The statements that remove all rows of this database, in their order.
--
-- Triggers: `session_replication_role = replica` disables the ordinary ones. Those that fire
-- "always" are disabled first and enabled again at the end, event triggers before all others.
--
-- Tables: TRUNCATE also follows partitions and inheriting tables into foreign tables, and would
-- truncate those on their own server. So ordinary tables are truncated with ONLY, and a partitioned
-- one (which must be named if foreign keys reference it) only if no partition is foreign.
WITH relations AS (
    SELECT pg_class.oid, relkind, format('%I.%I', nspname, relname) AS name
    FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
      AND NOT EXISTS (
        SELECT FROM pg_depend
        WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')
), tables AS (
    SELECT oid, name, CASE relkind WHEN 'r' THEN 'ONLY ' || name ELSE name END AS target
    FROM relations
    WHERE relkind = 'r' OR relkind = 'p' AND NOT EXISTS (
        SELECT FROM pg_partition_tree(relations.oid) AS part
        JOIN pg_class ON pg_class.oid = part.relid WHERE pg_class.relkind = 'f')
), event_triggers AS (
    SELECT format('ALTER EVENT TRIGGER %I ', evtname) AS alter,
           CASE evtenabled WHEN 'A' THEN 'ALWAYS' WHEN 'R' THEN 'REPLICA' ELSE '' END AS mode
    FROM pg_event_trigger WHERE evtenabled <> 'D'
), triggers AS (
    SELECT format('ALTER TABLE ONLY %s ', name) AS alter, quote_ident(tgname) AS trigger,
           CASE tgenabled WHEN 'A' THEN 'ALWAYS' ELSE 'REPLICA' END AS mode
    FROM pg_trigger JOIN tables ON tables.oid = tgrelid
    -- 32 in tgtype: a trigger for TRUNCATE.
    WHERE tgtype & 32 <> 0 AND tgenabled IN ('A', 'R')
)
SELECT statement FROM (
    SELECT 1, alter || 'DISABLE' FROM event_triggers
    UNION ALL SELECT 2, alter || 'DISABLE TRIGGER ' || trigger FROM triggers
    UNION ALL SELECT 3, 'TRUNCATE ' || string_agg(target, ', ') FROM tables
    UNION ALL SELECT 4, format('REFRESH MATERIALIZED VIEW %s WITH NO DATA', name)
        FROM relations WHERE relkind = 'm'
    UNION ALL SELECT 5, format('ALTER SEQUENCE %s RESTART', name) FROM relations WHERE relkind = 'S'
    UNION ALL SELECT 6, alter || 'ENABLE ' || mode || ' TRIGGER ' || trigger FROM triggers
    UNION ALL SELECT 7, alter || 'ENABLE ' || mode FROM event_triggers
) AS plan (step, statement)
WHERE statement IS NOT NULL
ORDER BY step
