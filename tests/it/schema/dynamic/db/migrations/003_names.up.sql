DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
        EXECUTE 'CREATE INDEX ON ' || quote_ident(one.tablename) || ' (id)';
        EXECUTE format('UPDATE %I SET id = id WHERE id > %L', one.tablename, 3);
    END LOOP;
END
$$;
CREATE TABLE boards (id int PRIMARY KEY);
