ALTER TABLE people
    ADD COLUMN email varchar(200),
    ADD shoe_size int,
    DROP COLUMN weight,
    ALTER COLUMN height TYPE numeric(7, 3),
    ALTER nickname SET NOT NULL,
    ALTER COLUMN level SET DEFAULT 3,
    ALTER COLUMN is_active DROP DEFAULT;
ALTER TABLE ONLY public.people ALTER COLUMN born TYPE timestamp with time zone USING born::timestamptz;
ALTER TABLE people RENAME COLUMN code TO country;
ALTER TABLE people RENAME shoe_size TO size;
ALTER TABLE IF EXISTS pets RENAME TO animals;
ALTER TABLE animals ALTER COLUMN id SET DATA TYPE bigint;
