//! Migrations and writes through a database's client.

use super::{Args, Kind, Operation, Style, is_local_host, text};
use crate::document::shell::Invocation;

const STYLE: Style = Style {
    takes_value: &[
        "-c", "--command", "-f", "--file", "-h", "--host", "-p", "--port", "-U", "--username", "-d", "--dbname", "-v",
        "--set", "-e", "--execute", "-u", "--user", "-D", "--database", "-P", "-q", "--query", "-Q", "-S", "-n", "-a",
        "--pass", "-s", "--eval", "--path", "-path", "-database", "--source", "-source", "--config", "--env",
        "--environment", "-x", "--url", "--dir", "--schema", "-m",
    ],
    is_long_with_one_dash: false,
};

/// What a client or a migration tool changes.
pub(super) fn operation(run: &Invocation) -> Option<Operation> {
    // golang-migrate writes long flags with one dash: `-path`.
    let style = Style { is_long_with_one_dash: run.program == "migrate", ..STYLE };
    let args = Args::read(run, style);
    if args.is_on(&["--dry-run", "--sql", "--check", "--plan", "--list"]) {
        return None;
    }
    let operation =
        client(run, &args).or_else(|| migration(run, &args).map(|what| Operation::new(Kind::Migration, what)))?;
    let is_local = args.values(&["-h", "--host"]).any(is_local_host);
    Some(Operation { is_local, ..operation.of(&run.program, &args) })
}

/// A client that is given statements or keys.
fn client(run: &Invocation, args: &Args<'_>) -> Option<Operation> {
    let program = run.program.as_str();
    let (statements, files): (&[&str], &[&str]) = match program {
        "psql" | "pgcli" | "cockroach" => (&["-c", "--command", "-e", "--execute"], &["-f", "--file"]),
        "mysql" | "mariadb" => (&["-e", "--execute"], &[]),
        "cqlsh" => (&["-e", "--execute"], &["-f", "--file"]),
        "clickhouse-client" | "clickhouse" => (&["-q", "--query"], &["--queries-file"]),
        "sqlcmd" => (&["-Q", "-q"], &["-i"]),
        "mongosh" | "mongo" => return mongo(run, args),
        "redis-cli" | "valkey-cli" => return redis(run, args),
        "etcdctl" => {
            let verb = args.at(0);
            return matches!(verb, "put" | "del" | "txn" | "compact")
                .then(|| Operation::new(Kind::Database, format!("{program} {verb}")));
        }
        _ => return None,
    };
    let reads_file = args.flag(files).is_some_and(|flag| flag.value.is_some());
    let is_fed =
        run.redirects.iter().any(|redirect| redirect.operator == "<" && text(&redirect.target).contains(".sql"));
    if reads_file || is_fed {
        return Some(Operation::new(Kind::Migration, format!("{program} with an SQL file")));
    }
    let bodies = run.redirects.iter().filter_map(|redirect| redirect.body.as_ref()).map(|body| body.bytes());
    let given = args.values(statements).map(str::as_bytes).chain(bodies);
    let here =
        run.redirects.iter().filter(|redirect| redirect.operator == "<<<").map(|redirect| redirect.target.text.bytes());
    let verb = given.chain(here).find_map(|sql| writes(&String::from_utf8_lossy(sql)))?;
    Some(Operation::new(Kind::Database, format!("{program} {verb}")))
}

/// The verb of the first statement that writes.
pub(crate) fn writes(sql: &str) -> Option<&'static str> {
    const VERBS: &[&str] = &[
        "INSERT", "UPDATE", "DELETE", "ALTER", "DROP", "TRUNCATE", "CREATE", "GRANT", "REVOKE", "REPLACE", "MERGE",
        "RENAME", "VACUUM", "REINDEX", "CALL", "DO",
    ];
    sql.split(';').find_map(|statement| {
        let words = statement.split(|c: char| c.is_whitespace() || c == '(').filter(|word| !word.is_empty());
        let mut words = words.take(64);
        let first = words.next()?;
        let of = |word: &str| VERBS.iter().find(|verb| word.eq_ignore_ascii_case(verb)).copied();
        match first.to_ascii_uppercase().as_str() {
            "WITH" | "EXPLAIN" | "BEGIN" => {
                words.find_map(of).filter(|verb| matches!(*verb, "INSERT" | "UPDATE" | "DELETE"))
            }
            "SELECT" if statement.contains("pg_terminate_backend") || statement.contains("pg_cancel_backend") => {
                Some("SELECT")
            }
            _ => of(first),
        }
    })
}

fn mongo(run: &Invocation, args: &Args<'_>) -> Option<Operation> {
    const WRITES: &[&str] = &[
        ".insert", ".update", ".delete", ".remove", ".drop", ".replaceOne", ".bulkWrite", ".createIndex",
        ".renameCollection", ".createUser", ".findAndModify", ".findOneAndUpdate", ".findOneAndDelete", "rs.reconfig",
        "rs.initiate", ".shutdownServer",
    ];
    let script = args.values(&["--eval"]).find_map(|script| WRITES.iter().find(|write| script.contains(**write)))?;
    Some(Operation::new(Kind::Database, format!("{} {}", run.program, script.trim_start_matches('.'))))
}

