--- bad: warning 1
ALTER TABLE a ADD COLUMN b uuid NOT NULL DEFAULT gen_random_uuid();
--- bad: warning 1
ALTER TABLE a ADD COLUMN b int GENERATED ALWAYS AS (c + 1) STORED;
--- good: constants
ALTER TABLE a ADD COLUMN b int NOT NULL DEFAULT -1, ADD COLUMN c numeric DEFAULT (-0.5), ADD COLUMN d text DEFAULT '';
--- good: the time of the transaction
ALTER TABLE a ADD COLUMN b timestamp NOT NULL DEFAULT now(), ADD COLUMN c timestamp DEFAULT CURRENT_TIMESTAMP;
