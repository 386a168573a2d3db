-- Keeps `changed_at` of a table up to date.
CREATE FUNCTION keep_changed_at(wanted regclass) RETURNS void AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER keep_changed_at BEFORE UPDATE ON %s FOR EACH ROW EXECUTE PROCEDURE stamp()', wanted);
END;
$$ LANGUAGE plpgsql;

CREATE FUNCTION stamp() RETURNS trigger AS $$
BEGIN
    NEW.changed_at := current_timestamp;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;

