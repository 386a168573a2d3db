-- +goose Up
PRAGMA foreign_keys = OFF;
DROP TRIGGER played;
CREATE TABLE songs_new (id INTEGER PRIMARY KEY, title TEXT NOT NULL, artist TEXT, added_at INTEGER NOT NULL DEFAULT (unixepoch()));
INSERT INTO songs_new (id, title, artist) SELECT id, title, artist FROM songs;
DROP TABLE songs;
ALTER TABLE songs_new RENAME TO songs;
CREATE VIRTUAL TABLE IF NOT EXISTS unrelated USING fts5(body);
DROP TABLE unrelated;

-- +goose Down
SELECT 1;
