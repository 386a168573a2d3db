-- migrate:up
CREATE TABLE rooms (id int GENERATED ALWAYS AS IDENTITY, label text, area float, floor float(20), doors int2, beds int8);
CREATE INDEX rooms_label ON rooms (label);
COMMENT ON TABLE rooms IS 'rooms; of a house';

-- migrate:down
DROP TABLE rooms;
