-- migrate:up transaction:false
CREATE TABLE guests (
    id bigint PRIMARY KEY,
    room_id int,
    came timestamptz(0) NOT NULL,
    left_at time with time zone,
    bits bit varying(8)
);

-- migrate:down
DROP TABLE guests;
