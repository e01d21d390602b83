CREATE EXTENSION citext;
CREATE DOMAIN api_token AS text CHECK (length(value) >= 8);
CREATE TYPE role AS ENUM ('member', 'admin');
CREATE SCHEMA billing;

CREATE TABLE "User" (
    id text PRIMARY KEY,
    email varchar(80) NOT NULL UNIQUE CHECK (email LIKE '%@%'),
    name text,
    phone text,
    handle citext UNIQUE,
    bio text,
    token api_token,
    avatar bytea,
    profile jsonb,
    tags text[],
    role role NOT NULL DEFAULT 'member',
    score int,
    external_id uuid UNIQUE,
    domain text GENERATED ALWAYS AS (split_part(email::text, '@', 1)) STORED,
    ssn text
);
ALTER TABLE "User" ALTER bio SET STORAGE EXTERNAL;
CREATE UNIQUE INDEX user_email_lower ON "User" (lower(email));
CREATE INDEX user_name ON "User" (name) WHERE name IS NOT NULL;
CREATE STATISTICS user_both ON name, email FROM "User";

CREATE TABLE "Newsletter" (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email varchar(80) NOT NULL,
    CONSTRAINT subscriber FOREIGN KEY (email) REFERENCES "User" (email)
        ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED
);
COMMENT ON CONSTRAINT subscriber ON "Newsletter" IS 'who reads it';
-- A natural key without a foreign key: joined by value.
CREATE TABLE billing.customer (email text PRIMARY KEY, address text);
CREATE TABLE billing.invoice (
    id int PRIMARY KEY,
    user_id text NOT NULL REFERENCES "User" (id) ON DELETE RESTRICT,
    note text
);
CREATE TABLE audit (id int GENERATED ALWAYS AS IDENTITY, old_email text);
CREATE FUNCTION audit_user() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO public.audit (old_email) VALUES (OLD.email); RETURN NEW; END $$;
CREATE TRIGGER audit_user AFTER UPDATE ON "User" FOR EACH ROW EXECUTE FUNCTION audit_user();
ALTER TABLE "User" ENABLE ALWAYS TRIGGER audit_user;

CREATE TABLE event (at date NOT NULL, actor varchar(80) REFERENCES "User" (email), what text)
    PARTITION BY RANGE (at);
CREATE TABLE event_old PARTITION OF event FOR VALUES FROM (MINVALUE) TO ('2026-01-01');
CREATE TABLE event_new PARTITION OF event FOR VALUES FROM ('2026-01-01') TO (MAXVALUE);

CREATE TABLE person (id int, nick text);
CREATE TABLE employee (badge int) INHERITS (person);

CREATE TABLE secret_club (member text);
ALTER TABLE secret_club ENABLE ROW LEVEL SECURITY;
ALTER TABLE secret_club FORCE ROW LEVEL SECURITY;
CREATE RULE nothing AS ON UPDATE TO secret_club DO INSTEAD NOTHING;

CREATE TABLE _prisma_migrations (id varchar(36), migration_name varchar(255), logs text);

INSERT INTO "User" (id, email, name, phone, handle, bio, token, avatar, profile, tags, score, external_id, ssn)
SELECT 'u' || i, 'c4n4ry.' || i || '@mail.test', 'C4n4ry Lovelace ' || i, '+1 c4n4ry ' || i,
       'C4N4RY_' || i, repeat('long c4n4ry story ', 800), 'tok_c4n4ry_' || i, 'c4n4ry'::bytea,
       '{"mail": "c4n4ry"}', ARRAY['c4n4ry'], i, md5(i::text)::uuid, 'c4n4ry-ssn'
FROM generate_series(1, 500) AS i;
INSERT INTO "User" (id, email, name) VALUES ('nobody', 'Nobody.c4n4ry@mail.test', '');
INSERT INTO "Newsletter" (email) SELECT email FROM "User" WHERE score % 2 = 0;
INSERT INTO billing.customer SELECT email, 'c4n4ry street 1' FROM "User" WHERE score % 3 = 0;
INSERT INTO billing.invoice SELECT score, id, 'c4n4ry owes' FROM "User" WHERE score % 5 = 0;
INSERT INTO event SELECT date '2025-12-01' + score % 90, email, 'login c4n4ry' FROM "User" WHERE score > 0;
INSERT INTO person VALUES (1, 'c4n4ry nick');
INSERT INTO employee VALUES (2, 'c4n4ry nick too', 7);
INSERT INTO secret_club SELECT 'member c4n4ry ' || i FROM generate_series(1, 5) AS i;
INSERT INTO _prisma_migrations VALUES ('m1', '20260101_init', 'Key (email)=(c4n4ry@mail.test) is duplicated');
CREATE MATERIALIZED VIEW readers AS SELECT email, count(*) FROM "Newsletter" GROUP BY email;
CREATE MATERIALIZED VIEW first_reader AS SELECT min(email) AS email FROM readers;
CREATE MATERIALIZED VIEW never_filled AS SELECT email FROM "User" WITH NO DATA;
CREATE INDEX readers_email ON readers (email);
CREATE VIEW everybody AS SELECT name, email FROM "User";

-- Values in dead rows and dropped columns.
ALTER TABLE billing.invoice ADD old_contact text DEFAULT 'c4n4ry contact';
UPDATE billing.invoice SET old_contact = 'c4n4ry contact ' || id;
ALTER TABLE billing.invoice DROP old_contact;
ALTER TABLE "User" DROP ssn;
DELETE FROM "User" WHERE id = 'u499' AND score % 2 = 1 AND score % 3 <> 0 AND score % 5 <> 0
    AND NOT EXISTS (SELECT FROM event WHERE actor = email);
ANALYZE;
