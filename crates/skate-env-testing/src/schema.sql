-- What the helper knows of a server, in a database of its own. Locks that sessions hold say who is
-- alive; the rows say what there is.
CREATE SEQUENCE database_ids AS int;

-- A template: a database that migrations built once.
CREATE TABLE templates (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  hash text NOT NULL UNIQUE,
  -- The strategy of CREATE DATABASE that is faster here, once it was measured.
  strategy text,
  -- Settings of the database, which a clone does not get by itself: `name = value`.
  settings text[] NOT NULL DEFAULT '{}',
  last_used timestamptz NOT NULL DEFAULT now(),
  failure text,
  failed_at timestamptz
);

-- A clone of a template, and what it is used for. `filling` and `taken` belong to a session that
-- holds the lock of the row's id; without that session the database is a stray.
CREATE TABLE databases (
  id int PRIMARY KEY,
  template int NOT NULL,
  name text NOT NULL UNIQUE,
  state text NOT NULL CHECK (state IN ('filling', 'ready', 'taken', 'used', 'kept')),
  label text NOT NULL DEFAULT '',
  changed_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 50);
