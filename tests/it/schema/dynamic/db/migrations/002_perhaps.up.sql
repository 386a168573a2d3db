DO $$
BEGIN
    IF (SELECT count(*) FROM tickets) = 0 THEN
        ALTER TABLE tickets ADD COLUMN priority int;
        ALTER TABLE sprints ALTER COLUMN id SET NOT NULL;
    END IF;
END
$$;
