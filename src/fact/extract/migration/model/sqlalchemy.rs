//! SQLAlchemy's declarative models, and SQLModel's. (<https://docs.sqlalchemy.org/en/20/orm/declarative_tables.html>)

use super::python::{self, Assigned, Call, Class, Classes, Own, last};
use super::{Column, Found};
use crate::fact::extract::migration::language::code::Code;
use crate::fact::migration::Name;

/// The models of a file, and the mixins that they are made of.
pub(super) fn read(bytes: &[u8]) -> Vec<Found> {
    let Some(code) = python::parse(bytes) else { return Vec::new() };
    let classes = python::classes(&code);
    let (mut known, mut found) = (Classes::default(), Vec::new());
    let mut annotated = vec!["SQLModel"];
    for class in &classes {
        let is_annotated = class.bases.iter().any(|base| annotated.contains(&last(base)));
        if is_annotated {
            annotated.push(&class.name);
        }
        let (fields, others) = known.add(&class.name, own(&code, class, is_annotated));
        let is_one = class.says_table
            || class.value("__tablename__").is_some()
            || class.bases.iter().any(|base| base.ends_with(".Model"));
        if is_one || !fields.is_empty() {
            let table = class.value("__tablename__").and_then(|value| python::string(&code, value));
            let has_table = is_one && class.value("__abstract__").is_none() && !fields.is_empty();
            let table = table.map(|table| Name::dotted(&table));
            found.push(Found { name: class.name.clone(), span: class.span, table, has_table, fields, others });
        }
    }
    found
}

/// What a class has of its own. `is_annotated` says that each annotation is a column.
fn own(code: &Code<'_>, class: &Class<'_>, is_annotated: bool) -> Own {
    let (mut fields, mut others) = (Vec::new(), Vec::new());
    for assigned in class.assigned.iter().filter(|one| !one.name.starts_with("__")) {
        match column(code, assigned, is_annotated) {
            Some(column) => fields.push(column),
            None => others.push(assigned.name.clone()),
        }
    }
    // The columns of a table belong to it alone; where it is a base class, they are joined.
    let is_inherited = class.value("__tablename__").is_none() && !class.says_table;
    Own { bases: class.bases.clone(), fields, others, is_inherited }
}

fn column(code: &Code<'_>, assigned: &Assigned<'_>, is_annotated: bool) -> Option<Column> {
    let column = Column::new(&assigned.name, assigned.span);
    let annotation = assigned.annotation.as_deref().map_or("", last);
    let Some(value) = assigned.value else {
        return (annotation == "Mapped" || is_annotated && !matches!(annotation, "" | "ClassVar")).then_some(column);
    };
    let Some(call) = python::call(code, value) else {
        return (is_annotated && !matches!(annotation, "" | "ClassVar")).then_some(column);
    };
    match call.last() {
        "Column" | "mapped_column" => Some(named(code, column, &call)),
        "Field" if is_annotated => Some(of_field(code, column, &call)),
        "deferred" => {
            let inner = call.first().and_then(|inner| python::call(code, inner))?;
            (inner.last() == "Column").then(|| named(code, column, &inner))
        }
        _ => None,
    }
}

/// `Column("name", …)`.
fn named(code: &Code<'_>, column: Column, call: &Call<'_>) -> Column {
    let first = call.first().and_then(|first| python::string(code, first));
    let name = first.or_else(|| call.keyword(code, "name").and_then(|name| python::string(code, name)));
    name.map_or_else(|| column.clone(), |name| column.clone().called(name))
}

/// `Field(sa_column=Column("name", …))`.
fn of_field(code: &Code<'_>, column: Column, call: &Call<'_>) -> Column {
    let inner = call.keyword(code, "sa_column").and_then(|value| python::call(code, value));
    match inner {
        Some(inner) => named(code, column, &inner),
        None => column,
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::fact::extract::migration::model::testing::shown;

    #[test]
    fn columns_are_declared_in_three_ways() {
        let text = b"import sqlalchemy as sa
class User(db.Model):
    __tablename__ = 'users'
    __table_args__ = (sa.Index('a'),)
    id = sa.Column(sa.Integer, primary_key=True)
    town = Column('city', Text)
    age: Mapped[int] = mapped_column(name='years')
    born: Mapped[datetime]
    big = deferred(Column(Text))
    friends: Mapped[list['User']] = relationship(back_populates='x')
    full = column_property(a + b)
";
        assert_eq!(shown(&read(text)), ["User(users): id city=town years=age born big | friends full"]);
    }

    #[test]
    fn mixins_pass_their_columns_on_and_tables_do_not() {
        let text = b"class Timed:
    made = Column(DateTime)
class Base(db.Model):
    __abstract__ = True
    id = Column(Integer)
class A(Timed, Base):
    __tablename__ = 'a'
    x = Column(Text)
class B(A):
    __tablename__ = 'b'
    y = Column(Text)
class C(A):
    z = Column(Text)
class Plain:
    n = 1
";
        assert_eq!(shown(&read(text)), ["[Timed: made]", "[Base: id]", "A(a): x made id", "B(b): y", "[C: z]"]);
    }

    #[test]
    fn every_annotation_of_an_sqlmodel_is_a_column() {
        let text = b"class Base(SQLModel):
    name: str
class Hero(Base, table=True):
    id: int | None = Field(default=None, primary_key=True)
    age: int = 3
    town: str = Field(sa_column=Column('city', Text))
    team: Team = Relationship(back_populates='x')
    model_config = {}
    kind: ClassVar[str] = 'x'
class HeroOut(Base):
    extra: str
";
        assert_eq!(
            shown(&read(text)),
            ["[Base: name]", "Hero: id age city=town name | team model_config kind", "[HeroOut: extra name]"]
        );
    }
}
