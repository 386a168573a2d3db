//! MikroORM: classes that extend `Migration` and add SQL. (<https://mikro-orm.io/docs/migrations>)

use crate::document::sql::Dialect;
use crate::fact::extract::migration::Source;
use crate::fact::extract::migration::language::program::{Chain, Reader, Run};
use crate::fact::extract::migration::language::{dialect, javascript};
use crate::fact::migration::{Framework, Script};

/// Whether a file is a migration for MikroORM.
pub(in crate::fact::extract) fn is_one(source: Source<'_>) -> bool {
    javascript::framework(source) == Some(Framework::MikroOrm)
}

/// Reads one. The base class has a way back that only throws, so that none of one's own is none.
pub(in crate::fact::extract) fn read(source: Source<'_>) -> Vec<Script> {
    javascript::read(source, &|| MikroOrm { dialect: dialect::of(source) })
}

/// What a migration adds.
struct MikroOrm {
    dialect: Dialect,
}

impl<'t> Reader<'t> for MikroOrm {
    fn call(&mut self, run: &mut Run<'t>, chain: &Chain<'t>) {
        let Some(link) = chain.links.iter().find(|link| link.is_call()) else { return };
        let is_own = run.program().text(chain.root) == "this";
        match link.name {
            "addSql" | "execute" | "raw" if is_own || link.name == "raw" => {
                run.sql(link.argument(0), self.dialect, link.whole)
            }
            "getKnex" | "reset" | "getQueries" | "isTransactional" if is_own => {}
            "getEntityManager" => run.unknown("code of the entity manager", chain.span()),
            _ => run.other(self, chain),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{is_one, read};
    use crate::fact::extract::migration::language::testing::{down, effects, script, source};

    #[test]
    fn what_is_not_written_out_is_unknown() {
        let text = "import { Migration } from '@mikro-orm/migrations';
export class Migration1 extends Migration {
  override async up(): Promise<void> { this.addSql(build()); this.getEntityManager().persist(x); }
}";
        assert!(is_one(source("m/1.ts", text)));
        let script = script(read, "m/1.ts", text);
        assert_eq!(effects(&script.up), ["? a statement built at run time", "? code of the entity manager"]);
        assert_eq!(down(&script), "missing");
    }

    #[test]
    fn a_way_back_that_does_nothing() {
        let text = "class M extends Migration { up() { this.addSql(x); } async down() {} } // @mikro-orm/migrations";
        assert_eq!(down(&script(read, "m/1.ts", text)), "empty");
    }
}
