ALTER TYPE state RENAME TO good_state;
ALTER TYPE good_state ADD VALUE 'lost';
CREATE TYPE size AS ENUM ('s', 'm');
CREATE TABLE shirts (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), size size);
ALTER TABLE shirts ADD COLUMN extra size;
DROP TYPE size CASCADE;
DROP DOMAIN price CASCADE;
ALTER TABLE shirts RENAME TO clothes;