/// (<https://redis.io/docs/latest/commands/>: what is not flagged as writing is not in the list.)
fn redis(run: &Invocation, args: &Args<'_>) -> Option<Operation> {
    const WRITES: &[&str] = &[
        "append", "bitop", "copy", "decr", "decrby", "del", "eval", "evalsha", "expire", "failover", "flushall",
        "flushdb", "getdel", "getset", "hdel", "hincrby", "hmset", "hset", "hsetnx", "incr", "incrby", "linsert",
        "lpop", "lpush", "lrem", "lset", "ltrim", "migrate", "move", "mset", "msetnx", "persist", "psetex", "rename",
        "replicaof", "restore", "rpop", "rpush", "sadd", "set", "setex", "setnx", "setrange", "shutdown", "slaveof",
        "smove", "spop", "srem", "swapdb", "unlink", "xack", "xadd", "xautoclaim", "xclaim", "xdel", "xsetid", "xtrim",
        "zadd", "zincrby", "zpopmax", "zpopmin", "zrem",
    ];
    let (verb, next) = (args.at(0).to_ascii_lowercase(), args.at(1).to_ascii_lowercase());
    let both = matches!(
        (verb.as_str(), next.as_str()),
        ("config", "set" | "rewrite")
            | ("xgroup", "create" | "destroy" | "setid" | "delconsumer")
            | ("acl", "setuser" | "deluser")
            | ("cluster", "reset" | "failover" | "forget" | "meet")
            | ("function", "load" | "delete" | "flush")
            | ("script", "flush")
    );
    let what = match both {
        true => format!("{verb} {next}"),
        false if WRITES.binary_search(&verb.as_str()).is_ok() => verb,
        false => return None,
    };
    Some(Operation::new(Kind::Database, format!("{} {}", run.program, what.to_ascii_uppercase())))
}

/// A tool that applies migrations, or takes them back: what it is told to do.
fn migration(run: &Invocation, args: &Args<'_>) -> Option<String> {
    let program = run.program.as_str();
    let (verb, next) = (args.at(0), args.at(1));
    let script = verb.rsplit('/').next().unwrap_or(verb);
    let found = match (program, verb, next) {
        ("alembic", "upgrade" | "downgrade" | "stamp", _)
        | ("flyway", "migrate" | "undo" | "clean" | "repair" | "baseline", _)
        | ("goose" | "dbmate", "up" | "down" | "migrate" | "rollback" | "redo" | "reset" | "drop", _)
        | ("sqitch", "deploy" | "revert", _)
        | ("phinx", "migrate" | "rollback", _) => verb.to_owned(),
        ("migrate", "up" | "down" | "goto" | "force" | "drop", _) => verb.to_owned(),
        (
            "liquibase",
            "update" | "rollback" | "drop-all" | "update-count" | "rollback-count" | "dropAll" | "updateSQL",
            _,
        ) => verb.to_owned(),
        ("prisma", "migrate", "deploy" | "reset" | "resolve") | ("prisma", "db", "push") => format!("{verb} {next}"),
        ("sqlx" | "diesel" | "sea-orm-cli", "migration" | "migrate", "run" | "revert" | "redo" | "up" | "down") => {
            format!("{verb} {next}")
        }
        ("atlas", "migrate" | "schema", "apply") | ("hasura", "migrate", "apply") => format!("{verb} {next}"),
        ("dotnet", "ef", "database") if args.at(2) == "update" => "ef database update".to_owned(),
        ("rails" | "rake", _, _) if is_rails(verb) => verb.to_owned(),
        ("mix", "ecto.migrate" | "ecto.rollback" | "ecto.drop", _) => verb.to_owned(),
        ("knex", "migrate:latest" | "migrate:up" | "migrate:down" | "migrate:rollback", _) => verb.to_owned(),
        ("sequelize" | "sequelize-cli", "db:migrate" | "db:migrate:undo" | "db:migrate:undo:all" | "db:drop", _) => {
            verb.to_owned()
        }
        ("typeorm", "migration:run" | "migration:revert" | "schema:sync", _) => verb.to_owned(),
        ("drizzle-kit", "push" | "migrate", _) => verb.to_owned(),
        ("python" | "python3" | "django-admin" | "manage.py", _, _) => {
            let verb = if script == "manage.py" { next } else { verb };
            let is_django = script == "manage.py" || matches!(program, "django-admin" | "manage.py");
            return (is_django && verb == "migrate").then(|| "manage.py migrate".to_owned());
        }
        ("php" | "artisan", _, _) => {
            let verb = if program == "php" { next } else { verb };
            let is_one = verb.starts_with("migrate") && verb != "migrate:status"
                || verb.starts_with("doctrine:migrations:migrate");
            return is_one.then(|| format!("artisan {verb}"));
        }
        _ => return None,
    };
    Some(format!("{program} {found}"))
}

fn is_rails(task: &str) -> bool {
    let stem = task.split('[').next().unwrap_or(task);
    stem.starts_with("db:migrate") && stem != "db:migrate:status"
        || matches!(stem, "db:rollback" | "db:schema:load" | "db:structure:load" | "db:reset" | "db:drop" | "db:setup")
}
