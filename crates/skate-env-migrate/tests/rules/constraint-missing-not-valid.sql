--- bad: warning 1
ALTER TABLE a ADD CONSTRAINT b CHECK (c > 0);
--- good: a key cannot be NOT VALID
ALTER TABLE a ADD CONSTRAINT b PRIMARY KEY (id);
--- good: its own rule says so
ALTER TABLE a ADD CONSTRAINT b FOREIGN KEY (c) REFERENCES d (id);
--- good
ALTER TABLE a ADD CONSTRAINT b CHECK (c > 0) NOT VALID;
--- good: a table of the same file
CREATE TABLE a (c int);
ALTER TABLE a ADD CONSTRAINT b CHECK (c > 0);
