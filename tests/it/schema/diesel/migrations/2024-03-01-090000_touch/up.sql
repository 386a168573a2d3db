SELECT tidy();
ALTER TABLE goods ADD COLUMN colour text;
ALTER TABLE colours ADD CONSTRAINT colours_key PRIMARY KEY (id);
CREATE UNIQUE INDEX colours_name ON colours (name);
