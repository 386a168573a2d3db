CREATE TABLE people (
    id bigserial PRIMARY KEY,
    name varchar(80) NOT NULL,
    nickname text,
    height numeric(5, 2),
    weight decimal,
    born date,
    wakes_at time,
    seen_at timestamp(3),
    created_at timestamptz NOT NULL DEFAULT now(),
    is_active bool NOT NULL DEFAULT true,
    score real,
    ratio double precision,
    flags bit(4),
    token uuid,
    avatar bytea,
    settings jsonb NOT NULL DEFAULT '{}'::jsonb,
    tags text[] NOT NULL DEFAULT '{}',
    address inet,
    code char(3),
    patience interval,
    level smallint DEFAULT NULL
);
CREATE TABLE pets (id int PRIMARY KEY, owner_id bigint REFERENCES people (id) ON DELETE SET NULL, kind text NOT NULL);
