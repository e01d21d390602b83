CREATE TABLE users (id serial PRIMARY KEY, email text UNIQUE, name text, active bool);
INSERT INTO users (email, name, active)
    SELECT 'u' || n || '@example.com', 'n' || n, n % 2 = 0 FROM generate_series(1, 100) AS n;
CREATE TABLE posts (id serial PRIMARY KEY, author int REFERENCES users, title text);
INSERT INTO posts (author, title) SELECT n, 't' || n FROM generate_series(1, 50) AS n;
CREATE TABLE "_prisma_migrations" (id text PRIMARY KEY, checksum text, finished_at timestamptz);
CREATE SEQUENCE counter;
CREATE FUNCTION wipe() RETURNS int LANGUAGE plpgsql AS $$
    BEGIN DELETE FROM posts; DELETE FROM users; RETURN 1; END $$;
CREATE FUNCTION unlock(value text) RETURNS text LANGUAGE plpgsql AS $$
    BEGIN RETURN set_config('default_transaction_read_only', value, false); END $$;
CREATE FUNCTION rewrite(value text) RETURNS text LANGUAGE plpgsql AS $$
    BEGIN RETURN set_config('standard_conforming_strings', value, false); END $$;
CREATE PROCEDURE wipe_all() LANGUAGE plpgsql AS $$
    BEGIN COMMIT; DELETE FROM posts; COMMIT; END $$;
