-- migrate:up
DO $$
BEGIN
    ALTER TABLE guests ADD COLUMN vip boolean DEFAULT false;
    EXECUTE 'ALTER TABLE guests ALTER COLUMN room_id TYPE smallint';
    EXECUTE format('CREATE INDEX %I ON %I (room_id)', 'guests_' || 'room', 'guests');
END
$$;
WITH late AS (DELETE FROM guests WHERE came < now() RETURNING id) SELECT count(*) FROM late;
CREATE VIEW vips AS SELECT id FROM guests WHERE vip;

-- migrate:down
DROP VIEW vips;
ALTER TABLE guests DROP COLUMN vip;
