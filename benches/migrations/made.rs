//! Migrations, a dump and a repository of an ordinary make.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// How many migrations are read.
const MIGRATIONS: usize = 1_000;

/// How many files the repository holds.
pub(super) const FILES: usize = 20_000;

/// How many migrations have landed there, and how many the change brings.
const LANDED: usize = 300;
const NEW: usize = 50;

type File = (String, Vec<u8>);

/// Pairs of files, 1.5 KB for the way forward.
pub(super) fn migrations(root: &Path) {
    let directory = root.join("db/migrations");
    fs::create_dir_all(&directory).expect("a directory");
    for number in 0..MIGRATIONS {
        let (up, down) = migration(number);
        fs::write(directory.join(format!("{number:06}_step.up.sql")), up).expect("a file");
        fs::write(directory.join(format!("{number:06}_step.down.sql")), down).expect("a file");
    }
}

fn migration(number: usize) -> (String, String) {
    let up = format!(
        "-- Orders of kind {number} get a table of their own, with what the warehouse must know of them.\n\
         CREATE TABLE IF NOT EXISTS orders_{number} (\n    id bigserial PRIMARY KEY,\n    customer_id bigint NOT NULL REFERENCES customers (id) ON DELETE CASCADE,\n    \
         state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'paid', 'sent')),\n    total numeric(12, 2) NOT NULL DEFAULT 0,\n    \
         note varchar(200),\n    extra jsonb NOT NULL DEFAULT '{{}}'::jsonb,\n    created_at timestamptz NOT NULL DEFAULT now(),\n    \
         updated_at timestamptz\n);\n\nCREATE INDEX CONCURRENTLY IF NOT EXISTS orders_{number}_customer ON orders_{number} (customer_id, created_at DESC);\n\
         CREATE UNIQUE INDEX orders_{number}_open ON orders_{number} (customer_id) WHERE state = 'open';\n\nALTER TABLE customers\n    \
         ADD COLUMN last_order_{number} bigint,\n    ADD COLUMN has_orders_{number} boolean NOT NULL DEFAULT false,\n    \
         ADD CONSTRAINT customers_order_{number} FOREIGN KEY (last_order_{number}) REFERENCES orders_{number} (id) NOT VALID;\n\n\
         INSERT INTO orders_{number} (customer_id, state, total)\nSELECT id, 'paid', coalesce(sum, 0)\nFROM customers\n\
         LEFT JOIN (SELECT customer_id, sum(total) FROM old_orders WHERE kind = {number} GROUP BY customer_id) AS sums ON sums.customer_id = id;\n\n\
         DO $$\nBEGIN\n    IF EXISTS (SELECT 1 FROM old_orders WHERE kind = {number}) THEN\n        \
         RAISE NOTICE 'there are orders of kind {number}';\n    END IF;\nEND\n$$;\n\n\
         COMMENT ON TABLE orders_{number} IS 'orders; one row for each';\n"
    );
    let down = format!(
        "ALTER TABLE customers\n    DROP COLUMN last_order_{number},\n    DROP COLUMN has_orders_{number};\nDROP TABLE orders_{number};\n"
    );
    (up, down)
}

/// A dump of about so many bytes: tables, rows, what is written by `COPY`, a function.
pub(super) fn dump(bytes: usize) -> Vec<u8> {
    let mut text = String::from("SET statement_timeout = 0;\nSET client_encoding = 'UTF8';\n");
    let mut table = 0;
    while text.len() < bytes {
        let _ = write!(
            text,
            "CREATE TABLE public.t{table} (\n    id bigint NOT NULL,\n    name character varying(80),\n    at timestamp with time zone\n);\n"
        );
        for row in 0..400 {
            let _ = writeln!(
                text,
                "INSERT INTO public.t{table} VALUES ({row}, 'it''s row {row}; of a table', '2026-01-01 00:00:00+00');"
            );
        }
        let _ = writeln!(text, "COPY public.t{table} (id, name, at) FROM stdin;");
        for row in 0..400 {
            let _ = writeln!(text, "{row}\tsome 'text; of a row\t2026-01-01 00:00:00+00");
        }
        let _ = write!(
            text,
            "\\.\nCREATE FUNCTION f{table}() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n    RETURN NEW;\nEND;\n$$;\n"
        );
        let _ = writeln!(text, "ALTER TABLE ONLY public.t{table} ADD CONSTRAINT t{table}_pkey PRIMARY KEY (id);");
        table += 1;
    }
    text.into_bytes()
}

/// The files of the base: code of several languages that uses some of the columns, and the migrations that have landed.
pub(super) fn repository() -> impl Iterator<Item = File> {
    let code = (0..FILES - 2 * LANDED).map(|number| {
        let (ending, line) = match number % 4 {
            0 => ("rb", "  scope :recent, -> { where(created_at: 1.day.ago..) }\n  validates :state, presence: true\n"),
            1 => ("py", "def total(rows):\n    return sum(row.amount for row in rows if row.state == 'paid')\n\n"),
            2 => ("ts", "export const label = (order: Order): string => `${order.state} ${order.total}`;\n"),
            _ => ("go", "func (s *Store) Count(ctx context.Context) (int, error) {\n\treturn s.count(ctx, 3)\n}\n\n"),
        };
        let mut text = line.repeat(2_000 / line.len());
        if number % 100 == 0 {
            let _ = writeln!(text, "select = 'SELECT last_order_{} FROM customers'", number / 100);
        }
        (format!("src/{:02}/{:03}/file{number}.{ending}", number % 40, number / 40 % 100), text.into_bytes())
    });
    code.chain((0..LANDED).flat_map(pair))
}

/// What the change brings: half of its migrations add, half drop what landed ones have added.
pub(super) fn change() -> impl Iterator<Item = File> {
    (LANDED..LANDED + NEW).flat_map(|number| {
        if number % 2 == 0 {
            return pair(number);
        }
        let drop = number - LANDED;
        let up = format!("ALTER TABLE customers DROP COLUMN last_order_{drop};\nALTER TABLE orders_{drop} ALTER COLUMN note TYPE varchar(50);\n");
        let down = format!("ALTER TABLE customers ADD COLUMN last_order_{drop} bigint;\nALTER TABLE orders_{drop} ALTER COLUMN note TYPE varchar(200);\n");
        named(number, up, down)
    })
}

fn pair(number: usize) -> [File; 2] {
    let (up, down) = migration(number);
    named(number, up, down)
}

fn named(number: usize, up: String, down: String) -> [File; 2] {
    let name = |half: &str| format!("db/migrations/{number:06}_step.{half}.sql");
    [(name("up"), up.into_bytes()), (name("down"), down.into_bytes())]
}
