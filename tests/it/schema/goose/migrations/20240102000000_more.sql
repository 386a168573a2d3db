-- +goose Up
ALTER TABLE songs ADD COLUMN artist TEXT DEFAULT 'unknown' NOT NULL;
ALTER TABLE songs DROP COLUMN whatever;
ALTER TABLE songs RENAME COLUMN plays TO times;
ALTER TABLE lists RENAME TO playlists;
CREATE TRIGGER played AFTER UPDATE ON songs BEGIN
    UPDATE playlists SET "order" = 1;
    DELETE FROM playlists WHERE "order" IS NULL;
END;

-- +goose Down
DROP TRIGGER played;
