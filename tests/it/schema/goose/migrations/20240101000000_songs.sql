-- +goose Up
-- +goose StatementBegin
CREATE TABLE songs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title VARCHAR(255) NOT NULL DEFAULT '',
    seconds REAL,
    plays BIGINT DEFAULT 0,
    added_at DATETIME,
    cover BLOB,
    is_live BOOLEAN NOT NULL DEFAULT FALSE,
    data JSON,
    whatever
);
-- +goose StatementEnd
CREATE TABLE lists (name TEXT PRIMARY KEY NOT NULL, "order" INT);

-- +goose Down
DROP TABLE lists;
DROP TABLE songs;
